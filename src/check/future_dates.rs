//! What is said to have been has been.
//!
//! Fields say that their day must have come (`Rule::Past`), and reading keeps the latest of an entry's: only linking knows
//! the day, and finds the files.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::past_days;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let today = subject.today;
    // A draft is looked at too: its slip would go out with it.
    for (path, kind, _) in &subject.graph.ahead {
        let days = past_days(path, *kind, subject.snapshot.text(path).unwrap_or(""));
        let ahead = days.into_iter().filter(|(_, day)| *day > today);
        diagnostics.extend(ahead.map(|(at, day)| catalogue::future_date(at, day, today)));
    }
}
