//! Quotations that begin with a mark such as `[!NOTE]`: blocks that stand out from the text around them.
//!
//! The form is that of GitHub and of programs for notes, so other tools show the words as well. What stands behind the
//! mark on its line is the block's title, a paragraph of its own; the mark itself is no words.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// An event, and the bytes that it comes from.
type Found<'a> = (Event<'a>, Range<usize>);

/// What a block is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CalloutKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
    /// Folded away behind its title.
    More,
    /// A numbered list of things to do one after the other.
    Steps,
    /// Words of somebody, whom the title names.
    Quote,
    /// One link to follow now.
    Action,
}

impl CalloutKind {
    pub const ALL: [CalloutKind; 9] = [
        CalloutKind::Note,
        CalloutKind::Tip,
        CalloutKind::Important,
        CalloutKind::Warning,
        CalloutKind::Caution,
        CalloutKind::More,
        CalloutKind::Steps,
        CalloutKind::Quote,
        CalloutKind::Action,
    ];

    /// The word between `[!` and `]`, which may be typed in small letters too.
    pub fn word(self) -> &'static str {
        match self {
            CalloutKind::Note => "NOTE",
            CalloutKind::Tip => "TIP",
            CalloutKind::Important => "IMPORTANT",
            CalloutKind::Warning => "WARNING",
            CalloutKind::Caution => "CAUTION",
            CalloutKind::More => "MORE",
            CalloutKind::Steps => "STEPS",
            CalloutKind::Quote => "QUOTE",
            CalloutKind::Action => "ACTION",
        }
    }

    fn of_word(word: &str) -> Option<CalloutKind> {
        CalloutKind::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(word))
    }
}

/// The first line of a block that stands out. Ranges are bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callout {
    pub kind: CalloutKind,
    /// `[!NOTE]` and the blanks behind it.
    pub mark: Range<usize>,
    /// The rest of the line; empty if nothing stands there.
    pub title: Range<usize>,
}

/// What the quotation at a range of a text is, if it begins with a mark that is known.
pub fn callout(markdown: &str, quotation: &Range<usize>) -> Option<Callout> {
    let whole = markdown.get(quotation.clone())?;
    let words = whole.strip_prefix('>')?.trim_start_matches([' ', '\t']);
    // First, for a line may begin thousands of quotations.
    let rest = words.strip_prefix("[!")?.lines().next()?;
    let (word, rest) = rest.split_once(']')?;
    let start = quotation.start + whole.len() - words.len();
    let kind = CalloutKind::of_word(word)?;
    let title = start + "[!".len() + word.len() + "]".len() + rest.len() - rest.trim_start().len();
    Some(Callout { kind, mark: start..title, title: title..title + rest.trim().len() })
}

/// Events without the marks, and with the titles as paragraphs.
pub(super) struct Callouts<'a, I> {
    pub markdown: &'a str,
    pub events: I,
    pub ready: VecDeque<Found<'a>>,
    pub at: At,
}

/// Where in the first paragraph of a block that stands out the reader is; ranges are those of the paragraph.
pub(super) enum At {
    Elsewhere,
    /// Before it.
    Before(Callout),
    /// In its mark.
    Mark(Callout, Range<usize>),
    /// In its title, so many tags deep.
    Title(Callout, Range<usize>, usize),
}

impl<'a, I: Iterator<Item = Found<'a>>> Iterator for Callouts<'a, I> {
    type Item = Found<'a>;

    fn next(&mut self) -> Option<Found<'a>> {
        while self.ready.is_empty() {
            let (event, range) = self.events.next()?;
            self.at = match std::mem::replace(&mut self.at, At::Elsewhere) {
                At::Elsewhere => self.outside(event, range),
                At::Before(callout) if event == Event::Start(Tag::Paragraph) => At::Mark(callout, range),
                At::Before(_) => self.outside(event, range),
                At::Mark(callout, paragraph) => self.in_mark(callout, paragraph, event, range),
                At::Title(callout, paragraph, depth) => self.in_title(callout, paragraph, depth, event, range),
            };
        }
        self.ready.pop_front()
    }
}

