//! What the figures are about: whose pages, and until when.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::entry::Entry;
use crate::find::Survey;
use crate::nearest::likest;

/// What stands for the owner of entries that name none.
pub const NOBODY: &str = "nobody named";

/// How many names are suggested.
const MOST: usize = 5;

/// Whose entries, and until when.
///
/// Coverage, benchmarks and areas are always about the whole site: one person's share of them says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    pub whose: Whose,
    /// The last day of what is told of things to come; none for all.
    pub until: Option<Date>,
}

/// Whose entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Whose {
    #[default]
    Everybody,
    Owner(Arc<str>),
    /// Of those that name no owner.
    Nobody,
}

impl Whose {
    /// The owner who is called so, in whatever case. The error is the names like it.
    pub fn named(name: &str, survey: &Survey<'_>) -> Result<Whose, Vec<String>> {
        let owners: BTreeSet<&Arc<str>> = survey.contents.entries.iter().filter_map(|entry| owner(entry)).collect();
        let wanted = name.trim().to_lowercase();
        if let Some(owner) = owners.iter().find(|owner| owner.to_lowercase() == wanted) {
            return Ok(Whose::Owner((*owner).clone()));
        }
        if wanted == NOBODY {
            return Ok(Whose::Nobody);
        }
        let near = likest(name, owners.iter().map(|owner| &***owner), MOST);
        Err(near.into_iter().map(str::to_string).collect())
    }
}

impl Scope {
    /// Whether an entry is somebody's whose entries are asked for.
    pub(super) fn holds(&self, entry: &Entry) -> bool {
        match &self.whose {
            Whose::Everybody => true,
            Whose::Owner(name) => owner(entry).is_some_and(|owner| owner.to_lowercase() == name.to_lowercase()),
            Whose::Nobody => owner(entry).is_none(),
        }
    }

    pub(super) fn reaches(&self, day: Date) -> bool {
        self.until.is_none_or(|until| day <= until)
    }
}

/// Who looks after an entry.
pub(super) fn owner(entry: &Entry) -> Option<&Arc<str>> {
    entry.common.as_ref()?.owner.as_ref()
}
