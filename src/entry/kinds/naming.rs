//! What entries are called, and how others name them.
//!
//! An entry's id is its path below the folder of its kind, without `.md`; so pages may lie in sections. A row of a table
//! says its id itself, and where the table lies says nothing.

use super::Kind;
use crate::slug::{LONGEST_ID, is_id, is_id_part};
use crate::source::SourcePath;

impl Kind {
    /// The kind that a full name begins with, and the id behind it: `roles/podiatrist`, `pages/about/our-team`.
    pub fn in_full(name: &str) -> Option<(Kind, &str)> {
        let named = |kind: &Kind| Some((*kind, name.strip_prefix(kind.folder())?.strip_prefix('/')?));
        let named = Kind::ALL.iter().filter_map(named).filter(|(_, id)| !id.is_empty());
        named.max_by_key(|(kind, _)| kind.folder().len())
    }

    /// The kind of a file that may be a page or a table, by its path, and the path below the folder of the kind.
    pub fn of_file(path: &str) -> Option<(Kind, &str)> {
        let inside = path.strip_prefix("content/").unwrap_or(path);
        Kind::in_full(inside).filter(|(kind, _)| !kind.is_data())
    }

    /// The id of the page in a file: its path below the folder of its kind, without `.md`.
    pub fn page_id(path: &SourcePath) -> String {
        match Kind::of_file(path.folder()) {
            Some((_, sections)) => format!("{sections}/{}", path.stem()),
            None => path.stem().into(),
        }
    }

    /// The file of the page with an id.
    pub fn page_path(self, id: &str) -> String {
        format!("content/{}/{id}.md", self.folder())
    }

    /// The name that means an entry wherever any kind will do.
    pub fn full_name(self, id: &str) -> String {
        format!("{}/{id}", self.folder())
    }

    /// The shortest name that means an entry where this kind is wanted.
    pub fn short_name(self, id: &str) -> String {
        // A section called like the folder would be taken for the folder.
        let is_like_full = id.strip_prefix(self.folder()).is_some_and(|rest| rest.starts_with('/'));
        if is_like_full { self.full_name(id) } else { id.to_string() }
    }

    /// Whether entries may lie in sections. What the tables in `data/` hold are words and figures in one list each.
    pub fn has_sections(self) -> bool {
        !self.is_data()
    }

    /// Whether an entry may be called so.
    pub fn takes_id(self, id: &str) -> bool {
        if self.has_sections() { is_id(id) } else { is_id_part(id) }
    }

    /// How ids are to be written, for people who wrote another.
    pub fn id_rule(self) -> String {
        match self.has_sections() {
            true => format!(
                "names have up to 100 small letters a to z, digits and hyphens; with sections, such as \
                 `about/our-team`, up to {LONGEST_ID}"
            ),
            false => "names have up to 100 small letters a to z, digits and hyphens".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn a_full_name_is_that_of_one_kind() {
        assert_eq!(Kind::in_full("pages/about/our-team"), Some((Kind::Page, "about/our-team")));
        assert_eq!(Kind::in_full("framework/stages/one"), Some((Kind::Stage, "one")));
        assert_eq!(Kind::in_full("data/pay/band-5"), Some((Kind::PayBand, "band-5")));
        for name in ["about/our-team", "roles", "roles/", "rolesx/a"] {
            assert_eq!(Kind::in_full(name), None, "{name}");
        }
    }

    #[test]
    fn every_short_name_means_what_it_is_short_for() {
        for &kind in Kind::ALL {
            for id in ["a", "b/a", &kind.full_name("a")] {
                let short = kind.short_name(id);
                let read = short.strip_prefix(&format!("{}/", kind.folder())).unwrap_or(&short);
                assert_eq!(read, id, "{kind:?}");
                assert_eq!(Kind::in_full(&kind.full_name(id)), Some((kind, id)));
            }
        }
    }
}
