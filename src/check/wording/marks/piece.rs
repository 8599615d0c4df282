//! A piece of text as visitors see it, with what is meant to stand there hidden.

use std::ops::Range;

use crate::check::wording::Passage;
use crate::diagnostic::Fix;
use crate::prose::{Block, BlockKind};
use crate::source::Span;

/// What a hidden byte looks like: neither a letter, a blank nor a mark.
const HIDDEN: u8 = 1;
/// How far a mark's other end is looked for, in bytes: nobody writes longer words between marks.
pub(super) const FAR: usize = 400;

pub(super) struct Piece<'a> {
    pub passage: &'a Passage<'a>,
    pub block: &'a Block,
    /// Which block of its passage it is.
    pub number: usize,
    /// The text, byte for byte as long as the block's.
    shown: Vec<u8>,
    /// The lines as they are typed.
    pub lines: Vec<Range<usize>>,
}

/// Whether a letter may be part of a mark, or be one.
fn may_mark(byte: u8) -> bool {
    byte.is_ascii_punctuation() && !matches!(byte, b',' | b';' | b'\'' | b'"') || byte == b'\t' || byte >= 0x80
}

impl<'a> Piece<'a> {
    /// The piece, unless there can be no mark in it.
    pub fn new(passage: &'a Passage<'a>, block: &'a Block, number: usize) -> Option<Piece<'a>> {
        let shown = block.text.clone().into_bytes();
        let mut piece = Piece { passage, block, number, shown, lines: Vec::new() };
        if block.kind != BlockKind::Field {
            piece.lines = piece.typed_lines();
        }
        block.code.iter().for_each(|code| piece.hide(code.clone()));
        let is_address = |words: &str| words.contains("://") || words.starts_with("www.") || words.contains('@');
        for link in block.links.iter().filter(|link| is_address(&block.text[link.words.clone()])) {
            piece.hide(link.words.clone());
        }
        if block.kind != BlockKind::Field {
            piece.hide_escaped();
        }
        Some(piece)
    }

    /// A mark behind a backslash, or written as `&#42;`, is meant.
    fn hide_escaped(&mut self) {
        let typed = self.passage.text.as_bytes();
        for at in 0..self.shown.len() {
            let byte = self.shown[at];
            if byte.is_ascii_punctuation() {
                let place = self.block.locate(at..at + 1).start;
                let is_escaped = place > 0 && typed.get(place - 1) == Some(&b'\\');
                if is_escaped || typed.get(place) != Some(&byte) {
                    self.shown[at] = HIDDEN;
                }
            }
        }
    }

    fn typed_lines(&self) -> Vec<Range<usize>> {
        let typed = self.passage.text.as_bytes();
        let mut lines = Vec::new();
        let mut from = 0;
        for at in memchr_blanks(&self.shown) {
            if matches!(typed.get(self.block.locate(at..at + 1).start), Some(b'\n' | b'\r')) {
                lines.push(from..at);
                from = at + 1;
            }
        }
        lines.push(from..self.shown.len());
        lines
    }

    /// Hides a range from the rules that follow.
    pub fn hide(&mut self, range: Range<usize>) {
        self.shown[range].fill(HIDDEN);
    }

    /// The text as rules see it.
    pub fn text(&self) -> String {
        // A letter is hidden whole or not at all, so nothing is replaced.
        String::from_utf8_lossy(&self.shown).into_owned()
    }

    /// The bytes as rules see them.
    pub fn bytes(&self) -> &[u8] {
        &self.shown
    }

    /// Whether some mark may stand here.
    pub fn has_marks(&self) -> bool {
        self.shown.iter().any(|byte| may_mark(*byte))
    }

    /// Where a range stands in the file.
    pub fn at(&self, range: Range<usize>) -> Span {
        self.passage.at(self.block, range)
    }

    /// The bytes of the file that a range stands for.
    pub fn typed(&self, range: Range<usize>) -> &'a str {
        self.passage.text.get(self.block.locate(range)).unwrap_or("")
    }

    /// What to write in the place of a range, which must be typed as it is read.
    pub fn fix(&self, range: Range<usize>, text: impl Into<String>) -> Option<Fix> {
        let is_plain = self.typed(range.clone()) == &self.block.text[range.clone()];
        (is_plain && !range.is_empty()).then(|| Fix::new(self.at(range), text))
    }
}

fn memchr_blanks(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    bytes.iter().enumerate().filter(|(_, byte)| **byte == b' ').map(|(at, _)| at)
}

/// The first place behind `from` where a text goes on like this, if it is near.
pub(super) fn near(text: &str, from: usize, end: &str) -> Option<usize> {
    let rest = start(text.get(from..)?, FAR);
    // A single letter is looked for many bytes at once.
    let mut first = rest.match_indices(end.chars().next()?).map(|(at, _)| at);
    first.find(|at| rest[*at..].starts_with(end)).map(|at| from + at)
}

/// The first bytes of a text, at most so many.
pub(super) fn start(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// Every place where a mark stands, from the first to the last.
pub(super) fn places<'t>(text: &'t str, mark: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(mark).map(|(at, _)| at)
}

/// The letter before a place, or a blank at the start.
pub(super) fn before(text: &str, at: usize) -> char {
    text[..at].chars().next_back().unwrap_or(' ')
}

/// The letter at a place, or a blank at the end.
pub(super) fn behind(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(' ')
}

/// Blanks that Markdown takes for letters.
pub(super) fn is_odd_blank(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\u{3000}')
}
