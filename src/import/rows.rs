//! The rows of a sheet as entries to be: cells by field, with a name.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::cell_text::says_nothing;
use super::cells::Cells;
use super::column::Column;
use super::dates::date_order;
use super::directory::{self, follows};
use super::joined;
use super::made::Maker;
use super::sheet::{Row, letters};
use super::values::Reading;
use super::wanted::Wanted;
use super::wish::Wish;
use crate::diagnostic::{Diagnostic, Reported, catalogue};
use crate::slug::slug;

/// A row, and a column of the sheet.
pub type CellIndex = (usize, usize);

/// Reads every row. Cells that cannot be understood are reported, kept as they are, and their places given.
pub fn read(wanted: &Wanted<'_>, maker: &Maker<'_>) -> (Reported<Vec<Wish>>, BTreeSet<CellIndex>) {
    let titles = maker.titles;
    let columns: Vec<(usize, Reading<'_>)> = (0..)
        .zip(&wanted.mapping.columns)
        .filter_map(|(at, column)| {
            let column = column.as_ref()?;
            let texts = wanted.sheet.rows.iter().map(|row| &*row.cells[at].text);
            Some((
                at,
                Reading {
                    column,
                    is_named: wanted.sheet.name(at) == column.to_string(),
                    titles,
                    values: wanted.values,
                    may_name_several: directory::may_name_several(wanted.kind, column),
                    order: wanted.order.or_else(|| date_order(texts)),
                },
            ))
        })
        .collect();
    let moments = joined::moments(wanted.kind);
    let (mut wishes, mut diagnostics, mut refused) = (Vec::new(), Vec::new(), BTreeSet::new());
    for row in 0..wanted.sheet.rows.len() {
        let mut wish = Wish { row, id: String::new(), cells: Cells::new(), from: BTreeMap::new() };
        for (at, reading) in &columns {
            if let Some(finding) = wish.take(wanted, *at, reading) {
                diagnostics.push(finding);
                refused.insert((row, *at));
            }
        }
        wish.fill(wanted);
        joined::join(&mut wish, &moments);
        maker.fill(&mut wish, wanted);
        wish.name(wanted, &mut diagnostics);
        wishes.push(wish);
    }
    apart(moments.first(), &mut wishes);
    same_names(wanted, &wishes, &mut diagnostics);
    diagnostics.extend(only_names(wanted));
    (Reported { value: wishes, diagnostics }, refused)
}

impl Wish {
    /// Takes one cell, or says why it cannot be understood.
    fn take(&mut self, wanted: &Wanted<'_>, at: usize, reading: &Reading<'_>) -> Option<Diagnostic> {
        let (row, name) = (&wanted.sheet.rows[self.row], reading.column.to_string());
        let cell = &row.cells[at];
        let span = || wanted.sheet.span(&cell.place);
        let mut finding = None;
        if cell.text.is_empty() || says_nothing(&cell.text) {
            let is_needed = reading.column.is_required() && name != "id" && !wanted.each.contains_key(&name);
            // Nobody knows when somebody looked where a list has such days and one is left empty.
            let is_needed = is_needed && (name == "checked_on" || !follows(wanted.kind, &name));
            finding = is_needed.then(|| catalogue::empty_cell(span(), &name, reading.column.about()));
        } else {
            let text = reading.cell(&cell.text).unwrap_or_else(|doubt| {
                finding = Some(doubt.finding(span(), reading.titles));
                cell.text.clone()
            });
            self.cells.insert(name.clone(), text);
            self.from.insert(name, at);
        }
        finding.map(|finding| catalogue::in_cell(finding, row.number, &letters(at), wanted.sheet.name(at)))
    }

    /// Fills cells that are empty with what every row takes. Parts of a group belong together: where the row has one of
    /// them itself, none is taken from elsewhere.
    fn fill(&mut self, wanted: &Wanted<'_>) {
        let group = |name: &str| Column::named(wanted.kind, name).filter(|column| column.part().is_some());
        let own: BTreeSet<&'static str> = wanted
            .each
            .keys()
            .filter(|name| self.cells.contains_key(*name))
            .filter_map(|name| Some(group(name)?.field()))
            .collect();
        for (name, value) in wanted.each {
            if !group(name).is_some_and(|column| own.contains(column.field())) {
                self.cells.entry(name.clone()).or_insert_with(|| value.clone());
            }
        }
    }

    fn name(&mut self, wanted: &Wanted<'_>, diagnostics: &mut Vec<Diagnostic>) {
        // A running number is nobody's name.
        if self.cells.get("id").is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_digit())) {
            self.take_out("id");
        }
        let text = self.cells.get("id").or_else(|| self.cells.get("title")).cloned().unwrap_or_default();
        self.id = if wanted.kind.takes_id(&text) { text.clone() } else { slug(&text) };
        if !wanted.kind.takes_id(&self.id) && !text.is_empty() {
            let finding = catalogue::no_name(self.named_at(wanted), &text);
            diagnostics.push(catalogue::in_row(finding, self.number(wanted)));
        }
        self.cells.insert("id".into(), self.id.clone());
    }
}

/// Gives what is called the same and is on several days names with their days.
fn apart(starts: Option<&String>, wishes: &mut [Wish]) {
    let Some(starts) = starts else { return };
    let mut number: BTreeMap<String, usize> = BTreeMap::new();
    for wish in &*wishes {
        *number.entry(wish.id.clone()).or_default() += 1;
    }
    for wish in wishes.iter_mut().filter(|wish| number[&wish.id] > 1 && !wish.from.contains_key("id")) {
        let day = wish.cells.get(starts).and_then(|cell| cell.get(..10)).filter(|day| day.parse::<Date>().is_ok());
        if let Some(day) = day {
            wish.id = format!("{}-{day}", wish.id);
            wish.cells.insert("id".into(), wish.id.clone());
        }
    }
}

/// Rows that say a name and nothing else, among others that say more: notes and headings.
fn only_names(wanted: &Wanted<'_>) -> Vec<Diagnostic> {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.text.is_empty()).count();
    let rows = &wanted.sheet.rows;
    let bare: Vec<&Row> = rows.iter().filter(|row| filled(row) == 1).collect();
    if bare.len() * 2 >= rows.len() {
        return Vec::new();
    }
    let told = bare.into_iter().filter_map(|row| {
        let cell = row.cells.iter().find(|cell| !cell.text.is_empty())?;
        Some(catalogue::in_row(catalogue::only_a_name(wanted.sheet.span(&cell.place), &cell.text), row.number))
    });
    told.collect()
}

fn same_names(wanted: &Wanted<'_>, wishes: &[Wish], diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for wish in wishes.iter().filter(|wish| !wish.id.is_empty()) {
        match seen.get(&*wish.id) {
            Some(first) => {
                let first = &wishes[*first];
                let (row, place) = (first.number(wanted), first.named_at(wanted));
                let finding = catalogue::same_name(wish.named_at(wanted), &wish.id, row, place);
                diagnostics.push(catalogue::in_row(finding, wish.number(wanted)));
            }
            None => drop(seen.insert(&wish.id, wish.row)),
        }
    }
}
