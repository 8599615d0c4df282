//! The pages of sections: what stands above an entry that lies in one.
//!
//! A section of pages is a folder, such as `content/pages/about/`. Its own page is the one of the same name beside it,
//! `content/pages/about.md`, or else the one called `index` in it.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::entry::kinds::Kind;
use crate::graph::{Graph, Node, NodeId};

/// The page of every section that has one.
#[derive(Debug, Default)]
pub struct Sections(FxHashMap<(Kind, Box<str>), NodeId>);

/// The sections that an entry lies in, the outermost first: `a`, `a/b` of `a/b/c`.
fn sections(id: &str) -> impl Iterator<Item = &str> {
    id.match_indices('/').map(|(at, _)| &id[..at])
}

impl Sections {
    pub fn new(graph: &Graph) -> Sections {
        let nodes = || graph.nodes().filter(|(_, node)| node.kind().has_own_pages() && node.kind().has_sections());
        let all: BTreeSet<(Kind, &str)> =
            nodes().flat_map(|(_, node)| sections(node.id()).map(|section| (node.kind(), section))).collect();
        let mut pages = FxHashMap::default();
        for (number, node) in nodes().filter(|(number, _)| graph.has_page(*number)) {
            let (id, kind) = (&**node.id(), node.kind());
            if let Some(section) = id.strip_suffix("/index") {
                pages.entry((kind, section.into())).or_insert(number);
            }
            if all.contains(&(kind, id)) {
                pages.insert((kind, id.into()), number);
            }
        }
        Sections(pages)
    }

    /// The pages of the sections that an entry lies in, the outermost first.
    pub fn above(&self, node: &Node) -> Vec<NodeId> {
        let page = |section: &str| self.0.get(&(node.kind(), section.into())).copied();
        sections(node.id()).filter_map(page).collect()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_entry_lies_in_every_section_above_it() {
        assert_eq!(super::sections("a/b/c").collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(super::sections("a").count(), 0);
    }
}
