//! Reads every file below `content/` alone, or takes what the last build read.
//!
//! Both lists stand in path order, so one walk along them finds what is new.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Reported};
use crate::entry::districts::{self, Districts};
use crate::entry::{self, Entry, FileRole, Kind};
use crate::fault;
use crate::picture::PictureFile;
use crate::snapshot::{File, Snapshot};
use crate::source::SourcePath;

/// What one file gave: its entries and what was found while reading them.
type ReadFile = Arc<Reported<Vec<Arc<Entry>>>>;

/// What the last build read, in path order.
#[derive(Debug, Clone, Default)]
pub struct Memo {
    files: Vec<CachedFile>,
}

#[derive(Debug, Clone)]
struct CachedFile {
    path: SourcePath,
    /// Of the file's bytes.
    hash: u128,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Entries(Kind, ReadFile),
    Districts(Arc<Reported<Districts>>),
    Unknown,
    Asset,
    Picture(Arc<PictureFile>),
    Ignored,
}

/// Everything below `content/`, each file read alone.
#[derive(Debug)]
pub struct Contents {
    /// In path order, rows of tables in their order.
    pub entries: Vec<Arc<Entry>>,
    /// Files that are published as they are, with the hashes of their bytes.
    pub assets: Vec<(SourcePath, u128)>,
    /// Those of them that are pictures by their names.
    pub pictures: Arc<BTreeMap<SourcePath, Arc<PictureFile>>>,
    /// The table of postcode districts, with the hash of its bytes.
    pub districts: Option<(Arc<Reported<Districts>>, u128)>,
    /// Files of which no entry could be read.
    pub bare: Vec<(SourcePath, Kind)>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads what the memo does not know. It then knows this snapshot's files and no others.
pub fn read_all(snapshot: &Snapshot, memo: &mut Memo) -> Contents {
    let files: Vec<(&SourcePath, &File)> = snapshot.below("content").collect();
    // Mostly the same files are there, and few of them are other.
    let mut old = std::mem::take(&mut memo.files);
    if old.len() == files.len() && old.iter().zip(&files).all(|(old, (path, _))| old.path.is(path)) {
        let both = old.par_iter_mut().zip(&files).with_min_len(1024);
        let other = both.filter(|(old, (_, file))| old.hash != file.hash);
        other.for_each(|(old, (path, file))| *old = fault::at(path, || read(path, file)));
        memo.files = old;
        return sort_out(&memo.files);
    }
    let mut old = old.into_iter().peekable();
    let known: Vec<Option<CachedFile>> = files
        .iter()
        .map(|(path, file)| {
            while old.next_if(|old| !old.path.is(path) && old.path < **path).is_some() {}
            old.next_if(|old| old.path.is(path)).filter(|old| old.hash == file.hash)
        })
        .collect();
    memo.files = known
        .into_par_iter()
        .zip(&files)
        .with_min_len(64)
        .map(|(known, (path, file))| known.unwrap_or_else(|| fault::at(path, || read(path, file))))
        .collect();
    sort_out(&memo.files)
}

fn read(path: &SourcePath, file: &File) -> CachedFile {
    let what = match entry::role_of(path) {
        FileRole::Entries(kind) => What::Entries(kind, Arc::new(entry::read(path, kind, file))),
        FileRole::Districts => What::Districts(Arc::new(districts::read(path, file))),
        FileRole::Unknown => What::Unknown,
        FileRole::Asset => match PictureFile::read(path, &file.bytes, file.hash) {
            Some(picture) => What::Picture(Arc::new(picture)),
            None => What::Asset,
        },
        FileRole::Ignored => What::Ignored,
    };
    CachedFile { path: path.clone(), hash: file.hash, what }
}

fn sort_out(files: &[CachedFile]) -> Contents {
    let mut contents = Contents {
        entries: Vec::with_capacity(files.len()),
        assets: vec![],
        pictures: Arc::default(),
        districts: None,
        bare: vec![],
        diagnostics: vec![],
    };
    let mut pictures = BTreeMap::new();
    let mut unknown: Vec<&SourcePath> = Vec::new();
    for CachedFile { path, hash, what } in files {
        match what {
            What::Entries(kind, read) => {
                if read.value.is_empty() {
                    contents.bare.push((path.clone(), *kind));
                }
                contents.entries.extend(read.value.iter().cloned());
                contents.diagnostics.extend(read.diagnostics.iter().cloned());
            }
            What::Districts(read) => {
                contents.diagnostics.extend(read.diagnostics.iter().cloned());
                contents.districts = Some((read.clone(), *hash));
            }
            What::Unknown => unknown.push(path),
            What::Asset => contents.assets.push((path.clone(), *hash)),
            What::Picture(picture) => {
                contents.assets.push((path.clone(), *hash));
                pictures.insert(path.clone(), picture.clone());
            }
            What::Ignored => {}
        }
    }
    contents.diagnostics.extend(unknown_folders(&unknown));
    contents.pictures = Arc::new(pictures);
    contents
}

/// A folder that means nothing is told once, at the first of its files. In `content` and `content/data` it is the file
/// that means nothing.
fn unknown_folders(files: &[&SourcePath]) -> Vec<Diagnostic> {
    let is_of_file = |path: &SourcePath| path.folder() == "content" || path.as_str().starts_with("content/data/");
    let of_one_folder = |a: &&SourcePath, b: &&SourcePath| !is_of_file(a) && a.folder() == b.folder();
    let groups = files.chunk_by(of_one_folder);
    groups.map(|group| entry::unknown_folder(group[0], group.len() - 1)).collect()
}

#[cfg(any(test, feature = "internals"))]
impl Memo {
    /// Files with entries that are known.
    pub(crate) fn len(&self) -> usize {
        self.files.iter().filter(|file| matches!(file.what, What::Entries(..))).count()
    }
}
