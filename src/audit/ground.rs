//! What a site is made of, as those ask who look for the cause of a finding: which entry a page shows, and which page is
//! at an address.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::entry::{Kind, Tables};
use crate::graph::NodeId;
use crate::permalink;
use crate::plan::{Page, Subject};
use crate::snapshot::Snapshot;
use crate::source::SourcePath;
use crate::view::{Context, Overview};

/// The pages of a site with what they were made from.
#[derive(Debug)]
pub(super) struct Site<'a> {
    pub context: Context<'a>,
    pub pages: &'a [Page],
    snapshot: &'a Snapshot,
    /// Where entries and their fields stand.
    pub tables: Tables<'a>,
    /// Entries by the page that shows them.
    shown: OnceLock<FxHashMap<String, Vec<NodeId>>>,
    /// Pages by their addresses.
    addresses: OnceLock<FxHashMap<String, usize>>,
}

impl<'a> Site<'a> {
    pub(super) fn new(context: Context<'a>, pages: &'a [Page], snapshot: &'a Snapshot) -> Site<'a> {
        let tables = Tables::new(snapshot);
        Site { context, pages, snapshot, tables, shown: OnceLock::new(), addresses: OnceLock::new() }
    }

    pub(super) fn text(&self, path: &SourcePath) -> &str {
        self.snapshot.text(path).unwrap_or("")
    }

    /// The entry that a page is about.
    pub(super) fn entry(&self, page: &Page) -> Option<NodeId> {
        match &page.subject {
            Subject::Entry(node) => Some(*node),
            Subject::Overview(Overview::Home) => self.context.graph.find(Kind::Page, "home"),
            Subject::Ladder(_)
            | Subject::Pack(_)
            | Subject::Short(_)
            | Subject::Choice(..)
            | Subject::Narrowed(_)
            | Subject::Overview(_)
            | Subject::Moved(_) => None,
        }
    }

    /// Entries that are shown on a page, as it or as parts of it.
    pub(super) fn shown_on(&self, path: &str) -> &[NodeId] {
        let all = || {
            let mut shown: FxHashMap<String, Vec<NodeId>> = FxHashMap::default();
            for (id, node) in self.context.graph.nodes() {
                shown.entry(permalink::of_node(node).path).or_default().push(id);
            }
            shown
        };
        self.shown.get_or_init(all).get(path).map_or(&[], Vec::as_slice)
    }

    /// The page at an address.
    pub(super) fn page_at(&self, address: &str) -> Option<&'a Page> {
        let all = || (0..).zip(self.pages).map(|(at, page)| (page.address.as_str().to_string(), at)).collect();
        self.addresses.get_or_init(all).get(address).map(|&at| &self.pages[at])
    }
}
