//! Takes an entry away and puts another of its kind in its place, in all that names it.
//!
//! What comes out is judged before it is offered, as with another name: whatever named the one names the other, and no
//! error comes of it. Its names become former names of the other, so that its addresses lead there.

use std::collections::{BTreeMap, BTreeSet};

use super::certain::{judge_site, own_findings};
use super::edit::{Change, Edits};
use super::former::remember;
use super::refusal::{Refusal, cannot_write, refuse, refuse_at};
use super::remove::{judge_removal, leave_out};
use super::spots::{anchor_spot, place, spot};
use super::take_out::{take_items, take_row};
use super::verify::verify_without;
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::entry::fields::FieldPart;
use crate::entry::locate::{FieldPath, Step};
use crate::find::Survey;
use crate::graph::{Mention, MentionPlace};
use crate::source::Span;

/// A replacement that can be done.
#[derive(Debug)]
pub struct Replacing {
    /// Files in path order; the one that goes comes last.
    pub changes: Vec<Change>,
    /// The names of the entry that goes and of the one in its place, such as `roles/podiatrist`.
    pub names: [String; 2],
    /// Warnings that come of it.
    pub warnings: Vec<Diagnostic>,
}

/// Items of lists that would name the other twice, or itself: by the entry that has the list and the way to it.
type Doubled = BTreeMap<(u32, String), (FieldPath, BTreeSet<usize>)>;

/// Plans to take an entry away and to let another one stand wherever it is named.
pub fn replace(number: u32, by: u32, survey: &Survey<'_>) -> Result<Replacing, Box<Refusal>> {
    let (old, new) = (survey.entry(number), survey.entry(by));
    if number == by || old.kind != new.kind {
        return refuse(format!("only another {} can take its place", old.kind.one()), "choose another entry");
    }
    judge_removal(old)?;
    judge_site(survey, [own_findings(number, survey), own_findings(by, survey)].concat())?;
    let mut edits = Edits::default();
    let doubled = doubled(number, by, survey)?;
    for ((from, _), (list, gone)) in &doubled {
        take_doubled(*from, list, gone, survey, &mut edits)?;
    }
    let mut done = BTreeSet::new();
    for mention in others(number, survey).filter(|mention| !mention.is_former) {
        if is_taken_out(mention, &doubled, survey) {
            continue;
        }
        let at = || place(mention, survey);
        let Some((range, text)) = spot(mention, &new.id, survey) else { return cannot_write(&old.id, at()) };
        if done.insert(range.clone()) && !edits.add(&range, text) {
            return cannot_write(&old.id, at());
        }
        if let Some(anchor) = anchor_spot(mention, new, survey)
            && !edits.add(&anchor, "")
        {
            return cannot_write(&old.id, at());
        }
    }
    remember_names(old, new, survey, &mut edits)?;
    let whole = leave_out(old, survey, &mut edits)?;
    let mut changes = edits.changes(survey.snapshot);
    changes.extend(whole);
    let warnings = verify_without(number, Some(by), &changes, survey)?;
    Ok(Replacing { changes, names: [survey.name(number), survey.name(by)], warnings })
}

/// Every place outside an entry that names it.
fn others<'s>(number: u32, survey: &'s Survey<'_>) -> impl Iterator<Item = &'s Mention> {
    survey.mentions.iter().filter(move |mention| mention.to == number && mention.from != number)
}

/// Items of lists that name the one and stand beside an item that names the other, or that the other has itself.
fn doubled(number: u32, by: u32, survey: &Survey<'_>) -> Result<Doubled, Box<Refusal>> {
    let mut found = Doubled::new();
    for mention in others(number, survey) {
        let Some(steps) = steps(mention, survey) else { continue };
        let own = mention.from == by;
        let Some(item) = ListItem::of(&steps) else {
            if own {
                let why = "the entry that is to take its place names it here, and would name itself";
                return refuse_at(why, "change that first, or choose another entry", place(mention, survey));
            }
            continue;
        };
        let is_beside = |other: &Mention| {
            let steps = self::steps(other, survey).unwrap_or_default();
            ListItem::of(&steps).is_some_and(|other| other.list == item.list && other.inside == item.inside)
        };
        let mut beside = survey.mentions.iter().filter(|other| other.from == mention.from && other.to == by);
        if own || beside.any(is_beside) {
            let list = found.entry((mention.from, format!("{:?}", item.list)));
            list.or_insert_with(|| (item.list.to_vec(), BTreeSet::new())).1.insert(item.number);
        }
    }
    Ok(found)
}

