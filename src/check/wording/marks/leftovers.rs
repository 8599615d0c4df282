//! What mail programs, word processors and programs that write texts leave behind in what is copied from them.

use std::ops::Range;

use super::piece::{Piece, near};
use crate::diagnostic::catalogue::Pasted;
use crate::diagnostic::{Diagnostic, Fix, catalogue};

/// What a word processor writes where a field has lost what it refers to.
const LOST_FIELDS: [&str; 3] =
    ["Error! Reference source not found.", "Error! Bookmark not defined.", "Error! Hyperlink reference not valid."];

/// Letters of UTF-8 that were read as those of Windows, and what they were. The longest first.
const DAMAGED: [(&str, &str); 15] = [
    ("\u{e2}\u{20ac}\u{2122}", "\u{2019}"),
    ("\u{e2}\u{20ac}\u{2dc}", "\u{2018}"),
    ("\u{e2}\u{20ac}\u{201c}", "\u{2013}"),
    ("\u{e2}\u{20ac}\u{201d}", "\u{2014}"),
    ("\u{e2}\u{20ac}\u{153}", "\u{201c}"),
    ("\u{e2}\u{20ac}\u{9d}", "\u{201d}"),
    ("\u{e2}\u{20ac}\u{a6}", "\u{2026}"),
    ("\u{e2}\u{20ac}\u{a2}", "\u{2022}"),
    ("\u{c2}\u{a3}", "\u{a3}"),
    ("\u{c2}\u{b0}", "\u{b0}"),
    ("\u{c2}\u{a0}", " "),
    ("\u{c3}\u{a9}", "\u{e9}"),
    ("\u{c3}\u{a8}", "\u{e8}"),
    ("\u{c3}\u{b4}", "\u{f4}"),
    ("\u{c3}\u{a7}", "\u{e7}"),
];

/// What programs that write texts leave, up to where it differs.
const ASSISTANT: [&str; 3] = [":contentReference[oaicite:", "\u{3010}", "\u{e200}cite"];
/// A picture of a mail.
const MAIL_PICTURE: &str = "[cid:";

/// With one of these begins what this rule tells.
pub(super) fn signs() -> impl Iterator<Item = &'static str> {
    let damaged = DAMAGED.into_iter().map(|(typed, _)| typed);
    LOST_FIELDS.into_iter().chain(damaged).chain(ASSISTANT).chain([MAIL_PICTURE])
}

pub(super) fn check(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = piece.text();
    let mut found: Vec<(Range<usize>, Pasted<'_>, Option<Fix>)> = Vec::new();
    for field in LOST_FIELDS {
        found.extend(text.match_indices(field).map(|(at, _)| (at..at + field.len(), Pasted::WordField, None)));
    }
    for (at, _) in text.match_indices(MAIL_PICTURE) {
        found.extend(near(&text, at, "]").map(|end| (at..end + 1, Pasted::MailPicture, None)));
    }
    for (typed, right) in DAMAGED {
        for (at, _) in text.match_indices(typed) {
            let range = at..at + typed.len();
            found.push((range.clone(), Pasted::WrongLetters(right), piece.fix(range, right)));
        }
    }
    assistant(piece, &text, &mut found);
    found.sort_by_key(|(range, ..)| range.start);
    let mut end = 0;
    for (range, what, fix) in found {
        if range.start >= end {
            end = range.end;
            diagnostics.push(catalogue::pasted_text(piece.at(range.clone()), what).maybe_fix(fix));
            piece.hide(range);
        }
    }
}

/// `:contentReference[oaicite:0]{index=0}`, `【4†source】` and the letters around `cite` that have no sign.
fn assistant<'t>(piece: &Piece<'_>, text: &str, found: &mut Vec<(Range<usize>, Pasted<'t>, Option<Fix>)>) {
    let mut add = |range: Range<usize>| {
        let fix = piece.fix(range.clone(), "");
        found.push((range, Pasted::Assistant, fix));
    };
    let [reference, bracket, cite] = ASSISTANT;
    for (at, _) in text.match_indices(reference) {
        let Some(close) = near(text, at, "]") else { continue };
        let end = match text[close + 1..].starts_with('{') {
            true => near(text, close, "}").unwrap_or(close),
            false => close,
        };
        add(at..end + 1);
    }
    for (at, _) in text.match_indices(bracket) {
        let end = near(text, at, "\u{3011}").filter(|end| text[at..*end].contains('\u{2020}'));
        end.into_iter().for_each(|end| add(at..end + '\u{3011}'.len_utf8()));
    }
    for (at, _) in text.match_indices(cite) {
        near(text, at, "\u{e201}").into_iter().for_each(|end| add(at..end + '\u{e201}'.len_utf8()));
    }
}
