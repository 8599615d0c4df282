//! A file that is changed: what tells it from others, and from itself as it was at another time.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::super::edit::file::hash;
use crate::serve::git::{Became, FileChange};

/// Of longer files, the length and the time of the last change tell whether they are as they were.
const LONGEST_READ: u64 = 8 << 20;

/// A file that is changed, as it is now.
#[derive(Debug)]
pub struct ChangedFile {
    pub change: FileChange,
    /// What tells it from others.
    pub key: String,
    /// What tells it from itself at another time.
    pub mark: String,
    /// What is in it; nothing if it is away, too long, or no file.
    pub now: Option<Vec<u8>>,
}

impl ChangedFile {
    pub fn new(change: &FileChange, root: &Path) -> ChangedFile {
        let (state, now) = state(&root.join(&change.path));
        let (what, from) = match &change.became {
            Became::New => ("new", ""),
            Became::Changed => ("changed", ""),
            Became::Deleted => ("deleted", ""),
            Became::Renamed(from) => ("renamed", from.as_str()),
        };
        let old = change.old.as_deref().unwrap_or_default();
        let mark = hash([&*change.path, what, from, old, &state].join("\0").as_bytes());
        ChangedFile { key: hash(change.path.as_bytes()), mark, now, change: change.clone() }
    }
}

/// What tells how a file is now, and its bytes if they are to be shown. A link is not followed.
fn state(path: &Path) -> (String, Option<Vec<u8>>) {
    let Ok(metadata) = fs::symlink_metadata(path) else { return ("away".into(), None) };
    if metadata.is_symlink() {
        let to = fs::read_link(path).map(|to| to.to_string_lossy().into_owned()).unwrap_or_default();
        return (format!("link {to}"), None);
    }
    if metadata.is_file() && metadata.len() <= LONGEST_READ {
        return match fs::read(path) {
            Ok(bytes) => (hash(&bytes), Some(bytes)),
            Err(error) => (error.kind().to_string(), None),
        };
    }
    let time = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    (format!("{} {}", metadata.len(), time.as_nanos()), None)
}

/// What Trellis makes in a site's folder, and what is never committed from here.
#[derive(Debug)]
pub struct MadeHere {
    /// The folder that the site is published into, if it lies in the site's.
    out: Option<PathBuf>,
}

pub fn made_here(root: &Path, out: Option<&Path>) -> MadeHere {
    let whole = |path: &Path| path.canonicalize().ok();
    let inside = out.and_then(whole).zip(whole(root));
    let out = inside.and_then(|(out, root)| out.strip_prefix(root).ok().map(Path::to_path_buf));
    MadeHere { out: out.filter(|out| *out != PathBuf::new()) }
}

impl MadeHere {
    pub fn holds(&self, path: &str) -> bool {
        path.starts_with(".trellis") || self.out.as_ref().is_some_and(|out| Path::new(path).starts_with(out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_trellis_makes_is_known_by_its_place() {
        let site = tempfile::TempDir::new().unwrap();
        fs::create_dir(site.path().join("public")).unwrap();
        let own = made_here(site.path(), Some(&site.path().join("public")));
        for path in ["public/index.html", ".trellis-history/a", ".trellis-cache/b", ".trellis-changes.json"] {
            assert!(own.holds(path), "{path}");
        }
        for path in ["public.md", "content/public/a.md", "content/.trellis", "site.yaml"] {
            assert!(!own.holds(path), "{path}");
        }
        // A site that is published into its own folder is refused elsewhere; here it must not hide everything.
        assert!(!made_here(site.path(), Some(site.path())).holds("site.yaml"));
    }

    #[test]
    fn a_mark_tells_a_file_from_itself_at_another_time() {
        let site = tempfile::TempDir::new().unwrap();
        let change = FileChange { path: "a.md".into(), became: Became::New, old: None, is_unknown: true };
        let mark = || ChangedFile::new(&change, site.path()).mark;
        let away = mark();
        fs::write(site.path().join("a.md"), "one").unwrap();
        let one = mark();
        fs::write(site.path().join("a.md"), "two").unwrap();
        assert!(away != one && one != mark() && mark() == mark());
    }
}
