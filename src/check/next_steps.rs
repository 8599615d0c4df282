//! A page that visitors act on ends in something to do, on a site that has next steps at all.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::NextStep;
use crate::graph::next_steps::next_steps;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let graph = subject.graph;
    if !graph.is_complete || graph.all::<NextStep>().next().is_none() {
        return;
    }
    let has_none = |page| next_steps(graph, page).is_some_and(|steps| steps.is_empty());
    for (_, node) in graph.nodes().filter(|(page, _)| has_none(*page)) {
        diagnostics.push(catalogue::no_next_step(subject.start(node), node.kind().one(), node.id()));
    }
}
