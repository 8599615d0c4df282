//! Times of day as people write them.

use std::fmt;

/// Before this hour hardly anybody opens: `2-4` is in the afternoon, and a lone `2.30` is for a person to say.
const FIRST_HOUR: u32 = 7;
/// From this hour on it is plain which half of the day is meant: nobody opens at nine in the evening.
const PLAIN_HOUR: u32 = 9;
/// What may stand around a time and says nothing of when.
const AROUND: [&str; 5] = ["from ", " onwards", " bst", " gmt", " (uk time)"];

/// From when until when, each as `17:30`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Times {
    pub from: String,
    pub until: Option<String>,
}

/// As `10:00/14:00`, or `10:00`.
impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.from)?;
        self.until.as_ref().map_or(Ok(()), |until| write!(f, "/{until}"))
    }
}

impl Times {
    /// Those that are shown so.
    pub fn shown_as(text: &str) -> Times {
        let (from, until) = text.split_once('/').map_or((text, None), |(from, until)| (from, Some(until)));
        Times { from: from.into(), until: until.map(String::from) }
    }
}

/// A time as its signs say it.
#[derive(Debug, Clone, Copy)]
struct Clock {
    hour: u32,
    minute: u32,
    /// Whether it says that it is in the afternoon.
    is_late: Option<bool>,
    /// Whether only an hour is said.
    is_bare: bool,
    /// Whether the hour has two digits, as clocks of 24 hours show it.
    is_padded: bool,
}

/// A time such as `9:30`, `5.30pm`, `17:30:00` or `noon`, as `17:30`; none where it could be in either half of the day.
pub fn time_of_day(text: &str) -> Option<String> {
    let clock = Clock::read(text)?;
    let is_plain = clock.is_late.is_some() || clock.is_padded || clock.hour >= FIRST_HOUR;
    (is_plain && !(clock.is_bare && clock.is_late.is_none())).then(|| clock.shown(clock.is_late))
}

/// From when until when: `10am to 12 noon`, `17:30-19:00`, `10-2`, or only from when.
pub fn times_of_day(text: &str) -> Option<Times> {
    if let Some(from) = time_of_day(text) {
        return Some(Times { from, until: None });
    }
    let lower = text.to_lowercase();
    let (from, until) = ["–", "—", "-", " to ", " until ", " till "].iter().find_map(|sign| lower.split_once(sign))?;
    let (from, until) = (Clock::read(from)?, Clock::read(until)?);
    let start = from.is_late.or_else(|| from.half_before(&until))?;
    let start = from.shown(Some(start));
    let early = until.shown(until.is_late);
    let end = if until.is_late.is_none() && early <= start { until.shown(Some(true)) } else { early };
    Some(Times { from: start, until: Some(end) })
}

/// What a column of times says, in which four digits are no year: `1800`, and of a cell with a day its time.
pub fn of_column(text: &str) -> Option<Times> {
    let text = text.rsplit_once('T').filter(|(day, _)| day.len() == 10).map_or(text, |(_, time)| time);
    let four = |part: &str| {
        let part = part.trim();
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let time = match part.split_once('.') {
            // A spreadsheet takes the last sign off `9.30`.
            Some((hour, ten)) if is_number(hour) && is_number(ten) && ten.len() == 1 => format!("{hour}:{ten}0"),
            None if is_number(part) && matches!(part.len(), 3 | 4) => {
                let (hour, minute) = part.split_at(part.len() - 2);
                format!("{hour}:{minute}")
            }
            _ => return None,
        };
        time_of_day(&time)
    };
    let both = || {
        let (from, until) = text.split_once(['-', '–'])?;
        Some(Times { from: four(from)?, until: Some(four(until)?) })
    };
    times_of_day(text).or_else(|| four(text).map(|from| Times { from, until: None })).or_else(both)
}

/// Whether it says that there is no time to tell.
pub fn is_all_day(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "all day" | "all-day" | "whole day" | "day")
}

/// Times are no longer, in bytes.
const LONGEST: usize = 40;

/// A day with its times, as they stand in one cell: `14/03/2027, 5.30pm`. Without a time, the day is all.
pub fn day_and_times(text: &str) -> (&str, Option<Times>) {
    let text = text.trim();
    let near = text.ceil_char_boundary(text.len().saturating_sub(LONGEST));
    for (at, sign) in text[near..].match_indices([' ', 'T', ',']).map(|(at, sign)| (near + at, sign)) {
        if let Some(times) = times_of_day(&text[at + sign.len()..]) {
            let day = text[..at].trim_end_matches([' ', ',']);
            return (day.strip_suffix(" at").unwrap_or(day).trim_end_matches([' ', ',']), Some(times));
        }
    }
    (text, None)
}

