//! One of the author's files on its way.

use std::fs;
use std::path::{Path, PathBuf};

/// One file on its way.
pub(super) struct Job {
    /// Where it is, free of links; nothing if it is new.
    pub(super) from: Option<PathBuf>,
    /// Where it will be; the same unless it is renamed or new.
    pub(super) to: PathBuf,
    /// The new bytes, until they are moved into their place.
    pub(super) new: PathBuf,
    /// The old bytes, until everything is done.
    pub(super) old: PathBuf,
}

/// Takes away the folders that a moved file has left empty.
pub(super) fn leave(from: &Path, to: &Path) {
    if from.parent() == to.parent() {
        return;
    }
    // A folder in which something lies cannot be taken away, and neither can those above it.
    let mut above = from.ancestors().skip(1);
    while above.next().is_some_and(|folder| fs::remove_dir(folder).is_ok()) {}
}

/// A hidden name in the same folder, which no build reads.
pub(super) fn beside(path: &Path, mark: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.trellis-{mark}"))
}
