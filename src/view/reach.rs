//! How far the ways in from a starting point reach: routes, and the stages at which roles lie that they open.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::diagram::{Diagram, Draft, DraftStep, Heading, Place};
use super::pathway::first_sentence;
use crate::entry::kinds::{Role, Stage, StartingPoint, Suggestion};
use crate::graph::{Id, Meant};
use crate::layout::Order;

impl Context<'_> {
    /// From where a visitor is, by the routes worth looking at, to stages. Roles are too many to draw one by one.
    pub(crate) fn reach_diagram(&self, path: &str, id: Id<StartingPoint>) -> Diagram {
        let start = self.graph.get(id);
        let mut reached: BTreeMap<(u32, Id<Stage>), BTreeSet<Id<Role>>> = BTreeMap::new();
        let stage_of = |role: Id<Role>| {
            let stage = self.graph.get(role).stage;
            (self.graph.get(stage).order, stage)
        };
        for suggestion in start.fields.routes.iter() {
            for opening in &self.graph.get(suggestion.route).fields.leads_to {
                reached.entry(stage_of(opening.role)).or_default().insert(opening.role);
            }
        }
        let own = Place { href: None, ..Place::new("box_here".into(), self.link(path, id.node())) };
        let route = |suggestion: &Suggestion<Meant>| {
            let route = self.graph.get(suggestion.route);
            let place = Place::new(format!("route_{}", route.node.id()), self.link(path, suggestion.route.node()));
            Place { note: Some(first_sentence(&route.how_long)), ..place }
        };
        let stage = |(&(_, stage), roles): (&(u32, Id<Stage>), &BTreeSet<Id<Role>>)| {
            let place = Place::new(format!("stage_{}", self.node(stage.node()).id()), self.link(path, stage.node()));
            Place { roles: Some(roles.len()), ..place }
        };
        let mut steps = Vec::new();
        for (at, suggestion) in start.fields.routes.iter().enumerate() {
            let openings = &self.graph.get(suggestion.route).fields.leads_to;
            let leads: BTreeSet<_> = openings.iter().map(|one| (stage_of(one.role), one.relation)).collect();
            let place = |stage| {
                1 + start.fields.routes.iter().count() + reached.keys().position(|one| *one == stage).unwrap_or(0)
            };
            steps.push(DraftStep { from: 0, to: at + 1, kind: "offers", ways: Vec::new() });
            steps.extend(leads.iter().map(|&(stage, relation)| DraftStep {
                from: at + 1,
                to: place(stage),
                kind: relation.as_str(),
                ways: Vec::new(),
            }));
        }
        let columns = vec![
            (Heading::words("reach-here"), vec![own]),
            (Heading::words("reach-ways"), start.fields.routes.iter().map(route).collect()),
            (Heading::words("reach-stages"), reached.iter().map(stage).collect()),
        ];
        let columns = columns.into_iter().filter(|(_, places): &(Heading, Vec<Place>)| !places.is_empty()).collect();
        Draft { columns, steps, order: Order::Free }.finish()
    }
}
