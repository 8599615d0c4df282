//! Facets: the questions by which a list is made shorter, such as the stage of a role, with the entries of each answer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::directory::{element_key, route_type_key};
use crate::entry::kinds::{
    Area, CaseStudy, Element, Event, Intervention, Kind, KindOf, Money, Partner, PartnerKind, Profession, Programme,
    Role, Route, RouteType, Stage,
};
use crate::graph::{Graph, Id, NodeId, pathway};
use crate::permalink;
use crate::slug::slug;

/// Every facet of every list.
#[derive(Debug, Default)]
pub struct Facets {
    of: BTreeMap<Kind, Vec<Facet>>,
    lists: Vec<Narrowed>,
}

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
    page: Option<String>,
}

/// What an answer is called: a title, the key of a string, or a level.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Words {
    pub text: Option<Arc<str>>,
    pub key: Option<&'static str>,
    pub level: Option<u32>,
}

/// One answer chosen: a place in the facets of a kind, and one in the facet's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pick {
    pub facet: usize,
    pub value: usize,
}

/// A list made shorter by one answer, or by two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrowed {
    pub kind: Kind,
    pub picks: Vec<Pick>,
}

/// Pairs of facets that people ask about together: the second is always the profession.
const PAIRS: [(&str, &str); 2] = [("stage", "profession"), ("way-in", "profession")];

/// A page with one entry, or with the whole list, helps nobody.
const FEWEST: usize = 2;

impl Facets {
    pub fn new(graph: &Graph) -> Facets {
        let mut facets = Facets::default();
        for &kind in Kind::ALL {
            facets.add(graph, kind, asked_of(graph, kind));
        }
        facets.lists = facets.worthwhile(graph);
        facets
    }

    /// Keeps the facets that tell entries of the kind apart.
    fn add(&mut self, graph: &Graph, kind: Kind, facets: Vec<Facet>) {
        let total = graph.of_kind(kind).len();
        let telling = facets.into_iter().filter(|facet| facet.values.iter().any(|value| value.nodes.len() < total));
        self.of.insert(kind, telling.collect());
    }

    pub fn of(&self, kind: Kind) -> &[Facet] {
        self.of.get(&kind).map_or(&[], |facets| facets)
    }

    pub fn value(&self, kind: Kind, pick: Pick) -> (&Facet, &Value) {
        let facet = &self.of(kind)[pick.facet];
        (facet, &facet.values[pick.value])
    }

    /// The entries that fit every answer, in the order of the list.
    pub fn nodes(&self, narrowed: &Narrowed) -> Vec<NodeId> {
        let mut picks = narrowed.picks.iter().map(|&pick| &self.value(narrowed.kind, pick).1.nodes);
        let mut nodes = picks.next().cloned().unwrap_or_default();
        for more in picks {
            let more: FxHashSet<_> = more.iter().collect();
            nodes.retain(|node| more.contains(node));
        }
        nodes
    }

    /// Every shorter list that is worth a page.
    pub fn lists(&self) -> &[Narrowed] {
        &self.lists
    }

    fn worthwhile(&self, graph: &Graph) -> Vec<Narrowed> {
        let mut lists = Vec::new();
        for (&kind, facets) in &self.of {
            let total = graph.of_kind(kind).len();
            for (at, facet) in facets.iter().enumerate() {
                for (value, one) in facet.values.iter().enumerate() {
                    if one.page.is_some() || (FEWEST..total).contains(&one.nodes.len()) {
                        lists.push(Narrowed { kind, picks: vec![Pick { facet: at, value }] });
                    }
                }
            }
            lists.extend(PAIRS.iter().flat_map(|pair| self.pairs(kind, *pair)));
        }
        lists
    }

    /// Whether a list is the page of an entry too, and so is planned with the entries.
    pub fn is_entry(&self, narrowed: &Narrowed) -> bool {
        matches!(narrowed.picks[..], [pick] if self.value(narrowed.kind, pick).1.page.is_some())
    }

    fn pairs(&self, kind: Kind, (first, second): (&str, &str)) -> Vec<Narrowed> {
        let place = |id: &str| self.of(kind).iter().position(|facet| facet.id == id);
        let (Some(first), Some(second)) = (place(first), place(second)) else { return Vec::new() };
        let mut holders: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
        for (value, one) in self.of(kind)[second].values.iter().enumerate() {
            one.nodes.iter().for_each(|&node| holders.entry(node).or_default().push(value));
        }
        let mut pairs = Vec::new();
        for (value, one) in self.of(kind)[first].values.iter().enumerate() {
            let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
            for other in one.nodes.iter().flat_map(|node| holders.get(node).into_iter().flatten()) {
                *counts.entry(*other).or_default() += 1;
            }
            // A pair that leaves nothing out shows what one of its answers shows.
            let fewer = |other: usize| one.nodes.len().min(self.of(kind)[second].values[other].nodes.len());
            let worth = counts.into_iter().filter(|&(other, count)| (FEWEST..fewer(other)).contains(&count));
            pairs.extend(worth.map(|(other, _)| Narrowed {
                kind,
                picks: vec![Pick { facet: first, value }, Pick { facet: second, value: other }],
            }));
        }
        pairs
    }

    /// Where a shorter list is.
    pub fn path(&self, narrowed: &Narrowed) -> String {
        if let [pick] = narrowed.picks[..]
            && let Some(page) = &self.value(narrowed.kind, pick).1.page
        {
            return page.clone();
        }
        let mut path = format!("{}/by", narrowed.kind.folder());
        for &pick in &narrowed.picks {
            let (facet, value) = self.value(narrowed.kind, pick);
            path.push_str(&format!("/{}/{}", facet.id, value.id));
        }
        path + ".html"
    }
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
        | Kind::Wage
        | Kind::Benchmark
        | Kind::PartnerKind
        | Kind::Area
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
        let key = match money {
            Money::Wage => "money-wage",
            Money::NoFee => "money-no-fee",
            Money::Fees => "money-fees",
        };
        value(money.as_str(), Words::key(key), nodes)
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

/// Whom interventions are for, in their authors' words. Words that only one uses tell nothing apart.
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
