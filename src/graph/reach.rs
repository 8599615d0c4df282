//! How far a starting point reaches: which roles its routes open, and which of them go with what people like.

use std::collections::BTreeMap;

use super::pathway::{WayIn, way_rank};
use super::{Graph, Id, Linked};
use crate::entry::kinds::{Interest, OpenTo, Profession, Relation, Role, Route, StartingPoint, Status};

/// A way into a role that somebody at a starting point has.
#[derive(Debug, Clone)]
pub struct WayFrom<'g> {
    pub way: WayIn<'g>,
    /// The routes offered there that lead onto this one; none if it is offered there itself.
    pub after: Vec<Id<Route>>,
}

/// Roles that a starting point opens, each with the ways that open it: those first that are entered most directly.
///
/// A route that people go on to from here counts where it qualifies them: the degree after a course at college is a
/// step of its own, and the course alone is not an arrival.
pub fn roles_from_start(graph: &Graph, start: Id<StartingPoint>) -> Vec<(Id<Role>, Vec<WayFrom<'_>>)> {
    let mut opened: BTreeMap<Id<Role>, Vec<WayFrom<'_>>> = BTreeMap::new();
    let offered = offered(graph, start);
    for &route in &offered {
        for way in openings(graph.get(route)) {
            opened.entry(way.0).or_default().push(WayFrom { way: way.1, after: Vec::new() });
        }
    }
    for (next, after) in onward(graph, &offered).into_iter().filter(|(next, _)| !offered.contains(next)) {
        let qualifies = openings(graph.get(next)).filter(|(_, way)| way.relation == Relation::Qualifies);
        for (role, way) in qualifies {
            opened.entry(role).or_default().push(WayFrom { way, after: after.clone() });
        }
    }
    let mut roles: Vec<_> = opened.into_iter().collect();
    for (_, ways) in &mut roles {
        let is_for_few = |from: &WayFrom<'_>| from.way.route.fields.open_to == OpenTo::TrainedBefore;
        ways.sort_by_key(|from| (is_for_few(from), !from.after.is_empty(), way_rank(&from.way)));
    }
    roles.sort_by_cached_key(|(role, ways)| {
        let role = graph.get(*role);
        let strength = ways.iter().map(directness).min();
        (strength, graph.get(role.fields.stage).fields.order, role.title().to_lowercase(), role.id)
    });
    roles
}

/// Routes that people go on to from the routes of a starting point, each with the routes that lead onto it. They qualify
/// for something, and are open. A starting point may offer some of them itself.
pub fn onward_from_start(graph: &Graph, start: Id<StartingPoint>) -> BTreeMap<Id<Route>, Vec<Id<Route>>> {
    onward(graph, &offered(graph, start))
}

fn offered(graph: &Graph, start: Id<StartingPoint>) -> Vec<Id<Route>> {
    graph.get(start).fields.routes.iter().map(|suggestion| suggestion.route).collect()
}

fn onward(graph: &Graph, offered: &[Id<Route>]) -> BTreeMap<Id<Route>, Vec<Id<Route>>> {
    let mut onward: BTreeMap<Id<Route>, Vec<Id<Route>>> = BTreeMap::new();
    for &route in offered {
        for &next in graph.get(route).fields.progresses_to.iter() {
            let next = graph.get(next);
            let qualifies = next.fields.leads_to.iter().any(|opening| opening.relation == Relation::Qualifies);
            if qualifies && next.node.common.status != Status::Closed {
                onward.entry(next.id).or_default().push(route);
            }
        }
    }
    onward
}

fn openings(route: Linked<'_, Route>) -> impl Iterator<Item = (Id<Role>, WayIn<'_>)> {
    route
        .fields
        .leads_to
        .iter()
        .map(move |opening| (opening.role, WayIn { route, relation: opening.relation, note: opening.note.as_deref() }))
}

/// How directly a way leads into a role: at once, by a further step, or by helping to apply.
fn directness(from: &WayFrom<'_>) -> u8 {
    match from.way.relation {
        Relation::HelpsApply => 2,
        Relation::GetsJob | Relation::Qualifies => u8::from(!from.after.is_empty()),
    }
}

/// A role that goes with two answers: where somebody is now, and what they like.
#[derive(Debug, Clone)]
pub struct Choice<'g> {
    pub role: Id<Role>,
    /// The ways in that the starting point offers.
    pub ways: Vec<WayFrom<'g>>,
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
