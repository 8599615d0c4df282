//! What Trellis remembers about an output folder, in the folder's own `.trellis`: what it wrote there, and nothing that
//! differs from one machine or one run to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::lock::Lock;
use super::stamps::{Stamp, StampCache, Stamps};
use super::{is_missing, remove_if_there};
use crate::error::Error;
use crate::lasting;
use crate::output::is_inside;

/// The name of the folder, which no published file may have.
pub(super) const FOLDER: &str = ".trellis";
const MANIFEST: &str = "manifest.json";
const PENDING: &str = "pending.json";
/// Raised when a manifest can no longer be read as it was written.
const VERSION: u32 = 1;

/// One published file: what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedFile {
    /// xxh3 of its bytes.
    pub hash: u128,
    pub len: u64,
}

/// Files by path, each with what is in it.
pub type Files = BTreeMap<String, PublishedFile>;

/// The files of the last publish that was completed.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    fingerprint: Option<u128>,
    pages: usize,
    files: Files,
    /// Files of the theme that the site before had under names that it has no longer. They stay for one publish, so that a
    /// page that is on its way to a visitor finds its style.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    former: Files,
    /// Which of the files are packed twins of others, made for a server that can send them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    twins: BTreeSet<String>,
}

/// What a site is, beside its files.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    pub fingerprint: Option<u128>,
    pub pages: usize,
    pub twins: BTreeSet<String>,
}

impl Manifest {
    pub fn new(facts: Facts, stamps: &Stamps, former: Files) -> Self {
        let written =
            |(path, stamp): (&String, &Stamp)| (path.clone(), PublishedFile { hash: stamp.hash, len: stamp.len });
        let files = stamps.0.iter().map(written).collect();
        let Facts { fingerprint, pages, twins } = facts;
        Manifest { version: VERSION, fingerprint, pages, files, former, twins }
    }

    /// How many pages the site had.
    pub fn pages(&self) -> usize {
        self.pages
    }
}

/// What a publish that is under way, or was stopped, may have touched.
#[derive(Serialize, Deserialize)]
struct Pending {
    paths: BTreeSet<String>,
}

/// What is known about the folder before a publish.
#[derive(Default)]
pub(super) struct Record {
    pub manifest: Manifest,
    pub stamps: Stamps,
    /// The paths of a publish that was stopped half-way.
    unfinished: Option<BTreeSet<String>>,
}

impl Record {
    /// Whether a publish was stopped half-way.
    pub fn is_unfinished(&self) -> bool {
        self.unfinished.is_some()
    }

    /// Whether Trellis wrote the file, or may have.
    pub fn owns(&self, path: &str) -> bool {
        let manifest = &self.manifest;
        let is_known = manifest.files.contains_key(path) || manifest.former.contains_key(path);
        is_known || self.unfinished.as_ref().is_some_and(|paths| paths.contains(path))
    }

    /// Every path that [`Record::owns`] is true of.
    pub fn paths(&self) -> BTreeSet<&str> {
        let Manifest { files, former, .. } = &self.manifest;
        files.keys().chain(former.keys()).chain(self.unfinished.iter().flatten()).map(String::as_str).collect()
    }

    /// What stays although the site has it no longer, of which these paths are all that it has; `is_same` says that nothing
    /// else has changed since the last publish.
    pub fn former(&self, is_wanted: impl Fn(&str) -> bool, is_same: bool) -> Files {
        let before = if is_same { &self.manifest.former } else { &self.manifest.files };
        former(before, is_wanted)
    }

    /// Whether the site of the last publish had a file.
    pub fn had(&self, path: &str) -> bool {
        self.manifest.files.contains_key(path)
    }

    /// Takes files that stand in the folder for the site's, as if a publish had been stopped there.
    pub fn take_over(&mut self, files: BTreeSet<String>) {
        self.unfinished.get_or_insert_default().extend(files);
    }

    /// How a file was left. A publish that was stopped may have written others over it within the same tick of the
    /// clock, so that after one no stamp can be relied on.
    pub fn stamp(&self, path: &str) -> Option<&Stamp> {
        if self.is_unfinished() {
            return None;
        }
        let written = self.manifest.files.get(path)?;
        self.stamps.0.get(path).filter(|stamp| stamp.hash == written.hash)
    }
}

/// The hidden folder, held by this publish alone.
pub(super) struct Store {
    folder: PathBuf,
    /// Held as long as the store is.
    _lock: Lock,
}

impl Store {
    /// Makes the folder if need be, and keeps every other publish out until the store is dropped.
    pub fn open(out: &Path) -> Result<Store, Error> {
        let folder = out.join(FOLDER);
        fs::create_dir_all(&folder).map_err(Error::io("create", &folder))?;
        let lock = Lock::take(&folder.join("lock"), out)?;
        Ok(Store { folder, _lock: lock })
    }

    /// Where files are written before they are moved to their places.
    pub fn tmp(&self) -> PathBuf {
        self.folder.join("tmp")
    }

    pub fn record(&self, stamps: Stamps) -> Result<Record, Error> {
        let manifest: Option<Manifest> = load(&self.folder.join(MANIFEST))?;
        let pending: Option<Pending> = load(&self.folder.join(PENDING))?;
        let record =
            Record { manifest: manifest.unwrap_or_default(), stamps, unfinished: pending.map(|pending| pending.paths) };
        let is_known = record.manifest.files.is_empty() || record.manifest.version == VERSION;
        if !is_known || !record.paths().into_iter().all(may_be_ours) {
            return Err(damaged(&self.folder));
        }
        Ok(record)
    }

