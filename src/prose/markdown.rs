//! The prose of a text: paragraphs, items, headings and cells, without code and without the author's HTML.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::callout::{CalloutKind, callout};
use super::dialect::events;
use super::{Block, BlockKind, Link};

/// The prose of Markdown that begins `base` bytes into its file.
pub fn markdown(markdown: &str, base: usize) -> Vec<Block> {
    let mut reader = Reader { markdown, base, ..Reader::default() };
    for (event, range) in events(markdown) {
        reader.event(event, range);
    }
    reader.done.retain(|block| !block.text.trim().is_empty());
    reader.done.sort_by_key(|block| block.span.start);
    reader.done
}

/// Code that is code because its lines are pushed in.
pub struct PushedIn {
    /// Byte range in the file.
    pub range: Range<usize>,
    /// Whether it stands in no list and no quotation.
    pub is_outermost: bool,
}

/// Every block of such code in Markdown that begins `base` bytes into its file.
pub fn pushed_in(markdown: &str, base: usize) -> Vec<PushedIn> {
    let (mut found, mut depth) = (Vec::new(), 0_usize);
    for (event, range) in events(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                found.push(PushedIn { range: base + range.start..base + range.end, is_outermost: depth == 0 });
            }
            Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => depth += 1,
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => depth -= 1,
            _ => {}
        }
    }
    found
}

