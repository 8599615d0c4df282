//! Ways through the graph: what leads to what, and how.
//!
//! An edge never says more than an author wrote. A route that only helps people apply stays an edge of that kind
//! wherever it is shown, and a role that people stay in is no dead end.

use std::collections::{BTreeMap, BTreeSet};

use super::{Graph, Id, Linked, Meant, NodeId};
use crate::entry::kinds::{
    Interest, MoveKind, PathwayStep, Profession, Programme, Relation, Role, Route, Stage, StartingPoint,
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

/// Every way into a role: strongest first, then by level, then by name.
pub fn ways_in(graph: &Graph, role: Id<Role>) -> Vec<WayIn<'_>> {
    let mut ways: Vec<WayIn<'_>> = graph
        .referrers::<Route>(role.node())
        .filter_map(|route| {
            let opening = route.fields.leads_to.iter().find(|opening| opening.role == role)?;
            Some(WayIn { route, relation: opening.relation, note: opening.note.as_deref() })
        })
        .collect();
    ways.sort_by_key(|way| (relation_rank(way.relation), way.route.fields.level.unwrap_or(0), way.route.id));
    ways
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

/// Roles that a starting point opens, each with the routes that open it, and how.
pub fn roles_from_start(graph: &Graph, start: Id<StartingPoint>) -> Vec<(Id<Role>, Vec<WayIn<'_>>)> {
    let mut opened: BTreeMap<Id<Role>, Vec<WayIn<'_>>> = BTreeMap::new();
    for suggestion in graph.get(start).fields.routes.iter() {
        let route = graph.get(suggestion.route);
        for opening in &route.fields.leads_to {
            let way = WayIn { route, relation: opening.relation, note: opening.note.as_deref() };
            opened.entry(opening.role).or_default().push(way);
        }
    }
    let mut roles: Vec<_> = opened.into_iter().collect();
    for (_, ways) in &mut roles {
        ways.sort_by_key(|way| (relation_rank(way.relation), way.route.id));
    }
    roles.sort_by(|(a, ways_a), (b, ways_b)| {
        let rank = |role: Id<Role>, ways: &[WayIn<'_>]| {
            let role = graph.get(role);
            let strength = ways.first().map_or(u8::MAX, |way| relation_rank(way.relation).max(1));
            (strength, graph.get(role.fields.stage).fields.order, role.title().to_lowercase(), role.id)
        };
        rank(*a, ways_a).cmp(&rank(*b, ways_b))
    });
    roles
}

/// A role that goes with two answers: where somebody is now, and what they like.
#[derive(Debug, Clone)]
pub struct Choice<'g> {
    pub role: Id<Role>,
    /// The ways in that the starting point offers.
    pub ways: Vec<WayIn<'g>>,
    /// What goes with the interest: the role itself, or else its profession.
    pub liked: Liked,
}

/// Which entry points at an interest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Liked {
    Role,
    Profession(Id<Profession>),
}

/// For each interest, the roles within reach of a starting point that go with it: those first that go with it
/// themselves, then by how directly the ways in lead there.
pub fn choices(graph: &Graph, start: Id<StartingPoint>) -> BTreeMap<Id<Interest>, Vec<Choice<'_>>> {
    let mut choices: BTreeMap<_, Vec<Choice<'_>>> = BTreeMap::new();
    for (role, ways) in roles_from_start(graph, start) {
        let fields = graph.get(role).fields;
        let mut liked = BTreeMap::new();
        for &profession in &fields.professions {
            for &interest in &graph.get(profession).fields.interests {
                liked.entry(interest).or_insert(Liked::Profession(profession));
            }
        }
        liked.extend(fields.interests.iter().map(|&interest| (interest, Liked::Role)));
        for (interest, liked) in liked {
            choices.entry(interest).or_default().push(Choice { role, ways: ways.clone(), liked });
        }
    }
    for roles in choices.values_mut() {
        roles.sort_by_key(|choice| choice.liked != Liked::Role);
    }
    choices
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
