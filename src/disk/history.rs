//! Former versions of the author's files, kept beside the site so that each save can be undone.
//!
//! They lie in `.trellis-history/` of the site's folder, in a folder for each file, each named after the moment at which
//! it was replaced. That folder is hidden, so that no site is made of it, and tells Git to leave it alone.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::is_missing;
use crate::error::Error;
use crate::output::is_inside;
use crate::source::SourcePath;

/// Below the site's folder.
pub const FOLDER: &str = ".trellis-history";

/// Versions kept of one file.
const MOST_OF_FILE: usize = 50;
/// Versions kept of all files.
const MOST: usize = 2000;
/// Bytes of all versions.
const MOST_BYTES: u64 = 64 << 20;

const README: &str = "Former versions of pages that were edited in the browser. You may delete this folder.\n";

/// The former versions of a site's files.
#[derive(Debug)]
pub struct History {
    folder: PathBuf,
}

/// A former version of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// When it was replaced, in milliseconds since 1970.
    pub replaced: u64,
    pub bytes: u64,
}

impl History {
    /// That of the site in a folder.
    pub fn of(site: &Path) -> History {
        History { folder: site.join(FOLDER) }
    }

    /// Keeps a version of a file that is about to be replaced, and says by which moment it is known. What is too old or
    /// too much goes.
    pub fn keep(&self, path: &SourcePath, bytes: &[u8], now: u64) -> Result<u64, Error> {
        let moment = self.add(path, bytes, now)?;
        self.tidy(std::slice::from_ref(path))?;
        Ok(moment)
    }

    /// Keeps a version and lets all others be.
    pub(super) fn add(&self, path: &SourcePath, bytes: &[u8], now: u64) -> Result<u64, Error> {
        let folder = self.place(path)?;
        self.make(&folder)?;
        // Two saves in one moment are two versions.
        let after_last = self.versions(path)?.first().map_or(0, |last| last.replaced + 1);
        let moment = now.max(after_last);
        let place = folder.join(name(moment));
        let aside = folder.join(format!(".{}", std::process::id()));
        let write = || {
            let mut file = fs::File::create(&aside)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&aside, &place)
        };
        write().map_err(Error::io("write", &place))?;
        Ok(moment)
    }

    /// The versions of a file, the newest first.
    pub fn versions(&self, path: &SourcePath) -> Result<Vec<Version>, Error> {
        let mut versions = versions(&self.place(path)?)?;
        versions.sort_by(|one, other| other.cmp(one));
        Ok(versions)
    }

    /// What a file held, if that version is still there.
    pub fn read(&self, path: &SourcePath, version: &Version) -> Result<Vec<u8>, Error> {
        let place = self.place(path)?.join(name(version.replaced));
        let is_file = place.symlink_metadata().is_ok_and(|found| found.is_file());
        if !is_file {
            return obstructed(&place, "it is no file");
        }
        fs::read(&place).map_err(Error::io("read", &place))
    }

    /// The folder for the versions of a file. No part of it may be a link: what comes with a folder from elsewhere must
    /// not lead anywhere.
    pub(super) fn place(&self, path: &SourcePath) -> Result<PathBuf, Error> {
        let inside = path.as_str();
        if !is_inside(inside) {
            return obstructed(&self.folder.join(inside), "it leads out of the site's folder");
        }
        let mut place = self.folder.clone();
        for part in std::iter::once("").chain(inside.split('/')) {
            place = if part.is_empty() { place } else { place.join(part) };
            match place.symlink_metadata() {
                Ok(found) if !found.is_dir() => return obstructed(&place, "it is no folder"),
                Err(error) if !is_missing(&error) => return Err(Error::io("look at", &place)(error)),
                Ok(_) | Err(_) => {}
            }
        }
        Ok(place)
    }

    pub(super) fn make(&self, folder: &Path) -> Result<(), Error> {
        fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
        for (name, text) in [(".gitignore", "*\n"), ("README.txt", README)] {
            let place = self.folder.join(name);
            let made = fs::File::create_new(&place).and_then(|mut file| file.write_all(text.as_bytes()));
            match made {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(Error::io("write", &place)(error));
                }
                Ok(()) | Err(_) => {}
            }
        }
        Ok(())
    }

    /// Removes the oldest versions of which there are too many. The newest of these files, which were just kept, stay.
    pub(super) fn tidy(&self, paths: &[SourcePath]) -> Result<(), Error> {
        for path in paths {
            let own = self.place(path)?;
            for version in self.versions(path)?.iter().skip(MOST_OF_FILE) {
                remove(&own.join(name(version.replaced)))?;
            }
        }
        let mut all = Vec::new();
        let folders = walkdir::WalkDir::new(&self.folder).follow_links(false).into_iter().filter_map(Result::ok);
        for folder in folders.filter(|entry| entry.file_type().is_dir()) {
            all.extend(versions(folder.path())?.into_iter().map(|version| (version, folder.path().to_path_buf())));
        }
        all.sort_by(|one, other| other.cmp(one));
        let (mut number, mut bytes) = (0, 0);
        for (version, folder) in &all {
            (number, bytes) = (number + 1, bytes + version.bytes);
            if number > paths.len() && (number > MOST || bytes > MOST_BYTES) {
                remove(&folder.join(name(version.replaced)))?;
            }
        }
        Ok(())
    }
}

