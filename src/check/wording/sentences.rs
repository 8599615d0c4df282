//! A sentence has at most 25 words.

use super::Passage;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::prose::BlockKind;
use crate::prose::sentence::{sentences, words};

/// GOV.UK asks its writers to look at every sentence of more than 25 words, and to split it
/// (<https://www.gov.uk/guidance/content-design/writing-for-gov-uk>).
const MOST_WORDS: usize = 25;

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // A summary has a rule of its own, and a name is as long as it is.
    let is_judged = |field: &str| !matches!(field, "title" | "summary");
    for block in passage.blocks {
        if !matches!(block.kind, BlockKind::Field | BlockKind::Paragraph | BlockKind::Item) || !is_judged(&block.field)
        {
            continue;
        }
        // So few words make no long sentence.
        if block.text.split_whitespace().nth(MOST_WORDS).is_none() {
            continue;
        }
        for range in sentences(&block.text) {
            let count = words(&block.text[range.clone()]).count();
            if count > MOST_WORDS {
                diagnostics.push(catalogue::long_sentence(passage.at(block, range), count));
            }
        }
    }
}
