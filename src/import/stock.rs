//! The entries of one kind that a site has, as cells.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cells::{Cells, Flat, flat};
use crate::contents::Contents;
use crate::entry::{self, Entry, Kind};
use crate::snapshot::Snapshot;
use crate::source::SourcePath;

/// An entry that is there already.
#[derive(Debug)]
pub struct ExistingEntry {
    pub entry: Arc<Entry>,
    pub flat: Flat,
    /// Whether there is text below its fields.
    pub has_body: bool,
}

/// All entries of a kind, and how many there are whose fields could not be told apart.
#[derive(Debug, Default)]
pub struct Stock {
    pub entries: Vec<ExistingEntry>,
    pub unread: usize,
    by_id: BTreeMap<Arc<str>, usize>,
    by_website: BTreeMap<String, Vec<usize>>,
}

impl Stock {
    pub fn of(kind: Kind, contents: &Contents, snapshot: &Snapshot) -> Stock {
        let entries: Vec<&Arc<Entry>> = contents.entries.iter().filter(|entry| entry.kind == kind).collect();
        let mut stock =
            Stock { unread: contents.bare.iter().filter(|(_, other)| *other == kind).count(), ..Stock::default() };
        for file in entries.chunk_by(|a, b| a.path == b.path) {
            let written = entry::written(&file[0].path, kind, snapshot.text(&file[0].path).unwrap_or(""));
            let mut written = written.iter();
            for entry in file {
                let own = written.by_ref().find(|written| written.row == entry.row);
                match own.and_then(|written| Some((flat(kind, written)?, written.has_body))) {
                    Some((flat, has_body)) => stock.add(ExistingEntry { entry: (*entry).clone(), flat, has_body }),
                    None => stock.unread += 1,
                }
            }
        }
        stock
    }

    fn add(&mut self, known: ExistingEntry) {
        let number = self.entries.len();
        self.by_id.entry(known.entry.id.clone()).or_insert(number);
        if let Some(website) = known.flat.cells.get("website") {
            self.by_website.entry(website_key(website)).or_default().push(number);
        }
        self.entries.push(known);
    }

    /// The entry of a name.
    pub fn named(&self, id: &str) -> Option<&ExistingEntry> {
        self.by_id.get(id).map(|number| &self.entries[*number])
    }

    /// The one entry with a website.
    pub fn with_website(&self, website: &str) -> Option<&ExistingEntry> {
        match self.by_website.get(&website_key(website))?.as_slice() {
            [one] => Some(&self.entries[*one]),
            _ => None,
        }
    }

    /// Cells of all entries, by file and row.
    pub fn cells(&self) -> BTreeMap<(SourcePath, Option<u32>), &Cells> {
        self.entries.iter().map(|known| ((known.entry.path.clone(), known.entry.row), &known.flat.cells)).collect()
    }
}

/// What is the same for all ways to write one website.
pub(super) fn website_key(website: &str) -> String {
    let rest = website.split_once("://").map_or(website, |(_, rest)| rest);
    rest.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
}
