//! A summary is one sentence of at most 25 words.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::locate::Step;
use crate::prose::sentence::sentences;

/// NHS content guidance asks for sentences of up to 20 words; 25 leaves room for the names of professions.
pub const MOST_WORDS: usize = 25;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (_, node) in subject.graph.nodes() {
        let summary = node.summary();
        let words = summary.split_whitespace().count();
        let sentences = sentences(summary).len();
        if words > MOST_WORDS || sentences > 1 {
            let at = subject.at(&node.entry, &[Step::Field("summary".into())]);
            diagnostics.push(catalogue::summary_length(at, words, sentences));
        }
    }
}
