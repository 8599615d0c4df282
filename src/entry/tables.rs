//! Where things stand in the entries of many files, for whoever points at a lot of them.
//!
//! A YAML table can only be read whole. So it is read when the first of its entries is asked for, and kept for all others:
//! else a table with a finding in each row would cost the square of its rows.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Entry;
use super::fields::Reader;
use super::form::{Form, RawEntry, Table};
use super::locate::{FieldPath, Marked, Step};
use super::take;
use crate::snapshot::Snapshot;
use crate::source::{SourcePath, Span};

/// The files of a site, of which tables are read once.
#[derive(Debug)]
pub struct Tables<'a> {
    snapshot: &'a Snapshot,
    read: OnceLock<BTreeMap<SourcePath, OnceLock<Table>>>,
}

impl<'a> Tables<'a> {
    /// Of files from which the entries were read that will be asked for.
    pub fn new(snapshot: &'a Snapshot) -> Tables<'a> {
        Tables { snapshot, read: OnceLock::new() }
    }

    /// The text of an entry's file.
    pub fn text(&self, entry: &Entry) -> &'a str {
        self.snapshot.text(&entry.path).unwrap_or("")
    }

    /// Positions of all fields of an entry.
    pub fn marks(&self, entry: &Entry) -> Marked {
        let row = entry.row.zip(self.table(entry)).map(|(row, table)| table.row(row));
        row.unwrap_or_else(|| entry.marks(self.text(entry)))
    }

    /// Where the value of a field or a part of one stands.
    pub fn locate(&self, entry: &Entry, steps: &[Step]) -> Span {
        Span::new(&entry.path, self.marks(entry).find(steps).value.clone())
    }

    /// Where an entry begins: its name, so that a finding about the whole has a place.
    pub fn locate_start(&self, entry: &Entry) -> Span {
        self.locate(entry, &[Step::Field("title".into())])
    }

    /// Where each reference of an entry stands, in order.
    pub fn locate_references(&self, entry: &Entry) -> Vec<Span> {
        let marks = self.marks(entry);
        let place = |path: FieldPath| Span::new(&entry.path, marks.find(&path).value.clone());
        self.reference_paths(entry, &marks).into_iter().map(place).collect()
    }

    fn reference_paths(&self, entry: &Entry, marks: &Marked) -> Vec<FieldPath> {
        // What stands in a YAML table is what its rows are read from; an empty cell of another says nothing.
        if entry.form() != Form::YamlTable {
            return entry.reference_paths(self.text(entry));
        }
        let row = RawEntry { id: entry.id.clone(), index: entry.row, begin: 0, whole: marks.clone(), body: 0..0 };
        let mut reader = Reader::recording();
        take(entry.kind, Form::YamlTable, &row, &mut reader);
        reader.ref_paths.unwrap_or_default()
    }

    /// The table that an entry is a row of, if its form is one that is read whole.
    fn table(&self, entry: &Entry) -> Option<&Table> {
        let is_table = |path: &SourcePath| matches!(path.extension().as_str(), "yaml" | "yml");
        let tables = || self.snapshot.below("content").map(|(path, _)| path).filter(|path| is_table(path));
        let read = self.read.get_or_init(|| tables().map(|path| (path.clone(), OnceLock::new())).collect());
        read.get(&entry.path).map(|table| table.get_or_init(|| Table::read(self.text(entry))))
    }
}
