//! How strongly each word speaks for a document, by where it stands and how much else stands there.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Document;
use super::text::{STOP, each_word_and_compound, stem};

/// How much a word weighs that stands there.
const TITLE: f32 = 8.0;
const HEADING: f32 = 4.0;
pub(super) const SUMMARY: f32 = 2.0;
const TEXT: f32 = 1.0;

/// How many words the texts of documents have on average.
pub(super) fn average_length(documents: &[Document]) -> f32 {
    documents.par_iter().map(text_length).sum::<usize>() as f32 / documents.len().max(1) as f32
}

fn text_length(document: &Document) -> usize {
    document.text.iter().map(|text| count_words(text)).sum()
}

/// Words with blanks between them.
fn count_words(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let mut is_blank = true;
    let begins = |byte: u8| {
        let was_blank = std::mem::replace(&mut is_blank, matches!(byte, b'\t'..=b'\r' | b' '));
        was_blank && !is_blank
    };
    text.bytes().map(begins).map(usize::from).sum()
}

/// What some documents say.
pub(super) struct Said {
    /// The stem of each word, by its number; none of words that say nothing.
    pub stems: Vec<Option<String>>,
    /// For each document its words, and how strongly each speaks for it.
    pub documents: Vec<Vec<(u32, f32)>>,
}

impl Said {
    pub fn by(documents: &[Document], average: f32) -> Said {
        let mut counter = Counter::default();
        let documents = documents.iter().map(|document| counter.strengths(document, average)).collect();
        let stop: FxHashSet<&str> = STOP.split(' ').collect();
        let mut stems = vec![None; counter.numbers.len()];
        for (word, number) in counter.numbers {
            stems[number as usize] = Some(word).filter(|word| !stop.contains(word.as_str())).map(|word| stem(&word));
        }
        Said { stems, documents }
    }
}

/// Counts words. Each has a number, so that none is written down or looked at letter by letter more often than needed.
#[derive(Default)]
struct Counter {
    numbers: FxHashMap<String, u32>,
    /// How often each is in the text at hand, and how strongly it speaks for the document at hand.
    counts: Vec<f32>,
    strengths: Vec<f32>,
}

impl Counter {
    /// How strongly each word speaks for a document, by where it stands and how much else stands there; in the order in
    /// which they stand, so that sums are the same in every run.
    fn strengths(&mut self, document: &Document, average: f32) -> Vec<(u32, f32)> {
        let mut found = Vec::new();
        self.add([&*document.title], TITLE, 3.0, &mut found);
        for name in &document.names {
            self.add([&*name.words], name.weight, 3.0, &mut found);
        }
        for heading in &document.headings {
            self.add([&**heading], HEADING, 4.0, &mut found);
        }
        self.add([&*document.summary], SUMMARY, 16.0, &mut found);
        self.add(document.text.iter().map(|text| &**text), TEXT, average.max(1.0), &mut found);
        found.into_iter().map(|word| (word, std::mem::take(&mut self.strengths[word as usize]))).collect()
    }

    /// Adds what some texts say; words that are new to the document go behind those that were found in it.
    fn add<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>, weight: f32, usual: f32, found: &mut Vec<u32>) {
        let (mut here, mut length) = (Vec::new(), 0.0);
        for text in texts {
            each_word_and_compound(text, |word| {
                length += 1.0;
                let number = self.number(word);
                let count = &mut self.counts[number as usize];
                if *count == 0.0 {
                    here.push(number);
                }
                *count += 1.0;
            });
        }
        let room = 0.5 + 0.5 * length / usual;
        for number in here {
            let count = std::mem::take(&mut self.counts[number as usize]);
            let strength = &mut self.strengths[number as usize];
            if *strength == 0.0 {
                found.push(number);
            }
            *strength += weight * (2.0 * count / (count + 1.0)) / room;
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(word.to_string(), number);
        self.counts.push(0.0);
        self.strengths.push(0.0);
        number
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_counted_as_blanks_part_them(text in "([ \t\n\u{b}\u{c}\ra.é\u{a0}\u{2003}]|\u{1c}){0,30}") {
            prop_assert_eq!(count_words(&text), text.split_whitespace().count());
        }
    }
}
