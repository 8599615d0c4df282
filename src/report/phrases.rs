//! Words that every face of the report says: days, numbers of things, owners, ends and reasons.

use std::sync::Arc;

use crate::entry::kinds::People;
use crate::health::{AgeBand, Away, End, NOBODY, SourcesSeen};

pub(super) use crate::formatting::{count, day, grouped, month};

pub(super) fn owner(owner: Option<&Arc<str>>) -> &str {
    owner.map_or(NOBODY, |name| name)
}

/// `about 11`; a figure with a point would promise too much.
pub(super) fn age(years: f64) -> String {
    format!("{years:.0}")
}

pub(super) fn end(end: End) -> String {
    match end {
        End::ConsentEnds(last) => format!("The people in it agreed to be shown until {}", day(last)),
        End::LeavesSite(last) => format!("Leaves the site after {}", day(last)),
        End::ClosesOn(last) => format!("Closes on {}", day(last)),
        End::Closing => "Closing soon".into(),
        End::Changing => "Changing".into(),
        End::Closed(Some(last)) => format!("Closed on {}", day(last)),
        End::Closed(None) => "Closed".into(),
    }
}

pub(super) fn away(why: &Away) -> String {
    match why {
        Away::Unread => "It could not be read".into(),
        Away::Needs(needs) => format!("It needs {}, which is not on the site", needs.join(" and ")),
        Away::Draft => "It is a draft".into(),
        Away::NotYet(from) => format!("It will be on the site from {}", day(*from)),
        Away::Expired(last) => format!("It was on the site until {}", day(*last)),
    }
}

/// People whom careers often leave out, as a heading says it.
pub(super) fn people(people: People) -> &'static str {
    match people {
        People::CareLeavers => "Care leavers",
        People::Disabled => "Disabled people",
        People::UnderRepresented => "Other under-represented groups",
    }
}

/// `under 8`, `8`, `16 or over`.
pub(super) fn band(band: &AgeBand) -> String {
    match (band.from, band.before) {
        (None, Some(before)) => format!("Under {before}"),
        (Some(from), None) => format!("{from} or over"),
        (Some(from), Some(_)) => from.to_string(),
        (None, None) => "All".into(),
    }
}

pub(super) fn seen(seen: &SourcesSeen) -> String {
    match (seen.from_months, seen.before_months) {
        (0, Some(before)) => format!("In the last {before} months"),
        (from, Some(before)) => format!("{from} to {before} months ago"),
        (from, None) => format!("{from} months ago or longer"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_and_numbers_read_well() {
        assert_eq!(day(date(2026, 11, 3)), "3 November 2026");
        assert_eq!(month(date(2027, 1, 31)), "January 2027");
        assert_eq!(count(1, "page", "pages"), "1 page");
        assert_eq!(count(1_234_567, "page", "pages"), "1,234,567 pages");
        assert_eq!(grouped(123_456), "123,456");
    }
}
