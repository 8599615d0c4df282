//! Tells what a publish has to do, without doing any of it.
//!
//! Whatever would have to give way and is not ours is found here, before the first file is touched.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use walkdir::WalkDir;

use super::destination::Job;
use super::is_missing;
use super::manifest::{Files, Record, may_be_ours};
use super::manner::Looking;
use super::stamps::{Stamp, Stamps};
use crate::error::Error;
use crate::output::{FileClass, Output, OutputFile, OutputPath, folders_of};
use crate::packed;

/// What a publish has to do.
#[derive(Default)]
pub(super) struct Plan<'a> {
    /// Files of earlier publishes that stand where something else is to be: they go before anything is written.
    pub in_the_way: BTreeSet<String>,
    /// Folders that stand where a file is to be, and are empty without the files in the way.
    pub folders_in_the_way: Vec<PathBuf>,
    /// Folders to make, in an order in which each comes after those it is in.
    pub folders: Vec<&'a str>,
    pub assets: Vec<Job<'a>>,
    pub new_pages: Vec<Job<'a>>,
    pub changed_pages: Vec<Job<'a>>,
    /// The page by which visitors come in, if it is new or changed.
    pub home: Vec<Job<'a>>,
    /// What names all other files by their bytes, so that whoever finds it finds those.
    pub lists: Vec<Job<'a>>,
    /// Packed twins that are new or changed.
    pub twins: Vec<Job<'a>>,
    /// Twins of earlier publishes that go before the files beside them are written or go.
    pub stale: Vec<&'a str>,
    /// How many of these are written anew.
    pub renewed: usize,
    /// Files of earlier publishes that the site no longer has.
    pub removals: Vec<&'a str>,
    /// Files of the last one that it no longer has either, and that stay until the next.
    pub former: Files,
    pub unchanged: Stamps,
}

impl Plan<'_> {
    pub fn is_done(&self) -> bool {
        let gone = self.removals.len() + self.stale.len() + self.in_the_way.len() + self.folders_in_the_way.len();
        self.writes() + gone == 0
    }

    pub fn writes(&self) -> usize {
        self.assets.len()
            + self.new_pages.len()
            + self.changed_pages.len()
            + self.home.len()
            + self.lists.len()
            + self.twins.len()
    }
}

/// Compares the output with what stands in the folder.
pub(super) fn compare<'a>(
    out: &Path,
    record: &'a Record,
    output: &'a Output,
    looking: Looking,
) -> Result<Plan<'a>, Error> {
    let wanted: FxHashSet<&str> = output.files.keys().map(OutputPath::as_str).collect();
    let obsolete: Vec<&str> = record.paths().into_iter().filter(|path| !wanted.contains(path)).collect();
    let spellings = obsolete.iter().map(|path| (path.to_lowercase(), *path)).collect();
    let comparison = Comparison { out, record, wanted, spellings, looking };
    let mut plan = Plan::default();
    comparison.folders(output, &mut plan)?;
    let found: Vec<_> =
        output.files.par_iter().map(|(path, file)| (Job { path, file }, comparison.file(path, file))).collect();
    // A file stands before its twin in the order of paths.
    let mut changed = FxHashSet::default();
    for (job, found) in found {
        let (found, path) = (found?, job.path.as_str());
        plan.in_the_way.extend(comparison.other_spelling(path).map(str::to_string));
        let file = comparison.file_of_twin(path);
        if matches!(found, OnDisk::Other) && file.is_some_and(|file| changed.contains(file)) {
            plan.stale.push(path);
        }
        if !matches!(found, OnDisk::Same(_)) {
            changed.insert(path);
        }
        plan.add(job, found, file.is_some());
    }
    plan.renewed = plan.stale.len();
    let is_same = plan.writes() == 0 && !obsolete.iter().any(|path| record.had(path));
    let is_wanted = |path: &str| comparison.wanted.contains(path);
    plan.former = record.former(is_wanted, is_same);
    plan.former.retain(|path, _| !plan.in_the_way.contains(path) && out.join(path).is_file());
    let stays = |path: &str| plan.in_the_way.contains(path) || plan.former.contains_key(path);
    let is_twin = |path: &&str| {
        packed::file_of(path).is_some_and(|(file, _)| comparison.wanted.contains(file) || record.owns(file))
    };
    let (twins, removals): (Vec<&str>, Vec<&str>) = obsolete.into_iter().filter(|path| !stays(path)).partition(is_twin);
    plan.stale.extend(twins);
    plan.removals = removals;
    Ok(plan)
}

impl<'a> Plan<'a> {
    fn add(&mut self, job: Job<'a>, found: OnDisk, is_twin: bool) {
        let is_new = match found {
            OnDisk::Same(stamp) => {
                self.unchanged.0.insert(job.path.to_string(), stamp);
                return;
            }
            OnDisk::Nothing => true,
            OnDisk::Other => false,
            OnDisk::Folder { place, files } => {
                self.folders_in_the_way.push(place);
                self.in_the_way.extend(files);
                true
            }
        };
        match (job.file.class, is_new) {
            (FileClass::Twin, _) => self.twins.push(job),
            (FileClass::Asset | FileClass::Page | FileClass::List, _) if is_twin => self.twins.push(job),
            (FileClass::List, _) => self.lists.push(job),
            (FileClass::Page, _) if job.path.as_str() == "index.html" => self.home.push(job),
            (FileClass::Asset, _) => self.assets.push(job),
            (FileClass::Page, true) => self.new_pages.push(job),
            (FileClass::Page, false) => self.changed_pages.push(job),
        }
    }
}

