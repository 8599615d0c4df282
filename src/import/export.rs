//! All entries of one kind as one table that spreadsheets open safely.

use super::cells::Cells;
use super::column::Column;
use super::formula::disarmed;
use super::stock::Stock;
use super::write::columns;
use crate::contents::Contents;
use crate::entry::Kind;
use crate::entry::csv_cells::record;
use crate::snapshot::Snapshot;
use crate::source::SourcePath;

/// A table, and what could not be put into it.
#[derive(Debug)]
pub struct Exported {
    pub text: String,
    pub entries: usize,
    /// Fields of entries that a table cannot hold.
    pub left_out: Vec<(SourcePath, String)>,
    /// Files with text below the fields, which a table has no place for.
    pub with_text: Vec<SourcePath>,
    /// Entries that cannot be read, so that they are missing.
    pub unread: usize,
}

/// Lays out every entry of a kind, in the order of their files.
pub fn export(kind: Kind, contents: &Contents, snapshot: &Snapshot) -> Exported {
    let stock = Stock::of(kind, contents, snapshot);
    let required: Vec<String> =
        Column::all(kind).iter().filter(|column| column.is_required()).map(Column::to_string).collect();
    let used = stock.entries.iter().flat_map(|known| known.flat.cells.keys());
    let header = columns(kind, used.chain(&required));
    let row = |cells: &Cells| {
        record(header.iter().map(|name| cells.get(name).map_or_else(String::new, |cell| disarmed(cell))))
    };
    let lines = stock.entries.iter().map(|known| row(&known.flat.cells));
    let path = |known: &super::stock::ExistingEntry| known.entry.path.clone();
    Exported {
        text: std::iter::once(record(&header)).chain(lines).map(|line| line + "\r\n").collect(),
        entries: stock.entries.len(),
        left_out: stock
            .entries
            .iter()
            .flat_map(|known| known.flat.left_out.iter().map(move |name| (path(known), name.clone())))
            .collect(),
        with_text: stock.entries.iter().filter(|known| known.has_body).map(path).collect(),
        unread: stock.unread,
    }
}
