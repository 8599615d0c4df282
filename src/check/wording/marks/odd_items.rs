//! Lines that Markdown makes a list of one thing, where none was meant: a note behind a star, a dash in a sentence.

use std::cell::OnceCell;

use crate::check::wording::Passage;
use crate::diagnostic::catalogue::Stray;
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::prose::{Block, BlockKind};
use crate::source::Span;

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let blocks = passage.blocks;
    let is_item = |number: usize| blocks.get(number).is_some_and(|block| block.kind == BlockKind::Item);
    let first_star = OnceCell::new();
    for (number, item) in blocks.iter().enumerate().filter(|(number, _)| is_item(*number)) {
        if is_item(number + 1) || number > 0 && is_item(number - 1) {
            continue;
        }
        let at = Span::new(passage.path, item.span.start..item.span.start + 1);
        let sign = passage.text.get(at.start..at.end).unwrap_or("");
        let above = number.checked_sub(1).map(|number| &blocks[number]);
        let first_star = || *first_star.get_or_init(|| blocks.iter().position(has_star));
        // What a line such as `You need:` leads into is a list.
        let is_led_into = above.is_some_and(|above| above.text.trim_end().ends_with(':'));
        if sign == "*" && !is_led_into && first_star().is_some_and(|first| first < number) {
            let fix = Fix::new(at.clone(), "\\*");
            diagnostics.push(catalogue::stray_mark(at, Stray::NoteStar).maybe_fix(Some(fix)));
        } else if above.is_some_and(|above| goes_on(passage, above, item)) {
            let fix = (sign == "-").then(|| Fix::new(at.clone(), "\u{2013}"));
            diagnostics.push(catalogue::stray_mark(at, Stray::SentenceDash).maybe_fix(fix));
        }
    }
}

/// Whether a star behind a word leads to a note: `terms apply*`. The grade `A*` does not.
fn has_star(block: &Block) -> bool {
    let text = &*block.text;
    text.match_indices('*').any(|(at, _)| {
        let mut before = text[..at].chars().rev();
        let is_behind_word =
            before.next().is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '.' | '%' | '"' | '\u{201d}'));
        let is_long = before.next().is_some_and(|c| !c.is_whitespace());
        let ends = !text[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '*');
        is_behind_word && is_long && ends && !block.is_code(at)
    })
}

/// Whether an item goes on with the sentence of the line above it, in which its dash was to stand.
fn goes_on(passage: &Passage<'_>, above: &Block, item: &Block) -> bool {
    let between = passage.text.get(above.span.start..item.span.start).unwrap_or("");
    let is_next_line = between[between.trim_end().len()..].matches('\n').count() == 1;
    let is_open = above.text.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ')');
    let goes_on = item.text.starts_with(|c: char| c.is_lowercase());
    above.kind == BlockKind::Paragraph && is_next_line && is_open && goes_on
}
