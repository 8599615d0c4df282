//! Words do not point at a place on the screen, or at a colour: not everybody sees it, and on a phone it is elsewhere.
//!
//! `The green button` points only where people are sent to it. A black box in a sentence about a plane, the Blue Button
//! scheme and the left-hand drawer of a desk are things of the world.

use std::ops::Range;

use super::Passage;
use super::phrases::Phrases;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::prose::{Block, BlockKind};

/// Parts of a page. A body has a left and a right as well, so a side alone says nothing.
const PARTS: [&str; 25] = [
    "arrow", "banner", "bar", "box", "boxes", "button", "buttons", "chart", "column", "corner", "diagram", "icon",
    "image", "link", "links", "list", "map", "menu", "page", "panel", "photo", "picture", "screen", "sidebar", "table",
];
/// What somebody presses or looks for, which has a colour.
const PRESSED: [&str; 14] = [
    "arrow", "arrows", "banner", "box", "boxes", "button", "buttons", "icon", "icons", "link", "links", "panel", "tab",
    "tabs",
];
const COLOURS: [&str; 12] =
    ["black", "blue", "dark", "green", "grey", "orange", "pink", "purple", "red", "round", "square", "yellow"];
const SIDES: [&str; 2] = ["left", "right"];
const HAND_SIDES: [&str; 2] = ["left-hand", "right-hand"];
const HEIGHTS: [&str; 5] = ["above", "below", "bottom", "lower", "top"];
const TOWARDS: [&str; 4] = ["at", "in", "on", "to"];
/// What people are told to do with a part of a page.
const TOLD: [&str; 22] = [
    "by", "choose", "click", "clicking", "find", "follow", "fill", "from", "hit", "in", "look", "on", "open", "press",
    "pressing", "read", "see", "select", "tap", "through", "under", "use",
];
const DETERMINERS: [&str; 7] = ["any", "each", "one", "that", "the", "these", "this"];
/// Words before which a phrase has ended; before any other, `blue button` is a part of a longer name.
const AFTER: [&str; 46] = [
    "above", "after", "again", "and", "are", "as", "at", "before", "below", "beside", "by", "called", "can", "first",
    "for", "from", "has", "here", "if", "in", "is", "labelled", "leads", "marked", "next", "near", "now", "on",
    "opens", "or", "says", "saying", "shows", "so", "takes", "that", "then", "to", "under", "until", "when", "which",
    "while", "will", "with", "you",
];
/// What has boxes, buttons and sides of its own, and is no screen.
const OF_THE_WORLD: &str = "abdomen ankle arm back bed bedside belly bin bins body brain building bus car card chest \
    corridor desk device door drawer ear emergency envelope eye floor foot hand handset head heart hip hospital jaw \
    junction kit knee leg lift lung machine pain patient phone platform remote road room shelf shoulder station street \
    traffic train trolley tummy wall ward wheelchair";
const SHEETS: [&str; 6] = ["envelope", "letter", "paper", "poster", "leaflet", "badge"];

/// Words of which one is in every phrase that points.
#[derive(Debug, PartialEq)]
pub(super) struct Places(Phrases);

impl Places {
    pub fn new() -> Places {
        Places(Phrases::new(SIDES.into_iter().chain(COLOURS)))
    }

    /// Most texts name no side and no colour; a first letter may be large.
    fn may_be_in(&self, text: &str) -> bool {
        self.0.are_words_of(text) && SIDES.iter().chain(&COLOURS).any(|word| text.contains(&word[1..]))
    }
}

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for block in passage.blocks.iter().filter(|block| block.kind != BlockKind::Quote) {
        for range in pointing(block, &passage.vocabulary.places) {
            let words = &block.text[range.clone()];
            diagnostics.push(catalogue::screen_place(passage.at(block, range.clone()), words));
        }
    }
}

fn is_of_the_world(word: &str) -> bool {
    OF_THE_WORLD.split_whitespace().any(|thing| thing == word)
}

