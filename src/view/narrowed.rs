//! Which shorter lists there are: those that one answer makes, or two, and that are worth a page.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::facet::{Facet, Value, asked_of};
use crate::entry::kinds::Kind;
use crate::graph::{Graph, NodeId};

/// Every facet of every list.
#[derive(Debug, Default)]
pub struct Facets {
    of: BTreeMap<Kind, Vec<Facet>>,
    lists: Vec<Narrowed>,
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
