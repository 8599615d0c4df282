//! What is listed by place is found by how near it is: it needs a point, or a postcode of a district that is known.

use std::collections::BTreeSet;

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Area, AreaType, Kind, Partner};
use crate::entry::locate::Step;
use crate::graph::places::partner_areas;
use crate::graph::{Graph, Id, NodeId};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let graph = subject.graph;
    // Without the table nothing is found by how near it is.
    if !graph.is_complete || graph.districts.is_empty() {
        return;
    }
    // Areas that districts are in.
    let named: BTreeSet<NodeId> = graph.districts.iter().filter_map(|one| one.area.map(Id::node)).collect();
    // An area may be only a part of one of these, so that who is in such a district may be far from it.
    let is_in_part =
        |area: Id<Area>| !named.is_empty() && !graph.within(area.node()).iter().any(|inside| named.contains(inside));
    let is_partner_in_part = |node: NodeId| {
        let partner = graph.cast::<Partner>(node);
        partner.is_some_and(|partner| partner_areas(graph.get(partner).fields).any(is_in_part))
    };
    for place in graph.places().filter(|place| graph.point(place).is_none()) {
        let node = graph.node(place.node);
        match place.postcode {
            Some(postcode) => {
                let at = subject.at(&node.entry, &[Step::Field("postcode".into())]);
                diagnostics.push(catalogue::district_without_row(at, postcode.district()));
            }
            // Who works in a whole area is found by that.
            None if node.kind() == Kind::Organisation && !is_everywhere(graph, place.area)
                || is_partner_in_part(place.node) =>
            {
                diagnostics.push(catalogue::without_postcode(subject.start(node), node.id()));
            }
            None => {}
        }
    }
}

/// Whether an area is the whole country.
fn is_everywhere(graph: &Graph, area: Option<Id<Area>>) -> bool {
    area.is_some_and(|area| graph.get(area).area_type == AreaType::Country)
}
