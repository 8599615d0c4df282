//! What a page says of its short forms, wherever it does: each of these questions is worked out once for a page.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::capital_runs::{acronyms, one};
use super::capitals::LONGEST;
use super::spelled_out::{MINOR, initials, is_spelled_out, lower_words};
use crate::prose::Block;
use crate::prose::sentence::sentences as sentences_of;

/// So many texts before one are what its reader has read.
const BLOCKS_BEFORE: usize = 40;

/// What the texts of a file say of short forms, worked out when it is first asked for.
pub(super) struct Told<'a> {
    blocks: &'a [Block],
    explained: OnceCell<BTreeSet<&'a str>>,
    named: OnceCell<BTreeMap<String, usize>>,
    bracketed: OnceCell<BTreeMap<&'a str, (usize, Range<usize>)>>,
    spelled: OnceCell<BTreeMap<String, Vec<usize>>>,
}

impl<'a> Told<'a> {
    pub fn new(blocks: &'a [Block]) -> Told<'a> {
        Told {
            blocks,
            explained: OnceCell::new(),
            named: OnceCell::new(),
            bracketed: OnceCell::new(),
            spelled: OnceCell::new(),
        }
    }

    /// Whether some text says what an acronym means.
    pub fn explains(&self, acronym: &str) -> bool {
        self.explained.get_or_init(|| self.blocks.iter().flat_map(explained).collect()).contains(acronym)
    }

    /// Whether an acronym stands in brackets behind what it means, where that is a place that is asked for: the text, by
    /// its number, and the range in it.
    pub fn says_in_brackets(&self, acronym: &str, is_asked: impl Fn(usize, &Range<usize>) -> bool) -> bool {
        let found = self.bracketed.get_or_init(|| bracketed(self.blocks)).get(acronym);
        found.filter(|(at, range)| is_asked(*at, range)).is_some_and(|(at, range)| {
            let text = &self.blocks[*at].text;
            is_spelled_out(text, std::slice::from_ref(&(0..text.len())), range, acronym)
        })
    }

    /// Whether the words of this text, or of one of those before it, begin with the letters of an acronym. Of two letters
    /// that may be chance, so only this text says it.
    pub fn spells(&self, index: usize, acronym: &str) -> bool {
        let first = if acronym.len() > 2 { index.saturating_sub(BLOCKS_BEFORE) } else { index };
        let spelled = self.spelled.get_or_init(|| spelled(self.blocks)).get(&*acronym.to_lowercase());
        spelled.is_some_and(|texts| {
            let next = texts.partition_point(|text| *text < first);
            texts.get(next).is_some_and(|text| *text <= index)
        })
    }

    /// Whether a text up to this one has the whole name that an acronym is short for, written as a name.
    pub fn has_named(&self, index: usize, acronym: &str) -> bool {
        self.named.get_or_init(|| named(self.blocks)).get(acronym).is_some_and(|first| *first <= index)
    }
}

/// Acronyms of which a text says what they mean.
fn explained(block: &Block) -> impl Iterator<Item = &str> {
    let sentences = OnceCell::new();
    acronyms(&block.text).filter_map(move |range| {
        let sentences = sentences.get_or_init(|| sentences_of(&block.text));
        let acronym = one(&block.text[range.clone()]);
        is_spelled_out(&block.text, sentences, &range, acronym).then_some(acronym)
    })
}

/// The first place of every acronym that stands in brackets, by itself or as the last of a longer short form: `(UK LLC)`.
fn bracketed(blocks: &[Block]) -> BTreeMap<&str, (usize, Range<usize>)> {
    let mut found = BTreeMap::new();
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| block.text.contains('(')) {
        for range in acronyms(&block.text) {
            let (before, after) = (&block.text[..range.start], &block.text[range.end..]);
            let opens = || before.trim_end_matches(|c: char| c.is_ascii_uppercase() || c == ' ').ends_with('(');
            if after.starts_with(')') && opens() {
                found.entry(one(&block.text[range.clone()])).or_insert((index, range));
            }
        }
    }
    found
}

/// Every short form of these texts, in small letters, with the texts of which the words spell it, in order.
fn spelled(blocks: &[Block]) -> BTreeMap<String, Vec<usize>> {
    let short_forms = blocks.iter().flat_map(|block| acronyms(&block.text).map(|range| one(&block.text[range])));
    let mut spelled: BTreeMap<String, Vec<usize>> =
        short_forms.map(|acronym| (acronym.to_lowercase(), Vec::new())).collect();
    for (index, block) in blocks.iter().enumerate() {
        initials(&lower_words(&block.text), LONGEST, &mut |letters| {
            if let Some(texts) = spelled.get_mut(letters).filter(|texts| texts.last() != Some(&index)) {
                texts.push(index);
            }
        });
    }
    spelled
}

/// The initials of every name, each with the first text that has it. Of a name of two words none may be left out.
fn named(blocks: &[Block]) -> BTreeMap<String, usize> {
    let mut named = BTreeMap::new();
    for (index, block) in blocks.iter().enumerate() {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}');
        let words: Vec<&str> = block.text.split(|c| !is_part(c)).filter(|word| !word.is_empty()).collect();
        for start in 0..words.len() {
            let mut letters = String::new();
            for (count, word) in (1..=2 * LONGEST).zip(&words[start..]) {
                let is_name = word.chars().nth(1).is_some_and(|next| !next.is_uppercase());
                match word.chars().next() {
                    Some(letter) if letter.is_ascii_uppercase() && is_name => letters.push(letter),
                    _ if MINOR.contains(word) && !letters.is_empty() => continue,
                    _ => break,
                }
                let is_whole = if letters.len() == 2 { count == 2 } else { count <= 2 * letters.len() };
                if (2..=LONGEST).contains(&letters.len()) && is_whole {
                    named.entry(letters.clone()).or_insert(index);
                }
            }
        }
    }
    named
}
