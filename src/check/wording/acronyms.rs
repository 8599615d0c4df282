//! An acronym is in the glossary, or is spelled out where a page first uses it.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Passage;
use super::capital_forms::is_state;
use super::capitals::{LONGEST, listed};
use super::spelled_out::{MINOR, NEAR, initials, initials_spell, is_spelled_out, letters_spell, lower_words};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{GlossaryTerm, Mark};
use crate::entry::place::Postcode;
use crate::graph::Graph;
use crate::prose::sentence::sentences as sentences_of;
use crate::prose::{Block, BlockKind};

/// These mark what somebody has still to write, of which other rules tell.
const TO_WRITE: [&str; 11] = ["FILL", "FIXME", "HEAD", "IN", "TBA", "TBC", "TBD", "TODO", "XXXX", "XXXXX", "XXXXXX"];
/// What nobody needs to have explained: by the glossary, by the site's settings, or by everybody's day.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Explained {
    acronyms: BTreeSet<String>,
    /// Names of several words with capitals in them, such as `Project SEARCH`.
    names: BTreeSet<String>,
    /// Whether visitors know the states of the USA by their codes.
    is_american: bool,
}

impl Explained {
    pub fn of(graph: &Graph, config: &Config) -> Explained {
        let names = graph.all::<GlossaryTerm>().flat_map(|term| [term.title()].into_iter().chain(&term.fields.also));
        let is_american = config.is_american();
        let in_america = is_american.then_some(include_str!("everyday-american.txt"));
        let everyday = [include_str!("everyday.txt")].into_iter().chain(in_america).flat_map(listed);
        let known = config.known_acronyms.iter().map(|word| one(word)).chain(everyday);
        let mut explained =
            Explained { acronyms: known.map(str::to_string).collect(), names: BTreeSet::new(), is_american };
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
        self.names.iter().any(|name| {
            let from = text.ceil_char_boundary(range.end.saturating_sub(name.len()));
            let to = text.floor_char_boundary(range.start.saturating_add(name.len()).min(text.len()));
            text[from..to].match_indices(&**name).any(|(at, _)| {
                let at = from + at;
                at <= range.start && range.end <= at + name.len()
            })
        })
    }
}

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut met: BTreeSet<&str> = BTreeSet::new();
    let told = Told::new(passage.blocks);
    for (index, block) in passage.blocks.iter().enumerate().filter(|(_, block)| block.kind != BlockKind::Quote) {
        let capitals = passage.capitals.of_block(block);
        let sentences = OnceCell::new();
        for range in acronyms(&block.text) {
            let acronym = one(&block.text[range.clone()]);
            let known = &passage.vocabulary.acronyms;
            let is_state = || known.is_american && is_state(&block.text[..range.start], acronym);
            if known.has(acronym) || met.contains(acronym) || known.has_name_at(&block.text, &range) || is_state() {
                continue;
            }
            // Only now, as it asks for the words of the whole file.
            if capitals.are_no_short_form(&range) {
                // `Further Education (FE)` says it, whatever else these letters could be.
                if told.says_in_brackets(acronym, |at, _| at == index) {
                    met.insert(acronym);
                }
                continue;
            }
            if is_in_address(&block.text, &range) || is_behind_place(&block.text, &range) {
                continue;
            }
            // What others are called is nobody's to spell out.
            if block.field == "title" && passage.kind.has(Mark::NamesOthers) {
                continue;
            }
            // A name over a text may be short if the text then says what it means.
            let is_name = block.kind == BlockKind::Heading || block.field == "title";
            let is_explained = match is_name {
                true => {
                    told.explains(acronym)
                        || told.has_named(if block.field == "title" { usize::MAX } else { index + 1 }, acronym)
                }
                false => {
                    let sentences = sentences.get_or_init(|| sentences_of(&block.text));
                    is_spelled_out(&block.text, sentences, &range, acronym)
                        || told.has_named(index, acronym)
                        || told.spells(index, acronym)
                        || told.says_in_brackets(acronym, |at, _| at < index)
                        || is_beside(passage.blocks, index, acronym)
                }
            };
            if !(is_name && is_explained) {
                met.insert(acronym);
            }
            if !is_explained {
                let is_behind = |at: usize, found: &Range<usize>| (at, found.start) > (index, range.start);
                let is_told_later = told.says_in_brackets(acronym, is_behind);
                diagnostics.push(catalogue::unexplained_acronym(
                    passage.at(block, range.clone()),
                    acronym,
                    is_told_later,
                ));
            }
        }
    }
}

/// Ranges of runs of capitals that are short for something, in reading order.
fn acronyms(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    let mut around = Around { word: 0..0, is_address: false };
    std::iter::from_fn(move || {
        loop {
            let rest = &text[from..];
            let start = from + rest.find(|c: char| c.is_ascii_uppercase())?;
            let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
            from = end;
            let is_inside = text[..start].ends_with(|c: char| c.is_alphanumeric());
            if !is_inside && is_acronym(&text[start..end]) && !around.is_address(text, start) {
                return Some(start..end);
            }
        }
    })
}

/// So many texts before one are what its reader has read.
const BLOCKS_BEFORE: usize = 40;

