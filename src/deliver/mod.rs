//! Brings a built site to where visitors find it: a folder with releases, another computer by the system's `rsync`, a store
//! that speaks the language of S3, or one file to take along.
//!
//! What is sent is what the last build published, by its notes, and nothing else that lies in the folder. What would
//! change is told by content. Whatever stops it, the same again ends right.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the side of the IO line that touches files and starts programs"
)]

mod archive;
mod changes;
mod owner;
mod purge;
mod release;
mod rsync;
#[cfg(feature = "s3")]
pub mod s3;

pub use archive::{Words, bytes as archive_bytes};
pub use changes::{Changes, Step};
pub use purge::addresses as purge_list;

use std::path::{Path, PathBuf};

use crate::disk::{Built, Removals};
use crate::error::Error;

/// Where a site is brought to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A folder of this computer that holds releases, and a link to the one that visitors see.
    Folder(PathBuf),
    /// A place that `rsync` knows: `rsync://host/module/path`, `host:path`, `user@host:path`.
    Rsync(String),
    /// One file, an archive (`.zip`).
    Archive(PathBuf),
    /// A store that speaks the language of S3, `s3://bucket/path`.
    #[cfg(feature = "s3")]
    Store(s3::Place),
}

impl Target {
    /// Reads a target as it is typed. A colon before the first slash parts a computer from its path, as for `rsync`.
    pub fn read(typed: &str) -> Result<Target, String> {
        let is_drive = cfg!(windows) && typed.as_bytes().get(1) == Some(&b':');
        let host = typed.split('/').next().unwrap_or_default();
        match typed.split_once("://") {
            _ if typed.is_empty() || typed.starts_with('-') => Err("name a folder, or a place that rsync knows".into()),
            Some(("rsync", _)) => Ok(Target::Rsync(typed.into())),
            #[cfg(feature = "s3")]
            Some(("s3", place)) => s3::Place::read(place).map(Target::Store),
            Some((scheme, _)) => Err(format!(
                "{scheme}:// is no way that this Trellis knows; write {STORE}rsync://host/module/path or user@host:path"
            )),
            None if !is_drive && host.contains(':') => Ok(Target::Rsync(typed.into())),
            None if typed.to_ascii_lowercase().ends_with(".zip") => Ok(Target::Archive(typed.into())),
            None => Ok(Target::Folder(typed.into())),
        }
    }
}

/// The way that not every Trellis knows.
const STORE: &str = if cfg!(feature = "s3") { "s3://bucket/path, " } else { "" };

/// How a site is brought to its place, and who follows it.
#[derive(Clone, Copy)]
pub struct Manner<'m> {
    pub removals: Removals,
    /// Whether nothing is to be done but to tell what would be.
    pub dry: bool,
    /// Is told what will change, before anything does.
    pub planned: &'m dyn Fn(&Changes) -> Result<(), Error>,
    /// Is told how it goes.
    pub told: &'m (dyn Fn(Event) + Sync),
}

/// What those who wait are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// So many files are sent or removed.
    Done { done: usize, total: usize },
    /// Nothing keeps another publish out meanwhile.
    NoLocks,
}

/// What is asked for only where it is needed.
pub trait Needed {
    /// What an archive says in its page.
    fn words(&self) -> Result<Words, Error>;

    /// Who may write into a store.
    #[cfg(feature = "s3")]
    fn access(&self) -> Result<s3::Access, Error>;
}

/// Brings a built site to its place, and says what changed there.
///
/// Packed twins go only where a server of files can send them: a store sends what it is asked for, and nobody packs what is
/// in an archive. Nothing is touched if the built folder is not as the build left it, if more pages would go than may, or if another
/// Trellis is at work at the target.
pub fn deliver(
    built: Built,
    from: &Path,
    target: &Target,
    manner: Manner<'_>,
    needed: &dyn Needed,
) -> Result<Changes, Error> {
    match target {
        Target::Folder(folder) => release::deliver(&built, from, folder, manner),
        Target::Rsync(place) => rsync::deliver(&built, from, place, manner),
        Target::Archive(file) => archive::deliver(&built.without_twins(), from, file, &needed.words()?, manner),
        #[cfg(feature = "s3")]
        Target::Store(place) => s3::deliver(&built.without_twins(), from, place, &needed.access()?, manner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_places_of_rsync_are_told_apart() {
        let read = |typed: &str| Target::read(typed);
        for place in ["rsync://host/site", "me@host:/srv/site", "host:site"] {
            assert_eq!(read(place), Ok(Target::Rsync(place.into())));
        }
        for folder in ["/srv/site", "site", "./a:b"] {
            assert_eq!(read(folder), Ok(Target::Folder(folder.into())));
        }
        for archive in ["careers.zip", "../to/Careers.ZIP"] {
            assert_eq!(read(archive), Ok(Target::Archive(archive.into())));
        }
        #[cfg(feature = "s3")]
        assert!(matches!(read("s3://bucket/a"), Ok(Target::Store(place)) if place.shown() == "s3://bucket/a"));
        assert!(read("gs://bucket").is_err() && read("").is_err() && read("--delete").is_err());
    }
}