impl<'a, I: Iterator<Item = Found<'a>>> Callouts<'a, I> {
    fn outside(&mut self, event: Event<'a>, range: Range<usize>) -> At {
        let begins = matches!(event, Event::Start(Tag::BlockQuote(_)));
        let callout = if begins { callout(self.markdown, &range) } else { None };
        self.ready.push_back((event, range));
        callout.map_or(At::Elsewhere, At::Before)
    }

    fn in_mark(&mut self, callout: Callout, paragraph: Range<usize>, event: Event<'a>, range: Range<usize>) -> At {
        let mark_end = callout.mark.end;
        match event {
            Event::Text(_) if range.end <= mark_end => At::Mark(callout, paragraph),
            // The mark was all that stood there.
            Event::End(TagEnd::Paragraph) => At::Elsewhere,
            Event::SoftBreak | Event::HardBreak => {
                self.ready.push_back((Event::Start(Tag::Paragraph), range.end..paragraph.end));
                At::Elsewhere
            }
            event => {
                self.ready.push_back((Event::Start(Tag::Paragraph), callout.title.clone()));
                let (event, range) = match event {
                    Event::Text(text) if range.start < mark_end => {
                        let rest = text.get(mark_end - range.start..).unwrap_or("").to_string();
                        (Event::Text(CowStr::from(rest)), mark_end..range.end)
                    }
                    event => (event, range),
                };
                self.in_title(callout, paragraph, 0, event, range)
            }
        }
    }

    fn in_title(
        &mut self,
        callout: Callout,
        paragraph: Range<usize>,
        depth: usize,
        event: Event<'a>,
        range: Range<usize>,
    ) -> At {
        let end = |ready: &mut VecDeque<Found<'a>>| {
            ready.push_back((Event::End(TagEnd::Paragraph), callout.title.clone()));
            At::Elsewhere
        };
        let depth = match &event {
            Event::End(TagEnd::Paragraph) => return end(&mut self.ready),
            Event::SoftBreak | Event::HardBreak if depth == 0 => {
                let at = end(&mut self.ready);
                self.ready.push_back((Event::Start(Tag::Paragraph), range.end..paragraph.end));
                return at;
            }
            Event::Start(_) => depth + 1,
            Event::End(_) => depth.saturating_sub(1),
            _ => depth,
        };
        self.ready.push_back((event, range));
        At::Title(callout, paragraph, depth)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::events;
    use super::*;

    /// Paragraphs in brackets, everything else as it is.
    fn shown(markdown: &str) -> String {
        let mut out = String::new();
        for (event, range) in events(markdown) {
            assert!(markdown.get(range.clone()).is_some(), "{markdown:?} {range:?}");
            match event {
                Event::Text(text) => out.push_str(&text),
                Event::SoftBreak => out.push(' '),
                Event::Start(Tag::Paragraph) => out.push('('),
                Event::End(TagEnd::Paragraph) => out.push(')'),
                Event::Start(Tag::BlockQuote(_)) => out.push('>'),
                Event::End(TagEnd::BlockQuote(_)) => out.push('<'),
                Event::Start(Tag::Item) => out.push('-'),
                Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => out.push('*'),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn the_mark_is_no_words_and_the_title_is_a_paragraph() {
        for (markdown, expected) in [
            ("> [!NOTE]\n> One\n> two.", ">(One two.)<"),
            ("> [!tip] Bring **two** things\n> One\n> two.", ">(Bring *two* things)(One two.)<"),
            ("> [!MORE] Hours\n>\n> Long.", ">(Hours)(Long.)<"),
            ("> [!MORE] Hours", ">(Hours)<"),
            ("> [!STEPS]\n> 1. One\n> 2. Two", ">-One-Two<"),
            ("> [!NOTE]", "><"),
            ("> [!NOTE] **One\n> two** three\n> four", ">(*One two* three)(four)<"),
            ("> [!NOTES]\n> One", ">([!NOTES] One)<"),
            ("> One [!NOTE]\n> two", ">(One [!NOTE] two)<"),
            ("[!NOTE]\ntwo", "([!NOTE] two)"),
            ("> > [!NOTE] In\n> > it", ">>(In)(it)<<"),
            ("> [!NOTE] Out\n> > [!TIP] In\n> > it", ">(Out)>(In)(it)<<"),
        ] {
            assert_eq!(shown(markdown), expected, "{markdown}");
        }
    }

    proptest! {
        #[test]
        fn what_is_opened_is_closed(markdown in "(> ?(\\[!(NOTE|More)\\])? ?([a*_ \\[\\]`]{0,8})\n|[a>* \n-]{0,6}){0,6}") {
            let mut open = Vec::new();
            for (event, _) in events(&markdown) {
                match event {
                    Event::Start(tag) => open.push(tag.to_end()),
                    Event::End(tag) => prop_assert_eq!(open.pop(), Some(tag), "{:?}", markdown),
                    _ => {}
                }
            }
            prop_assert!(open.is_empty());
        }
    }
}
