//! No page is published on which somebody has still to fill in something.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::Entry;
use crate::entry::fields::Part;
use crate::skeleton::FILL_IN;
use crate::source::{SourcePath, Span};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // A table is searched once, not once a row.
    let mut marks: FxHashMap<&SourcePath, Vec<usize>> = FxHashMap::default();
    for (_, node) in subject.graph.nodes().filter(|(_, node)| !node.common.draft.unwrap_or(false)) {
        let text = subject.text(&node.entry);
        let path = &node.entry.path;
        let marks = marks.entry(path).or_insert_with(|| text.match_indices(FILL_IN).map(|(at, _)| at).collect());
        if marks.is_empty() {
            continue;
        }
        let own = extent(&node.entry, text);
        let mut found = marks.iter().filter(|&&at| own.contains(&at) && !is_commented_out(&node.entry, text, at));
        if let Some(&first) = found.next() {
            let place = Span::new(path, first..first + FILL_IN.len());
            diagnostics.push(catalogue::unfinished(place, FILL_IN, found.count()));
        }
    }
}

/// The bytes of an entry in its file, with the comment behind its last value.
fn extent(entry: &Entry, text: &str) -> Range<usize> {
    if entry.row.is_none() {
        return 0..text.len();
    }
    let fields = fields(entry, text);
    let last = text[..fields.end].trim_end().len();
    fields.start..text[last..].find(['\n', '\r']).map_or(text.len(), |end| last + end)
}

/// The bytes of an entry's fields.
fn fields(entry: &Entry, text: &str) -> Range<usize> {
    let whole = entry.locate(text, &[], Part::Value);
    whole.start..whole.end
}

/// Whether a place is in a line of YAML that is a comment. In the text below the fields, `#` makes a heading.
fn is_commented_out(entry: &Entry, text: &str, at: usize) -> bool {
    let line = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let is_comment = text[line..at].trim_start().starts_with('#');
    let end = fields(entry, text).end;
    let body = text[end..].find("\n---").map_or(text.len(), |found| end + found);
    is_comment && (entry.row.is_some() || at < body)
}
