//! Organisations and things are called by the names that they have now.
//!
//! A name of before may stand where a sentence tells of before: it also says the name of now, says that it speaks of a
//! former name, or names a year in which the old name held. Titles of sources and others' words are never touched.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use super::Passage;
use super::phrases::{Phrases, begins_word};
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::entry::kinds::HouseTerm;
use crate::entry::kinds::Mark;
use crate::graph::Graph;
use crate::prose::sentence::sentences;
use crate::prose::{Block, BlockKind};
use crate::source::SourcePath;

/// Words that say that a sentence tells of a former name.
const OF_BEFORE: [&str; 9] = [
    "then called",
    "formerly",
    "former ",
    "once called",
    "used to be",
    "was called",
    "was known as",
    "earlier name",
    "old name",
];

const APOSTROPHES: [char; 2] = ['\'', '\u{2019}'];

/// Every old name, the longest first.
#[derive(Debug, PartialEq)]
pub(super) struct Terms {
    terms: Vec<Term>,
    /// How they begin, each up to its first apostrophe.
    beginnings: Phrases,
}

#[derive(Debug, PartialEq, Hash)]
struct Term {
    old: String,
    now: String,
    /// Whether nothing but the name has changed, so that a program may write the new one.
    is_same_thing: bool,
    /// The year of the change.
    since: Option<i16>,
    /// Files in which the old name may stand.
    allowed_in: Vec<SourcePath>,
}

/// How they begin is part of them.
impl Hash for Terms {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.terms.hash(state);
    }
}

impl Terms {
    pub fn of(graph: &Graph) -> Terms {
        let mut terms = Vec::new();
        for term in graph.all::<HouseTerm>() {
            let allowed_in = || term.allowed_in.iter().map(|node| graph.node(*node).entry.path.clone()).collect();
            let mut add = |old: &str, is_same_thing| {
                terms.push(Term {
                    old: plain(old).to_string(),
                    now: plain(term.title()).to_string(),
                    is_same_thing,
                    since: term.since.map(|day| day.year()),
                    allowed_in: allowed_in(),
                });
            };
            term.instead_of.iter().for_each(|old| add(old, true));
            term.was_before.iter().for_each(|old| add(old, false));
        }
        Terms::new(terms)
    }

    fn new(mut terms: Vec<Term>) -> Terms {
        terms.sort_by(|a, b| b.old.len().cmp(&a.old.len()).then_with(|| a.old.cmp(&b.old)));
        // A name that begins with an apostrophe is none that could begin a word.
        let beginnings = terms.iter().filter_map(|term| term.old.split(APOSTROPHES).next());
        let beginnings = Phrases::new(beginnings.filter(|words| !words.is_empty()));
        Terms { terms, beginnings }
    }
}

/// A name without `The`, which sentences write large, small or not at all.
fn plain(name: &str) -> &str {
    name.strip_prefix("The ").unwrap_or(name)
}

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if passage.kind.has(Mark::ExplainsNames) {
        return;
    }
    let terms = &passage.vocabulary.house_terms;
    for block in passage.blocks.iter().filter(|block| block.kind != BlockKind::Quote) {
        for (range, term) in terms.in_text(&block.text) {
            if term.allowed_in.contains(passage.path) || may_stand(&block.text, &range, term) {
                continue;
            }
            let at = passage.at(block, range.clone());
            let fix = replacement(block, &range, term).map(|text| Fix::new(at.clone(), text));
            diagnostics.push(catalogue::house_term(at, &block.text[range], &term.now).maybe_fix(fix));
        }
    }
}

impl Terms {
    /// Every use of an old name, in reading order; of two that lie over each other the first and longer one.
    fn in_text(&self, text: &str) -> Vec<(Range<usize>, &Term)> {
        let mut starts: Vec<usize> = self.beginnings.found(text).map(|found| found.start()).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut found = Vec::new();
        let mut from = 0;
        for start in starts.into_iter().filter(|start| begins_word(text, *start)) {
            let named = || self.terms.iter().find_map(|term| Some((start..name_end(text, start, &term.old)?, term)));
            if let Some((range, term)) = named().filter(|_| start >= from) {
                from = range.end;
                found.push((range, term));
            }
        }
        found
    }
}

/// Where words begin.
fn word_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let begins = c.is_alphanumeric() && !before.is_alphanumeric();
        before = c;
        begins.then_some(at)
    })
}

