//! The words for a picture say what it shows, and not that it is one.

use super::accessible_name::{sound, visible};
use super::document::Document;
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

/// Words of such a length are a text that belongs beside the picture, where everyone can read it. An honest description
/// of a diagram takes two or three sentences.
const LONGEST: usize = 300;

const FILES: [&str; 8] = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif", ".bmp"];

const OPENINGS: [&str; 9] = [
    "image of",
    "an image of",
    "picture of",
    "a picture of",
    "photo of",
    "a photo of",
    "photograph of",
    "a photograph of",
    "graphic of",
];

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for image in page.all(Tag::Img) {
        let Some(alt) = image.get(Name::Alt).map(str::trim).filter(|alt| !alt.is_empty()) else { continue };
        let caption = || {
            let figure = image.ancestors().find(|around| around.tag() == Tag::Figure)?;
            figure.children().find(|child| child.tag() == Tag::Figcaption).map(visible)
        };
        let lower = alt.to_lowercase();
        let at = image.span();
        found.push(if is_file_name(&lower) || is_camera_name(&lower) {
            catalogue::junk_alt(at, "are the name of a file")
        } else if OPENINGS.iter().any(|opening| lower.starts_with(opening)) {
            catalogue::junk_alt(at, "begin by saying that it is a picture, which people hear already")
        } else if alt.chars().count() > LONGEST {
            catalogue::junk_alt(at, "are longer than 300 characters")
        } else if caption().is_some_and(|caption| sound(&caption) == sound(alt)) {
            catalogue::junk_alt(at, "are those of its caption, so people hear them twice")
        } else {
            continue;
        });
    }
}

/// `open-day.jpg`, `open day.jpg`, and not a sentence that ends in the name of a file.
fn is_file_name(alt: &str) -> bool {
    const MOST_WORDS: usize = 6;
    FILES.iter().any(|end| alt.ends_with(end)) && alt.split_whitespace().count() <= MOST_WORDS
}

/// `IMG_2034`, `dsc-0001`: one word that only a camera would write.
fn is_camera_name(alt: &str) -> bool {
    // What telephones call a picture that was sent.
    if alt == "fullsizerender" {
        return true;
    }
    let digits = alt.bytes().filter(u8::is_ascii_digit).count();
    // A number alone is what a picture of a number says: `999`.
    let is_number = digits == alt.len() && digits <= 4;
    digits >= 3
        && !is_number
        && !alt.contains(' ')
        && alt.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}