impl Clock {
    fn read(text: &str) -> Option<Clock> {
        let mut text = text.trim().to_lowercase();
        for words in AROUND {
            text = text.strip_prefix(words).or_else(|| text.strip_suffix(words)).unwrap_or(&text).to_string();
        }
        let text = text.replace(' ', "");
        if matches!(text.as_str(), "noon" | "midday" | "12noon" | "12midday") {
            return Some(Clock { hour: 12, minute: 0, is_late: Some(true), is_bare: false, is_padded: true });
        }
        let without = |ends: [&str; 2]| ends.iter().find_map(|end| text.strip_suffix(end)).map(str::to_string);
        let (number, is_late) = match (without(["pm", "p.m."]), without(["am", "a.m."])) {
            (Some(number), _) => (number, Some(true)),
            (None, Some(number)) => (number, Some(false)),
            (None, None) => (text, None),
        };
        let unit = ["hours", "hrs", "h"].iter().find_map(|unit| number.strip_suffix(unit));
        let (number, is_military) = (unit.unwrap_or(&number), unit.is_some());
        let parts: Vec<&str> = number.split([':', '.']).collect();
        let two = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() == 2);
        let one = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
        let (hour, minute, is_bare) = match parts.as_slice() {
            [hour, minute] => (one(hour)?, two(minute)?, false),
            [hour, minute, second] if number.contains(':') => (one(hour)?, two(second).and(two(minute))?, false),
            [both] if both.len() == 4 && both.is_ascii() && (is_military || is_late.is_some()) => {
                (two(&both[..2])?, two(&both[2..])?, false)
            }
            [hour] => (one(hour)?, 0, true),
            _ => return None,
        };
        let fits = minute < 60 && if is_late.is_some() { (1..=12).contains(&hour) } else { hour < 24 };
        let is_padded = is_military || parts[0].len() == 2 && (parts[0].starts_with('0') || hour > 12);
        fits.then_some(Clock { hour, minute, is_late, is_bare, is_padded })
    }

    /// As clocks of 24 hours show it, in the half of the day that is said.
    fn shown(&self, is_late: Option<bool>) -> String {
        let hour = match is_late {
            Some(true) if self.hour <= 12 => self.hour % 12 + 12,
            Some(false) if self.hour <= 12 => self.hour % 12,
            _ => self.hour,
        };
        format!("{hour:02}:{:02}", self.minute)
    }

    /// Whether it is in the afternoon, as far as the end tells; none where both could be.
    fn half_before(&self, end: &Clock) -> Option<bool> {
        if self.hour > 12 || self.is_padded {
            return Some(self.hour >= 12);
        }
        if let Some(is_late) = end.is_late {
            // In `10-2pm` the first is in the morning.
            let same = self.shown(Some(is_late));
            return Some(is_late && same < end.shown(Some(is_late)));
        }
        let goes_on = (end.hour % 24, end.minute) > (self.hour, self.minute);
        match self.hour {
            12 => Some(true),
            hour if hour < FIRST_HOUR => Some(true),
            hour if hour < PLAIN_HOUR && goes_on => None,
            _ => Some(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(times: Option<Times>) -> String {
        times.map_or("-".into(), |times| times.to_string())
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, expected) in [
            ("9:30", "09:30"),
            ("09:30:00", "09:30"),
            ("5.30pm", "17:30"),
            ("5:30 PM", "17:30"),
            ("5 p.m.", "17:00"),
            ("12am", "00:00"),
            ("12 pm", "12:00"),
            ("1730hrs", "17:30"),
            ("17.30", "17:30"),
            ("Noon", "12:00"),
            ("0930am", "09:30"),
            ("From 10am", "10:00"),
            ("10am onwards", "10:00"),
            ("7pm BST", "19:00"),
        ] {
            assert_eq!(time_of_day(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "5", "25:00", "9:75", "13pm", "evening", "2026", "9.5", "14.03.27", "pm", "2.30", "1800"] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }

    #[test]
    fn one_cell_may_say_from_when_until_when() {
        for (text, expected) in [
            ("10am to 12 noon", "10:00/12:00"),
            ("17:30-19:00", "17:30/19:00"),
            ("2-4pm", "14:00/16:00"),
            ("10–2 pm", "10:00/14:00"),
            ("From 9.30am until 3pm", "09:30/15:00"),
            ("10-2", "10:00/14:00"),
            ("9-5", "09:00/17:00"),
            ("9.30 - 3.15", "09:30/15:15"),
            ("10 – 12", "10:00/12:00"),
            ("11am-1", "11:00/13:00"),
            ("2-4", "14:00/16:00"),
            ("12-2", "12:00/14:00"),
            ("07:00-09:00", "07:00/09:00"),
            ("8pm to 1am", "20:00/01:00"),
        ] {
            assert_eq!(shown(times_of_day(text)), expected, "{text}");
        }
        for text in ["all day", "10 - late", "7-9", "-", "7.00-9.00"] {
            assert_eq!(times_of_day(text), None, "{text}");
        }
    }

    #[test]
    fn in_a_column_of_times_four_digits_are_a_time() {
        for (text, expected) in [
            ("1800", "18:00"),
            ("1700-1900", "17:00/19:00"),
            ("2027-03-09T09:30", "09:30"),
            ("2.30", "-"),
            ("9999", "-"),
        ] {
            assert_eq!(shown(of_column(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_long_cell_is_not_read_from_each_of_its_words() {
        let long = format!("{}14 March 2027 at 9:30", "a ".repeat(500_000));
        assert_eq!(shown(day_and_times(&long).1), "09:30");
    }

    #[test]
    fn a_day_and_its_times_may_stand_in_one_cell() {
        for (text, day, times) in [
            ("14/03/2027, 17:30", "14/03/2027", "17:30"),
            ("14 March 2027 at 5.30 pm", "14 March 2027", "17:30"),
            ("13 March 2027 10am-2pm", "13 March 2027", "10:00/14:00"),
            ("2027-03-14T09:30", "2027-03-14", "09:30"),
            ("14 March 2027", "14 March 2027", "-"),
            ("14.3.27", "14.3.27", "-"),
        ] {
            let found = day_and_times(text);
            assert_eq!((found.0, shown(found.1)), (day, times.to_string()), "{text}");
        }
    }
}
