//! All ways from one place to another along what the site says leads on, the shortest first.
//!
//! No place is passed twice, and the search is bounded: partial ways are followed in the order of the shortest length
//! that they can still have, the nearest to their end first. So the first ones found are the shortest, the very first is
//! found at once, and no site can keep the search busy for long: what can only end where it has been is left at once.
//! `static/ways-search.js` does the same in the same order.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, VecDeque};
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

pub use super::open::{KINDS, Leg, Rules, by, ends, has_steps, helps_apply, places};
use super::open::{is_allowed, is_step_open};
use super::pathway::{self, EdgeKind};
use super::{Graph, NodeId};
use crate::entry::kinds::Kind;

/// Partial ways that are kept before the search gives up.
const MOST_PARTIAL: usize = 500_000;

/// What comes nearest where there is no way.
#[derive(Debug, Default)]
pub struct Near {
    pub nearest: Option<NodeId>,
    /// Routes that only help people apply, in list order.
    pub helping: Vec<NodeId>,
}

/// A way: where it starts, then its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    pub from: NodeId,
    pub steps: Vec<Leg>,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Ways {
    /// The shortest first.
    pub ways: Vec<Way>,
    /// Whether there are more than were asked for.
    pub has_more: bool,
    /// Whether the search ended before everything was looked at.
    pub gave_up: bool,
}

/// The places of a site, and the steps between them that some rules allow.
#[derive(Debug)]
pub struct Network<'g> {
    graph: &'g Graph,
    steps: FxHashMap<NodeId, Vec<Leg>>,
    /// For each place those that lead to it.
    before: OnceLock<FxHashMap<NodeId, Vec<NodeId>>>,
    /// For each place the places that a step joins it with, whatever the rules and whichever its direction.
    beside: OnceLock<FxHashMap<NodeId, Vec<NodeId>>>,
}

impl<'g> Network<'g> {
    /// Where somebody is already is not judged by the rules.
    pub fn new(graph: &'g Graph, start: &[NodeId], rules: Rules) -> Network<'g> {
        let open: FxHashSet<NodeId> = places(graph).filter(|node| is_allowed(graph, *node, rules)).collect();
        let is_open = |node: NodeId| start.contains(&node) || open.contains(&node);
        let steps = |from: NodeId| {
            let all = pathway::edges_from(graph, from).into_iter();
            let mut open: Vec<Leg> = all
                .filter(|(kind, to)| is_open(*to) && is_step_open(graph, from, *kind, *to, &open))
                .map(|(kind, to)| Leg { kind, to })
                .collect();
            let mut seen = BTreeSet::new();
            open.retain(|step| seen.insert(step.to));
            (from, open)
        };
        Network {
            graph,
            steps: open.iter().chain(start).map(|&node| steps(node)).collect(),
            before: OnceLock::new(),
            beside: OnceLock::new(),
        }
    }

    /// Every place with every step.
    pub fn whole(graph: &'g Graph) -> Network<'g> {
        Network::new(graph, &[], Rules::default())
    }

    /// The steps that lead on from a place, in the order in which they are followed.
    pub fn from(&self, node: NodeId) -> impl Iterator<Item = Leg> {
        self.steps.get(&node).into_iter().flatten().copied()
    }

    /// Up to `most` ways from one of some places to one of others.
    pub fn ways(&self, from: &[NodeId], to: &[NodeId], most: usize) -> Ways {
        let mut hunt =
            Hunt { network: self, to, left: self.steps_to(to), partial: Vec::new(), queue: BinaryHeap::new() };
        let mut found = Ways::default();
        for &start in from {
            hunt.follow(Partial { at: start, by: None, length: 0 });
        }
        while let Some((rest, number)) = hunt.next() {
            let way = hunt.partial[number];
            if way.length > 0 && to.contains(&way.at) {
                if found.ways.len() == most {
                    found.has_more = true;
                    return found;
                }
                found.ways.push(told(&hunt.partial, number));
            } else {
                match hunt.left_of(number) {
                    None => continue,
                    // It leads round what was passed: its turn comes later.
                    Some(true_rest) if true_rest > rest => {
                        hunt.push(way, true_rest);
                        continue;
                    }
                    Some(_) => {}
                }
            }
            if hunt.partial.len() > MOST_PARTIAL {
                found.gave_up = true;
                return found;
            }
            for step in self.from(way.at).filter(|step| !passes(&hunt.partial, number, step.to)).collect::<Vec<_>>() {
                hunt.follow(Partial { at: step.to, by: Some((number, step.kind)), length: way.length + 1 });
            }
        }
        found
    }

    /// What comes near, where nothing arrives.
    pub fn near(&self, from: &[NodeId], to: &[NodeId], ways: &Ways) -> Near {
        if !ways.ways.is_empty() {
            return Near::default();
        }
        Near { nearest: self.nearest_reachable(from, to), helping: self.helping(from, to) }
    }

    /// Routes within reach that help people apply for one of some roles, in list order.
    fn helping(&self, from: &[NodeId], to: &[NodeId]) -> Vec<NodeId> {
        let helps = |node: &NodeId| helps_apply(self.graph, *node).any(|role| to.contains(&role));
        let mut routes: Vec<NodeId> = self.graph.of_kind(Kind::Route).iter().copied().filter(helps).collect();
        if !routes.is_empty() {
            let reachable: FxHashSet<NodeId> = self.reachable(from).into_iter().collect();
            routes.retain(|node| reachable.contains(node));
        }
        routes
    }

    /// The place that can be reached from here and is nearest to where somebody wants to go, whichever direction the
    /// steps between the two have. None if nothing can be reached, or nothing that has to do with it.
    fn nearest_reachable(&self, from: &[NodeId], to: &[NodeId]) -> Option<NodeId> {
        let beside = self.beside.get_or_init(|| beside(self.graph));
        let far = breadth_first(to, |at| beside.get(&at).into_iter().flatten().copied());
        let candidates = self.reachable(from).into_iter().filter(|node| !from.contains(node));
        let rank = |node: &NodeId| (far.get(node).copied(), self.graph.node(*node).kind() != Kind::Role, *node);
        candidates.filter(|node| far.contains_key(node)).min_by_key(rank)
    }

    /// For each place from which one of these can be reached, the fewest steps.
    fn steps_to(&self, to: &[NodeId]) -> FxHashMap<NodeId, u32> {
        let before = self.before.get_or_init(|| {
            let mut before: FxHashMap<NodeId, Vec<NodeId>> = FxHashMap::default();
            for (&from, steps) in &self.steps {
                steps.iter().for_each(|step| before.entry(step.to).or_default().push(from));
            }
            before
        });
        breadth_first(to, |at| before.get(&at).into_iter().flatten().copied())
    }

    fn reachable(&self, from: &[NodeId]) -> Vec<NodeId> {
        let steps = |at| self.from(at).map(|step| step.to);
        breadth_first(from, steps).into_keys().collect()
    }
}

fn beside(graph: &Graph) -> FxHashMap<NodeId, Vec<NodeId>> {
    let mut beside: FxHashMap<NodeId, Vec<NodeId>> = FxHashMap::default();
    for (a, steps) in Network::whole(graph).steps {
        for step in steps {
            beside.entry(a).or_default().push(step.to);
            beside.entry(step.to).or_default().push(a);
        }
    }
    beside
}

/// A search that goes on.
struct Hunt<'a> {
    network: &'a Network<'a>,
    to: &'a [NodeId],
    /// The fewest steps to one of the ends, whatever was passed before.
    left: FxHashMap<NodeId, u32>,
    partial: Vec<Partial>,
    /// The shortest length that a way can have, how much of it is left, and the number of the partial way.
    queue: BinaryHeap<Reverse<(u32, u32, usize)>>,
}

impl Hunt<'_> {
    /// Notes a partial way, if anything leads on from its last place.
    fn follow(&mut self, way: Partial) {
        if let Some(&rest) = self.left.get(&way.at) {
            self.push(way, rest);
        }
    }

