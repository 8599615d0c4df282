//! Capitals that make no short form: words that somebody stresses, a list that is all capitals, grades and codes.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::capital_forms::{
    is_code_number, is_date_form, is_firm, is_grades, is_half, is_in_code, is_initials, is_level, is_literal, is_maker,
    is_pair, is_part_of_a_sign, is_tag, is_time_zone,
};
use crate::prose::{Block, BlockKind};

/// Short forms are not longer: longer runs of capitals are words.
pub(super) const LONGEST: usize = 6;
/// Shorter words in small letters say nothing of capitals: `at` is no `AT`.
const SHORTEST_WORD: usize = 4;
/// So many items of a list in capitals are the way in which it is written.
const MANY: usize = 3;
/// A run of capitals is not looked at further than so many letters on either side.
const RUN: usize = 200;

/// Words of a list in data, of which lines that begin with `#` say what they are.
pub(super) fn listed(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

/// Words that people write in capitals to stress them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stressed(BTreeSet<&'static str>);

impl Stressed {
    pub fn new() -> Stressed {
        Stressed(listed(include_str!("stressed.txt")).collect())
    }

    fn is_word(&self, word: &str) -> bool {
        let one = word.strip_suffix('S').filter(|one| one.len() >= SHORTEST_WORD);
        word.chars().count() > LONGEST || self.0.contains(word) || one.is_some_and(|one| self.0.contains(one))
    }
}

/// The capitals of one file.
#[derive(Debug)]
pub(super) struct Capitals<'a> {
    blocks: &'a [Block],
    stressed: &'a Stressed,
    /// Looked at when the first short form is met that nothing explains: most files have none.
    known: OnceCell<Known>,
}

/// What is known of the capitals of one file.
#[derive(Debug)]
struct Known {
    /// Words of the file that begin small, or with one capital alone; in small letters.
    small: BTreeSet<String>,
    /// Lists and columns that are all in capitals.
    all_large: BTreeSet<Group>,
}

/// What a block is one of many of.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    List(usize),
    Column(String),
    Cells,
}

impl Group {
    fn of(block: &Block) -> Option<Group> {
        match block.kind {
            BlockKind::Cell => Some(Group::Cells),
            BlockKind::Field if block.row.is_some() => Some(Group::Column(block.field.to_string())),
            BlockKind::Field
            | BlockKind::Paragraph
            | BlockKind::Item
            | BlockKind::Heading
            | BlockKind::Alt
            | BlockKind::Quote => block.list.map(Group::List),
        }
    }
}

impl Known {
    fn of(blocks: &[Block], stressed: &Stressed) -> Known {
        let mut small = BTreeSet::new();
        let mut groups: BTreeMap<Group, usize> = BTreeMap::new();
        for block in blocks {
            let words = block.text.split(|c: char| !c.is_alphabetic());
            let is_small = |word: &&str| word.chars().skip(1).any(char::is_lowercase);
            let long = words.filter(|word| (SHORTEST_WORD..=LONGEST).contains(&word.len())).filter(is_small);
            small.extend(long.map(str::to_lowercase));
            if stressed.fills(&block.text)
                && let Some(group) = Group::of(block)
            {
                *groups.entry(group).or_default() += 1;
            }
        }
        let all_large = groups.into_iter().filter(|(_, count)| *count >= MANY).map(|(group, _)| group).collect();
        Known { small, all_large }
    }
}

impl<'a> Capitals<'a> {
    pub fn of(blocks: &'a [Block], stressed: &'a Stressed) -> Capitals<'a> {
        Capitals { blocks, stressed, known: OnceCell::new() }
    }

    pub fn of_block(&'a self, block: &'a Block) -> BlockCapitals<'a> {
        BlockCapitals { file: self, block, whole: OnceCell::new() }
    }
}

/// The capitals of one block.
pub(super) struct BlockCapitals<'a> {
    file: &'a Capitals<'a>,
    block: &'a Block,
    whole: OnceCell<Whole>,
}

/// What is to be said of a block as a whole.
struct Whole {
    is_large: bool,
    is_stressed: bool,
    /// `Present: AP, JS and TW`: three or more pairs of letters, of which none says anything, are people.
    has_pairs: bool,
    /// Of web pages that everybody can use, as `AA` says how well.
    speaks_of_levels: bool,
    speaks_of_grades: bool,
}

impl Whole {
    fn of(text: &str, stressed: &Stressed) -> Whole {
        let lower = text.to_lowercase();
        let grades = ["grade", "a level", "a-level", "btec", "t level", "offer", "ucas", "points", "entry"];
        let pairs = text.split(|c: char| !c.is_alphanumeric()).filter(|word| is_pair(word));
        let pairs: BTreeSet<&str> = pairs.collect();
        Whole {
            is_large: is_large(text),
            is_stressed: stressed.fills(text),
            has_pairs: pairs.len() >= MANY,
            speaks_of_levels: lower.contains("wcag") || lower.contains("accessib") || lower.contains("conform"),
            speaks_of_grades: grades.iter().any(|words| lower.contains(words)),
        }
    }
}

