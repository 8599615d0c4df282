//! Phrases that are looked for in a text all at once, in one pass over it.

use aho_corasick::{AhoCorasick, Match};

/// Phrases, made ready to be looked for. Capitals are as small letters, where these are of ASCII.
#[derive(Debug)]
pub(super) struct Phrases {
    words: Vec<String>,
    matcher: AhoCorasick,
}

/// What is made of the same words is the same.
impl PartialEq for Phrases {
    fn eq(&self, other: &Phrases) -> bool {
        self.words == other.words
    }
}

impl Phrases {
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Phrases {
        let words: Vec<String> = words.into_iter().map(str::to_string).collect();
        let matcher = AhoCorasick::builder().ascii_case_insensitive(true).build(&words);
        Phrases { words, matcher: matcher.expect("it fails only for more words than memory holds") }
    }

    /// Every phrase wherever it stands, also within and over others.
    pub fn found<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Match> + 'a {
        self.matcher.find_overlapping_iter(text)
    }

    /// Whether one of the phrases stands in a text as whole words.
    pub fn are_words_of(&self, text: &str) -> bool {
        self.found(text).any(|found| {
            begins_word(text, found.start()) && !text[found.end()..].starts_with(|c: char| c.is_alphanumeric())
        })
    }
}

/// Whether a word begins at a place.
pub(super) fn begins_word(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|c: char| c.is_alphanumeric()) && text[at..].starts_with(|c: char| c.is_alphanumeric())
}
