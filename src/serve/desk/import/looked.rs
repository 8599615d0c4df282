//! A table as it was looked at: its rows, what nobody knows of them, and what would be done.

use std::ops::Range;

use super::super::context::DeskContext;
use super::asked::Asked;
use crate::diagnostic::Diagnostic;
use crate::import::{self, LeftOut, Plan, Row, Sheet, Unclear};

/// Values shown of each column.
const SAMPLES: usize = 3;
/// Letters shown of them.
const SAMPLE_LETTERS: usize = 120;

/// What is known of a table, and what would be done.
pub struct Looked {
    /// Every row of the table, also those that do not fit.
    pub rows: Vec<TableRow>,
    /// What each column holds, in short.
    pub samples: Vec<String>,
    pub unclear: Vec<Unclear>,
    pub plan: Plan,
    pub left_out: LeftOut,
}

pub fn looked(asked: &mut Asked, look: &DeskContext<'_>) -> Looked {
    let rows = asked.sheet.rows.iter().map(TableRow::of).collect();
    let samples = samples(&asked.sheet);
    let into = asked.table_of_site();
    let Asked { sheet, said, .. } = asked;
    let unclear =
        import::unclear(&said.wanted(sheet, into.clone()), &look.survey.contents.entries, &look.survey.judged.graph);
    let (plan, left_out) = look.desk.unsaved.knowing(|memo| {
        let (snapshot, request) = (look.survey.snapshot, look.survey.request);
        let plan = |sheet: &Sheet| import::plan(&said.wanted(sheet, into.clone()), snapshot, request, memo);
        import::plan_what_fits(sheet, plan)
    });
    Looked { rows, samples, unclear, plan, left_out }
}

/// A row by its number, with its place in the table and how it begins.
pub struct TableRow {
    pub number: usize,
    pub place: Range<usize>,
    pub begins: String,
}

impl TableRow {
    pub fn of(row: &Row) -> TableRow {
        let said = row.cells.iter().map(|cell| &*cell.text).filter(|text| !text.is_empty());
        let begins = said.take(SAMPLES).collect::<Vec<_>>().join(" · ");
        let begins = begins.chars().take(SAMPLE_LETTERS).collect();
        TableRow { number: row.number, place: row.place.clone(), begins }
    }

    pub fn holds(&self, finding: &Diagnostic) -> bool {
        (self.place.start..=self.place.end).contains(&finding.span.start)
    }
}

/// Some values of each column.
fn samples(sheet: &Sheet) -> Vec<String> {
    let of = |at| sheet.samples(at, SAMPLES).join(" · ").chars().take(SAMPLE_LETTERS).collect();
    (0..sheet.header.cells.len()).map(of).collect()
}
