//! The prose of a text: paragraphs, items, headings and cells, without code and without the author's HTML.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Block, Place};

/// The prose of Markdown that begins `base` bytes into its file.
pub(super) fn blocks(markdown: &str, base: usize) -> Vec<Block> {
    let mut reader = Reader { base, done: Vec::new(), open: Vec::new(), link: None, code: 0 };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        reader.event(event, range.start + base..range.end + base);
    }
    reader.done.retain(|block| !block.text.trim().is_empty());
    reader.done
}

struct Reader {
    base: usize,
    done: Vec<Block>,
    /// Blocks that are being read, the innermost last: an item may hold others.
    open: Vec<Block>,
    /// The link that is being read: where its words begin in the block, and its range in the file.
    link: Option<(usize, Range<usize>)>,
    code: usize,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Paragraph) if self.is_bare_item() => {}
            Event::Start(Tag::Paragraph) => self.open(Place::Paragraph, range),
            Event::Start(Tag::Heading { .. }) => self.open(Place::Heading, range),
            Event::Start(Tag::Item) => self.open(Place::Item, range),
            Event::Start(Tag::TableCell) => self.open(Place::Cell, range),
            Event::Start(Tag::CodeBlock(_)) => self.code += 1,
            Event::Start(Tag::Link { .. }) => {
                self.link = self.open.last().map(|block| (block.text.len(), range));
            }
            Event::End(TagEnd::Link) => self.end_link(),
            Event::End(TagEnd::CodeBlock) => self.code -= 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => self.close(),
            Event::End(TagEnd::Paragraph) if self.open.last().is_some_and(|block| block.place == Place::Paragraph) => {
                self.close();
            }
            Event::Text(text) | Event::Code(text) if self.code == 0 => self.text(&text, range.start),
            Event::SoftBreak | Event::HardBreak => self.text(" ", range.start),
            _ => {}
        }
    }

    /// Whether a paragraph is the first of an item, whose words are the item's own.
    fn is_bare_item(&self) -> bool {
        self.open.last().is_some_and(|block| block.place == Place::Item && block.text.is_empty())
    }

    fn open(&mut self, place: Place, range: Range<usize>) {
        debug_assert!(range.start >= self.base);
        self.open.push(Block::new(place, range));
    }

    fn close(&mut self) {
        if let Some(block) = self.open.pop() {
            let at = self.done.partition_point(|other| other.span.start < block.span.start);
            self.done.insert(at, block);
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        if let Some(block) = self.open.last_mut() {
            block.push(text, at);
        }
    }

    fn end_link(&mut self) {
        if let (Some((from, range)), Some(block)) = (self.link.take(), self.open.last_mut()) {
            let words = block.text.get(from..).unwrap_or("").to_string();
            block.links.push((words, range));
        }
    }
}
