//! One row of a sheet as an entry to be.

use std::collections::BTreeMap;

use super::cells::Cells;
use super::wanted::Wanted;
use crate::source::Span;

/// One row as an entry to be.
#[derive(Debug)]
pub struct Wish {
    /// Its place among the rows of the sheet, from 0.
    pub row: usize,
    pub id: String,
    pub cells: Cells,
    /// The column that each cell came from; the others hold what every row takes.
    pub from: BTreeMap<String, usize>,
}

impl Wish {
    /// Its row as a spreadsheet counts.
    pub fn number(&self, wanted: &Wanted<'_>) -> usize {
        wanted.sheet.rows[self.row].number
    }

    /// The cell that a field came from, or else the whole row.
    pub fn at(&self, wanted: &Wanted<'_>, field: &str) -> Span {
        let row = &wanted.sheet.rows[self.row];
        wanted.sheet.span(self.from.get(field).map_or(&row.place, |column| &row.cells[*column].place))
    }

    /// The cell that its name came from.
    pub fn named_at(&self, wanted: &Wanted<'_>) -> Span {
        self.at(wanted, if self.from.contains_key("id") { "id" } else { "title" })
    }

    /// Sets a cell, and says which column it came from if that is another.
    pub(super) fn put(&mut self, name: &str, text: String, at: Option<usize>) {
        self.cells.insert(name.to_string(), text);
        if let Some(at) = at {
            self.from.insert(name.to_string(), at);
        }
    }

    /// Takes a cell out.
    pub(super) fn take_out(&mut self, name: &str) {
        self.cells.remove(name);
        self.from.remove(name);
    }
}
