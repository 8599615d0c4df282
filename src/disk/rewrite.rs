//! Changes several of the author's files as one: all of them, or none.
//!
//! Everything new is written beside its place first, and everything old is kept beside it until all is done. So what
//! fails, fails before anything has changed; and if moving a file into its place fails, the moves before it are undone.
//! Where the program is killed between two moves, whoever reads the site next completes them ([`journal`](super::journal)).

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::job::{Job, beside, leave};
use super::journal::Journal;
use super::remove_if_there;
use crate::error::{Error, reason};
use crate::refactor::Change;

/// Makes all changes to a site's files, or none. Files that are not as they were when the changes were planned are
/// left alone, and so are all others.
pub fn rewrite(site: &Path, changes: &[Change]) -> Result<(), Error> {
    let jobs: Vec<Job> = changes.iter().map(|change| job(site, change)).collect::<Result<_, _>>()?;
    let (journal, done) = match prepare(&jobs, changes).and_then(|()| Journal::begin(site, &jobs)) {
        Ok(journal) => (journal, put_in_place(&jobs)),
        Err(error) => (None, Err(error)),
    };
    for job in &jobs {
        // What is left there is hidden and in nobody's way.
        let _ = fs::remove_file(&job.new);
        if !matches!(done, Err(Error::HalfWritten { .. })) {
            let _ = fs::remove_file(&job.old);
        }
    }
    if done.is_ok() {
        let moved = jobs.iter().filter_map(|job| Some((job.from.as_ref()?, job.to.as_deref())));
        moved.for_each(|(from, to)| leave(from, to));
    }
    if let Some(journal) = journal {
        journal.end();
    }
    done
}

fn obstructed<T>(path: &Path, why: &'static str, help: &'static str) -> Result<T, Error> {
    Err(Error::Obstructed { path: path.into(), why, help })
}

fn job(site: &Path, change: &Change) -> Result<Job, Error> {
    let shown = site.join(change.path.as_str());
    let Some(before) = &change.before else { return new_job(site, &shown) };
    let from = shown.canonicalize().map_err(Error::io("open", &shown))?;
    let root = site.canonicalize().map_err(Error::io("open", site))?;
    if !from.starts_with(&root) {
        return obstructed(&shown, "it is a link out of the site's folder", "change it where it really is");
    }
    let (is_moved, goes) = (change.to != change.path, change.after.is_none());
    if (is_moved || goes) && shown.is_symlink() {
        return obstructed(&shown, "it is a symbolic link", "rename or remove the link and its file by hand");
    }
    let held = fs::read(&from).map_err(Error::io("read", &shown))?;
    if *held != **before {
        return obstructed(&shown, "it was changed a moment ago", "try again");
    }
    let is_elsewhere = change.to.folder() != change.path.folder();
    let to = match is_moved {
        true if is_elsewhere => new_place(site, &site.join(change.to.as_str()))?,
        true => free(from.with_file_name(change.to.file_name()), &site.join(change.to.as_str()))?,
        false => from.clone(),
    };
    let to = (!goes).then_some(to);
    Ok(Job { new: beside(&from, "new"), old: beside(&from, "old"), from: Some(from), to })
}

/// A file that is not there yet.
fn new_job(site: &Path, shown: &Path) -> Result<Job, Error> {
    let to = new_place(site, shown)?;
    Ok(Job { from: None, new: beside(&to, "new"), old: beside(&to, "old"), to: Some(to) })
}

/// Where a file can be put, free of links. The folder for it is made.
fn new_place(site: &Path, shown: &Path) -> Result<PathBuf, Error> {
    let folder = shown.parent().unwrap_or(site);
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    let folder = folder.canonicalize().map_err(Error::io("open", folder))?;
    let root = site.canonicalize().map_err(Error::io("open", site))?;
    if !folder.starts_with(&root) {
        return obstructed(shown, "its folder is a link out of the site's folder", "write it where it really is");
    }
    free(folder.join(shown.file_name().unwrap_or_default()), shown)
}

/// A place at which nothing stands.
fn free(place: PathBuf, shown: &Path) -> Result<PathBuf, Error> {
    match place.symlink_metadata() {
        Ok(_) => obstructed(shown, "something stands there", "move it away, then try again"),
        Err(_) => Ok(place),
    }
}

