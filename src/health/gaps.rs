//! What the site lacks: pages nobody finds, areas without a partner, roles without a story.

use std::collections::BTreeSet;

use super::{Item, Scope};
use crate::check::alone;
use crate::entry::kinds::{Area, CaseStudy, Partner, Role};
use crate::find::Survey;
use crate::graph::{Graph, Id, NodeId};

/// What the site lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct Gaps {
    /// Entries that no other page leads to.
    pub orphans: Vec<Item>,
    /// Areas in which, and in whose parts, no partner works.
    pub areas_without_partner: Vec<Item>,
    /// Roles that no case study is about.
    pub roles_without_story: Vec<Item>,
    /// Roles on the site.
    pub roles: usize,
    pub areas: usize,
}

pub(super) fn of(survey: &Survey<'_>, scope: &Scope) -> Gaps {
    let graph = survey.graph();
    let items = |nodes: Vec<NodeId>| nodes.into_iter().map(|node| Item::of(survey, node)).collect();
    let is_own = |node: &NodeId| scope.holds(&graph.node(*node).entry);
    let served = served(graph);
    let areas = graph.all::<Area>().filter(|area| !served.contains(&area.id));
    let roles: Vec<_> = graph.all::<Role>().map(|role| role.id.node()).filter(is_own).collect();
    Gaps {
        orphans: items(alone(graph).filter(is_own).collect()),
        areas_without_partner: items(areas.map(|area| area.id.node()).collect()),
        roles: roles.len(),
        areas: graph.all::<Area>().count(),
        roles_without_story: items(roles.into_iter().filter(|&role| !has_story(graph, role)).collect()),
    }
}

/// Whether a case study is about a role, or links to it.
fn has_story(graph: &Graph, role: NodeId) -> bool {
    let tells = |other: &NodeId| graph.cast::<CaseStudy>(*other).is_some();
    graph.all_referrers(role).iter().chain(graph.mentions(role)).any(tells)
}

/// Areas with a partner, and the larger areas around them.
fn served(graph: &Graph) -> BTreeSet<Id<Area>> {
    let mut served = BTreeSet::new();
    for partner in graph.all::<Partner>() {
        let mut area = partner.area;
        while let Some(here) = area.filter(|&here| served.insert(here)) {
            area = graph.get(here).fields.within;
        }
    }
    served
}
