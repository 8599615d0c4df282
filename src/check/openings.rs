//! A route that is open leads somewhere.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Route, Status};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !subject.graph.is_complete {
        return;
    }
    let leads_nowhere = |route: &crate::graph::Linked<'_, Route>| {
        route.leads_to.is_empty() && route.progresses_to.is_empty() && route.node.common.status != Status::Closed
    };
    for route in subject.graph.all::<Route>().filter(leads_nowhere) {
        diagnostics.push(catalogue::route_to_nowhere(subject.start(route.node), route.node.id()));
    }
}
