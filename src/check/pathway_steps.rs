//! Each step of a told journey must be possible on this very site.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Pathway, Programme, Role, Route, StartingPoint};
use crate::entry::locate::Step;
use crate::graph::{Graph, NodeId, pathway};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let graph = subject.graph;
    for journey in graph.all::<Pathway>() {
        let mut before = None;
        for (item, step) in journey.steps.iter().enumerate() {
            let place = pathway::step_place(step);
            if let (Some(from), Some(to)) = (before, place)
                && graph.is_complete
                && pathway::edge(graph, from, to).is_none()
            {
                let steps = [Step::Field("steps".into()), Step::Item(item)];
                let at = subject.at(&journey.node.entry, &steps);
                let (from, to) = (graph.node(from), graph.node(to));
                diagnostics.push(catalogue::pathway_step(at, from.id(), to.id(), help(graph, from.id(), before)));
            }
            before = place.or(before);
        }
    }
}

/// Which field of which file would make the step possible.
fn help(graph: &Graph, from: &str, node: Option<NodeId>) -> String {
    let Some(node) = node else { return String::new() };
    let path = &graph.node(node).entry.path;
    let field = if graph.cast::<Role>(node).is_some() {
        "leads_to"
    } else if graph.cast::<Route>(node).is_some() {
        "leads_to` or `progresses_to"
    } else if graph.cast::<StartingPoint>(node).is_some() || graph.cast::<Programme>(node).is_some() {
        "routes"
    } else {
        "fields"
    };
    format!("add the step to `{field}` of `{from}` in {path}, or tell the journey another way")
}
