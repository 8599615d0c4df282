//! From a place in the site as it would be back to the row and the column of the sheet.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::column::Column;
use super::rows::CellIndex;
use super::sheet::letters;
use super::wanted::Wanted;
use super::wish::Wish;
use super::work::{Sorted, Work};
use crate::diagnostic::{Code, Diagnostic, catalogue};
use crate::entry::csv_cells::{cells, records, tidy, value};
use crate::entry::fields::FieldPart;
use crate::entry::locate::Step;
use crate::snapshot::Snapshot;
use crate::source::{SourcePath, Span};

/// Knows which bytes of the files to be came from which row.
pub struct Origins<'a> {
    wanted: &'a Wanted<'a>,
    wishes: &'a [Wish],
    after: &'a Snapshot,
    tables: BTreeMap<SourcePath, Table>,
    /// Numbers of wishes by the path of a page.
    pages: BTreeMap<SourcePath, usize>,
}

struct Table {
    header: Vec<String>,
    /// In order, each with the number of the wish that it came from.
    rows: Vec<(Range<usize>, Option<usize>)>,
}

/// Where something came from.
enum Origin {
    Cell(usize, usize),
    /// A value that every row takes.
    Each(String),
    Row(usize),
}

impl<'a> Origins<'a> {
    pub(super) fn new(work: &Work<'a>, sorted: &Sorted, after: &'a Snapshot) -> Self {
        let (wanted, wishes) = (work.wanted, work.wishes);
        let mut by_row: BTreeMap<SourcePath, BTreeMap<u32, usize>> = BTreeMap::new();
        let mut pages = BTreeMap::new();
        for changed in &sorted.changed {
            match changed.entry.row.filter(|_| changed.entry.path.extension() == "csv") {
                Some(row) => drop(by_row.entry(changed.entry.path.clone()).or_default().insert(row, changed.wish)),
                None => drop(pages.insert(changed.entry.path.clone(), changed.wish)),
            }
        }
        for (row, wish) in (work.first_new()..).zip(&sorted.added) {
            by_row.entry(wanted.into.clone()).or_default().insert(row, *wish);
        }
        let table = |(path, wishes): (SourcePath, BTreeMap<u32, usize>)| {
            let text = after.text(&path).unwrap_or("");
            let mut records = records(text).into_iter();
            let header = records.next().map(|first| cells(text, first.start, b',')).unwrap_or_default();
            let header = header.into_iter().map(|cell| value(text, cell).into_owned()).collect();
            let rows = (0..).zip(records).map(|(row, place)| (place, wishes.get(&row).copied())).collect();
            (path, Table { header, rows })
        };
        Origins { wanted, wishes, after, tables: by_row.into_iter().map(table).collect(), pages }
    }

    /// Findings of the site to be, told about the sheet. What was found in the sheet already is not told again.
    pub fn told(&self, findings: Vec<Diagnostic>, refused: &BTreeSet<CellIndex>) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        let mut every_row = BTreeSet::new();
        for mut finding in findings {
            let Some(origin) = self.origin(&finding.span) else {
                told.push(finding);
                continue;
            };
            finding.labels = Box::default();
            finding.fix = None;
            match origin {
                Origin::Cell(wish, column) => {
                    let row = &self.wanted.sheet.rows[self.wishes[wish].row];
                    if !refused.contains(&(self.wishes[wish].row, column)) && !self.is_namesake(wish, &finding) {
                        finding.span = self.wanted.sheet.span(&row.cells[column].place);
                        let name = self.wanted.sheet.name(column);
                        told.push(catalogue::in_cell(finding, row.number, &letters(column), name));
                    }
                }
                Origin::Each(field) => {
                    if every_row.insert((field.clone(), finding.message.clone())) {
                        finding.span = self.wanted.sheet.span(&self.wanted.sheet.header.place);
                        told.push(catalogue::in_every_row(finding, &field));
                    }
                }
                Origin::Row(wish) => {
                    let row = &self.wanted.sheet.rows[self.wishes[wish].row];
                    // What is not there is told once, by the column that is empty or is missing.
                    let is_nameless = self.wishes[wish].id.is_empty();
                    let is_told = finding.code == Code::MissingField && self.lacks(&finding.message)
                        || finding.code == Code::DuplicateId && is_nameless
                        || finding.code == Code::FileName && is_nameless;
                    if !is_told {
                        finding.span = self.wanted.sheet.span(&row.place);
                        told.push(catalogue::in_row(finding, row.number));
                    }
                }
            }
        }
        told
    }

    /// Whether a finding is that two rows have one name, of which the sheet's own findings speak.
    fn is_namesake(&self, wish: usize, finding: &Diagnostic) -> bool {
        let same = |other: &&Wish| other.id == self.wishes[wish].id;
        finding.code == Code::DuplicateId && self.wishes.iter().filter(same).nth(1).is_some()
    }

    /// Whether a finding is about a field of its own, of which the sheet's own findings speak.
    fn lacks(&self, message: &str) -> bool {
        Column::all(self.wanted.kind)
            .iter()
            .any(|column| column.is_required() && message.contains(&format!("`{column}`")))
    }

    fn origin(&self, span: &Span) -> Option<Origin> {
        if let Some(table) = self.tables.get(&span.path) {
            let at = table.rows.partition_point(|(place, _)| place.end < span.start);
            let (place, wish) = table.rows.get(at).filter(|(place, _)| place.start <= span.start)?;
            let wish = (*wish)?;
            if span.start == span.end {
                return Some(Origin::Row(wish));
            }
            let text = self.after.text(&span.path)?;
            let found = cells(text, place.start, b',').into_iter().map(|cell| tidy(text, cell));
            let found = found.zip(&table.header).find(|(cell, _)| cell.contains(&span.start)).map(|(_, name)| name);
            return Some(self.cell(wish, found.map(String::as_str)));
        }
        let wish = *self.pages.get(&span.path)?;
        let text = self.after.text(&span.path)?;
        let read = crate::entry::read(&span.path, self.wanted.kind, self.after.get(&span.path)?);
        let entry = read.value.first()?;
        let field = self.wishes[wish].from.keys().find(|name| {
            let column = Column::named(self.wanted.kind, name);
            let steps: Vec<Step> = column.iter().map(|column| Step::Field(column.field().into())).collect();
            let place = entry.locate(text, &steps, FieldPart::Value);
            span.start != span.end && place.start <= span.start && span.end <= place.end
        });
        Some(self.cell(wish, field.map(String::as_str)))
    }

    fn cell(&self, wish: usize, name: Option<&str>) -> Origin {
        let Some(name) = name else { return Origin::Row(wish) };
        // A name for the address is made of the title.
        let name = if name == "id" && !self.wishes[wish].from.contains_key("id") { "title" } else { name };
        match self.wishes[wish].from.get(name) {
            Some(column) => Origin::Cell(wish, *column),
            None if self.wanted.each.contains_key(name) => Origin::Each(name.to_string()),
            None => Origin::Row(wish),
        }
    }
}
