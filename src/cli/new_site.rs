//! The files of a new site on disk.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::file;
use crate::Error;

/// Writes the files of a new site into a folder in which nobody keeps anything: all, or none.
pub fn write(folder: &Path, files: &[(String, String)]) -> Result<(), Error> {
    refuse_used(folder)?;
    let mut written = Vec::new();
    for (path, text) in files {
        let path = folder.join(path);
        match file::write(&path, text) {
            Ok(()) => written.push(path),
            Err(error) => {
                // Half a site helps nobody, and would be in the way of the next try.
                written.iter().for_each(|path| drop(fs::remove_file(path)));
                return Err(error);
            }
        }
    }
    Ok(())
}

/// Refuses a folder that somebody keeps something in; a repository that was just made is as good as empty.
fn refuse_used(folder: &Path) -> Result<(), Error> {
    let mut items = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(Error::Usage(format!(
                "{} is a file\n  help: name a folder that does not exist yet",
                folder.display()
            )));
        }
        items => items.map_err(Error::io("look into", folder))?,
    };
    let kept = items.find(|item| item.as_ref().map_or(true, |item| item.file_name() != ".git"));
    match kept {
        None => Ok(()),
        Some(item) => {
            let item = item.map_err(Error::io("look into", folder))?;
            Err(Error::Usage(format!(
                "{} has something in it already, such as `{}`\n  help: name a new or an empty folder; to add a page \
                 to a site, run `trellis add` in it",
                folder.display(),
                item.file_name().display()
            )))
        }
    }
}
