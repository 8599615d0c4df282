//! A page of facts says where they come from.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::Kind;

/// Kinds whose pages people act on.
const OF_FACTS: [Kind; 9] = [
    Kind::Profession,
    Kind::Role,
    Kind::Route,
    Kind::Programme,
    Kind::CaseStudy,
    Kind::Stage,
    Kind::Domain,
    Kind::PayBand,
    Kind::Wage,
];

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for &id in OF_FACTS.iter().flat_map(|&kind| subject.graph.of_kind(kind)) {
        let node = subject.graph.node(id);
        if node.sources().is_empty() {
            diagnostics.push(catalogue::no_source(subject.start(node), node.kind().one()));
        }
    }
}
