//! Entries that are not on the site, and why.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use crate::source::SourcePath;

/// An entry that is not on the site, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub path: SourcePath,
    pub title: Arc<str>,
    pub why: Hidden,
}

/// Why an entry is not on the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hidden {
    Draft,
    /// It will be from this day.
    NotYet(Date),
    /// It was until this day.
    Expired(Date),
}

impl Hidden {
    /// What to do about a link to it.
    pub fn advice(self) -> &'static str {
        match self {
            Hidden::Draft => "finish that page and take out its `draft: true`, or take this link out",
            Hidden::NotYet(_) => "wait until that day, or take out its `publish_from`",
            Hidden::Expired(_) => "take this link out, or give that page a later `expires`",
        }
    }
}

impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Hidden::Draft => f.write_str("it is a draft"),
            Hidden::NotYet(date) => write!(f, "it will be published on {date}"),
            Hidden::Expired(date) => write!(f, "it expired on {date}"),
        }
    }
}
