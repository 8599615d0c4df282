//! What has closed is offered nowhere.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Kind, KindOf, Mark, Route, Status};
use crate::graph::Node;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let graph = subject.graph;
    for &id in graph.of_kind(Kind::Route).iter().chain(graph.of_kind(Kind::Programme)) {
        let node = graph.node(id);
        let Some(since) = closed(node, subject.today) else { continue };
        let referrers = graph.all_referrers(id).iter().map(|&other| graph.node(other));
        // A story, a guide or an intervention may tell of what was.
        let offers = referrers.filter(|other| other.kind().has(Mark::Offers));
        let open = offers.filter(|other| closed(other, subject.today).is_none());
        for other in open {
            let places = OnceCell::new();
            for (number, site) in other.entry.refs.iter().enumerate() {
                if site.id_of(node.kind()).is_some_and(|name| names(node, name)) {
                    let places = places.get_or_init(|| subject.tables.locate_references(&other.entry));
                    diagnostics.push(catalogue::closed_offer(places[number].clone(), node.id(), since));
                }
            }
        }
    }
}

/// Whether something has closed; and since when, if that is known.
fn closed(node: &Node, today: Date) -> Option<Option<Date>> {
    let day = Route::of(&node.fields).and_then(|route| route.closes_on).filter(|day| *day < today);
    (day.is_some() || node.common.status == Status::Closed).then_some(day)
}

/// Whether an entry is, or was, called so.
fn names(node: &Node, name: &str) -> bool {
    *name == **node.id() || node.common.former_ids.iter().any(|former| **former == *name)
}
