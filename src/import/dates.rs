//! Dates as people write them.

use jiff::civil::{Date, Weekday};

use super::times::day_and_times;
use crate::formatting::{is_short_for, month_called};
use crate::prose::days::WEEKDAYS;

/// Which number of a date such as 03/04/2026 is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

impl DateOrder {
    /// As files of answers have it.
    pub fn name(self) -> &'static str {
        match self {
            DateOrder::DayFirst => "day-first",
            DateOrder::MonthFirst => "month-first",
        }
    }

    pub fn named(name: &str) -> Option<DateOrder> {
        [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().find(|order| order.name() == name)
    }
}

/// What a text says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    Day(Date),
    /// It could be two days.
    TwoWays,
    /// No day, or a weekday that is not that of the day.
    Nothing,
}

/// Reads a day, in the order that is known of its column.
pub fn read(text: &str, order: Option<DateOrder>) -> Said {
    let Some((said, weekday)) = without_weekday(text) else { return Said::Nothing };
    let found = match slashed(said) {
        Some([first, second, year]) => {
            let order = match (first, second) {
                (13.., _) => Some(DateOrder::DayFirst),
                (_, 13..) => Some(DateOrder::MonthFirst),
                (first, second) if first == second => Some(DateOrder::DayFirst),
                _ => order,
            };
            match order {
                None => return Said::TwoWays,
                Some(DateOrder::DayFirst) => date(year, second, first),
                Some(DateOrder::MonthFirst) => date(year, first, second),
            }
        }
        None => in_words(said).or_else(|| year_first(said)),
    };
    found.filter(|date| weekday.is_none_or(|weekday| weekday == date.weekday())).map_or(Said::Nothing, Said::Day)
}

/// The first and the last of some days: `12-16 July 2027`, `Mon 1 - Fri 5 March 2027`, `14/03/2027 to 15/03/2027`.
pub fn days(text: &str, order: Option<DateOrder>) -> Option<(Date, Date)> {
    let (first, last) = [" - ", " – ", " to ", "-", "–"].iter().find_map(|sign| {
        let (first, last) = text.split_once(sign)?;
        Some((first.trim(), last.trim()))
    })?;
    let day = |text: &str| match read(text, order) {
        Said::Day(day) => Some(day),
        Said::TwoWays | Said::Nothing => None,
    };
    let until = day(last)?;
    // What the first leaves out is as in the last.
    let of_month = || {
        let number: i8 = without_weekday(first)?.0.trim_end_matches(char::is_alphabetic).parse().ok()?;
        Date::new(until.year(), until.month(), number).ok()
    };
    let of_year = || in_words(&format!("{} {}", without_weekday(first)?.0, until.year()));
    let from = day(first).or_else(of_month).or_else(of_year)?;
    (from < until).then_some((from, until))
}

/// The order in which a column writes its dates, if one of them leaves no doubt and none contradicts it.
pub fn date_order<'a>(texts: impl Iterator<Item = &'a str>) -> Option<DateOrder> {
    let mut found = None;
    for [first, second, _] in texts.filter_map(|text| slashed(without_weekday(day_and_times(text).0)?.0)) {
        let order = match (first > 12, second > 12) {
            (true, false) => DateOrder::DayFirst,
            (false, true) => DateOrder::MonthFirst,
            _ => continue,
        };
        if found.is_some_and(|other| other != order) {
            return None;
        }
        found = Some(order);
    }
    found
}

/// The numbers of a date such as 14/03/2026, 14.3.26 or 14-03-2026.
fn slashed(text: &str) -> Option<[i32; 3]> {
    let parts: Vec<&str> = text.trim().split(['/', '.', '-']).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let number = |text: &str| text.parse::<i32>().ok().filter(|_| text.len() <= 2);
    let year = match year.len() {
        2 => 2000 + year.parse::<i32>().ok()?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    Some([number(first)?, number(second)?, year])
}

/// A date without the weekday before it, and that; none where the first word is none that can stand there.
fn without_weekday(text: &str) -> Option<(&str, Option<Weekday>)> {
    let (first, rest) = text.trim().split_once([' ', ',']).unwrap_or((text.trim(), ""));
    let word = first.trim_end_matches(['.', ',']);
    let is_called =
        |day: &str| is_short_for(word, day) || word.strip_suffix('s').is_some_and(|one| is_short_for(day, one));
    let said = WEEKDAYS.iter().find(|(day, _)| is_called(day));
    match said.map(|(_, weekday)| *weekday) {
        Some(weekday) if !rest.is_empty() => Some((rest.trim_start_matches([' ', ',']), Some(weekday))),
        Some(_) => None,
        None => Some((text.trim(), None)),
    }
}

/// `2027/03/14` or `2027.03.14`.
fn year_first(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    (year.len() == 4).then(|| date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

/// A date such as `14 March 2026`, `14th of March 2026`, `March 14, 2026` or `14-Mar-26`.
pub(super) fn in_words(text: &str) -> Option<Date> {
    let words: Vec<String> =
        text.split([' ', '-', ',']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != "of").collect();
    let [day, month, year] = words.as_slice() else { return None };
    let (day, month) = if month_called(day.trim_end_matches('.')).is_some() { (month, day) } else { (day, month) };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
    let month = month_called(month.trim_end_matches('.'))?;
    let year: i32 = year.parse().ok()?;
    date(if year < 100 { year + 2000 } else { year }, month.into(), day)
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_clear_date_tells_how_the_others_are_meant() {
        assert_eq!(date_order(["03/04/2026", "14/03/2026"].into_iter()), Some(DateOrder::DayFirst));
        assert_eq!(date_order(["03/04/2026", "03/14/2026 10:00"].into_iter()), Some(DateOrder::MonthFirst));
        assert_eq!(date_order(["14/03/2026", "03/14/2026"].into_iter()), None);
        assert_eq!(date_order(["03/04/2026"].into_iter()), None);
    }

    #[test]
    fn days_may_be_several() {
        for (text, expected) in [
            ("12-16 July 2027", "2027-07-12 2027-07-16"),
            ("Mon 1 - Fri 5 March 2027", "2027-03-01 2027-03-05"),
            ("29 March - 2 April 2027", "2027-03-29 2027-04-02"),
            ("14/03/2027 to 15/03/2027", "2027-03-14 2027-03-15"),
        ] {
            let found = days(text, None).map(|(first, last)| format!("{first} {last}"));
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        for text in ["2027-03-14", "14-03-2027", "16-12 July 2027", "Mon 2 - Fri 5 March 2027 or so"] {
            assert_eq!(days(text, None), None, "{text}");
        }
    }
}
