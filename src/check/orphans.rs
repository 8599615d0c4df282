//! Pages that no other page leads to.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Kind, Mark, Page, Status};
use crate::graph::{Graph, Linked, NodeId};

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
    // A page that lies in a section stands in no menu by itself.
    let in_section = |page: &Linked<'_, Page>| page.node.id().contains('/') && page.menu.is_none();
    let in_sections = graph.all::<Page>().filter(in_section).map(|page| page.id.node());
    // Others start a visit, or are asked for by rules of their own.
    let met = Kind::all_with(Mark::MetThroughOthers).flat_map(|kind| graph.of_kind(kind)).copied();
    met.chain(in_sections).filter(is_alone)
}