fn name(replaced: u64) -> String {
    format!("{replaced:015}.old")
}

/// Names of another form are not ours.
fn moment(file: &str) -> Option<u64> {
    let digits = file.strip_suffix(".old")?;
    let is_ours = digits.len() == 15 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_ours)
}

fn versions(folder: &Path) -> Result<Vec<Version>, Error> {
    let files = match fs::read_dir(folder) {
        Ok(files) => files,
        Err(error) if is_missing(&error) => return Ok(Vec::new()),
        Err(error) => return Err(Error::io("read", folder)(error)),
    };
    let version = |file: fs::DirEntry| {
        let replaced = moment(file.file_name().to_str()?)?;
        let found = file.path().symlink_metadata().ok().filter(fs::Metadata::is_file)?;
        Some(Version { replaced, bytes: found.len() })
    };
    Ok(files.filter_map(Result::ok).filter_map(version).collect())
}

pub(super) fn remove(place: &Path) -> Result<(), Error> {
    super::remove_if_there(place).map_err(Error::io("remove", place))
}

pub(super) fn obstructed<T>(path: &Path, why: &'static str) -> Result<T, Error> {
    Err(Error::Obstructed { path: path.into(), why, help: "move it away, then save again" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> SourcePath {
        SourcePath::new("content/roles/a.md")
    }

    #[test]
    fn versions_come_back_the_newest_first() {
        let disk = tempfile::tempdir().unwrap();
        let history = History::of(disk.path());
        assert_eq!(history.versions(&page()).unwrap(), []);
        for (text, now) in [("one", 5), ("two", 9), ("three", 9)] {
            history.keep(&page(), text.as_bytes(), now).unwrap();
        }
        let versions = history.versions(&page()).unwrap();
        assert_eq!(versions.iter().map(|version| version.replaced).collect::<Vec<_>>(), [10, 9, 5]);
        assert_eq!(history.read(&page(), &versions[0]).unwrap(), b"three");
        assert_eq!(fs::read_to_string(disk.path().join(FOLDER).join(".gitignore")).unwrap(), "*\n");
        assert_eq!(history.versions(&SourcePath::new("content/roles/b.md")).unwrap(), []);
    }

    #[test]
    fn of_too_many_the_oldest_go() {
        let disk = tempfile::tempdir().unwrap();
        let history = History::of(disk.path());
        let folder = disk.path().join(FOLDER).join(page().as_str());
        fs::create_dir_all(&folder).unwrap();
        for number in 0..60 {
            fs::write(folder.join(name(number)), "x").unwrap();
        }
        fs::write(folder.join("mine.txt"), "mine").unwrap();
        history.keep(&page(), b"new", 100).unwrap();
        let versions = history.versions(&page()).unwrap();
        assert_eq!((versions.len(), versions[0].replaced, versions[49].replaced), (MOST_OF_FILE, 100, 11));
        assert!(folder.join("mine.txt").exists());
        // Large versions of another file make room for the newest.
        let other = SourcePath::new("content/roles/b.md");
        let large = vec![b'x'; usize::try_from(MOST_BYTES).unwrap()];
        history.keep(&other, &large, 200).unwrap();
        assert_eq!(history.versions(&page()).unwrap(), []);
        assert_eq!(history.versions(&other).unwrap().len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_nowhere() {
        let disk = tempfile::tempdir().unwrap();
        let away = tempfile::tempdir().unwrap();
        let history = History::of(disk.path());
        std::os::unix::fs::symlink(away.path(), disk.path().join(FOLDER)).unwrap();
        assert!(history.keep(&page(), b"x", 1).is_err());
        assert!(history.keep(&SourcePath::new("../a.md"), b"x", 1).is_err());
        assert_eq!(fs::read_dir(away.path()).unwrap().count(), 0);
        fs::remove_file(disk.path().join(FOLDER)).unwrap();
        history.keep(&page(), b"x", 1).unwrap();
        let folder = disk.path().join(FOLDER).join(page().as_str());
        fs::remove_file(folder.join(name(1))).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", folder.join(name(1))).unwrap();
        assert_eq!(history.versions(&page()).unwrap(), []);
        assert!(history.read(&page(), &Version { replaced: 1, bytes: 1 }).is_err());
    }
}
