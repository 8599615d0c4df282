//! No route is shown as qualifying someone whom it only helps to apply.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Relation, Route};
use crate::entry::locate::Step;

/// A route `qualifies` only where study can end with the right to register, and only for a role with a regulator.
pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for route in subject.graph.all::<Route>() {
        for (item, opening) in route.fields.leads_to.iter().enumerate() {
            let role = subject.graph.get(opening.role);
            let can = route.route_type.can_qualify() && role.regulator.is_some();
            if opening.relation == Relation::Qualifies && !can {
                let steps = [Step::Field("leads_to".into()), Step::Item(item), Step::Field("relation".into())];
                let at = subject.at(&route.node.entry, &steps);
                diagnostics.push(catalogue::false_promise(at, route.node.id(), role.node.id()));
            }
        }
    }
}
