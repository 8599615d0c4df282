//! Which pages help a school or college with each of the Gatsby Benchmarks.

use std::collections::BTreeSet;

use super::Item;
use crate::entry::kinds::{Benchmark, Guide, Intervention, Role, Status};
use crate::find::Survey;
use crate::graph::{Graph, Id, Linked, NodeId, pathway};

/// What serves one benchmark.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    pub benchmark: Item,
    pub number: u32,
    /// Interventions whose authors say that they serve it, unless closed.
    pub interventions: Vec<Item>,
    /// Guides that are about one of these.
    pub guides: Vec<Item>,
    /// Roles into which one of these leads.
    pub roles: Vec<Item>,
    /// Other pages whose text links to the benchmark.
    pub links: Vec<Item>,
}

impl Evidence {
    /// Whether nothing on the site serves the benchmark.
    pub fn is_empty(&self) -> bool {
        self.interventions.is_empty() && self.links.is_empty()
    }
}

pub(super) fn of(survey: &Survey<'_>) -> Vec<Evidence> {
    let graph = survey.graph();
    graph.all::<Benchmark>().map(|benchmark| evidence(survey, benchmark)).collect()
}

fn evidence(survey: &Survey<'_>, benchmark: Linked<'_, Benchmark>) -> Evidence {
    let graph = survey.graph();
    let serving: Vec<Id<Intervention>> = graph
        .referrers::<Intervention>(benchmark.id.node())
        .filter(|one| one.node.common.status != Status::Closed)
        .map(|one| one.id)
        .collect();
    let guides = graph.all::<Guide>().filter(|guide| guide.interventions.iter().any(|one| serving.contains(one)));
    let guides: Vec<NodeId> = guides.map(|guide| guide.id.node()).collect();
    let known: BTreeSet<NodeId> = serving.iter().map(|one| one.node()).chain(guides.iter().copied()).collect();
    let links = graph.mentions(benchmark.id.node()).iter().copied();
    let items = |nodes: Vec<NodeId>| nodes.into_iter().map(|node| Item::of(survey, node)).collect();
    Evidence {
        benchmark: Item::of(survey, benchmark.id.node()),
        number: benchmark.number,
        roles: items(roles(graph, &serving)),
        links: items(links.filter(|node| !known.contains(node)).collect()),
        interventions: items(serving.iter().map(|one| one.node()).collect()),
        guides: items(guides),
    }
}

/// Roles of which a way in is a route that one of these interventions leads to.
fn roles(graph: &Graph, interventions: &[Id<Intervention>]) -> Vec<NodeId> {
    let routes: BTreeSet<_> = interventions.iter().flat_map(|&one| graph.get(one).fields.routes.iter()).collect();
    let reached =
        |role: &Linked<'_, Role>| pathway::ways_in(graph, role.id).iter().any(|way| routes.contains(&way.route.id));
    graph.all::<Role>().filter(reached).map(|role| role.id.node()).collect()
}
