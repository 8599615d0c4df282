//! Entries of one name: a school in one town and another one in the next are told apart wherever they are named alone.
//!
//! What tells them apart is something that they say of themselves anyhow. Where nothing does, they keep their name, and
//! the audit tells that two pages have one title.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Context;
use crate::entry::kinds::{Fields, Kind};
use crate::graph::places::partner_areas;
use crate::graph::{Graph, Node, NodeId};

/// What each entry is called that shares its title with another one of its kind, where something tells them apart.
#[derive(Debug, Default)]
pub(crate) struct Namesakes(FxHashMap<NodeId, Arc<str>>);

impl Namesakes {
    pub fn new(graph: &Graph) -> Namesakes {
        let mut called = FxHashMap::default();
        for kind in Kind::ALL.iter().filter(|kind| kind.has_own_pages()) {
            let mut same: FxHashMap<&str, Vec<NodeId>> = FxHashMap::default();
            for &node in graph.of_kind(*kind) {
                same.entry(graph.node(node).title().trim()).or_default().push(node);
            }
            for (title, nodes) in same.into_iter().filter(|(_, nodes)| nodes.len() > 1) {
                for (node, detail) in nodes.iter().zip(told_apart(graph, &nodes).unwrap_or_default()) {
                    called.insert(*node, format!("{title}, {detail}").into());
                }
            }
        }
        Namesakes(called)
    }
}

impl Context<'_> {
    /// What an entry is called where nothing else says which one it is.
    pub(crate) fn called(&self, node: NodeId) -> &Arc<str> {
        self.shared.namesakes.0.get(&node).unwrap_or_else(|| self.node(node).title())
    }
}

/// For each of these entries, what it alone says of itself: the first kind of detail in which all of them differ.
fn told_apart(graph: &Graph, nodes: &[NodeId]) -> Option<Vec<Arc<str>>> {
    let details: Vec<[Option<Arc<str>>; 3]> = nodes.iter().map(|node| details(graph, graph.node(*node))).collect();
    (0..3).find_map(|at| {
        let found: Vec<Arc<str>> = details.iter().filter_map(|details| details[at].clone()).collect();
        let different: FxHashSet<&str> = found.iter().map(|detail| &**detail).collect();
        (different.len() == nodes.len()).then_some(found)
    })
}

/// The area of an entry, its place, and its kind.
fn details(graph: &Graph, node: &Node) -> [Option<Arc<str>>; 3] {
    let title = |node: NodeId| graph.node(node).title().clone();
    match &node.fields {
        Fields::Partner(one) => {
            let areas: Vec<Arc<str>> = partner_areas(one).map(|area| title(area.node())).collect();
            let areas = (!areas.is_empty()).then(|| areas.join(", ").into());
            [areas, None, Some(title(one.kind.node()))]
        }
        Fields::CaseStudy(one) => [None, Some(one.place.clone()), None],
        Fields::Event(one) => [one.area.map(|area| title(area.node())), Some(one.place.clone()), None],
        Fields::Area(one) => [one.within.map(|area| title(area.node())), None, None],
        Fields::Role(one) => [Some(title(one.stage.node())), None, None],
        Fields::Profession(_)
        | Fields::Route(_)
        | Fields::StartingPoint(_)
        | Fields::Programme(_)
        | Fields::Intervention(_)
        | Fields::Stage(_)
        | Fields::Domain(_)
        | Fields::Pathway(_)
        | Fields::Guide(_)
        | Fields::Assessment(_)
        | Fields::Page(_)
        | Fields::PayBand(_)
        | Fields::Payment(_)
        | Fields::Wage(_)
        | Fields::Benchmark(_)
        | Fields::PartnerKind(_)
        | Fields::Organisation(_)
        | Fields::Dataset(_)
        | Fields::Figure(_)
        | Fields::NextStep(_)
        | Fields::GlossaryTerm(_)
        | Fields::Interest(_)
        | Fields::Synonym(_)
        | Fields::HouseTerm(_) => [None, None, None],
    }
}
