//! A list of which one item begins small is mostly a sentence that was cut in two.

use super::Passage;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::prose::Block;

/// Of so few others nobody can say how the list begins its items.
const FEWEST_OTHERS: usize = 2;

/// Fields of names, which are written as they are: `AfC`, `pay band`.
const NAMES: [&str; 5] = ["also", "also_called", "former_names", "other_titles", "protected_titles"];

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let lists = passage.blocks.chunk_by(|a, b| a.list.is_some() && a.list == b.list);
    for items in lists.filter(|items| !NAMES.contains(&&*items[0].field)) {
        if let Some(index) = odd_one(items) {
            let item = &items[index];
            let end = item.text.trim_end().len();
            diagnostics.push(catalogue::split_item(passage.at(item, 0..end), index == 0));
        }
    }
}

/// Small words with which names begin: `de Montfort University`, `van der Berg`.
const OF_NAMES: [&str; 32] = [
    "af", "al", "ap", "av", "bin", "d", "da", "dal", "das", "de", "del", "della", "den", "der", "des", "di", "do",
    "dos", "du", "ibn", "l", "la", "las", "le", "los", "ten", "ter", "van", "vande", "von", "zu", "zur",
];

/// How the first word of an item begins.
#[derive(PartialEq, Eq)]
enum Start {
    Capital,
    Small,
    /// By a number or a quotation mark, or as what it names is always written.
    OfItsOwn,
}

/// The only item that begins small where the others begin with a capital.
fn odd_one(items: &[Block]) -> Option<usize> {
    if items.len() <= FEWEST_OTHERS {
        return None;
    }
    let starts: Vec<Start> = items.iter().map(start).collect();
    let capitals = starts.iter().filter(|start| **start == Start::Capital).count();
    let mut small = starts.iter().enumerate().filter(|(_, start)| **start == Start::Small).map(|(index, _)| index);
    let first = small.next()?;
    (small.next().is_none() && capitals >= FEWEST_OTHERS).then_some(first)
}

fn start(item: &Block) -> Start {
    let text = item.text.trim_start();
    let word = text.split_whitespace().next().unwrap_or("");
    let is_code = item.is_code(item.text.len() - text.len());
    match word.chars().next() {
        // A short form such as `AfC` begins with a capital wherever it stands, so it says nothing of its list.
        Some(first) if first.is_uppercase() && !word.chars().skip(1).any(char::is_uppercase) => Start::Capital,
        Some(first) if first.is_lowercase() && !is_written_so(word) && !is_name(text) && !is_code => Start::Small,
        _ => Start::OfItsOwn,
    }
}

/// Whether a text begins with a name of which the first words are small.
fn is_name(text: &str) -> bool {
    let small = |word: &&str| OF_NAMES.contains(word);
    let words = || text.split([' ', '\'', '\u{2019}', '-', '\u{a0}']);
    let rest = words().find(|word| !small(word));
    words().next().is_some_and(|first| small(&first)) && rest.is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// Whether a word begins small wherever it stands: `iPad`, `e-learning`, an address.
fn is_written_so(word: &str) -> bool {
    let has_capital = word.contains(char::is_uppercase);
    let is_address = word.contains(['@', '/']) || word.trim_end_matches(['.', ',']).contains('.');
    let has_letter_before_hyphen = word.chars().nth(1) == Some('-');
    has_capital || is_address || has_letter_before_hyphen || word.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odd(items: &[&str]) -> Option<usize> {
        odd_one(&items.iter().map(|text| Block::plain("tasks", None, text, 0)).collect::<Vec<_>>())
    }

    #[test]
    fn one_small_item_among_capitals_is_odd() {
        assert_eq!(odd(&["You are kind", "You have steady", "skilful hands"]), Some(2));
        assert_eq!(odd(&["you are kind", "You listen", "\u{c9}coutez"]), Some(0));
        assert_eq!(odd(&["You are kind", "3 A levels", "and more", "You listen"]), Some(2));
        assert_eq!(odd(&["Ward work", "Visits to homes", "de luxe hotels"]), Some(2));
    }

    #[test]
    fn honest_lists_are_left_alone() {
        for items in [
            &["You are kind", "skilful hands"][..],
            &["You are kind", "skilful hands", "steady feet", "You listen"],
            &["Phones", "Laptops", "iPads"],
            &["AfC", "NHS pay bands", "pay band"],
            &["EHCP", "education plan", "EHC"],
            &["Phones", "Laptops", "e-readers"],
            &["Write to us", "Ring us", "careers@college.example"],
            &["Write to us", "Ring us", "www.college.example"],
            &["Write to us", "Ring us", "nhs.uk/careers"],
            &["You are kind", "You listen", "\u{201c}hands on\u{201d} work"],
            &["You are kind", "You listen", "16 hours a week"],
            &["Ward work", "Clinics", "mHealth"],
            &["Ward work", "Clinics", "p53 tests"],
            &["3 A levels", "2 A levels", "or a T level"],
            &["Brunel University", "Kingston University", "de Montfort University"],
            &["Anna Smith", "Jan Kowalski", "van der Berg"],
            &["Brighton", "Derby", "d\u{2019}Overbroeck\u{2019}s College"],
        ] {
            assert_eq!(odd(items), None, "{items:?}");
        }
    }
}
