//! A second entry that says what a first one says, to be changed.

use super::edit::{Change, Edit, applied};
use super::refusal::{Refusal, cannot_write, refuse};
use super::rename::links_of_moved;
use super::set_common::set_common;
use super::set_field::set_field;
use super::setting::{CannotSet, Setting};
use super::spots::link_place;
use super::written::{Value, ending};
use crate::entry::{self, Entry, EntryPlace, ROW_FIELDS, RecordParts};
use crate::find::Survey;
use crate::source::{SourcePath, line_start, next_line};

/// A copy that can be made.
#[derive(Debug)]
pub struct Copied {
    pub change: Change,
    /// Its full name, such as `roles/podiatrist`.
    pub name: String,
}

/// Plans a draft with another title and id and the same fields and text. What was called otherwise before is the first
/// one alone. Whether the name can be used has been judged.
pub fn duplicate(number: u32, title: &str, id: &str, survey: &Survey<'_>) -> Result<Copied, Box<Refusal>> {
    let entry = survey.entry(number);
    let change = match entry.row {
        None => page(entry, title, id, survey)?,
        Some(row) => table(entry, row, title, id, survey)?,
    };
    Ok(Copied { change, name: entry.kind.full_name(id) })
}

fn values(title: &str) -> [(&'static str, Value); 3] {
    [("title", Value::One(title.into())), ("draft", Value::One("true".into())), ("former_ids", Value::List(Vec::new()))]
}

fn page(entry: &Entry, title: &str, id: &str, survey: &Survey<'_>) -> Result<Change, Box<Refusal>> {
    let to = SourcePath::new(entry.kind.page_path(id));
    let mut edits: Vec<Edit> = Vec::new();
    if to.folder() != entry.path.folder() {
        for (link, at) in links_of_moved(entry, &to, survey) {
            let Some((at, text)) = at else { return cannot_write(&link.target, link_place(entry, link)) };
            edits.push(Edit { range: at.start..at.end, text });
        }
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits.dedup();
    let text = applied(survey.text(&entry.path), &edits).unwrap_or_default();
    let place = EntryPlace { path: &entry.path, kind: entry.kind, row: None };
    match set_common(place, &text, &values(title)) {
        Ok(after) => Ok(Change::whole(to, None, after)),
        Err(CannotSet(name)) => refuse(
            format!("`{name}` of {} is written in a way that cannot be changed for you", entry.path),
            "copy the file by hand",
        ),
    }
}

/// The table with the copy below its original.
fn table(entry: &Entry, row: u32, title: &str, id: &str, survey: &Survey<'_>) -> Result<Change, Box<Refusal>> {
    let text = survey.text(&entry.path);
    match with_copy(entry, row, title, id, text).filter(|after| is_one_more(entry, row, text, after)) {
        Some(after) => Ok(Change::whole(entry.path.clone(), Some(text.as_bytes().into()), after)),
        None => refuse(
            format!("{} is written in a way in which no row can be copied for you", entry.path),
            "copy the row by hand",
        ),
    }
}

fn with_copy(entry: &Entry, row: u32, title: &str, id: &str, text: &str) -> Option<String> {
    let place = EntryPlace { path: &entry.path, kind: entry.kind, row: Some(row) };
    let range = RecordParts::of(place, text.as_bytes()).ok()?.range;
    let start = line_start(text, range.start);
    // Of a YAML table, the dash stands before it.
    if !matches!(text[start..range.start].trim_start_matches('\u{feff}').trim(), "" | "-") {
        return None;
    }
    let end = next_line(text, range.end);
    let (lines, ending) = (&text[start..end], ending(text));
    let copy = if lines.ends_with(['\n', '\r']) { lines.to_string() } else { format!("{ending}{lines}") };
    let mut after = applied(text, &[Edit { range: end..end, text: copy }])?;
    let place = EntryPlace { row: Some(row + 1), ..place };
    let (field, value) = (ROW_FIELDS.first()?, Value::One(id.into()));
    let setting = Setting { field, value: &value, as_words: true, order: &[field], within: &[] };
    after = applied(&after, &set_field(place, &after, setting).ok()?)?;
    set_common(place, &after, &values(title)).ok()
}

/// Whether there is one row more, below the one that was copied, and all others say what they said.
fn is_one_more(entry: &Entry, row: u32, before: &str, after: &str) -> bool {
    let rows = |text: &str| entry::written(&entry.path, entry.kind, text);
    let (before, mut then) = (rows(before), rows(after));
    if then.len() != before.len() + 1 {
        return false;
    }
    then.remove(row as usize + 1);
    before.iter().zip(&then).all(|(one, other)| one.id == other.id && one.fields == other.fields)
}