/// The innermost item of a list on the way to a value.
struct ListItem<'s> {
    list: &'s [Step],
    number: usize,
    /// The way from the item on.
    inside: &'s [Step],
}

impl ListItem<'_> {
    fn of(steps: &[Step]) -> Option<ListItem<'_>> {
        let at = steps.iter().rposition(|step| matches!(step, Step::Item(_)))?;
        let Step::Item(number) = steps[at] else { return None };
        Some(ListItem { list: &steps[..at], number, inside: &steps[at + 1..] })
    }
}

/// The way to a mention in the fields of its entry; none for one in a text.
fn steps(mention: &Mention, survey: &Survey<'_>) -> Option<FieldPath> {
    let entry = survey.entry(mention.from);
    match mention.place {
        MentionPlace::Field(site) => Some(entry.reference_path(survey.text(&entry.path), site)),
        MentionPlace::Text(_) => None,
    }
}

fn is_taken_out(mention: &Mention, doubled: &Doubled, survey: &Survey<'_>) -> bool {
    let own = doubled.iter().filter(|((from, _), _)| *from == mention.from);
    let steps = steps(mention, survey).unwrap_or_default();
    own.into_iter().any(|(_, (list, gone))| {
        steps.starts_with(list) && matches!(steps.get(list.len()), Some(Step::Item(number)) if gone.contains(number))
    })
}

fn take_doubled(
    from: u32,
    list: &[Step],
    gone: &BTreeSet<usize>,
    survey: &Survey<'_>,
    edits: &mut Edits,
) -> Result<(), Box<Refusal>> {
    let entry = survey.entry(from);
    let text = survey.text(&entry.path);
    let taken = take_items(entry, text, list, gone);
    let is_done = taken
        .is_some_and(|taken| taken.into_iter().all(|edit| edits.add(&Span::new(&entry.path, edit.range), edit.text)));
    if is_done {
        return Ok(());
    }
    let why = "this list would name one entry twice, and cannot be changed for you";
    refuse_at(why, "take one of the two out of it first", entry.locate(text, list, FieldPart::Value))
}

/// The names of the entry that goes become former names of the one in its place.
fn remember_names(old: &Entry, new: &Entry, survey: &Survey<'_>, edits: &mut Edits) -> Result<(), Box<Refusal>> {
    let own = old.kind.takes_id(&old.id).then_some(&*old.id);
    let former = old.common.iter().flat_map(|common| &common.former_ids).map(|name| &**name);
    let names: Vec<&str> = own.into_iter().chain(former).filter(|name| **name != *new.id).collect();
    if names.is_empty() {
        return Ok(());
    }
    let text = survey.text(&new.path);
    let goes = if old.path == new.path { take_row(old, text).unwrap_or_default() } else { Vec::new() };
    let remembered = remember(new, text, &names, &new.id);
    // A new column is written into every row, and one of them goes.
    let goes_too = |at: usize| goes.iter().any(|gone| (gone.range.start..=gone.range.end).contains(&at));
    let is_added =
        |edit: super::Edit| goes_too(edit.range.start) || edits.add(&Span::new(&new.path, edit.range), edit.text);
    match remembered.map(|all| all.into_iter().all(is_added)) {
        Some(true) => Ok(()),
        Some(false) | None => refuse(
            format!("the old name cannot be added to `former_ids` of {} for you", new.path),
            format!("write `former_ids: [{}]` on a line of its own there, then try again", names.join(", ")),
        ),
    }
}
