//! People in a story are shown for as long as they have agreed.

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::CaseStudy;
use crate::entry::locate::Step;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for story in subject.graph.all::<CaseStudy>() {
        if let Some(until) = story.consent_until.filter(|until| *until < subject.today) {
            let at = subject.at(&story.node.entry, &[Step::Field("consent_until".into())]);
            diagnostics.push(catalogue::lapsed_consent(at, until));
        }
    }
}
