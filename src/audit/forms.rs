//! No form sends what people type, and no link tells anyone that it was followed.
#![expect(clippy::wildcard_enum_match_arm, reason = "HTML has more elements and attributes than a rule names")]

use super::document::Document;
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for element in page.elements() {
        let method = match element.tag() {
            Tag::Form => Name::Method,
            Tag::Button | Tag::Input => Name::Formmethod,
            _ => {
                if element.has(Name::Ping) {
                    found
                        .push(catalogue::form_sends(element.span(), "link tells another address that it was followed"));
                }
                continue;
            }
        };
        if element.is(method, "post") {
            found.push(catalogue::form_sends(element.span(), "form sends what people type"));
        }
    }
}
