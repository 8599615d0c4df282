//! Ids of a page's parts that belong to the theme, so that no heading of a text may have them.
//!
//! Links may point at the sections that a kind's pages have ([`Kind::sections`]). Beside these, templates name parts
//! for their own use. `tests/it/ids.rs` reads every template and every page, so that none is forgotten here.

use super::Kind;

/// Ids that the theme may give to parts of one page.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    sections: &'static [&'static str],
    own: &'static [&'static str],
    /// What ids begin with behind which the name of something stands.
    starts: &'static [&'static str],
}

/// Ids that templates write on pages of every kind.
const EVERYWHERE: [&str; 2] = ["main", "contents-title"];

impl Taken {
    pub fn ids(self) -> impl Iterator<Item = &'static str> {
        EVERYWHERE.iter().chain(self.sections).chain(self.own).copied()
    }

    /// Whether an id is of a form of which the theme makes ids, such as `way-` with the name of a route.
    pub fn may_make(self, id: &str) -> bool {
        self.starts.iter().any(|start| id.starts_with(start))
    }
}

impl Kind {
    /// Ids that the theme may give to parts of an entry's page.
    pub fn taken(self, id: &str) -> Taken {
        let ids = self.spec().ids;
        // The first page has sections of its own.
        let own = if self.is_home(id) { &["guides", "home-q", "interests", "professions", "start"] } else { ids.own };
        Taken { sections: ids.sections, own, starts: ids.starts }
    }
}
