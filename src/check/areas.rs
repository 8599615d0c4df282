//! Partners are found by place.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::Partner;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !subject.graph.is_complete {
        return;
    }
    for partner in subject.graph.all::<Partner>().filter(|partner| partner.area.is_none()) {
        diagnostics.push(catalogue::partner_area(subject.start(partner.node), partner.node.id()));
    }
}
