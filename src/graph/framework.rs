//! What every entry has to do with the Framework: the stages and domains that it is tied to and, turned around, the
//! entries that are tied to each.
//!
//! Roles, routes, programmes and case studies name their stages and domains. All others are tied by what they lead to:
//! a partner by its routes, a told journey by its steps. So nobody writes a tie twice, and both ends always agree.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::{Graph, Id, LinkTarget, Meant, NodeId, pathway};
use crate::entry::kinds::{
    Assessment, Domain, Fields, Guide, Kind, Pathway, Profession, Relation, Route, Stage, StartingPoint, Status,
};

/// The stages and domains of one entry, in the order of their lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tie {
    pub stages: Box<[Id<Stage>]>,
    pub domains: Box<[Id<Domain>]>,
}

/// The ties of a whole site.
#[derive(Debug, Default)]
pub struct Ties {
    /// By the number of the entry.
    of: Vec<Tie>,
    /// For each stage and each domain, the entries of each kind.
    to: FxHashMap<NodeId, BTreeMap<Kind, Vec<NodeId>>>,
}

/// Kinds with [`Mark::InFramework`](crate::entry::kinds::Mark), each after those that its own ties follow from.
pub(crate) const IN_ORDER: [Kind; 12] = [
    Kind::Role,
    Kind::Route,
    Kind::Programme,
    Kind::CaseStudy,
    Kind::Intervention,
    Kind::StartingPoint,
    Kind::Partner,
    Kind::Guide,
    Kind::Assessment,
    Kind::Event,
    Kind::Pathway,
    Kind::Profession,
];

impl Ties {
    pub fn new(graph: &Graph) -> Ties {
        let mut search = Search { graph, ties: vec![EntryTies::default(); graph.len()] };
        for node in IN_ORDER.iter().flat_map(|&kind| graph.of_kind(kind)).copied() {
            search.ties[node.0 as usize] = search.ties_of(node);
        }
        let listed = |kind| (0..).zip(graph.of_kind(kind)).map(|(at, &node)| (node, at)).collect::<FxHashMap<_, u32>>();
        let (stages, domains) = (listed(Kind::Stage), listed(Kind::Domain));
        let tie = |ties: EntryTies| {
            let mut stages_here: Box<[_]> = ties.stages.into_iter().collect();
            let mut domains_here: Box<[_]> = ties.domains.into_iter().collect();
            stages_here.sort_by_key(|stage| stages[&stage.node()]);
            domains_here.sort_by_key(|domain| domains[&domain.node()]);
            Tie { stages: stages_here, domains: domains_here }
        };
        let of: Vec<Tie> = search.ties.into_iter().map(tie).collect();
        let to = turned(graph, &of);
        Ties { of, to }
    }

    /// What an entry is tied to.
    pub fn of(&self, node: NodeId) -> &Tie {
        &self.of[node.0 as usize]
    }

    /// Entries of a kind that are tied to a stage or a domain, in list order. What has closed is not among them.
    pub fn to(&self, place: NodeId, kind: Kind) -> &[NodeId] {
        self.to.get(&place).and_then(|kinds| kinds.get(&kind)).map_or(&[], Vec::as_slice)
    }
}

fn turned(graph: &Graph, of: &[Tie]) -> FxHashMap<NodeId, BTreeMap<Kind, Vec<NodeId>>> {
    let mut to: FxHashMap<NodeId, BTreeMap<Kind, Vec<NodeId>>> = FxHashMap::default();
    for &kind in &IN_ORDER {
        for &node in graph.of_kind(kind).iter().filter(|&&node| is_open(graph, node)) {
            let tie = &of[node.0 as usize];
            let places = tie.stages.iter().map(|stage| stage.node());
            for place in places.chain(tie.domains.iter().map(|domain| domain.node())) {
                to.entry(place).or_default().entry(kind).or_default().push(node);
            }
        }
    }
    to
}

fn is_open(graph: &Graph, node: NodeId) -> bool {
    graph.node(node).common.status != Status::Closed
}

/// What was ties for one entry, each place once.
#[derive(Debug, Clone, Default)]
struct EntryTies {
    stages: BTreeSet<Id<Stage>>,
    domains: BTreeSet<Id<Domain>>,
}

impl EntryTies {
    fn named(stages: &[Id<Stage>], domains: &[Id<Domain>]) -> EntryTies {
        EntryTies { stages: stages.iter().copied().collect(), domains: domains.iter().copied().collect() }
    }

    fn add(&mut self, other: &EntryTies) {
        self.stages.extend(&other.stages);
        self.domains.extend(&other.domains);
    }

    /// Adds the stages and domains among some entries.
    fn add_places(&mut self, graph: &Graph, nodes: impl Iterator<Item = NodeId>) {
        for node in nodes {
            self.stages.extend(graph.cast::<Stage>(node));
            self.domains.extend(graph.cast::<Domain>(node));
        }
    }
}

struct Search<'g> {
    graph: &'g Graph,
    /// By the number of the entry; empty until it has been looked at.
    ties: Vec<EntryTies>,
}