/// So near before a postcode, in bytes, stands the rest of an address.
const ADDRESS: usize = 90;

/// Whether a place is in a postal address: what an office or a building is called in it is written on letters so.
fn is_in_address(text: &str, range: &Range<usize>) -> bool {
    let near = &text[range.end..text.floor_char_boundary(range.end.saturating_add(ADDRESS))];
    let words: Vec<&str> = near.split([' ', ',', '\n', '.']).filter(|word| !word.is_empty()).collect();
    words.windows(2).any(|pair| {
        let is_typed = pair[0].bytes().chain(pair[1].bytes()).all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        is_typed && pair[1].len() == 3 && Postcode::meant(&pair.concat()).is_some()
    })
}

/// Whether three letters stand behind a name, joined to it: an airport is called so, as in `Newark-EWR`.
fn is_behind_place(text: &str, range: &Range<usize>) -> bool {
    let name = text[..range.start].strip_suffix('-').and_then(|before| before.rsplit([' ', '(', '/']).next());
    let is_name =
        |name: &str| name.starts_with(|c: char| c.is_uppercase()) && name.ends_with(|c: char| c.is_lowercase());
    range.len() == 3 && name.is_some_and(is_name)
}

/// The word between blanks that was looked at last, and whether it is a web or mail address.
struct Around {
    word: Range<usize>,
    is_address: bool,
}

impl Around {
    /// Whether the word at a place, which lies behind those that were asked for before, is an address.
    fn is_address(&mut self, text: &str, at: usize) -> bool {
        if at >= self.word.end {
            let before = text[self.word.end..at].rsplit(char::is_whitespace).next().unwrap_or("");
            let word = text[at - before.len()..].split_whitespace().next().unwrap_or("");
            self.word = at - before.len()..at - before.len() + word.len();
            let has_domain = word.split('.').skip(1).any(|part| part.starts_with(|c: char| c.is_alphanumeric()));
            self.is_address = word.contains("://") || word.contains('@') || has_domain;
        }
        self.is_address
    }
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

/// What the texts of a file say of short forms, worked out when it is first asked for.
struct Told<'a> {
    blocks: &'a [Block],
    explained: OnceCell<BTreeSet<&'a str>>,
    named: OnceCell<BTreeMap<String, usize>>,
    bracketed: OnceCell<BTreeMap<&'a str, (usize, Range<usize>)>>,
    spelled: OnceCell<BTreeMap<String, Vec<usize>>>,
}

impl<'a> Told<'a> {
    fn new(blocks: &'a [Block]) -> Told<'a> {
        Told {
            blocks,
            explained: OnceCell::new(),
            named: OnceCell::new(),
            bracketed: OnceCell::new(),
            spelled: OnceCell::new(),
        }
    }

    /// Whether some text says what an acronym means.
    fn explains(&self, acronym: &str) -> bool {
        self.explained.get_or_init(|| self.blocks.iter().flat_map(explained).collect()).contains(acronym)
    }

    /// Whether an acronym stands in brackets behind what it means, where that is a place that is asked for: the text, by
    /// its number, and the range in it.
    fn says_in_brackets(&self, acronym: &str, is_asked: impl Fn(usize, &Range<usize>) -> bool) -> bool {
        let found = self.bracketed.get_or_init(|| bracketed(self.blocks)).get(acronym);
        found.filter(|(at, range)| is_asked(*at, range)).is_some_and(|(at, range)| {
            let text = &self.blocks[*at].text;
            is_spelled_out(text, std::slice::from_ref(&(0..text.len())), range, acronym)
        })
    }

    /// Whether the words of this text, or of one of those before it, begin with the letters of an acronym. Of two letters
    /// that may be chance, so only this text says it.
    fn spells(&self, index: usize, acronym: &str) -> bool {
        let first = if acronym.len() > 2 { index.saturating_sub(BLOCKS_BEFORE) } else { index };
        let spelled = self.spelled.get_or_init(|| spelled(self.blocks)).get(&*acronym.to_lowercase());
        spelled.is_some_and(|texts| {
            let next = texts.partition_point(|text| *text < first);
            texts.get(next).is_some_and(|text| *text <= index)
        })
    }

    /// Whether a text up to this one has the whole name that an acronym is short for, written as a name.
    fn has_named(&self, index: usize, acronym: &str) -> bool {
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

/// Whether a cell of a table stands beside one that says what it means, as in a list of short forms.
fn is_beside(blocks: &[Block], index: usize, acronym: &str) -> bool {
    let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten().filter_map(|at| blocks.get(at));
    blocks[index].kind == BlockKind::Cell
        && beside.filter(|block| block.kind == BlockKind::Cell).any(|block| {
            let text = &block.text[..block.text.floor_char_boundary(NEAR)];
            initials_spell(&lower_words(text), acronym) || letters_spell(text, acronym)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_capitals_are_acronyms() {
        let found = |text: &'static str| acronyms(text).map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("The HCPC, two AHPs, an OT-led team (BSL) and ST0217."), ["HCPC", "AHPs", "OT", "BSL"]);
        assert_eq!(
            found("World War II, a PhD, iPADs, A levels, I and x@NHS.net, GOV.UK, https://a.uk/ABC"),
            Vec::<&str>::new()
        );
    }
}
