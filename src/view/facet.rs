//! Facets: the questions that visitors are asked of a list, such as the stage of a role, with the entries of each answer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::keys::{element_key, money_key, route_type_key};
use crate::entry::kinds::{
    Area, CaseStudy, Element, Event, Intervention, Kind, KindOf, Money, Partner, PartnerKind, Profession, Programme,
    Role, Route, RouteType, Stage,
};
use crate::graph::{Graph, Id, NodeId, pathway};
use crate::permalink;
use crate::slug::slug;

/// One question and its answers.
#[derive(Debug)]
pub struct Facet {
    /// Its name in addresses; themes say it with the string `facet-<id>`.
    pub id: &'static str,
    pub key: &'static str,
    pub values: Vec<Value>,
}

/// One answer and the entries that it fits, in the order of the list.
#[derive(Debug)]
pub struct Value {
    pub id: Arc<str>,
    pub words: Words,
    pub nodes: Vec<NodeId>,
    /// Where its entries are listed, if the answer is an entry with a list of its own.
    pub(super) page: Option<String>,
}

/// What an answer is called: a title, the key of a string, or a level.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Words {
    pub text: Option<Arc<str>>,
    pub key: Option<&'static str>,
    pub level: Option<u32>,
}

impl Words {
    fn text(text: &Arc<str>) -> Words {
        Words { text: Some(text.clone()), key: None, level: None }
    }

    fn key(key: &'static str) -> Words {
        Words { text: None, key: Some(key), level: None }
    }
}

/// Everything that visitors are asked of the list of a kind. Where they are asked something, themes have the string
/// `filter-all-<folder>` too.
pub(crate) fn asked_of(graph: &Graph, kind: Kind) -> Vec<Facet> {
    match kind {
        Kind::Role => vec![stages(graph), professions(graph), ways_in(graph)],
        Kind::Route => vec![route_types(graph), money(graph), levels(graph)],
        Kind::Partner => vec![partner_kinds(graph), areas::<Partner>(graph)],
        Kind::Intervention => vec![elements(graph), audiences(graph)],
        Kind::Programme => vec![programme_ways(graph)],
        Kind::CaseStudy => vec![areas::<CaseStudy>(graph)],
        Kind::Event => vec![areas::<Event>(graph)],
        Kind::Profession
        | Kind::StartingPoint
        | Kind::Stage
        | Kind::Domain
        | Kind::Pathway
        | Kind::Guide
        | Kind::Assessment
        | Kind::Page
        | Kind::PayBand
        | Kind::Payment
        | Kind::Wage
        | Kind::Benchmark
        | Kind::PartnerKind
        | Kind::Area
        | Kind::Organisation
        | Kind::Dataset
        | Kind::Figure
        | Kind::NextStep
        | Kind::GlossaryTerm
        | Kind::Interest
        | Kind::Synonym
        | Kind::HouseTerm => Vec::new(),
    }
}

fn facet(id: &'static str, key: &'static str, values: impl Iterator<Item = Value>) -> Facet {
    Facet { id, key, values: values.filter(|value| !value.nodes.is_empty()).collect() }
}

fn value(id: &str, words: Words, nodes: impl Iterator<Item = NodeId>) -> Value {
    Value { id: id.into(), words, nodes: nodes.collect(), page: None }
}

/// Answers that are entries: each with the entries of kind `E` that refer to it.
fn by_entry<T: KindOf, E: KindOf>(graph: &Graph) -> impl Iterator<Item = Value> {
    graph.all::<T>().map(|one| {
        let nodes = graph.referrers::<E>(one.id.node()).map(|entry| entry.id.node());
        value(one.node.id(), Words::text(one.title()), nodes)
    })
}

fn stages(graph: &Graph) -> Facet {
    facet("stage", "facet-stage", by_entry::<Stage, Role>(graph))
}

fn professions(graph: &Graph) -> Facet {
    let across = graph.all::<Role>().filter(|role| role.professions.is_empty()).map(|role| role.id.node());
    let across = value("across-professions", Words::key("across-professions"), across);
    facet("profession", "facet-profession", by_entry::<Profession, Role>(graph).chain([across]))
}

