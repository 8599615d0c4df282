//! A second entry that says what a first one says, to be changed.

use super::edit::{Change, Edit, applied};
use super::refusal::{Refusal, cannot_write, refuse};
use super::rename::links_of_moved;
use super::set_common::set_common;
use super::spots::link_place;
use super::written::Value;
use crate::find::Survey;
use crate::source::SourcePath;

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
    if entry.row.is_some() {
        return refuse("a row of a table is copied in its file", "open the table in an editor");
    }
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
    let values = [
        ("title", Value::One(title.into())),
        ("draft", Value::One("true".into())),
        ("former_ids", Value::List(Vec::new())),
    ];
    let text = applied(survey.text(&entry.path), &edits).unwrap_or_default();
    match set_common(&entry.path, entry.kind, &text, &values) {
        Ok(after) => Ok(Copied { change: Change::whole(to, None, after), name: entry.kind.full_name(id) }),
        Err(cannot) => refuse(
            format!("`{}` of {} is written in a way that cannot be changed for you", cannot.0, entry.path),
            "copy the file by hand",
        ),
    }
}
