//! What stands in cells beside what they say: words for nothing, odd blanks, signs of lists.

use std::borrow::Cow;

use crate::characters::is_odd_blank;

/// Whether a cell only says that there is nothing to say, or nothing yet.
pub fn says_nothing(text: &str) -> bool {
    const WORDS: [&str; 19] = [
        "n/a",
        "na",
        "tbc",
        "tba",
        "tbd",
        "none",
        "nil",
        "null",
        "unknown",
        "notknown",
        "notapplicable",
        "tobeconfirmed",
        "tobeannounced",
        "tofollow",
        "pending",
        "blank",
        "(blank)",
        "xxx",
        "notyetknown",
    ];
    let text: String = plain_blanks(text).chars().filter(|c| !matches!(c, ' ' | '.')).collect();
    let is_line = text.chars().all(|c| matches!(c, '-' | '–' | '—' | '?' | '_'));
    is_line && !text.is_empty() || WORDS.iter().any(|word| word.eq_ignore_ascii_case(&text))
}

/// Whether a cell says to look at another.
pub fn points_elsewhere(text: &str) -> bool {
    const WORDS: [&str; 6] = ["ditto", "as above", "same", "same as above", "\"", "〃"];
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text.trim()))
}

/// Whether it is a number and nothing else.
pub fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
}

/// The text with plain blanks in the place of those that only look like them.
pub fn plain_blanks(text: &str) -> Cow<'_, str> {
    if !text.contains(is_odd_blank) {
        return Cow::Borrowed(text);
    }
    let plain: String = text.chars().map(|c| if is_odd_blank(c) { ' ' } else { c }).collect();
    Cow::Owned(plain.trim().to_string())
}

/// A line of a list without the sign or the number before it.
pub fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    let behind_sign =
        line.strip_prefix(['•', '·', '▪', '●', '*', '–', '-']).filter(|rest| rest.starts_with([' ', '\t']));
    let number = line.find(|c: char| !c.is_ascii_digit()).filter(|at| (1..=2).contains(at));
    let behind_number = || {
        let rest = line[number?..].strip_prefix(['.', ')'])?;
        rest.starts_with([' ', '\t']).then_some(rest)
    };
    behind_sign.or_else(behind_number).map_or(line, str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_words_say_nothing() {
        for text in ["N/A", "n / a", "Not known", "to be confirmed", "--", "None", "(blank)", "TBC."] {
            assert!(says_nothing(text), "{text}");
        }
        for text in ["", "No fee", "Nona", "A - B"] {
            assert!(!says_nothing(text), "{text}");
        }
    }
}
