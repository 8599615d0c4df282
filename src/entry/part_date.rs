//! A day, a month or a year: as much of a date as is known.

use std::fmt;

use jiff::civil::Date;

use super::fields::{Field, Reader, Shape};
use super::moment::digits;
use super::node::Node;
use super::phase::same_in_every_phase;

/// What stands before a date that is only roughly known.
const ABOUT: &str = "about ";

/// As much of a date as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartDate {
    pub precision: Precision,
    /// Whether even that is only roughly known.
    pub is_about: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    Day(Date),
    /// From 1 to 12.
    Month(i16, i8),
    Year(i16),
}

impl PartDate {
    /// Reads `2025-10-23`, `2025-10` or `2025`, and each of them after `about`.
    pub fn parse(text: &str) -> Option<PartDate> {
        let (is_about, text) =
            text.strip_prefix(ABOUT).map_or((false, text), |rest| (true, rest.trim_start_matches(' ')));
        let mut parts = text.split('-');
        let year: i16 = digits(parts.next()?, 4)?;
        let precision = match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Precision::Year(year),
            (Some(month), None, _) => {
                Precision::Month(year, digits(month, 2).filter(|month| (1..=12).contains(month))?)
            }
            (Some(month), Some(day), None) => Precision::Day(Date::new(year, digits(month, 2)?, digits(day, 2)?).ok()?),
            (Some(_), Some(_), Some(_)) => return None,
        };
        Some(PartDate { precision, is_about })
    }

    /// Its first day.
    pub fn begins(self) -> Date {
        let first = |year, month| Date::new(year, month, 1).expect("a month of a year from 0 to 9999");
        match self.precision {
            Precision::Day(day) => day,
            Precision::Month(year, month) => first(year, month),
            Precision::Year(year) => first(year, 1),
        }
    }

    /// Its last day.
    pub fn ends(self) -> Date {
        match self.precision {
            Precision::Day(day) => day,
            Precision::Month(..) => self.begins().last_of_month(),
            Precision::Year(_) => self.begins().last_of_year(),
        }
    }

    pub fn year(self) -> i16 {
        match self.precision {
            Precision::Day(day) => day.year(),
            Precision::Month(year, _) | Precision::Year(year) => year,
        }
    }
}

impl fmt::Display for PartDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_about { ABOUT } else { "" })?;
        match self.precision {
            Precision::Day(day) => write!(f, "{day}"),
            Precision::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Precision::Year(year) => write!(f, "{year:04}"),
        }
    }
}

impl Field for PartDate {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Some(text) = node.scalar_text() else {
            return reader.expected("a day, a month or a year", node, "write it as `2025-10-23`, `2025-10` or `2025`");
        };
        PartDate::parse(&text).or_else(|| {
            reader.invalid(
                format!("`{text}` is not a day, a month or a year"),
                Some(
                    "write as much of it as is known, such as `2025-10-23`, `2025-10` or `2025`; \
                     where that is not certain, `about 2025`"
                        .into(),
                ),
            );
            None
        })
    }

    fn shape() -> Shape {
        Shape::PartDate
    }
}

same_in_every_phase!(PartDate);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_part_of_a_date_is_enough() {
        for text in ["2025-10-23", "2025-10", "2025", "about 2021", "about 2021-02", "2024-02-29"] {
            assert_eq!(PartDate::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "about",
            "about ",
            "2025-13",
            "2025-00",
            "2025-02-31",
            "2025-1",
            "25",
            "2025-10-23-1",
            "up-to-date",
            "mid-May",
            "published",
            "2025-",
            "+025",
            "２０２５",
            "2025-10-23T09:30",
        ] {
            assert_eq!(PartDate::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_none(text in "(about )?[0-9０é-]{0,10}|\\PC{0,10}") {
            if let Some(date) = PartDate::parse(&text) {
                prop_assert_eq!(PartDate::parse(&date.to_string()), Some(date));
            }
        }
    }
}
