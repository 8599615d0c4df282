//! Marks that a page would show as they are typed, one kind a file.
//!
//! What is left of a text when Markdown has been read is what visitors see. A mark in it is mostly a slip, unless it is
//! code, stands behind a backslash or is part of an address: a [`Piece`] has these hidden.

mod brackets;
mod bullets;
mod fields;
mod leftovers;
mod lines;
mod piece;
mod placeholders;
mod pushed_in;
mod stars;
mod tables;
mod templates;

use super::Passage;
use crate::diagnostic::Diagnostic;
use crate::prose::BlockKind;
use piece::Piece;

type Rule = fn(&mut Piece<'_>, &mut Vec<Diagnostic>);

/// What is looked for in each piece of a text, in this order: a rule hides what it has told from those after it.
const IN_TEXTS: [Rule; 8] = [
    placeholders::check,
    leftovers::check,
    templates::check,
    tables::check,
    lines::check,
    bullets::check,
    brackets::check,
    stars::check,
];

/// What is looked for in each value of a field.
const IN_FIELDS: [Rule; 4] = [placeholders::check, leftovers::check, templates::check, fields::check];

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (at, block) in passage.blocks.iter().enumerate() {
        let Some(mut piece) = Piece::new(passage, block, at) else { continue };
        let rules: &[Rule] = if block.kind == BlockKind::Field { &IN_FIELDS } else { &IN_TEXTS };
        rules.iter().for_each(|rule| rule(&mut piece, diagnostics));
    }
    placeholders::few_words(passage, diagnostics);
    pushed_in::check(passage, diagnostics);
}
