//! Marks that a page would show as they are typed, one kind a file.
//!
//! What is left of a text when Markdown has been read is what visitors see. A mark in it is mostly a slip, unless it is
//! code, stands behind a backslash or is part of an address: a [`Piece`] has these hidden.

mod brackets;
mod bullets;
mod fields;
mod invisible;
mod leftovers;
mod lines;
mod mail_links;
mod odd_items;
mod piece;
mod placeholders;
mod pushed_in;
mod signs;
mod stars;
mod tables;
mod templates;

use super::Passage;
use crate::diagnostic::{Code, Diagnostic};
use crate::prose::BlockKind;
use piece::Piece;
use signs::Sign;
pub(super) use signs::Signs;

type Rule = fn(&mut Piece<'_>, &mut Vec<Diagnostic>);

/// What is looked for in each piece of a text, in this order: a rule hides what it has told from those after it. Where a
/// rule has a sign, pieces without it are spared the rule.
const IN_TEXTS: [(Option<Sign>, Rule); 15] = [
    (Some(Sign::Placeholder), placeholders::check),
    (None, placeholders::failed),
    (Some(Sign::Leftover), leftovers::check),
    (Some(Sign::Invisible), invisible::check),
    (None, mail_links::in_texts),
    (Some(Sign::Template), templates::check),
    (None, templates::in_targets),
    (None, tables::check),
    (None, lines::check),
    (None, bullets::check),
    (None, brackets::check),
    (None, brackets::touching),
    (None, stars::check),
    (Some(Sign::Marked), stars::marked),
    (Some(Sign::Entity), stars::entities),
];

/// What is looked for in each value of a field.
const IN_FIELDS: [(Option<Sign>, Rule); 7] = [
    (Some(Sign::Placeholder), placeholders::check),
    (None, placeholders::failed),
    (Some(Sign::Leftover), leftovers::check),
    (Some(Sign::Invisible), invisible::check),
    (Some(Sign::Tag), mail_links::in_fields),
    (Some(Sign::Template), templates::check),
    (None, fields::check),
];

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (at, block) in passage.blocks.iter().enumerate() {
        let Some(mut piece) = Piece::new(passage, block, at) else { continue };
        let rules: &[(Option<Sign>, Rule)] = if block.kind == BlockKind::Field { &IN_FIELDS } else { &IN_TEXTS };
        let seen = passage.vocabulary.signs.seen(&block.text);
        for (sign, rule) in rules {
            if sign.is_none_or(|sign| seen.has(sign)) {
                rule(&mut piece, diagnostics);
            }
        }
    }
    placeholders::few_words(passage, diagnostics);
    odd_items::check(passage, diagnostics);
    pushed_in::check(passage, diagnostics);
}

/// Takes out what rules say of words that are a mark of another program, or stand for what is still to be written: they
/// go with it.
pub(super) fn hide_words(diagnostics: &mut Vec<Diagnostic>) {
    let hides = |code: Code| matches!(code, Code::ForeignMark | Code::Placeholder);
    let marks = diagnostics.iter().filter(|finding| hides(finding.code));
    let mut marks: Vec<(usize, usize)> = marks.map(|mark| (mark.span.start, mark.span.end)).collect();
    marks.sort_unstable();
    diagnostics.retain(|finding| {
        let next = marks.partition_point(|(start, _)| *start <= finding.span.start);
        let mark = next.checked_sub(1).map(|last| marks[last]);
        hides(finding.code) || mark.is_none_or(|(_, end)| finding.span.end > end)
    });
}
