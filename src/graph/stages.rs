//! How one stage leads to another, contents from what roles, routes and starting points say.

use std::collections::{BTreeMap, BTreeSet};

use super::pathway::{EdgeKind, moves_from};
use super::{Graph, Id, Linked};
use crate::entry::kinds::{MoveKind, Relation, Role, Route, Stage, StartingPoint, Status};

/// Which kinds of step lead from one stage to another.
pub type StageSteps = BTreeMap<(Id<Stage>, Id<Stage>), BTreeSet<EdgeKind>>;

/// Every step from stage to stage. A step that people take by a stage between is told as two.
pub fn stage_steps(graph: &Graph) -> StageSteps {
    let mut found = StageStepCollector { graph, steps: StageSteps::new() };
    graph.all::<Role>().for_each(|role| found.moves_of(role));
    let open = graph.all::<Route>().filter(|route| route.node.common.status != Status::Closed);
    open.for_each(|route| found.route(route));
    graph.all::<StartingPoint>().for_each(|start| found.step_offs(start));
    found.steps
}

struct StageStepCollector<'g> {
    graph: &'g Graph,
    steps: StageSteps,
}

impl StageStepCollector<'_> {
    fn add(&mut self, from: Id<Stage>, to: Id<Stage>, kind: EdgeKind) {
        if from != to {
            self.steps.entry((from, to)).or_default().insert(kind);
        }
    }

    fn order(&self, stage: Id<Stage>) -> u32 {
        self.graph.get(stage).order
    }

    fn moves_of(&mut self, role: Linked<'_, Role>) {
        for step in moves_from(self.graph, role.id) {
            let (from, to) = (role.stage, self.graph.get(step.to).stage);
            let (first, last) = (self.order(from), self.order(to));
            let graph = self.graph;
            let by = step.by.iter().flat_map(|&route| &graph.get(route).fields.stages).copied();
            let between: BTreeSet<Id<Stage>> =
                by.filter(|&stage| (first + 1..last).contains(&self.order(stage))).collect();
            match between.first() {
                // What follows after the stage between is for its own routes to say.
                Some(&stage) => self.add(from, stage, EdgeKind::Move(step.kind)),
                None => self.add(from, to, EdgeKind::Move(step.kind)),
            }
        }
    }

    fn route(&mut self, route: Linked<'_, Route>) {
        let graph = self.graph;
        for &from in &route.stages {
            let order = self.order(from);
            for opening in &route.fields.leads_to {
                let opens =
                    |next: &Id<Route>| graph.get(*next).fields.leads_to.iter().any(|one| one.role == opening.role);
                let is_first_step = opening.relation == Relation::HelpsApply && route.progresses_to.iter().any(opens);
                let to = graph.get(opening.role).stage;
                if !is_first_step && self.order(to) > order {
                    self.add(from, to, EdgeKind::Enter(opening.relation));
                }
            }
            for &next in &route.progresses_to {
                let later = graph.get(next).fields.stages.iter().copied().filter(|&stage| self.order(stage) > order);
                if let Some(to) = later.min_by_key(|&stage| (self.order(stage), stage)) {
                    self.add(from, to, EdgeKind::Onward);
                }
            }
        }
    }

    /// People who leave a stage early can step into the roles that routes from their starting point get them.
    fn step_offs(&mut self, start: Linked<'_, StartingPoint>) {
        let Some(from) = start.leaves else { return };
        for suggestion in start.fields.routes.iter() {
            for opening in &self.graph.get(suggestion.route).fields.leads_to {
                let to = self.graph.get(opening.role).stage;
                if opening.relation == Relation::GetsJob && self.order(to) < self.order(from) {
                    self.add(from, to, EdgeKind::Move(MoveKind::StepOff));
                }
            }
        }
    }
}

/// One word for the steps between two stages. Where several kinds of step lead there, none of them speaks for the
/// others, unless people move up in a job.
pub fn in_a_word(kinds: &BTreeSet<EdgeKind>) -> EdgeKind {
    let is_step_up = |kind: &&EdgeKind| matches!(kind, EdgeKind::Move(MoveKind::Progress | MoveKind::StepOff));
    match kinds.iter().find(is_step_up) {
        Some(&kind) => kind,
        None if kinds.len() == 1 => kinds.first().copied().unwrap_or(EdgeKind::Onward),
        None => EdgeKind::Onward,
    }
}
