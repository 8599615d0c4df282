//! What people hear holds what people see, so that those who speak to their computer can say what they see.
#![expect(clippy::wildcard_enum_match_arm, reason = "HTML has more elements and attributes than a rule names")]

use super::accessible_name::{shortened, sound, visible};
use super::document::{Document, Element};
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for element in page.with(Name::AriaLabel.bit()) {
        let Some(label) = element.get(Name::AriaLabel) else { continue };
        let Some(words) = seen(element) else { continue };
        let (heard, read) = (sound(label), sound(&words));
        if !read.is_empty() && !heard.contains(&read) {
            found.push(catalogue::label_mismatch(element.span(), &shortened(label), &shortened(&words)));
        }
    }
}

/// The words that people would call an element by.
fn seen(element: Element<'_>) -> Option<String> {
    let titled = |tag: Tag| element.children().find(|child| child.tag() == tag).map(visible);
    match element.tag() {
        Tag::A | Tag::Button | Tag::Summary | Tag::Legend | Tag::Label | Tag::Caption => Some(visible(element)),
        tag if tag.level().is_some() => Some(visible(element)),
        Tag::Input if ["submit", "button", "reset"].iter().any(|kind| element.is(Name::Type, kind)) => {
            element.get(Name::Holds).map(str::to_string)
        }
        Tag::Details => titled(Tag::Summary),
        Tag::Fieldset => titled(Tag::Legend),
        Tag::Figure => titled(Tag::Figcaption),
        Tag::Table => titled(Tag::Caption),
        Tag::Section | Tag::Article => element.children().find(|child| child.tag().level().is_some()).map(visible),
        _ => None,
    }
}
