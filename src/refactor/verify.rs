//! What comes of a change is judged before it is offered.

use std::collections::{BTreeMap, BTreeSet};

use super::edit::{Change, after};
use super::refusal::{Refusal, refuse, refuse_at};
use super::spots::place;
use crate::diagnostic::{Code, Diagnostic};
use crate::entry::Kind;
use crate::find::Survey;
use crate::graph::{Mention, MentionPlace};
use crate::source::SourcePath;

/// An entry by its name, before or after.
type Key = (Kind, String);

/// Makes sure that every mention means the same afterwards, and that nothing is wrong that was right.
pub(super) fn verify(number: u32, new: &str, changes: &[Change], survey: &Survey<'_>) -> Result<(), Box<Refusal>> {
    let snapshot = after(survey.snapshot, changes);
    let then = Survey::new(&snapshot, survey.request);
    let findings = worse(survey, &then, None);
    if !findings.is_empty() {
        let why = format!("with the name `{new}` this would be wrong");
        return Err(Box::new(Refusal { why, help: "choose another name".into(), places: Vec::new(), findings }));
    }
    let (old, now) = (meanings(survey, Some((number, new))), meanings(&then, None));
    if let Some((_, mention)) = now.iter().find(|(meaning, _)| !old.contains_key(meaning)) {
        let why = format!("`{new}` is named here already, and would then mean something else");
        let help = "mend this first, or choose another name".into();
        return Err(Box::new(Refusal { why, help, places: vec![place(mention, &then)], findings: Vec::new() }));
    }
    match old.keys().all(|meaning| now.contains_key(meaning))
        && survey.contents.entries.len() == then.contents.entries.len()
    {
        true => Ok(()),
        false => refuse("some references would be lost", "rename it by hand, and let `trellis check` guide you"),
    }
}

/// Makes sure that, without an entry, all that named it means the one that takes its place, that everything else means
/// what it meant, and that no error comes of it. Warnings that come of it are told.
pub(super) fn verify_without(
    number: u32,
    by: Option<u32>,
    changes: &[Change],
    survey: &Survey<'_>,
) -> Result<Vec<Diagnostic>, Box<Refusal>> {
    let snapshot = after(survey.snapshot, changes);
    let then = Survey::new(&snapshot, survey.request);
    let (errors, warnings): (Vec<_>, Vec<_>) =
        worse(survey, &then, Some(&survey.entry(number).path)).into_iter().partition(Diagnostic::is_error);
    if !errors.is_empty() {
        let (why, help) = match by {
            Some(_) => {
                ("with the other one in its place this would be wrong", "change that first, or choose another one")
            }
            None => ("without it this would be wrong", "change that first, then try again"),
        };
        let (why, help) = (why.to_string(), help.to_string());
        return Err(Box::new(Refusal { why, help, places: Vec::new(), findings: errors }));
    }
    let (old, now) = (links(survey, Some((number, by))), links(&then, None));
    if let Some((_, mention)) = now.iter().find(|(link, _)| !old.contains_key(link)) {
        let help = "mend this first, then try again";
        return refuse_at("a name here would then mean something else", help, place(mention, &then));
    }
    if let Some((_, mention)) = old.iter().find(|(link, _)| !now.contains_key(link)) {
        let help = "write it in another way there first, then try again";
        return refuse_at("what this place names would be lost", help, place(mention, survey));
    }
    match survey.contents.entries.len() == then.contents.entries.len() + 1 {
        true => Ok(warnings),
        false => {
            refuse("other entries would be lost with it", "take it out by hand, and let `trellis check` guide you")
        }
    }
}

/// What would be found after changes that is not found now.
pub fn consequences(changes: &[Change], survey: &Survey<'_>) -> Vec<Diagnostic> {
    let snapshot = after(survey.snapshot, changes);
    worse(survey, &Survey::new(&snapshot, survey.request), None)
}

/// Findings of which there are more than before, in files that stay.
fn worse(before: &Survey<'_>, then: &Survey<'_>, gone: Option<&SourcePath>) -> Vec<Diagnostic> {
    let mut left: BTreeMap<Code, usize> = BTreeMap::new();
    let stays =
        |finding: &&Diagnostic| Some(&finding.span.path) != gone || then.snapshot.get(&finding.span.path).is_some();
    let findings = before.judged.diagnostics.iter().filter(stays);
    findings.for_each(|finding| *left.entry(finding.code).or_default() += 1);
    let known: BTreeSet<&str> = before.judged.diagnostics.iter().map(|finding| &*finding.message).collect();
    let count = |code| then.judged.diagnostics.iter().filter(|finding| finding.code == code).count();
    let is_worse = |finding: &&Diagnostic| count(finding.code) > left.get(&finding.code).copied().unwrap_or(0);
    let new = |finding: &&Diagnostic| !known.contains(&*finding.message);
    then.judged.diagnostics.iter().filter(new).filter(is_worse).cloned().collect()
}

/// Who names whom and where; the renamed entry has its new name already.
fn meanings(survey: &Survey<'_>, renamed: Option<(u32, &str)>) -> BTreeMap<(Key, MentionPlace, Key), Mention> {
    let key = |number: u32| {
        let entry = survey.entry(number);
        let new = renamed.filter(|(renamed, _)| *renamed == number).map(|(_, new)| new);
        (entry.kind, new.unwrap_or(&entry.id).to_string())
    };
    let meaning = |mention: &Mention| ((key(mention.from), mention.place, key(mention.to)), *mention);
    survey.mentions.iter().map(meaning).collect()
}

/// Who names whom, in fields or in the text; all that names an entry that goes names the one in its place. What an entry
/// says of itself is left out, and so is what the one that goes says.
fn links(survey: &Survey<'_>, gone: Option<(u32, Option<u32>)>) -> BTreeMap<(Key, bool, Key), Mention> {
    let now = |number: u32| match gone {
        Some((gone, by)) if gone == number => by.unwrap_or(number),
        Some(_) | None => number,
    };
    let key = |number: u32| (survey.entry(number).kind, survey.entry(number).id.to_string());
    let is_text = |mention: &Mention| matches!(mention.place, MentionPlace::Text(_));
    let link = |mention: &Mention| ((key(mention.from), is_text(mention), key(now(mention.to))), *mention);
    let stays =
        |mention: &&Mention| gone.is_none_or(|(gone, _)| gone != mention.from) && now(mention.to) != mention.from;
    survey.mentions.iter().filter(stays).map(link).collect()
}
