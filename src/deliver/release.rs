//! A folder with releases: each site stands whole in a folder of its own before the link that visitors follow is
//! switched to it, in one step.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::Manner;
use super::changes::{Changes, Files, There, pages};
use crate::disk::{self, Built, Lock};
use crate::error::Error;

/// The link that a web server is pointed to.
const CURRENT: &str = "current";
const RELEASES: &str = "releases";
/// In a release, the files of the one before that stay in it.
const FORMER: &str = ".trellis-former.json";
/// What is still being copied; it is no release.
const HALF: &str = "half";

pub(super) fn deliver(built: &Built, from: &Path, folder: &Path, manner: Manner<'_>) -> Result<Changes, Error> {
    refuse_overlap(from, folder)?;
    let current = folder.join(CURRENT);
    let there = match fs::read_link(&current) {
        Ok(_) if current.exists() => look(&current)?,
        Ok(_) => There::default(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => There::default(),
        Err(_) => {
            return Err(Error::Obstructed {
                path: current,
                why: "it is no link to a release",
                help: "move it away, or name a folder that is for releases alone; into a plain folder, `trellis build --out` publishes",
            });
        }
    };
    let changes = there.changes_to(&built.files);
    manner.removals.judge(folder, pages(&there.files), pages(&built.files))?;
    (manner.planned)(&changes)?;
    if manner.dry || changes.steps.is_empty() {
        return Ok(changes);
    }
    let releases = folder.join(RELEASES);
    fs::create_dir_all(&releases).map_err(Error::io("create", &releases))?;
    let lock = Lock::take(&folder.join("lock"), folder)?;
    let before = fs::read_link(&current).ok().and_then(|link| link.file_name().map(Into::into));
    let name = name(&built.files);
    let release = releases.join(&name);
    let wanted = There { files: built.files.clone(), former: there.kept_for(&built.files) };
    if !release.is_dir() || look(&release)? != wanted {
        let half = releases.join(HALF);
        clear(&half)?;
        copy(built, from, &half)?;
        keep(&wanted.former, &current, &half)?;
        make_way(&releases, &release)?;
        fs::rename(&half, &release).map_err(Error::io("move into place", &release))?;
    }
    switch(folder, &name)?;
    let kept: Vec<PathBuf> = std::iter::once(PathBuf::from(&name)).chain(before).collect();
    tidy(&releases, &kept)?;
    drop(lock);
    Ok(changes)
}

/// The release of a site is named by what is in it, so that the same site is never copied twice.
fn name(files: &Files) -> String {
    let mut hasher = Xxh3::new();
    for (path, file) in files {
        hasher.update(path.as_bytes());
        hasher.update(&[0]);
        hasher.update(&file.hash.to_le_bytes());
    }
    format!("{:032x}", hasher.digest128())
}

/// What is in a release.
fn look(release: &Path) -> Result<There, Error> {
    let mut files = disk::files_below(release)?;
    let Some(_) = files.remove(FORMER) else { return Ok(There { files, former: Files::new() }) };
    let list = release.join(FORMER);
    let noted: Files = fs::read(&list)
        .map_err(Error::io("read", &list))
        .map(|bytes| serde_json::from_slice(&bytes).unwrap_or_default())?;
    let (former, files) = files.into_iter().partition(|(path, file)| noted.get(path) == Some(file));
    Ok(There { files, former })
}

/// Copies what stays of the release before, and notes what that is.
fn keep(former: &Files, current: &Path, to: &Path) -> Result<(), Error> {
    for path in former.keys() {
        let place = to.join(path);
        let folder = place.parent().unwrap_or(to);
        fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
        fs::copy(current.join(path), &place).map_err(Error::io("write", &place))?;
    }
    if former.is_empty() {
        return Ok(());
    }
    let (list, bytes) = (to.join(FORMER), serde_json::to_vec(former).expect("lists always turn into JSON"));
    fs::write(&list, bytes).map_err(Error::io("write", list))
}

/// A release in the built folder would be built over, and a built folder in a release served.
fn refuse_overlap(from: &Path, folder: &Path) -> Result<(), Error> {
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.into());
    let (from, to) = (real(from), real(folder));
    if from.starts_with(&to) || to.starts_with(&from) {
        return Err(Error::UnsafeOutput {
            path: folder.into(),
            why: "it is the folder that the site was built into, or one of them is in the other",
            help: "choose a folder that is only for releases",
        });
    }
    Ok(())
}

/// Copies every file, and makes sure that each is what the build wrote.
fn copy(built: &Built, from: &Path, to: &Path) -> Result<(), Error> {
    let copied: Vec<Result<(), Error>> = built
        .files
        .par_iter()
        .map(|(path, file)| {
            let bytes = built.bytes(from, path, file)?;
            let place = to.join(path);
            let folder = place.parent().unwrap_or(to);
            fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
            fs::write(&place, bytes).map_err(Error::io("write", &place))
        })
        .collect();
    copied.into_iter().collect()
}

/// Moves a release aside that somebody has altered.
fn make_way(releases: &Path, release: &Path) -> Result<(), Error> {
    let altered = releases.join("altered");
    clear(&altered)?;
    match fs::rename(release, &altered) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io("move aside", release)(error)),
        _ => Ok(()),
    }
}

/// Points the link to a release, in one step.
#[cfg(unix)]
fn switch(folder: &Path, name: &str) -> Result<(), Error> {
    let (new, current) = (folder.join("current.new"), folder.join(CURRENT));
    disk::remove_if_there(&new).map_err(Error::io("remove", &new))?;
    std::os::unix::fs::symlink(Path::new(RELEASES).join(name), &new).map_err(Error::io("create", &new))?;
    fs::rename(&new, &current).map_err(Error::io("switch", current))
}

/// Windows has links for administrators alone.
#[cfg(not(unix))]
fn switch(folder: &Path, _name: &str) -> Result<(), Error> {
    Err(Error::Obstructed {
        path: folder.join(CURRENT),
        why: "this system has no links that can be switched in one step",
        help: "publish into a plain folder with `trellis build --out`, which writes in a safe order",
    })
}

/// Removes every release but these: a page that is on its way finds what it needs in the one before.
fn tidy(releases: &Path, kept: &[PathBuf]) -> Result<(), Error> {
    let entries = fs::read_dir(releases).map_err(Error::io("look into", releases))?;
    for entry in entries {
        let entry = entry.map_err(Error::io("look into", releases))?;
        if !kept.iter().any(|name| entry.file_name() == *name) {
            clear(&entry.path())?;
        }
    }
    Ok(())
}

fn clear(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io("remove", folder)(error)),
        _ => Ok(()),
    }
}
