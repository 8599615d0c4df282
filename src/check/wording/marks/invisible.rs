//! Characters that nobody sees, in words: they come along when text is copied, and then no search finds the word and
//! screen readers stumble over it.

use super::piece::{Piece, before, behind};
use crate::diagnostic::catalogue::Pasted;
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // All of them are three bytes long and begin so.
    if !piece.bytes().iter().any(|byte| matches!(byte, 0xE1 | 0xE2)) {
        return;
    }
    let text = piece.text();
    let mut from = 0;
    while let Some(at) = text[from..].find(is_invisible).map(|at| from + at) {
        let run: usize = text[at..].chars().take_while(|&c| is_invisible(c)).map(char::len_utf8).sum();
        from = at + run;
        let range = at..from;
        let Some(c) = text[at..].chars().next() else { return };
        // Between letters of a script that joins them, or in a picture of several, such a character has its work.
        let has_work = is_joiner(c) && ![before(&text, at), behind(&text, from)].into_iter().all(is_western);
        if !has_work {
            let fix = piece.fix(range.clone(), "");
            diagnostics.push(catalogue::pasted_text(piece.at(range.clone()), Pasted::Invisible(c)).maybe_fix(fix));
            piece.hide(range);
        }
    }
}

/// A blank without width, one that keeps words together, and what joins letters or says how they run. A soft hyphen is
/// none of them: it is seen where a line ends.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{180E}' | '\u{200B}' | '\u{2060}'..='\u{2064}') || is_joiner(c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}'..='\u{200F}')
}

/// Letters of Europe's west, figures, blanks and the marks of a sentence.
fn is_western(c: char) -> bool {
    c < '\u{250}' || matches!(c, '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{203A}')
}
