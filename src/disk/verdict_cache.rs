//! Keeps what a run found for the next one, which may have the same files before it.

use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::cache::Cache;
use crate::diagnostic::{Code, Diagnostic, Echoes, Findings, Fix, Label, Severity, Sort};
use crate::graph::Hidden;
use crate::pipeline::Verdict;
use crate::source::{SourcePath, Span};

const VERDICTS: &str = "verdicts-1";

/// The last verdicts on a site, one for each manner of asking.
#[derive(Debug)]
pub struct VerdictCache(Cache);

impl VerdictCache {
    /// The cache of a site. Nothing is made until there is something to keep.
    pub fn of(site: &Path) -> VerdictCache {
        VerdictCache(Cache::of(site, VERDICTS))
    }

    /// The last verdict that was asked for in this `manner`, if it is of these files: `of` is a hash of all that a
    /// verdict depends on.
    pub fn get(&self, manner: u128, of: u128) -> Option<Verdict> {
        let bytes = self.0.get(manner)?;
        let (kept_of, kept) = bytes.split_first_chunk()?;
        if u128::from_le_bytes(*kept_of) != of {
            return None;
        }
        serde_json::from_slice::<Kept>(kept).ok()?.verdict()
    }

    /// Keeps a verdict in place of the last one of its manner.
    pub fn put(&self, manner: u128, of: u128, verdict: &Verdict) {
        // What cannot be written is not kept.
        if let Ok(kept) = serde_json::to_vec(&Kept::new(verdict)) {
            self.0.put(manner, &[&of.to_le_bytes()[..], &kept].concat());
        }
    }

    /// Throws away what nothing has used for long.
    pub fn tidy(&self) {
        self.0.tidy();
    }
}

/// A verdict as it is written.
#[derive(Serialize, Deserialize)]
struct Kept {
    findings: Vec<Finding>,
    unmakeable: Vec<(String, Place)>,
    html: Vec<Place>,
    pages: usize,
    left_out: Vec<Reason>,
}

#[derive(Serialize, Deserialize)]
struct Finding {
    code: String,
    is_error: bool,
    message: String,
    place: Place,
    labels: Vec<(Place, String)>,
    help: Option<String>,
    fix: Option<(Place, String)>,
    sort: u64,
    in_page: bool,
}

/// Path, first byte, one past the last.
type Place = (String, usize, usize);

#[derive(Serialize, Deserialize)]
enum Reason {
    Draft,
    NotYet(Date),
    Expired(Date),
}

impl Kept {
    fn new(verdict: &Verdict) -> Kept {
        let Verdict { findings: Findings { all, in_pages, unmakeable, html }, pages, left_out } = verdict;
        Kept {
            findings: all.iter().map(|finding| Finding::new(finding, in_pages.has(finding))).collect(),
            unmakeable: unmakeable.iter().map(|(code, span)| (code.as_str().to_string(), place(span))).collect(),
            html: html.iter().map(place).collect(),
            pages: *pages,
            left_out: left_out.iter().copied().map(Reason::of).collect(),
        }
    }

    /// The verdict, if every word in it is one of ours.
    fn verdict(self) -> Option<Verdict> {
        let read: Option<Vec<(Diagnostic, bool)>> = self.findings.into_iter().map(Finding::diagnostic).collect();
        let read = read?;
        let in_pages = Echoes::of(read.iter().filter(|(_, in_page)| *in_page).map(|(finding, _)| finding));
        let unmakeable = self.unmakeable.into_iter().map(|(code, place)| Some((Code::parse(&code)?, span(place))));
        let findings = Findings {
            in_pages,
            unmakeable: unmakeable.collect::<Option<_>>()?,
            html: self.html.into_iter().map(span).collect(),
            all: read.into_iter().map(|(finding, _)| finding).collect(),
        };
        let left_out = self.left_out.into_iter().map(Reason::meant).collect();
        Some(Verdict { findings, pages: self.pages, left_out })
    }
}

impl Finding {
    fn new(finding: &Diagnostic, in_page: bool) -> Finding {
        let Diagnostic { code, severity, message, span, labels, help, fix, sort } = finding;
        Finding {
            code: code.as_str().to_string(),
            is_error: *severity == Severity::Error,
            message: message.clone(),
            place: place(span),
            labels: labels.iter().map(|label| (place(&label.span), label.text.clone())).collect(),
            help: help.clone(),
            fix: fix.as_ref().map(|fix| (place(&fix.span), fix.text.clone())),
            sort: sort.0,
            in_page,
        }
    }

    fn diagnostic(self) -> Option<(Diagnostic, bool)> {
        let Finding { code, is_error, message, place, labels, help, fix, sort, in_page } = self;
        let labels = labels.into_iter().map(|(place, text)| Label { span: span(place), text }).collect();
        let diagnostic = Diagnostic {
            code: Code::parse(&code)?,
            severity: if is_error { Severity::Error } else { Severity::Warning },
            message,
            span: span(place),
            labels,
            help,
            fix: fix.map(|(place, text)| Box::new(Fix::new(span(place), text))),
            sort: Sort(sort),
        };
        Some((diagnostic, in_page))
    }
}

impl Reason {
    fn of(hidden: Hidden) -> Reason {
        match hidden {
            Hidden::Draft => Reason::Draft,
            Hidden::NotYet(day) => Reason::NotYet(day),
            Hidden::Expired(day) => Reason::Expired(day),
        }
    }

    fn meant(self) -> Hidden {
        match self {
            Reason::Draft => Hidden::Draft,
            Reason::NotYet(day) => Hidden::NotYet(day),
            Reason::Expired(day) => Hidden::Expired(day),
        }
    }
}

fn place(span: &Span) -> Place {
    (span.path.as_str().to_string(), span.start, span.end)
}

fn span((path, start, end): Place) -> Span {
    Span::new(&SourcePath::new(path), start..end)
}
