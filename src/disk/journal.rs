//! What is under way in the author's files, so that a program which is killed meanwhile leaves no half of it.
//!
//! The note is there from when everything new stands beside its place until all of it is moved there. Who reads the site
//! next moves the rest, and takes away what was to go. A file that its author has changed since is left alone: later words are worth more.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::job::{Job, beside, leave};
use super::{is_missing, remove_if_there};
use crate::error::Error;
use crate::output::is_inside;
use crate::snapshot;

/// Hidden, so that no site is made of it.
const NAME: &str = ".trellis-changes.json";

/// A longer note is not ours.
const LONGEST: u64 = 16 << 20;

/// Where the system has no locks, a note is at least so old before anybody takes it for one that was left behind.
const LEFT_BEHIND: Duration = Duration::from_secs(60);

/// A file on its way, by paths from the site's folder. What lies beside it is named after it, and not written down: a note
/// may come with a folder from elsewhere, and must not name what is to be removed. So a file goes only if its copy lies
/// beside it.
#[derive(Debug, Serialize, Deserialize)]
struct Move {
    from: Option<String>,
    to: String,
    /// The hash of what stood there, by which a later change of its author is known.
    before: Option<String>,
    /// The hash of what is to stand there; nothing if the file goes.
    after: Option<String>,
}

/// A note that holds while it is kept, and that nobody else acts upon.
pub(super) struct Journal {
    path: PathBuf,
    /// Locked while this program lives.
    _file: File,
}

impl Journal {
    /// Notes what will be moved. There is no note where a path is no text: nothing of a site is.
    pub(super) fn begin(site: &Path, jobs: &[Job]) -> Result<Option<Journal>, Error> {
        let path = site.join(NAME);
        let root = site.canonicalize().map_err(Error::io("open", site))?;
        let Some(moves) = jobs.iter().map(|job| noted(&root, job)).collect::<Option<Vec<Move>>>() else {
            return Ok(None);
        };
        let aside = site.join(format!("{NAME}.{}", std::process::id()));
        let write = || {
            let mut file = File::create(&aside)?;
            match file.lock() {
                // Some network and USB file systems have no locks.
                Err(error) if error.kind() != ErrorKind::Unsupported => return Err(error),
                Ok(()) | Err(_) => {}
            }
            file.write_all(&serde_json::to_vec(&moves)?)?;
            file.sync_all()?;
            fs::rename(&aside, &path)?;
            Ok(file)
        };
        let file = write().map_err(|error: io::Error| {
            let _ = fs::remove_file(&aside);
            Error::io("write", &path)(error)
        })?;
        Ok(Some(Journal { path, _file: file }))
    }

