//! The groups in which lists show entries: by letter, by another entry, by the value of a field.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::Context;
use super::alphabet::by_letter;
use super::card::Card;
use super::keys::{element_key, route_type_key};
use crate::entry::kinds::{
    Area, CaseStudy, Element, Event, Intervention, Kind, KindOf, Partner, PartnerKind, Profession, Programme, Role,
    Route, RouteType,
};
use crate::graph::{Id, Linked, NodeId, pathway};

#[derive(Debug, Serialize, Hash)]
pub struct Group {
    /// The id of the group on the page; empty if it is the only one.
    pub id: String,
    pub title: Option<Arc<str>>,
    pub title_key: Option<&'static str>,
    pub href: Option<String>,
    pub summary: Option<Arc<str>>,
    pub cards: Vec<Card>,
}

/// The states of the entries in some groups, each once.
pub(super) fn statuses(groups: &[Group]) -> Vec<&'static str> {
    let all: BTreeSet<&'static str> = groups.iter().flat_map(|group| &group.cards).map(|card| card.status).collect();
    all.into_iter().collect()
}

impl Context<'_> {
    /// The groups in which a list shows all entries of a kind.
    pub(super) fn groups(&self, path: &str, kind: Kind) -> Vec<Group> {
        match kind {
            Kind::Role => self.a_to_z(path, self.graph.of_kind(Kind::Role)),
            Kind::Route => self.routes_by_type(path),
            Kind::Intervention => self.interventions_by_element(path, |_| true),
            Kind::Partner => self.by_entry::<PartnerKind>(path, |partner_kind| {
                self.graph.referrers::<Partner>(partner_kind).map(|partner| partner.id.node()).collect()
            }),
            Kind::Profession
            | Kind::StartingPoint
            | Kind::Programme
            | Kind::CaseStudy
            | Kind::Stage
            | Kind::Domain
            | Kind::Pathway
            | Kind::Guide
            | Kind::Assessment
            | Kind::Event
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
            | Kind::HouseTerm => vec![self.group(path, self.graph.of_kind(kind))],
        }
    }

    pub(crate) fn group(&self, path: &str, nodes: &[NodeId]) -> Group {
        let cards = nodes.iter().map(|&node| self.card(path, node)).collect();
        Group { id: String::new(), title: None, title_key: None, href: None, summary: None, cards }
    }

    fn keyed(&self, path: &str, key: &'static str, id: &str, nodes: &[NodeId]) -> Group {
        Group { id: id.to_string(), title_key: Some(key), ..self.group(path, nodes) }
    }

    fn a_to_z(&self, path: &str, nodes: &[NodeId]) -> Vec<Group> {
        let letters = by_letter(nodes.iter().map(|&node| (&**self.node(node).title(), node)));
        let group = |(letter, nodes): (String, Vec<NodeId>)| Group {
            id: format!("letter-{}", letter.to_lowercase().replace('–', "-")),
            title: Some(letter.into()),
            ..self.group(path, &nodes)
        };
        letters.into_iter().map(group).collect()
    }

    /// One group for each entry of kind `T` that has something.
    pub(super) fn by_entry<T: KindOf>(&self, path: &str, members: impl Fn(NodeId) -> Vec<NodeId>) -> Vec<Group> {
        let group = |entry: Linked<'_, T>| {
            let nodes = members(entry.id.node());
            (!nodes.is_empty()).then(|| Group {
                id: entry.node.id().to_string(),
                title: Some(entry.title().clone()),
                href: Some(self.href_to(path, entry.id.node())),
                summary: Some(entry.node.summary().clone()),
                ..self.group(path, &nodes)
            })
        };
        self.graph.all::<T>().filter_map(group).collect()
    }

    pub(super) fn roles_by_profession(&self, path: &str) -> Vec<Group> {
        let mut groups = self.by_entry::<Profession>(path, |profession| {
            self.graph.referrers::<Role>(profession).map(|role| role.id.node()).collect()
        });
        let across = self.graph.all::<Role>().filter(|role| role.professions.is_empty()).map(|role| role.id.node());
        let across: Vec<_> = across.collect();
        if !across.is_empty() {
            groups.push(self.keyed(path, "across-professions", "across-professions", &across));
        }
        groups
    }

    pub(super) fn roles_by_way_in(&self, path: &str) -> Vec<Group> {
        let group = |&kind: &RouteType| {
            let opens = |role: Id<Role>| pathway::types_of_ways_in(self.graph, role).contains(&kind);
            let roles: Vec<_> =
                self.graph.all::<Role>().map(|role| role.id).filter(|&role| opens(role)).map(Id::node).collect();
            (!roles.is_empty()).then(|| self.keyed(path, route_type_key(kind), kind.as_str(), &roles))
        };
        RouteType::ALL.iter().filter_map(group).collect()
    }

    fn routes_by_type(&self, path: &str) -> Vec<Group> {
        let group = |&kind: &RouteType| {
            let routes: Vec<_> = self
                .graph
                .all::<Route>()
                .filter(|route| route.route_type == kind)
                .map(|route| route.id.node())
                .collect();
            (!routes.is_empty()).then(|| self.keyed(path, route_type_key(kind), kind.as_str(), &routes))
        };
        RouteType::ALL.iter().filter_map(group).collect()
    }

    /// Those interventions of which something holds.
    pub(super) fn interventions_by_element(
        &self,
        path: &str,
        is_wanted: impl Fn(&Linked<'_, Intervention>) -> bool,
    ) -> Vec<Group> {
        let group = |&element: &Element| {
            let all = self.graph.all::<Intervention>().filter(|one| one.element == element && is_wanted(one));
            let all: Vec<_> = all.map(|one| one.id.node()).collect();
            (!all.is_empty()).then(|| self.keyed(path, element_key(element), element.as_str(), &all))
        };
        Element::ALL.iter().filter_map(group).collect()
    }

    /// What there is in an area and in the areas within it.
    pub(super) fn in_area(&self, path: &str, area: NodeId) -> Vec<Group> {
        let inside = self.graph.within(area);
        let places = self.graph.referrers::<Area>(area).map(|place| place.id.node());
        let groups = [
            ("area-partners", "partners", self.of::<Partner>(&inside)),
            ("area-programmes", "programmes", self.of::<Programme>(&inside)),
            ("area-stories", "case-studies", self.of::<CaseStudy>(&inside)),
            ("area-events", "events", self.of::<Event>(&inside)),
            ("area-places", "areas", places.filter(|&place| self.graph.has_page(place)).collect()),
        ];
        self.filled(path, groups)
    }

    /// Entries of kind `T` that refer to any of these, once each.
    fn of<T: KindOf>(&self, to: &[NodeId]) -> Vec<NodeId> {
        let mut seen = FxHashSet::default();
        let all = to.iter().flat_map(|&to| self.graph.referrers::<T>(to)).map(|entry| entry.id.node());
        all.filter(|&node| seen.insert(node)).collect()
    }

    /// Groups with something in them, each under the words of a key.
    fn filled<const N: usize>(&self, path: &str, groups: [(&'static str, &str, Vec<NodeId>); N]) -> Vec<Group> {
        let filled = groups.into_iter().filter(|(_, _, nodes)| !nodes.is_empty());
        filled.map(|(key, id, nodes)| self.keyed(path, key, id, &nodes)).collect()
    }
}
