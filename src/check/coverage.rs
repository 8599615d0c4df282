//! The Framework is covered: each domain by a role, each support stage by a role of each profession.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Domain, Profession, Role, Stage};
use crate::graph::pathway;

/// Every domain is shown by the work of some role.
pub(super) fn domains(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let graph = subject.graph;
    if !graph.is_complete {
        return;
    }
    for domain in graph.all::<Domain>() {
        if graph.referrers::<Role>(domain.id.node()).next().is_none() {
            diagnostics.push(catalogue::empty_domain(subject.start(domain.node), domain.node.id()));
        }
    }
}

/// Every profession's ladder has a role at each stage of the Framework, or says why not.
pub(super) fn stages(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let graph = subject.graph;
    if !graph.is_complete {
        return;
    }
    let stages: Vec<_> = graph.all::<Stage>().filter(|stage| stage.in_framework).collect();
    for profession in graph.all::<Profession>() {
        let ladder = pathway::ladder(graph, profession.id);
        for stage in &stages {
            let is_there = ladder.columns.iter().any(|(column, _)| *column == stage.id);
            let is_told = || profession.no_role_at.iter().any(|gap| gap.stage == stage.id);
            if !is_there && !is_told() {
                let at = subject.start(profession.node);
                diagnostics.push(catalogue::stage_gap(at, profession.node.id(), stage.node.id()));
            }
        }
    }
}
