//! A text links to a page only if there is something on it.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::graph::LinkTarget;
use crate::source::Span;

/// Links to areas and kinds of partner to which nothing belongs. Other pages stand for themselves.
pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (_, node) in subject.graph.nodes().filter(|_| subject.graph.is_complete) {
        for (target, link) in node.links.iter().zip(&node.entry.body.links) {
            let LinkTarget::Node { node: to, .. } = target else { continue };
            if !subject.graph.has_page(*to) {
                let at = Span::new(&node.entry.path, link.span.start as usize..link.span.end as usize);
                diagnostics.push(catalogue::empty_page(at, subject.graph.node(*to).title()));
            }
        }
    }
    diagnostics
}
