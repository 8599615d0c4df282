//! Nothing plays, moves or leads away by itself.
#![expect(clippy::wildcard_enum_match_arm, reason = "HTML has more elements and attributes than a rule names")]

use super::document::Document;
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for element in page.elements() {
        let what = match element.tag() {
            Tag::Marquee | Tag::Blink => "this text moves by itself",
            Tag::Video | Tag::Audio if element.has(Name::Autoplay) => "this plays by itself",
            Tag::Meta if element.is(Name::HttpEquiv, "refresh") => "this page leads away, or loads anew, by itself",
            _ => continue,
        };
        found.push(catalogue::moving_content(element.span(), what));
    }
}