fn ways_in(graph: &Graph) -> Facet {
    let types: Vec<(NodeId, BTreeSet<RouteType>)> =
        graph.all::<Role>().map(|role| (role.id.node(), pathway::types_of_ways_in(graph, role.id))).collect();
    let values = RouteType::ALL.iter().map(|kind| {
        let nodes = types.iter().filter(|(_, types)| types.contains(kind)).map(|(node, _)| *node);
        value(kind.as_str(), Words::key(route_type_key(*kind)), nodes)
    });
    facet("way-in", "facet-way-in", values)
}

fn route_types(graph: &Graph) -> Facet {
    let values = RouteType::ALL.iter().map(|&kind| {
        let nodes = graph.all::<Route>().filter(|route| route.route_type == kind).map(|route| route.id.node());
        value(kind.as_str(), Words::key(route_type_key(kind)), nodes)
    });
    facet("type", "facet-type", values)
}

fn money(graph: &Graph) -> Facet {
    let values = Money::ALL.iter().map(|&money| {
        let nodes = graph.all::<Route>().filter(|route| route.money == money).map(|route| route.id.node());
        value(money.as_str(), Words::key(money_key(money)), nodes)
    });
    facet("money", "fact-money", values)
}

fn levels(graph: &Graph) -> Facet {
    let mut levels: BTreeMap<u32, Vec<NodeId>> = BTreeMap::new();
    for route in graph.all::<Route>() {
        if let Some(level) = route.level {
            levels.entry(level).or_default().push(route.id.node());
        }
    }
    let values = levels.into_iter().map(|(level, nodes)| {
        value(&level.to_string(), Words { text: None, key: None, level: Some(level) }, nodes.into_iter())
    });
    facet("level", "facet-level", values)
}

fn partner_kinds(graph: &Graph) -> Facet {
    let values = graph.all::<PartnerKind>().map(|kind| Value {
        page: Some(permalink::of_node(kind.node).path),
        ..value(
            kind.node.id(),
            Words::text(kind.title()),
            graph.referrers::<Partner>(kind.id.node()).map(|one| one.id.node()),
        )
    });
    facet("kind", "fact-partner-kind", values)
}

/// Areas with the entries in them and in the areas within them. Partners have a page for each area already.
fn areas<E: KindOf>(graph: &Graph) -> Facet {
    let values = graph.all::<Area>().map(|area| {
        let inside = graph.within(area.id.node());
        let nodes = inside.iter().flat_map(|&area| graph.referrers::<E>(area)).map(|entry| entry.id.node());
        let page = (E::KIND == Kind::Partner).then(|| permalink::of_node(area.node).path);
        Value { page, ..value(area.node.id(), Words::text(area.title()), nodes) }
    });
    facet("area", "fact-area", values)
}

fn elements(graph: &Graph) -> Facet {
    let values = Element::ALL.iter().map(|&element| {
        let nodes = graph.all::<Intervention>().filter(|one| one.element == element).map(|one| one.id.node());
        value(element.as_str(), Words::key(element_key(element)), nodes)
    });
    facet("element", "facet-element", values)
}

/// Words that fewer use tell nothing apart.
const FEWEST: usize = 2;

/// Whom interventions are for, in their authors' words.
fn audiences(graph: &Graph) -> Facet {
    let mut audiences: BTreeMap<String, (Arc<str>, Vec<NodeId>)> = BTreeMap::new();
    for one in graph.all::<Intervention>() {
        for words in &one.audience.0 {
            let (_, nodes) = audiences.entry(slug(words)).or_insert_with(|| (words.clone(), Vec::new()));
            if nodes.last() != Some(&one.id.node()) {
                nodes.push(one.id.node());
            }
        }
    }
    let shared = audiences.into_iter().filter(|(id, (_, nodes))| !id.is_empty() && nodes.len() >= FEWEST);
    let values = shared.map(|(id, (words, nodes))| value(&id, Words::text(&words), nodes.into_iter()));
    facet("audience", "facet-audience", values)
}

fn programme_ways(graph: &Graph) -> Facet {
    let values = RouteType::ALL.iter().map(|&kind| {
        let leads = |routes: &[Id<Route>]| routes.iter().any(|&route| graph.get(route).route_type == kind);
        let nodes = graph.all::<Programme>().filter(|one| leads(&one.routes)).map(|one| one.id.node());
        value(kind.as_str(), Words::key(route_type_key(kind)), nodes)
    });
    facet("way-in", "facet-leads-to", values)
}
