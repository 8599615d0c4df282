//! Single changes to an output folder, each safe to repeat and none of them through a symbolic link.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::is_missing;
use super::stamps::Stamp;
use crate::error::Error;
use crate::output::{OutputFile, OutputPath, folders_of};

/// One file to write.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub path: &'a OutputPath,
    pub file: &'a OutputFile,
}

/// An output folder while it is published into.
pub(super) struct Destination<'a> {
    out: &'a Path,
    /// Where files are written before they are moved, in the same file system.
    tmp: PathBuf,
    /// How many files have been given a name there.
    named: AtomicUsize,
}

impl<'a> Destination<'a> {
    pub fn new(out: &'a Path, tmp: PathBuf) -> Self {
        Destination { out, tmp, named: AtomicUsize::new(0) }
    }

    /// Makes an empty folder for files being written. Each worker has a part of its own: one folder for all makes
    /// publishing several times slower, for the workers then wait for each other at every file.
    pub fn make_tmp(&self) -> Result<(), Error> {
        let make = || {
            if self.tmp.is_symlink() || self.tmp.is_file() {
                fs::remove_file(&self.tmp)?;
            } else if self.tmp.is_dir() {
                fs::remove_dir_all(&self.tmp)?;
            }
            (0..rayon::current_num_threads()).try_for_each(|worker| fs::create_dir_all(self.tmp_of(worker)))
        };
        make().map_err(Error::io("make room for files in", &self.tmp))
    }

    /// What is left there is in nobody's way, so that failing is no error.
    pub fn clear_tmp(&self) {
        let _ = fs::remove_dir_all(&self.tmp);
    }

    fn tmp_of(&self, worker: usize) -> PathBuf {
        self.tmp.join(worker.to_string())
    }

    /// Puts a file into its place, whole, and replaces what was there.
    pub fn write(&self, job: &Job) -> Result<Stamp, Error> {
        let place = self.out.join(job.path.as_str());
        let name = self.named.fetch_add(1, Ordering::Relaxed).to_string();
        let aside = self.tmp_of(rayon::current_thread_index().unwrap_or(0)).join(name);
        let write = || {
            let mut file = fs::File::create_new(&aside)?;
            file.write_all(&job.file.bytes)?;
            drop(file);
            fs::rename(&aside, &place)?;
            // Moving a file is a change of it, on some systems.
            Ok(Stamp::new(job.file.hash, &place.symlink_metadata()?))
        };
        write().map_err(Error::io("write", &place))
    }

    /// Makes folders, those that others are in first.
    pub fn make_folders(&self, folders: &[&str]) -> Result<(), Error> {
        let depth = |folder: &&str| folder.matches('/').count();
        let mut folders = folders.to_vec();
        folders.sort_by_key(depth);
        folders.chunk_by(|a, b| depth(a) == depth(b)).try_for_each(|level| {
            let made: Vec<_> = level.par_iter().map(|folder| self.make_folder(folder)).collect();
            made.into_iter().collect()
        })
    }

    fn make_folder(&self, folder: &str) -> Result<(), Error> {
        let place = self.out.join(folder);
        match fs::create_dir(&place) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_folder(&place) => Ok(()),
            made => made.map_err(Error::io("create", place)),
        }
    }

    /// Removes a file if it is there, and says how many were.
    pub fn remove(&self, path: &str) -> Result<usize, Error> {
        let place = self.out.join(path);
        if self.is_behind_link(path) || is_folder(&place) {
            return Ok(0);
        }
        match fs::remove_file(&place) {
            Ok(()) => Ok(1),
            Err(error) if is_missing(&error) => Ok(0),
            Err(error) => Err(Error::io("remove", place)(error)),
        }
    }

    /// Removes a folder and the folders in it. They hold no files.
    pub fn remove_folder(&self, place: &Path) -> Result<(), Error> {
        for entry in WalkDir::new(place).contents_first(true) {
            let removed = entry.map_err(io::Error::from).and_then(|entry| fs::remove_dir(entry.path()));
            removed.map_err(Error::io("remove", place))?;
        }
        Ok(())
    }

    /// Removes those folders of removed files that hold nothing any more. One that stays harms nobody.
    pub fn remove_empty_folders<'p>(&self, paths: impl Iterator<Item = &'p str>) {
        let folders: BTreeSet<&str> = paths.flat_map(folders_of).collect();
        for folder in folders.into_iter().rev().filter(|folder| !self.is_behind_link(folder)) {
            let _ = fs::remove_dir(self.out.join(folder));
        }
    }

    fn is_behind_link(&self, path: &str) -> bool {
        folders_of(path).any(|folder| self.out.join(folder).is_symlink())
    }
}

/// Whether this is a folder itself, and not a link to one.
fn is_folder(place: &Path) -> bool {
    place.symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
}
