//! What an import would do, all of it or nothing: files before and after, and everything that does not fit.
//!
//! Whether a row fits is not decided here: the site is judged as it would be, and what is found is told by the row and
//! the column that it came from.

use std::collections::{BTreeMap, BTreeSet};

use super::Cells;
use super::known::{Known, Stock};
use super::mapping::Mapping;
use super::origin::Origins;
use super::rows::{self, Wish};
use super::sheet::Sheet;
use super::titles::Titles;
use super::values::DateOrder;
use super::write::{self, TableChange};
use crate::diagnostic::baseline::Baseline;
use crate::diagnostic::{self, Diagnostic, Reported, catalogue};
use crate::entry::Kind;
use crate::gather::{Gathered, gather};
use crate::memo::Memo;
use crate::pipeline::{self, Request};
use crate::refactor::{Change, applied};
use crate::snapshot::{File, Snapshot};
use crate::source::SourcePath;

/// A table and what is to become of it.
#[derive(Debug)]
pub struct Wanted<'a> {
    pub kind: Kind,
    pub sheet: &'a Sheet,
    pub mapping: &'a Mapping,
    /// What every row takes where its own cell is empty, by field.
    pub each: &'a Cells,
    pub existing: Existing,
    /// The order of dates, if an editor has said so.
    pub order: Option<DateOrder>,
    /// The table that takes new rows.
    pub into: SourcePath,
}

/// What happens to entries that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// A row that says something else of one is refused.
    Keep,
    /// They take over what the rows say. They are found by name, or else by website.
    Update,
}

/// What would be done.
#[derive(Debug)]
pub struct Plan {
    /// Empty when there is nothing to do or something does not fit.
    pub changes: Vec<Change>,
    /// Names of new entries.
    pub added: Vec<String>,
    pub changed: Vec<Changed>,
    pub unchanged: usize,
    /// Cells that were put right, by column: how many, and one of them before and after.
    pub put_right: BTreeMap<usize, PutRight>,
    /// In reading order; with an error nothing is to be done.
    pub findings: Vec<Diagnostic>,
    /// The site with the sheet, in which the findings' places are.
    pub shown: Snapshot,
}

/// Cells of one column that say the same in the way that the site writes it.
#[derive(Debug)]
pub struct PutRight {
    pub cells: usize,
    pub before: String,
    pub after: String,
}

/// An entry that takes over other values.
#[derive(Debug)]
pub struct Changed {
    pub id: String,
    pub path: SourcePath,
    row: Option<u32>,
    /// Number of the row of the sheet, from 0.
    wish: usize,
    /// New cells.
    pub cells: Cells,
    /// What they held before; nothing where they were empty.
    pub before: Cells,
}

