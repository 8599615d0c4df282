//! Another value for one cell of a CSV table, with every other cell as it is written.
//!
//! A field without a column gets one at the end of the table.

use super::edit::{Edit, applied};
use super::setting::{Setting, is_said};
use super::written::{Value, ending};
use crate::entry::csv_cells::{self, cells};
use crate::entry::node::Marked;
use crate::entry::{Cells, RecordParts, RecordPlace};

/// The edits that make a field of a row say something, none if it says it already.
pub(super) fn set_cell(
    place: RecordPlace<'_>,
    text: &str,
    parts: &RecordParts,
    setting: Setting<'_>,
) -> Option<Vec<Edit>> {
    let (row, wanted) = (parts.cells()?, setting.value.tidy());
    if is_said(text, said(parts, setting), &wanted) {
        return Some(Vec::new());
    }
    let is_called = |name: &str| setting.field.is_called(name);
    // Of a list in a group nobody could tell the items apart.
    if matches!(wanted, Value::List(_)) && !setting.within.is_empty() {
        return None;
    }
    let column = row.column(setting.within, is_called);
    let edits = match column {
        Some(column) => {
            let cell = row.cells.get(column)?.clone();
            vec![Edit { text: written(&wanted, &text[cell.clone()], ending(text)), range: cell }]
        }
        None => with_column(text, row, parts.row?, &Cells::name(setting.within, setting.field.name), &wanted),
    };
    holds(&edits, place, text, column, setting).then_some(edits)
}

/// The value of the field in a row.
fn said<'p>(parts: &'p RecordParts, setting: Setting<'_>) -> Option<&'p Marked> {
    let group = parts.group(setting.within)?;
    group.own.iter().find(|(name, _)| setting.field.is_called(name)).map(|(_, value)| value)
}

/// A cell: between quotation marks if it was, or if it must be; items parted as they were.
fn written(wanted: &Value, old: &str, ending: &str) -> String {
    let said = match wanted {
        Value::One(text) => text.replace('\n', ending),
        Value::List(items) => {
            let is_tight = old.contains(';') && !old.contains("; ");
            csv_cells::list_parted(items, if is_tight { ";" } else { "; " })
        }
    };
    match old.starts_with('"') {
        true => csv_cells::quoted(&said),
        false => csv_cells::record([said]),
    }
}

/// A new last column, which is empty in all other rows.
fn with_column(text: &str, row: &Cells, number: u32, name: &str, wanted: &Value) -> Vec<Edit> {
    let cell = |(at, line): (usize, &std::ops::Range<usize>)| {
        let said = match at {
            0 => csv_cells::record([name]),
            at if at == number as usize + 1 => written(wanted, "", ending(text)),
            _ => String::new(),
        };
        Edit { range: line.end..line.end, text: format!(",{said}") }
    };
    row.lines.iter().enumerate().map(cell).collect()
}

/// Whether the row says what was wanted after edits, and every other cell of the table is as it was.
fn holds(edits: &[Edit], place: RecordPlace<'_>, text: &str, column: Option<usize>, setting: Setting<'_>) -> bool {
    let Some(after) = applied(text, edits) else { return false };
    let Ok(parts) = RecordParts::of(place, after.as_bytes()) else { return false };
    let lines = |text: &str| -> Vec<Vec<String>> {
        let cell = |cell: std::ops::Range<usize>| text[cell].to_string();
        let line = |line: std::ops::Range<usize>| cells(text, line.start, b',').into_iter().map(cell).collect();
        csv_cells::records(text).into_iter().map(line).collect()
    };
    let (before, mut then) = (lines(text), lines(&after));
    let Some(own) = parts.row.map(|row| row as usize + 1).filter(|_| before.len() == then.len()) else { return false };
    for (number, (before, then)) in before.iter().zip(&mut then).enumerate() {
        match column {
            Some(column) if number == own && column < then.len() => then[column].clone_from(&before[column]),
            Some(_) => {}
            None => drop(then.pop()),
        }
        if before != then {
            return false;
        }
    }
    is_said(&after, said(&parts, setting), &setting.value.tidy())
}
