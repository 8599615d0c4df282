//! Takes parts out of a file: items of a list, rows of a table. What stays keeps its bytes.

use std::collections::BTreeSet;
use std::ops::Range;

use super::edit::Edit;
use crate::entry::Entry;
use crate::entry::csv_cells::records;
use crate::entry::locate::Step;
use crate::entry::node::{Marked, Style};
use crate::source::{line_start, next_line};

/// What takes items out of a list, which stands at a path in the fields of an entry. None if only a person can do it.
pub(super) fn take_items(entry: &Entry, text: &str, list: &[Step], gone: &BTreeSet<usize>) -> Option<Vec<Edit>> {
    let marks = entry.marks(text);
    let list_marks = marks.get(list)?;
    let items = list_marks.items();
    if items.len() == gone.len() {
        // A list of nothing says nothing: its field goes with it.
        return (list.len() == 1 && entry.row.is_none()).then(|| whole_lines(text, list_marks)).flatten();
    }
    let range = |&number: &usize| -> Option<Range<usize>> {
        let item = items.get(number)?;
        if list_marks.style == Style::Lines {
            return lines_of_item(text, item);
        }
        // What parts two items goes with one of them.
        let stays_before = (0..number).any(|before| !gone.contains(&before));
        match stays_before {
            true => Some(items.get(number.checked_sub(1)?)?.value.end..item.value.end),
            false => Some(item.value.start..items.get(number + 1)?.value.start),
        }
    };
    gone.iter().map(|number| Some(edit(range(number)?))).collect()
}

/// What takes a row out of its table, in which there are more.
pub(super) fn take_row(entry: &Entry, text: &str) -> Option<Vec<Edit>> {
    if entry.path.extension() == "csv" {
        let records = records(text);
        let row = entry.row? as usize + 1;
        let end = records.get(row + 1).map_or(text.len(), |next| next.start);
        return Some(vec![edit(records.get(row)?.start..end)]);
    }
    Some(vec![edit(lines_of_item(text, &entry.marks(text))?)])
}

/// The lines of an item with its dash, if it has them to itself.
fn lines_of_item(text: &str, item: &Marked) -> Option<Range<usize>> {
    let start = line_start(text, item.value.start);
    let is_alone = text.get(start..item.value.start)?.trim() == "-";
    is_alone.then(|| start..next_line(text, item.value.end))
}

/// The lines of a field, if it has them to itself.
fn whole_lines(text: &str, field: &Marked) -> Option<Vec<Edit>> {
    let start = line_start(text, field.key.start);
    let is_alone = text.get(start..field.key.start)?.trim().is_empty();
    is_alone.then(|| vec![edit(start..next_line(text, field.value.end))])
}

fn edit(range: Range<usize>) -> Edit {
    Edit { range, text: String::new() }
}
