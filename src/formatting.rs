//! Numbers and days as Trellis itself writes them, in messages and reports. Words of a site come from its theme.

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
}
