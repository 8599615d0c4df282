//! Every page has one main heading, for everyone.

use super::document::Document;
use super::names::Tag;
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let mut headings = page.all(Tag::H1);
    let Some(first) = headings.next() else {
        return found.push(catalogue::no_main_heading(page.whole()));
    };
    if first.is_hidden() {
        found.push(catalogue::hidden_main_heading(first.span()));
    }
    found.extend(headings.map(|heading| catalogue::second_main_heading(heading.span(), first.span())));
}
