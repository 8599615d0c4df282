//! A role leads on, or says why it is good to stay.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::Role;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !subject.graph.is_complete {
        return;
    }
    for role in subject.graph.all::<Role>().filter(|role| role.leads_to.is_empty() && role.stay.is_none()) {
        diagnostics.push(catalogue::no_way_on(subject.start(role.node), role.node.id()));
    }
}
