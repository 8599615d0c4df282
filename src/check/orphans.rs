//! Pages that no other page leads to.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Kind, Mark, Status};
use crate::graph::{Graph, NodeId};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !subject.graph.is_complete {
        return;
    }
    for node in alone(subject.graph).map(|id| subject.graph.node(id)) {
        diagnostics.push(catalogue::orphan(subject.start(node), node.kind().one(), node.id()));
    }
}

/// Entries that visitors meet through other pages, and that no other page leads to.
pub fn alone(graph: &Graph) -> impl Iterator<Item = NodeId> {
    let is_alone = |id: &NodeId| {
        graph.all_referrers(*id).is_empty()
            && graph.mentions(*id).iter().all(|other| other == id)
            && graph.node(*id).common.status != Status::Closed
    };
    // Others start a visit, or are asked for by rules of their own.
    Kind::all_with(Mark::MetThroughOthers).flat_map(|kind| graph.of_kind(kind)).copied().filter(is_alone)
}