    fn push(&mut self, way: Partial, rest: u32) {
        self.queue.push(Reverse((way.length + rest, rest, self.partial.len())));
        self.partial.push(way);
    }

    fn next(&mut self) -> Option<(u32, usize)> {
        self.queue.pop().map(|Reverse((_, rest, number))| (rest, number))
    }

    /// The fewest steps that are left of a partial way, which passes no place twice.
    fn left_of(&self, number: usize) -> Option<u32> {
        let mut passed: FxHashSet<NodeId> = FxHashSet::default();
        let mut way = Some(number);
        while let Some(number) = way {
            passed.insert(self.partial[number].at);
            way = self.partial[number].by.map(|(before, _)| before);
        }
        let mut queue = VecDeque::from([(self.partial[number].at, 0)]);
        while let Some((at, length)) = queue.pop_front() {
            for step in self.network.from(at).filter(|step| self.left.contains_key(&step.to)) {
                if passed.insert(step.to) {
                    if self.to.contains(&step.to) {
                        return Some(length + 1);
                    }
                    queue.push_back((step.to, length + 1));
                }
            }
        }
        None
    }
}

/// A way that is still being followed: its last place and the number of the way that it goes on from.
#[derive(Clone, Copy)]
struct Partial {
    at: NodeId,
    by: Option<(usize, EdgeKind)>,
    length: u32,
}

fn passes(partial: &[Partial], mut number: usize, place: NodeId) -> bool {
    loop {
        if partial[number].at == place {
            return true;
        }
        match partial[number].by {
            Some((before, _)) => number = before,
            None => return false,
        }
    }
}

fn told(partial: &[Partial], mut number: usize) -> Way {
    let mut steps = Vec::new();
    while let Some((before, kind)) = partial[number].by {
        steps.push(Leg { kind, to: partial[number].at });
        number = before;
    }
    steps.reverse();
    Way { from: partial[number].at, steps }
}

fn breadth_first<I: Iterator<Item = NodeId>>(from: &[NodeId], next: impl Fn(NodeId) -> I) -> FxHashMap<NodeId, u32> {
    let mut steps: FxHashMap<NodeId, u32> = from.iter().map(|&node| (node, 0)).collect();
    let mut queue: VecDeque<NodeId> = from.iter().copied().collect();
    while let Some(at) = queue.pop_front() {
        let length = steps[&at] + 1;
        for node in next(at) {
            if let std::collections::hash_map::Entry::Vacant(place) = steps.entry(node) {
                place.insert(length);
                queue.push_back(node);
            }
        }
    }
    steps
}
