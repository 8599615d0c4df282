//! What is wrong with the author's files, in words that an author understands.
//!
//! A [`Diagnostic`] is data: it is collected, ordered and shown, and never returned as an `Err`. Messages start in
//! lower case, name things in backticks and say what is wrong; the help says what to do. All wording lives in
//! [`catalogue`], one constructor per code.

pub mod alike;
pub mod baseline;
pub mod catalogue;
mod code;
mod echo;
mod findings;
pub mod report;

use std::fmt;
use std::panic::Location;

pub use code::Code;
pub use echo::Echoes;
pub use findings::{Findings, Told};

use crate::source::Span;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published while one of these stands.
    Error,
    /// Published, and said.
    Warning,
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A second place that helps to understand a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

/// A repair that a program may make: other bytes in place of some of the author's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fix {
    pub span: Span,
    pub text: String,
}

impl Fix {
    pub fn new(span: Span, text: impl Into<String>) -> Fix {
        Fix { span, text: text.into() }
    }
}

/// One finding about the author's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its name, by which it is explained and can be silenced.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// The smallest range of bytes that an author would edit.
    pub span: Span,
    /// Other places that help to understand it.
    pub labels: Box<[Label]>,
    /// What to do.
    pub help: Option<String>,
    /// What to do at the command line, where that is another thing than at the desk.
    pub command: Option<String>,
    /// What mends it, where that is beyond doubt.
    pub fix: Option<Box<Fix>>,
    /// What it says, whatever it says it of.
    pub sort: Sort,
}

/// What a finding says, whatever names and numbers it says it of: two of one sort in one place are the same finding, met
/// twice. It stands for the line of the [`catalogue`] that words it, so none can be forgotten; a constructor that says
/// several things has its callers tell them apart, by `#[track_caller]`. It is a number and not the place itself, so that
/// findings can be kept from one run of the same program to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sort(pub u64);

impl Sort {
    fn of(place: &Location<'_>) -> Sort {
        let number = u64::from(place.line()) << 32 | u64::from(place.column());
        Sort(xxhash_rust::xxh3::xxh3_64_with_seed(place.file().as_bytes(), number))
    }
}

impl Diagnostic {
    #[track_caller]
    fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: code.default_severity(),
            message: message.into().replace(char::is_control, " "),
            span,
            labels: Box::default(),
            help: None,
            command: None,
            fix: None,
            sort: Sort::of(Location::caller()),
        }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn at_command_line(mut self, help: impl Into<String>) -> Self {
        self.command = Some(help.into());
        self
    }

    /// What to do, for somebody at the command line.
    pub fn command_help(&self) -> Option<&String> {
        self.command.as_ref().or(self.help.as_ref())
    }

    fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        let more = Label { span, text: text.into() };
        self.labels = self.labels.into_iter().chain([more]).collect();
        self
    }

    /// The same finding with what mends it, if anything does beyond doubt.
    pub(crate) fn maybe_fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix.map(Box::new);
        self
    }

    /// Whether it keeps the site from being published.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether something that is there may not be seen while it stands.
    pub fn may_hide(&self) -> bool {
        self.is_error() && self.code.may_hide()
    }
}

/// A value together with what was found while making it.
#[derive(Debug, Clone)]
pub struct Reported<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

/// Puts findings in the order a reader meets them: by path, then position, then code; the same finding stays once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (&a.span, a.code, &a.message, &a.help).cmp(&(&b.span, b.code, &b.message, &b.help)));
    diagnostics.dedup();
}
