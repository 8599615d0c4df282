//! Lists: every kind's list, and the same entries by one facet or another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card};
use super::narrow::{Picked, Question, Shorter};
use super::{Context, Overview, PageView, View};
use crate::entry::kinds::{
    Area, CaseStudy, Element, Event, Guide, Intervention, Kind, KindOf, Partner, PartnerKind, Profession, Role, Route,
    RouteType, Stage,
};
use crate::graph::pathway;
use crate::graph::{Id, NodeId};
use crate::permalink::Permalink;

/// A list of cards in groups.
#[derive(Debug, Serialize, Hash)]
pub struct Directory {
    /// The kind's folder; themes introduce the list with the string `directory-<kind>`.
    pub kind: &'static str,
    /// The entry that the list is about, where it is about one.
    pub about: Option<About>,
    pub groups: Vec<Group>,
    /// The states of its entries, each once: what pages mark, they explain.
    pub statuses: Vec<&'static str>,
    pub total: usize,
    /// The other ways to see the same entries.
    pub other_lists: Vec<OtherList>,
    /// Whether groups are letters, so that a row of letters leads to them.
    pub is_a_to_z: bool,
    /// The answers that made the list shorter, and where all entries are.
    pub picked: Vec<Picked>,
    pub all_href: Option<String>,
    pub all_total: usize,
    pub shorter: Vec<Shorter>,
    pub questions: Vec<Question>,
}

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

/// One other way to see the entries.
#[derive(Debug, Serialize, Hash)]
pub struct OtherList {
    pub href: String,
    pub key: &'static str,
    pub is_here: bool,
}

/// The states of the entries in some groups, each once.
pub(super) fn statuses(groups: &[Group]) -> Vec<&'static str> {
    let all: BTreeSet<&'static str> = groups.iter().flat_map(|group| &group.cards).map(|card| card.status).collect();
    all.into_iter().collect()
}

/// The first letter that a title is filed under.
pub fn letter(title: &str) -> String {
    let first = title.chars().find(|c| c.is_alphanumeric()).unwrap_or('#');
    let plain = deunicode::deunicode_char(first).and_then(|text| text.chars().next()).unwrap_or(first);
    if plain.is_ascii_alphabetic() { plain.to_ascii_uppercase().to_string() } else { "0–9".into() }
}

/// Things by the letter that their titles are filed under: each letter once, and in it what begins with it in order.
pub(super) fn by_letter<'t, T>(titled: impl Iterator<Item = (&'t str, T)>) -> BTreeMap<String, Vec<T>> {
    let mut letters: BTreeMap<String, Vec<(String, T)>> = BTreeMap::new();
    for (title, one) in titled {
        // Quotation marks before a title are no part of its place in the alphabet.
        let sorted = title.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        letters.entry(letter(title)).or_default().push((sorted, one));
    }
    let in_order = |(letter, mut named): (String, Vec<(String, T)>)| {
        named.sort_by(|(one, _), (other, _)| one.cmp(other));
        (letter, named.into_iter().map(|(_, one)| one).collect())
    };
    letters.into_iter().map(in_order).collect()
}

/// The ways to see all roles, and what each is called beside the others.
const ROLE_LISTS: [(Overview, &str); 4] = [
    (Overview::Listing(Kind::Role), "facet-a-to-z"),
    (Overview::RolesByProfession, "facet-by-profession"),
    (Overview::RolesByStage, "facet-by-stage"),
    (Overview::RolesByWayIn, "facet-by-way-in"),
];

