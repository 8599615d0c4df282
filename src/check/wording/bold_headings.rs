//! Bold words are no heading: programs that read pages aloud do not find them.

use super::Passage;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::prose::BlockKind;
use crate::source::Span;

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for block in passage.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        let [bold] = &block.bold[..] else { continue };
        let others = [&block.text[..bold.start], &block.text[bold.end..]];
        let words = block.text.trim().trim_end_matches(':');
        // A whole sentence in bold stresses something.
        let is_sentence = words.ends_with(['.', '!']);
        if others.iter().all(|text| text.trim_matches([' ', ':']).is_empty()) && !is_sentence {
            let end = passage.at(block, bold.clone()).end;
            let stars = "**".len();
            let at = Span::new(passage.path, block.span.start..end + stars);
            diagnostics.push(catalogue::bold_heading(at, words));
        }
    }
}
