//! The Markdown that Trellis reads: what the parser finds, with what its authors mean where the two differ.
//!
//! Addresses that stand bare among words become links. One `~` is a letter, two strike words out. Words in braces behind a
//! heading stay words, unless they are an id. Quotations that begin with `[!NOTE]` and the like stand out (`callout`).
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use super::bare::{Bare, bare_addresses};
use super::callout::{At, Callouts};

/// What Markdown is beside its standard.
pub const MARKDOWN: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// An event, and the bytes that it comes from.
pub type Found<'a> = (Event<'a>, Range<usize>);

/// What a text is made of, in reading order.
pub fn events(markdown: &str) -> impl Iterator<Item = Found<'_>> {
    let events = Dialect {
        markdown,
        parser: Parser::new_ext(markdown, MARKDOWN).into_offset_iter(),
        ready: VecDeque::new(),
        closed: 0,
        html_links: 0,
        strikes: Vec::new(),
        braces: None,
    };
    Callouts { markdown, events, ready: VecDeque::new(), at: At::Elsewhere }
}

struct Dialect<'a> {
    markdown: &'a str,
    parser: OffsetIter<'a>,
    ready: VecDeque<Found<'a>>,
    /// How many links, pictures and blocks of code or HTML are open: in these, an address is no link.
    closed: usize,
    /// How many links are open that are written in HTML: in these, neither.
    html_links: usize,
    /// For each open pair of `~`, whether it strikes out.
    strikes: Vec<bool>,
    /// Words in braces behind the heading that is open.
    braces: Option<Range<usize>>,
}

impl<'a> Iterator for Dialect<'a> {
    type Item = Found<'a>;

    fn next(&mut self) -> Option<Found<'a>> {
        if self.ready.is_empty() {
            let (event, range) = self.parser.next()?;
            match event {
                Event::Text(text) if self.closed == 0 && self.html_links == 0 => self.words(text, range),
                event => self.event(event, range),
            }
        }
        self.ready.pop_front()
    }
}

impl<'a> Dialect<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Strikethrough) => {
                let is_meant = self.markdown[range.clone()].starts_with("~~");
                self.strikes.push(is_meant);
                let mark = range.start..range.start + 1;
                self.ready.push_back(if is_meant { (event, range) } else { self.typed(mark) });
            }
            Event::End(TagEnd::Strikethrough) => {
                let is_meant = self.strikes.pop().unwrap_or(true);
                let mark = range.end - 1..range.end;
                self.ready.push_back(if is_meant { (event, range) } else { self.typed(mark) });
            }
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                let are_words = attrs.iter().any(|(_, value)| value.is_none()) || id.is_none();
                let has_some = !classes.is_empty() || !attrs.is_empty();
                self.braces = (has_some && are_words).then(|| braces(self.markdown, &range)).flatten();
                let id = id.filter(|_| self.braces.is_none());
                let tag = Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() };
                self.ready.push_back((Event::Start(tag), range));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(words) = self.braces.take() {
                    self.ready.push_back(self.typed(words));
                }
                self.ready.push_back((event, range));
            }
            Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, title, id }) => {
                self.closed += 1;
                let dest_url = format!("mailto:{dest_url}").into();
                let tag = Tag::Link { link_type: LinkType::Email, dest_url, title, id };
                self.ready.push_back((Event::Start(tag), range));
            }
            Event::InlineHtml(html) => {
                self.html_links = match link_tag(&html) {
                    Some(true) => self.html_links + 1,
                    Some(false) => self.html_links.saturating_sub(1),
                    None => self.html_links,
                };
                self.ready.push_back((Event::InlineHtml(html), range));
            }
            event => {
                match &event {
                    // What is not closed in its paragraph does not close the rest.
                    Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell) => self.html_links = 0,
                    Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                        self.closed += 1;
                    }
                    Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                        self.closed -= 1;
                    }
                    _ => {}
                }
                self.ready.push_back((event, range));
            }
        }
    }

    fn typed(&self, range: Range<usize>) -> Found<'a> {
        (Event::Text(CowStr::Borrowed(&self.markdown[range.clone()])), range)
    }

    /// Words come in many pieces; an address may begin in one and end in another.
    fn words(&mut self, text: CowStr<'a>, range: Range<usize>) {
        let mut pieces = vec![(text, range)];
        let after = loop {
            match self.parser.next() {
                Some((Event::Text(text), range)) => {
                    let end = pieces.last().map_or(0, |(_, range)| range.end);
                    let gap = self.markdown.get(end..range.start).unwrap_or(" ");
                    if !gap.is_empty() && gap != "\\" {
                        self.linked(pieces, false);
                        pieces = vec![(text, range)];
                    } else {
                        pieces.push((text, range));
                    }
                }
                other => break other,
            }
        };
        let goes_on = matches!(after, Some((Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough), _)));
        self.linked(pieces, goes_on);
        if let Some((event, range)) = after {
            self.event(event, range);
        }
    }

    /// Makes links of the addresses in a run of words. If it goes on, an address at its end may not be whole.
    fn linked(&mut self, pieces: Vec<(CowStr<'a>, Range<usize>)>, goes_on: bool) {
        let may_link = |text: &str| text.contains("://") || text.contains("www.") || text.contains('@');
        let in_pieces = pieces.iter().any(|(text, _)| may_link(text))
            || pieces.len() > 1 && pieces.iter().any(|(text, _)| text.contains(':'));
        let whole: String = if in_pieces { pieces.iter().map(|(text, _)| &**text).collect() } else { String::new() };
        let found: Vec<Bare> = if may_link(&whole) { bare_addresses(&whole) } else { Vec::new() };
        let mut links = found.into_iter().filter(|bare| !goes_on || bare.range.end < whole.len()).peekable();
        let (mut at, mut open) = (0, None::<Range<usize>>);
        for (text, range) in pieces {
            let is_verbatim = range.len() == text.len();
            let mut from = 0;
            while from < text.len() {
                let here = at + from;
                if let Some(bare) = links.next_if(|bare| bare.range.start <= here) {
                    let start = range.start + if is_verbatim { from } else { 0 };
                    let tag = Tag::Link {
                        link_type: LinkType::Autolink,
                        dest_url: bare.address.into(),
                        title: "".into(),
                        id: "".into(),
                    };
                    self.ready.push_back((Event::Start(tag), start..start + bare.range.len()));
                    open = Some(bare.range);
                }
                let stop = match (&open, links.peek()) {
                    (Some(bare), _) => bare.end,
                    (None, Some(next)) => next.range.start,
                    (None, None) => usize::MAX,
                };
                let end = if is_verbatim { text.len().min(stop.saturating_sub(at)).max(from + 1) } else { text.len() };
                let part = match is_verbatim {
                    true => self.typed(range.start + from..range.start + end),
                    false => (Event::Text(text.clone()), range.clone()),
                };
                let part_end = part.1.end;
                self.ready.push_back(part);
                from = end;
                if open.as_ref().is_some_and(|bare| bare.end <= at + from) {
                    open = None;
                    self.ready.push_back((Event::End(TagEnd::Link), part_end..part_end));
                }
            }
            at += text.len();
        }
    }
}

