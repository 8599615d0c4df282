//! A new row at the end of a YAML table, written only where reading proves that it became a row and changed no other.

use std::sync::Arc;

use super::{NothingToName, Skeleton, Wanted, row};
use crate::entry::locate::Step;
use crate::entry::node::Node;
use crate::entry::{self, Entry};
use crate::snapshot::File;
use crate::source::SourcePath;

/// What came of adding a row.
#[derive(Debug, PartialEq, Eq)]
pub enum Added {
    /// The whole table, with the row as its last.
    Table(Skeleton),
    /// The row alone, for a table that is written in a way that only a person can add to.
    ByHand(Skeleton),
}

/// Columns in which the dashes of a list may stand below `entries:`, the usual one first.
const INDENTS: [usize; 3] = [2, 0, 4];

/// A table of which this is the only row.
pub fn first_row(wanted: Wanted<'_>) -> Result<Skeleton, NothingToName> {
    let Skeleton { text, to_fill } = row(wanted, &[], INDENTS[0])?;
    Ok(Skeleton { text: format!("# {}\nentries:\n{text}", wanted.kind.about()), to_fill })
}

/// Adds a row to a table.
pub fn add_row(path: &SourcePath, table: &str, wanted: Wanted<'_>) -> Result<Added, NothingToName> {
    let shared = shared_fields(path, table);
    let shared: Vec<&str> = shared.iter().map(|name| &**name).collect();
    let before = read(path, table, wanted);
    let end = if table.is_empty() || table.ends_with('\n') { "" } else { "\n" };
    for indent in INDENTS {
        let Skeleton { text, to_fill } = row(wanted, &shared, indent)?;
        let text = format!("{table}{end}{text}");
        let after = read(path, &text, wanted);
        if after.problems <= before.problems && is_one_more(&before.rows, &after.rows, wanted.id) {
            return Ok(Added::Table(Skeleton { text, to_fill }));
        }
    }
    row(wanted, &shared, INDENTS[0]).map(Added::ByHand)
}

struct Read {
    rows: Vec<Arc<Entry>>,
    problems: usize,
}

fn read(path: &SourcePath, table: &str, wanted: Wanted<'_>) -> Read {
    let read = entry::read(path, wanted.kind, &File::new(table.as_bytes()));
    Read { rows: read.value, problems: read.diagnostics.len() }
}

fn is_one_more(before: &[Arc<Entry>], after: &[Arc<Entry>], id: &str) -> bool {
    let same = |(old, new): (&Arc<Entry>, &Arc<Entry>)| old.id == new.id && old.is_broken() == new.is_broken();
    after.len() == before.len() + 1
        && before.iter().zip(after).all(same)
        && after.last().is_some_and(|last| *last.id == *id && !last.is_broken())
}

/// Fields that all rows take from the table's `each:`.
fn shared_fields(path: &SourcePath, table: &str) -> Vec<Arc<str>> {
    let Some(whole) = entry::parse_yaml(path, table, 0, &mut Vec::new()) else { return Vec::new() };
    match whole.get(&[Step::Field("each".into())]).map(|each| &each.node) {
        Some(Node::Map(fields)) => fields.iter().map(|(name, _)| name.clone()).collect(),
        _ => Vec::new(),
    }
}
