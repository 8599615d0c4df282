//! What a site has written down of its own: findings that hold nothing back and are mended bit by bit.

use crate::diagnostic::baseline::Baseline;
use crate::diagnostic::{Diagnostic, Reported, Severity, catalogue};
use crate::snapshot::Snapshot;
use crate::source::{SourcePath, Span};
use crate::theme;

/// Where a site keeps what is known of it: beside `site.yaml`.
pub const KNOWN: &str = "known.json";

/// The path of [`KNOWN`].
pub fn known_path() -> SourcePath {
    SourcePath::new(KNOWN)
}

/// What is known of a site; nothing where the file is none, which is told.
pub fn known(snapshot: &Snapshot) -> Reported<Baseline> {
    let path = known_path();
    let read = snapshot.get(&path).map(|_| Baseline::parse(snapshot.text(&path).unwrap_or("")));
    let fault = |why: &String| catalogue::no_baseline(Span::file(&path), why);
    let diagnostics = read.iter().filter_map(|read| read.as_ref().err().map(fault)).collect();
    Reported { value: read.and_then(Result::ok).unwrap_or_default(), diagnostics }
}

/// Makes warnings of errors that are known, for those who look at a site while they mend it; says whether there was one.
/// What `must_be_told` stays what it is.
pub fn soften(findings: &mut [Diagnostic], snapshot: &Snapshot, must_be_told: &dyn Fn(&Diagnostic) -> bool) -> bool {
    let known = known(snapshot).value;
    if known.is_empty() || !findings.iter().any(Diagnostic::is_error) {
        return false;
    }
    let split = known.split(findings.to_vec(), &|path| stands(snapshot, path), must_be_told);
    let mut new = split.new.into_iter().peekable();
    let mut is_any = false;
    for finding in findings {
        // What is new stands in the same order.
        if new.peek() == Some(finding) {
            new.next();
        } else if finding.is_error() {
            finding.severity = Severity::Warning;
            is_any = true;
        }
    }
    is_any
}

/// Whether findings can be about a file of this path: one of the site, or of the theme that Trellis brings.
pub fn stands(snapshot: &Snapshot, path: &SourcePath) -> bool {
    snapshot.get(path).is_some() || theme::is_default(path)
}
