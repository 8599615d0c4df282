//! A folder that holds an older edition of the site, and no notes of it: published by another computer, or copied.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::{guard, manifest};
use crate::error::Error;
use crate::output::{Output, OutputPath};

/// What stands in such a folder.
pub(super) struct Found {
    /// Files at addresses of the site, by path.
    pub ours: BTreeSet<String>,
    /// How many other files there are.
    pub strangers: usize,
}

/// Looks at every file of a folder. There is nothing to take over where notes are, or where nothing is; where no file is
/// the site's byte for byte, it is another website.
pub(super) fn look(out: &Path, output: &Output) -> Result<Option<Found>, Error> {
    if manifest::stands(out) || !out.exists() {
        return Ok(None);
    }
    let mut found = Found { ours: BTreeSet::new(), strangers: 0 };
    let mut is_known = false;
    let is_prepared =
        |entry: &DirEntry| entry.depth() == 1 && guard::PREPARED.iter().any(|name| entry.file_name() == *name);
    let entries = WalkDir::new(out).into_iter().filter_entry(|entry| !is_prepared(entry));
    for entry in entries {
        let entry = entry.map_err(|error| Error::io("look into", out)(error.into()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        match path_of(out, entry.path()).and_then(|path| output.files.get_key_value(&path)) {
            Some((path, file)) => {
                let length = entry.metadata().map_or(0, |metadata| metadata.len());
                is_known = is_known
                    || length == file.bytes.len() as u64
                        && fs::read(entry.path()).is_ok_and(|bytes| *bytes == *file.bytes);
                found.ours.insert(path.to_string());
            }
            None => found.strangers += 1,
        }
    }
    if found.strangers + found.ours.len() > 0 && !is_known {
        return Err(Error::UnsafeOutput {
            path: out.into(),
            why: "no file there is one of this site, so that it is another website, or none",
            help: "choose an empty folder, or empty this one first",
        });
    }
    Ok(Some(found))
}

/// The address of a file; none if no site can have it.
fn path_of(out: &Path, file: &Path) -> Option<OutputPath> {
    let parts: Option<Vec<&str>> = file.strip_prefix(out).ok()?.iter().map(|part| part.to_str()).collect();
    let path = parts?.join("/");
    manifest::may_be_ours(&path).then(|| OutputPath::new(path))
}
