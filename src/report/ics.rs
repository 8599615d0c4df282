//! Reviews due as a calendar: one whole-day event for each owner and month, so that no calendar is flooded.
//!
//! What is overdue is one event on the day of the report. Names of events stay the same from report to report, so a
//! calendar that takes them in again changes what it has.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::phrases;
use crate::calendar::{file, text};
use crate::health::{Health, Review, Urgency};

/// Entries that an event names; of more, only the number is told.
const NAMED: usize = 50;

/// What one event is about: a month, or none for all that is overdue; and whose entries.
type EventKey = (Option<Date>, Option<Arc<str>>);

/// The calendar. The host tells its events apart from those of other sites.
pub fn calendar(health: &Health, host: &str) -> String {
    let mut parts: BTreeMap<EventKey, Vec<&Review>> = BTreeMap::new();
    for review in &health.reviews.all {
        let month = (review.urgency != Urgency::Overdue).then(|| review.due.first_of_month());
        parts.entry((month, review.owner.clone())).or_default().push(review);
    }
    file(parts.iter().flat_map(|(part, reviews)| event(health, host, part, reviews)))
}

fn event(health: &Health, host: &str, (month, owner): &EventKey, reviews: &[&Review]) -> Vec<String> {
    let owner = phrases::owner(owner.as_ref());
    let (name, state) = match month {
        Some(month) => (month.strftime("%Y-%m").to_string(), "due"),
        None => ("overdue".into(), "overdue"),
    };
    // The first of the month may be over, or too early for what is due at its end.
    let first = reviews.iter().map(|review| review.due).min().filter(|_| month.is_some()).unwrap_or(health.today);
    let number = phrases::count(reviews.iter().map(|review| review.entries).sum(), "review", "reviews");
    let compact = |day: Date| day.strftime("%Y%m%d").to_string();
    vec![
        "BEGIN:VEVENT".into(),
        format!("UID:{}@{host}", text(&format!("reviews/{name}/{owner}"))),
        format!("DTSTAMP:{}T000000Z", compact(health.today)),
        format!("DTSTART;VALUE=DATE:{}", compact(first)),
        format!("DTEND;VALUE=DATE:{}", compact(first.saturating_add(jiff::Span::new().days(1)))),
        format!("SUMMARY:{}", text(&format!("{}: {number} {state} ({owner})", health.site))),
        format!("DESCRIPTION:{}", text(&description(reviews))),
        "TRANSP:TRANSPARENT".into(),
        "END:VEVENT".into(),
    ]
}

/// One line for each entry: by when, what, and where it is written.
fn description(reviews: &[&Review]) -> String {
    let line = |review: &&Review| {
        let rows = if review.entries > 1 {
            format!(", {}", phrases::count(review.entries, "row", "rows"))
        } else {
            String::new()
        };
        format!("{}: {}{rows} ({})", phrases::day(review.due), review.item.title, review.item.path)
    };
    let mut lines: Vec<String> = reviews.iter().take(NAMED).map(line).collect();
    if reviews.len() > NAMED {
        lines.push(format!("and {} more", reviews.len() - NAMED));
    }
    lines.join("\n")
}
