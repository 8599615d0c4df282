//! An acronym is in the glossary, or is spelled out where a page first uses it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Passage;
use super::capitals::{LONGEST, listed};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{GlossaryTerm, Mark};
use crate::graph::Graph;
use crate::prose::sentence::sentences;
use crate::prose::{Block, BlockKind};

/// These mark what somebody has still to write, of which other rules tell.
const TO_WRITE: [&str; 11] = ["FILL", "FIXME", "HEAD", "IN", "TBA", "TBC", "TBD", "TODO", "XXXX", "XXXXX", "XXXXXX"];
/// Words that acronyms mostly leave out.
const MINOR: [&str; 12] = ["a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"];
/// What nobody needs to have explained: by the glossary, by the site's settings, or by everybody's day.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Explained {
    acronyms: BTreeSet<String>,
    /// Names of several words with capitals in them, such as `Project SEARCH`.
    names: BTreeSet<String>,
}

impl Explained {
    pub fn of(graph: &Graph, config: &Config) -> Explained {
        let names = graph.all::<GlossaryTerm>().flat_map(|term| [term.title()].into_iter().chain(&term.fields.also));
        let known = config.known_acronyms.iter().map(|word| one(word)).chain(listed(include_str!("everyday.txt")));
        let mut explained = Explained { acronyms: known.map(str::to_string).collect(), names: BTreeSet::new() };
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
        self.acronyms.contains(acronym)
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
    for (index, block) in passage.blocks.iter().enumerate().filter(|(_, block)| block.kind != BlockKind::Quote) {
        for range in acronyms(&block.text) {
            let acronym = one(&block.text[range.clone()]);
            let known = &passage.vocabulary.acronyms;
            if known.has(acronym) || met.contains(acronym) || known.has_name_at(&block.text, &range) {
                continue;
            }
            // Only now, as it asks for the words of the whole file.
            if passage.capitals.are_no_short_form(block, &range) {
                continue;
            }
            // A name over a text may be short if the text then says what it means.
            if block.field == "title" && passage.kind.has(Mark::NamesOthers) {
                continue;
            }
            let is_name = block.kind == BlockKind::Heading || block.field == "title";
            let is_explained = match is_name {
                true => passage.blocks.iter().any(|block| explains(block, acronym)),
                false => {
                    is_spelled_out(&block.text, &range, acronym)
                        || has_been_named(&passage.blocks[..=index], acronym)
                        || is_beside(passage.blocks, index, acronym)
                }
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

/// Whether these texts have the whole name that an acronym is short for, written as a name.
fn has_been_named(blocks: &[Block], acronym: &str) -> bool {
    let is_name = |words: &[&str]| {
        let mut letters = acronym.chars();
        let minor = |word: &str| MINOR.contains(&word);
        words.iter().all(|word| minor(word) || letters.next().is_some_and(|letter| word.starts_with(letter)))
            && letters.next().is_none()
    };
    acronym.len() > 2
        && blocks.iter().any(|block| {
            let words: Vec<&str> = block.text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
            let starts = (0..words.len()).filter(|at| words[*at].starts_with(&acronym[..1]));
            let ends = |start: usize| (start + acronym.len()..=words.len()).take(acronym.len() + 1);
            starts.into_iter().any(|start| ends(start).any(|end| is_name(&words[start..end])))
        })
}

/// Whether a cell of a table stands beside one that says what it means, as in a list of short forms.
fn is_beside(blocks: &[Block], index: usize, acronym: &str) -> bool {
    let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten().filter_map(|at| blocks.get(at));
    blocks[index].kind == BlockKind::Cell
        && beside.filter(|block| block.kind == BlockKind::Cell).any(|block| {
            let words = lower_words(&block.text);
            initials_spell(&words, acronym) || letters_spell(&block.text, acronym)
        })
}

fn lower_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Whether the sentence around an acronym says what it means.
fn is_spelled_out(text: &str, range: &Range<usize>, acronym: &str) -> bool {
    let around = sentences(text).into_iter().find(|sentence| sentence.contains(&range.start)).unwrap_or(0..text.len());
    let before = &text[around.start..range.start];
    let after = text.get(range.end..around.end.max(range.end)).unwrap_or("");
    if [before, after].into_iter().any(|words| initials_spell(&lower_words(words), acronym)) {
        return true;
    }
    // `HCA: helps people (healthcare assistant)`: a line that begins with a short form is about it.
    let is_subject =
        text[..range.start].trim().is_empty() && after.trim_start().starts_with([':', '=', '-', '\u{2013}']);
    if is_subject && letters_spell(after, acronym) {
        return true;
    }
    // `biomedical science (BMS)`, `BMS (biomedical science)`: what brackets tie together needs no initials.
    let tied = before.trim_end().rsplit_once('(').filter(|(_, lead)| is_lead(lead)).map(|(before, _)| {
        let words: Vec<&str> = before.split_whitespace().collect();
        words[words.len().saturating_sub(acronym.len() + 4)..].join(" ")
    });
    let bracket =
        after.trim_start().strip_prefix('(').map(|after| after.split(')').next().unwrap_or(after).to_string());
    tied.into_iter().chain(bracket).any(|words| letters_spell(&words, acronym))
}

/// What may stand between a bracket and the short form in it: `(the BMS)`, `(also known as BMS)`.
fn is_lead(words: &str) -> bool {
    const WORDS: [&str; 9] = ["the", "or", "an", "a", "also", "known", "called", "as", "often"];
    words.split_whitespace().all(|word| WORDS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())))
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
            "biomedical science (also known as BMS)",
            "The U.K. Foot Agency (UKFA)",
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
