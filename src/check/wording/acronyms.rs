//! An acronym is in the glossary, or is spelled out where a page first uses it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Passage;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::GlossaryTerm;
use crate::graph::Graph;
use crate::prose::sentence::sentences;
use crate::prose::{Block, BlockKind};

/// Nobody in England needs these spelled out. All others belong in `content/data/glossary.yaml`.
const EVERYDAY: [&str; 13] = ["AM", "GB", "GP", "ID", "IT", "KB", "MB", "NHS", "OK", "PDF", "PM", "TV", "UK"];
/// These mark what somebody has still to write, of which other rules tell.
const TO_WRITE: [&str; 3] = ["FILL", "IN", "TODO"];
/// Words that acronyms mostly leave out.
const MINOR: [&str; 12] = ["a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"];
/// Longer runs of capitals are words that somebody shouts.
const LONGEST: usize = 6;

/// What the glossary explains.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Explained {
    acronyms: BTreeSet<String>,
    /// Names of several words with capitals in them, such as `Project SEARCH`.
    names: BTreeSet<String>,
}

impl Explained {
    pub fn of(graph: &Graph) -> Explained {
        let names = graph.all::<GlossaryTerm>().flat_map(|term| [term.title()].into_iter().chain(&term.fields.also));
        let mut explained = Explained { acronyms: BTreeSet::new(), names: BTreeSet::new() };
        for name in names.flat_map(|name| name.split(['(', ')'])).map(str::trim) {
            // `AHPs` explains `AHP`; `BSL interpreter` explains itself, and not `BSL`.
            if is_acronym(name) {
                explained.acronyms.insert(one(name).to_string());
            } else if acronyms(name).next().is_some() {
                explained.names.insert(name.to_string());
            }
        }
        explained
    }

    fn has(&self, acronym: &str) -> bool {
        EVERYDAY.contains(&acronym) || self.acronyms.contains(acronym)
    }

    /// Whether a place in a text is part of a name that is explained.
    fn has_name_at(&self, text: &str, range: &Range<usize>) -> bool {
        self.names
            .iter()
            .any(|name| text.match_indices(&**name).any(|(at, _)| at <= range.start && range.end <= at + name.len()))
    }
}

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for block in passage.blocks.iter().filter(|block| block.kind != BlockKind::Quote) {
        for range in acronyms(&block.text) {
            let acronym = one(&block.text[range.clone()]);
            let known = &passage.vocabulary.acronyms;
            if known.has(acronym) || met.contains(acronym) || known.has_name_at(&block.text, &range) {
                continue;
            }
            // A name over a text may be short if the text then says what it means.
            let is_name = block.kind == BlockKind::Heading || block.field == "title";
            let is_explained = match is_name {
                true => passage.blocks.iter().any(|block| explains(block, acronym)),
                false => is_spelled_out(&block.text, &range, acronym),
            };
            if !(is_name && is_explained) {
                met.insert(acronym);
            }
            if !is_explained {
                diagnostics.push(catalogue::unexplained_acronym(passage.at(block, range.clone()), acronym));
            }
        }
    }
}

/// Ranges of runs of capitals that are short for something, in reading order.
fn acronyms(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[from..];
            let start = from + rest.find(|c: char| c.is_ascii_uppercase())?;
            let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
            from = end;
            let is_inside = text[..start].ends_with(|c: char| c.is_alphanumeric());
            if !is_inside && is_acronym(&text[start..end]) && !is_in_address(text, start) {
                return Some(start..end);
            }
        }
    })
}

/// `HCPC` and `AHPs`, but not `III`.
fn is_acronym(word: &str) -> bool {
    let one = one(word);
    let is_number = one.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let is_mark = TO_WRITE.contains(&word);
    !is_mark && (2..=LONGEST).contains(&one.len()) && one.bytes().all(|b| b.is_ascii_uppercase()) && !is_number
}

/// The acronym without the `s` of several.
fn one(word: &str) -> &str {
    word.strip_suffix('s').filter(|one| one.len() > 1).unwrap_or(word)
}