impl Search<'_> {
    fn ties_of(&self, id: NodeId) -> EntryTies {
        match &self.graph.node(id).fields {
            Fields::Role(role) => EntryTies {
                stages: BTreeSet::from([role.stage]),
                domains: role.domains.iter().map(|shown| shown.domain).collect(),
            },
            Fields::Route(route) => self.of_route(route),
            Fields::Programme(programme) => EntryTies::named(&programme.stages, &programme.domains),
            Fields::CaseStudy(study) => EntryTies::named(&study.stages, &study.domains),
            Fields::Intervention(it) => self.of_open(nodes(&it.routes).chain(nodes(&it.programmes))),
            Fields::StartingPoint(start) => self.of_start(start),
            Fields::Partner(partner) => self.of_open(nodes(&partner.routes).chain(nodes(&partner.interventions))),
            Fields::Guide(guide) => self.of_guide(guide),
            Fields::Assessment(it) => self.of_assessment(id, it),
            Fields::Event(event) => self.of_open(nodes(&event.roles)),
            Fields::Pathway(journey) => self.of_journey(id, journey),
            Fields::Profession(_) => self.of_ladder(id),
            Fields::Stage(_)
            | Fields::Domain(_)
            | Fields::Page(_)
            | Fields::PayBand(_)
            | Fields::Payment(_)
            | Fields::Wage(_)
            | Fields::Benchmark(_)
            | Fields::PartnerKind(_)
            | Fields::Area(_)
            | Fields::Organisation(_)
            | Fields::Dataset(_)
            | Fields::Figure(_)
            | Fields::NextStep(_)
            | Fields::GlossaryTerm(_)
            | Fields::Interest(_)
            | Fields::Synonym(_)
            | Fields::HouseTerm(_) => EntryTies::default(),
        }
    }

    /// Where it can start people, and the stages of the roles that it qualifies them for.
    fn of_route(&self, route: &Route<Meant>) -> EntryTies {
        let mut ties = EntryTies::named(&route.stages, &route.domains);
        let qualified = route.leads_to.iter().filter(|opening| opening.relation == Relation::Qualifies);
        ties.stages.extend(qualified.map(|opening| self.graph.get(opening.role).fields.stage));
        ties
    }

    /// All that a set of entries is tied to.
    fn of_all(&self, nodes: impl IntoIterator<Item = NodeId>) -> EntryTies {
        let mut all = EntryTies::default();
        nodes.into_iter().for_each(|node| all.add(&self.ties[node.0 as usize]));
        all
    }

    /// Where a journey starts is no part of the Framework: from a starting point people can go almost anywhere.
    fn of_journey(&self, id: NodeId, journey: &Pathway<Meant>) -> EntryTies {
        let places = journey.steps.iter().filter(|step| step.starting_point.is_none());
        let mut ties = self.of_all(places.filter_map(pathway::step_place));
        // What its text links to is told at both ends, too.
        let links = self.graph.node(id).links.iter().filter_map(|link| match link {
            LinkTarget::Node { node, .. } => Some(*node),
            LinkTarget::Home(_)
            | LinkTarget::Listing(_)
            | LinkTarget::Asset(_)
            | LinkTarget::Picture(..)
            | LinkTarget::Hidden
            | LinkTarget::Broken => None,
        });
        ties.add_places(self.graph, links);
        ties
    }

    fn of_ladder(&self, id: NodeId) -> EntryTies {
        let Some(id) = self.graph.cast::<Profession>(id) else { return EntryTies::default() };
        self.of_all(pathway::ladder_roles(self.graph, id).into_iter().map(Id::node))
    }

    /// The same, but nothing leads anywhere by way of what has closed.
    fn of_open(&self, nodes: impl IntoIterator<Item = NodeId>) -> EntryTies {
        self.of_all(nodes.into_iter().filter(|&node| is_open(self.graph, node)))
    }

    /// A starting point from which people can come to every domain says nothing by naming them all.
    fn of_start(&self, start: &StartingPoint<Meant>) -> EntryTies {
        let routes = start.routes.iter().map(|suggestion| suggestion.route.node());
        let mut ties = self.of_open(routes.chain(nodes(&start.programmes)));
        if ties.domains.len() == self.graph.of_kind(Kind::Domain).len() {
            ties.domains.clear();
        }
        ties
    }

    fn of_guide(&self, guide: &Guide<Meant>) -> EntryTies {
        let mut ties = self.of_open(nodes(&guide.interventions));
        ties.add_places(self.graph, guide.see_also.iter().copied());
        ties
    }

    /// By its interventions, and by its guides, whichever of the two names the other.
    fn of_assessment(&self, id: NodeId, it: &Assessment<Meant>) -> EntryTies {
        let naming = self.graph.referrers::<Guide>(id).map(|guide| guide.id.node());
        self.of_open(nodes(&it.interventions).chain(nodes(&it.guides)).chain(naming))
    }
}

fn nodes<T>(ids: &[Id<T>]) -> impl Iterator<Item = NodeId> {
    ids.iter().map(|id| id.node())
}
