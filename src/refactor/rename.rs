//! Gives an entry another name, in its own file and in all that name it.
//!
//! What comes out is judged before it is offered: every mention must mean the same as before, and nothing may be wrong
//! that was right.

use std::collections::BTreeSet;

use super::certain::{judge_site, own_findings};
use super::edit::{Change, Edits};
use super::former::{remember, word};
use super::rebase::rebased;
use super::refusal::{Refusal, cannot_write, refuse};
use super::spots::{link_place, place, spot};
use super::verify::verify;
use crate::entry::{BodyLink, Entry, Kind};
use crate::find::Survey;
use crate::slug::{own_name, slugs};
use crate::source::{SourcePath, Span};

/// A renaming that can be done.
#[derive(Debug)]
pub struct Renaming {
    /// Files in path order; the one that is itself renamed comes last.
    pub changes: Vec<Change>,
    /// The entry's name before and after, such as `roles/podiatrist`.
    pub names: [String; 2],
}

/// Plans to call an entry `new`: an id with its sections, a section with a slash behind it, or the path of a file.
pub fn rename(number: u32, new: &str, survey: &Survey<'_>) -> Result<Renaming, Box<Refusal>> {
    let entry = survey.entry(number);
    let new = &*new_id(entry, new)?;
    judge_name(number, new, survey)?;
    judge_site(survey, own_findings(number, survey))?;
    let mut edits = Edits::default();
    let mut done = BTreeSet::new();
    for mention in survey.mentions.iter().filter(|mention| mention.to == number && !mention.is_former) {
        let spot = spot(mention, new, survey);
        let place = || place(mention, survey);
        let Some((at, text)) = spot else { return cannot_write(&entry.id, place()) };
        // Rows of a table share what stands in its `each`.
        if done.insert(at.clone()) && !edits.add(&at, text) {
            return cannot_write(&entry.id, place());
        }
    }
    own(entry, new, survey, &mut edits)?;
    let to = SourcePath::new(entry.kind.page_path(new));
    if entry.row.is_none() && to.folder() != entry.path.folder() {
        for (link, at) in links_of_moved(entry, &to, survey) {
            let Some((at, text)) = at else { return cannot_write(&link.target, link_place(entry, link)) };
            if !edits.add(&at, text) {
                return cannot_write(&link.target, at);
            }
        }
    }
    let mut changes = edits.changes(survey.snapshot);
    if entry.row.is_none() {
        move_file(entry, to, survey, &mut changes);
    }
    verify(number, new, &changes, survey)?;
    let names = [survey.name(number), entry.kind.full_name(new)];
    Ok(Renaming { changes, names })
}

/// The new name that was typed, as an id.
fn new_id(entry: &Entry, new: &str) -> Result<String, Box<Refusal>> {
    let plain = new.strip_suffix(".md").unwrap_or(new);
    let inside = plain.strip_prefix("content/").unwrap_or(plain);
    // Into a section, under the name that it has.
    let own = if inside.ends_with('/') { own_name(&entry.id) } else { "" };
    let whole = format!("{inside}{own}");
    let elsewhere = |folder: &str| {
        let why = format!("{} would become another kind of page in `{folder}`", entry.path);
        refuse(why, "renaming keeps the kind; to change it, write the page anew there")
    };
    let id = match Kind::in_full(&whole) {
        Some((kind, id)) if kind == entry.kind => id,
        Some((kind, _)) => return elsewhere(kind.folder()),
        None if inside.len() < plain.len() => {
            return elsewhere(inside.rsplit_once('/').map_or("", |(folder, _)| folder));
        }
        None => &whole,
    };
    if entry.kind.takes_id(id) {
        return Ok(id.to_string());
    }
    let better = slugs(id);
    let help = if entry.kind.takes_id(&better) { format!("`{better}` would do") } else { entry.kind.id_rule() };
    refuse(format!("`{id}` cannot be a name"), help)
}

