//! A misspelt word: `recieve`.
//!
//! Only what is known to be a misspelling is told, so that no name and no word of a trade is taken for one.

mod filter;

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Range;

use super::Passage;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::entry::kinds::Mark;
use crate::prose::{Block, BlockKind};

/// Misspellings, and the words that are meant, as `release/misspellings` makes them: a line each, such as
/// `carrer career carrier`, in order. A word that the British and the Americans write in two ways is
/// `organisation|organization`.
const LIST: &str = include_str!("list.txt");
/// Which words may be in the list, as the build has found it.
const FILTER: &[u8; filter::BYTES] = include_bytes!(concat!(env!("OUT_DIR"), "/misspellings.filter"));

/// The fewest letters of a misspelling.
const SHORTEST: usize = 3;
/// What stands around a word without a blank, such as brackets and other words, has fewer bytes on either side.
const LONGEST: usize = 100;
/// The fewest letters with which a word that begins with a capital is no name.
const SHORTEST_LARGE: usize = 6;
/// What is written with a capital wherever it stands.
const LARGE: [&str; 26] = [
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "british",
    "britain",
    "christmas",
    "easter",
    "english",
    "england",
    "scottish",
    "scotland",
];
/// So many misspellings, where they are at least one word of so many, are another language.
const FOREIGN: (usize, usize) = (3, 5);

/// What a site says of its words.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Spelling {
    is_english: bool,
    is_american: bool,
    /// Words that are right here, in small letters.
    known: BTreeSet<String>,
}

impl Spelling {
    pub fn of(config: &Config) -> Spelling {
        Spelling {
            is_english: config.is_english(),
            is_american: config.is_american(),
            known: config.known_words.iter().map(|word| word.to_lowercase()).collect(),
        }
    }

    /// The words that a misspelt one could be; none for other words.
    fn meant(&self, word: &str) -> Option<Vec<String>> {
        let meant = listed(word).filter(|_| !self.known.contains(word))?;
        let one = |right: &'static str| match right.split_once('|') {
            Some((_, american)) if self.is_american => american,
            Some((british, _)) => british,
            None => right,
        };
        Some(meant.split(' ').map(|right| one(right).to_string()).collect())
    }
}

/// Whether a word could be in the list, in whichever case.
fn may_be_listed(word: &[u8]) -> bool {
    filter::bits(word).iter().all(|(byte, bit)| FILTER[*byte] & bit != 0)
}

/// What is meant by a word in small letters, if it is in the list.
fn listed(word: &str) -> Option<&'static str> {
    let (mut from, mut to) = (0, LIST.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let start = memchr::memrchr(b'\n', &LIST.as_bytes()[from..middle]).map_or(from, |at| from + at + 1);
        let length = memchr::memchr(b'\n', &LIST.as_bytes()[start..]).unwrap_or(LIST.len() - start);
        let (wrong, meant) = LIST[start..start + length].split_once(' ')?;
        match word.cmp(wrong) {
            Ordering::Equal => return Some(meant),
            Ordering::Less => to = start,
            Ordering::Greater => from = start + length + 1,
        }
    }
    None
}

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let spelling = &passage.vocabulary.spelling;
    if !spelling.is_english {
        return;
    }
    // What others are called is theirs to spell, and so is what they have said. What a figure shows are names of columns.
    let is_theirs = |block: &Block| {
        block.kind == BlockKind::Quote
            || block.field == "title" && passage.kind.has(Mark::NamesOthers)
            || block.within == "shows"
    };
    for block in passage.blocks.iter().filter(|block| !is_theirs(block)) {
        let found = misspelt(&block.text, spelling);
        if found.len() >= FOREIGN.0 && found.len() * FOREIGN.1 >= block.text.split_ascii_whitespace().count() {
            continue;
        }
        for (range, meant) in found.into_iter().filter(|(range, _)| !block.is_code(range.start)) {
            let at = passage.at(block, range.clone());
            let word = &block.text[range];
            let is_plain = passage.text.get(at.start..at.end) == Some(word) && !meant[0].contains('\'');
            let fix = (meant.len() == 1 && is_plain).then(|| Fix::new(at.clone(), meant[0].clone()));
            diagnostics.push(catalogue::misspelt_word(at, word, &meant).maybe_fix(fix));
        }
    }
}

/// The misspelt words of a text, each with what could be meant, written large or small as it is.
fn misspelt(text: &str, spelling: &Spelling) -> Vec<(Range<usize>, Vec<String>)> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let length = bytes[at..].iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(bytes.len() - at);
        let word = at..at + length;
        at = word.end + 1;
        // Nearly all words end here, so that only of a few it is asked where they stand.
        if length >= SHORTEST && may_be_listed(&bytes[word.clone()]) {
            found.extend(meant(text, word.clone(), spelling).map(|meant| (word, meant)));
        }
    }
    found
}

