//! A page of facts says where they come from.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::Kind;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let of_facts = Kind::ALL.iter().filter(|kind| kind.states_facts());
    for &id in of_facts.flat_map(|&kind| subject.graph.of_kind(kind)) {
        let node = subject.graph.node(id);
        if node.sources().is_empty() {
            diagnostics.push(catalogue::no_source(subject.start(node), node.kind().one()));
        }
    }
}
