//! Ways through the graph: what leads to what, and how.
//!
//! An edge never says more than an author wrote. A route that only helps people apply stays an edge of that kind
//! wherever it is shown, and a role that people stay in is no dead end.

use std::collections::BTreeSet;

use super::{Graph, Id, Linked, Meant, NodeId};
use crate::entry::kinds::{
    MoveKind, PathwayStep, Profession, Programme, Relation, Role, Route, RouteType, Stage, StartingPoint,
};

/// How one place on a pathway leads to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// A starting point or a programme points at a route or a programme.
    Offers,
    /// A route leads on to another route.
    Onward,
    /// A route opens a role.
    Enter(Relation),
    /// One role leads to another.
    Move(MoveKind),
    /// People in a role go on by this route.
    Trains,
}

impl EdgeKind {
    /// The word for this kind in addresses of strings and in data.
    pub fn as_str(self) -> &'static str {
        match self {
            EdgeKind::Offers => "offers",
            EdgeKind::Onward => "onward",
            EdgeKind::Enter(relation) => relation.as_str(),
            EdgeKind::Move(kind) => kind.as_str(),
            EdgeKind::Trains => "trains",
        }
    }
}

/// Routes that lead onto another one, in list order.
pub fn routes_onto(graph: &Graph, route: Id<Route>) -> impl Iterator<Item = Linked<'_, Route>> {
    graph.referrers::<Route>(route.node()).filter(move |before| before.fields.progresses_to.contains(&route))
}

/// A way into a role.
#[derive(Debug, Clone, Copy)]
pub struct WayIn<'g> {
    pub route: Linked<'g, Route>,
    pub relation: Relation,
    pub note: Option<&'g str>,
}

/// A move from one role to another.
#[derive(Debug, Clone)]
pub struct RoleMove<'g> {
    pub from: Id<Role>,
    pub to: Id<Role>,
    pub kind: MoveKind,
    pub by: &'g [Id<Route>],
    pub note: Option<&'g str>,
}

/// The order in which ways in are told: what gets the job or the registration first, what only helps last.
fn relation_rank(relation: Relation) -> u8 {
    match relation {
        Relation::Qualifies => 0,
        Relation::GetsJob => 1,
        Relation::HelpsApply => 2,
    }
}

/// Where a way in stands among others: what arrives before what only helps; then what most readers can take, which is
/// what is open to more people and to younger ones; then the lower level.
pub(super) fn way_rank(way: &WayIn<'_>) -> impl Ord + use<> {
    let route = way.route.fields;
    let youngest = route.min_age.unwrap_or(u32::MAX);
    (relation_rank(way.relation), route.open_to, youngest, route.level.unwrap_or(0), way.route.id)
}

/// Every way into a role, in the order in which pages tell them: what most readers can take comes first.
pub fn ways_in(graph: &Graph, role: Id<Role>) -> Vec<WayIn<'_>> {
    let mut ways: Vec<WayIn<'_>> = graph
        .referrers::<Route>(role.node())
        .filter_map(|route| {
            let opening = route.fields.leads_to.iter().find(|opening| opening.role == role)?;
            Some(WayIn { route, relation: opening.relation, note: opening.note.as_deref() })
        })
        .collect();
    ways.sort_by_key(way_rank);
    ways
}

/// The types of route by which people come into a role: those of its ways in, and those of the routes that lead onto a
/// way that qualifies. So a college course stands among the ways into a profession, with the degree between them.
pub fn types_of_ways_in(graph: &Graph, role: Id<Role>) -> BTreeSet<RouteType> {
    let ways = ways_in(graph, role);
    let qualifying = ways.iter().filter(|way| way.relation == Relation::Qualifies);
    let before = qualifying.flat_map(|way| routes_onto(graph, way.route.id)).map(|route| route.fields.route_type);
    ways.iter().map(|way| way.route.fields.route_type).chain(before).collect()
}

/// Every move out of a role, in the author's order.
pub fn moves_from(graph: &Graph, role: Id<Role>) -> impl Iterator<Item = RoleMove<'_>> {
    let moves = graph.get(role).fields.leads_to.iter();
    moves.map(move |step| RoleMove {
        from: role,
        to: step.role,
        kind: step.kind,
        by: &step.by,
        note: step.note.as_deref(),
    })
}

