//! A new name is judged before it is offered.

use std::collections::{BTreeMap, BTreeSet};

use super::edit::{Change, after};
use super::refusal::{Refusal, refuse};
use super::spots::place;
use crate::diagnostic::{Code, Diagnostic};
use crate::entry::Kind;
use crate::find::Survey;
use crate::graph::{Mention, MentionPlace};

/// An entry by its name, before or after.
type Key = (Kind, String);

/// Makes sure that every mention means the same afterwards, and that nothing is wrong that was right.
pub(super) fn verify(number: u32, new: &str, changes: &[Change], survey: &Survey<'_>) -> Result<(), Box<Refusal>> {
    let snapshot = after(survey.snapshot, changes);
    let then = Survey::new(&snapshot, survey.request);
    let findings = worse(survey, &then);
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

/// Findings of which there are more than before.
fn worse(before: &Survey<'_>, then: &Survey<'_>) -> Vec<Diagnostic> {
    let mut left: BTreeMap<Code, usize> = BTreeMap::new();
    before.judged.diagnostics.iter().for_each(|finding| *left.entry(finding.code).or_default() += 1);
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
