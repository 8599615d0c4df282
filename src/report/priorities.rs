//! What to do first, in the order of what cannot wait.

use super::phrases::{age, count};
use crate::health::{Away, End, Evidence, Health, Urgency};

/// Pages for this age or older are hard for most visitors.
const HARD: f64 = 14.0;

/// A thing to do, and the section of the report that says more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Priority {
    pub section: &'static str,
    pub words: String,
}

/// What to do first; empty if nothing waits.
pub(super) fn priorities(health: &Health) -> Vec<Priority> {
    let mut found = Vec::new();
    let mut add = |section, number: usize, one: &str, many: &str, rest: &str| {
        if number > 0 {
            found.push(Priority { section, words: format!("{}{rest}", count(number, one, many)) });
        }
    };
    let ends = |wanted: &dyn Fn(End) -> bool| health.endings.iter().filter(|one| wanted(one.end)).count();
    let soon = health.reviews.soon_until;
    let findings = &health.findings;
    add("findings", findings.errors, "error", "errors", " to mend before the site can be published");
    let unread = health.left_out.iter().filter(|one| matches!(one.why, Away::Unread | Away::Needs(_))).count();
    add("left-out", unread, "page is", "pages are", " missing because of an error");
    let consents = ends(&|end| matches!(end, End::ConsentEnds(day) if day <= soon));
    add("endings", consents, "story needs", "stories need", " the consent of the people in it again, soon");
    add("reviews", health.reviews.count(Urgency::Overdue), "review is", "reviews are", " overdue");
    add("reviews", health.reviews.count(Urgency::Soon), "review is", "reviews are", " due soon");
    let closing = ends(&|end| end == End::Closing || matches!(end, End::ClosesOn(day) if day <= soon));
    add("endings", closing, "offer closes", "offers close", " soon");
    add(
        "coverage",
        health.coverage.gaps(),
        "stage has",
        "stages have",
        " no role in a profession, with no reason given",
    );
    let unserved = health.benchmarks.iter().filter(|one| Evidence::is_empty(one)).count();
    add("benchmarks", unserved, "benchmark has", "benchmarks have", " nothing on the site that serves it");
    add("facts", health.facts.unsourced.len(), "entry states", "entries state", " facts and names no source");
    add("facts", health.facts.unsure.len(), "entry is", "entries are", " of low confidence: find better facts");
    let hard = health.reading.pages.iter().filter(|page| page.age >= HARD).count();
    add("reading", hard, "page needs", "pages need", &format!(" a reading age of {} or more", age(HARD)));
    add("findings", findings.warnings, "warning", "warnings", " to look at");
    found
}
