//! Links to other websites: the words of what can be wrong.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

pub fn dead_link(at: Span, since: Date, why: &str) -> Diagnostic {
    Diagnostic::new(Code::DeadLink, at, format!("this address has not worked since {since}: {why}"))
        .help("look for the page's new address, or take the link out")
}

pub fn moved_link(at: Span, to: &str) -> Diagnostic {
    Diagnostic::new(Code::MovedLink, at, format!("this page has moved to {to}"))
        .help("look at the page there; if it still says what you mean, write its new address")
}

pub fn no_results(at: Span, why: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidValue, at, format!("these are no results of looking at links: {why}"))
        .help("delete the file; `trellis check --external` writes it anew")
}

pub fn no_baseline(at: Span, why: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidValue, at, format!("these are no findings that are known: {why}"))
        .help("write them anew with `trellis check --update-baseline`, or delete the file")
}
