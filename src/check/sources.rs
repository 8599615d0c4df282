//! A page of facts says where they come from.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Kind, Mark};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for &id in Kind::all_with(Mark::StatesFacts).flat_map(|kind| subject.graph.of_kind(kind)) {
        let node = subject.graph.node(id);
        if node.sources().is_empty() {
            diagnostics.push(catalogue::no_source(subject.start(node), node.kind().one()));
        }
    }
}