/// What a word that is a part of a text could mean.
fn meant(text: &str, word: Range<usize>, spelling: &Spelling) -> Option<Vec<String>> {
    // What goes on for longer without a blank is no words, and is not looked through for each of its parts.
    let near = text.ceil_char_boundary(word.start.saturating_sub(LONGEST));
    let far = text.floor_char_boundary(word.end.saturating_add(LONGEST).min(text.len()));
    let start = text[near..word.start].rfind(char::is_whitespace).map(|at| near + at);
    let end = text[word.end..far].find(char::is_whitespace).map(|at| word.end + at);
    let start = start.or((near == 0).then_some(0))?;
    let end = end.or((far == text.len()).then_some(far))?;
    let (before, token) = (&text[..start], text[start..end].trim_start());
    let bare = token.trim_matches(|sign: char| !sign.is_alphanumeric());
    let own = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("\u{2019}s")).unwrap_or(bare);
    // Addresses, numbers, names of files and of what programs call things are no words.
    if !own.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'/')) {
        return None;
    }
    let word = &text[word];
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return spelling.meant(word);
    }
    let begins =
        own.starts_with(word) && (before.trim().is_empty() || before.trim_end().ends_with(['.', '!', '?', ':']));
    large(word, spelling).filter(|meant| begins || meant.iter().all(|word| is_always_large(word)))
}

fn is_always_large(word: &str) -> bool {
    LARGE.iter().any(|large| word.eq_ignore_ascii_case(large))
}

/// What a word with a capital could mean, unless it is a name.
fn large(word: &str, spelling: &Spelling) -> Option<Vec<String>> {
    let (first, rest) = word.split_at(1);
    let is_large = word.len() >= SHORTEST_LARGE
        && first.bytes().all(|byte| byte.is_ascii_uppercase())
        && rest.bytes().all(|byte| byte.is_ascii_lowercase());
    let meant = is_large.then(|| spelling.meant(&word.to_ascii_lowercase())).flatten()?;
    // Hands rarely slip on the first letter: `Humber` is no number.
    let is_slip = meant.iter().all(|meant| meant[..meant.ceil_char_boundary(1)].eq_ignore_ascii_case(first));
    is_slip.then(|| meant.iter().map(|meant| format!("{first}{}", &meant[1..])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, language: &str, known: &str) -> Vec<String> {
        let spelling = Spelling {
            is_english: true,
            is_american: language == "en-US",
            known: known.split_whitespace().map(str::to_string).collect(),
        };
        let all = misspelt(text, &spelling);
        all.into_iter().map(|(range, meant)| format!("{}: {}", &text[range], meant.join(" or "))).collect()
    }

    #[test]
    fn misspelt_words_are_told_with_what_is_meant() {
        for (text, told) in [
            ("You will recieve it.", "recieve: receive"),
            (
                "(Definately) a well-payed, rehabilatation/care job",
                "Definately: Definitely, payed: paid, rehabilatation: rehabilitation",
            ),
            ("A carrer in care", "carrer: career or carrier"),
            ("Goverment pays. Accomodation is free", "Goverment: Government, Accomodation: Accommodation"),
            ("the apprentiship's end", "apprentiship: apprenticeship"),
            // Names, and what is no word.
            ("Humber and Goole. Humber is wide. See wuth.nhs.uk, a@teh.example, teh_way, TEH and the 2nd", ""),
            ("The Goverment Way", ""),
            ("Come in Feburary", "Feburary: February"),
            (&"teh-".repeat(200), ""),
            ("Right words only: organise, programme, dietitian, orthoptist.", ""),
        ] {
            assert_eq!(found(text, "en-GB", "").join(", "), told, "{text}");
        }
    }

    #[test]
    fn a_language_has_its_own_way_and_a_site_its_own_words() {
        assert_eq!(found("An organistion", "en-GB", ""), ["organistion: organisation"]);
        assert_eq!(found("An organistion", "en-US", ""), ["organistion: organization"]);
        assert_eq!(found("An Organistion", "en-GB", "organistion"), [""; 0]);
    }

    #[test]
    fn the_list_is_in_order_and_every_word_of_it_is_found() {
        let words: Vec<(&str, &str)> = LIST.lines().map(|line| line.split_once(' ').unwrap()).collect();
        assert!(words.is_sorted_by(|a, b| a.0 < b.0));
        for (wrong, meant) in words {
            assert!(wrong.len() >= SHORTEST && wrong.bytes().all(|byte| byte.is_ascii_lowercase()), "{wrong}");
            assert!(!meant.split([' ', '|']).any(|right| right.is_empty() || right == wrong), "{wrong} {meant}");
            assert!(may_be_listed(wrong.as_bytes()) && may_be_listed(wrong.to_uppercase().as_bytes()), "{wrong}");
            assert_eq!(listed(wrong), Some(meant));
        }
        assert_eq!((listed("career"), listed(""), listed("zzzzz"), listed("a")), (None, None, None, None));
    }
}