impl Context<'_> {
    /// The list of all entries of a kind.
    pub(crate) fn list_page(&self, path: &str, kind: Kind) -> PageView {
        let mut groups = self.groups(path, kind);
        let questions = self.questions(kind);
        if !questions.is_empty() {
            let mut filed = self.filed(kind);
            for card in groups.iter_mut().flat_map(|group| &mut group.cards) {
                let node = self.graph.find(kind, &card.id);
                card.filed = node.and_then(|node| filed.remove(&node)).unwrap_or_default();
            }
        }
        let view = Directory {
            is_a_to_z: kind == Kind::Role,
            shorter: self.shorter(path, kind, &[]),
            questions,
            ..self.directory(path, kind, groups)
        };
        let frame = self.overview_frame(path, Overview::Listing(kind));
        PageView { page: frame, view: View::Directory(Box::new(view)) }
    }

    pub(crate) fn roles_by_profession_page(&self, path: &str) -> PageView {
        self.roles_page(path, Overview::RolesByProfession, self.roles_by_profession(path))
    }

    pub(crate) fn roles_by_stage_page(&self, path: &str) -> PageView {
        let at = |stage| self.graph.referrers::<Role>(stage).map(|role| role.id.node()).collect();
        self.roles_page(path, Overview::RolesByStage, self.by_entry::<Stage>(path, at))
    }

    pub(crate) fn roles_by_way_in_page(&self, path: &str) -> PageView {
        self.roles_page(path, Overview::RolesByWayIn, self.roles_by_way_in(path))
    }

    /// All roles in another order than that of their list.
    fn roles_page(&self, path: &str, overview: Overview, groups: Vec<Group>) -> PageView {
        let mut frame = self.overview_frame(path, overview);
        frame.crumbs.extend(self.crumb_to_list(path, Kind::Role));
        PageView { page: frame, view: View::Directory(Box::new(self.directory(path, Kind::Role, groups))) }
    }

    pub(crate) fn partner_kind_page(&self, path: &str, id: Id<PartnerKind>) -> PageView {
        self.partners_page(path, id.node(), "partners-by-kind-title", self.of_partner_kind(path, id.node()))
    }

    pub(crate) fn area_page(&self, path: &str, id: Id<Area>) -> PageView {
        self.partners_page(path, id.node(), "partners-by-area-title", self.in_area(path, id.node()))
    }

    /// The page of an entry that puts partners in order.
    fn partners_page(&self, path: &str, node: NodeId, title_key: &'static str, groups: Vec<Group>) -> PageView {
        let mut frame = self.frame(path);
        frame.title_key = Some(title_key);
        frame.title_about = Some(self.node(node).title().clone());
        frame.description = Some(self.node(node).summary().clone());
        frame.crumbs.extend(self.crumb_to_list(path, Kind::Partner));
        let view = Directory { about: Some(self.about(path, node)), ..self.directory(path, Kind::Partner, groups) };
        PageView { page: frame, view: View::Directory(Box::new(view)) }
    }

    /// A list without anything that only some lists have.
    pub(crate) fn directory(&self, path: &str, kind: Kind, groups: Vec<Group>) -> Directory {
        Directory {
            kind: kind.folder(),
            about: None,
            total: groups.iter().map(|group| group.cards.len()).sum(),
            is_a_to_z: false,
            statuses: statuses(&groups),
            groups,
            other_lists: self.other_lists(path, kind),
            picked: Vec::new(),
            all_href: None,
            all_total: self.graph.of_kind(kind).len(),
            shorter: Vec::new(),
            questions: Vec::new(),
        }
    }

    fn other_lists(&self, path: &str, kind: Kind) -> Vec<OtherList> {
        if kind != Kind::Role {
            return Vec::new();
        }
        let other = |&(to, key): &(&'static str, &'static str)| OtherList {
            href: self.href(path, &Permalink::page(to)),
            key,
            is_here: to == path,
        };
        let lists = ROLE_LISTS.map(|(overview, key)| (overview.page().list.path, key));
        lists.iter().filter(|(to, _)| self.has_overview(to)).map(other).collect()
    }

    /// The groups in which a list shows all entries of a kind.
    fn groups(&self, path: &str, kind: Kind) -> Vec<Group> {
        match kind {
            Kind::Role => self.a_to_z(path, self.graph.of_kind(Kind::Role)),
            Kind::Route => self.routes_by_type(path),
            Kind::Intervention => self.interventions_by_element(path),
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
            | Kind::Wage
            | Kind::Benchmark
            | Kind::PartnerKind
            | Kind::Area
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
    fn by_entry<T: KindOf>(&self, path: &str, members: impl Fn(NodeId) -> Vec<NodeId>) -> Vec<Group> {
        let group = |entry: crate::graph::Linked<'_, T>| {
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

    fn roles_by_profession(&self, path: &str) -> Vec<Group> {
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

    fn roles_by_way_in(&self, path: &str) -> Vec<Group> {
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

    fn interventions_by_element(&self, path: &str) -> Vec<Group> {
        let group = |&element: &Element| {
            let all = self.graph.all::<Intervention>().filter(|one| one.element == element);
            let all: Vec<_> = all.map(|one| one.id.node()).collect();
            (!all.is_empty()).then(|| self.keyed(path, element_key(element), element.as_str(), &all))
        };
        Element::ALL.iter().filter_map(group).collect()
    }

    /// Partners of a kind, and what people can do with them.
    fn of_partner_kind(&self, path: &str, kind: NodeId) -> Vec<Group> {
        let groups = [
            ("partner-kind-partners", "partners", self.of::<Partner>(&[kind])),
            ("partner-kind-interventions", "interventions", self.of::<Intervention>(&[kind])),
            ("partner-kind-routes", "routes", self.of::<Route>(&[kind])),
            ("partner-kind-guides", "guides", self.of::<Guide>(&[kind])),
        ];
        self.filled(path, groups)
    }

    /// What there is in an area and in the areas within it.
    fn in_area(&self, path: &str, area: NodeId) -> Vec<Group> {
        let inside = self.graph.within(area);
        let places = self.graph.referrers::<Area>(area).map(|place| place.id.node());
        let groups = [
            ("area-partners", "partners", self.of::<Partner>(&inside)),
            ("area-stories", "case-studies", self.of::<CaseStudy>(&inside)),
            ("area-events", "events", self.of::<Event>(&inside)),
            ("area-places", "areas", places.filter(|&place| self.graph.has_page(place)).collect()),
        ];
        self.filled(path, groups)
    }

    /// Entries of kind `T` that refer to any of these.
    fn of<T: KindOf>(&self, to: &[NodeId]) -> Vec<NodeId> {
        to.iter().flat_map(|&to| self.graph.referrers::<T>(to)).map(|entry| entry.id.node()).collect()
    }

    /// Groups with something in them, each under the words of a key.
    fn filled<const N: usize>(&self, path: &str, groups: [(&'static str, &str, Vec<NodeId>); N]) -> Vec<Group> {
        let filled = groups.into_iter().filter(|(_, _, nodes)| !nodes.is_empty());
        filled.map(|(key, id, nodes)| self.keyed(path, key, id, &nodes)).collect()
    }
}

/// The string that names a type of route.
pub fn route_type_key(kind: RouteType) -> &'static str {
    match kind {
        RouteType::Experience => "route-type-experience",
        RouteType::PreEmployment => "route-type-pre-employment",
        RouteType::SupportedEmployment => "route-type-supported-employment",
        RouteType::College => "route-type-college",
        RouteType::Apprenticeship => "route-type-apprenticeship",
        RouteType::DegreeApprenticeship => "route-type-degree-apprenticeship",
        RouteType::Degree => "route-type-degree",
        RouteType::ReturnToPractice => "route-type-return-to-practice",
        RouteType::CareerChange => "route-type-career-change",
        RouteType::Job => "route-type-job",
    }
}

/// The string that names an element of Grow Your Own.
pub fn element_key(element: Element) -> &'static str {
    match element {
        Element::OutsideIn => "element-outside-in",
        Element::InWork => "element-in-work",
        Element::InsideUp => "element-inside-up",
    }
}