fn judge_name(number: u32, new: &str, survey: &Survey<'_>) -> Result<(), Box<Refusal>> {
    let entry = survey.entry(number);
    if *entry.id == *new {
        return refuse(format!("it is called `{new}` already"), "choose another name");
    }
    if entry.kind.is_home(&entry.id) {
        return refuse("`home` is the name by which Trellis finds the first page", "leave it as it is");
    }
    let same_kind = || (0..).zip(&survey.contents.entries).filter(|(_, other)| other.kind == entry.kind);
    if let Some((_, other)) = same_kind().find(|(_, other)| *other.id == *new) {
        return refuse(
            format!("there is a {} called `{new}`: {}", entry.kind.one(), other.path),
            "choose another name",
        );
    }
    let is_former = |other: &Entry| {
        other.common.as_ref().is_some_and(|common| common.former_ids.iter().any(|former| **former == *new))
    };
    if let Some((_, other)) = same_kind().find(|(at, other)| *at != number && is_former(other)) {
        let why = format!("`{new}` is an old name of {}, and its old address leads there", other.path);
        return refuse(why, "choose another name, or take it out of `former_ids` there");
    }
    let to = SourcePath::new(entry.kind.page_path(new));
    match survey.snapshot.get(&to) {
        Some(_) if entry.row.is_none() => refuse(format!("there is a file {to}"), "choose another name"),
        _ => Ok(()),
    }
}

/// Links in a page that moves to another folder, each with its place and what to write there; none if it cannot be
/// written. Those that begin at the top of the content stay as they are.
pub(super) fn links_of_moved<'e>(
    entry: &'e Entry,
    to: &SourcePath,
    survey: &Survey<'_>,
) -> Vec<(&'e BodyLink, Option<(Span, String)>)> {
    let places = entry.link_places(survey.text(&entry.path));
    let written = |link: &BodyLink| {
        let file = link.target.split(['#', '?']).next()?;
        let at = Entry::locate_target(&places, &link.span)?;
        let text = rebased(file, [entry.path.folder(), to.folder()], [&entry.path, to])?;
        Some((Span::new(&entry.path, at.start..at.start + file.len()), text))
    };
    let leads_away = |link: &&BodyLink| !link.target.is_empty() && !link.target.starts_with(['#', '?', '/']);
    entry.body.links.iter().filter(leads_away).map(|link| (link, written(link))).collect()
}

/// What changes in the entry itself: its id if it is a row, and the memory of its old name.
fn own(entry: &Entry, new: &str, survey: &Survey<'_>, edits: &mut Edits) -> Result<(), Box<Refusal>> {
    let text = survey.text(&entry.path);
    if entry.row.is_some() {
        let Some(at) = entry.locate_id(text) else {
            return refuse(
                format!("the id of this row of {} cannot be changed for you", entry.path),
                "write it plainly",
            );
        };
        let is_bare = !text[..at.start].ends_with(['"', '\'']) && entry.path.extension() != "csv";
        edits.add(&at, if is_bare { word(new) } else { new.to_string() });
    }
    // What could be no address never was one.
    if !entry.kind.takes_id(&entry.id) {
        return Ok(());
    }
    let remembered = remember(entry, text, &[&entry.id], new);
    let is_added = |edit: super::Edit| edits.add(&Span::new(&entry.path, edit.range), edit.text);
    match remembered.map(|all| all.into_iter().all(is_added)) {
        Some(true) => Ok(()),
        _ => refuse(
            format!("the old name cannot be added to `former_ids` of {} for you", entry.path),
            format!("write `former_ids: [{}]` on a line of its own there, then try again", entry.id),
        ),
    }
}

fn move_file(entry: &Entry, to: SourcePath, survey: &Survey<'_>, changes: &mut Vec<Change>) {
    let at = changes.iter().position(|change| change.path == entry.path);
    let own = at.map(|at| changes.remove(at)).or_else(|| {
        let before = survey.snapshot.get(&entry.path)?.bytes.clone();
        let (path, after) = (entry.path.clone(), Some(before.to_vec()));
        Some(Change { to: path.clone(), path, before: Some(before), after, edits: Vec::new() })
    });
    changes.extend(own.map(|own| Change { to, ..own }));
}
