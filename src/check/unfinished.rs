//! No page is published on which somebody has still to fill in something.

use std::ops::Range;
use std::sync::Arc;

use super::Subject;
use super::remember::{FileNodes, Remembered};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::Entry;
use crate::graph::Node;
use crate::skeleton::FILL_IN;
use crate::source::Span;

/// Where marks are in each file that was searched last time.
#[derive(Debug, Clone, Default)]
pub struct Memo(Remembered<(), Vec<usize>>);

pub(super) fn check(subject: &Subject<'_>, files: &[FileNodes<'_>], memo: &mut Memo) -> Vec<Diagnostic> {
    let search = |file: &FileNodes<'_>, (): &()| {
        let text = subject.snapshot.text(file.path()).unwrap_or("");
        text.match_indices(FILL_IN).map(|(at, _)| at).collect()
    };
    let mut diagnostics = Vec::new();
    for (file, marks) in
        files.iter().zip(memo.0.renew(files, Arc::new(()), search)).filter(|(_, marks)| !marks.is_empty())
    {
        let nodes = file.nodes().iter().filter(|node| !node.common.draft.unwrap_or(false));
        diagnostics.extend(nodes.filter_map(|node| judge(subject, node, marks)));
    }
    diagnostics
}

fn judge(subject: &Subject<'_>, node: &Node, marks: &[usize]) -> Option<Diagnostic> {
    let text = subject.text(&node.entry);
    let fields = subject.at(&node.entry, &[]);
    let own = extent(&node.entry, &fields, text);
    let from = marks.partition_point(|&at| at < own.start);
    let marks = marks[from..].iter().take_while(|&&at| at < own.end);
    let mut found = marks.filter(|&&at| !is_commented_out(&node.entry, &fields, text, at));
    let &first = found.next()?;
    let place = Span::new(&node.entry.path, first..first + FILL_IN.len());
    Some(catalogue::unfinished(place, FILL_IN, found.count()))
}

/// The bytes of an entry in its file, with the comment behind its last value.
fn extent(entry: &Entry, fields: &Span, text: &str) -> Range<usize> {
    if entry.row.is_none() {
        return 0..text.len();
    }
    let last = text[..fields.end].trim_end().len();
    fields.start..text[last..].find(['\n', '\r']).map_or(text.len(), |end| last + end)
}

/// Whether a place is in a line of YAML that is a comment. In the text below the fields, `#` makes a heading.
fn is_commented_out(entry: &Entry, fields: &Span, text: &str, at: usize) -> bool {
    let line = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let is_comment = text[line..at].trim_start().starts_with('#');
    is_comment && (entry.row.is_some() || text[fields.end..].find("\n---").is_none_or(|found| at < fields.end + found))
}
