//! What linking is given beside the entries.

use jiff::civil::Date;

use crate::config::Config;
use crate::snapshot::Snapshot;

/// What linking needs to know beside the entries.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    pub snapshot: &'a Snapshot,
    /// The day that drafts, dates and reviews are judged by.
    pub today: Date,
    pub drafts: Drafts,
    pub config: &'a Config,
    /// Whether every file could be read, so that what is not seen is not there.
    pub all_read: bool,
}

/// Whether drafts are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Drafts {
    /// As on the site of those who write.
    Show,
    /// As on the site of those who visit.
    Hide,
}
