//! The roles beside one role: where people come from, and where they move to.

use super::Context;
use super::diagram::{Diagram, DiagramBox, Heading};
use super::diagram_draft::{Draft, DraftStep};
use super::moves::MoveView;
use crate::entry::kinds::Role;
use crate::graph::Id;
use crate::layout::Order;

impl Context<'_> {
    /// Three columns, of which the middle one is the role itself. A role that people move to and come back from stands
    /// once, among those that they move to.
    pub(crate) fn neighbourhood(
        &self,
        path: &str,
        role: Id<Role>,
        leads_to: &[MoveView],
        comes_from: &[MoveView],
    ) -> Diagram {
        let is_also_ahead = |one: &&MoveView| leads_to.iter().any(|other| other.role == one.role);
        let (back, before): (Vec<&MoveView>, Vec<&MoveView>) = comes_from.iter().partition(is_also_ahead);
        let place = |side: &str, number: usize, told: &MoveView| DiagramBox {
            told: Some(told.clone()),
            both_ways: back.iter().any(|other| other.role == told.role),
            ..DiagramBox::new(format!("box_{side}_{}", number + 1), told.role.clone())
        };
        let here = before.len();
        let step = |from: usize, to: usize, told: &MoveView| DraftStep { from, to, kind: told.kind, ways: Vec::new() };
        let ahead = |told: &MoveView| leads_to.iter().position(|one| one.role == told.role).unwrap_or(0) + here + 1;
        let steps = before.iter().enumerate().map(|(from, told)| step(from, here, told));
        let steps = steps.chain(leads_to.iter().enumerate().map(|(at, told)| step(here, here + 1 + at, told)));
        let steps = steps.chain(back.iter().map(|told| step(ahead(told), here, told)));
        let own = DiagramBox { href: None, ..DiagramBox::new("box_here".into(), self.link(path, role.node())) };
        let columns = [
            (
                Heading::words("comes-from-title"),
                before.iter().enumerate().map(|(at, told)| place("from", at, told)).collect(),
            ),
            (Heading::words("this-role-title"), vec![own]),
            (
                Heading::words("leads-to-title"),
                leads_to.iter().enumerate().map(|(at, told)| place("to", at, told)).collect(),
            ),
        ];
        let columns =
            columns.into_iter().filter(|(_, places): &(Heading, Vec<DiagramBox>)| !places.is_empty()).collect();
        Draft { columns, steps: steps.collect(), order: Order::Kept }.finish()
    }
}
