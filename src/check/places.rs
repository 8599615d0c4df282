//! What is listed by place is found by how near it is: it needs a point, or a postcode of a district that is known.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::Kind;
use crate::entry::locate::Step;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let graph = subject.graph;
    // Without the table nothing is found by how near it is.
    if !graph.is_complete || graph.districts.is_empty() {
        return;
    }
    for place in graph.places().filter(|place| graph.point(place).is_none()) {
        let node = graph.node(place.node);
        match place.postcode {
            Some(postcode) => {
                let at = subject.at(&node.entry, &[Step::Field("postcode".into())]);
                diagnostics.push(catalogue::district_without_row(at, postcode.district()));
            }
            // A partner has a page, and may be everywhere.
            None if node.kind() == Kind::Organisation => {
                diagnostics.push(catalogue::without_postcode(subject.start(node), node.id()));
            }
            None => {}
        }
    }
}