/// Whether a tag opens a link or closes one.
fn link_tag(html: &str) -> Option<bool> {
    let (rest, opens) = html.strip_prefix("</").map_or((html.strip_prefix('<')?, true), |rest| (rest, false));
    let rest = rest.strip_prefix(['a', 'A'])?;
    rest.starts_with(|c: char| c.is_whitespace() || c == '>').then_some(opens)
}

/// The words in braces at the end of a heading, with the blank before them.
fn braces(markdown: &str, heading: &Range<usize>) -> Option<Range<usize>> {
    let typed = &markdown[heading.clone()];
    let close = typed.rfind('}')?;
    let open = typed[..close].rfind('{')?;
    let start = open - usize::from(typed[..open].ends_with(' '));
    Some(heading.start + start..heading.start + close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markdown: &str) -> String {
        let mut out = String::new();
        for (event, range) in events(markdown) {
            assert!(markdown.get(range.clone()).is_some(), "{markdown:?} {range:?}");
            match event {
                Event::Text(text) | Event::Code(text) => out.push_str(&text),
                Event::Start(Tag::Link { dest_url, .. }) => out.push_str(&format!("<{dest_url}|")),
                Event::End(TagEnd::Link) => out.push('>'),
                Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) => out.push('/'),
                Event::Start(Tag::Heading { id, .. }) => out.push_str(&format!("#{}:", id.as_deref().unwrap_or(""))),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn bare_addresses_are_links() {
        for (markdown, expected) in [
            ("See https://a.uk/x_y_z, or not.", "See <https://a.uk/x_y_z|https://a.uk/x_y_z>, or not."),
            ("www.a.uk/b\\_c", "<https://www.a.uk/b_c|www.a.uk/b_c>"),
            ("Ask first\\_last@trust.nhs.uk.", "Ask <mailto:first_last@trust.nhs.uk|first_last@trust.nhs.uk>."),
            ("(https://a.uk/?a=1&amp;b=2)", "(<https://a.uk/?a=1&b=2|https://a.uk/?a=1&b=2>)"),
            ("**https://a.uk** x@y.uk", "<https://a.uk|https://a.uk> <mailto:x@y.uk|x@y.uk>"),
            ("<x@y.uk> <https://b.uk>", "<mailto:x@y.uk|x@y.uk> <https://b.uk|https://b.uk>"),
            ("[https://a.uk](b.md) `https://c.uk`", "<b.md|https://a.uk> https://c.uk"),
            ("[x] (https://a.uk) and (x)[www.a.uk]", "[x] (https://a.uk) and (x)[www.a.uk]"),
            ("@you, a@b and 3 @ 5", "@you, a@b and 3 @ 5"),
            ("https://a.uk/*b*", "https://a.uk/b"),
        ] {
            assert_eq!(shown(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn only_two_tildes_strike_out() {
        assert_eq!(shown("~20 places~ and ~~gone~~"), "~20 places~ and /gone/");
    }

    #[test]
    fn words_in_braces_stay_words() {
        assert_eq!(shown("## Jobs {part time}"), "#:Jobs {part time}");
        assert_eq!(shown("## Jobs {#jobs}"), "#jobs:Jobs");
        assert_eq!(shown("## Jobs {.lead}"), "#:Jobs {.lead}");
        assert_eq!(shown("Jobs {now}\n---"), "#:Jobs {now}");
    }
}
