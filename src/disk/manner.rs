//! How a publish goes about its work, as whoever asks for it wants.

use std::path::Path;

use crate::error::Error;

/// What a publish is told beside the site.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// By which the site is known again when nothing has changed.
    pub fingerprint: Option<u128>,
    pub removals: Removals,
    pub looking: Looking,
    pub adoption: Adoption,
}

/// What becomes of a folder that holds files and no notes of an earlier publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Adoption {
    #[default]
    Refuse,
    /// It is an older edition of the site, whose notes are lost: what stands at the site's addresses is the site's.
    TakeOver,
}

/// How much of the last site may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Removals {
    #[default]
    Any,
    /// No more than a third of its pages: who loses more has mostly lost a folder.
    Few,
}

/// How it is known that a published file is as it was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Looking {
    /// By its length, its times and its place on the disk.
    #[default]
    AtStamps,
    /// By reading it.
    AtBytes,
}

impl Removals {
    /// Refuses a site that is so much smaller than the last that it can hardly be meant.
    pub(crate) fn judge(self, out: &Path, before: usize, now: usize) -> Result<(), Error> {
        match self {
            Removals::Few if now * 3 < before * 2 => Err(Error::ManyRemovals { path: out.into(), before, now }),
            Removals::Few | Removals::Any => Ok(()),
        }
    }
}
