//! An acronym is in the glossary, or is spelled out where a page first uses it.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::Passage;
use super::capital_forms::is_state;
use super::capital_runs::{acronyms, is_acronym, one};
use super::capitals::listed;
use super::spelled_out::{NEAR, initials_spell, is_spelled_out, letters_spell, lower_words};
use super::told_forms::Told;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{GlossaryTerm, Mark};
use crate::entry::place::Postcode;
use crate::graph::Graph;
use crate::prose::sentence::sentences as sentences_of;
use crate::prose::{Block, BlockKind};

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

/// Whether a cell of a table stands beside one that says what it means, as in a list of short forms.
fn is_beside(blocks: &[Block], index: usize, acronym: &str) -> bool {
    let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten().filter_map(|at| blocks.get(at));
    blocks[index].kind == BlockKind::Cell
        && beside.filter(|block| block.kind == BlockKind::Cell).any(|block| {
            let text = &block.text[..block.text.floor_char_boundary(NEAR)];
            initials_spell(&lower_words(text), acronym) || letters_spell(text, acronym)
        })
}
