//! Single files, each written whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::Error;

/// Whether something stands at a path, be it a link that leads nowhere.
pub fn stands(path: &Path) -> Result<bool, Error> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
        Err(error) => Err(Error::io("look at", path)(error)),
    }
}

/// Writes a file, in place of the one that is there if there is one, and makes the folders above it.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    }
    // Written beside and moved, through a link to the file that it leads to.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let beside = beside(&target);
    let written = fs::File::create(&beside).and_then(|mut file| {
        file.write_all(bytes.as_ref())?;
        drop(file);
        fs::rename(&beside, &target)
    });
    written.map_err(|error| {
        // It failed already; what is left beside is in nobody's way.
        let _ = fs::remove_file(&beside);
        Error::io("write", path)(error)
    })
}

/// A hidden name in the same folder, which no build reads.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    path.with_file_name(name)
}

/// A path in a site as it can be opened from where the command runs.
pub fn inside(site: &Path, path: impl AsRef<Path>) -> PathBuf {
    if site == Path::new(".") { path.as_ref().to_path_buf() } else { site.join(path) }
}

/// A path as it can be typed after a command.
pub fn typed(path: &Path) -> String {
    let text = path.display().to_string();
    if text.contains(char::is_whitespace) { format!("\"{text}\"") } else { text }
}
