//! Every picture has words, or says that it needs none.
#![expect(clippy::wildcard_enum_match_arm, reason = "HTML has more elements and attributes than a rule names")]

use super::accessible_name::{has_words, is_labelled};
use super::document::Document;
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for element in page.elements() {
        let is_untold = match element.tag() {
            Tag::Img => !element.has(Name::Alt),
            Tag::Area => element.has(Name::Href) && !element.get(Name::Alt).is_some_and(has_words),
            Tag::Input => element.is(Name::Type, "image") && !element.get(Name::Alt).is_some_and(has_words),
            _ => false,
        };
        if is_untold && !is_labelled(element) {
            found.push(catalogue::no_image_text(element.span(), element.tag().as_str()));
        }
        if element.has(Name::Role)
            && element.is(Name::Role, "img")
            && element.tag() != Tag::Img
            && !is_labelled(element)
            && !element.is_hidden()
        {
            let titled = element.children().any(|child| child.tag() == Tag::Title && child.texts().next().is_some());
            if !titled {
                found.push(catalogue::no_drawing_name(element.span()));
            }
        }
    }
}
