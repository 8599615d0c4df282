//! What the site lacks: pages nobody finds, areas without a partner, roles without a story, items of the Framework that
//! nobody has read.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Item, Scope};
use crate::check::alone;
use crate::entry::kinds::{Area, CaseStudy, Domain, ItemStatus, Partner, Role};
use crate::find::Survey;
use crate::graph::{Graph, Id, NodeId};

/// What the site lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct Gaps {
    /// Entries that no other page leads to.
    pub orphans: Vec<Item>,
    /// Areas in which, and in whose parts, no partner works and no organisation is listed.
    pub areas_without_partner: Vec<Item>,
    /// Roles that no case study is about.
    pub roles_without_story: Vec<Item>,
    /// Roles on the site.
    pub roles: usize,
    pub areas: usize,
    /// Items of the Framework that are still `missing`. Visitors never see them.
    pub missing_items: Vec<MissingItem>,
}

/// An item of a domain that nobody has read yet.
#[derive(Debug, Clone, PartialEq)]
pub struct MissingItem {
    pub domain: Item,
    pub stage: Arc<str>,
    pub number: Arc<str>,
    pub label: Arc<str>,
    /// What its author says to whoever fills it in.
    pub note: Option<Arc<str>>,
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
        missing_items: missing_items(survey, scope),
        roles_without_story: items(roles.into_iter().filter(|&role| !has_story(graph, role)).collect()),
    }
}

fn missing_items(survey: &Survey<'_>, scope: &Scope) -> Vec<MissingItem> {
    let graph = survey.graph();
    let domains = graph.all::<Domain>().filter(|domain| scope.holds(&domain.node.entry));
    let missing = domains.flat_map(|domain| {
        let items = domain.fields.items.iter().filter(|item| item.status == ItemStatus::Missing);
        items.map(move |item| (domain.id.node(), item))
    });
    let missing = missing.map(|(domain, item)| MissingItem {
        domain: Item::of(survey, domain),
        stage: graph.get(item.stage).title().clone(),
        number: item.number.clone(),
        label: item.label.clone(),
        note: item.note.clone(),
    });
    missing.collect()
}

/// Whether a case study is about a role, or links to it.
fn has_story(graph: &Graph, role: NodeId) -> bool {
    let tells = |other: &NodeId| graph.cast::<CaseStudy>(*other).is_some();
    graph.all_referrers(role).iter().chain(graph.mentions(role)).any(tells)
}

/// Areas with a partner or an organisation, and the larger areas around them.
fn served(graph: &Graph) -> BTreeSet<Id<Area>> {
    let mut served = BTreeSet::new();
    let more = graph.all::<Partner>().flat_map(|partner| partner.fields.more_areas.iter().copied());
    for area in graph.places().filter_map(|place| place.area).chain(more) {
        let mut area = Some(area);
        while let Some(here) = area.filter(|&here| served.insert(here)) {
            area = graph.get(here).fields.within;
        }
    }
    served
}
