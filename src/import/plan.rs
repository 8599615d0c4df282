//! What an import would do, all of it or nothing: files before and after, and everything that does not fit.
//!
//! Whether a row fits is not decided here: the site is judged as it would be, and what is found is told by the row and
//! the column that it came from.

use std::collections::BTreeMap;

use super::cells::Cells;
use super::made::Maker;
use super::origin::Origins;
use super::rows;
use super::sheet::Sheet;
use super::stock::Stock;
use super::titles::Titles;
use super::wanted::Wanted;
use super::wish::Wish;
use super::work::{Changed, Work};
use crate::contents::read_all;
use crate::diagnostic::baseline::Baseline;
use crate::diagnostic::{self, Diagnostic, Reported};
use crate::memo::Memo;
use crate::pipeline::{self, Request};
use crate::refactor::Change;
use crate::snapshot::{File, Snapshot};

/// What would be done.
#[derive(Debug)]
pub struct Plan {
    /// Empty when there is nothing to do or something does not fit.
    pub changes: Vec<Change>,
    /// Cells of each new entry; that of `id` is its name.
    pub added: Vec<Cells>,
    pub changed: Vec<Changed>,
    pub unchanged: usize,
    /// Numbers of rows that say less recent things than the site, so that nothing came of them.
    pub older: Vec<usize>,
    /// Cells that were put right, by column: how many, and one of them before and after.
    pub put_right: BTreeMap<usize, PutRight>,
    /// What follows from other cells, by field.
    pub worked_out: BTreeMap<String, WorkedOut>,
    /// In reading order; with an error nothing is to be done.
    pub findings: Vec<Diagnostic>,
    /// The site with the sheet, in which the findings' places are.
    pub shown: Snapshot,
}

/// A field that no column holds and no one said, and that follows from other cells: of how many rows, and of one of them
/// its name and the value.
#[derive(Debug)]
pub struct WorkedOut {
    pub rows: usize,
    pub name: String,
    pub value: String,
}

/// Cells of one column that say the same in the way that the site writes it.
#[derive(Debug)]
pub struct PutRight {
    pub cells: usize,
    pub before: String,
    pub after: String,
}

/// Works out what would be done. What `memo` knows of the site need not be worked out again.
pub fn plan(wanted: &Wanted<'_>, snapshot: &Snapshot, request: &Request, memo: &mut Memo) -> Plan {
    let before = pipeline::judge(snapshot, request, memo, &|_| {});
    let contents = read_all(snapshot, &mut memo.files);
    let stock = Stock::of(wanted.kind, &contents, snapshot);
    let titles = Titles::of(&contents.entries, &before.graph);
    let maker = Maker { graph: &before.graph, titles: &titles, theme: before.theme() };
    let (Reported { value: wishes, mut diagnostics }, refused) = rows::read(wanted, &maker);
    diagnostics.extend(wanted.mapping.judge(wanted.sheet, wanted.kind, wanted.each));
    let work = Work { wanted, wishes: &wishes, stock: &stock, snapshot };
    let sorted = work.sorted(&mut diagnostics);
    let changes = work.changes(&sorted, &mut diagnostics);
    let after = work.after(&changes);
    let judged = pipeline::judge(&after, request, memo, &|_| {});
    let origins = Origins::new(&work, &sorted, &after);
    let new = Baseline::of(&before.diagnostics).split(judged.diagnostics, &|_| true, &|_| false).new;
    diagnostics.extend(origins.told(new, &refused));
    let result = Stock::of(wanted.kind, &read_all(&after, &mut memo.files), &after);
    if !diagnostics.iter().any(Diagnostic::is_error) {
        diagnostics.extend(work.spoilt(&sorted, &result));
    }
    diagnostic::sort(&mut diagnostics);
    let is_refused = diagnostics.iter().any(Diagnostic::is_error);
    let mut shown = after;
    shown.insert(wanted.sheet.path.clone(), File::new(wanted.sheet.text.as_bytes()));
    Plan {
        changes: if is_refused { Vec::new() } else { changes },
        added: sorted.added.iter().map(|wish| wishes[*wish].cells.clone()).collect(),
        changed: sorted.changed,
        unchanged: sorted.unchanged,
        older: sorted.older,
        put_right: put_right(wanted, &wishes),
        worked_out: worked_out(wanted, sorted.added.iter().map(|wish| &wishes[*wish])),
        findings: diagnostics,
        shown,
    }
}

/// Rows that do not fit.
#[derive(Debug, Default)]
pub struct LeftOut {
    /// Their numbers, as a spreadsheet counts.
    pub rows: Vec<usize>,
    /// Why, in reading order.
    pub findings: Vec<Diagnostic>,
}

/// Leaves out the rows of a sheet that do not fit, until all others do or nothing else can be left out, and says what would
/// be done with those.
pub fn plan_what_fits(sheet: &mut Sheet, mut plan: impl FnMut(&Sheet) -> Plan) -> (Plan, LeftOut) {
    let mut left_out = LeftOut::default();
    loop {
        let planned = plan(sheet);
        let bad = sheet.leave_out(&planned.findings);
        if bad.is_empty() {
            left_out.rows.sort_unstable();
            diagnostic::sort(&mut left_out.findings);
            return (planned, left_out);
        }
        left_out.rows.extend(bad);
        left_out.findings.extend(planned.findings.into_iter().filter(Diagnostic::is_error));
    }
}

fn worked_out<'w>(wanted: &Wanted<'_>, wishes: impl Iterator<Item = &'w Wish>) -> BTreeMap<String, WorkedOut> {
    let mut found: BTreeMap<String, WorkedOut> = BTreeMap::new();
    for wish in wishes {
        let follows = |name: &String| *name != "id" && !wish.from.contains_key(name) && !wanted.each.contains_key(name);
        for (name, value) in wish.cells.iter().filter(|(name, _)| follows(name)) {
            let first = || WorkedOut { rows: 0, name: wish.id.clone(), value: value.clone() };
            found.entry(name.clone()).or_insert_with(first).rows += 1;
        }
    }
    found
}

fn put_right(wanted: &Wanted<'_>, wishes: &[Wish]) -> BTreeMap<usize, PutRight> {
    let mut found: BTreeMap<usize, PutRight> = BTreeMap::new();
    for wish in wishes {
        for (name, column) in &wish.from {
            let (before, after) = (&wanted.sheet.rows[wish.row].cells[*column].text, &wish.cells[name]);
            if before != after {
                let first = || PutRight { cells: 0, before: before.clone(), after: after.clone() };
                found.entry(*column).or_insert_with(first).cells += 1;
            }
        }
    }
    found
}
