//! One mistake is told once: what a page gets wrong in the very place where a file is told to be wrong is its echo.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

/// What was found in pages, to be known again among all findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Echoes(FxHashSet<(Code, Span, String)>);

impl Echoes {
    pub fn of<'d>(found_in_pages: impl IntoIterator<Item = &'d Diagnostic>) -> Echoes {
        Echoes(found_in_pages.into_iter().map(key).collect())
    }

    /// Whether it was found in a page.
    pub fn has(&self, finding: &Diagnostic) -> bool {
        self.0.contains(&key(finding))
    }

    /// Takes what was found in pages out of findings, where it begins in a place in which an error of another origin
    /// stands. Once that is mended, the page is another. HTML that is not allowed is told in its first line, and all of
    /// it goes: its lines are `html`.
    pub fn part<'h>(
        &self,
        findings: Vec<Diagnostic>,
        html: impl Iterator<Item = &'h Span>,
    ) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let mut errors: FxHashMap<SourcePath, Vec<(usize, usize)>> = FxHashMap::default();
        let mut with_html: FxHashSet<&SourcePath> = FxHashSet::default();
        for error in findings.iter().filter(|finding| finding.is_error() && !self.has(finding)) {
            let Span { path, start, end } = error.span.clone();
            errors.entry(path).or_default().push((start, end.max(start + 1)));
            if error.code == Code::RawHtml {
                with_html.insert(&error.span.path);
            }
        }
        for Span { path, start, end } in html.filter(|line| with_html.contains(&line.path)) {
            errors.entry(path.clone()).or_default().push((*start, *end));
        }
        let is_told = |finding: &Diagnostic| {
            let Span { path, start, .. } = &finding.span;
            let begins_in = |(from, to): &(usize, usize)| (*from..*to).contains(start);
            self.has(finding) && errors.get(path).is_some_and(|errors| errors.iter().any(begins_in))
        };
        findings.into_iter().partition(|finding| !is_told(finding))
    }
}

fn key(finding: &Diagnostic) -> (Code, Span, String) {
    (finding.code, finding.span.clone(), finding.message.clone())
}