/// A word in small letters, where it stands, and whether a sentence or a part of one ends behind it.
struct Word {
    text: String,
    range: Range<usize>,
    ends: bool,
    stops: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    for piece in text.split_whitespace() {
        let inside = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let start = inside.as_ptr() as usize - text.as_ptr() as usize;
        if !inside.is_empty() {
            let ends = !piece.ends_with(inside);
            let stops = piece.trim_end_matches(['"', '\'', ')', '\u{201d}', '\u{2019}']).ends_with(['.', '!', '?']);
            found.push(Word { text: inside.to_lowercase(), range: start..start + inside.len(), ends, stops });
        }
    }
    if let Some(last) = found.last_mut() {
        (last.ends, last.stops) = (true, true);
    }
    found
}

/// Ranges of words that point, in reading order, none within another.
fn pointing(block: &Block, places: &Places) -> Vec<Range<usize>> {
    let words = if places.may_be_in(&block.text) { words(&block.text) } else { Vec::new() };
    let mut found = Vec::new();
    for sentence in words.split_inclusive(|word| word.stops) {
        let mut at = 0;
        while at < sentence.len() {
            match length(sentence, at).filter(|_| !block.is_code(sentence[at].range.start)) {
                Some(length) => {
                    found.push(sentence[at].range.start..sentence[at + length - 1].range.end);
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    found
}

/// How many words of a sentence point, if the one at a place is the first of them.
fn length(sentence: &[Word], at: usize) -> Option<usize> {
    let words = &sentence[at..];
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&&*word.text));
    let ends = |at: usize| words.get(at).is_some_and(|word| word.ends);
    let is_of_world = || sentence.iter().any(|word| is_of_the_world(&word.text));
    if is(0, &["see", "shown", "pictured"]) && is(1, &SIDES) && ends(1) {
        return Some(2);
    }
    if is(0, &COLOURS) && is(1, &PRESSED) {
        return (is_sent_to(sentence, at) && is_in_page(&words[2..]) && !is_of_world()).then_some(2);
    }
    if is(0, &HAND_SIDES) && is(1, &PARTS) {
        return is_on_screen(&words[2..]).then_some(2);
    }
    if is(0, &HEIGHTS) && is(1, &SIDES) {
        let names_part = is(2, &HAND_SIDES) || is(2, &PARTS);
        let is_place = ends(1) || names_part || is(2, &["of"]) && is_on_screen(&words[2..]);
        let names_any = || sentence.iter().any(|word| PARTS.contains(&&*word.text)) || sentence.len() < 8;
        return (is_place && names_any() && !is_of_world()).then_some(2);
    }
    // The box on the right, the menu to the left, the link at the top right.
    if is(0, &PARTS) && is(1, &TOWARDS) && is(2, &["the", "your"]) && (is(3, &SIDES) || is(3, &HAND_SIDES)) {
        // A list in the right order and a link to the right page are as they should be.
        let is_side = ends(3) || is(4, &AFTER) || is(4, &["side", "hand"]) || is(3, &HAND_SIDES);
        return (is_side && is_on_screen(&words[4..])).then_some(4);
    }
    let is_of_page = || is(3, &["of"]) && is(4, &["the", "this", "your"]) && is(5, &["page", "screen"]);
    (is(0, &TOWARDS) && is(1, &["the"]) && is(2, &SIDES) && is_of_page()).then_some(6)
}

/// Whether people are sent to the coloured part that begins at a place: `press the green button`, and not `the Blue
/// Button scheme` or `a black box`.
fn is_sent_to(sentence: &[Word], at: usize) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| sentence.get(at)).map_or("", |word| &*word.text);
    let is_of_page =
        || word(Some(at + 2)) == "of" && ["page", "screen", "form", "website"].contains(&word(Some(at + 4)));
    let is_whole = sentence[at + 1].ends || AFTER.contains(&word(Some(at + 2))) || is_of_page();
    let before = word(at.checked_sub(1));
    let is_told = |before: &str| TOLD.contains(&before);
    let is_pressed =
        |before: &str| TOLD.contains(&before) && !["by", "from", "in", "on", "through", "under"].contains(&before);
    // What nobody can look into, and what records a flight.
    let is_saying = word(Some(at)) == "black" && word(Some(at + 1)).starts_with("box");
    // There is one green button on a page, and one blue panel in a room.
    let is_pressable = ["button", "link", "icon"].contains(&word(Some(at + 1)).trim_end_matches('s'));
    let further = word(at.checked_sub(2));
    is_whole
        && match before {
            "a" | "an" => is_pressed(further),
            _ if DETERMINERS.contains(&before) => match is_saying {
                true => is_pressed(further) || sentence[at + 1..].iter().any(|word| HEIGHTS.contains(&&*word.text)),
                false => is_pressable || at == 1 || is_told(further) || is_doing(sentence, at),
            },
            _ => is_told(before),
        }
}