/// Where a name ends that begins at a place, as whole words. Capitals matter in short names only; either apostrophe
/// will do.
fn name_end(text: &str, start: usize, name: &str) -> Option<usize> {
    let is_short = !name.contains(' ');
    let is_apostrophe = |c| APOSTROPHES.contains(&c);
    let mut rest = text[start..].chars();
    for letter in name.chars() {
        let c = rest.next()?;
        let is_like =
            c == letter || !is_short && c.eq_ignore_ascii_case(&letter) || is_apostrophe(c) && is_apostrophe(letter);
        if !is_like {
            return None;
        }
    }
    let rest = rest.as_str();
    (!rest.starts_with(char::is_alphanumeric)).then_some(text.len() - rest.len())
}

/// Whether a text uses a name.
fn uses(text: &str, name: &str) -> bool {
    word_starts(text).any(|start| name_end(text, start, name).is_some())
}

/// Whether the sentence around an old name tells of before, or is somebody else's.
fn may_stand(text: &str, range: &Range<usize>, term: &Term) -> bool {
    let around = sentences(text).into_iter().find(|sentence| sentence.contains(&range.start)).unwrap_or(0..text.len());
    let sentence = &text[around.clone()];
    let lower = sentence.to_lowercase();
    uses(sentence, &term.now)
        || OF_BEFORE.iter().any(|words| lower.contains(words))
        || term.since.is_some_and(|since| years(sentence).any(|year| year <= since))
        || is_quoted(&text[..range.start], &text[range.end..])
}

fn years(sentence: &str) -> impl Iterator<Item = i16> + '_ {
    let numbers = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() == 4);
    numbers.filter_map(|word| word.parse().ok()).filter(|year| (1900..2100).contains(year))
}

/// Whether quotation marks are open before a place and closed behind it.
fn is_quoted(before: &str, after: &str) -> bool {
    let is_open = |open: char, close: char| before.rfind(open) > before.rfind(close) && after.contains(close);
    is_open('\u{201c}', '\u{201d}') || before.matches('"').count() % 2 == 1 && after.contains('"')
}

/// What a program may write in place of an old name, if nothing else has to change.
fn replacement(block: &Block, range: &Range<usize>, term: &Term) -> Option<String> {
    let place = block.locate(range.clone());
    let is_typed_so = place.len() == range.len();
    // In YAML these have a meaning of their own, depending on what stands around them.
    let is_plain = block.kind != BlockKind::Field || !term.now.contains(['\'', '"', ':', '#', '\\']);
    let has_both = term.now.contains('\'') && block.text[range.clone()].contains('\'');
    (term.is_same_thing && is_typed_so && (is_plain || has_both)).then(|| term.now.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(old: &str, now: &str) -> Term {
        Term { old: old.into(), now: now.into(), is_same_thing: true, since: Some(2023), allowed_in: Vec::new() }
    }

    fn found(text: &str, names: &[&str]) -> Vec<Range<usize>> {
        let terms = Terms::new(names.iter().map(|name| term(name, "Other")).collect());
        terms.in_text(text).into_iter().map(|(range, _)| range).collect()
    }

    #[test]
    fn names_are_found_as_whole_words() {
        assert_eq!(found("A job centre plus, JOB CENTRE PLUS", &["Job Centre Plus", "Job Centre"]), [2..17, 19..34]);
        assert_eq!(found("The Prince\u{2019}s Trust", &["Prince's Trust"]), vec![4..20; 1]);
        assert_eq!(found("HEE, hee, HEEs", &["HEE"]), vec![0..3; 1]);
    }

    #[test]
    fn a_sentence_may_tell_of_before() {
        let hee = term("HEE", "NHS England");
        let stands = |text: &str| may_stand(text, &found(text, &["HEE"])[0], &hee);
        for text in [
            "HEE joined NHS England.",
            "It was written by HEE, as it was then called.",
            "In 2021 HEE wrote a guide.",
            "They wrote \u{201c}ask HEE\u{201d} there.",
        ] {
            assert!(stands(text), "{text}");
        }
        for text in ["HEE plans training.", "In 2025 HEE pays.", "Ask HEE. It is now NHS England."] {
            assert!(!stands(text), "{text}");
        }
    }

    #[test]
    fn only_what_is_typed_plainly_is_replaced() {
        let typed = |kind: BlockKind, text: &str| {
            let mut block = Block::plain("note", None, text, 0);
            block.kind = kind;
            replacement(&block, &(0..text.len()), &term("Prince's Trust", "King's Trust"))
        };
        assert_eq!(typed(BlockKind::Field, "Prince's Trust").as_deref(), Some("King's Trust"));
        assert_eq!(typed(BlockKind::Field, "Prince\u{2019}s Trust"), None);
        assert_eq!(typed(BlockKind::Item, "Prince\u{2019}s Trust").as_deref(), Some("King's Trust"));
    }
}
