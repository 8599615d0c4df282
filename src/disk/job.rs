//! One of the author's files on its way.

use std::fs;
use std::path::{Path, PathBuf};

/// One file on its way.
pub(super) struct Job {
    /// Where it is, free of links; nothing if it is new.
    pub(super) from: Option<PathBuf>,
    /// Where it will be; the same unless it is renamed or new, and nothing if it goes.
    pub(super) to: Option<PathBuf>,
    /// The new bytes, until they are moved into their place.
    pub(super) new: PathBuf,
    /// The old bytes, until everything is done.
    pub(super) old: PathBuf,
}

impl Job {
    /// Where it will be, or was.
    pub(super) fn place(&self) -> &Path {
        // One of the two is there, or there is nothing to do.
        self.to.as_deref().or(self.from.as_deref()).unwrap_or(&self.old)
    }
}

/// Takes away the folders that a file has left empty which was moved, or went.
pub(super) fn leave(from: &Path, to: Option<&Path>) {
    if to.is_some_and(|to| from.parent() == to.parent()) {
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