    /// All is done, or all is undone.
    pub(super) fn end(self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn noted(root: &Path, job: &Job) -> Option<Move> {
    let inside = |path: &Path| Some(path.strip_prefix(root).ok()?.to_str()?.replace('\\', "/"));
    let from = match &job.from {
        Some(from) => Some(inside(from)?),
        None => None,
    };
    let before = job.from.as_ref().and_then(|from| hash(from).ok());
    let after = match &job.to {
        Some(_) => Some(hash(&job.new).ok()?),
        None => None,
    };
    Some(Move { from, to: inside(job.place())?, before, after })
}

fn hash(path: &Path) -> io::Result<String> {
    fs::read(path).map(|bytes| format!("{:032x}", snapshot::File::new(bytes).hash))
}

/// Completes what a killed program has left half done, if there is something, and if nobody is at it.
pub(super) fn complete(site: &Path) -> Result<(), Error> {
    let path = site.join(NAME);
    let found = match path.symlink_metadata() {
        Ok(found) => found,
        Err(error) if is_missing(&error) => return Ok(()),
        Err(error) => return Err(Error::io("look at", &path)(error)),
    };
    if !found.is_file() || found.len() > LONGEST {
        return Ok(());
    }
    let mut file = File::open(&path).map_err(Error::io("open", &path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(()),
        Err(TryLockError::Error(_)) => {
            let age = found.modified().ok().and_then(|written| written.elapsed().ok());
            if age.is_none_or(|age| age < LEFT_BEHIND) {
                return Ok(());
            }
        }
    }
    let mut text = Vec::new();
    file.read_to_end(&mut text).map_err(Error::io("read", &path))?;
    let moves: Vec<Move> = serde_json::from_slice(&text).unwrap_or_default();
    let root = site.canonicalize().map_err(Error::io("open", site))?;
    for one in &moves {
        finish(&root, one).map_err(Error::io("complete the change of", &root.join(&one.to)))?;
    }
    remove_if_there(&path).map_err(Error::io("remove", &path))
}

/// A place in the site that no link leads to.
fn place(root: &Path, name: &str) -> Option<PathBuf> {
    let place = is_inside(name).then(|| root.join(name))?;
    let folder = place.parent()?;
    (folder.canonicalize().ok()? == folder && !place.is_symlink()).then_some(place)
}

fn finish(root: &Path, one: &Move) -> io::Result<()> {
    let Some(to) = place(root, &one.to) else { return Ok(()) };
    let from = match &one.from {
        None => None,
        Some(from) => match place(root, from) {
            None => return Ok(()),
            from => from,
        },
    };
    let [new, old] = ["new", "old"].map(|mark| beside(from.as_ref().unwrap_or(&to), mark));
    let holds = |path: &Path, wanted: &Option<String>| hash(path).ok() == *wanted;
    if one.after.is_none() {
        return finish_going(
            from.as_deref().filter(|from| one.before.is_some() && holds(from, &one.before)),
            [&new, &old],
        );
    }
    let after = one.after.clone();
    // Nothing was there when it was planned, or what is there now is what was there then.
    let may_move = match &from {
        Some(from) => holds(from, &one.before) && (*from == to || !to.exists()),
        None => !to.exists(),
    };
    if may_move && holds(&new, &after) {
        fs::rename(&new, &to)?;
    }
    remove_if_there(&new)?;
    remove_if_there(&old)?;
    if let Some(from) = from.filter(|from| *from != to && holds(from, &one.before) && holds(&to, &after)) {
        remove_if_there(&from)?;
        leave(&from, Some(&to));
    }
    Ok(())
}

/// Takes away a file that was to go and is as it was, if its copy lies beside it.
fn finish_going(from: Option<&Path>, [new, old]: [&Path; 2]) -> io::Result<()> {
    let may_go = from.filter(|from| hash(from).ok().is_some_and(|same| hash(old).ok() == Some(same)));
    remove_if_there(new)?;
    if let Some(from) = may_go {
        fs::remove_file(from)?;
    }
    remove_if_there(old)?;
    if let Some(from) = may_go {
        leave(from, None);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder in which changes were noted, and a program was killed after so many moves.
    fn killed(after: usize) -> tempfile::TempDir {
        let disk = tempfile::tempdir().unwrap();
        for (name, text) in [("a.md", "a"), ("b.md", "b"), ("x/c.md", "c")] {
            fs::create_dir_all(disk.path().join("x")).unwrap();
            fs::write(disk.path().join(name), text).unwrap();
        }
        let root = disk.path().canonicalize().unwrap();
        let moves = [
            (Some("a.md"), "a.md", "A"),
            (Some("b.md"), "d.md", "B"),
            (Some("x/c.md"), "c.md", "C"),
            (None, "e.md", "E"),
        ];
        let job = |(from, to, text): (Option<&str>, &str, &str)| {
            let place = root.join(from.unwrap_or(to));
            let [new, old] = ["new", "old"].map(|mark| beside(&place, mark));
            fs::write(&new, text).unwrap();
            if from.is_some() {
                fs::copy(&place, &old).unwrap();
            }
            Job { from: from.map(|from| root.join(from)), to: Some(root.join(to)), new, old }
        };
        let jobs: Vec<Job> = moves.into_iter().map(job).collect();
        drop(Journal::begin(disk.path(), &jobs).unwrap());
        for job in &jobs[..after] {
            fs::rename(&job.new, job.place()).unwrap();
        }
        disk
    }

    fn texts(disk: &Path) -> Vec<(String, String)> {
        let files = walkdir::WalkDir::new(disk).sort_by_file_name().into_iter().map(Result::unwrap);
        let name = |path: &Path| path.strip_prefix(disk).unwrap().to_str().unwrap().to_string();
        files
            .filter(|entry| entry.depth() > 0)
            .map(|entry| (name(entry.path()), fs::read_to_string(entry.path()).unwrap_or_default()))
            .collect()
    }

    #[test]
    fn what_was_half_done_is_completed() {
        for after in 0..=4 {
            let disk = killed(after);
            complete(disk.path()).unwrap();
            let whole = [("a.md", "A"), ("c.md", "C"), ("d.md", "B"), ("e.md", "E")];
            assert_eq!(texts(disk.path()), whole.map(|(name, text)| (name.to_string(), text.to_string())), "{after}");
        }
    }

    #[test]
    fn what_its_author_has_written_since_stays() {
        let disk = killed(1);
        fs::write(disk.path().join("a.md"), "mine").unwrap();
        fs::remove_file(disk.path().join("b.md")).unwrap();
        fs::write(disk.path().join("b.md"), "mine").unwrap();
        fs::write(disk.path().join("c.md"), "mine").unwrap();
        complete(disk.path()).unwrap();
        let texts = texts(disk.path());
        for name in ["a.md", "b.md", "c.md"] {
            assert!(texts.contains(&(name.into(), "mine".into())), "{texts:?}");
        }
        assert!(texts.contains(&("x/c.md".into(), "c".into())), "{texts:?}");
    }

    #[test]
    fn what_was_to_go_goes_if_its_copy_lies_beside_it() {
        for (copy, is_there) in [(Some("a"), false), (Some("other"), true), (None, true)] {
            let disk = tempfile::tempdir().unwrap();
            let place = disk.path().canonicalize().unwrap().join("a.md");
            fs::write(&place, "a").unwrap();
            let [new, old] = ["new", "old"].map(|mark| beside(&place, mark));
            if let Some(copy) = copy {
                fs::write(&old, copy).unwrap();
            }
            let job = Job { from: Some(place.clone()), to: None, new, old: old.clone() };
            drop(Journal::begin(disk.path(), &[job]).unwrap());
            complete(disk.path()).unwrap();
            assert_eq!((place.exists(), old.exists()), (is_there, false), "{copy:?}");
        }
    }

    #[test]
    fn what_is_under_way_is_left_to_those_who_do_it() {
        let disk = killed(1);
        let held = File::open(disk.path().join(NAME)).unwrap();
        held.lock().unwrap();
        complete(disk.path()).unwrap();
        assert!(disk.path().join("b.md").exists());
        drop(held);
        complete(disk.path()).unwrap();
        assert!(!disk.path().join("b.md").exists());
    }

    #[test]
    fn a_note_leads_nowhere_else() {
        let disk = tempfile::tempdir().unwrap();
        let site = disk.path().join("site");
        fs::create_dir(&site).unwrap();
        fs::write(disk.path().join("mine.md"), "mine").unwrap();
        let note = r#"[{"from":"../mine.md","to":"../mine.md","before":null,"after":""}]"#;
        for text in ["", "[", note] {
            fs::write(site.join(NAME), text).unwrap();
            complete(&site).unwrap();
            assert_eq!(fs::read_to_string(disk.path().join("mine.md")).unwrap(), "mine");
            assert!(!site.join(NAME).exists());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_note_from_elsewhere_removes_nothing_through_links() {
        let disk = tempfile::tempdir().unwrap();
        let (site, away) = (disk.path().join("site"), disk.path().join("away"));
        for folder in [&site, &away] {
            fs::create_dir(folder).unwrap();
        }
        let theirs = ["mine.md", ".mine.md.trellis-new", ".mine.md.trellis-old"];
        for name in theirs {
            fs::write(away.join(name), name).unwrap();
        }
        std::os::unix::fs::symlink(&away, site.join("linked")).unwrap();
        let hash = hash(&away.join(theirs[1])).unwrap();
        let moves = [
            format!(r#"{{"from":null,"to":"linked/mine.md","before":null,"after":"{hash}"}}"#),
            format!(r#"{{"from":"linked/mine.md","to":"other.md","before":null,"after":"{hash}"}}"#),
        ];
        fs::write(site.join(NAME), format!("[{}]", moves.join(","))).unwrap();
        complete(&site).unwrap();
        for name in theirs {
            assert_eq!(fs::read_to_string(away.join(name)).unwrap(), name);
        }
        assert!(!site.join("other.md").exists() && !site.join(NAME).exists());
    }
}
