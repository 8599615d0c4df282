//! All findings of a run, before anybody asks which of them are to be told.

use super::baseline::{Baseline, Split};
use super::{Code, Diagnostic, Echoes};
use crate::source::{SourcePath, Span};

/// What a run found. What of it is to be told depends on what is known already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// In reading order.
    pub all: Vec<Diagnostic>,
    /// Those that were found in rendered pages.
    pub in_pages: Echoes,
    /// No site can be made as long as one of these stands, known or not.
    pub unmakeable: Vec<(Code, Span)>,
    /// Lines of HTML that go when what is told of HTML is mended; none where HTML is allowed.
    pub html: Vec<Span>,
}

/// What is told of findings.
#[derive(Debug)]
pub struct Told {
    /// In reading order, without those that are known.
    pub new: Vec<Diagnostic>,
    /// What pages get wrong where an error is told already.
    pub echoes: Vec<Diagnostic>,
    /// How many findings are known.
    pub known: usize,
    /// Findings that were known and stand no longer.
    pub mended: u64,
}

impl Findings {
    /// Takes out what is known, and what says again what is told. `stands` says whether there is a file at a path.
    pub fn told(&self, known: &Baseline, stands: &dyn Fn(&SourcePath) -> bool) -> Told {
        let must_be_told = |one: &Diagnostic| self.unmakeable.contains(&(one.code, one.span.clone()));
        let Split { new, known, mended } = known.split(self.all.clone(), stands, &must_be_told);
        let (new, echoes) = self.in_pages.part(new, self.html.iter());
        Told { new, echoes, known, mended }
    }
}

impl Told {
    /// Whether an error stands that is not known.
    pub fn has_errors(&self) -> bool {
        self.new.iter().any(Diagnostic::is_error)
    }
}
