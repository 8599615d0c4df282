//! How hard words are to read: the age at which people can read them with ease, and the sentences that are hardest.
//!
//! The figure is the Flesch-Kincaid grade (Kincaid and others, 1975, "Derivation of new readability formulas"), plus
//! five, which is the age at which the first grade begins. The NHS content guide aims at 9 to 11 and warns against
//! trusting such figures, so a figure is only ever shown, and never refuses anything. Names of roles and words of the
//! glossary are left out: nobody can write about podiatry without `podiatry`. So are addresses.

use std::collections::BTreeSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use xxhash_rust::xxh3::Xxh3;

use super::sentence::{sentences, words};
use super::{Block, BlockKind};

/// Words that say what the page is about, in small letters; they do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FamiliarWords(BTreeSet<String>);

/// How hard a text is to read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    pub sentences: usize,
    pub words: usize,
    pub syllables: usize,
    /// The hardest sentences, hardest first; at most [`HARDEST`].
    pub hardest: Vec<HardSentence>,
}

/// A sentence that is hard to read.
#[derive(Debug, Clone, PartialEq)]
pub struct HardSentence {
    /// The age for it alone.
    pub age: f64,
    pub text: String,
    /// Byte range in the file.
    pub place: Range<usize>,
}

/// How hard an entry is to read, as a whole and part by part.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EntryReading {
    pub whole: Reading,
    /// Parts that have sentences, in reading order.
    pub sections: Vec<SectionReading>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SectionReading {
    pub section: Section,
    pub reading: Reading,
}

/// A part of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Section {
    /// One of its fields, by name.
    Field(String),
    /// What its text says before the first heading.
    Opening,
    /// What its text says below a heading, by the heading's words.
    Below(String),
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Section::Field(name) => write!(f, "the field `{name}`"),
            Section::Opening => f.write_str("before the first heading"),
            Section::Below(heading) => write!(f, "below \u{201c}{heading}\u{201d}"),
        }
    }
}

/// Sentences that are shown.
pub const HARDEST: usize = 3;
/// Fewer words say too little for a figure to mean anything.
pub const ENOUGH_WORDS: usize = 50;
/// Shorter sentences say nothing about how hard they are.
const FEWEST_WORDS: usize = 8;
/// Shorter words are easy, whoever uses them in a name.
const SHORTEST_KNOWN: usize = 5;

impl FamiliarWords {
    /// The words of these names.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> FamiliarWords {
        let words = names.into_iter().flat_map(|name| name.split(|c: char| !c.is_alphabetic()));
        FamiliarWords(words.filter(|word| word.len() >= SHORTEST_KNOWN).map(str::to_lowercase).collect())
    }

    fn has(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.0.contains(&word) || word.strip_suffix('s').is_some_and(|one| self.0.contains(one))
    }

    /// A hash of the words.
    pub fn hash(&self) -> u128 {
        let mut hasher = Xxh3::new();
        self.0.hash(&mut hasher);
        hasher.write_usize(self.0.len());
        hasher.digest128()
    }
}

impl EntryReading {
    /// Measures the blocks of one entry, which stand in reading order.
    pub fn of<'a>(blocks: impl IntoIterator<Item = &'a Block>, known: &FamiliarWords) -> EntryReading {
        let mut entry = EntryReading::default();
        let mut section = Section::Opening;
        for block in blocks {
            if block.kind == BlockKind::Heading {
                section = Section::Below(block.text.clone());
            } else if block.kind == BlockKind::Field {
                section = Section::Field(block.within.clone());
            } else if matches!(section, Section::Field(_)) {
                section = Section::Opening;
            }
            let found = Reading::of([block], known);
            if found.sentences > 0 {
                entry.whole.merge(&found);
                entry.section(&section).merge(&found);
            }
        }
        entry
    }

    fn section(&mut self, section: &Section) -> &mut Reading {
        if self.sections.last().is_none_or(|last| last.section != *section) {
            self.sections.push(SectionReading { section: section.clone(), reading: Reading::default() });
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last].reading
    }
}

impl Reading {
    /// Measures the sentences of these blocks. Titles, headings, cells and others' words do not count.
    pub fn of<'a>(blocks: impl IntoIterator<Item = &'a Block>, known: &FamiliarWords) -> Reading {
        let mut reading = Reading::default();
        let is_ours = |block: &&Block| match block.kind {
            BlockKind::Field => block.field != "title",
            BlockKind::Paragraph | BlockKind::Item => true,
            BlockKind::Heading | BlockKind::Cell | BlockKind::Alt | BlockKind::Quote => false,
        };
        for block in blocks.into_iter().filter(is_ours) {
            for range in sentences(&block.text) {
                reading.add(block, range, known);
            }
        }
        reading
    }

    fn add(&mut self, block: &Block, range: Range<usize>, known: &FamiliarWords) {
        let sentence = &block.text[range.clone()];
        let plain = |word: &&str| !word.contains("://") && !word.contains('@') && !word.starts_with("www.");
        let letters = words(sentence).filter(plain).map(|word| word.trim_matches(|c: char| !c.is_alphabetic()));
        let counted: Vec<&str> = letters.filter(|word| !word.is_empty() && !known.has(word)).collect();
        if counted.len() < 3 {
            return;
        }
        let syllables = counted.iter().map(|word| syllables(word)).sum();
        let mut own = Reading { sentences: 1, words: counted.len(), syllables, hardest: Vec::new() };
        if let Some(age) = own.age().filter(|_| own.words >= FEWEST_WORDS) {
            own.hardest.push(HardSentence { age, text: sentence.to_string(), place: block.locate(range) });
        }
        self.merge(&own);
    }

    fn merge(&mut self, other: &Reading) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.syllables += other.syllables;
        for hard in &other.hardest {
            let at = self.hardest.partition_point(|known| known.age >= hard.age);
            if at < HARDEST {
                self.hardest.insert(at, hard.clone());
                self.hardest.truncate(HARDEST);
            }
        }
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

    /// Whether there is enough to read for the age to mean something.
    pub fn is_enough(&self) -> bool {
        self.words >= ENOUGH_WORDS
    }
}

