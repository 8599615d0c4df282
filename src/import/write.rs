//! Puts cells into files: new rows at the end of a table, and changed cells wherever an entry is written. Every other
//! byte stays as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::cells::Cells;
use super::column::Column;
use crate::entry::csv_cells::{cells, item, items, record, records, value};
use crate::entry::fields::Shape;
use crate::entry::locate::{Marked, Step};
use crate::entry::{Entry, Kind, parse_yaml};
use crate::refactor::Edit;
use crate::source::SourcePath;

/// What a table is to have that it has not.
#[derive(Debug, Default)]
pub struct TableChange<'a> {
    /// New values of cells, by the row's number from 0.
    pub changed: BTreeMap<u32, &'a Cells>,
    pub added: Vec<&'a Cells>,
}

/// A new CSV table.
pub fn new_table(kind: Kind, rows: &[&Cells]) -> String {
    let header = columns(kind, rows.iter().flat_map(|cells| cells.keys()));
    let cell = |row: &Cells, name: &String| row.get(name).cloned().unwrap_or_default();
    let lines = rows.iter().map(|row| record(header.iter().map(|name| cell(row, name))));
    std::iter::once(record(&header)).chain(lines).map(|line| line + "\n").collect()
}

/// Names of columns in the order of their kind.
pub fn columns<'a>(kind: Kind, names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let names: BTreeSet<&String> = names.collect();
    let mut ranked: Vec<_> =
        names.into_iter().map(|name| (Column::named(kind, name).map(|column| column.rank(kind)), name)).collect();
    ranked.sort();
    ranked.into_iter().map(|(_, name)| name.clone()).collect()
}

/// The edits that change a CSV table. Columns that it lacks are added at its end.
pub fn table(kind: Kind, text: &str, change: &TableChange<'_>) -> Vec<Edit> {
    let records = records(text);
    let Some(first) = records.first() else {
        return vec![Edit { range: text.len()..text.len(), text: new_table(kind, &change.added) }];
    };
    let own: Vec<String> =
        cells(text, first.start, b',').into_iter().map(|cell| value(text, cell).into_owned()).collect();
    let wanted = change.changed.values().chain(&change.added).flat_map(|cells| cells.keys());
    let more = columns(kind, wanted.filter(|name| !own.contains(name)));
    let mut edits = Vec::new();
    let mut insert = |at: usize, text: String| edits.push(Edit { range: at..at, text });
    if !more.is_empty() {
        insert(first.end, format!(",{}", record(&more)));
    }
    let header: Vec<&String> = own.iter().chain(&more).collect();
    for (row, place) in (0..).zip(&records[1..]) {
        match change.changed.get(&row) {
            Some(new) => {
                let old = cells(text, place.start, b',');
                let old =
                    |at: usize| old.get(at).map(|cell| value(text, cell.clone()).into_owned()).unwrap_or_default();
                let line =
                    record((0..).zip(&header).map(|(at, name)| new.get(*name).cloned().unwrap_or_else(|| old(at))));
                edits.push(Edit { range: place.clone(), text: line });
            }
            None if !more.is_empty() => edits.push(Edit { range: place.end..place.end, text: ",".repeat(more.len()) }),
            None => {}
        }
    }
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let cell = |row: &Cells, name: &String| row.get(name).cloned().unwrap_or_default();
    let lines = change.added.iter().map(|row| record(header.iter().map(|name| cell(row, name))) + ending);
    let start = if text.ends_with(['\n', '\r']) { "" } else { ending };
    let lines: String = std::iter::once(start.to_string()).chain(lines).collect();
    if !change.added.is_empty() {
        edits.push(Edit { range: text.len()..text.len(), text: lines });
    }
    edits
}

/// The edits that change fields of an entry that is written in YAML, or the name of the first field that only a person
/// can change.
pub fn fields(entry: &Entry, text: &str, kind: Kind, new: &Cells) -> Result<Vec<Edit>, String> {
    let marks = entry.marks(text);
    let mut edits = Vec::new();
    for (name, cell) in new {
        let column = Column::named(kind, name).ok_or_else(|| name.clone())?;
        let found = marks.get(&steps(&column, kind)).map(|mark| mark.value.clone());
        // What all rows of a table share is not for one row to change.
        let own = |range: &Range<usize>| entry.row.is_none() || contains(&marks, range);
        let edit = match found {
            Some(range) if !range.is_empty() && own(&range) => {
                Edit { text: written(&column, cell, text, &range), range }
            }
            None if column.part().is_none() && entry.row.is_none() => {
                let end = entry.locate_fields_end(text).ok_or_else(|| name.clone())?;
                let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
                Edit { range: end..end, text: format!("{name}: {}{ending}", flow(&column, cell)) }
            }
            _ => return Err(name.clone()),
        };
        edits.push(edit);
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    Ok(edits)
}

fn contains(marks: &Marked, range: &Range<usize>) -> bool {
    marks.value.start <= range.start && range.end <= marks.value.end
}

/// The way to a column's value in front matter.
fn steps(column: &Column, kind: Kind) -> Vec<Step> {
    let mut steps = vec![Step::Field(column.field().into())];
    if let Some((group, part)) = column.part() {
        let whole = kind.fields().iter().chain(<crate::entry::Common as crate::entry::fields::Record>::FIELDS);
        let is_list =
            whole.into_iter().any(|info| info.name == column.field() && matches!((info.shape)(), Shape::List(_)));
        if is_list {
            steps.push(Step::Item(group));
        }
        steps.push(Step::Field(part.to_string().into()));
    }
    steps
}

/// A cell as a value of YAML, in the style of the value that it takes the place of.
fn written(column: &Column, cell: &str, text: &str, old: &Range<usize>) -> String {
    if !column.is_list() || !text[old.clone()].starts_with('-') {
        return flow(column, cell);
    }
    let line = text[..old.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let indent = format!("\n{}- ", " ".repeat(text[line..old.start].chars().count()));
    let items: Vec<String> = items(cell).map(|range| scalar(&item(&cell[range]))).collect();
    format!("- {}", items.join(&indent))
}

fn flow(column: &Column, cell: &str) -> String {
    if column.is_list() {
        let items: Vec<String> = items(cell).map(|range| scalar(&item(&cell[range]))).collect();
        return format!("[{}]", items.join(", "));
    }
    let is_bare = matches!(column.shape(), Shape::TrueFalse | Shape::Number | Shape::Whole);
    if is_bare { cell.to_string() } else { scalar(cell) }
}

/// A text as YAML: plain where that reads back as it is, between double quotes otherwise.
pub(super) fn scalar(text: &str) -> String {
    let read = parse_yaml(&SourcePath::new(""), text, 0, &mut Vec::new());
    let is_same = read.and_then(|node| node.scalar_text()).is_some_and(|read| *read == *text);
    let is_plain = is_same && !text.contains([',', '[', ']', '{', '}', '\n', '\r', '"', '\'']);
    if is_plain { text.to_string() } else { serde_json::Value::from(text).to_string() }
}
