//! How far the ways in from a starting point reach: routes, what they lead on to, and the stages at which roles lie that
//! they open.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Context;
use super::card::Link;
use super::diagram::{Diagram, DiagramBox, Heading};
use super::diagram_draft::{Draft, DraftStep};
use super::sentence::first_sentence;
use crate::entry::kinds::{OpenTo, Relation, Role, Route, Stage, StartingPoint};
use crate::graph::reach::{self, WayFrom};
use crate::graph::{Id, NodeId};
use crate::layout::Order;

/// One way from a starting point to what it opens.
#[derive(Debug, Serialize, Hash)]
pub struct ReachWay {
    pub route: Link,
    /// `gets-job`, `qualifies` or `helps-apply`.
    pub relation: &'static str,
    /// `open`, `changing`, `check-locally`, `closing` or `closed`.
    pub status: &'static str,
    /// The routes from here that lead onto it, where it is a further step.
    pub after: Vec<Link>,
}

/// Stages within reach, in their order, each with its roles.
type Reached = BTreeMap<(u32, Id<Stage>), BTreeSet<Id<Role>>>;

impl Context<'_> {
    pub(crate) fn reach_ways(&self, path: &str, ways: &[WayFrom<'_>]) -> Vec<ReachWay> {
        let way = |from: &WayFrom<'_>| ReachWay {
            route: self.link(path, from.way.route.id.node()),
            relation: from.way.relation.as_str(),
            status: from.way.route.node.common.status.as_str(),
            after: self.links(path, &from.after),
        };
        ways.iter().map(way).collect()
    }

    /// From where a visitor is, by the routes worth looking at and those that they lead on to, to stages. Roles are too
    /// many to draw one by one.
    pub(crate) fn reach_diagram(&self, path: &str, id: Id<StartingPoint>) -> Diagram {
        let offered: Vec<Id<Route>> = self.graph.get(id).routes.iter().map(|suggestion| suggestion.route).collect();
        let onward = self.drawn_onward(id);
        let mut reached = Reached::new();
        for &route in &offered {
            self.reach_from(route, |_| true, &mut reached);
        }
        for &route in onward.keys() {
            self.reach_from(route, is_qualifying, &mut reached);
        }
        // What others lead onto stands behind them, also where it can be begun at once.
        let first: Vec<Id<Route>> = offered.iter().copied().filter(|route| !onward.contains_key(route)).collect();
        let boxes: Vec<NodeId> = std::iter::once(id.node())
            .chain(first.iter().chain(onward.keys()).map(|route| route.node()))
            .chain(reached.keys().map(|(_, stage)| stage.node()))
            .collect();
        let number = |node: NodeId| boxes.iter().position(|&one| one == node).expect("every end has its box");
        let step = |from: NodeId, to: NodeId, kind: &'static str| DraftStep {
            from: number(from),
            to: number(to),
            kind,
            ways: Vec::new(),
        };
        let mut steps = Vec::new();
        for &route in &offered {
            steps.push(step(id.node(), route.node(), "offers"));
            steps.extend(self.entries(route, |_| true).map(|(to, kind)| step(route.node(), to, kind)));
        }
        for (&next, before) in &onward {
            steps.extend(before.iter().map(|route| step(route.node(), next.node(), "onward")));
            if !offered.contains(&next) {
                steps.extend(self.entries(next, is_qualifying).map(|(to, kind)| step(next.node(), to, kind)));
            }
        }
        let own = DiagramBox { href: None, ..DiagramBox::new("box_here".into(), self.link(path, id.node())) };
        let columns = vec![
            (Heading::words("reach-here"), vec![own]),
            (Heading::words("reach-ways"), first.iter().map(|&route| self.route_box(path, route)).collect()),
            (Heading::words("reach-onward"), onward.keys().map(|&route| self.route_box(path, route)).collect()),
            (Heading::words("reach-stages"), reached.iter().map(|one| self.stage_box(path, one)).collect()),
        ];
        let columns =
            columns.into_iter().filter(|(_, places): &(Heading, Vec<DiagramBox>)| !places.is_empty()).collect();
        Draft { columns, steps, order: Order::Free }.finish()
    }

    /// Routes that people go on to and can choose by themselves. What an employer has to offer, as an apprenticeship for
    /// one profession is, is told at its role: a box for each would be a dozen of one kind.
    fn drawn_onward(&self, start: Id<StartingPoint>) -> BTreeMap<Id<Route>, Vec<Id<Route>>> {
        let mut onward = reach::onward_from_start(self.graph, start);
        onward.retain(|&route, _| matches!(self.graph.get(route).open_to, OpenTo::Everyone | OpenTo::Graduates));
        onward
    }

    fn reach_from(&self, route: Id<Route>, counts: fn(Relation) -> bool, reached: &mut Reached) {
        for opening in self.graph.get(route).leads_to.iter().filter(|opening| counts(opening.relation)) {
            let stage = self.graph.get(opening.role).stage;
            reached.entry((self.graph.get(stage).order, stage)).or_default().insert(opening.role);
        }
    }

    /// The stages at which a route opens roles, and what it does for them; each once.
    fn entries(&self, route: Id<Route>, counts: fn(Relation) -> bool) -> impl Iterator<Item = (NodeId, &'static str)> {
        let openings = self.graph.get(route).fields.leads_to.iter().filter(move |opening| counts(opening.relation));
        let entries = openings.map(|opening| (self.graph.get(opening.role).stage, opening.relation));
        let entries: BTreeSet<(Id<Stage>, Relation)> = entries.collect();
        entries.into_iter().map(|(stage, relation)| (stage.node(), relation.as_str()))
    }

    fn route_box(&self, path: &str, id: Id<Route>) -> DiagramBox {
        let route = self.graph.get(id);
        let place = DiagramBox::new(format!("route_{}", route.node.id()), self.link(path, id.node()));
        DiagramBox { note: Some(first_sentence(&route.how_long)), ..place }
    }

    fn stage_box(&self, path: &str, (&(_, stage), roles): (&(u32, Id<Stage>), &BTreeSet<Id<Role>>)) -> DiagramBox {
        let place = DiagramBox::new(format!("stage_{}", self.node(stage.node()).id()), self.link(path, stage.node()));
        DiagramBox { roles: Some(roles.len()), ..place }
    }
}

fn is_qualifying(relation: Relation) -> bool {
    relation == Relation::Qualifies
}