/// Whether what follows a part does not say that it is on a thing: `on this page`, and not `on the motor`.
fn is_in_page(after: &[Word]) -> bool {
    const PLACES: [&str; 18] = [
        "app", "bottom", "email", "first", "form", "home", "homepage", "last", "left", "next", "page", "right",
        "screen", "search", "second", "site", "top", "website",
    ];
    let [on, the, thing, ..] = after else { return true };
    on.text != "on" || !["a", "the", "your"].contains(&&*the.text) || PLACES.contains(&&*thing.text)
}

/// Whether what follows a coloured part says what it does: `the green button opens the form`.
fn is_doing(sentence: &[Word], at: usize) -> bool {
    const DOES: [&str; 12] =
        ["above", "at", "below", "labelled", "leads", "marked", "opens", "says", "saying", "shows", "takes", "to"];
    sentence.get(at + 2).is_some_and(|word| DOES.contains(&&*word.text))
}

/// Whether the words after a place on something do not say that it is no screen: `of the page`, and not `of the desk`.
fn is_on_screen(after: &[Word]) -> bool {
    let mut named = after.iter().skip_while(|word| ["side", "corner", "hand"].contains(&&*word.text));
    if named.next().is_none_or(|word| word.text != "of") {
        return true;
    }
    // Advice on any form or page points at none.
    let is_any = |word: &Word| ["a", "an", "any", "each", "every"].contains(&&*word.text);
    let names = |word: &Word| is_of_the_world(&word.text) || SHEETS.contains(&&*word.text);
    let mut thing = named.skip_while(|word| ["the", "this", "your"].contains(&&*word.text));
    thing.next().is_none_or(|first| !is_any(first) && !names(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointing_in(text: &str) -> Vec<&str> {
        let block = Block::plain("note", None, text, 0);
        pointing(&block, &Places::new()).into_iter().map(|range| &text[range]).collect()
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
            ("Then choose the red link.", "red link"),
            ("The green button takes you to the form.", "green button"),
            ("Fill in the black box below.", "black box"),
            ("You will find dates in the blue panel.", "blue panel"),
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

    #[test]
    fn things_of_the_world_have_colours_and_sides() {
        for text in [
            "It is a black box to me.",
            "The Blue Button scheme helps people.",
            "Press the red button on the wall to call a nurse.",
            "Never press the black button on the motor.",
            "The yellow box is at the junction.",
            "The new green link road opens in May.",
            "Keep the list in the right order.",
            "Send people a link to the right page.",
            "Open the left-hand drawer.",
            "Write it in the right-hand corner of the envelope.",
            "Pain at the lower left of your tummy may pass.",
            "They found the black box of the plane.",
            "A red panel is a sign of age.",
        ] {
            assert_eq!(pointing_in(text), Vec::<&str>::new(), "{text}");
        }
    }
}
