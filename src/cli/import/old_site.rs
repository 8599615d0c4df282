//! Reads the folder of a site that another program makes. Nothing outside of it is read, whatever a link says.
#![expect(clippy::disallowed_methods, reason = "this side of the IO line reads what people name")]

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::Error;
use crate::import::pages::{LeftOut, OldSite, folder_of_pages, settings, stem};

/// Folders above the one that is named in which the settings of its site are looked for.
const FOLDERS_ABOVE: usize = 3;
/// A page of more bytes is none that anybody reads.
const LONGEST_PAGE: u64 = 2_000_000;
/// A file of more bytes is none that a page should bring.
const LARGEST_FILE: u64 = 50_000_000;

/// A site, and the folder from which its paths are counted.
pub struct OldFolder {
    pub root: PathBuf,
    pub site: OldSite,
}

/// Reads the site of which a folder holds the pages, or that is in that folder.
pub fn read(folder: &Path) -> Result<OldFolder, Error> {
    let named = folder.canonicalize().map_err(Error::io("open", folder))?;
    if !named.is_dir() {
        return Err(Error::Usage(format!(
            "{} is a file\n  help: name the folder that holds the pages, or the whole site",
            folder.display()
        )));
    }
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

/// Where the pages of a whole site lie.
fn usual_pages(root: &Path) -> PathBuf {
    let found = settings().find(|name| root.join(name).is_file()).map(|name| root.join(folder_of_pages(name)));
    found.filter(|folder| folder.is_dir()).unwrap_or_else(|| root.to_path_buf())
}

/// What programs keep for themselves, and what they have made.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || entry.file_type().is_dir() && matches!(&*name, "node_modules" | "_site" | "vendor")
}

fn take(root: &Path, entry: &DirEntry, site: &mut OldSite) -> Result<(), Error> {
    if entry.file_type().is_dir() {
        return Ok(());
    }
    let Some(path) = inside(root, entry.path()) else {
        site.left_out.push(LeftOut::new(entry.path().to_string_lossy(), "its name is no text"));
        return Ok(());
    };
    let is_page = is_below(&path, &site.pages) && stem(&path).is_some();
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
    if is_page && length > LONGEST_PAGE {
        site.left_out.push(LeftOut::new(path, "it is longer than any page: more than 2 MB"));
    } else if is_page || settings().any(|name| name == path) {
        site.texts.insert(path, fs::read(entry.path()).map_err(Error::io("read", entry.path()))?);
    } else {
        site.files.insert(path);
    }
    Ok(())
}

fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
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
            return Err("a file of more than 50 MB, which is not brought along".into());
        }
        fs::read(&place).map_err(|error| crate::error::reason(&error))
    }
}
