//! Days, and days with a time, as authors write them.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use super::fields::{Field, Reader, Shape};
use super::node::Node;
use super::phase::same_in_every_phase;
use crate::formatting;

/// The time of England, as POSIX says it: an hour ahead from the last Sunday of March to that of October, at 1 o'clock
/// GMT. Said here so that nothing outside the program decides it.
const ENGLAND: &str = "GMT0BST,M3.5.0/1,M10.5.0";

/// When something is: on a day, or at a time of a day, in the time of England.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// The whole day.
    Day(Date),
    Time(DateTime),
}

impl Moment {
    /// Reads `2027-03-01`, `2027-03-01T09:30` and `2027-03-01 09:30`, with or without seconds.
    pub fn parse(text: &str) -> Option<Moment> {
        let Some(time) = text.get(10..).filter(|time| !time.is_empty()) else { return day(text).map(Moment::Day) };
        let date = day(&text[..10])?;
        let time = time.strip_prefix(['T', ' '])?;
        let parts: Option<Vec<i8>> = time.split(':').map(|part| digits(part, 2)).collect();
        let time = match parts?.as_slice() {
            [hour, minute] => Time::new(*hour, *minute, 0, 0),
            [hour, minute, second] => Time::new(*hour, *minute, *second, 0),
            _ => return None,
        };
        time.ok().map(|time| Moment::Time(date.to_datetime(time)))
    }

    /// `2027-03-01T09:30+00:00`: with how far clocks in England are ahead then, so that it is clear everywhere; a day
    /// has no clock.
    pub fn in_england(self) -> String {
        match self {
            Moment::Day(day) => day.to_string(),
            Moment::Time(time) => {
                let zone = TimeZone::posix(ENGLAND).expect("a rule as POSIX has it");
                zone.to_ambiguous_zoned_datetime(time)
                    .compatible()
                    .map_or_else(|_| self.to_string(), |time| time.strftime("%Y-%m-%dT%H:%M%:z").to_string())
            }
        }
    }

    pub fn day(self) -> Date {
        match self {
            Moment::Day(day) => day,
            Moment::Time(time) => time.date(),
        }
    }

    /// Where it begins; a day begins at midnight.
    pub fn begins(self) -> DateTime {
        match self {
            Moment::Day(day) => day.to_datetime(Time::midnight()),
            Moment::Time(time) => time,
        }
    }

    /// Where it is over; a day lasts until its last instant.
    pub fn is_over(self) -> DateTime {
        match self {
            Moment::Day(day) => day.to_datetime(Time::MAX),
            Moment::Time(time) => time,
        }
    }
}

/// `2027-03-01` or `2027-03-01T09:30`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Day(day) => write!(f, "{day}"),
            Moment::Time(time) => write!(f, "{}", time.strftime("%Y-%m-%dT%H:%M")),
        }
    }
}

/// A day as authors write it: year, month and day with hyphens, and nothing else.
pub fn day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let date = Date::new(digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    date.ok().filter(|_| parts.next().is_none())
}

/// What is wrong with a day that is written as one and is in no calendar.
fn no_such_day(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let (year, month, _) =
        (digits::<i16>(parts.next()?, 4)?, digits::<i8>(parts.next()?, 2)?, digits::<i8>(parts.next()?, 2)?);
    parts.next().is_none().then_some(())?;
    let Ok(first) = Date::new(year, month, 1) else { return Some("a year has the months 01 to 12".into()) };
    Some(format!("{} has the days 01 to {}", formatting::month(first), first.days_in_month()))
}

/// A number of just so many digits.
pub(super) fn digits<T: std::str::FromStr>(text: &str, count: usize) -> Option<T> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

impl Field for Date {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = node.scalar_text().unwrap_or_default();
        day(&text).or_else(|| {
            let help = no_such_day(&text)
                .unwrap_or_else(|| "write the year, the month and the day, such as `2026-03-14`".into());
            reader.invalid(format!("`{text}` is not a date"), Some(help));
            None
        })
    }

    fn shape() -> Shape {
        Shape::Date
    }
}

impl Field for Moment {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = node.scalar_text().unwrap_or_default();
        Moment::parse(&text).or_else(|| {
            reader.invalid(
                format!("`{text}` is not a date and time"),
                Some("write it as `2026-03-14T09:30`, in local time, or as `2026-03-14` for the whole day".into()),
            );
            None
        })
    }

    fn shape() -> Shape {
        Shape::Moment
    }
}

same_in_every_phase!(Date, Moment);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_or_a_time_of_a_day() {
        for (text, told) in [
            ("2027-03-01", "2027-03-01"),
            ("2027-03-01T09:30", "2027-03-01T09:30"),
            ("2027-03-01 09:30", "2027-03-01T09:30"),
            ("2027-03-01T09:30:59", "2027-03-01T09:30"),
        ] {
            assert_eq!(Moment::parse(text).map(|moment| moment.to_string()).as_deref(), Some(told), "{text}");
        }
        for text in [
            "",
            "2027-03-01T",
            "2027-03-01T9:30",
            "2027-03-01T24:00",
            "2027-02-30",
            "2027-03-01T09:30Z",
            "2027-03-01T09:30+01:00",
            "20270301",
            "2027-03-01T09",
            "2027-03-0１",
            "1 March 2027",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn times_say_how_far_ahead_clocks_are() {
        for (text, told) in [
            ("2027-03-01", "2027-03-01"),
            ("2027-03-01T09:30", "2027-03-01T09:30+00:00"),
            ("2027-06-01T09:30", "2027-06-01T09:30+01:00"),
            ("2027-10-31T00:30", "2027-10-31T00:30+01:00"),
            ("2027-10-31T03:00", "2027-10-31T03:00+00:00"),
        ] {
            assert_eq!(Moment::parse(text).unwrap().in_england(), told);
        }
    }

    #[test]
    fn a_day_is_over_at_its_end() {
        let day = Moment::parse("2027-03-01").unwrap();
        let evening = Moment::parse("2027-03-01T20:00").unwrap();
        assert!(day.begins() < evening.begins() && evening.is_over() < day.is_over());
    }

    proptest! {
        #[test]
        fn any_text_is_a_moment_or_none(text in "[0-9:T －é-]{0,20}|\\PC{0,12}") {
            if let Some(moment) = Moment::parse(&text) {
                prop_assert_eq!(Moment::parse(&moment.to_string()).map(Moment::day), Some(moment.day()));
            }
        }
    }
}
