//! Sources that were read in a copy, for somebody to open the publisher's own page once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::graph::Node;
use crate::source::SourcePath;

/// A source that was read in a copy because its own page could not be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyRead {
    pub title: Arc<str>,
    /// The publisher's own page.
    pub url: Option<Arc<str>>,
    /// The addresses at which it was read, and on which days.
    pub copies: BTreeSet<(Arc<str>, Date)>,
    /// The files that name it.
    pub files: BTreeSet<SourcePath>,
}

/// Every such source once, by the publisher's page; those without one by their titles.
pub(super) fn of<'n>(nodes: impl Iterator<Item = &'n Node>) -> Vec<CopyRead> {
    let mut found: BTreeMap<(&str, &str), CopyRead> = BTreeMap::new();
    for node in nodes {
        for source in node.sources() {
            let Some(copy) = &source.read_in else { continue };
            let url = source.url.as_ref().map(|url| &url.0);
            let key = url.map_or(("", &*source.title), |url| (&**url, ""));
            let known = found.entry(key).or_insert_with(|| CopyRead {
                title: source.title.clone(),
                url: url.cloned(),
                copies: BTreeSet::new(),
                files: BTreeSet::new(),
            });
            known.copies.insert((copy.url.0.clone(), copy.seen));
            known.files.insert(node.entry.path.clone());
        }
    }
    found.into_values().collect()
}