/// Whether the word at a place is a part of a web or mail address.
fn is_in_address(text: &str, at: usize) -> bool {
    let before = text[..at].rsplit(char::is_whitespace).next().unwrap_or("");
    let word = text[at - before.len()..].split_whitespace().next().unwrap_or("");
    let has_domain = word.split('.').skip(1).any(|part| part.starts_with(|c: char| c.is_alphanumeric()));
    word.contains("://") || word.contains('@') || has_domain
}

/// Whether a text says somewhere what an acronym means.
fn explains(block: &Block, acronym: &str) -> bool {
    acronyms(&block.text)
        .any(|range| one(&block.text[range.clone()]) == acronym && is_spelled_out(&block.text, &range, acronym))
}

/// Whether the sentence around an acronym says what it means.
fn is_spelled_out(text: &str, range: &Range<usize>, acronym: &str) -> bool {
    let around = sentences(text).into_iter().find(|sentence| sentence.contains(&range.start)).unwrap_or(0..text.len());
    let before = &text[around.start..range.start];
    let after = text.get(range.end..around.end.max(range.end)).unwrap_or("");
    let words = |text: &'_ str| {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (before_words, after_words): (Vec<String>, Vec<String>) = (words(before), words(after));
    if initials_spell(&before_words, acronym) || initials_spell(&after_words, acronym) {
        return true;
    }
    // `biomedical science (BMS)`, `BMS (biomedical science)`: what brackets tie together needs no initials.
    let tied = before.trim_end().strip_suffix('(').map(|before| {
        let words: Vec<&str> = before.split_whitespace().collect();
        words[words.len().saturating_sub(acronym.len() + 4)..].join(" ")
    });
    let bracket =
        after.trim_start().strip_prefix('(').map(|after| after.split(')').next().unwrap_or(after).to_string());
    tied.into_iter().chain(bracket).any(|words| letters_spell(&words, acronym))
}

/// Whether words in a row begin with the letters of an acronym, minor words aside.
fn initials_spell(words: &[String], acronym: &str) -> bool {
    let letters = acronym.to_lowercase();
    (0..words.len()).any(|start| {
        let mut left = letters.chars().peekable();
        for word in &words[start..] {
            if left.peek().is_some_and(|letter| word.starts_with(*letter)) {
                left.next();
            } else if !MINOR.contains(&&**word) || left.peek() == letters.chars().next().as_ref() {
                break;
            }
        }
        left.peek().is_none()
    })
}

/// Whether the letters of an acronym stand in these words in their order, the first at the start of a word.
fn letters_spell(words: &str, acronym: &str) -> bool {
    let (words, letters) = (words.to_lowercase(), acronym.to_lowercase());
    let starts = words
        .char_indices()
        .filter(|(at, c)| letters.starts_with(*c) && !words[..*at].ends_with(char::is_alphanumeric));
    starts.into_iter().any(|(start, _)| {
        let mut rest = words[start..].chars();
        letters.chars().all(|letter| rest.any(|c| c == letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled_out(text: &str) -> bool {
        let range = acronyms(text).next().unwrap();
        is_spelled_out(text, &range, one(&text[range.clone()]))
    }

    #[test]
    fn runs_of_capitals_are_acronyms() {
        let found = |text: &'static str| acronyms(text).map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("The HCPC, two AHPs, an OT-led team (BSL) and ST0217."), ["HCPC", "AHPs", "OT", "BSL"]);
        assert_eq!(
            found("World War II, a PhD, iPADs, A levels, I and x@NHS.net, GOV.UK, https://a.uk/ABC"),
            Vec::<&str>::new()
        );
    }

    #[test]
    fn an_acronym_may_be_spelled_out_in_many_ways() {
        for text in [
            "the Health and Care Professions Council (HCPC)",
            "The HCPC (Health and Care Professions Council) keeps the register.",
            "The Disclosure and Barring Service, or DBS, checks this.",
            "British Sign Language (BSL)",
            "biomedical science (BMS)",
            "allied health professions (AHPs)",
            "a work-based learning (WBL) place",
        ] {
            assert!(spelled_out(text), "{text}");
        }
        for text in [
            "The HCPC keeps the register.",
            "Ask the council (HCPC).",
            "It is free. The DBS checks.",
            "A big (BSL) day",
        ] {
            assert!(!spelled_out(text), "{text}");
        }
    }
}
