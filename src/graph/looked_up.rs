//! Entries with their references looked up, and which of them become nodes.

use super::NodeId;
use super::resolve::Resolved;
use super::targets::Target;
use crate::diagnostic::Diagnostic;

/// One entry with its references looked up.
#[derive(Debug, Clone)]
pub(super) struct LookedUp {
    pub refs: Vec<Resolved>,
    pub links: Vec<Target>,
    pub found: Vec<Diagnostic>,
}

/// Which entries are in the graph, and as which node.
#[derive(Debug, Clone)]
pub(super) struct Numbering(Vec<Option<NodeId>>);

impl Numbering {
    pub fn new(alive: &[bool]) -> Self {
        let mut next = 0;
        let mut place = |&alive: &bool| {
            alive.then(|| {
                next += 1;
                NodeId(next - 1)
            })
        };
        Numbering(alive.iter().map(&mut place).collect())
    }

    pub fn of(&self, entry: u32) -> Option<NodeId> {
        self.0[entry as usize]
    }
}
