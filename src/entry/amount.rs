//! An amount in a table, to the hundredth: what can be drawn and compared without an error of rounding.

use std::fmt;

use super::kinds::Unit;
use crate::formatting::grouped;

/// An amount of nothing or more, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(pub u64);

/// The most digits before the point: what is more than this is a slip.
const MOST_DIGITS: usize = 12;

impl Amount {
    /// What a cell says in a unit; nothing if it is empty. Else what is wrong with it, and what to write.
    pub fn read(cell: &str, unit: Unit) -> Result<Option<Amount>, (String, String)> {
        let typed = cell.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let (money, rest) = typed.strip_prefix('£').map_or((false, typed), |rest| (true, rest.trim_start()));
        let (percent, digits) = rest.strip_suffix('%').map_or((false, rest), |rest| (true, rest.trim_end()));
        let other = |wrong: &str| {
            let help = "show only numbers of one unit, or mend `unit`";
            Err((format!("`{typed}` is {wrong}, and the figure is in {}", in_words(unit)), help.into()))
        };
        if money && !unit.is_money() {
            return other("in pounds");
        }
        if percent && !unit.is_percent() {
            return other("in percent");
        }
        match Amount::parse(digits) {
            Some(amount) if unit.is_percent() && amount > Amount(100 * 100) => {
                let help = "a part is at most 100 percent of its whole: look for a digit too many, or mend `unit`";
                Err((format!("`{typed}` is more than 100 percent"), help.into()))
            }
            Some(amount) => Ok(Some(amount)),
            None => {
                let help = "write digits, such as `12465` or `12.5`; leave the cell empty where nothing is known";
                Err((format!("`{typed}` is no number that can be drawn"), help.into()))
            }
        }
    }

    /// Reads `12465`, `12,465` and `12.5`. Of more than two decimals, the nearest hundredth.
    pub fn parse(text: &str) -> Option<Amount> {
        let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let mut groups = whole.split(',');
        let first = groups.next().filter(|first| is_digits(first))?;
        let (mut digits, mut is_grouped) = (first.to_string(), false);
        for group in groups {
            (group.len() == 3 && is_digits(group)).then_some(())?;
            digits.push_str(group);
            is_grouped = true;
        }
        if is_grouped && first.len() > 3 || digits.len() > MOST_DIGITS || rest.is_some_and(|rest| !is_digits(rest)) {
            return None;
        }
        let decimal =
            |at: usize| rest.and_then(|rest| rest.as_bytes().get(at)).map_or(0, |byte| u64::from(byte - b'0'));
        let up = u64::from(decimal(2) >= 5);
        Some(Amount(digits.parse::<u64>().ok()? * 100 + decimal(0) * 10 + decimal(1) + up))
    }

    /// As people write it in a unit: pence are two digits or none.
    pub fn shown(self, unit: Unit) -> String {
        if unit.is_money() && !self.0.is_multiple_of(100) {
            return format!("{}.{:02}", grouped((self.0 / 100) as usize), self.0 % 100);
        }
        self.to_string()
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = grouped((self.0 / 100) as usize);
        match self.0 % 100 {
            0 => f.write_str(&whole),
            tenths if tenths.is_multiple_of(10) => write!(f, "{whole}.{}", tenths / 10),
            hundredths => write!(f, "{whole}.{hundredths:02}"),
        }
    }
}

/// A unit as a sentence says it.
fn in_words(unit: Unit) -> &'static str {
    match unit {
        Unit::People => "people",
        Unit::Jobs => "jobs",
        Unit::Places => "places",
        Unit::PoundsAYear => "pounds a year",
        Unit::PoundsAnHour => "pounds an hour",
        Unit::Percent => "percent",
        Unit::PercentOfAll => "percent of all",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cells_are_read_as_people_write_them() {
        let read = |cell: &str, unit| Amount::read(cell, unit).ok().flatten().map(|amount| amount.shown(unit));
        assert_eq!(read("12465", Unit::People).as_deref(), Some("12,465"));
        assert_eq!(read(" £31,488 ", Unit::PoundsAYear).as_deref(), Some("31,488"));
        assert_eq!(read("12.7", Unit::PoundsAnHour).as_deref(), Some("12.70"));
        assert_eq!(read("12.5 %", Unit::Percent).as_deref(), Some("12.5"));
        assert_eq!(read("0.125", Unit::Percent).as_deref(), Some("0.13"));
        assert_eq!(Amount::read("", Unit::People), Ok(None));
        for wrong in ["x", "-4", "1,24", "12,5", "1234,567", "1.", "#N/A", "1e9", "9999999999999", "£5", "5%"] {
            assert!(Amount::read(wrong, Unit::People).is_err(), "{wrong}");
        }
        assert!(Amount::read("100.01", Unit::Percent).is_err());
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(hundredths in 0..10_000_000_000_u64) {
            prop_assert_eq!(Amount::parse(&Amount(hundredths).to_string()), Some(Amount(hundredths)));
        }
    }
}
