//! Gathers the files of a site.
//!
//! Every file below `content/` and `themes/`, and `site.yaml`, ends up in the snapshot or among its problems, except
//! what no site is made of: hidden files, `node_modules` and the published site itself.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{is_missing, name};
use crate::diagnostic::{self, Diagnostic, catalogue};
use crate::error::{Error, reason};
use crate::snapshot::{File, Snapshot};
use crate::source::{SourcePath, Span};

/// Links to folders that are followed in one site. More are a mistake, and links that double at every level would
/// make a handful of files endless.
const MOST_FOLDER_LINKS: usize = 1000;

const LOOPS: &str = "leads back to a folder that it is in";

/// Reads every file that a build of the site may use. `out` is the folder that it is published into, if any.
pub fn read(site: &Path, out: Option<&Path>) -> Result<Snapshot, Error> {
    let root = match site.canonicalize() {
        Err(error) if is_missing(&error) => return Err(Error::NotASite { path: site.into() }),
        found => found.map_err(Error::io("open", site))?,
    };
    if !stands(&root.join("site.yaml"))? && !stands(&root.join("content"))? {
        return Err(Error::NotASite { path: site.into() });
    }
    let out = out.and_then(|out| out.canonicalize().ok());
    let mut walk = Walk { root, out, found: Vec::new(), problems: Vec::new(), folder_links: 0 };
    walk.top("content", Top::Folder);
    walk.top("themes", Top::Folder);
    walk.top("site.yaml", Top::File);
    Ok(walk.finish())
}

fn stands(path: &Path) -> Result<bool, Error> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(error) if is_missing(&error) => Ok(false),
        Err(error) => Err(Error::io("look at", path)(error)),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Top {
    Folder,
    File,
}

struct Walk {
    /// The site's folder, free of links.
    root: PathBuf,
    /// The published site, free of links, if it is there.
    out: Option<PathBuf>,
    found: Vec<(SourcePath, PathBuf)>,
    problems: Vec<Diagnostic>,
    folder_links: usize,
}

impl Walk {
    fn top(&mut self, name: &str, top: Top) {
        let mut entries = WalkDir::new(self.root.join(name)).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if self.enters(&entry, top) => {}
                Ok(entry) if entry.file_type().is_dir() => entries.skip_current_dir(),
                Ok(_) => {}
                Err(error) => self.failed(&self.root.join(name), &error),
            }
        }
    }

    /// Takes note of one file, and says whether a folder is to be looked into.
    fn enters(&mut self, entry: &DirEntry, top: Top) -> bool {
        let path = entry.path();
        let shown = self.source_path(path);
        let is_folder = entry.file_type().is_dir();
        if entry.depth() > 0 && is_left_out(entry.file_name()) || is_folder && self.is_out(path) {
            return false;
        }
        if let Some(trouble) = name::trouble(entry.file_name()) {
            self.problems.push(catalogue::file_name(Span::file(&shown), trouble.message, trouble.help));
        } else if let Some(why) = self.refusal(entry) {
            self.problems.push(catalogue::outside_link(&shown, why));
        } else if entry.depth() == 0 && is_folder != (top == Top::Folder) {
            let why = if is_folder { "it is a folder, not a file" } else { "it is a file, not a folder" };
            self.problems.push(catalogue::unreadable(&shown, why));
        } else if entry.file_type().is_file() {
            self.found.push((shown, path.to_path_buf()));
        } else if is_folder {
            return true;
        } else {
            self.problems.push(catalogue::unreadable(&shown, "it is neither a file nor a folder"));
        }
        false
    }

    /// Why a link is not followed; nothing if it is, or if the entry is no link.
    fn refusal(&mut self, entry: &DirEntry) -> Option<&'static str> {
        if !entry.path_is_symlink() {
            return None;
        }
        let Ok(target) = entry.path().canonicalize() else { return Some("leads to something that does not exist") };
        let Ok(inside) = target.strip_prefix(&self.root) else { return Some("leads out of the site's folder") };
        if inside.iter().any(is_left_out) {
            return Some("leads to a hidden file or folder");
        }
        if self.out.as_ref().is_some_and(|out| target.starts_with(out)) {
            return Some("leads into the published site");
        }
        if !entry.file_type().is_dir() {
            return None;
        }
        let parent = entry.path().parent().and_then(|parent| parent.canonicalize().ok());
        if parent.is_none_or(|parent| parent.starts_with(&target)) {
            return Some(LOOPS);
        }
        self.folder_links += 1;
        (self.folder_links > MOST_FOLDER_LINKS).then_some("is one of more than 1,000 links to folders")
    }

    /// Takes note of something that the walk itself could not look at.
    fn failed(&mut self, top: &Path, error: &walkdir::Error) {
        let path = error.path().unwrap_or(top);
        let is_link = path.is_symlink();
        if path != top && path.file_name().is_some_and(is_left_out) {
            return;
        }
        let shown = self.source_path(path);
        let problem = match error.io_error() {
            None => catalogue::outside_link(&shown, LOOPS),
            Some(io) if is_link && is_missing(io) => {
                catalogue::outside_link(&shown, "leads to something that does not exist")
            }
            Some(io) if is_link => catalogue::outside_link(&shown, &format!("cannot be followed ({})", reason(io))),
            // An optional folder, or a file deleted since its folder was listed: it is simply not there.
            Some(io) if is_missing(io) => return,
            Some(io) => catalogue::unreadable(&shown, &reason(io)),
        };
        self.problems.push(problem);
    }

    /// Whether a folder is the published site, by whichever way it was reached.
    fn is_out(&self, folder: &Path) -> bool {
        let same_name = |out: &&PathBuf| out.file_name() == folder.file_name();
        self.out.as_ref().filter(same_name).is_some_and(|out| folder.canonicalize().is_ok_and(|real| real == *out))
    }

    fn source_path(&self, path: &Path) -> SourcePath {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        SourcePath::new(inside.iter().map(name::shown).collect::<Vec<_>>().join("/"))
    }

    fn finish(self) -> Snapshot {
        let files: Vec<io::Result<File>> =
            self.found.par_iter().map(|(_, place)| fs::read(place).map(File::new)).collect();
        let mut snapshot = Snapshot::default();
        snapshot.problems = self.problems;
        for ((path, _), file) in self.found.into_iter().zip(files) {
            match file {
                Ok(file) => snapshot.insert(path, file),
                Err(error) if is_missing(&error) => {}
                Err(error) => snapshot.problems.push(catalogue::unreadable(&path, &reason(&error))),
            }
        }
        diagnostic::sort(&mut snapshot.problems);
        snapshot
    }
}

/// Hidden files and installed packages belong to tools, not to the site.
fn is_left_out(name: &OsStr) -> bool {
    name == "node_modules" || name != ".well-known" && name.as_encoded_bytes().starts_with(b".")
}
