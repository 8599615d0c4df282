//! A value of a field is whole: behind a blank, `#` begins a note, and what it cuts off is on no page.

use crate::diagnostic::catalogue::Lost;
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::entry::{self, Kind};
use crate::source::{SourcePath, Span};

/// What is cut off in a file, each with its row.
pub(super) fn check(path: &SourcePath, kind: Kind, text: &str) -> impl Iterator<Item = (Option<u32>, Vec<Diagnostic>)> {
    entry::cut_values(path, kind, text).into_iter().map(move |cut| {
        let whole = cut.value.start..cut.rest.end;
        let typed = &text[whole.clone()];
        // A number or a name is meant; small letters may be a note without its blank.
        let is_meant = text[cut.rest.start + 1..].starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase());
        let is_one_line = !typed.contains(['\n', '\r']);
        let quoted = format!("\"{}\"", typed.replace('\\', "\\\\").replace('"', "\\\""));
        let fix = (is_meant && is_one_line).then(|| Fix::new(Span::new(path, whole), quoted));
        let at = Span::new(path, cut.rest);
        (cut.row, vec![catalogue::lost_words(at, Lost::Comment).maybe_fix(fix)])
    })
}
