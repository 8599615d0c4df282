//! Pages that no other page leads to.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::Kind;
use crate::entry::kinds::Status;

/// Kinds that visitors meet through other pages. Others start a visit, or are asked for by rules of their own.
const MET_THROUGH_OTHERS: [Kind; 6] =
    [Kind::Profession, Kind::Route, Kind::Programme, Kind::Intervention, Kind::Assessment, Kind::Interest];

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let graph = subject.graph;
    if !graph.is_complete {
        return;
    }
    for &id in MET_THROUGH_OTHERS.iter().flat_map(|&kind| graph.of_kind(kind)) {
        let node = graph.node(id);
        let is_alone = graph.all_referrers(id).is_empty() && graph.mentions(id).iter().all(|&other| other == id);
        if is_alone && node.common.status != Status::Closed {
            diagnostics.push(catalogue::orphan(subject.start(node), node.kind().one(), node.id()));
        }
    }
}
