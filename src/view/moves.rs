//! Moves from role to role.

use std::sync::Arc;

use serde::Serialize;

use super::Context;
use super::card::Link;
use crate::entry::kinds::Role;
use crate::graph::Id;
use crate::graph::pathway::{self, RoleMove};

/// A move to or from another role.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct MoveView {
    pub role: Link,
    pub stage: Arc<str>,
    /// `progress`, `sideways` or `step-off`.
    pub kind: &'static str,
    pub by: Vec<Link>,
    pub note: Option<Arc<str>>,
}

impl Context<'_> {
    pub(crate) fn move_to(&self, from: &str, step: &RoleMove<'_>) -> MoveView {
        self.move_view(from, step, step.to)
    }

    /// Moves into a role. A sideways move reads the same from both ends.
    pub(crate) fn moves_into(&self, from: &str, role: Id<Role>) -> Vec<MoveView> {
        pathway::moves_to(self.graph, role).map(|step| self.move_view(from, &step, step.from)).collect()
    }

    fn move_view(&self, from: &str, step: &RoleMove<'_>, other: Id<Role>) -> MoveView {
        let stage = self.graph.get(self.graph.get(other).stage);
        MoveView {
            role: self.link(from, other.node()),
            stage: stage.title().clone(),
            kind: step.kind.as_str(),
            by: self.links(from, step.by),
            note: step.note.map(Into::into),
        }
    }
}
