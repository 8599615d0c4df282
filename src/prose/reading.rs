//! How hard words are to read: the age at which people can read them with ease, and the sentences that are hardest.
//!
//! The figure is the Flesch-Kincaid grade (Kincaid and others, 1975, "Derivation of new readability formulas"), plus
//! five, which is the age at which the first grade begins. The NHS content guide aims at 9 to 11 and warns against
//! trusting such figures, so a figure is only ever shown, and never refuses anything. Names of roles and words of the
//! glossary are left out: nobody can write about podiatry without `podiatry`.

use std::collections::BTreeSet;

use super::sentence::{sentences, words};
use super::{Block, Place};

/// Words that say what the page is about, in small letters; they do not count.
#[derive(Debug, Clone, Default)]
pub struct Known(BTreeSet<String>);

/// How hard a text is to read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    pub sentences: usize,
    pub words: usize,
    pub syllables: usize,
    /// The hardest sentences, hardest first, each with the age for it alone.
    pub hardest: Vec<(f64, String)>,
}

/// Sentences that are shown.
const HARDEST: usize = 3;
/// Shorter sentences say nothing about how hard they are.
const FEWEST_WORDS: usize = 8;

impl Known {
    /// The words of these names.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Known {
        let words = names.into_iter().flat_map(|name| name.split(|c: char| !c.is_alphabetic()));
        Known(words.filter(|word| word.len() > 3).map(str::to_lowercase).collect())
    }

    fn has(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.0.contains(&word) || word.strip_suffix('s').is_some_and(|one| self.0.contains(one))
    }
}

impl Reading {
    /// Measures the sentences of these blocks. Headings, cells and values of one or two words are no sentences.
    pub fn of<'a>(blocks: impl IntoIterator<Item = &'a Block>, known: &Known) -> Reading {
        let mut reading = Reading::default();
        for block in blocks.into_iter().filter(|block| !matches!(block.place, Place::Heading | Place::Cell)) {
            for range in sentences(&block.text) {
                reading.add(&block.text[range], known);
            }
        }
        reading.hardest.sort_by(|a, b| b.0.total_cmp(&a.0));
        reading.hardest.truncate(HARDEST);
        reading
    }

    fn add(&mut self, sentence: &str, known: &Known) {
        let plain = |word: &&str| !word.contains("://") && !word.contains('@') && !word.starts_with("www.");
        let letters = words(sentence).filter(plain).map(|word| word.trim_matches(|c: char| !c.is_alphabetic()));
        let counted: Vec<&str> = letters.filter(|word| !word.is_empty() && !known.has(word)).collect();
        if counted.len() < 3 {
            return;
        }
        let own = Reading {
            sentences: 1,
            words: counted.len(),
            syllables: counted.iter().map(|word| syllables(word)).sum(),
            hardest: Vec::new(),
        };
        if own.words >= FEWEST_WORDS
            && let Some(age) = own.age()
        {
            self.hardest.push((age, sentence.to_string()));
        }
        self.sentences += own.sentences;
        self.words += own.words;
        self.syllables += own.syllables;
    }

    /// The age at which people read this with ease; none if there is nothing to read.
    pub fn age(&self) -> Option<f64> {
        if self.sentences == 0 {
            return None;
        }
        let (sentences, words, syllables) = (self.sentences as f64, self.words as f64, self.syllables as f64);
        let grade = 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59;
        Some((grade + 5.0).max(5.0))
    }
}

/// Syllables of an English word, by its groups of vowels.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut groups = 0;
    let mut before = false;
    for c in word.chars() {
        groups += usize::from(is_vowel(c) && !before);
        before = is_vowel(c);
    }
    let silent = word.ends_with('e') && !word.ends_with("le")
        || word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded");
    (groups - usize::from(silent && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::{Form, blocks};

    fn age(text: &str, known: &Known) -> f64 {
        Reading::of(&blocks(&format!("---\n---\n{text}\n"), Form::Page), known).age().unwrap()
    }

    #[test]
    fn hard_words_and_long_sentences_are_harder() {
        let nothing = Known::default();
        let easy = age("You help people move. You like to talk. It is fun to learn new things.", &nothing);
        let hard = age(
            "Practitioners facilitate multidisciplinary rehabilitation interventions, necessitating considerable \
             interpersonal sophistication alongside appropriate organisational accountability.",
            &nothing,
        );
        assert!(easy < 9.0 && hard > 16.0, "{easy} {hard}");
    }

    #[test]
    fn names_of_roles_do_not_count() {
        let text = "A physiotherapist helps people who have hurt a leg or an arm to move well.";
        assert!(age(text, &Known::new(["Physiotherapist"])) < age(text, &Known::default()));
    }

    #[test]
    fn syllables_are_counted_as_they_are_said() {
        for (word, count) in [("cat", 1), ("made", 1), ("table", 2), ("helped", 1), ("wanted", 2), ("physiotherapy", 5)]
        {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}
