//! The one reader of YAML: events with marks in, values in their places out.
//!
//! Front matter, tables, `site.yaml` and `theme.yaml` are all read here, and whoever wants to know where something
//! stands walks what comes out.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the parser")]

mod deserialize;
mod offsets;
mod scalar;
mod slips;
mod trouble;
mod typed;

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use saphyr_parser::{Event, Parser, ScalarStyle, Span as Mark, StrInput, Tag};

use super::node::{Marked, Node, Style};
use offsets::Offsets;
pub(super) use trouble::{Cause, Trouble, findings};
pub(super) use typed::Typed;

/// Deeper than this nobody writes, and nobody could read.
const DEEPEST: usize = 128;
/// The most values that `*` may repeat in one file.
const MOST_REPEATED: usize = 100_000;

/// Reads YAML that begins `base` bytes into its file.
pub(super) fn read(text: &str, base: usize) -> Result<Marked, Trouble> {
    let parser = Parser::new_from_str(text);
    let (offsets, anchors) = (Offsets::new(text), FxHashMap::default());
    Reader { parser, offsets, text, base, anchors, repeated: 0, lonely: BTreeMap::new() }.document()
}

struct Reader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    offsets: Offsets<'a>,
    text: &'a str,
    base: usize,
    /// What `&name` stands before, with its size, by the parser's number for the name.
    anchors: FxHashMap<usize, (Marked, usize)>,
    /// How many values `*name` has repeated so far.
    repeated: usize,
    /// Where `&name` stands before a plain value that nothing has repeated so far.
    lonely: BTreeMap<usize, Range<usize>>,
}

type MarkedEvent<'a> = (Event<'a>, Mark);

