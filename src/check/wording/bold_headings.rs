//! Bold words are no heading: programs that read pages aloud do not find them.

use super::Passage;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::prose::{Block, BlockKind};
use crate::source::Span;

/// A heading is not longer.
const MOST_WORDS: usize = 12;

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut blocks = passage.blocks.iter();
    // The title is above all.
    let mut level = 1;
    while let Some(block) = blocks.next() {
        if block.kind == BlockKind::Heading {
            level = level_of(passage, block);
        }
        let [bold] = &block.bold[..] else { continue };
        if block.kind != BlockKind::Paragraph {
            continue;
        }
        // What only opens a part for another program, such as `{note}`, is of another rule.
        let below = blocks.clone().find(|next| !is_mark(&next.text));
        if below.is_none_or(|next| next.kind == BlockKind::Heading) {
            continue;
        }
        let others = [&block.text[..bold.start], &block.text[bold.end..]];
        let words = block.text.trim();
        if others.iter().all(|text| text.trim().is_empty()) && is_like_a_heading(block, words) {
            let end = passage.at(block, bold.clone()).end;
            let stars = "**".len();
            let at = Span::new(passage.path, block.span.start..end + stars);
            diagnostics.push(catalogue::bold_heading(at, words, level + 1));
        }
    }
}

fn is_mark(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('{') && text.ends_with('}') && !text.contains(char::is_whitespace)
}

/// How deep a heading is: by its signs, or by the line below it.
pub(super) fn level_of(passage: &Passage<'_>, heading: &Block) -> usize {
    let typed = passage.text.get(heading.span.clone()).unwrap_or("");
    match typed.bytes().take_while(|byte| *byte == b'#').count() {
        0 if typed.trim_end().ends_with('=') => 1,
        0 => 2,
        signs => signs,
    }
}

/// Whether words are neither a sentence that stresses something, nor words that lead into what follows, nor a number or
/// a link that should be seen.
fn is_like_a_heading(block: &Block, words: &str) -> bool {
    let is_sentence = words.ends_with(['.', '!', ',', ';', '\u{2026}', '"', '\u{201d}']);
    // `Winner: Anna Smith` says all that there is to say.
    let leads_in = words.ends_with(':') || words.contains(": ");
    // `Last update 9 March`: a note on the page.
    const NOTES: [&str; 5] = ["last ", "updated ", "posted ", "published ", "reviewed "];
    let lower = words.to_lowercase();
    let is_note = NOTES.iter().any(|note| lower.starts_with(note)) && words.contains(|c: char| c.is_ascii_digit());
    let has_words = words.split_whitespace().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    let begins_with_digit = words.trim_start_matches(['+', '(']).starts_with(|c: char| c.is_ascii_digit());
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let is_number = words.starts_with(['£', '€', '$']) || begins_with_digit && digits * 2 > words.len();
    let is_address = words.contains('@') || words.contains("://");
    let joins = ["and", "and/or", "or"].iter().any(|word| words.eq_ignore_ascii_case(word));
    let is_long = words.split_whitespace().count() > MOST_WORDS;
    !is_sentence
        && !leads_in
        && !is_note
        && has_words
        && !is_number
        && !is_address
        && !joins
        && !is_long
        && block.links.is_empty()
}