fn prepare(jobs: &[Job], changes: &[Change]) -> Result<(), Error> {
    for (job, change) in jobs.iter().zip(changes) {
        remove_if_there(&job.new)
            .and_then(|()| remove_if_there(&job.old))
            .map_err(Error::io("make room beside", job.place()))?;
        let write = |after: &[u8]| {
            let mut file = fs::File::create_new(&job.new)?;
            file.write_all(after)?;
            if let Some(from) = &job.from {
                file.set_permissions(fs::metadata(from)?.permissions())?;
            }
            file.sync_all()
        };
        if let Some(after) = &change.after {
            write(after).map_err(Error::io("write", job.place()))?;
        }
        if let Some(from) = &job.from {
            let keep = || fs::hard_link(from, &job.old).or_else(|_| fs::copy(from, &job.old).map(drop));
            keep().map_err(Error::io("keep a copy of", from))?;
        }
    }
    Ok(())
}

fn put_in_place(jobs: &[Job]) -> Result<(), Error> {
    for (number, job) in jobs.iter().enumerate() {
        let put = || {
            if let Some(to) = &job.to {
                fs::rename(&job.new, to)?;
            }
            match &job.from {
                Some(from) if job.to.as_ref() != Some(from) => fs::remove_file(from),
                Some(_) | None => Ok(()),
            }
        };
        if let Err(error) = put() {
            return Err(put_back(&jobs[..=number], job.place(), &error));
        }
    }
    Ok(())
}

