//! Words do not point at a place on the screen, or at a colour: not everybody sees it, and on a phone it is elsewhere.

use std::ops::Range;

use super::Passage;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::prose::{Block, BlockKind};

/// Parts of a page. A body has a left and a right as well, so a side alone says nothing.
const PARTS: [&str; 24] = [
    "arrow", "banner", "bar", "box", "boxes", "button", "chart", "column", "corner", "diagram", "icon", "image",
    "link", "links", "list", "map", "menu", "page", "panel", "photo", "picture", "screen", "sidebar", "table",
];
/// What somebody presses or looks for, which has a colour.
const PRESSED: [&str; 8] = ["arrow", "banner", "box", "button", "icon", "link", "panel", "tab"];
const COLOURS: [&str; 12] =
    ["black", "blue", "dark", "green", "grey", "orange", "pink", "purple", "red", "round", "square", "yellow"];
const SIDES: [&str; 2] = ["left", "right"];
const HAND_SIDES: [&str; 2] = ["left-hand", "right-hand"];
const HEIGHTS: [&str; 5] = ["above", "below", "bottom", "lower", "top"];
const TOWARDS: [&str; 4] = ["at", "in", "on", "to"];

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for block in passage.blocks.iter().filter(|block| block.kind != BlockKind::Quote) {
        for range in pointing(block) {
            let words = &block.text[range.clone()];
            diagnostics.push(catalogue::screen_place(passage.at(block, range.clone()), words));
        }
    }
}

/// A word in small letters, where it stands, and whether a sentence or a part of one ends behind it.
struct Word {
    text: String,
    range: Range<usize>,
    ends: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    for piece in text.split_whitespace() {
        let inside = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let start = inside.as_ptr() as usize - text.as_ptr() as usize;
        if !inside.is_empty() {
            let ends = !piece.ends_with(inside);
            found.push(Word { text: inside.to_lowercase(), range: start..start + inside.len(), ends });
        }
    }
    if let Some(last) = found.last_mut() {
        last.ends = true;
    }
    found
}

/// Ranges of words that point, in reading order, none within another.
fn pointing(block: &Block) -> Vec<Range<usize>> {
    // Most texts name no side and no colour; a first letter may be large.
    let may_point = SIDES.iter().chain(&COLOURS).any(|word| block.text.contains(&word[1..]));
    let words = if may_point { words(&block.text) } else { Vec::new() };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match length(&words[at..]) {
            Some(length) => {
                found.push(words[at].range.start..words[at + length - 1].range.end);
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// How many words point, if the first of these does.
fn length(words: &[Word]) -> Option<usize> {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&&*word.text));
    let ends = |at: usize| words.get(at).is_some_and(|word| word.ends);
    if is(0, &["see", "shown", "pictured"]) && is(1, &SIDES) && ends(1) {
        return Some(2);
    }
    if is(0, &COLOURS) && is(1, &PRESSED) || is(0, &HAND_SIDES) && is(1, &PARTS) {
        return Some(2);
    }
    if is(0, &HEIGHTS) && is(1, &SIDES) && (ends(1) || is(2, &HAND_SIDES) || is(2, &["of"]) || is(2, &PARTS)) {
        return Some(2);
    }
    // The box on the right, the menu to the left, the link at the top right.
    if is(0, &PARTS) && is(1, &TOWARDS) && is(2, &["the", "your"]) && (is(3, &SIDES) || is(3, &HAND_SIDES)) {
        return Some(4);
    }
    let is_of_page = || is(3, &["of"]) && is(4, &["the", "this"]) && is(5, &["page", "screen"]);
    (is(0, &TOWARDS) && is(1, &["the"]) && is(2, &SIDES) && is_of_page()).then_some(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointing_in(text: &str) -> Vec<&str> {
        let block = Block::plain("note", None, text, 0);
        pointing(&block).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_that_point_are_found() {
        for (text, expected) in [
            ("For dates, see right.", "see right"),
            ("Read the box below left.", "below left"),
            ("Use the menu on the left.", "menu on the left"),
            ("The links to the right-hand side help.", "links to the right-hand"),
            ("Press the Green Button to apply.", "Green Button"),
            ("It is on the right of the page, in grey.", "on the right of the page"),
            ("Look in the right-hand column.", "right-hand column"),
        ] {
            assert_eq!(pointing_in(text), [expected], "{text}");
        }
    }

    #[test]
    fn bodies_choices_and_people_have_sides_too() {
        for text in [
            "You bandage the left foot.",
            "People may not see right away.",
            "It puts you on the right course.",
            "You need the right to work in the UK.",
            "She left school at 16.",
            "A stroke can make it hard to move the left-hand side of the body.",
            "The list below shows more.",
        ] {
            assert_eq!(pointing_in(text), Vec::<&str>::new(), "{text}");
        }
    }
}
