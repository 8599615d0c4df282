//! Findings as they are kept.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic, Fix, Label, Severity, Sort};
use crate::source::{SourcePath, Span};

/// A finding as it is written.
#[derive(Serialize, Deserialize)]
pub(super) struct Finding {
    code: String,
    is_error: bool,
    message: String,
    place: Place,
    labels: Vec<(Place, String)>,
    help: Option<String>,
    command: Option<String>,
    fix: Option<(Place, String)>,
    sort: u64,
}

/// Path, first byte, one past the last.
pub(super) type Place = (String, usize, usize);

impl Finding {
    pub fn new(finding: &Diagnostic) -> Finding {
        let Diagnostic { code, severity, message, span, labels, help, command, fix, sort } = finding;
        Finding {
            code: code.as_str().to_string(),
            is_error: *severity == Severity::Error,
            message: message.clone(),
            place: place(span),
            labels: labels.iter().map(|label| (place(&label.span), label.text.clone())).collect(),
            help: help.clone(),
            command: command.clone(),
            fix: fix.as_ref().map(|fix| (place(&fix.span), fix.text.clone())),
            sort: sort.0,
        }
    }

    /// The finding, if every word in it is one of ours.
    pub fn meant(self) -> Option<Diagnostic> {
        let Finding { code, is_error, message, place, labels, help, command, fix, sort } = self;
        Some(Diagnostic {
            code: Code::parse(&code)?,
            severity: if is_error { Severity::Error } else { Severity::Warning },
            message,
            span: span(place),
            labels: labels.into_iter().map(|(place, text)| Label { span: span(place), text }).collect(),
            help,
            command,
            fix: fix.map(|(place, text)| Box::new(Fix::new(span(place), text))),
            sort: Sort(sort),
        })
    }
}

pub(super) fn place(span: &Span) -> Place {
    (span.path.as_str().to_string(), span.start, span.end)
}

pub(super) fn span((path, start, end): Place) -> Span {
    Span::new(&SourcePath::new(path), start..end)
}
