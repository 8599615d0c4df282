//! Every frame says what it shows.

use super::document::Document;
use super::names::{Name, Tag};
use super::words::{has_words, is_labelled};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for frame in page.elements().filter(|element| matches!(element.tag(), Tag::Iframe | Tag::Frame)) {
        if !frame.get(Name::Title).is_some_and(has_words) && !is_labelled(frame) {
            found.push(catalogue::frame_title(frame.span()));
        }
    }
}
