//! A page that visitors act on ends in something to do, on a site that has next steps at all.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Kind, NextStep};
use crate::graph::next_steps::next_steps;

/// The kinds of page that end in next steps.
const ENDING: [Kind; 4] = [Kind::Role, Kind::Route, Kind::StartingPoint, Kind::Programme];

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let graph = subject.graph;
    if !graph.is_complete || graph.all::<NextStep>().next().is_none() {
        return;
    }
    let pages = ENDING.iter().flat_map(|&kind| graph.of_kind(kind));
    for &page in pages.filter(|&&page| next_steps(graph, page).is_empty()) {
        let node = graph.node(page);
        diagnostics.push(catalogue::no_next_step(subject.start(node), node.kind().one(), node.id()));
    }
}
