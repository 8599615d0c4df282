//! What stands there twice: a word in a row, `the the`, a whole paragraph, or a heading below the same heading.

use std::collections::BTreeMap;

use super::Passage;
use super::bold_headings::level_of;
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::prose::{Block, BlockKind};

/// Small words that no sentence has twice in a row, in small letters. `That that` and `had had` are none of them.
const WORDS: [&str; 28] = [
    "a", "an", "and", "are", "at", "be", "by", "can", "for", "from", "if", "into", "it", "of", "or", "our", "the",
    "their", "these", "they", "this", "to", "was", "we", "will", "with", "you", "your",
];
/// Longer words are said twice by mistake, but for these.
const LONG: usize = 4;
const SAID_TWICE: [&str; 36] = [
    "again", "badly", "blah", "boom", "chop", "click", "clap", "deep", "ever", "far", "fast", "gone", "hard", "hear",
    "high", "hush", "knock", "long", "many", "more", "much", "never", "night", "okay", "quick", "really", "round",
    "slowly", "step", "that", "there", "thank", "tick", "tuck", "very", "well",
];
/// The fewest words of a paragraph that nobody means to say twice.
const FEWEST: usize = 4;

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for block in passage.blocks {
        words(passage, block, diagnostics);
    }
    for pair in passage.blocks.windows(2) {
        if is_doubled([&pair[0], &pair[1]]) {
            diagnostics.push(catalogue::doubled_paragraph(passage.at(&pair[1], 0..pair[1].text.len())));
        }
    }
    headings(passage, diagnostics);
}

fn words(passage: &Passage<'_>, block: &Block, diagnostics: &mut Vec<Diagnostic>) {
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
            && (WORDS.contains(&bare) || bare.len() >= LONG && !SAID_TWICE.contains(&bare))
            && !block.is_code(start)
        {
            let at = passage.at(block, from..end);
            let is_as_typed = passage.text.get(at.start..at.end) == Some(&text[from..end]);
            let fix = is_as_typed.then(|| Fix::new(at.clone(), first));
            diagnostics.push(catalogue::doubled_word(at, bare).maybe_fix(fix));
        }
        // What ends a sentence or a part of one stands before another word.
        before = (bare.len() == word.len()).then_some((start, word));
    }
}

/// Whether the second of two paragraphs, items or headings has the words of the first.
fn is_doubled([first, second]: [&Block; 2]) -> bool {
    let is_text = matches!(second.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading);
    let text = second.text.trim();
    let is_same = is_text && first.kind == second.kind && first.text.trim() == text;
    is_same && text.split_ascii_whitespace().nth(FEWEST - 1).is_some() && !second.is_code(0)
}

/// A heading of the same words as another of its level, below the same heading: in a list of headings, nobody tells them
/// apart.
fn headings(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // The open headings, with those right below each.
    let mut open: Vec<(usize, BTreeMap<String, &Block>)> = vec![(0, BTreeMap::new())];
    let mut last = None;
    for block in passage.blocks {
        let before = last.replace(block);
        if block.kind != BlockKind::Heading || block.text.trim().is_empty() {
            continue;
        }
        let level = level_of(passage, block);
        while open.len() > 1 && open.last().is_some_and(|(above, _)| *above >= level) {
            open.pop();
        }
        let first = open.last_mut().and_then(|(_, below)| below.insert(block.text.trim().to_lowercase(), block));
        // What stands right below itself is told already.
        if let Some(first) = first.filter(|_| before.is_none_or(|before| !is_doubled([before, block]))) {
            let whole = |block: &Block| passage.at(block, 0..block.text.trim_end().len());
            diagnostics.push(catalogue::doubled_heading(whole(block), whole(first)));
        }
        open.push((level, BTreeMap::new()));
    }
}
