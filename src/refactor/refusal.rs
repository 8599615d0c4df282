//! Why an entry cannot be given another name, or be taken away.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Why an entry cannot be renamed so, or replaced, or deleted.
#[derive(Debug)]
pub struct Refusal {
    pub why: String,
    pub help: String,
    /// Places to look at.
    pub places: Vec<Span>,
    /// What stands in the way.
    pub findings: Vec<Diagnostic>,
}

pub(super) fn refuse<T>(why: impl Into<String>, help: impl Into<String>) -> Result<T, Box<Refusal>> {
    Err(Box::new(Refusal { why: why.into(), help: help.into(), places: Vec::new(), findings: Vec::new() }))
}

/// The same, with a place to look at.
pub(super) fn refuse_at<T>(why: impl Into<String>, help: impl Into<String>, place: Span) -> Result<T, Box<Refusal>> {
    Err(Box::new(Refusal { why: why.into(), help: help.into(), places: vec![place], findings: Vec::new() }))
}

pub(super) fn cannot_write<T>(id: &str, place: Span) -> Result<T, Box<Refusal>> {
    let why = format!("`{id}` is written in a way here that cannot be changed for you");
    let help = "write it plainly first, without `\\` or `&`".into();
    Err(Box::new(Refusal { why, help, places: vec![place], findings: Vec::new() }))
}
