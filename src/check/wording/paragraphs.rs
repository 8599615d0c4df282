//! A paragraph has at most five sentences.

use super::Passage;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::prose::BlockKind;
use crate::prose::sentence::{sentences, words};

/// As GOV.UK asks its writers
/// (<https://www.gov.uk/guidance/content-design/writing-for-gov-uk>).
const MOST_SENTENCES: usize = 5;

/// Of a sentence that counts.
const FEWEST_WORDS: usize = 2;

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for block in passage.blocks {
        let is_judged = matches!(block.kind, BlockKind::Field | BlockKind::Paragraph | BlockKind::Item);
        // A mark stands behind every sentence but the last.
        let ends = block.text.bytes().filter(|byte| matches!(byte, b'.' | b'!' | b'?')).count();
        if !is_judged || ends < MOST_SENTENCES {
            continue;
        }
        let found = sentences(&block.text);
        if found.len() <= MOST_SENTENCES {
            continue;
        }
        // `Yes.` makes no paragraph long, nor does the `2000.` of what names a book.
        let count = found.iter().filter(|range| words(&block.text[(*range).clone()]).count() >= FEWEST_WORDS).count();
        if let (true, Some(first), Some(last)) = (count > MOST_SENTENCES, found.first(), found.last()) {
            let at = passage.at(block, first.start..last.end);
            diagnostics.push(catalogue::long_paragraph(at, found.len()));
        }
    }
}
