//! A summary is one sentence of at most 25 words.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::locate::Step;

/// NHS content guidance asks for sentences of up to 20 words; 25 leaves room for the names of professions.
pub const MOST_WORDS: usize = 25;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (_, node) in subject.graph.nodes() {
        let summary = node.summary();
        let words = summary.split_whitespace().count();
        let ends = summary.trim_end().char_indices().filter(|(at, c)| {
            matches!(c, '.' | '!' | '?')
                && summary[at + 1..].starts_with(' ')
                && summary[at + 2..].starts_with(char::is_uppercase)
        });
        let sentences = ends.count() + 1;
        if words > MOST_WORDS || sentences > 1 {
            let at = subject.at(&node.entry, &[Step::Field("summary".into())]);
            diagnostics.push(catalogue::summary_length(at, words, sentences));
        }
    }
}
