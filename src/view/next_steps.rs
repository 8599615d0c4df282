//! Next steps as the pages that end in them show them.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::Context;
use crate::entry::address::telephone;
use crate::entry::kinds::NextStep;
use crate::graph::next_steps::next_steps;
use crate::graph::{Id, NodeId};

/// Something real that a visitor can do now.
#[derive(Debug, Serialize, Hash)]
pub struct NextStepView {
    pub title: Arc<str>,
    pub address: Arc<str>,
    /// The telephone number as people read it.
    pub phone: Option<Arc<str>>,
    /// The address by which a telephone rings it.
    pub dial: Option<String>,
    pub who_for: Arc<str>,
    /// What they find there.
    pub summary: Arc<str>,
}

impl Context<'_> {
    pub(crate) fn next_steps(&self, page: NodeId) -> Vec<NextStepView> {
        let steps = next_steps(self.graph, page).unwrap_or_default();
        steps.into_iter().map(|step| self.next_step(step)).collect()
    }

    /// The next steps of several pages, each once, in the order of all lists.
    pub(crate) fn next_steps_of(&self, pages: impl Iterator<Item = NodeId>) -> Vec<NextStepView> {
        let wanted: BTreeSet<_> = pages.flat_map(|page| next_steps(self.graph, page).unwrap_or_default()).collect();
        let steps = self.graph.all::<NextStep>().map(|step| step.id).filter(|step| wanted.contains(step));
        steps.map(|step| self.next_step(step)).collect()
    }

    fn next_step(&self, step: Id<NextStep>) -> NextStepView {
        let step = self.graph.get(step);
        NextStepView {
            title: step.title().clone(),
            address: step.url.0.clone(),
            phone: step.phone.as_ref().map(|phone| phone.0.clone()),
            dial: step.phone.as_ref().map(|phone| telephone(&phone.0)),
            who_for: step.who_for.clone(),
            summary: step.node.summary().clone(),
        }
    }
}
