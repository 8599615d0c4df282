//! One row of a CSV table among the others, cell by cell, for whoever changes one of them.

use std::ops::Range;
use std::sync::Arc;

use super::super::kinds::Kind;
use super::super::locate::Step;
use super::super::node::Marked;
use super::csv_cells::{cells, records, value};
use super::csv_table;

/// The cells of one row, and what must stay when one of them changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// Where each cell of the row stands, with its quotation marks.
    pub cells: Vec<Range<usize>>,
    /// Where every line of the table stands, the header first; without what ends it.
    pub lines: Vec<Range<usize>>,
}

/// Every row of a table.
#[derive(Debug)]
pub struct Rows<'t> {
    text: &'t str,
    kind: Kind,
    /// What each row is called.
    pub ids: Vec<Arc<str>>,
    columns: Vec<String>,
    lines: Vec<Range<usize>>,
}

/// The rows of a table as far as they can be told apart.
pub fn rows(text: &str, kind: Kind) -> Rows<'_> {
    let lines = records(text);
    let said = |begin: usize| cells(text, begin, b',').into_iter().map(|cell| value(text, cell).into_owned());
    let columns: Vec<String> = lines.first().into_iter().flat_map(|header| said(header.start)).collect();
    let at = columns.iter().position(|name| name == "id");
    let id = |line: &Range<usize>| at.and_then(|at| said(line.start).nth(at)).unwrap_or_default().into();
    let ids = lines.iter().skip(1).map(id).collect();
    Rows { text, kind, ids, columns, lines }
}

impl Rows<'_> {
    /// The cells of a row, and what it says; none if it has a cell too many or too few.
    pub fn row(&self, number: u32) -> Option<(Cells, Marked)> {
        let line = self.lines.get(number as usize + 1)?;
        let cells = cells(self.text, line.start, b',');
        if cells.len() != self.columns.len() {
            return None;
        }
        let whole = csv_table::marks(self.text, self.kind, line.start);
        Some((Cells { columns: self.columns.clone(), cells, lines: self.lines.clone() }, whole))
    }
}

impl Cells {
    /// The number of the column of a field that is called so, which stands in a group at the end of a way.
    pub fn column(&self, within: &[Step], is_called: impl Fn(&str) -> bool) -> Option<usize> {
        self.columns.iter().position(|column| match column.strip_prefix(&*prefix(within)) {
            Some(name) => !name.contains('.') && is_called(name),
            None => false,
        })
    }

    /// What a column of a field would be called.
    pub fn name(within: &[Step], field: &str) -> String {
        prefix(within) + field
    }
}

/// How the names of the columns of a group begin: the second of a list has its number in them.
fn prefix(within: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Field(name) | Step::Again(name, _) => format!("{name}."),
        Step::Item(0) => String::new(),
        Step::Item(number) => format!("{}.", number + 1),
    };
    within.iter().map(step).collect()
}
