//! Capitals that make no short form: words that somebody stresses, a list that is all capitals, grades and codes.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::prose::{Block, BlockKind};

/// Short forms are not longer: longer runs of capitals are words.
pub(super) const LONGEST: usize = 6;
/// Shorter words in small letters say nothing of capitals: `at` is no `AT`.
const SHORTEST_WORD: usize = 4;
/// So many items of a list in capitals are the way in which it is written.
const MANY: usize = 3;
/// What people are called is shorter, in bytes.
const SHORT: usize = 20;
/// A run of capitals is not looked at further than so many letters on either side.
const RUN: usize = 200;
const CALLED: [&str; 9] = ["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Sir", "Dame"];

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
            || is_initials(before, word)
            || is_pair(word) && whole().has_pairs
            || is_code_number(after)
            || is_date_form(word)
            || is_second_half(before)
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

/// `DON'T`, `X-RAY`, `AT&T`, `#AHPDAY`, `A_FILE`: a part of something that is read as one.
fn is_part_of_a_sign(before: &str, after: &str) -> bool {
    let is_cut = after.strip_prefix(['\'', '\u{2019}']).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let mut last = before.chars().rev();
    let (mark, letter, other) = (last.next(), last.next(), last.next());
    let is_single = letter.is_some_and(char::is_uppercase) && !other.is_some_and(char::is_alphanumeric);
    let follows = matches!(mark, Some('#' | '@' | '_' | '$' | '&')) || mark == Some('-') && is_single;
    // `The sign said ARAF`: it is written as it stands there.
    let is_said = ["said", "says", "sign", "reads", "word", "words", "marked", "labelled"]
        .contains(&before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(""));
    is_cut || is_said || follows || after.starts_with(['_', '&'])
}

/// `Mrs JM Smith`.
fn is_initials(before: &str, word: &str) -> bool {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(SHORT))..];
    let called = near.trim_end().trim_end_matches('.').rsplit(char::is_whitespace).next().unwrap_or("");
    word.len() < SHORTEST_WORD && CALLED.contains(&called)
}

fn is_pair(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// `version 2.1 AA`.
fn is_level(before: &str) -> bool {
    before.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// `[VIDEO]`: a mark that stands as it is.
fn is_tag(before: &str, after: &str) -> bool {
    before.ends_with('[') && after.starts_with(']')
}

/// `MS Word`: who makes a program.
fn is_maker(word: &str, after: &str) -> bool {
    const PROGRAMS: [&str; 7] = ["Excel", "Office", "Outlook", "PowerPoint", "Teams", "Visual", "Word"];
    word == "MS" && after.strip_prefix(' ').is_some_and(|rest| PROGRAMS.iter().any(|name| rest.starts_with(name)))
}

/// `GTECH Corporation`: what a firm is called.
fn is_firm(after: &str) -> bool {
    const ENDS: [&str; 12] = [
        "Airlines",
        "Airways",
        "Corp",
        "Corporation",
        "Holdings",
        "Inc",
        "LLC",
        "LLP",
        "Limited",
        "Ltd",
        "PLC",
        "Securities",
    ];
    let next = after.strip_prefix(' ').and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).next());
    next.is_some_and(|next| ENDS.contains(&next))
}

/// `McLean, VA`: the code of a state of the USA behind a town.
pub(super) fn is_state(before: &str, word: &str) -> bool {
    const STATES: &str = "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY \
                          NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY";
    let town = before.strip_suffix(", ").and_then(|before| before.rsplit([' ', '(']).next()).unwrap_or("");
    let is_town = town.starts_with(char::is_uppercase) && town.contains(char::is_lowercase);
    is_town && STATES.split_whitespace().any(|state| state == word)
}

/// `6:00 p.m. ET`, `12:00 ET`, `4 pm PST`.
fn is_time_zone(before: &str, word: &str) -> bool {
    const ZONES: [&str; 14] =
        ["CDT", "CEST", "CET", "CST", "CT", "EDT", "EST", "ET", "MDT", "MST", "MT", "PDT", "PST", "PT"];
    let time = before.trim_end().rsplit(' ').next().unwrap_or("");
    let is_half = matches!(time.trim_matches(|c: char| c.is_ascii_digit() || c == ':'), "am" | "pm" | "a.m." | "p.m.");
    let is_clock = time.contains(':') && time.ends_with(|c: char| c.is_ascii_digit());
    ZONES.contains(&word) && (is_half || is_clock)
}

/// `ST 0217`, `ISO-9001`, `RD-19`: the letters of a number. Four digits that are a year make none.
fn is_code_number(after: &str) -> bool {
    let is_joined = after.starts_with('-');
    let rest = after.strip_prefix([' ', '-', '\u{a0}']).unwrap_or("");
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = digits == 4 && (rest.starts_with("19") || rest.starts_with("20"));
    (digits >= 3 || is_joined && digits >= 2) && !is_year
}

/// `DD` and `YYYY` of `DD/MM/YYYY`.
fn is_date_form(word: &str) -> bool {
    matches!(word, "DD" | "MMM" | "MMMM" | "YY" | "YYYY" | "HH")
}

/// The `DR` of `TL;DR`.
fn is_second_half(before: &str) -> bool {
    before.strip_suffix(';').is_some_and(|before| before.ends_with(char::is_uppercase))
}

/// `ABB` at A level and `DMM` in a BTEC.
fn is_grades(word: &str) -> bool {
    let are_in_order = |grades: &str| {
        let places: Option<Vec<usize>> = word.chars().map(|c| grades.find(c)).collect();
        places.is_some_and(|places| places.is_sorted())
    };
    (2..=3).contains(&word.len()) && (are_in_order("ABCDE") || are_in_order("DMP"))
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

    #[test]
    fn states_stand_behind_towns() {
        assert!(is_state("Live near McLean, ", "VA") && is_state("the library (Washington, ", "DC"));
        assert!(!is_state("It is small, ", "VA") && !is_state("MRI, ", "CT") && !is_state("Leeds, ", "QX"));
    }
}
