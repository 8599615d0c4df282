//! Times of day as people write them.

/// Before this hour nobody is awake: `2.30` without more is meant for the afternoon, or for nothing.
const FIRST_HOUR: u32 = 7;

/// A time such as `9:30`, `5.30pm`, `17:30:00`, `1730hrs` or `noon`, as `17:30`.
pub fn time_of_day(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase().replace(' ', "");
    if matches!(text.as_str(), "noon" | "midday" | "12noon" | "12midday") {
        return Some("12:00".into());
    }
    let afternoon = |rest: &str| rest.strip_suffix("pm").or_else(|| rest.strip_suffix("p.m.")).map(str::to_string);
    let morning = |rest: &str| rest.strip_suffix("am").or_else(|| rest.strip_suffix("a.m.")).map(str::to_string);
    let (number, half) = match (afternoon(&text), morning(&text)) {
        (Some(number), _) => (number, Some(12)),
        (None, Some(number)) => (number, Some(0)),
        (None, None) => (text, None),
    };
    let (number, is_military) = match ["hours", "hrs", "h"].iter().find_map(|unit| number.strip_suffix(unit)) {
        Some(number) => (number.to_string(), true),
        None => (number, false),
    };
    let parts: Vec<&str> = number.split([':', '.']).collect();
    let digits = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() == 2);
    let (hour, minute) = match parts.as_slice() {
        [hour, minute] => (hour.parse().ok().filter(|_| hour.len() <= 2)?, digits(minute)?),
        [hour, minute, second] if number.contains(':') => {
            (hour.parse().ok().filter(|_| hour.len() <= 2)?, digits(second).and(digits(minute))?)
        }
        [both] if both.len() == 4 && (is_military || half.is_some()) => (digits(&both[..2])?, digits(&both[2..])?),
        // A bare number is no time: nobody knows which half of the day it is in.
        [hour] if half.is_some() && hour.len() <= 2 => (hour.parse().ok()?, 0),
        _ => return None,
    };
    let is_short = parts[0].len() < 2 && !is_military;
    let hour = match half {
        None if is_short && hour < FIRST_HOUR => return None,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

/// From when until when: `10am to 12 noon`, `17:30-19:00`, or only from when. In `2-4pm` both are in the afternoon.
pub fn times_of_day(text: &str) -> Option<(String, Option<String>)> {
    if let Some(time) = time_of_day(text) {
        return Some((time, None));
    }
    let lower = text.to_lowercase();
    let (from, until) = ["–", "—", "-", " to ", " until ", " till "].iter().find_map(|sign| lower.split_once(sign))?;
    let from = from.trim().trim_start_matches("from ").trim();
    let end = time_of_day(until)?;
    let half = until.trim().trim_end_matches('.').replace('.', "");
    let start = time_of_day(from).or_else(|| {
        let both = |half: &str| time_of_day(&format!("{from}{half}"));
        let half = half.trim_end().get(half.trim_end().len().saturating_sub(2)..)?;
        let same = both(half)?;
        // In `10-2pm` the first is in the morning.
        if same < end { Some(same) } else { both("am") }
    })?;
    Some((start, Some(end)))
}

/// A day with its time, as they stand in one cell: `14/03/2027, 5.30pm`. Without a time, the day is all.
pub fn day_and_time(text: &str) -> (&str, Option<String>) {
    let text = text.trim();
    for (at, sign) in text.match_indices([' ', 'T', ',']) {
        if let Some(time) = time_of_day(&text[at + sign.len()..]) {
            let day = text[..at].trim_end_matches([' ', ',']);
            return (day.strip_suffix(" at").unwrap_or(day).trim_end_matches([' ', ',']), Some(time));
        }
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert_eq!(time_of_day(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "5", "25:00", "9:75", "13pm", "evening", "2026", "9.5", "14.03.27", "pm", "2.30"] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }

    #[test]
    fn one_cell_may_say_from_when_until_when() {
        for (text, from, until) in [
            ("10am to 12 noon", "10:00", "12:00"),
            ("17:30-19:00", "17:30", "19:00"),
            ("2-4pm", "14:00", "16:00"),
            ("10–2 pm", "10:00", "14:00"),
            ("From 9.30am until 3pm", "09:30", "15:00"),
        ] {
            assert_eq!(times_of_day(text), Some((from.into(), Some(until.into()))), "{text}");
        }
        for text in ["all day", "10 - late", "2-4", "-"] {
            assert_eq!(times_of_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_and_its_time_may_stand_in_one_cell() {
        for (text, day, time) in [
            ("14/03/2027, 17:30", "14/03/2027", Some("17:30")),
            ("14 March 2027 at 5.30 pm", "14 March 2027", Some("17:30")),
            ("2027-03-14T09:30", "2027-03-14", Some("09:30")),
            ("14 March 2027", "14 March 2027", None),
            ("14.3.27", "14.3.27", None),
        ] {
            assert_eq!(day_and_time(text), (day, time.map(str::to_string)), "{text}");
        }
    }
}
