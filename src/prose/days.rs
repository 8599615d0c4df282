//! Days in words: `1 May 2026`, `Monday, May 4, 2026`, `1 January 2025 (Wednesday)`.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use crate::formatting::{is_short_for, month_called};

/// What the days of a week are called.
pub const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Monday),
    ("Tuesday", Weekday::Tuesday),
    ("Wednesday", Weekday::Wednesday),
    ("Thursday", Weekday::Thursday),
    ("Friday", Weekday::Friday),
    ("Saturday", Weekday::Saturday),
    ("Sunday", Weekday::Sunday),
];
/// A year that has the most days, where none is said.
const LEAP_YEAR: i16 = 2028;
/// Years that people write of: other numbers behind a month are none.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// A day as it is written.
#[derive(Debug)]
pub struct Day {
    /// Its bytes in the text, with the name of the day.
    pub range: Range<usize>,
    pub weekday: Option<Weekday>,
    pub year: Option<i16>,
    number: i8,
    month: i8,
}

impl Day {
    /// The day, if there is one. Without a year it is that of a year which has the most days.
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year.unwrap_or(LEAP_YEAR), self.month, self.number).ok()
    }
}

/// A word of a text, without the signs behind it.
struct Word<'t> {
    text: &'t str,
    start: usize,
    /// Whether a sentence may go on behind it, with a comma at most.
    goes_on: bool,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let word = |word: &'_ str| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let open = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let bare = word[open..].trim_end_matches(|c: char| !c.is_alphanumeric());
        let behind = &word[open + bare.len()..];
        (start + open, open + bare.len() - open, matches!(behind, "" | ","))
    };
    let words = text.split_whitespace().map(word);
    words.map(|(start, length, goes_on)| Word { text: &text[start..start + length], start, goes_on }).collect()
}

/// Every day of a text that has its month as a word, in reading order.
pub fn days(text: &str) -> Vec<Day> {
    // Most texts name none, and need no list of their words.
    if !text.split(|c: char| !c.is_alphanumeric()).any(|word| month(word).is_some()) {
        return Vec::new();
    }
    let words = words(text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(month) = month(word.text) else { continue };
        let before = |steps: usize| at.checked_sub(steps).map(|at| &words[at]).filter(|word| word.goes_on);
        let behind =
            |steps: usize| words.get(at + steps).filter(|_| words[at..at + steps].iter().all(|word| word.goes_on));
        // `1 May 2026`, `the 1st of May`; and `May 1, 2026`.
        let of = usize::from(before(1).is_some_and(|word| word.text == "of"));
        let day_first = before(1 + of).and_then(|word| Some((number(word.text)?, 1 + of)));
        let (day, first, last) = match day_first {
            Some((day, steps)) => (day, at - steps, 0),
            None => match behind(1).and_then(|word| number(word.text)) {
                Some(day) => (day, at, 1),
                None => continue,
            },
        };
        let year = behind(last + 1).and_then(|word| word.text.parse().ok()).filter(|year| YEARS.contains(year));
        let weekday = first.checked_sub(1).map(|at| &words[at]).filter(|word| word.goes_on);
        let weekday = weekday.and_then(|word| weekday_of(word.text));
        // `1 May 2026 (Friday)`.
        let bracketed = words.get(at + last + 2).filter(|_| year.is_some() && weekday.is_none());
        let bracketed = bracketed.filter(|word| text[..word.start].ends_with('('));
        let bracketed = bracketed.and_then(|word| Some((weekday_of(word.text)?, word.start + word.text.len())));
        // `In May 40 people came`, `Room 45 March Street`: a number that is no day, with nothing that says it is one.
        let is_sure = weekday.is_some() || year.is_some();
        if !is_sure && (last == 1 || day > 31) {
            continue;
        }
        let start = words[first - usize::from(weekday.is_some())].start;
        let end = &words[at + last + usize::from(year.is_some())];
        let end = bracketed.map_or(end.start + end.text.len(), |(_, end)| end);
        let weekday = weekday.or(bracketed.map(|(weekday, _)| weekday));
        found.push(Day { range: start..end, weekday, number: day, month, year });
    }
    found
}

/// `may` and `march` are months only with a capital.
fn month(word: &str) -> Option<i8> {
    if word.starts_with(char::is_uppercase) { month_called(word) } else { None }
}

fn weekday_of(word: &str) -> Option<Weekday> {
    let found = WEEKDAYS.iter().find(|(name, _)| is_short_for(word, name));
    found.filter(|_| word.starts_with(char::is_uppercase)).map(|(_, weekday)| *weekday)
}

/// `1`, `22nd`.
fn number(word: &str) -> Option<i8> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_day = (1..=2).contains(&digits) && matches!(&word[digits..], "" | "st" | "nd" | "rd" | "th");
    is_day.then(|| word[..digits].parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Vec<&str> {
        let is_wrong = |day: &Day| {
            let date = day.date();
            date.is_none_or(|date| day.year.is_some() && day.weekday.is_some_and(|weekday| weekday != date.weekday()))
        };
        days(text).iter().filter(|day| is_wrong(day)).map(|day| &text[day.range.clone()]).collect()
    }

    #[test]
    fn days_that_are_none_are_found() {
        for day in [
            "31 November",
            "30 February 2027",
            "29 February 2027",
            "32 March 2027",
            "Friday 31st November 2026",
            "31st of June",
            "0 May",
            "Monday 1 December 2026",
            "Mon 1 Dec 2026",
            "Monday, 1 December 2026",
            "Monday, December 1, 2026",
            "Feb 30, 2027",
            "1 January 2025 (Monday",
        ] {
            assert_eq!(wrong(&format!("Come on {day}. It is free.")), [day]);
        }
    }

    #[test]
    fn days_that_are_some_are_not() {
        for text in [
            "Come on Tuesday 1 December 2026.",
            "29 February 2028 and 29 February, 31 December",
            "In May 40 people came. In March 2027 it ends.",
            "We may 31 times ask. Room 45 March Street",
            "From 8 to 10 May. On Monday, 8 or 9 June 2026.",
            "Monday. 1 December 2026 is near",
            "Monday 1 December, then",
            "1 January 2025 (Wednesday), 1 January 2025 (with Monday), on 1 May 2026 Saturday",
            "Decide 2026 in Marching order, 31 Marchers",
            "",
        ] {
            assert_eq!(wrong(text), Vec::<&str>::new(), "{text}");
        }
    }
}
