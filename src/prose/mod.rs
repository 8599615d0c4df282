//! The words of a file as people read them: in blocks, each of which knows where its words stand.
//!
//! Nothing is judged here. [`fields`] and [`markdown()`] find words, `sentence` parts them, `reading` says how hard they
//! are to read. Which fields hold words is known to who asks (`entry::words`).

mod flow;
mod markdown;
pub mod reading;
pub mod sentence;
mod yaml;

use std::ops::Range;

pub use markdown::{MARKDOWN, markdown};
pub use yaml::Rows;

/// What a piece of text is on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
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
    pub place: Place,
    /// The name of the field that it is a value of; empty in a text.
    pub field: String,
    /// The name of the entry's own field that it stands in: `leads_to` for a `note` in it; empty in a text.
    pub within: String,
    /// The row of the table, from 0; none on a page, and for what all rows share.
    pub row: Option<u32>,
    /// Which list of its file it is an item of: items of one list have the same number, of two lists never.
    pub list: Option<usize>,
    pub text: String,
    /// Where pieces of `text` stand in the file: offset in the text, offset in the file; ascending.
    places: Vec<(usize, usize)>,
    /// Byte range in the file.
    pub span: Range<usize>,
    pub links: Vec<Link>,
    /// Ranges of `text` that are bold.
    pub bold: Vec<Range<usize>>,
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
    fn new(place: Place, span: Range<usize>) -> Block {
        Block {
            place,
            field: String::new(),
            within: String::new(),
            row: None,
            list: None,
            text: String::new(),
            places: Vec::new(),
            span,
            links: Vec::new(),
            bold: Vec::new(),
        }
    }

    /// The value of a field that stands in its file as it is read.
    pub fn plain(field: &str, row: Option<u32>, text: &str, at: usize) -> Block {
        let mut block = Block::new(Place::Field, at..at + text.len());
        (block.field, block.within, block.row) = (field.to_string(), field.to_string(), row);
        block.push(text, at);
        block
    }

    /// The same text as an item of a list, if it is one.
    pub fn of_list(self, list: Option<usize>) -> Block {
        Block { list, ..self }
    }

    fn push(&mut self, text: &str, at: usize) {
        self.places.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// The byte range in the file of a range of the text.
    pub fn locate(&self, range: Range<usize>) -> Range<usize> {
        let start = self.offset(range.start).min(self.piece_end(range.start));
        let last = range.end.saturating_sub(1);
        // `&nGt;` is shorter than what it stands for.
        let end = (self.offset(last) + usize::from(range.end > range.start)).min(self.piece_end(last));
        start..end.max(start)
    }

    fn offset(&self, at: usize) -> usize {
        let piece = self.places.partition_point(|(text, _)| *text <= at).saturating_sub(1);
        self.places.get(piece).map_or(self.span.start, |(text, file)| file + at - text)
    }

    /// The byte in the file after which no letter of the piece stands that an offset in the text is in.
    fn piece_end(&self, at: usize) -> usize {
        let next = self.places.partition_point(|(text, _)| *text <= at);
        self.places.get(next).map_or(self.span.end, |(_, file)| *file)
    }
}

/// The prose of the fields in a part of a file, in reading order.
pub fn fields(text: &str, part: Range<usize>, rows: Rows, holds_words: &dyn Fn(&str) -> bool) -> Vec<Block> {
    yaml::blocks(text, part, rows, holds_words)
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
