//! What was done to several of the author's files at once, so that all of it can be undone as one.
//!
//! The files as they were are versions of the [`History`]; a note in its folder `done/` says which belong together. A note
//! may come with a folder from elsewhere: it names no more than files of the content, what is known of the site, and versions
//! that are kept, and is acted upon only when somebody asks for that.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::history::{History, obstructed, remove};
use super::is_missing;
use crate::error::Error;
use crate::output::is_inside;
use crate::pipeline::KNOWN;
use crate::refactor::Change;
use crate::snapshot::File;
use crate::source::SourcePath;

/// Below the folder of versions. No file of the content has its versions there.
const FOLDER: &str = "done";

/// Notes that are kept.
const MOST: usize = 200;
/// A longer note is not ours.
const LONGEST: u64 = 4 << 20;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeedKind {
    Renamed,
    Deleted,
    /// Deleted, and another entry took its place.
    Replaced,
    /// Rows of a table were taken over; its name is that of the table.
    Imported,
    /// Pages of another site were taken over; its name is that of the first.
    MovedIn,
}

/// Something that was done to several files as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    pub kind: DeedKind,
    /// What the entry is called by visitors, and its full name, such as `roles/podiatrist`.
    pub title: String,
    pub name: String,
    /// The full name that it got, or of the entry that took its place.
    pub other: Option<String>,
    #[serde(default)]
    pub files: Vec<DeedFile>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeedFile {
    from: String,
    /// Where it is now; nothing if it went.
    to: Option<String>,
    /// The version that holds what it was; nothing if it is new.
    before: Option<u64>,
    /// The hash of what it became; nothing if it went.
    after: Option<String>,
}

impl DeedFile {
    /// Its path before, if that can be the path of a file of the content, or of what is known of the site.
    pub fn from(&self) -> Option<SourcePath> {
        of_site(&self.from)
    }

    /// Its path afterwards, if it still is and that can be such a path.
    pub fn to(&self) -> Option<SourcePath> {
        self.to.as_deref().and_then(of_site)
    }

    /// Whether it went.
    pub fn is_gone(&self) -> bool {
        self.to.is_none()
    }

    /// Whether it was not there before.
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// Whether bytes are what it became.
    pub fn is_now(&self, bytes: &[u8]) -> bool {
        self.after.as_ref().is_some_and(|after| *after == hash(bytes))
    }
}

fn of_site(path: &str) -> Option<SourcePath> {
    let is_content = path.starts_with("content/") && is_inside(path);
    (is_content || path == KNOWN).then(|| SourcePath::new(path))
}

fn hash(bytes: &[u8]) -> String {
    format!("{:032x}", File::new(bytes).hash)
}

impl History {
    /// Keeps what changes are about to replace and take away, and a note of the whole, and says by which moment that is
    /// known.
    pub fn keep_all(&self, deed: Deed, changes: &[Change], now: u64) -> Result<u64, Error> {
        let mut files = Vec::new();
        for change in changes {
            let before = change.before.as_ref().map(|before| self.add(&change.path, before, now)).transpose()?;
            let after = change.after.as_deref();
            files.push(DeedFile {
                from: change.path.to_string(),
                to: after.map(|_| change.to.to_string()),
                before,
                after: after.map(hash),
            });
        }
        let paths: Vec<SourcePath> = changes.iter().map(|change| change.path.clone()).collect();
        self.tidy(&paths)?;
        self.note(&Deed { files, ..deed }, now)
    }

    fn note(&self, deed: &Deed, now: u64) -> Result<u64, Error> {
        let folder = self.place(&SourcePath::new(FOLDER))?;
        self.make(&folder)?;
        let moments = self.moments()?;
        let moment = now.max(moments.first().map_or(0, |last| last + 1));
        let (place, aside) = (folder.join(name(moment)), folder.join(format!(".{}", std::process::id())));
        let write = || {
            let mut file = fs::File::create(&aside)?;
            file.write_all(&serde_json::to_vec_pretty(deed)?)?;
            file.sync_all()?;
            fs::rename(&aside, &place)
        };
        write().map_err(Error::io("write", &place))?;
        moments.iter().skip(MOST - 1).try_for_each(|old| self.forget(*old))?;
        Ok(moment)
    }

    /// What was done, the newest first, each with the moment by which it is known. A note that cannot be read is none.
    pub fn deeds(&self) -> Result<Vec<(u64, Deed)>, Error> {
        let moments = self.moments()?;
        Ok(moments.into_iter().filter_map(|moment| Some((moment, self.deed(moment).ok()??))).collect())
    }

    /// What was done at a moment, if a note of it is kept.
    pub fn deed(&self, moment: u64) -> Result<Option<Deed>, Error> {
        let place = self.place_of(moment)?;
        match place.symlink_metadata() {
            Ok(found) if !found.is_file() || found.len() > LONGEST => {
                return obstructed(&place, "it is no note of ours");
            }
            Err(error) if is_missing(&error) => return Ok(None),
            Err(error) => return Err(Error::io("look at", &place)(error)),
            Ok(_) => {}
        }
        let text = fs::read(&place).map_err(Error::io("read", &place))?;
        Ok(serde_json::from_slice(&text).ok())
    }

