//! The words of a file as people read them: in blocks, each of which knows where its words stand.
//!
//! Nothing is judged here. [`markdown()`] finds words in texts, `sentence` parts them, `days` finds the days they name, and
//! `reading` says how hard they are to read. Those in fields are found by who knows which fields hold words
//! (`entry::words`).

mod bare;
mod callout;
pub mod days;
mod dialect;
mod markdown;
pub mod reading;
pub mod sentence;

use std::ops::Range;

pub use bare::tidy;
pub use callout::{Callout, CalloutKind, callout};
pub use dialect::{MARKDOWN, events};
pub use markdown::{markdown, pushed_in};

/// What a piece of text is on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// The value of a field.
    Field,
    Paragraph,
    Item,
    Heading,
    Cell,
    /// The words for a picture.
    Alt,
    /// Somebody else's words.
    Quote,
}

/// A piece of text that is read in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// The name of the field that it is a value of; empty in a text.
    pub field: String,
    /// The name of the entry's own field that it stands in: `leads_to` for a `note` in it; empty in a text.
    pub within: String,
    /// The row of the table, from 0; none on a page, and for what all rows share.
    pub row: Option<u32>,
    /// Which list of its file it is an item of: items of one list have the same number, of two lists never.
    pub list: Option<usize>,
    pub text: String,
    /// Where pieces of `text` stand in the file: offset in the text, bytes in the file; ascending.
    places: Vec<(usize, Range<usize>)>,
    /// Byte range in the file.
    pub span: Range<usize>,
    pub links: Vec<Link>,
    /// Ranges of `text` that are bold.
    pub bold: Vec<Range<usize>>,
    /// Ranges of `text` that are code.
    pub code: Vec<Range<usize>>,
    /// Where in `text` a line ends that its author has broken.
    pub breaks: Vec<usize>,
    /// Where in `text` a line of the file ends, which the page shows as a blank.
    pub lines: Vec<usize>,
}

/// A link in a piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The range of its words in the text.
    pub words: Range<usize>,
    pub target: String,
    /// Byte range of the whole link in the file.
    pub span: Range<usize>,
}

impl Block {
    fn new(kind: BlockKind, span: Range<usize>) -> Block {
        Block {
            kind,
            field: String::new(),
            within: String::new(),
            row: None,
            list: None,
            text: String::new(),
            places: Vec::new(),
            span,
            links: Vec::new(),
            bold: Vec::new(),
            code: Vec::new(),
            breaks: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// The value of a field, without its words.
    pub fn field(field: &str, within: &str, row: Option<u32>, span: Range<usize>) -> Block {
        let (field, within) = (field.to_string(), within.to_string());
        Block { field, within, row, ..Block::new(BlockKind::Field, span) }
    }

    /// The value of a field that stands in its file as it is read.
    pub fn plain(field: &str, row: Option<u32>, text: &str, at: usize) -> Block {
        let mut block = Block::field(field, field, row, at..at + text.len());
        block.push(text, at);
        block
    }

    /// The same text as an item of a list, if it is one.
    pub fn of_list(self, list: Option<usize>) -> Block {
        Block { list, ..self }
    }

    fn push(&mut self, text: &str, at: usize) {
        self.push_typed(text, at..at + text.len());
    }

    /// Adds a piece of text that is typed as these bytes of the file: letter by letter if they are as many, and
    /// otherwise in a way that only shows as a whole, such as `&amp;` or `\x41`.
    pub fn push_typed(&mut self, text: &str, typed: Range<usize>) {
        self.places.push((self.text.len(), typed));
        self.text.push_str(text);
    }

    /// Whether a place in the text is in code, where nothing is said in words.
    pub fn is_code(&self, at: usize) -> bool {
        let next = self.code.partition_point(|code| code.start <= at);
        next.checked_sub(1).is_some_and(|last| self.code[last].contains(&at))
    }

    /// The byte range in the file of a range of the text.
    pub fn locate(&self, range: Range<usize>) -> Range<usize> {
        let start = self.letter(range.start).start;
        let last = self.text.floor_char_boundary(range.end.saturating_sub(1));
        let end = if range.end > range.start { self.letter(last).end } else { start };
        start..end.max(start)
    }

    /// The bytes of the letter at an offset in the text.
    fn letter(&self, at: usize) -> Range<usize> {
        let next = self.places.partition_point(|(text, _)| *text <= at);
        let Some((from, typed)) = next.checked_sub(1).and_then(|piece| self.places.get(piece)) else {
            return self.span.start..self.span.start;
        };
        let end = self.places.get(next).map_or(self.text.len(), |(text, _)| *text);
        if typed.len() != end - from {
            return typed.clone();
        }
        let letter = self.text[at..].chars().next().map_or(0, char::len_utf8);
        typed.start + at - from..typed.start + at - from + letter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every letter of every block stands in the file where the block says.
    #[track_caller]
    pub(super) fn assert_places(blocks: &[Block], text: &str) {
        for block in blocks {
            for (at, char) in block.text.char_indices().filter(|(_, char)| char.is_alphanumeric()) {
                let place = block.locate(at..at + char.len_utf8());
                assert_eq!(text.get(place), Some(char.to_string().as_str()), "{block:?} at {at}");
            }
        }
    }
}
