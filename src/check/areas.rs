//! Partners are found by place, and areas by their codes.

use std::collections::BTreeMap;

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Area, Partner};
use crate::entry::locate::Step;
use crate::graph::Node;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !subject.graph.is_complete {
        return;
    }
    let areas = || subject.graph.all::<Area>().map(|area| area.node.id());
    let one = areas().find(|id| &***id == "england").or_else(|| areas().min());
    for partner in subject.graph.all::<Partner>().filter(|partner| partner.area.is_none()) {
        diagnostics.push(catalogue::partner_area(subject.start(partner.node), partner.node.id(), one.map(|id| &**id)));
    }
}

/// A code means one area: districts find theirs by it.
pub(super) fn codes(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let place = |area: &Node| subject.at(&area.entry, &[Step::Field("code".into())]);
    let mut taken = BTreeMap::new();
    let mut areas: Vec<_> = subject.graph.all::<Area>().collect();
    areas.sort_by_key(|area| area.id.node());
    for area in areas {
        let Some(code) = &area.code else { continue };
        if let Some(first) = taken.get(code).copied() {
            let first: &Node = first;
            let finding = catalogue::doubled_area_code(place(area.node), code, first.id(), place(first));
            diagnostics.push(finding);
        } else {
            taken.insert(code.clone(), area.node);
        }
    }
}