impl<'a> Reader<'a> {
    fn document(mut self) -> Result<Marked, Trouble> {
        let whole = loop {
            let (event, mark) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                Event::StreamEnd => return Ok(Marked::default()),
                event => break self.value(event, mark, 0)?,
            }
        };
        loop {
            let (event, mark) = self.next()?;
            match event {
                // Such a name was to be a word of the value.
                Event::StreamEnd => {
                    return match self.lonely.into_values().next() {
                        Some(name) => Err(Trouble::new(Cause::LonelyName, name)),
                        None => Ok(whole),
                    };
                }
                Event::DocumentStart(_) => return self.stop(Cause::SecondDocument, mark),
                _ => {}
            }
        }
    }

    fn next(&mut self) -> Result<MarkedEvent<'a>, Trouble> {
        match self.parser.next_event() {
            Some(Ok(found)) => Ok(found),
            Some(Err(error)) => {
                let at = self.offsets.byte(error.marker().index());
                Err(Trouble::new(Cause::Grammar(error.info().to_string()), at..at))
            }
            // After the end of the stream nobody asks.
            None => Err(Trouble::new(Cause::Grammar(String::new()), 0..0)),
        }
    }

    fn stop<T>(&mut self, cause: Cause, mark: Mark) -> Result<T, Trouble> {
        let range = self.range(mark);
        Err(Trouble::new(cause, range.start - self.base..range.end - self.base))
    }

    /// What a `|` or `>` means that ends the text with nothing but blank lines below it: the parser takes the end of its
    /// own line for one of them.
    fn empty_block(&mut self, text: &str, style: ScalarStyle, mark: Mark) -> Option<Node> {
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let source = &self.text[self.offsets.byte(mark.start.index())..];
        if !is_block || !text.trim_matches('\n').is_empty() || !source.starts_with(['|', '>']) {
            return None;
        }
        let (head, below) = source.split_at(first_line(source));
        let blank = if head.contains('+') { below.lines().count().saturating_sub(1) } else { 0 };
        Some(Node::Text("\n".repeat(blank).into()))
    }

    /// The `&name` right before a value.
    fn name_before(&mut self, mark: Mark) -> Option<Range<usize>> {
        let at = self.offsets.byte(mark.start.index());
        let start = self.text[..at].rfind('&')?;
        let name = self.text[start + 1..].split(char::is_whitespace).next().unwrap_or("");
        let end = start + 1 + name.len();
        let is_beside = self.text.get(end..at).is_some_and(|gap| gap.trim_matches([' ', '\t']).is_empty());
        is_beside.then_some(start..end)
    }

    /// The tag stands before what it is said of.
    fn stop_at_tag<T>(&mut self, mark: Mark) -> Result<T, Trouble> {
        let at = self.offsets.byte(mark.start.index());
        let tag = self.text[..at].rfind('!').unwrap_or(at);
        Err(Trouble::new(Cause::Tag, tag..at))
    }

    fn value(&mut self, event: Event<'a>, mark: Mark, depth: usize) -> Result<Marked, Trouble> {
        if depth >= DEEPEST {
            return self.stop(Cause::TooDeep, mark);
        }
        let (anchor, value) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let Some(node) = scalar::node(&text, style, tag.as_deref()) else { return self.stop_at_tag(mark) };
                let range = self.scalar_range(style, mark);
                if anchor > 0 {
                    let name = self.name_before(mark);
                    self.lonely.extend(name.map(|name| (anchor, name)));
                }
                let node = self.empty_block(&text, style, mark).unwrap_or(node);
                (anchor, Marked { style: style_of(style), ..Marked::new(node, 0..0, range) })
            }
            Event::SequenceStart(anchor, tag) => {
                self.judge_tag(tag.as_deref(), mark)?;
                (anchor, self.list(mark, depth).map_err(|trouble| self.inside(trouble, mark))?)
            }
            Event::MappingStart(anchor, tag) => {
                self.judge_tag(tag.as_deref(), mark)?;
                (anchor, self.map(mark, depth).map_err(|trouble| self.inside(trouble, mark))?)
            }
            Event::Alias(anchor) => return self.repeat(anchor, mark),
            // Nothing else begins a value.
            _ => (0, Marked::default()),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, (value.clone(), value.node.size()));
        }
        Ok(value)
    }

    /// Notes the innermost bracket around a trouble.
    fn inside(&mut self, trouble: Trouble, begin: Mark) -> Trouble {
        let start = self.range(begin).start - self.base;
        let opened = Some(start).filter(|_| self.text[start..].starts_with(['[', '{']) && !begin.is_empty());
        Trouble { opened: trouble.opened.or(opened), ..trouble }
    }

    fn judge_tag(&mut self, tag: Option<&Tag>, mark: Mark) -> Result<(), Trouble> {
        if tag.is_some_and(scalar::is_own) { self.stop_at_tag(mark) } else { Ok(()) }
    }

    fn list(&mut self, begin: Mark, depth: usize) -> Result<Marked, Trouble> {
        let mut items = Vec::new();
        let end = loop {
            let (event, mark) = self.next()?;
            if event == Event::SequenceEnd {
                break mark;
            }
            let mut item = self.value(event, mark, depth + 1)?;
            // What a group in a list lacks is missing from its first line.
            let range = item.value.start - self.base..item.value.end - self.base;
            item.key = item.value.start..item.value.start + first_line(&self.text[range]);
            items.push(item);
        };
        let last = items.last().map(|item| item.value.end);
        let (style, range) = self.whole(begin, end, None, last);
        Ok(Marked { style, ..Marked::new(Node::List(items), 0..0, range) })
    }

    fn map(&mut self, begin: Mark, depth: usize) -> Result<Marked, Trouble> {
        let mut fields = Vec::new();
        let end = loop {
            let (event, mark) = self.next()?;
            if event == Event::MappingEnd {
                break mark;
            }
            let key = self.value(event, mark, depth + 1)?;
            let Some(name) = name(&key.node) else { return self.stop(Cause::Name, mark) };
            let (event, mark) = self.next()?;
            let mut value = self.value(event, mark, depth + 1)?;
            value.key = key.value;
            if value.value.is_empty() {
                value.value = value.key.clone();
                value.source = value.key.clone();
            }
            fields.push((name, value));
        };
        let first = fields.first().map(|(_, value)| value.key.start);
        let last = fields.last().map(|(_, value): &(_, Marked)| value.value.end);
        let (style, range) = self.whole(begin, end, first, last);
        Ok(Marked { style, ..Marked::new(Node::Map(fields), 0..0, range) })
    }

    /// How a list or group is written, and its bytes: from its first part to its last, or from bracket to bracket.
    fn whole(&mut self, begin: Mark, end: Mark, first: Option<usize>, last: Option<usize>) -> (Style, Range<usize>) {
        let mark = self.range(begin);
        if self.text[mark.start - self.base..].starts_with(['[', '{']) && !begin.is_empty() {
            let end = self.range(end).end;
            return (Style::Brackets, mark.start..end.max(mark.end));
        }
        let start = first.unwrap_or(mark.start);
        (Style::Lines, start..last.unwrap_or(mark.end).max(start))
    }

    fn repeat(&mut self, anchor: usize, mark: Mark) -> Result<Marked, Trouble> {
        let Some((value, size)) = self.anchors.get(&anchor) else { return self.stop(Cause::RepeatsItself, mark) };
        self.lonely.remove(&anchor);
        self.repeated += size;
        if self.repeated > MOST_REPEATED {
            return self.stop(Cause::RepeatsTooMuch, mark);
        }
        let value = value.clone();
        Ok(Marked { value: self.range(mark), ..value })
    }

    /// The bytes of a single value. Quotation marks at the start of a text below a `|` or `>` are a part of it.
    fn scalar_range(&mut self, style: ScalarStyle, mark: Mark) -> Range<usize> {
        if !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            return self.range(mark);
        }
        let start = self.offsets.byte(mark.start.index());
        let end = self.offsets.byte(mark.end.index()).max(start);
        self.base + start..self.base + start + self.text[start..end].trim_end().len()
    }

    /// The bytes of a mark, without the blank space and comments after it.
    fn range(&mut self, mark: Mark) -> Range<usize> {
        let start = self.offsets.byte(mark.start.index());
        let end = self.offsets.byte(mark.end.index()).max(start);
        let text = &self.text[start..end];
        let text = quoted(text).unwrap_or(text);
        self.base + start..self.base + start + text.trim_end().len()
    }
}

/// A field's name: text, or a plain value read as text (`2: ...`).
fn name(node: &Node) -> Option<std::sync::Arc<str>> {
    if let Node::Bool(value) = node { Some(value.to_string().into()) } else { node.scalar_text() }
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::Single,
        ScalarStyle::DoubleQuoted => Style::Double,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}

fn first_line(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// A text between quotation marks up to the closing one: the parser's mark may lie after a comment that follows it.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let mut rest = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            '\\' if quote == '"' => drop(rest.next()),
            '\'' if quote == c && rest.next_if(|(_, next)| *next == c).is_some() => {}
            _ if c == quote => return text.get(..at + 1),
            _ => {}
        }
    }
    None
}