    /// Says which paths are about to be touched, so that a later publish can complete this one.
    pub fn begin<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Result<(), Error> {
        self.save(PENDING, &Pending { paths: paths.map(str::to_string).collect() })
    }

    /// Whether the note of what is under way is still there.
    pub fn is_begun(&self) -> bool {
        self.folder.join(PENDING).is_file()
    }

    /// Says it once more, in a folder that somebody has deleted and that holds something again.
    pub fn begin_again<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Result<(), Error> {
        if !self.folder.parent().is_some_and(Path::exists) {
            return Ok(());
        }
        fs::create_dir_all(&self.folder).map_err(Error::io("create", &self.folder))?;
        self.begin(paths)
    }

    /// Says what the folder holds now, and that nothing is under way.
    pub fn finish(&self, manifest: &Manifest) -> Result<(), Error> {
        self.save(MANIFEST, manifest)?;
        let pending = self.folder.join(PENDING);
        remove_if_there(&pending).map_err(Error::io("remove", pending))
    }

    /// Replaces a file whole. It reaches the disk before anything that relies on it, or a power cut could leave it
    /// empty.
    fn save(&self, name: &str, value: &impl Serialize) -> Result<(), Error> {
        let (path, new) = (self.folder.join(name), self.folder.join(format!("{name}.new")));
        let save = || {
            let bytes = serde_json::to_vec(value)?;
            let _ = fs::remove_file(&new);
            let mut file = File::create_new(&new)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            fs::rename(&new, &path)
        };
        save().map_err(Error::io("write", &path))
    }
}

/// Of the files of one site, those that the next keeps for a while although it has them no longer: the theme's, whose names
/// change with their bytes. Pictures go at once, for somebody may have asked for that.
pub fn former(before: &Files, is_wanted: impl Fn(&str) -> bool) -> Files {
    let is_former = |(path, file): &(&String, &PublishedFile)| lasting::is_asset(path, file.hash) && !is_wanted(path);
    before.iter().filter(is_former).map(|(path, file)| (path.clone(), *file)).collect()
}

/// The files of the last publish, and which of them are packed twins; none if there was none, or it was stopped half-way.
pub(super) fn complete(out: &Path) -> Result<Option<(Files, BTreeSet<String>)>, Error> {
    let folder = out.join(FOLDER);
    let manifest: Option<Manifest> = load(&folder.join(MANIFEST))?;
    let is_whole = !folder.join(PENDING).exists();
    match manifest.filter(|_| is_whole) {
        Some(manifest) if manifest.version != VERSION || !manifest.files.keys().all(|path| may_be_ours(path)) => {
            Err(damaged(&folder))
        }
        manifest => Ok(manifest.map(|manifest| (manifest.files, manifest.twins))),
    }
}

/// Whether a folder was published into, by a publish that was completed or not.
pub(super) fn stands(out: &Path) -> bool {
    [MANIFEST, PENDING].iter().any(|name| out.join(FOLDER).join(name).is_file())
}

fn load<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, Error> {
    match fs::read(path) {
        Ok(bytes) => {
            serde_json::from_slice(&bytes).map(Some).map_err(|_| damaged(path.parent().expect("it is in a folder")))
        }
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(Error::io("read", path)(error)),
    }
}

fn damaged(folder: &Path) -> Error {
    Error::UnsafeOutput {
        path: folder.parent().unwrap_or(folder).into(),
        why: "its list of published files, in `.trellis`, is damaged or from another version of Trellis",
        help: "empty the folder, then build again",
    }
}

/// Whether a path is one that a site may have. A list that came with a folder from elsewhere must not make us touch
/// anything else.
pub fn may_be_ours(path: &str) -> bool {
    let top = path.split('/').next().unwrap_or(path);
    is_inside(path)
        && ![FOLDER, ".git"].iter().any(|name| top.eq_ignore_ascii_case(name))
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// A site that is published already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    pub pages: usize,
    pub bytes: u64,
}

/// What was published with this fingerprint, if nobody has touched any of it since: then there is nothing to build.
pub fn published(site: &Path, out: &Path, fingerprint: u128) -> Option<Published> {
    let folder = out.join(FOLDER);
    let manifest: Manifest = load(&folder.join(MANIFEST)).ok()??;
    if manifest.version != VERSION || manifest.fingerprint != Some(fingerprint) {
        return None;
    }
    let is_whole = folder.join(PENDING).symlink_metadata().is_err_and(|error| is_missing(&error));
    let record = Record { manifest, stamps: StampCache::of(site, out).stamps(), unfinished: None };
    let manifest = &record.manifest;
    let is_untouched = |path: &String| {
        let stamp = record.stamp(path).filter(|_| may_be_ours(path));
        stamp.is_some_and(|stamp| out.join(path).symlink_metadata().is_ok_and(|metadata| stamp.fits(&metadata)))
    };
    let bytes = manifest.files.values().map(|written| written.len).sum();
    (is_whole && manifest.files.par_iter().all(|(path, _)| is_untouched(path)))
        .then_some(Published { pages: manifest.pages, bytes })
}
