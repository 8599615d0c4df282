//! Takes an entry away that nothing refers to.

use super::certain::judge_site;
use super::edit::{Change, Edits};
use super::refusal::{Refusal, refuse};
use super::spots::place;
use super::take_out::take_row;
use super::verify::verify_without;
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::find::Survey;
use crate::source::Span;

/// A removal that can be done.
#[derive(Debug)]
pub struct Removing {
    pub changes: Vec<Change>,
    /// Warnings that come of it.
    pub warnings: Vec<Diagnostic>,
}

/// Plans to take an entry away. Where something refers to it, or may do so, nothing is planned.
pub fn remove(number: u32, survey: &Survey<'_>) -> Result<Removing, Box<Refusal>> {
    let entry = survey.entry(number);
    judge_removal(entry)?;
    let own = survey.mentions.iter().filter(|mention| mention.to == number && mention.from != number);
    let mut places: Vec<Span> = own.map(|mention| place(mention, survey)).collect();
    places.sort();
    places.dedup();
    if !places.is_empty() {
        let why = "other entries refer to it".to_string();
        let help = "let another entry take its place, or take it out there first".into();
        return Err(Box::new(Refusal { why, help, places, findings: Vec::new() }));
    }
    judge_site(survey, Vec::new())?;
    let mut edits = Edits::default();
    let whole = leave_out(entry, survey, &mut edits)?;
    let changes: Vec<Change> = edits.changes(survey.snapshot).into_iter().chain(whole).collect();
    let warnings = verify_without(number, None, &changes, survey)?;
    Ok(Removing { changes, warnings })
}

/// Refuses where an entry can never be taken away.
pub(super) fn judge_removal(entry: &Entry) -> Result<(), Box<Refusal>> {
    match entry.kind.is_home(&entry.id) {
        true => refuse("it is the first page of the site", "change what it says instead"),
        false => Ok(()),
    }
}

/// Takes an entry out of its table, or says that its whole file goes.
pub(super) fn leave_out(entry: &Entry, survey: &Survey<'_>, edits: &mut Edits) -> Result<Option<Change>, Box<Refusal>> {
    let rows = survey.contents.entries.iter().filter(|other| other.path == entry.path).count();
    if rows > 1 {
        let taken = take_row(entry, survey.text(&entry.path));
        let is_done = taken.is_some_and(|taken| {
            taken.into_iter().all(|edit| edits.add(&Span::new(&entry.path, edit.range), edit.text))
        });
        let why = || format!("this row of {} cannot be taken out for you", entry.path);
        return if is_done { Ok(None) } else { refuse(why(), "take it out in an editor") };
    }
    let before = survey.snapshot.get(&entry.path).map(|file| file.bytes.clone());
    let (path, to) = (entry.path.clone(), entry.path.clone());
    Ok(Some(Change { path, to, before, after: None, edits: Vec::new() }))
}
