//! Keyboards go through a page in the order in which it is written, and find nothing that is hidden.
#![expect(clippy::wildcard_enum_match_arm, reason = "HTML has more elements and attributes than a rule names")]

use super::document::{Document, Element};
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for element in page.elements() {
        let number = element.get(Name::Tabindex).map(str::trim);
        if let Some(number) = number.filter(|number| number.parse().is_ok_and(|number: i64| number > 0)) {
            found.push(catalogue::focus_order(element.span(), number));
        }
        if is_reached(element, number) && hidden_from_listeners(element) {
            found.push(catalogue::hidden_focus(element.span(), element.name()));
        }
    }
}

fn is_reached(element: Element<'_>, tabindex: Option<&str>) -> bool {
    if let Some(number) = tabindex {
        return number.parse().is_ok_and(|number: i64| number >= 0);
    }
    match element.tag() {
        Tag::A | Tag::Area => element.has(Name::Href),
        Tag::Button | Tag::Select | Tag::Textarea => !element.has(Name::Disabled),
        Tag::Input => !element.has(Name::Disabled) && !element.is(Name::Type, "hidden"),
        Tag::Iframe | Tag::Summary => true,
        _ => false,
    }
}

/// Whether it is hidden from those who listen, and from nobody else.
fn hidden_from_listeners(element: Element<'_>) -> bool {
    if !element.document().names.meets(Name::AriaHidden.bit()) {
        return false;
    }
    let around = || std::iter::once(element).chain(element.ancestors());
    around().any(|element| element.is(Name::AriaHidden, "true")) && !around().any(|element| element.has(Name::Hidden))
}
