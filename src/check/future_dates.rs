//! What is said to have been has been.
//!
//! Fields say that their day must have come (`Rule::Past`), and reading keeps the latest of an entry's: only here is the
//! day known.

use std::collections::BTreeMap;

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::past_days;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let today = subject.today;
    let nodes = subject.graph.nodes().filter(|(_, node)| node.entry.latest.is_some_and(|day| day > today));
    // A table is read once, whatever the number of its rows.
    let files: BTreeMap<_, _> = nodes.map(|(_, node)| (&node.entry.path, node.kind())).collect();
    for (path, kind) in files {
        let days = past_days(path, kind, subject.snapshot.text(path).unwrap_or(""));
        let ahead = days.into_iter().filter(|(_, day)| *day > today);
        diagnostics.extend(ahead.map(|(at, day)| catalogue::future_date(at, day, today)));
    }
}
