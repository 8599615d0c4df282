//! Which places a way can pass, and which steps between them are open: what only helps people apply for a role does not take
//! them there, so it is no step of a way.

use rustc_hash::FxHashSet;

use super::pathway::{self, EdgeKind};
use super::{Graph, NodeId};
use crate::entry::kinds::{Kind, Money, Profession, Relation, Role, Route};

/// What the ways must keep to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rules {
    /// Only routes that pay a wage.
    pub earn: bool,
    /// Nothing that is a degree or needs one.
    pub no_degree: bool,
}

/// One step: how it is made, and where it leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leg {
    pub kind: EdgeKind,
    pub to: NodeId,
}

/// Kinds of entry that a way can start or end at.
pub const KINDS: [Kind; 5] = [Kind::StartingPoint, Kind::Programme, Kind::Route, Kind::Role, Kind::Profession];

/// Every entry that a way can start or end at, kind by kind in list order.
pub fn places(graph: &Graph) -> impl Iterator<Item = NodeId> {
    KINDS.iter().flat_map(|kind| graph.of_kind(*kind)).copied()
}

/// Whether any place leads to another.
pub fn has_steps(graph: &Graph) -> bool {
    places(graph).any(|node| !pathway::edges_from(graph, node).is_empty())
}

/// The places that an entry stands for: itself, or all roles of a profession.
pub fn ends(graph: &Graph, node: NodeId) -> Vec<NodeId> {
    match graph.cast::<Profession>(node) {
        Some(_) => graph.referrers::<Role>(node).map(|role| role.id.node()).collect(),
        None => vec![node],
    }
}

/// The roles for which a route only helps people apply.
pub fn helps_apply(graph: &Graph, route: NodeId) -> impl Iterator<Item = NodeId> {
    let edges = pathway::edges_from(graph, route).into_iter();
    edges.filter(|(kind, _)| *kind == EdgeKind::Enter(Relation::HelpsApply)).map(|(_, role)| role)
}

/// The routes that make a step from one role to another.
pub fn by(graph: &Graph, from: NodeId, step: &Leg) -> Vec<NodeId> {
    let (EdgeKind::Move(kind), Some(role)) = (step.kind, graph.cast::<Role>(from)) else { return Vec::new() };
    let same = pathway::moves_from(graph, role).filter(|one| one.to.node() == step.to && one.kind == kind);
    same.flat_map(|one| one.by).map(|route| route.node()).collect()
}

pub(super) fn is_allowed(graph: &Graph, node: NodeId, rules: Rules) -> bool {
    if let Some(route) = graph.cast::<Route>(node) {
        let route = graph.get(route).fields;
        return !(rules.earn && route.money != Money::Wage || rules.no_degree && is_degree(route));
    }
    match graph.cast::<Role>(node) {
        Some(role) if rules.no_degree => {
            let mut qualifying =
                pathway::ways_in(graph, role).into_iter().filter(|way| way.relation == Relation::Qualifies).peekable();
            qualifying.peek().is_none() || qualifying.any(|way| !is_degree(way.route.fields))
        }
        _ => true,
    }
}

/// Level 6 is that of a degree, and what is above needs one.
fn is_degree(route: &Route<crate::graph::Meant>) -> bool {
    route.route_type.is_degree() || route.level.is_some_and(|level| level >= 6)
}

/// A move that is made by routes needs one of them to be allowed. To help somebody apply is not to take them there.
pub(super) fn is_step_open(graph: &Graph, from: NodeId, kind: EdgeKind, to: NodeId, open: &FxHashSet<NodeId>) -> bool {
    if kind == EdgeKind::Enter(Relation::HelpsApply) {
        return false;
    }
    let (EdgeKind::Move(kind), Some(role)) = (kind, graph.cast::<Role>(from)) else { return true };
    let mut same = pathway::moves_from(graph, role).filter(|step| step.to.node() == to && step.kind == kind);
    same.any(|step| step.by.is_empty() || step.by.iter().any(|by| open.contains(&by.node())))
}
