//! A plan as people read it: every place that will be another, file by file; or why there is none.

use serde::Serialize;

use super::super::around::{self, Neighbour};
use super::super::context::{DeskContext, FindingView, LocationView};
use super::super::edit::file::hash;
use super::super::phrases;
use crate::diagnostic::Diagnostic;
use crate::formatting::sentence;
use crate::refactor::{Change, Edit, Refusal};
use crate::source::LineIndex;

/// What will be changed.
#[derive(Debug, Serialize)]
pub struct Plan {
    /// `3 files`.
    pub count: String,
    pub files: Vec<FileChange>,
    /// What tells this plan from another.
    pub mark: String,
    /// What will be found that is not found now.
    pub warnings: Vec<FindingView>,
}

/// What will be changed in one file.
#[derive(Debug, Serialize)]
pub struct FileChange {
    pub file: LocationView,
    pub lines: Vec<LineChange>,
    /// Its new path, if it gets one.
    pub becomes: Option<String>,
    pub goes: bool,
}

/// What will be changed in one line.
#[derive(Debug, Serialize)]
pub struct LineChange {
    pub line: usize,
    pub old: String,
    pub new: String,
}

/// Why nothing can be done.
#[derive(Debug, Serialize)]
pub struct Refused {
    pub why: String,
    pub help: String,
    pub places: Vec<LocationView>,
    pub findings: Vec<FindingView>,
}

pub fn plan(changes: &[Change], warnings: &[Diagnostic], look: &DeskContext<'_>) -> Plan {
    Plan {
        count: phrases::count(changes.len(), "file", "files"),
        files: changes.iter().map(|change| file_change(change, look)).collect(),
        mark: mark(changes),
        warnings: warnings.iter().map(|finding| look.finding(finding)).collect(),
    }
}

fn file_change(change: &Change, look: &DeskContext<'_>) -> FileChange {
    let text = look.survey.snapshot.readable_text(&change.path);
    let lines = LineIndex::new(text);
    let line = |edit: &Edit| LineChange {
        line: lines.line_column(edit.range.start).0,
        old: text[edit.range.clone()].trim().to_string(),
        new: edit.text.trim().trim_start_matches(", ").to_string(),
    };
    FileChange {
        file: look.place_at(&change.path, 1, 1),
        lines: change.edits.iter().map(line).collect(),
        becomes: (change.to != change.path).then(|| change.to.to_string()),
        goes: change.after.is_none(),
    }
}

/// What tells one set of changes from another.
pub fn mark(changes: &[Change]) -> String {
    let mut all = Vec::new();
    for change in changes {
        for part in [
            change.path.as_str().as_bytes(),
            change.to.as_str().as_bytes(),
            hash(change.before.as_deref().unwrap_or_default()).as_bytes(),
            hash(change.after.as_deref().unwrap_or_default()).as_bytes(),
        ] {
            all.extend_from_slice(part);
            all.push(0);
        }
    }
    hash(&all)
}

pub fn refused(refusal: &Refusal, look: &DeskContext<'_>) -> Refused {
    Refused {
        why: sentence(&refusal.why),
        help: sentence(&refusal.help),
        places: refusal.places.iter().map(|span| look.place(span)).collect(),
        findings: refusal.findings.iter().map(|finding| look.finding(finding)).collect(),
    }
}

/// Why nothing was done, where that is no matter of the site.
pub fn refused_plainly(why: &str, help: &str) -> Refused {
    Refused { why: why.into(), help: help.into(), places: Vec::new(), findings: Vec::new() }
}

/// A finding in whole sentences, with what to do.
pub fn sentences(finding: &Diagnostic) -> String {
    let help = finding.help.as_deref().map(|help| format!(" {}", sentence(help))).unwrap_or_default();
    sentence(&finding.message) + &help
}

/// Every other entry that refers to one, by its name, with every place.
pub fn referrers(number: u32, look: &DeskContext<'_>) -> Vec<Neighbour> {
    let own = look.survey.name(number);
    around::named_by(number, look).into_iter().filter(|neighbour| neighbour.entry.name != own).collect()
}
