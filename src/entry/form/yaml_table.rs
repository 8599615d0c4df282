//! A YAML table: `each:` holds fields that every row takes unless it says otherwise, `entries:` holds the rows.

use std::ops::Range;
use std::sync::Arc;

use super::super::locate::Step;
use super::super::node::{Marked, Node};
use super::{RawEntry, bom, parse_yaml, yaml_marks};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{SourcePath, Span};

type Map = Vec<(Arc<str>, Marked)>;

/// The table of a file; reports what is none.
pub(in super::super) fn read(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Table> {
    let start = bom(text);
    let whole = parse_yaml(path, &text[start..], start, diagnostics)?;
    let wrong = match Table::of(whole) {
        Ok(table) => return Some(table),
        Err(wrong) => wrong,
    };
    diagnostics.push(catalogue::invalid_value(
        Span::new(path, wrong),
        "a table has a list `entries:` and, if you like, a group `each:`".into(),
        Some("write `entries:` and below it one `- id: ...` for each row".into()),
    ));
    None
}

pub(super) fn rows(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<RawEntry> {
    let Some(Table { each, entries }) = read(path, text, diagnostics) else { return Vec::new() };
    let row = |(index, own): (usize, Marked)| {
        let at = own.value.clone();
        let whole = with(own, &each).ok_or(at)?;
        let id = id(&whole);
        Ok(RawEntry { id, index: Some(index as u32), begin: 0, whole, body: text.len()..text.len() })
    };
    let mut rows = Vec::with_capacity(entries.len());
    for result in entries.into_iter().enumerate().map(row) {
        match result {
            Ok(row) => rows.push(row),
            Err(at) => diagnostics.push(catalogue::invalid_value(
                Span::new(path, at),
                "a row must be a group of fields".into(),
                Some("write `- id: ...` and the other fields below it, indented by two spaces".into()),
            )),
        }
    }
    rows
}

/// What a row is called.
fn id(row: &Marked) -> Arc<str> {
    row.get(&[Step::Field("id".into())]).and_then(|id| id.scalar_text()).unwrap_or_default()
}

/// A row with the fields that it takes from `each`; none if it is no group of fields.
fn with(own: Marked, each: &Map) -> Option<Marked> {
    let Node::Map(mut map) = own.node else { return None };
    for (name, value) in each {
        if !map.iter().any(|(own, _)| own == name) {
            map.push((name.clone(), value.clone()));
        }
    }
    // What a row lacks is missing where it begins.
    let key = own.value.start..own.value.start;
    Some(Marked { node: Node::Map(map), key, ..own })
}

/// Positions of one row: its own fields, and those it takes from `each`.
pub(super) fn marks(text: &str, row: u32) -> Marked {
    Table::read(text).row(row)
}

/// A whole table.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Table {
    each: Map,
    entries: Vec<Marked>,
}

impl Table {
    /// A table that may have slips; what cannot be read is not there.
    pub fn read(text: &str) -> Table {
        let start = bom(text);
        Table::of(yaml_marks(&text[start..], start)).unwrap_or_default()
    }

    /// `each` and `entries`, or where the part stands that is not as it should be.
    fn of(whole: Marked) -> Result<Table, Range<usize>> {
        let at = whole.value.clone();
        let Node::Map(parts) = whole.node else { return Err(at) };
        let (mut each, mut entries) = (Vec::new(), None);
        for (name, part) in parts {
            match (&*name, part.node) {
                ("each", Node::Map(fields)) => each = fields,
                ("entries", Node::List(rows)) => entries = Some(rows),
                _ => return Err(part.value),
            }
        }
        entries.map(|entries| Table { each, entries }).ok_or(at)
    }

    /// What every row takes, and the rows without that.
    pub fn parts(self) -> (Marked, Vec<Marked>) {
        (Node::Map(self.each).into(), self.entries)
    }

    /// What every row takes.
    pub fn each(&self) -> &Map {
        &self.each
    }

    /// What each row is called.
    pub fn ids(&self) -> Vec<Arc<str>> {
        self.entries.iter().map(id).collect()
    }

    /// A row without what all take.
    pub fn own(&self, row: u32) -> Option<&Marked> {
        self.entries.get(row as usize)
    }

    /// Whether another table says the same but for one row.
    pub fn is_same_but(&self, other: &Table, row: u32) -> bool {
        let same = |(at, (one, other)): (usize, (&Marked, &Marked))| at == row as usize || one == other;
        self.each == other.each
            && self.entries.len() == other.entries.len()
            && self.entries.iter().zip(&other.entries).enumerate().all(same)
    }

    /// One row: its own fields, and those that all take.
    pub fn row(&self, row: u32) -> Marked {
        let own = self.entries.get(row as usize).cloned().unwrap_or_default();
        let at = own.value.clone();
        with(own, &self.each).unwrap_or_else(|| Marked::new(Node::Null, at.start..at.start, at))
    }
}
