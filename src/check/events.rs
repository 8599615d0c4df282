//! Events are still to come.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::Event;
use crate::entry::locate::Step;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for event in subject.graph.all::<Event>() {
        let day = event.ends.unwrap_or(event.starts).day();
        if day < subject.today {
            let at = subject.at(&event.node.entry, &[Step::Field("starts".into())]);
            diagnostics.push(catalogue::past_event(at, day));
        }
    }
}
