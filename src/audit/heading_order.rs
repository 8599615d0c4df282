//! Headings go down one level at a time, so that a list of them is a table of contents.

use super::document::Document;
use super::names::Name;
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let mut before = 0;
    for heading in page.elements() {
        let Some(level) = heading.tag().level() else { continue };
        // Parts that scripts show come and go, and are headed like their neighbours.
        if level > before + 1 && (before > 0 || level > 2) && !heading.is(Name::AriaHidden, "true") {
            found.push(catalogue::heading_order(heading.span(), level, before));
        }
        before = level;
    }
}
