//! Every role can be reached. A draft need not be yet, so that its author can look at it.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Role, Route};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let graph = subject.graph;
    if !graph.is_complete {
        return;
    }
    for role in graph.all::<Role>().filter(|role| !role.node.common.draft.unwrap_or(false)) {
        let by_route = graph
            .referrers::<Route>(role.id.node())
            .any(|route| route.leads_to.iter().any(|opening| opening.role == role.id));
        let by_role = || {
            graph.referrers::<Role>(role.id.node()).any(|from| from.leads_to.iter().any(|step| step.role == role.id))
        };
        if !by_route && !by_role() {
            diagnostics.push(catalogue::no_way_in(subject.start(role.node), role.node.id()));
        }
    }
}
