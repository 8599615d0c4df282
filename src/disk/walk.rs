//! Walks over the files of a site.
//!
//! Every file below `content/` and `themes/`, `site.yaml`, what is known of the site and what other websites answered ends up in the snapshot or among its problems, except
//! what no site is made of: hidden files, `node_modules` and the published site itself.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{is_missing, name};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::is_for_hosts;
use crate::error::{Error, reason};
use crate::pipeline::KNOWN;
use crate::source::{SourcePath, Span};

/// Links to folders that are followed in one site. More are a mistake, and links that double at every level would
/// make a handful of files endless.
const MOST_FOLDER_LINKS: usize = 1000;

/// What other websites answered (`check::external::results_path`).
const RESULTS: &str = "external-links.json";

const LOOPS: &str = "leads back to a folder that it is in";

fn stands(path: &Path) -> Result<bool, Error> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(error) if is_missing(&error) => Ok(false),
        Err(error) => Err(Error::io("look at", path)(error)),
    }
}

/// Refuses a site of which nothing can be read, since what stands for its folder is none.
fn judge_content(root: &Path, site: &Path) -> Result<(), Error> {
    let content = root.join("content");
    let why = match content.metadata() {
        Ok(found) if !found.is_dir() => "it is a file, not a folder".into(),
        Err(error) if is_missing(&error) && content.is_symlink() => {
            "it is a link that leads to something that does not exist".into()
        }
        Err(error) if !is_missing(&error) => reason(&error),
        Ok(_) | Err(_) => return Ok(()),
    };
    Err(Error::NoContent { path: site.join("content"), why })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Top {
    Folder,
    File,
    /// Something further down, of which either will do.
    Inside,
}

/// A walk over a site or a part of it: what it found, and what it could not follow.
pub(super) struct Walk {
    /// The site's folder, free of links.
    root: PathBuf,
    /// The published site, free of links, if it is there.
    out: Option<PathBuf>,
    pub found: Vec<(SourcePath, PathBuf)>,
    pub problems: Vec<Diagnostic>,
    folder_links: usize,
}

impl Walk {
    /// Walks over the whole site.
    pub fn whole(site: &Path, out: Option<&Path>) -> Result<Walk, Error> {
        let root = match site.canonicalize() {
            Err(error) if is_missing(&error) => return Err(Error::NotASite { path: site.into() }),
            found => found.map_err(Error::io("open", site))?,
        };
        if !stands(&root.join("site.yaml"))? && !stands(&root.join("content"))? {
            return Err(Error::NotASite { path: site.into() });
        }
        judge_content(&root, site)?;
        let mut walk = Walk::start(root, out);
        walk.top("content", Top::Folder);
        walk.top("themes", Top::Folder);
        walk.top("site.yaml", Top::File);
        walk.top(RESULTS, Top::File);
        walk.top(KNOWN, Top::File);
        Ok(walk)
    }

    /// Walks over one file or folder of the site, named by its path in it. `None` if only a walk over the whole site
    /// can tell what is there, as with links.
    pub fn part(root: &Path, out: Option<&Path>, path: &SourcePath) -> Option<Walk> {
        let place = root.join(path.as_str());
        if place.is_symlink() || place.parent()?.canonicalize().ok()? != place.parent()? {
            return None;
        }
        let mut walk = Walk::start(root.to_path_buf(), out);
        match path.as_str() {
            "content" | "themes" => walk.top(path.as_str(), Top::Folder),
            "site.yaml" | RESULTS | KNOWN => walk.top(path.as_str(), Top::File),
            inside if belongs(inside) => walk.top(inside, Top::Inside),
            _ => {}
        }
        Some(walk)
    }

    fn start(root: PathBuf, out: Option<&Path>) -> Walk {
        let out = out.and_then(|out| out.canonicalize().ok());
        Walk { root, out, found: Vec::new(), problems: Vec::new(), folder_links: 0 }
    }

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
        let is_left_out = is_left_out(entry.file_name()) && !is_wanted(&shown);
        if (entry.depth() > 0 || top == Top::Inside) && is_left_out || is_folder && self.is_out(path) {
            return false;
        }
        if let Some(trouble) = name::trouble(entry.file_name()) {
            self.problems.push(catalogue::file_name(Span::file(&shown), trouble.message, trouble.help));
        } else if let Some(why) = self.refusal(entry) {
            self.problems.push(catalogue::outside_link(&shown, why));
        } else if entry.depth() == 0 && top != Top::Inside && is_folder != (top == Top::Folder) {
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
        let shown = self.source_path(path);
        if path != top && path.file_name().is_some_and(is_left_out) && !is_wanted(&shown) {
            return;
        }
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
}

/// Whether a path is one that a site may have a file at, as far as the folders above it are concerned.
fn belongs(inside: &str) -> bool {
    let mut parts = inside.split('/');
    let is_top = matches!(parts.next(), Some("content" | "themes"));
    let folders = inside.rsplit_once('/').map_or("", |(folders, _)| folders).split('/').map(OsStr::new);
    is_top && folders.into_iter().all(|name| !is_left_out(name) && name::trouble(name).is_none())
}

/// Hidden files, installed packages and what editors leave beside a file belong to tools, not to the site.
pub(super) fn is_left_out(name: &OsStr) -> bool {
    name == "node_modules" || name != ".well-known" && name.as_encoded_bytes().starts_with(b".") || is_scratch(name)
}

/// Whether a hidden file is one that a host looks for, such as `content/.htaccess`.
fn is_wanted(shown: &SourcePath) -> bool {
    shown.as_str().strip_prefix("content/").is_some_and(is_for_hosts)
}

/// What editors write beside a file while saving it, or keep as its former state.
fn is_scratch(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let ends = [&b"~"[..], b".swp", b".swx", b".bck", b"___jb_tmp___", b"___jb_old___"];
    name == b"4913" || name.starts_with(b"#") && name.ends_with(b"#") || ends.iter().any(|end| name.ends_with(end))
}
