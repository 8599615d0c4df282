//! What lies around one entry in the content graph: what leads to it and from it, and who names whom.

use std::collections::BTreeMap;

use serde::Serialize;

use super::context::{DeskContext, EntryLink, LocationView};
use super::drawing::{self, Drawing};
use super::phrases;
use crate::entry::kinds::{MoveKind, Relation};
use crate::find::refs;
use crate::graph::pathway::{self, EdgeKind};
use crate::graph::{MentionPlace, NodeId};

/// Steps listed below one step.
const SECOND: usize = 8;

/// Everything around one entry.
#[derive(Debug, Serialize)]
pub struct Around {
    pub ways_in: Vec<Branch>,
    pub ways_on: Vec<Branch>,
    /// Who names it, and where.
    pub named_by: Vec<Neighbour>,
    /// What it names.
    pub names: Vec<Neighbour>,
    pub drawing: Option<Drawing>,
}

/// A step along a pathway, and the steps beyond it.
#[derive(Debug, Serialize)]
pub struct Branch {
    pub entry: EntryLink,
    pub how: &'static str,
    pub beyond: Vec<Branch>,
    /// `and 4 more`.
    pub more: Option<String>,
}

/// Another entry that names this one or is named by it.
#[derive(Debug, Serialize)]
pub struct Neighbour {
    pub entry: EntryLink,
    pub places: Vec<Named>,
}

/// One place where an entry is named.
#[derive(Debug, Serialize)]
pub struct Named {
    /// `leads_to`; none in a text.
    pub field: Option<String>,
    pub is_former: bool,
    pub place: LocationView,
}

pub fn around(number: u32, look: &DeskContext<'_>) -> Around {
    let node = look.node(number);
    let step = |lookout: fn(&DeskContext<'_>, NodeId) -> Vec<(EdgeKind, NodeId)>| {
        node.map_or_else(Vec::new, |node| steps(node, look, lookout))
    };
    let (named_by, names) = (named_by(number, look), names(number, look));
    let drawing = drawing::draw(&look.title(number), &titles(&named_by), &titles(&names));
    Around { ways_in: step(edges_to), ways_on: step(edges_from), named_by, names, drawing }
}

/// Steps from here in one direction, and those beyond.
fn steps(
    here: NodeId,
    look: &DeskContext<'_>,
    edges: fn(&DeskContext<'_>, NodeId) -> Vec<(EdgeKind, NodeId)>,
) -> Vec<Branch> {
    let step = |(kind, to): (EdgeKind, NodeId), beyond: Vec<Branch>, more: usize| Branch {
        entry: look.node_link(to),
        how: how(kind),
        beyond,
        more: (more > 0).then(|| format!("and {} more", phrases::grouped(more))),
    };
    let first = edges(look, here);
    let beyond = |to: NodeId| {
        let all = edges(look, to).into_iter().filter(|(_, next)| *next != here).collect::<Vec<_>>();
        let more = all.len().saturating_sub(SECOND);
        (all.into_iter().take(SECOND).map(|edge| step(edge, Vec::new(), 0)).collect(), more)
    };
    first
        .into_iter()
        .map(|edge| {
            let (steps, more) = beyond(edge.1);
            step(edge, steps, more)
        })
        .collect()
}

/// Each place once, by the first edge that leads there.
fn edges_from(look: &DeskContext<'_>, node: NodeId) -> Vec<(EdgeKind, NodeId)> {
    once(pathway::edges_from(look.survey.graph(), node))
}

fn edges_to(look: &DeskContext<'_>, node: NodeId) -> Vec<(EdgeKind, NodeId)> {
    let graph = look.survey.graph();
    let referrers = graph.all_referrers(node).iter();
    once(referrers.filter_map(|&from| Some((pathway::edge(graph, from, node)?, from))).collect())
}

fn once(mut edges: Vec<(EdgeKind, NodeId)>) -> Vec<(EdgeKind, NodeId)> {
    let mut seen = std::collections::BTreeSet::new();
    edges.retain(|(_, node)| seen.insert(*node));
    edges
}

/// What an edge says, in words that fit both of its ends.
fn how(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Offers => "offered",
        EdgeKind::Onward => "next route",
        EdgeKind::Enter(Relation::GetsJob) => "gets the job",
        EdgeKind::Enter(Relation::Qualifies) => "qualifies people",
        EdgeKind::Enter(Relation::HelpsApply) => "helps people apply",
        EdgeKind::Move(MoveKind::Progress) => "a step up",
        EdgeKind::Move(MoveKind::Sideways) => "a step sideways",
        EdgeKind::Move(MoveKind::StepOff) => "a step off",
        EdgeKind::Trains => "training on the way",
    }
}

fn titles(neighbours: &[Neighbour]) -> Vec<&str> {
    neighbours.iter().map(|neighbour| &*neighbour.entry.title).collect()
}

/// Every entry that names one, by its name, with every place.
pub fn named_by(number: u32, look: &DeskContext<'_>) -> Vec<Neighbour> {
    let mut by_path: BTreeMap<String, Neighbour> = BTreeMap::new();
    for (from, place) in refs::occurrences_by_entry(number, &look.survey) {
        let name = look.survey.name(from);
        let neighbour = by_path.entry(name).or_insert_with(|| Neighbour { entry: look.link(from), places: Vec::new() });
        let named = Named { is_former: place.is_former, place: look.place(&place.span), field: place.field };
        neighbour.places.push(named);
    }
    by_path.into_values().collect()
}

fn names(number: u32, look: &DeskContext<'_>) -> Vec<Neighbour> {
    let mut named: BTreeMap<u32, Neighbour> = BTreeMap::new();
    for mention in look.survey.mentions.iter().filter(|mention| mention.from == number) {
        let neighbour =
            named.entry(mention.to).or_insert_with(|| Neighbour { entry: look.link(mention.to), places: Vec::new() });
        if let Some(place) = refs::occurrence(mention, &look.survey) {
            let field = match mention.place {
                MentionPlace::Field(_) => place.field,
                MentionPlace::Text(_) => None,
            };
            neighbour.places.push(Named { is_former: mention.is_former, place: look.place(&place.span), field });
        }
    }
    named.into_values().collect()
}
