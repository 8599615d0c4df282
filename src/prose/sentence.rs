//! Sentences and words.

use std::ops::Range;

/// Short forms whose full stop ends no sentence.
const SHORT_FORMS: [&str; 27] = [
    "e.g", "i.e", "Dr", "Mr", "Mrs", "Ms", "St", "Prof", "vs", "approx", "al", "Capt", "cf", "Col", "Dept", "ext",
    "Fig", "Gen", "Hon", "incl", "Lt", "pp", "Rev", "Revd", "Rm", "Sgt", "tel",
];

/// Shorter words may be short forms, unless they are these.
const LONG: usize = 4;
const SHORT_WORDS: [&str; 24] = [
    "it", "us", "me", "up", "in", "on", "so", "do", "be", "is", "you", "now", "one", "day", "way", "use", "job", "out",
    "too", "app", "run", "new", "him", "her",
];

/// Words with which sentences begin, and names mostly do not: they tell `in the U.K. You …` from `the U.K. Foot Agency`.
const BEGINNINGS: [&str; 58] = [
    "A", "After", "All", "Also", "Although", "An", "And", "As", "Ask", "At", "Because", "Before", "But", "By", "Each",
    "Every", "For", "From", "He", "Here", "How", "However", "I", "If", "In", "It", "Its", "Many", "Most", "My", "No",
    "Now", "On", "Or", "Our", "Please", "She", "Since", "So", "Some", "That", "The", "Their", "Then", "There", "These",
    "They", "This", "To", "Use", "We", "What", "When", "Where", "While", "Why", "You", "Your",
];

/// What may stand around a sentence.
const MARKS: [char; 7] = ['"', '\'', '(', ')', '\u{201c}', '\u{201d}', '\u{2019}'];

/// No short form is longer, in bytes.
const LONGEST: usize = 40;

/// Byte ranges of the sentences of a text.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
        let end = at + mark.len_utf8();
        let rest = text[end..].trim_start_matches(MARKS);
        let next = rest.trim_start();
        let begins = next.trim_start_matches(MARKS);
        let near = text.floor_char_boundary(start.max(at.saturating_sub(LONGEST)));
        let last = || text[near..at].rsplit([' ', '(']).next().unwrap_or("");
        let is_quoted = || text[end..text.len() - rest.len()].contains(['"', '\u{201d}', '\u{2019}', '\'']);
        let begins_large = begins.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let ends = rest.len() > next.len() && (begins_large || !is_quoted() && is_whole_word(last()));
        let goes_on = || {
            let last = last();
            let is_short = SHORT_FORMS.contains(&last) || is_initial(last, begins);
            mark == '.' && (is_short || is_left_open(last) || is_number(last, begins) || is_dotted(last, begins))
        };
        // `Ask anyone (anyone! - even us).`
        let is_dashed = next.starts_with(['-', '\u{2013}', '\u{2014}']);
        if next.is_empty() || ends && !is_dashed && !goes_on() {
            push(text, start..text.len() - rest.len(), &mut found);
            start = text.len() - next.len();
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    if range.start < range.end && words(&text[range.clone()]).next().is_some() {
        found.push(range);
    }
}

/// Whether a word is short for nothing, so that a sentence ends behind it, whatever the next begins with: a name in small
/// letters, or code.
fn is_whole_word(word: &str) -> bool {
    let word = word.trim_end_matches(MARKS);
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    SHORT_WORDS.contains(&word) || letters >= LONG && word.ends_with(char::is_alphanumeric)
}

/// The `J` of `J. Smith`, and not that of `as in group J. The next`.
fn is_initial(word: &str, next: &str) -> bool {
    let first = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let begins = first.len() > 1 && BEGINNINGS.contains(&first);
    word.len() == 1 && word.starts_with(char::is_uppercase) && !begins
}

/// The `of..` of `in the law of... Australia`.
fn is_left_open(word: &str) -> bool {
    word.strip_suffix("..").is_some_and(leaves_open)
}

/// Whether nothing ends with a word, so that what follows goes on with it.
pub fn leaves_open(word: &str) -> bool {
    const OPEN: [&str; 15] =
        ["a", "an", "and", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"];
    OPEN.contains(&word)
}

/// The `No.` of `No. 5`, which is no answer.
fn is_number(word: &str, next: &str) -> bool {
    word == "No" && next.starts_with(char::is_numeric)
}

/// The `U.K` of `the U.K. Foot Agency`, and the `p.m` of `9 p.m. Monday`: single letters with full stops between them.
fn is_dotted(word: &str, next: &str) -> bool {
    let first = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1) && !BEGINNINGS.contains(&first)
}

/// The words of a text: what stands between blanks and has a letter or a digit.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_readers_stop() {
        let parts = |text| sentences(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(parts("You ask. We answer!"), ["You ask.", "We answer!"]);
        assert_eq!(parts("It costs 12.50 e.g. For two. Yes"), ["It costs 12.50 e.g. For two.", "Yes"]);
        assert_eq!(
            parts("Ask Dr. Smith or J. Doe (see below.) Then go."),
            ["Ask Dr. Smith or J. Doe (see below.)", "Then go."]
        );
        assert_eq!(
            parts("It is as in A. As before, ask A. I. Jones."),
            ["It is as in A.", "As before, ask A. I. Jones."]
        );
        assert_eq!(
            parts("Learn Python or C. However, it is the U.S. Navy that asks."),
            ["Learn Python or C.", "However, it is the U.S. Navy that asks."]
        );
        assert_eq!(parts("Is it hard? No. Ask at No. 5."), ["Is it hard?", "No.", "Ask at No. 5."]);
        assert_eq!(
            parts("Bring pens etc. \u{201c}Yes.\u{201d} (Ask.)"),
            ["Bring pens etc.", "\u{201c}Yes.\u{201d}", "(Ask.)"]
        );
        assert_eq!(
            parts("The U.K. Foot Agency is in the U.K. You may ask at 9 a.m. Monday. Yes"),
            ["The U.K. Foot Agency is in the U.K.", "You may ask at 9 a.m. Monday.", "Yes"]
        );
        assert_eq!(parts("See Fig. 2 (Smith et al. 2020). Go"), ["See Fig. 2 (Smith et al. 2020).", "Go"]);
        assert_eq!(
            parts("Read this page. npm is a tool. `x` is one, too"),
            ["Read this page.", "npm is a tool.", "`x` is one, too"]
        );
        assert_eq!(parts("Wear shoes, socks etc. and bring lunch"), ["Wear shoes, socks etc. and bring lunch"]);
        assert_eq!(parts("\u{201c}Are you ready?\u{201d} she asks"), ["\u{201c}Are you ready?\u{201d} she asks"]);
        assert_eq!(parts("It takes approx. two days incl. breaks"), ["It takes approx. two days incl. breaks"]);
        assert_eq!(parts("Write to it. e.g. by post"), ["Write to it.", "e.g. by post"]);
        assert_eq!(
            parts("Ask in Rm. 118, or in the law of... Australia. He said... Yes"),
            ["Ask in Rm. 118, or in the law of... Australia.", "He said...", "Yes"]
        );
        assert_eq!(parts("Ask anyone (anyone! - even us). Go"), ["Ask anyone (anyone! - even us).", "Go"]);
        assert_eq!(parts("no stop"), ["no stop"]);
        assert_eq!(parts("… . !"), Vec::<&str>::new());
    }

    #[test]
    fn a_dash_is_no_word() {
        assert_eq!(words("You – and 2 others").count(), 4);
    }
}
