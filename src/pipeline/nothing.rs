//! A site that has nothing to say, and what to do about it.

use std::path::Path;

use crate::error::Error;
use crate::formatting::count;

/// Why there is nothing to publish, where no file is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// No file of `content` holds an entry.
    NoEntry,
    /// Every entry is a draft, has passed or is still to come.
    AllLeftOut(usize),
}

impl Nothing {
    /// The same in words. Which folder people stand in and what is in it, only the caller can know.
    pub fn error(self, site: &Path, has_content: bool) -> Error {
        let site = site.display();
        let (why, help) = match self {
            Nothing::NoEntry if !has_content => (
                format!("there is no folder `content` in {site}"),
                "run this in the site's folder, or name it with --site",
            ),
            Nothing::NoEntry => (
                format!("no file in the folder `content` of {site} makes a page"),
                "`trellis add` adds one, and `trellis new` makes an example site; to name another folder, use --site",
            ),
            Nothing::AllLeftOut(entries) => (
                format!(
                    "all {} of {site} are drafts, have expired or are still to come",
                    count(entries, "entry", "entries")
                ),
                "take `draft: true` out of a page that is ready, or look at all of them with --drafts",
            ),
        };
        Error::NothingToPublish { why, help }
    }
}
