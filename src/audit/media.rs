//! What is said in a film or a recording can be read.

use super::accessible_name::has_name;
use super::document::{Document, Element};
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for film in page.all(Tag::Video).filter(|film| !film.is_hidden()) {
        let is_captioned = film.inside().any(|track| {
            track.tag() == Tag::Track && (track.is(Name::Kind, "captions") || track.is(Name::Kind, "subtitles"))
        });
        if !is_captioned && !film.has(Name::Muted) {
            found.push(catalogue::media_text(film.span(), "video", "captions: `<track kind=\"captions\">`"));
        }
        controls(film, found);
    }
    for recording in page.all(Tag::Audio).filter(|recording| !recording.is_hidden()) {
        if !described(recording) {
            let what = "transcript: `aria-describedby` with the id of its words, or of a link to them";
            found.push(catalogue::media_text(recording.span(), "audio", what));
        }
        controls(recording, found);
    }
}

/// Whether an element on the page that holds words is named as the recording's description.
fn described(element: Element<'_>) -> bool {
    let names = [Name::AriaDescribedby, Name::AriaDetails].into_iter().filter_map(|name| element.get(name));
    names.flat_map(str::split_ascii_whitespace).any(|id| element.document().by_id(id).is_some_and(has_name))
}

fn controls(media: Element<'_>, found: &mut Vec<Diagnostic>) {
    if !media.has(Name::Controls) {
        found.push(catalogue::media_text(media.span(), media.tag().as_str(), "`controls`, so nobody can stop it"));
    }
}