/// Undoes what has been done, and says what is so now.
fn put_back(jobs: &[Job], path: &Path, error: &io::Error) -> Error {
    let mut lost = Vec::new();
    for job in jobs.iter().rev() {
        // The last one may or may not have been moved.
        let was_moved = !job.new.exists();
        let back = || {
            if let Some(to) = job.to.as_ref().filter(|to| was_moved && job.from.as_ref() != Some(to)) {
                remove_if_there(to)?;
            }
            match &job.from {
                Some(from) if was_moved => fs::rename(&job.old, from),
                _ => Ok(()),
            }
        };
        if back().is_err() {
            lost.push(job.old.display().to_string());
        }
    }
    let why = reason(error);
    match lost.is_empty() {
        true => Error::NothingWritten { path: path.into(), why },
        false => Error::HalfWritten { path: path.into(), why, kept: lost.join(", ") },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn change(path: &str, to: &str, before: &str, after: &str) -> Change {
        Change {
            path: SourcePath::new(path),
            to: SourcePath::new(to),
            before: Some(before.as_bytes().into()),
            after: Some(after.into()),
            edits: Vec::new(),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn all_files_are_changed_and_nothing_is_left_beside_them() {
        let disk = tempfile::tempdir().unwrap();
        fs::write(disk.path().join("a.md"), "a").unwrap();
        fs::write(disk.path().join("b.md"), "b").unwrap();
        rewrite(disk.path(), &[change("a.md", "a.md", "a", "A"), change("b.md", "c.md", "b", "C")]).unwrap();
        assert_eq!(names(disk.path()), ["a.md", "c.md"]);
        assert_eq!(fs::read_to_string(disk.path().join("a.md")).unwrap(), "A");
        assert_eq!(fs::read_to_string(disk.path().join("c.md")).unwrap(), "C");
    }

    #[test]
    fn a_file_moves_into_a_folder_and_out_of_it() {
        let disk = tempfile::tempdir().unwrap();
        let read = |path: &str| fs::read_to_string(disk.path().join(path)).unwrap();
        fs::write(disk.path().join("a.md"), "a").unwrap();
        rewrite(disk.path(), &[change("a.md", "x/y/b.md", "a", "A")]).unwrap();
        assert_eq!((names(disk.path()), read("x/y/b.md")), (vec!["x".to_string()], "A".to_string()));
        rewrite(disk.path(), &[change("x/y/b.md", "a.md", "A", "a")]).unwrap();
        assert_eq!((names(disk.path()), read("a.md")), (vec!["a.md".to_string()], "a".to_string()));
    }

    #[test]
    fn a_new_file_comes_with_the_others_or_not_at_all() {
        let disk = tempfile::tempdir().unwrap();
        fs::write(disk.path().join("a.md"), "a").unwrap();
        let new = Change { before: None, ..change("new/b.md", "new/b.md", "", "B") };
        rewrite(disk.path(), &[change("a.md", "a.md", "a", "A"), new.clone()]).unwrap();
        assert_eq!(fs::read_to_string(disk.path().join("new/b.md")).unwrap(), "B");
        let error = rewrite(disk.path(), &[change("a.md", "a.md", "A", "AA"), new.clone()]).unwrap_err().to_string();
        assert!(error.contains("something stands there"), "{error}");
        assert_eq!(fs::read_to_string(disk.path().join("a.md")).unwrap(), "A");
        // A move that fails takes the new file away again.
        fs::remove_file(disk.path().join("new/b.md")).unwrap();
        let changes = [new, change("a.md", "a.md", "A", "AA")];
        let mut jobs: Vec<Job> = changes.iter().map(|change| job(disk.path(), change).unwrap()).collect();
        jobs[1].to = Some(disk.path().canonicalize().unwrap().join("new"));
        prepare(&jobs, &changes).unwrap();
        assert!(put_in_place(&jobs).unwrap_err().to_string().contains("everything is as it was"));
        assert!(!disk.path().join("new/b.md").exists());
        assert_eq!(fs::read_to_string(disk.path().join("a.md")).unwrap(), "A");
    }

    #[test]
    fn a_move_that_fails_undoes_those_before_it() {
        let disk = tempfile::tempdir().unwrap();
        fs::write(disk.path().join("a.md"), "a").unwrap();
        fs::write(disk.path().join("b.md"), "b").unwrap();
        fs::create_dir(disk.path().join("folder")).unwrap();
        let changes = [change("a.md", "a.md", "a", "A"), change("b.md", "b.md", "b", "B")];
        let mut jobs: Vec<Job> = changes.iter().map(|change| job(disk.path(), change).unwrap()).collect();
        // Nothing can be moved to where a folder stands.
        jobs[1].to = Some(disk.path().canonicalize().unwrap().join("folder"));
        prepare(&jobs, &changes).unwrap();
        assert_eq!(fs::read_to_string(disk.path().join("a.md")).unwrap(), "a");
        let error = put_in_place(&jobs).unwrap_err().to_string();
        assert!(error.contains("everything is as it was"), "{error}");
        assert_eq!(fs::read_to_string(disk.path().join("a.md")).unwrap(), "a");
        assert_eq!(fs::read_to_string(disk.path().join("b.md")).unwrap(), "b");
        assert!(disk.path().join("folder").is_dir());
    }

    #[test]
    fn a_file_goes_with_the_others_or_stays_with_them() {
        let disk = tempfile::tempdir().unwrap();
        fs::create_dir(disk.path().join("x")).unwrap();
        fs::write(disk.path().join("x/a.md"), "a").unwrap();
        fs::write(disk.path().join("b.md"), "b").unwrap();
        let goes = |before: &str| Change { after: None, ..change("x/a.md", "x/a.md", before, "") };
        let error = rewrite(disk.path(), &[change("b.md", "b.md", "b", "B"), goes("other")]).unwrap_err().to_string();
        assert!(error.contains("changed a moment ago"), "{error}");
        // What fails after it has gone brings it back.
        let changes = [goes("a"), change("b.md", "b.md", "b", "B")];
        let mut jobs: Vec<Job> = changes.iter().map(|change| job(disk.path(), change).unwrap()).collect();
        jobs[1].to = Some(disk.path().canonicalize().unwrap().join("x"));
        prepare(&jobs, &changes).unwrap();
        assert!(put_in_place(&jobs).unwrap_err().to_string().contains("everything is as it was"));
        assert_eq!(fs::read_to_string(disk.path().join("x/a.md")).unwrap(), "a");
        rewrite(disk.path(), &changes).unwrap();
        assert_eq!(names(disk.path()), ["b.md"], "an empty folder goes too");
        assert_eq!(fs::read_to_string(disk.path().join("b.md")).unwrap(), "B");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_go() {
        let disk = tempfile::tempdir().unwrap();
        fs::write(disk.path().join("a.md"), "a").unwrap();
        std::os::unix::fs::symlink("a.md", disk.path().join("l.md")).unwrap();
        let goes = Change { after: None, ..change("l.md", "l.md", "a", "") };
        assert!(rewrite(disk.path(), &[goes]).unwrap_err().to_string().contains("symbolic link"));
        assert_eq!(names(disk.path()), ["a.md", "l.md"]);
    }

    #[test]
    fn a_file_that_was_changed_meanwhile_is_left_alone_and_so_are_all() {
        let disk = tempfile::tempdir().unwrap();
        fs::write(disk.path().join("a.md"), "a").unwrap();
        fs::write(disk.path().join("b.md"), "somebody else's").unwrap();
        let changes = [change("a.md", "a.md", "a", "A"), change("b.md", "b.md", "b", "B")];
        let error = rewrite(disk.path(), &changes).unwrap_err().to_string();
        assert!(error.contains("b.md") && error.contains("changed a moment ago"), "{error}");
        assert_eq!(fs::read_to_string(disk.path().join("a.md")).unwrap(), "a");
        assert_eq!(names(disk.path()), ["a.md", "b.md"]);
    }
}