/// Every move into a role.
pub fn moves_to(graph: &Graph, role: Id<Role>) -> impl Iterator<Item = RoleMove<'_>> {
    graph
        .referrers::<Role>(role.node())
        .flat_map(move |from| moves_from(graph, from.id))
        .filter(move |step| step.to == role)
}

/// The entry that a step is at.
pub fn step_place(step: &PathwayStep<Meant>) -> Option<NodeId> {
    let start = step.starting_point.map(Id::node);
    start.or(step.programme.map(Id::node)).or(step.route.map(Id::node)).or(step.role.map(Id::node))
}

/// How `from` leads to `to` in one step, if anything on the site says so.
pub fn edge(graph: &Graph, from: NodeId, to: NodeId) -> Option<EdgeKind> {
    edges_from(graph, from).into_iter().find(|(_, target)| *target == to).map(|(kind, _)| kind)
}

/// Every single step that leads on from a place.
pub fn edges_from(graph: &Graph, from: NodeId) -> Vec<(EdgeKind, NodeId)> {
    let mut edges = Vec::new();
    if let Some(start) = graph.cast::<StartingPoint>(from) {
        let start = graph.get(start);
        edges.extend(start.fields.routes.iter().map(|suggestion| (EdgeKind::Offers, suggestion.route.node())));
        edges.extend(start.fields.programmes.iter().map(|programme| (EdgeKind::Offers, programme.node())));
    } else if let Some(programme) = graph.cast::<Programme>(from) {
        edges.extend(graph.get(programme).fields.routes.iter().map(|route| (EdgeKind::Offers, route.node())));
    } else if let Some(route) = graph.cast::<Route>(from) {
        let route = graph.get(route);
        edges.extend(
            route.fields.leads_to.iter().map(|opening| (EdgeKind::Enter(opening.relation), opening.role.node())),
        );
        edges.extend(route.fields.progresses_to.iter().map(|next| (EdgeKind::Onward, next.node())));
    } else if let Some(role) = graph.cast::<Role>(from) {
        for step in moves_from(graph, role) {
            edges.push((EdgeKind::Move(step.kind), step.to.node()));
            edges.extend(step.by.iter().map(|route| (EdgeKind::Trains, route.node())));
        }
    }
    edges
}

/// The stages of a set of roles as columns, with the moves between them.
#[derive(Debug)]
pub struct Ladder<'g> {
    /// Stages in order, each with its roles; stages without a role are left out.
    pub columns: Vec<(Id<Stage>, Vec<Id<Role>>)>,
    /// Moves of which both ends are on the ladder.
    pub moves: Vec<RoleMove<'g>>,
}

/// The ladder of a profession.
pub fn ladder(graph: &Graph, profession: Id<Profession>) -> Ladder<'_> {
    ladder_of(graph, ladder_roles(graph, profession))
}

/// Who stands on the ladder of a profession: its roles, and the cross-profession roles that lead into them.
pub fn ladder_roles(graph: &Graph, profession: Id<Profession>) -> BTreeSet<Id<Role>> {
    let own: BTreeSet<Id<Role>> = graph.referrers::<Role>(profession.node()).map(|role| role.id).collect();
    let shared = own.iter().flat_map(|&role| moves_to(graph, role)).map(|step| step.from);
    let shared: BTreeSet<Id<Role>> = shared.filter(|&role| graph.get(role).fields.professions.is_empty()).collect();
    own.union(&shared).copied().collect()
}

/// The ladder of any set of roles.
pub fn ladder_of(graph: &Graph, roles: impl IntoIterator<Item = Id<Role>>) -> Ladder<'_> {
    let roles: BTreeSet<Id<Role>> = roles.into_iter().collect();
    let columns = graph
        .all::<Stage>()
        .filter_map(|stage| {
            let mut here: Vec<_> =
                roles.iter().copied().filter(|&role| graph.get(role).fields.stage == stage.id).collect();
            here.sort_by_cached_key(|&role| (graph.get(role).title().to_lowercase(), role));
            (!here.is_empty()).then_some((stage.id, here))
        })
        .collect();
    let moves =
        roles.iter().flat_map(|&role| moves_from(graph, role)).filter(|step| roles.contains(&step.to)).collect();
    Ladder { columns, moves }
}
