//! What the rest of a site must know of a page: its ids, its title, and where its links lead.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use super::clashes::{self, Pair};
use super::document::{Document, Element};
use super::links::{self, Link};
use super::names::{Name, Tag};
use crate::diagnostic::Diagnostic;

/// A page that was audited. It depends on the page's bytes and on nothing else.
#[derive(Debug)]
pub struct Audited {
    pub(super) findings: Box<[Diagnostic]>,
    /// Hashes of its ids, in order.
    pub(super) ids: Box<[u64]>,
    /// Where the words of its title are.
    pub(super) title: Option<Range<u32>>,
    pub(super) links: Box<[Link]>,
    pub(super) pairs: Box<[Pair]>,
}

impl Audited {
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.ids.binary_search(&xxh3_64(id.as_bytes())).is_ok()
    }
}

pub(super) fn gather(document: &Document<'_>, findings: Vec<Diagnostic>) -> Audited {
    let mut ids: Vec<u64> = document
        .with(Name::Id.bit())
        .filter_map(|element| element.get(Name::Id))
        // Old pages name their places by the name of an empty link, to which browsers go as well.
        .chain(document.all(Tag::A).filter_map(|link| link.get(Name::Called)))
        .map(|id| xxh3_64(id.as_bytes()))
        .collect();
    ids.sort_unstable();
    let mut title = document.all(Tag::Title).filter(|title| !title.is_inside(Tag::Svg));
    Audited {
        findings: findings.into(),
        ids: ids.into(),
        title: title.next().and_then(Element::words_range),
        links: links::all(document).into(),
        pairs: clashes::pairs(document).into(),
    }
}