/// What stands where a file is to be.
enum OnDisk {
    Nothing,
    Same(Stamp),
    Other,
    Folder { place: PathBuf, files: Vec<String> },
}

struct Comparison<'a, 'o> {
    out: &'o Path,
    record: &'a Record,
    wanted: FxHashSet<&'a str>,
    /// Paths that the site no longer has, by their small letters.
    spellings: FxHashMap<String, &'a str>,
    looking: Looking,
}

const MOVE_IT: &str = "move it out of the output folder, then build again";

/// What stands where a folder is to be.
enum FolderFound {
    Folder,
    Nothing,
    /// A file of an earlier publish.
    OurFile,
}

impl<'a> Comparison<'a, '_> {
    /// Looks at every folder that the site's files are in.
    fn folders(&self, output: &'a Output, plan: &mut Plan<'a>) -> Result<(), Error> {
        let folders: BTreeSet<&str> = output.files.keys().flat_map(|path| folders_of(path.as_str())).collect();
        let found: Vec<_> = folders.into_par_iter().map(|folder| (folder, self.folder(folder))).collect();
        for (folder, found) in found {
            match found? {
                FolderFound::Folder => continue,
                FolderFound::Nothing => {}
                FolderFound::OurFile => drop(plan.in_the_way.insert(folder.to_string())),
            }
            plan.folders.push(folder);
        }
        Ok(())
    }

    fn folder(&self, folder: &str) -> Result<FolderFound, Error> {
        let place = self.out.join(folder);
        if self.wanted.contains(folder) {
            return refuse(place, "the site has a file and a folder of this name", "rename one of them");
        }
        match place.symlink_metadata() {
            Ok(metadata) if metadata.is_dir() => Ok(FolderFound::Folder),
            Ok(_) if self.record.owns(folder) => Ok(FolderFound::OurFile),
            Ok(metadata) if metadata.is_symlink() => {
                refuse(place, "a symbolic link stands where a folder of the site is to be", MOVE_IT)
            }
            Ok(_) => refuse(place, "a file that Trellis did not write stands where a folder is to be", MOVE_IT),
            Err(error) if is_missing(&error) => Ok(FolderFound::Nothing),
            Err(error) => Err(Error::io("look at", place)(error)),
        }
    }

    fn file(&self, path: &OutputPath, file: &OutputFile) -> Result<OnDisk, Error> {
        let place = self.out.join(path.as_str());
        if !may_be_ours(path.as_str()) {
            return refuse(place, "this name is kept for Trellis itself or for git", "give the file another name");
        }
        let metadata = match place.symlink_metadata() {
            Ok(metadata) => metadata,
            Err(error) if is_missing(&error) => return Ok(OnDisk::Nothing),
            Err(error) => return Err(Error::io("look at", place)(error)),
        };
        if metadata.is_dir() {
            return self.folder_for_file(place);
        }
        if self.is_misspelt(path.as_str(), &place) {
            return Ok(OnDisk::Nothing);
        }
        let stamp = self.record.stamp(path.as_str()).filter(|_| self.looking == Looking::AtStamps);
        if let Some(stamp) = stamp.filter(|stamp| stamp.fits(&metadata)) {
            return Ok(if stamp.hash == file.hash { OnDisk::Same(*stamp) } else { OnDisk::Other });
        }
        let may_be_same = metadata.is_file() && metadata.len() == file.bytes.len() as u64;
        if may_be_same && fs::read(&place).map_err(Error::io("read", &place))? == *file.bytes {
            return Ok(OnDisk::Same(Stamp::new(file.hash, &metadata)));
        }
        if self.record.owns(path.as_str()) {
            return Ok(OnDisk::Other);
        }
        refuse(place, "a file that Trellis did not write is there already", MOVE_IT)
    }

    /// A folder may give way to a file if all that it holds was published by us and is not wanted any more.
    fn folder_for_file(&self, place: PathBuf) -> Result<OnDisk, Error> {
        let mut files = Vec::new();
        for entry in WalkDir::new(&place).sort_by_file_name() {
            let entry = entry.map_err(|error| Error::io("look into", &place)(error.into()))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let inside = entry.path().strip_prefix(self.out).unwrap_or(entry.path());
            let parts: Option<Vec<_>> = inside.iter().map(|part| part.to_str()).collect();
            match parts.map(|parts| parts.join("/")) {
                Some(path) if self.record.owns(&path) => files.push(path),
                _ => return refuse(place, "a folder with files that Trellis did not write is in its place", MOVE_IT),
            }
        }
        Ok(OnDisk::Folder { place, files })
    }

    /// The file of the site beside which a path stands as its packed twin, whoever made it.
    fn file_of_twin<'p>(&self, path: &'p str) -> Option<&'p str> {
        packed::file_of(path).map(|(file, _)| file).filter(|file| self.wanted.contains(file))
    }

    /// A path that the site no longer has and that differs from this one in capital letters only. It goes first: where
    /// capitals do not count it is the same file, and removing it last would remove what was just written.
    fn other_spelling(&self, path: &str) -> Option<&'a str> {
        if self.spellings.is_empty() { None } else { self.spellings.get(&path.to_lowercase()).copied() }
    }

    /// Whether what stands at a path is in truth the file with the other spelling.
    fn is_misspelt(&self, path: &str, place: &Path) -> bool {
        self.other_spelling(path).is_some_and(|other| {
            let real = place.canonicalize();
            real.is_ok_and(|real| self.out.join(other).canonicalize().is_ok_and(|other| other == real))
        })
    }
}

fn refuse<T>(path: PathBuf, why: &'static str, help: &'static str) -> Result<T, Error> {
    Err(Error::Obstructed { path, why, help })
}
