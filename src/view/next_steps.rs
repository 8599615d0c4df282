//! Next steps as the pages that end in them show them.

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
        let view = |step: Id<NextStep>| {
            let step = self.graph.get(step);
            NextStepView {
                title: step.title().clone(),
                address: step.url.0.clone(),
                phone: step.phone.clone(),
                dial: step.phone.as_deref().map(telephone),
                who_for: step.who_for.clone(),
                summary: step.node.summary().clone(),
            }
        };
        next_steps(self.graph, page).unwrap_or_default().into_iter().map(view).collect()
    }
}