/// Works out what would be done.
pub fn plan(wanted: &Wanted<'_>, snapshot: &Snapshot, request: &Request) -> Plan {
    let mut memo = Memo::default();
    let before = pipeline::judge(snapshot, request, &mut memo, &|_| {});
    let gathered = gather(snapshot, &mut memo.files);
    let stock = Stock::of(wanted.kind, &gathered, snapshot);
    let titles = Titles::of(&gathered.entries);
    let (Reported { value: wishes, mut diagnostics }, refused) = rows::read(wanted, &titles);
    diagnostics.extend(wanted.mapping.judge(
        wanted.sheet,
        wanted.kind,
        &super::Answers { columns: Default::default(), each: wanted.each.clone() },
    ));
    let mut sorted = sort_out(wanted, &wishes, &stock, &mut diagnostics);
    let (changes, after) = sorted.changes(wanted, &wishes, snapshot, &mut diagnostics);
    let judged = pipeline::judge(&after, request, &mut memo, &|_| {});
    let origins = Origins::new(wanted, &wishes, &sorted, &after);
    let new = Baseline::of(&before.diagnostics).split(judged.diagnostics).new;
    diagnostics.extend(origins.told(new, &refused));
    sorted.judge_result(wanted, &wishes, &stock, &gather(&after, &mut memo.files), &after, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    let is_refused = diagnostics.iter().any(Diagnostic::is_error);
    let mut shown = after;
    shown.insert(wanted.sheet.path.clone(), File::new(wanted.sheet.text.as_bytes()));
    Plan {
        changes: if is_refused { Vec::new() } else { changes },
        added: sorted.added.iter().map(|wish| wishes[*wish].id.clone()).collect(),
        changed: sorted.changed,
        unchanged: sorted.unchanged,
        put_right: put_right(wanted, &wishes),
        findings: diagnostics,
        shown,
    }
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

/// What becomes of each row.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// Numbers of wishes.
    pub added: Vec<usize>,
    pub changed: Vec<Changed>,
    unchanged: usize,
    /// The row of the table that the first new entry will be.
    pub first_new: u32,
}

fn sort_out(wanted: &Wanted<'_>, wishes: &[Wish], stock: &Stock, diagnostics: &mut Vec<Diagnostic>) -> Sorted {
    let mut sorted = Sorted::default();
    for (number, wish) in wishes.iter().enumerate() {
        let website =
            wish.cells.get("website").filter(|_| wanted.existing == Existing::Update && !wanted.mapping.has("id"));
        let known = stock.named(&wish.id).or_else(|| stock.with_website(website?));
        let Some(known) = known else {
            sorted.added.push(number);
            continue;
        };
        let changed = difference(wish, number, known);
        match wanted.existing {
            _ if changed.cells.is_empty() => sorted.unchanged += 1,
            Existing::Update => sorted.changed.push(changed),
            Existing::Keep => {
                let row = &wanted.sheet.rows[wish.row];
                let at = wish
                    .from
                    .get("id")
                    .or_else(|| wish.from.get("title"))
                    .map_or(&row.place, |at| &row.cells[*at].place);
                let (kind, path) = (wanted.kind.one(), &known.entry.path);
                let finding = catalogue::taken_name(wanted.sheet.span(at), kind, &wish.id, path);
                diagnostics.push(catalogue::in_row(finding, row.number));
            }
        }
    }
    sorted
}

/// Days that say when somebody last looked, which move on when anything else does.
const LOOKED_AT: [&str; 2] = ["reviewed", "checked_on"];

fn difference(wish: &Wish, number: usize, known: &Known) -> Changed {
    let old = &known.flat.cells;
    let is_other = |name: &String, cell: &String| name != "id" && old.get(name) != Some(cell);
    let mut cells: Cells = wish
        .cells
        .iter()
        .filter(|(name, cell)| is_other(name, cell) && wish.from.contains_key(*name))
        .map(|(name, cell)| (name.clone(), cell.clone()))
        .collect();
    if !cells.is_empty() {
        for name in LOOKED_AT.map(String::from) {
            if let Some(day) = wish.cells.get(&name).filter(|day| is_other(&name, day)) {
                cells.insert(name, day.clone());
            }
        }
    }
    let before = cells.keys().filter_map(|name| Some((name.clone(), old.get(name)?.clone()))).collect();
    let entry = &known.entry;
    Changed { id: entry.id.to_string(), path: entry.path.clone(), row: entry.row, wish: number, cells, before }
}

impl Changed {
    pub(super) fn wish(&self) -> usize {
        self.wish
    }

    pub(super) fn row(&self) -> Option<u32> {
        self.row
    }
}

impl Sorted {
    /// The files before and after, and the site as it would be.
    fn changes(
        &mut self,
        wanted: &Wanted<'_>,
        wishes: &[Wish],
        snapshot: &Snapshot,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Vec<Change>, Snapshot) {
        let mut tables: BTreeMap<SourcePath, TableChange<'_>> = BTreeMap::new();
        let mut pages: BTreeMap<SourcePath, Vec<crate::refactor::Edit>> = BTreeMap::new();
        let memo = &mut crate::gather::Memo::default();
        let gathered = if self.changed.iter().any(|changed| changed.path.extension() != "csv") {
            gather(snapshot, memo)
        } else {
            empty()
        };
        for changed in &self.changed {
            if changed.path.extension() == "csv" {
                let table = tables.entry(changed.path.clone()).or_default();
                table.changed.insert(changed.row.unwrap_or_default(), &changed.cells);
                continue;
            }
            let is_it =
                |entry: &&std::sync::Arc<crate::entry::Entry>| entry.path == changed.path && entry.row == changed.row;
            let Some(entry) = gathered.entries.iter().find(is_it) else { continue };
            match write::fields(entry, snapshot.text(&changed.path).unwrap_or(""), wanted.kind, &changed.cells) {
                Ok(edits) => pages.entry(changed.path.clone()).or_default().extend(edits),
                Err(field) => diagnostics.push(by_hand(wanted, wishes, changed, &field)),
            }
        }
        if !self.added.is_empty() {
            tables.entry(wanted.into.clone()).or_default().added =
                self.added.iter().map(|wish| &wishes[*wish].cells).collect();
        }
        let mut after = snapshot.clone();
        let mut changes = Vec::new();
        for (path, change) in &tables {
            let text = snapshot.text(path).unwrap_or("");
            if *path == wanted.into {
                self.first_new = crate::entry::csv_cells::records(text).len().saturating_sub(1) as u32;
            }
            pages.insert(path.clone(), write::table(wanted.kind, text, change));
        }
        for (path, mut edits) in pages {
            edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
            let text = snapshot.text(&path).unwrap_or("");
            let Some(new) = applied(text, &edits) else { continue };
            after.insert(path.clone(), File::new(new.as_bytes()));
            let before = snapshot.get(&path).map(|file| file.bytes.clone());
            changes.push(Change { to: path.clone(), path, before, after: new.into_bytes(), edits });
        }
        (changes, after)
    }

    /// Reports what would not come out as it was meant, and what would change beside it.
    fn judge_result(
        &self,
        wanted: &Wanted<'_>,
        wishes: &[Wish],
        stock: &Stock,
        gathered: &Gathered,
        after: &Snapshot,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let result = Stock::of(wanted.kind, gathered, after);
        let (old, new) = (stock.cells(), result.cells());
        let mut touched = BTreeSet::new();
        for changed in &self.changed {
            let place = (changed.path.clone(), changed.row);
            let mut expected = old.get(&place).map(|cells| (*cells).clone()).unwrap_or_default();
            expected.extend(changed.cells.clone());
            if new.get(&place).is_none_or(|found| **found != expected) && !diagnostics.iter().any(Diagnostic::is_error)
            {
                let field = changed.cells.keys().next().map_or("", String::as_str);
                diagnostics.push(by_hand(wanted, wishes, changed, field));
            }
            touched.insert(place);
        }
        let spoilt = old.iter().find(|(place, cells)| !touched.contains(*place) && new.get(*place) != Some(cells));
        if let (Some(((path, _), _)), false) = (spoilt, diagnostics.iter().any(Diagnostic::is_error)) {
            diagnostics.push(catalogue::by_hand(wanted.sheet.span(&(0..0)), path, "id"));
        }
    }
}

fn by_hand(wanted: &Wanted<'_>, wishes: &[Wish], changed: &Changed, field: &str) -> Diagnostic {
    let wish = &wishes[changed.wish];
    let row = &wanted.sheet.rows[wish.row];
    let place = wish.from.get(field).map_or(&row.place, |column| &row.cells[*column].place);
    catalogue::in_row(catalogue::by_hand(wanted.sheet.span(place), &changed.path, field), row.number)
}

fn empty() -> Gathered {
    Gathered { entries: Vec::new(), assets: Vec::new(), bare: Vec::new(), diagnostics: Vec::new() }
}
