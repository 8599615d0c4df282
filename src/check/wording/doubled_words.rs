//! A small word that stands there twice: `the the`.

use super::Passage;
use crate::diagnostic::{Diagnostic, Fix, catalogue};

/// Words that no sentence has twice in a row, in small letters. `That that` and `had had` are none of them.
const WORDS: [&str; 28] = [
    "a", "an", "and", "are", "at", "be", "by", "can", "for", "from", "if", "into", "it", "of", "or", "our", "the",
    "their", "these", "they", "this", "to", "was", "we", "will", "with", "you", "your",
];
const LONGEST: usize = 5;

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for block in passage.blocks {
        let text = &*block.text;
        let mut before: Option<(usize, &str)> = None;
        for word in text.split_ascii_whitespace() {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let bare = word.trim_end_matches([',', '.', ';', ':', '!', '?', ')', '"', '\u{201d}', '\u{2019}']);
            let end = start + bare.len();
            if let Some((from, first)) = before
                && bare.eq_ignore_ascii_case(first)
                // A name may begin where a sentence ends: `Vitamin A a day`.
                && bare.bytes().all(|byte| byte.is_ascii_lowercase())
                && WORDS.contains(&bare)
                && !block.is_code(start)
            {
                let at = passage.at(block, from..end);
                let is_as_typed = passage.text.get(at.start..at.end) == Some(&text[from..end]);
                let fix = is_as_typed.then(|| Fix::new(at.clone(), first));
                diagnostics.push(catalogue::doubled_word(at, bare).maybe_fix(fix));
            }
            // What ends a sentence or a part of one stands before another word.
            before = (bare.len() == word.len() && word.len() <= LONGEST).then_some((start, word));
        }
    }
}
