//! Links, buttons and headings say something.
#![expect(clippy::wildcard_enum_match_arm, reason = "HTML has more elements and attributes than a rule names")]

use super::accessible_name::has_name;
use super::document::{Document, Element};
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for element in page.elements() {
        if let Some(what) = speaker(element)
            && !has_name(element)
            && !element.is_hidden()
        {
            found.push(catalogue::nameless_element(element.span(), what));
        }
    }
}

/// What an element is called, if it must say something.
fn speaker(element: Element<'_>) -> Option<&'static str> {
    match element.tag() {
        Tag::A if element.has(Name::Href) => Some("link"),
        Tag::Button => Some("button"),
        Tag::Summary => Some("summary"),
        tag if tag.level().is_some() => Some("heading"),
        _ => None,
    }
}
