//! Reads the folder, or the archive, of a site that another program makes. Nothing outside of it is read, whatever a link says.
#![expect(clippy::disallowed_methods, reason = "this side of the IO line reads what people name")]

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::Error;
use crate::import::pages::{
    Archive, FOLDERS_ABOVE, LARGEST_FILE, LeftOut, NoArchive, OldSite, TOO_LARGE, folder_of_pages, is_aside, settings,
};

/// A site, and the folder from which its paths are counted.
pub struct OldFolder {
    pub root: PathBuf,
    pub site: OldSite,
}

/// Reads the site of which a folder holds the pages, or that is in that folder.
pub fn read(folder: &Path) -> Result<OldFolder, Error> {
    let named = folder.canonicalize().map_err(Error::io("open", folder))?;
    let has_settings = |folder: &&Path| settings().any(|name| folder.join(name).is_file());
    let root = named.ancestors().take(FOLDERS_ABOVE + 1).find(has_settings).unwrap_or(&named).to_path_buf();
    let pages = if root == named { usual_pages(&root) } else { named };
    let mut site = OldSite { pages: inside(&root, &pages).unwrap_or_default(), ..OldSite::default() };
    let is_wanted = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(entry);
    for entry in WalkDir::new(&root).sort_by_file_name().into_iter().filter_entry(is_wanted) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&root).to_path_buf();
            Error::io("read", &path)(error.into())
        })?;
        take(&root, &entry, &mut site)?;
    }
    for name in settings().filter(|name| name.starts_with('.') && root.join(name).is_file()) {
        site.texts.insert(name.into(), Vec::new());
    }
    Ok(OldFolder { root, site })
}

/// Reads the archive of a site; nothing if a folder is named.
pub fn archive(named: &Path) -> Result<Option<Archive>, Error> {
    if !fs::metadata(named).map_err(Error::io("open", named))?.is_file() {
        return Ok(None);
    }
    let bytes = fs::read(named).map_err(Error::io("read", named))?;
    let archive = Archive::read(bytes.into()).map_err(|why| {
        let (why, help) = match why {
            NoArchive::Other => {
                ("is a file".into(), "name the folder that holds the pages, or the whole site, or a ZIP file of it")
            }
            NoArchive::Broken(why) => (format!("cannot be read: {why}"), "pack the folder again, or name the folder"),
            NoArchive::TooLarge => ("holds more than a site needs".into(), "unpack it, and name the folder"),
        };
        Error::Usage(format!("{} {why}\n  help: {help}", named.display()))
    });
    archive.map(Some)
}

/// Where the pages of a whole site lie.
fn usual_pages(root: &Path) -> PathBuf {
    let found = settings().find(|name| root.join(name).is_file()).map(|name| root.join(folder_of_pages(name)));
    found.filter(|folder| folder.is_dir()).unwrap_or_else(|| root.to_path_buf())
}

fn is_hidden(entry: &DirEntry) -> bool {
    is_aside(&entry.file_name().to_string_lossy(), entry.file_type().is_dir())
}

fn take(root: &Path, entry: &DirEntry, site: &mut OldSite) -> Result<(), Error> {
    if entry.file_type().is_dir() {
        return Ok(());
    }
    let Some(path) = inside(root, entry.path()) else {
        site.left_out.push(LeftOut::new(entry.path().to_string_lossy(), "its name is no text"));
        return Ok(());
    };
    if entry.path_is_symlink() {
        let real = entry.path().canonicalize().ok();
        if !real.is_some_and(|real| real.is_file() && real.starts_with(root)) {
            site.left_out.push(LeftOut::new(path, "it is a link that leads out of the folder, or to no file"));
            return Ok(());
        }
    } else if !entry.file_type().is_file() {
        return Ok(());
    }
    let length = fs::metadata(entry.path()).map_err(Error::io("look at", entry.path()))?.len();
    site.take(path, length, || fs::read(entry.path()).map_err(Error::io("read", entry.path())))
}

/// A path as it is counted from a folder.
fn inside(root: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str());
    Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
}

impl OldFolder {
    /// The bytes of a file that a page needs, or why it is not brought along.
    pub fn load(&self, path: &str) -> Result<Vec<u8>, String> {
        let place = self.root.join(path);
        let length = fs::metadata(&place).map_err(|error| crate::error::reason(&error))?.len();
        if length > LARGEST_FILE {
            return Err(TOO_LARGE.into());
        }
        fs::read(&place).map_err(|error| crate::error::reason(&error))
    }
}