#[derive(Default)]
struct Reader<'a> {
    markdown: &'a str,
    base: usize,
    done: Vec<Block>,
    /// Blocks that are being read, the innermost last: an item may hold others.
    open: Vec<Block>,
    /// The link that is being read: where its words begin in the block, its target and its range.
    link: Option<(usize, String, Range<usize>)>,
    /// Where the bold words that are being read begin in the block.
    bold: Option<usize>,
    /// How many blocks of code are open.
    code: usize,
    /// For each open quotation, whether it holds somebody else's words; others are blocks that stand out.
    quotes: Vec<bool>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Text(text) if self.code == 0 => self.typed(&text, range),
            Event::Code(text) => {
                let ticks = self.markdown[range.clone()].bytes().take_while(|b| *b == b'`').count();
                let typed = &self.markdown[range.start + ticks..range.end];
                let blank = usize::from(typed.starts_with(' ') && !text.starts_with(' '));
                let from = self.open.last().map_or(0, |block| block.text.len());
                self.code(&text, &typed[blank..], range.start + ticks + blank);
                if let Some(block) = self.open.last_mut() {
                    block.code.push(from..block.text.len());
                }
            }
            Event::InlineHtml(tag) => self.tag(&tag),
            // It stands where the line ends: before that there may be blanks, or a backslash.
            Event::SoftBreak | Event::HardBreak => {
                let end = self.markdown[range.clone()].find(['\n', '\r']).unwrap_or(0);
                if let Some(block) = self.open.last_mut() {
                    let ends = if event == Event::HardBreak { &mut block.breaks } else { &mut block.lines };
                    ends.push(block.text.len());
                }
                self.text(" ", range.start + end);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph if self.is_bare_item() => {}
            Tag::Paragraph => self.open(BlockKind::Paragraph, range),
            Tag::Heading { .. } => self.open(BlockKind::Heading, range),
            Tag::Item => self.open(BlockKind::Item, range),
            Tag::TableCell => self.open(BlockKind::Cell, range),
            Tag::Image { .. } => self.open(BlockKind::Alt, range),
            Tag::CodeBlock(_) => self.code += 1,
            Tag::BlockQuote(_) => {
                let callout = callout(self.markdown, &range);
                self.quotes.push(callout.is_none_or(|callout| callout.kind == CalloutKind::Quote));
            }
            Tag::Link { dest_url, .. } => {
                self.link = self.open.last().map(|block| (block.text.len(), dest_url.into_string(), range));
            }
            Tag::Strong => self.bold = self.open.last().map(|block| block.text.len()),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell | TagEnd::Image => self.close(),
            TagEnd::Paragraph if self.open.last().is_some_and(|block| block.kind != BlockKind::Item) => self.close(),
            TagEnd::CodeBlock => self.code -= 1,
            TagEnd::BlockQuote(_) => drop(self.quotes.pop()),
            TagEnd::Link => {
                if let (Some((from, target, range)), Some(block)) = (self.link.take(), self.open.last_mut()) {
                    let span = self.base + range.start..self.base + range.end;
                    block.links.push(Link { words: from..block.text.len(), target, span });
                }
            }
            TagEnd::Strong => {
                if let (Some(from), Some(block)) = (self.bold.take(), self.open.last_mut()) {
                    block.bold.push(from..block.text.len());
                }
            }
            _ => {}
        }
    }

    /// Notes what stands between `<kbd>` and `</kbd>`: the keys of a keyboard are no words either.
    fn tag(&mut self, tag: &str) {
        let Some(block) = self.open.last_mut() else { return };
        let at = block.text.len();
        match tag.to_ascii_lowercase().as_str() {
            "<kbd>" => block.code.push(at..at),
            "<br>" | "<br/>" | "<br />" => block.breaks.push(at),
            "</kbd>" => block.code.iter_mut().rev().take(1).for_each(|keys| keys.end = at),
            _ => {}
        }
    }

    /// Whether a paragraph is the first of an item, whose words are the item's own.
    fn is_bare_item(&self) -> bool {
        self.open.last().is_some_and(|block| block.kind == BlockKind::Item && block.text.is_empty())
            && self.quotes.is_empty()
    }

    fn open(&mut self, kind: BlockKind, range: Range<usize>) {
        let kind = if self.quotes.contains(&true) && kind != BlockKind::Alt { BlockKind::Quote } else { kind };
        self.open.push(Block::new(kind, self.base + range.start..self.base + range.end));
    }

    fn close(&mut self) {
        self.done.extend(self.open.pop());
    }

    /// Adds code. It may be typed in another way: over the end of a line, or with a mark of a quotation or a table in
    /// it.
    fn code(&mut self, text: &str, typed: &str, at: usize) {
        if typed.starts_with(text) {
            return self.text(text, at);
        }
        let mut from = 0;
        for (start, c) in text.char_indices() {
            let is_typed = |other: char| other == c || c == ' ' && matches!(other, '\n' | '\r');
            from += typed[from..].find(is_typed).unwrap_or(0);
            self.text(&text[start..start + c.len_utf8()], at + from);
            from += typed[from..].chars().next().map_or(0, char::len_utf8);
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        self.typed(text, at..at + text.len());
    }

    fn typed(&mut self, text: &str, range: Range<usize>) {
        if let Some(block) = self.open.last_mut() {
            block.push_typed(text, self.base + range.start..self.base + range.end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(BlockKind, String)> {
        let blocks = markdown(text, 0);
        super::super::tests::assert_places(&blocks, text);
        blocks.into_iter().map(|block| (block.kind, block.text)).collect()
    }

    #[test]
    fn each_piece_of_text_has_its_place() {
        let text = "## A day {#day}\n\nYou *start* at\nnine with `a b`, &amp; rest.\n\n![A foot](x.png)\n\n- One\n  - Two\n\n  \
                    Three\n\n> They said so.\n>\n> - And this\n\n```\ncode\n```\n\n| a |\n|---|\n| b |\n";
        let expected = [
            (BlockKind::Heading, "A day"),
            (BlockKind::Paragraph, "You start at nine with a b, & rest."),
            (BlockKind::Alt, "A foot"),
            (BlockKind::Item, "One"),
            (BlockKind::Item, "Two"),
            (BlockKind::Paragraph, "Three"),
            (BlockKind::Quote, "They said so."),
            (BlockKind::Quote, "And this"),
            (BlockKind::Cell, "a"),
            (BlockKind::Cell, "b"),
        ];
        assert_eq!(read(text), expected.map(|(kind, text)| (kind, text.to_string())));
    }

    #[test]
    fn links_and_bold_words_are_noted() {
        let text = "**Read** it [*right* here](a.pdf) or <https://a.uk>.";
        let block = &markdown(text, 0)[0];
        let links: Vec<_> = block.links.iter().map(|link| (&block.text[link.words.clone()], &*link.target)).collect();
        assert_eq!(links, [("right here", "a.pdf"), ("https://a.uk", "https://a.uk")]);
        assert_eq!(&text[block.links[0].span.clone()], "[*right* here](a.pdf)");
        assert_eq!(block.bold, vec![0..4; 1]);
    }
}
