//! Whether a folder may lie in a repository, without asking anybody: the desk's first page must not wait for that.

use std::env;
use std::path::Path;

/// Whether a folder seems to lie in a work tree, and the program is there.
pub fn may_lie_in_one(folder: &Path) -> bool {
    folder.ancestors().any(|one| one.join(".git").exists()) && is_installed()
}

fn is_installed() -> bool {
    let is_in = |folder: &Path| ["git", "git.exe"].iter().any(|name| folder.join(name).is_file());
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| is_in(&folder)))
}
