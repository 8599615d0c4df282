//! A site as the last build left it in its folder, for those who bring it elsewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::manifest::{self, Files, PublishedFile};
use crate::error::Error;

/// A built site: every file that the build published, and nothing else that lies in its folder.
#[derive(Debug)]
pub struct Built {
    pub files: Files,
    /// Which of them are packed twins of others.
    pub twins: BTreeSet<String>,
}

const BUILD: &str = "run `trellis build`, then publish again";

/// Reads the notes of a folder that a build has completed.
pub fn built(out: &Path) -> Result<Built, Error> {
    match manifest::complete(out)? {
        Some((files, twins)) => Ok(Built { files, twins }),
        None => Err(Error::Obstructed { path: out.into(), why: "no build has been completed there", help: BUILD }),
    }
}

impl Built {
    /// The same site for a place that sends no twins.
    pub fn without_twins(mut self) -> Built {
        self.files.retain(|path, _| !self.twins.contains(path));
        self.twins.clear();
        self
    }

    /// The bytes of a file, if they are those that the build wrote.
    pub fn bytes(&self, out: &Path, path: &str, file: &PublishedFile) -> Result<Vec<u8>, Error> {
        let place = out.join(path);
        let bytes = fs::read(&place).map_err(Error::io("read", &place))?;
        match xxhash_rust::xxh3::xxh3_128(&bytes) == file.hash {
            true => Ok(bytes),
            false => Err(Error::Obstructed { path: place, why: "it has been altered since the build", help: BUILD }),
        }
    }
}

/// Every file below a folder by its path from there, with what is in it.
pub fn files_below(folder: &Path) -> Result<Files, Error> {
    // It may be a link to the folder.
    let folder = &folder.canonicalize().map_err(Error::io("open", folder))?;
    let entries: Result<Vec<_>, _> = WalkDir::new(folder).into_iter().collect();
    let entries = entries.map_err(|error| Error::io("look into", folder)(error.into()))?;
    let files: Vec<_> = entries.into_iter().filter(|entry| !entry.file_type().is_dir()).collect();
    let read = |entry: &walkdir::DirEntry| {
        let bytes = fs::read(entry.path()).map_err(Error::io("read", entry.path()))?;
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let hash = xxhash_rust::xxh3::xxh3_128(&bytes);
        Ok((path, PublishedFile { hash, len: bytes.len() as u64 }))
    };
    files.par_iter().map(read).collect::<Vec<_>>().into_iter().collect()
}
