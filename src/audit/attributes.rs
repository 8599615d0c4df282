//! No attribute is written twice in one tag.

use super::document::{Document, Element};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for element in page.elements() {
        let attributes = element.attributes();
        for (at, attribute) in attributes.iter().enumerate() {
            // Names that no rule knows are compared as they are written.
            let twin = attributes[..at]
                .iter()
                .filter(|other| other.name == attribute.name)
                .any(|other| name(element, other.at.start).eq_ignore_ascii_case(name(element, attribute.at.start)));
            if twin {
                found.push(catalogue::duplicate_attribute(element.span(), name(element, attribute.at.start)));
            }
        }
    }
}

/// The name of an attribute as it is written at a place of the page.
pub(super) fn name(element: Element<'_>, start: u32) -> &str {
    let rest = &element.document().html[start as usize..];
    &rest[..rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len())]
}