/// Syllables of an English word, by its groups of vowels.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let letters = word.as_bytes();
    let letter = |at: usize| letters.get(at).copied().unwrap_or(b' ');
    let is_vowel = |c: u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let mut groups = 0;
    for at in 0..letters.len() {
        let before = if at == 0 { b' ' } else { letter(at - 1) };
        let first = if at < 2 { b' ' } else { letter(at - 2) };
        let is_soft = matches!(first, b't' | b's' | b'c' | b'g');
        // `radio`, `physio` and `usual` have two vowels there; `nation`, `gracious`, `special`
        // and `quality` one.
        let is_parted = match (before, letter(at)) {
            (b'i', b'o') => !(is_soft && matches!(letter(at + 1), b'n' | b'u')),
            (b'i', b'a') => !is_soft,
            (b'u', b'a') => !matches!(first, b'g' | b'q'),
            _ => false,
        };
        groups += usize::from(is_vowel(letter(at)) && (!is_vowel(before) || is_parted));
    }
    // `going`, `studying`.
    let vowel_before =
        |ending: &str| word.strip_suffix(ending).is_some_and(|stem| stem.bytes().last().is_some_and(is_vowel));
    groups += usize::from(vowel_before("ing"));
    (groups - usize::from(has_silent_end(&word) && groups > 1)).max(1)
}

/// Whether the last `e` is not spoken: `made`, `roles`, `helped`, but `table`, `changes`, `wanted`.
fn has_silent_end(word: &str) -> bool {
    let is_spoken_after = |stem: &str, loud: &[char]| {
        let before = stem.chars().next_back().unwrap_or(' ');
        let is_syllable = before == 'l' && !stem[..stem.len() - 1].ends_with(['a', 'e', 'i', 'o', 'u', 'y', 'l']);
        is_syllable || loud.contains(&before) || matches!(before, 'a' | 'e' | 'i' | 'o' | 'u')
    };
    let ends = |ending: &str, loud: &[char]| word.strip_suffix(ending).is_some_and(|stem| !is_spoken_after(stem, loud));
    ends("e", &[]) || ends("es", &['s', 'x', 'z', 'h', 'c', 'g']) || ends("ed", &['t', 'd'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::markdown;

    fn age(text: &str, known: &FamiliarWords) -> f64 {
        Reading::of(&markdown(text, 0), known).age().unwrap()
    }

    #[test]
    fn hard_words_and_long_sentences_are_harder() {
        let nothing = FamiliarWords::default();
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
        assert!(age(text, &FamiliarWords::new(["Physiotherapist"])) < age(text, &FamiliarWords::default()));
    }

    #[test]
    fn each_section_has_a_figure_and_its_hardest_sentence() {
        let easy = "You help people to move well, and you like to talk to them all.";
        let hard =
            "Rehabilitation necessitates considerable interpersonal communication with multidisciplinary colleagues.";
        let text = format!("{easy}\n\n## Teams\n\n{hard}\n\n{easy}\n\n## Empty\n\n## End\n\n- {easy}\n");
        let blocks = markdown(&text, 0);
        let entry = EntryReading::of(&blocks, &FamiliarWords::default());
        let sections: Vec<_> =
            entry.sections.iter().map(|part| (part.section.clone(), part.reading.sentences)).collect();
        let below = |heading: &str| Section::Below(heading.into());
        assert_eq!(sections, [(Section::Opening, 1), (below("Teams"), 2), (below("End"), 1)]);
        assert_eq!((entry.whole.sentences, entry.whole.hardest.len()), (4, 3));
        assert_eq!(&text[entry.whole.hardest[0].place.clone()], hard);
        assert!(entry.sections[1].reading.age() > entry.sections[0].reading.age());
    }

    #[test]
    fn syllables_are_counted_as_they_are_said() {
        for (word, count) in [
            ("cat", 1),
            ("made", 1),
            ("role", 1),
            ("roles", 1),
            ("makes", 1),
            ("changes", 2),
            ("services", 3),
            ("table", 2),
            ("people", 2),
            ("helped", 1),
            ("wanted", 2),
            ("going", 2),
            ("see", 1),
            ("nation", 2),
            ("special", 2),
            ("gracious", 2),
            ("quality", 3),
            ("usual", 3),
            ("radio", 3),
            ("physiotherapy", 6),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}
