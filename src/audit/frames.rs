//! Every frame says what it shows, and shows a page that is checked as such.

use super::accessible_name::{has_words, is_labelled};
use super::document::Document;
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for frame in page.elements().filter(|element| matches!(element.tag(), Tag::Iframe | Tag::Frame)) {
        if !frame.get(Name::Title).is_some_and(has_words) && !is_labelled(frame) {
            found.push(catalogue::frame_title(frame.span()));
        }
        if frame.has(Name::Srcdoc) {
            found.push(catalogue::embedded_elsewhere(frame.span(), frame.tag().as_str()));
        }
    }
}