    /// What a file was before something was done, if that is still kept.
    pub fn before(&self, file: &DeedFile) -> Option<Vec<u8>> {
        let path = file.from()?;
        let versions = self.versions(&path).ok()?;
        let version = versions.iter().find(|version| Some(version.replaced) == file.before)?;
        self.read(&path, version).ok()
    }

    /// Takes the note of a moment away. The versions stay.
    pub fn forget(&self, moment: u64) -> Result<(), Error> {
        remove(&self.place_of(moment)?)
    }

    fn place_of(&self, moment: u64) -> Result<PathBuf, Error> {
        Ok(self.place(&SourcePath::new(FOLDER))?.join(name(moment)))
    }

    /// The moments of all notes, the newest first.
    fn moments(&self) -> Result<Vec<u64>, Error> {
        let folder = self.place(&SourcePath::new(FOLDER))?;
        let files = match fs::read_dir(&folder) {
            Ok(files) => files,
            Err(error) if is_missing(&error) => return Ok(Vec::new()),
            Err(error) => return Err(Error::io("read", &folder)(error)),
        };
        let moment = |file: fs::DirEntry| {
            let file = file.file_name();
            let moment = file.to_str()?.strip_suffix(".json")?.parse().ok()?;
            (name(moment) == file.to_str()?).then_some(moment)
        };
        let mut moments: Vec<u64> = files.filter_map(Result::ok).filter_map(moment).collect();
        moments.sort_by(|one, other| other.cmp(one));
        Ok(moments)
    }
}

fn name(moment: u64) -> String {
    format!("{moment:015}.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deed(files: Vec<DeedFile>) -> Deed {
        let (title, name) = ("A".to_string(), "roles/a".to_string());
        Deed { kind: DeedKind::Deleted, title, name, other: None, files }
    }

    fn change(path: &str, before: Option<&str>, after: Option<&str>) -> Change {
        let path = SourcePath::new(path);
        let before = before.map(|text| text.as_bytes().into());
        Change { to: path.clone(), path, before, after: after.map(|text| text.as_bytes().to_vec()), edits: Vec::new() }
    }

    #[test]
    fn what_was_done_is_known_with_what_was_there_before() {
        let disk = tempfile::tempdir().unwrap();
        let history = History::of(disk.path());
        assert_eq!(history.deeds().unwrap(), []);
        let changes = [
            change("content/roles/a.md", Some("a"), None),
            change("content/roles/b.md", Some("b"), Some("B")),
            change("content/roles/c.md", None, Some("C")),
        ];
        let first = history.keep_all(deed(Vec::new()), &changes, 5).unwrap();
        let second = history.keep_all(deed(Vec::new()), &changes[1..2], 5).unwrap();
        let deeds = History::of(disk.path()).deeds().unwrap();
        assert_eq!(deeds.iter().map(|(moment, _)| *moment).collect::<Vec<_>>(), [second, first]);
        let files = &deeds[1].1.files;
        assert_eq!(files.iter().map(DeedFile::is_new).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!(history.before(&files[2]), None, "what is new has no version");
        assert_eq!(history.before(&files[0]).unwrap(), b"a");
        assert!(files[0].is_gone() && files[1].is_now(b"B") && !files[1].is_now(b"b"));
        history.forget(second).unwrap();
        assert_eq!(history.deeds().unwrap().len(), 1);
    }

    #[test]
    fn of_too_many_the_oldest_are_forgotten() {
        let disk = tempfile::tempdir().unwrap();
        let history = History::of(disk.path());
        for moment in 0..MOST as u64 + 5 {
            history.note(&deed(Vec::new()), moment).unwrap();
        }
        let moments = history.moments().unwrap();
        assert_eq!((moments.len(), moments[0], moments[MOST - 1]), (MOST, MOST as u64 + 4, 5));
    }

    #[test]
    fn a_note_from_elsewhere_names_nothing_outside_the_content() {
        let disk = tempfile::tempdir().unwrap();
        let history = History::of(disk.path());
        let file = |path: &str| DeedFile { from: path.into(), to: Some(path.into()), before: Some(1), after: None };
        for path in ["site.yaml", "../x.md", "content/../site.yaml", "/etc/passwd", "content/..", ""] {
            assert_eq!((file(path).from(), file(path).to(), history.before(&file(path))), (None, None, None), "{path}");
        }
        fs::create_dir_all(disk.path().join(".trellis-history/done")).unwrap();
        for (name, text) in [("000000000000001.json", "["), ("x.json", "{}"), ("000000000000002.json", "{}")] {
            fs::write(disk.path().join(".trellis-history/done").join(name), text).unwrap();
        }
        assert_eq!(history.deeds().unwrap(), []);
    }
}
