//! Numbers, days and sentences as Trellis itself writes them, in messages and reports, and names of months as people do.
//! Words of a site come from its theme.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `1 error`, `1,200 errors`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// `12,345`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}

/// `23 November 2026`.
pub fn day(day: Date) -> String {
    format!("{} {}", day.day(), month(day))
}

/// `November 2026`.
pub fn month(day: Date) -> String {
    let name = usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    format!("{name} {}", day.year())
}

/// The number of the month that a word names, such as `March` or `mar`.
pub fn month_called(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|name| is_short_for(word, name))?;
    i8::try_from(at + 1).ok()
}

/// Whether a word is a name or its beginning, in three letters or more, in whatever capitals.
pub fn is_short_for(word: &str, name: &str) -> bool {
    word.len() >= 3 && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Words with a capital letter in front.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Words that begin and end as a sentence does.
pub fn sentence(words: &str) -> String {
    let end = if words.ends_with(['.', '?', '!']) || words.is_empty() { "" } else { "." };
    capital(words) + end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days() {
        assert_eq!(count(1, "error", "errors"), "1 error");
        assert_eq!(count(12_345, "error", "errors"), "12,345 errors");
        assert_eq!((grouped(0), grouped(999), grouped(1_000)), ("0".into(), "999".into(), "1,000".into()));
        assert_eq!(day(jiff::civil::date(2026, 11, 3)), "3 November 2026");
    }

    #[test]
    fn months_are_known_by_their_first_letters() {
        let called = ["March", "mar", "MAR", "Sept", "may", "Ma", "Marching", "\u{e9}t\u{e9}", ""].map(month_called);
        assert_eq!(called, [Some(3), Some(3), Some(3), Some(9), Some(5), None, None, None, None]);
    }

    #[test]
    fn sentences_begin_large_and_end() {
        assert_eq!(["it is", "Is it?", "\u{e9}t\u{e9}", ""].map(sentence), ["It is.", "Is it?", "\u{c9}t\u{e9}.", ""]);
    }
}
