//! Writes an old name into `former_ids`, in the way in which its author writes lists.

use std::ops::Range;

use super::edit::Edit;
use super::written::ending;
use crate::entry::Entry;
use crate::entry::csv_cells::records;
use crate::entry::locate::{Marked, Step};
use crate::entry::node::{Node, Style};
use crate::source::{line_end, line_start};

const FIELD: &str = "former_ids";

/// What makes an entry remember old names, of which there is at least one. A name that it takes up again is one no
/// longer. None if its file is written in a way that this cannot be added to.
pub(super) fn remember(entry: &Entry, text: &str, olds: &[&str], new: &str) -> Option<Vec<Edit>> {
    let old = &*olds.iter().map(|old| word(old)).collect::<Vec<_>>().join(", ");
    let marks = entry.marks(text);
    let list = marks.get(&[Step::Field(FIELD.into())]).filter(|list| marks.value.contains(&list.key.start));
    if entry.path.extension() == "csv" {
        return in_csv(entry, text, &olds.join(";"), new, marks.get(&[Step::Field(FIELD.into())]));
    }
    let Some(list) = list else {
        return match entry.row {
            None => in_page(entry, text, old, &marks),
            Some(_) => in_row(text, old, &marks),
        };
    };
    if let Some(taken_up) = list.items().iter().find(|item| item.scalar_text().as_deref() == Some(new)) {
        let is_one = olds.len() == 1 || list.style == Style::Brackets;
        return is_one.then(|| vec![Edit { range: taken_up.value.clone(), text: old.into() }]);
    }
    let value = list.value.start;
    let is_flow = list.style == Style::Brackets;
    Some(vec![match list.items().last() {
        Some(last) if is_flow => insert(last.value.end, format!(", {old}")),
        Some(last) => {
            let line = line_start(text, last.value.start);
            let before = &text[line..last.value.start];
            let is_item = before.trim() == "-";
            let lines = || olds.iter().map(|old| format!("{}{before}{}", ending(text), word(old))).collect();
            is_item.then(|| insert(line_end(text, last.value.end), lines()))?
        }
        None if is_flow => insert(value + 1, old.into()),
        // The field stands there without a value.
        None => insert(list.key.end + text[list.key.end..].find(':')? + 1, format!(" [{old}]")),
    }])
}

fn in_page(entry: &Entry, text: &str, old: &str, marks: &Marked) -> Option<Vec<Edit>> {
    let title = marks.get(&[Step::Field("title".into())])?.key.start;
    let indent = &text[line_start(text, title)..title];
    let end = entry.locate_fields_end(text)?;
    let line = format!("{indent}{FIELD}: [{old}]{}", ending(text));
    indent.trim().is_empty().then(|| vec![insert(end, line)])
}

/// Beside the id of a row, as a field of its line or on a line of its own.
fn in_row(text: &str, old: &str, marks: &Marked) -> Option<Vec<Edit>> {
    let id = marks.get(&[Step::Field("id".into())])?;
    let line = line_start(text, id.key.start);
    let before = &text[line..id.key.start];
    if before.trim_end().ends_with(['{', ',']) {
        return Some(vec![insert(id.value.end, format!(", {FIELD}: [{old}]"))]);
    }
    let indent = " ".repeat(before.chars().count());
    let field = format!("{}{indent}{FIELD}: [{old}]", ending(text));
    matches!(before.trim(), "" | "-").then(|| vec![insert(line_end(text, id.value.end), field)])
}

fn in_csv(entry: &Entry, text: &str, old: &str, new: &str, cell: Option<&Marked>) -> Option<Vec<Edit>> {
    let row = entry.row? as usize;
    if let Some(cell) = cell {
        let taken_up = cell.items().iter().find(|item| &text[item.value.clone()] == new);
        return Some(vec![match taken_up {
            Some(item) => Edit { range: item.value.clone(), text: old.to_string() },
            None if cell.value.is_empty() => insert(cell.value.start, old.to_string()),
            None => insert(cell.value.end, format!(";{old}")),
        }]);
    }
    let cell = |(at, record): (usize, Range<usize>)| match at {
        0 => insert(record.end, format!(",{FIELD}")),
        at if at == row + 1 => insert(record.end, format!(",{old}")),
        _ => insert(record.end, ",".into()),
    };
    Some(records(text).into_iter().enumerate().map(cell).collect())
}

/// A name as a value of YAML: between quotation marks where it would mean something else, such as a number.
pub(super) fn word(name: &str) -> String {
    let path = crate::source::SourcePath::new("");
    let read = crate::entry::parse_yaml(&path, name, 0, &mut Vec::new());
    // A number is read back as the same text, but an author who sees it between quotation marks knows it is a name.
    let is_plain = read.is_some_and(|read| read.node == Node::Text(name.into()));
    if is_plain { name.to_string() } else { format!("\"{name}\"") }
}

fn insert(at: usize, text: String) -> Edit {
    Edit { range: at..at, text }
}
