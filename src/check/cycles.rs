//! Steps up never go round in a circle: one of them is sideways, or wrong.

use rustc_hash::FxHashMap;

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{MoveKind, Role};
use crate::entry::locate::Step;
use crate::graph::{Graph, Id};

/// A step up: where it stands in its role's list, and the role it leads to.
type StepUp = (usize, Id<Role>);

/// Walks every step up once, in depth; a step to a role that the walk is still in closes a circle.
pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let graph = subject.graph;
    // Whether the walk has left a role.
    let mut seen: FxHashMap<Id<Role>, bool> = FxHashMap::default();
    for start in graph.all::<Role>() {
        let mut walk: Vec<(Id<Role>, Vec<StepUp>)> = Vec::new();
        let mut enter = Some(start.id).filter(|role| !seen.contains_key(role));
        loop {
            if let Some(role) = enter.take() {
                seen.insert(role, false);
                walk.push((role, steps_up(graph, role)));
            }
            let Some((role, steps)) = walk.last_mut() else { break };
            let role = *role;
            match steps.pop() {
                None => {
                    seen.insert(role, true);
                    walk.pop();
                }
                Some((item, to)) => match seen.get(&to) {
                    None => enter = Some(to),
                    Some(true) => {}
                    Some(false) => diagnostics.push(circle(subject, &walk, role, item, to)),
                },
            }
        }
    }
}

/// The steps up of a role, the first one last.
fn steps_up(graph: &Graph, role: Id<Role>) -> Vec<StepUp> {
    let moves = graph.get(role).fields.leads_to.iter().enumerate();
    let up = moves.filter(|(_, step)| step.kind == MoveKind::Progress).map(|(item, step)| (item, step.role));
    up.rev().collect()
}

fn circle(
    subject: &Subject<'_>,
    walk: &[(Id<Role>, Vec<StepUp>)],
    from: Id<Role>,
    item: usize,
    to: Id<Role>,
) -> Diagnostic {
    let around = walk.iter().map(|(role, _)| *role).skip_while(|role| *role != to).chain([to]);
    let names: Vec<&str> = around.map(|role| &**subject.graph.get(role).node.id()).collect();
    let steps = [Step::Field("leads_to".into()), Step::Item(item)];
    catalogue::progress_cycle(subject.at(&subject.graph.get(from).node.entry, &steps), &names)
}