impl BlockCapitals<'_> {
    /// Whether a run of capitals is written so for another reason than that it is short for something.
    pub fn are_no_short_form(&self, range: &Range<usize>) -> bool {
        let BlockCapitals { file, block, whole } = self;
        let (text, word) = (&*block.text, &block.text[range.clone()]);
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let known = || file.known.get_or_init(|| Known::of(file.blocks, file.stressed));
        let whole = || whole.get_or_init(|| Whole::of(text, file.stressed));
        let is_in_large_group =
            || whole().is_large && Group::of(block).is_some_and(|group| known().all_large.contains(&group));
        block.is_code(range.start)
            || file.stressed.is_word(word)
            || whole().is_stressed
            || file.stressed.is_in(text, range)
            || is_part_of_a_sign(before, after)
            || is_literal(before, after)
            || is_initials(before, word)
            || is_pair(word) && whole().has_pairs
            || is_code_number(after)
            || is_in_code(before, after)
            || is_date_form(word)
            || is_half(before, after)
            || is_grades(word) && whole().speaks_of_grades
            || matches!(word, "AA" | "AAA") && (whole().speaks_of_levels || is_level(before))
            || is_tag(before, after)
            || is_maker(word, after)
            || is_firm(after)
            || is_time_zone(before, word)
            || known().small.contains(&word.to_lowercase())
            || is_in_large_group()
    }
}

/// Whether a text has no small letter.
fn is_large(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

impl Stressed {
    /// Whether a whole text is in capitals, and one of its words is no short form.
    fn fills(&self, text: &str) -> bool {
        is_large(text) && text.split(|c: char| !c.is_alphabetic()).any(|word| self.is_word(word))
    }

    /// Whether capitals stand beside a word in capitals: `PLEASE READ THIS`, `PART-TIME`, `DON'T`.
    fn is_in(&self, text: &str, range: &Range<usize>) -> bool {
        let run = run_around(text, range);
        let around = [&text[run.start..range.start], &text[range.end..run.end]];
        around.iter().flat_map(|side| side.split(|c: char| !c.is_alphabetic())).any(|word| self.is_word(word))
    }
}

/// The words in capitals around one, which only blanks, hyphens and the like part.
fn run_around(text: &str, range: &Range<usize>) -> Range<usize> {
    let belongs = |c: char| c.is_uppercase() || matches!(c, ' ' | '\u{a0}' | '-' | '/' | '&' | '\'' | '\u{2019}');
    let start = text[..range.start].char_indices().rev().take(RUN).take_while(|(_, c)| belongs(*c)).last();
    let start = start.map(|(at, _)| at);
    let end = text[range.end..].char_indices().take(RUN).find(|(_, c)| !belongs(*c));
    let far = || text[range.end..].char_indices().nth(RUN).map_or(text.len(), |(at, _)| range.end + at);
    let end = end.map_or_else(far, |(at, _)| range.end + at);
    // The first letter of a word in small letters is none of them: `PLEASE Read`.
    let end = match text[end..].starts_with(char::is_lowercase) {
        true => text[range.end..end].rfind([' ', '-', '/']).map_or(range.end, |at| range.end + at),
        false => end,
    };
    start.unwrap_or(range.start)..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_none(text: &str, word: &str) -> bool {
        let block = Block::plain("note", None, text, 0);
        let stressed = Stressed::new();
        let blocks = [block];
        let at = text.find(word).unwrap();
        Capitals::of(&blocks, &stressed).of_block(&blocks[0]).are_no_short_form(&(at..at + word.len()))
    }

    #[test]
    fn words_in_capitals_are_words() {
        for (text, word) in [
            ("PLEASE SIGN XABCD", "XABCD"),
            ("You must NOT be late", "NOT"),
            ("BARTS HEALTH TRUST", "BARTS"),
            ("DON'T run", "DON"),
            ("We DO AJAR things", "AJAR"),
            ("A T-SHIRT is fine", "SHIRT"),
            ("A PART-TIMEX job", "TIMEX"),
            ("Ask Mrs JM Smith", "JM"),
            ("It has the code QX 0217", "QX"),
            ("You need grades ABB or DMM", "ABB"),
            ("The Walk is a WALK", "WALK"),
            ("Say #STEM to AT&T", "STEM"),
            ("Say #STEM to AT&T", "AT"),
            ("It meets version 2.1 AA of the rules", "AA"),
            ("Accessibility: the AAA level", "AAA"),
            ("Write [QXZ] before it", "QXZ"),
            ("Use MS Word", "MS"),
            ("A QX-19 ticket", "QX"),
            ("Present: AP, JS, TW", "JS"),
            ("The QXZ Corporation is large", "QXZ"),
            ("Call from 8 a.m. to 6 p.m. ET", "ET"),
            ("Call at 12:00 PST", "PST"),
        ] {
            assert!(is_none(text, word), "{text}");
        }
    }

    #[test]
    fn short_forms_are_none_of_them() {
        for (text, word) in [
            ("The NHS QXZ system", "QXZ"),
            ("QXZ", "QXZ"),
            ("HCPC, RCOT, CSP", "RCOT"),
            ("The QXZ Please", "QXZ"),
            ("In the QXZ 2019 report", "QXZ"),
            ("The ABC of feet", "ABC"),
            ("QXZ Nothing", "QXZ"),
            ("We like QX, QX and QX", "QX"),
            ("The MS team", "MS"),
            ("The QXZ corps", "QXZ"),
            ("The QXZ group, a QXZ bank and QXZ systems", "QXZ"),
            ("X-ray, CT and ultrasound", "CT"),
            ("Live near McLean, VA, or here", "VA"),
            ("A Band 6 CT radiographer", "CT"),
            ("The ET is not", "ET"),
            ("The AA helps", "AA"),
        ] {
            assert!(!is_none(text, word), "{text}");
        }
    }
}
