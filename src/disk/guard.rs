//! Which folders may be published into: those that hold nothing else.
#![expect(clippy::wildcard_enum_match_arm, reason = "the system knows more than what is told apart")]

use std::io;
use std::path::{Component, Path, PathBuf};

use super::manner::Adoption;
use super::{is_missing, manifest};
use crate::error::Error;

/// What people put into a folder to make it ready for publishing. It stays as it is.
pub(super) const PREPARED: [&str; 12] = [
    manifest::FOLDER,
    ".git",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".gitlab-ci.yml",
    ".nojekyll",
    ".well-known",
    "CNAME",
    "LICENSE",
    "README",
    "README.md",
];

/// Folders of a site that authors write in.
const SOURCES: [&str; 3] = ["content", "themes", "src"];

const OWN_FOLDER: &str = "choose a folder that is only for the published site, such as `public`";

/// The real place of the output folder, after making sure that publishing there can harm nothing.
///
/// `home` is the home folder of whoever runs this.
pub(super) fn safe(out: &Path, site: &Path, home: Option<&Path>, adoption: Adoption) -> Result<PathBuf, Error> {
    let place = resolve(out).map_err(Error::io("open", out))?;
    let site = site.canonicalize().map_err(Error::io("open", site))?;
    let home = home.and_then(|home| home.canonicalize().ok());
    let refuse = |why, help| Err(Error::UnsafeOutput { path: out.into(), why, help });
    if place.parent().is_none() {
        return refuse("it is the root of the whole disk", OWN_FOLDER);
    }
    if home.is_some_and(|home| home.starts_with(&place)) {
        return refuse("it is a home folder, or a folder that holds one", OWN_FOLDER);
    }
    if site.starts_with(&place) {
        return refuse("it is the site's own folder, or a folder that holds it", OWN_FOLDER);
    }
    for source in SOURCES {
        let source = site.join(source);
        let source = source.canonicalize().unwrap_or(source);
        if place.starts_with(&source) || source.starts_with(&place) {
            return refuse("it is among the files that the site is made from", OWN_FOLDER);
        }
    }
    match is_ours(&place).map_err(Error::io("look into", out))? {
        Occupant::Nothing | Occupant::Site => Ok(place),
        Occupant::File => refuse("it is a file, not a folder", OWN_FOLDER),
        Occupant::Link => refuse("its folder `.trellis` is a symbolic link", "delete that link, then build again"),
        Occupant::Others if adoption == Adoption::TakeOver => Ok(place),
        Occupant::Others => refuse(
            "it holds files that Trellis did not write",
            "choose an empty folder, or empty this one first; if an older edition of this site is there, build with --adopt",
        ),
    }
}

/// What stands where the site is to be published.
enum Occupant {
    Nothing,
    /// What an earlier publish left, whole or not.
    Site,
    File,
    Link,
    Others,
}

fn is_ours(place: &Path) -> io::Result<Occupant> {
    let entries = match place.read_dir() {
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(Occupant::File),
        Err(error) if is_missing(&error) => return Ok(Occupant::Nothing),
        entries => entries?,
    };
    if place.join(manifest::FOLDER).is_symlink() {
        return Ok(Occupant::Link);
    }
    if manifest::stands(place) {
        return Ok(Occupant::Site);
    }
    for entry in entries {
        if !PREPARED.iter().any(|&name| entry.as_ref().is_ok_and(|entry| entry.file_name() == name)) {
            return entry.map(|_| Occupant::Others);
        }
    }
    Ok(Occupant::Nothing)
}

/// Frees a path from links and `..`, whether or not something stands there yet.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut resolved = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => drop(resolved.pop()),
            part => resolved.push(part),
        }
        match resolved.canonicalize() {
            Ok(real) => resolved = real,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !resolved.is_symlink() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(resolved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_home_folder_and_those_above_it_are_refused() {
        let disk = tempfile::tempdir().unwrap();
        let (home, site) = (disk.path().join("home/ann"), disk.path().join("site"));
        fs::create_dir_all(&home).unwrap();
        fs::create_dir_all(&site).unwrap();
        for out in ["home/ann", "home", "home/bob/../ann", "site/../home/ann/."] {
            let error = safe(&disk.path().join(out), &site, Some(&home), Adoption::Refuse).unwrap_err().to_string();
            assert!(error.contains("home folder"), "{out}: {error}");
        }
        let public = home.join("public");
        assert_eq!(
            safe(&public, &site, Some(&home), Adoption::Refuse).unwrap(),
            public.canonicalize().unwrap_or(public)
        );
    }
}
