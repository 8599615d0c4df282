//! Finds where a value stands in a file, when a finding needs to point at it.
//!
//! Values are read without positions, which is twice as fast. Only when something is wrong is the one file read
//! again, event by event, with marks. A property test holds that the text found here is the value that was read.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of YAML")]

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span as Mark};

use crate::source::LineIndex;

/// One step from a value to one of its parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    Field(Cow<'static, str>),
    /// The nth copy of a field that is written more than once, counted from 0.
    Again(Cow<'static, str>, usize),
    Item(usize),
}

/// From the whole to one value, such as `leads_to`, item 2, `role`.
pub type FieldPath = Vec<Step>;

/// Byte ranges of one value, its name where it has one, and its parts.
#[derive(Debug, Clone, Default)]
pub struct Marked {
    pub key: Range<usize>,
    pub value: Range<usize>,
    parts: Vec<(Step, Marked)>,
}

impl Marked {
    /// Reads positions out of YAML that begins `base` bytes into its file. YAML that cannot be read gives no parts.
    pub fn yaml(text: &str, base: usize) -> Marked {
        let lines = LineIndex::new(text);
        let mut reader = MarkReader { parser: Parser::new_from_str(text), lines: &lines, text, base };
        reader.document().unwrap_or_else(|| Marked { value: base..base + first_line(text), ..Marked::default() })
    }

    /// A value without parts.
    pub fn leaf(key: Range<usize>, value: Range<usize>) -> Marked {
        Marked { key, value, parts: Vec::new() }
    }

    pub fn push(&mut self, step: Step, part: Marked) {
        self.parts.push((step, part));
    }

    /// The value at a path, or the innermost one on the way to it that exists.
    pub fn find(&self, path: &[Step]) -> &Marked {
        let Some((step, rest)) = path.split_first() else { return self };
        let found = match step {
            Step::Again(name, count) => {
                self.parts.iter().filter(|(step, _)| matches!(step, Step::Field(field) if field == name)).nth(*count)
            }
            step => self.parts.iter().find(|(candidate, _)| candidate == step),
        };
        found.map_or(self, |(_, part)| part.find(rest))
    }

    /// The value at a path, if there is one.
    pub fn get(&self, path: &[Step]) -> Option<&Marked> {
        let Some((step, rest)) = path.split_first() else { return Some(self) };
        self.parts.iter().find(|(candidate, _)| candidate == step)?.1.get(rest)
    }

    /// The items of a list.
    pub fn items(&self) -> impl Iterator<Item = &Marked> {
        self.parts.iter().filter(|(step, _)| matches!(step, Step::Item(_))).map(|(_, part)| part)
    }

    /// The item of this number of a list.
    pub fn item(&self, number: usize) -> Option<&Marked> {
        self.parts.get(number).filter(|(step, _)| *step == Step::Item(number)).map(|(_, part)| part)
    }

    /// Takes a field out of the parts.
    pub fn take(&mut self, name: &str) -> Option<Marked> {
        let index = self.parts.iter().position(|(step, _)| matches!(step, Step::Field(field) if field == name))?;
        Some(self.parts.swap_remove(index).1)
    }

    /// Takes an item of a list out of the parts.
    pub fn take_item(&mut self, item: usize) -> Option<Marked> {
        let index = self.parts.iter().position(|(step, _)| *step == Step::Item(item))?;
        Some(self.parts.swap_remove(index).1)
    }

    /// Adds parts of another value that this one does not have itself.
    pub fn inherit(&mut self, other: Marked) {
        for (step, part) in other.parts {
            if !self.parts.iter().any(|(own, _)| *own == step) {
                self.parts.push((step, part));
            }
        }
    }
}

fn first_line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

struct MarkReader<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    lines: &'a LineIndex<'a>,
    text: &'a str,
    base: usize,
}

impl MarkReader<'_> {
    fn document(&mut self) -> Option<Marked> {
        loop {
            let (event, mark) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                Event::StreamEnd | Event::DocumentEnd => return None,
                event => return self.value(event, mark, 0),
            }
        }
    }

    fn next(&mut self) -> Option<(Event<'static>, Mark)> {
        let (event, mark) = self.parser.next_event()?.ok()?;
        Some((owned(event), mark))
    }

    fn value(&mut self, event: Event<'static>, mark: Mark, depth: usize) -> Option<Marked> {
        if depth > 200 {
            return None;
        }
        let start = self.offset(mark.start);
        let is_mapping = matches!(event, Event::MappingStart(..));
        let mut whole = Marked { value: self.range(mark), ..Marked::default() };
        match event {
            Event::SequenceStart(..) => loop {
                let (event, mark) = self.next()?;
                if event == Event::SequenceEnd {
                    break;
                }
                let step = Step::Item(whole.parts.len());
                let mut part = self.value(event, mark, depth + 1)?;
                // What a group in a list lacks is missing from its first line.
                let value = &self.text[part.value.start - self.base..part.value.end - self.base];
                part.key = part.value.start..part.value.start + first_line(value);
                whole.parts.push((step, part));
            },
            Event::MappingStart(..) => loop {
                let (event, key_mark) = self.next()?;
                let name = match event {
                    Event::MappingEnd => break,
                    Event::Scalar(name, ..) => name.into_owned(),
                    event => {
                        self.value(event, key_mark, depth + 1)?;
                        String::new()
                    }
                };
                let (event, mark) = self.next()?;
                let mut part = self.value(event, mark, depth + 1)?;
                part.key = self.range(key_mark);
                if part.value.is_empty() {
                    part.value = part.key.clone();
                }
                whole.parts.push((Step::Field(name.into()), part));
            },
            _ => return Some(whole),
        }
        if let Some((_, last)) = whole.parts.last() {
            let first = &whole.parts[0].1;
            let begin = if is_mapping && !first.key.is_empty() { first.key.start } else { start };
            whole.value = begin..last.value.end.max(begin);
        }
        Some(whole)
    }

    fn offset(&self, marker: saphyr_parser::Marker) -> usize {
        self.base + self.lines.offset(marker.line(), marker.col() + 1)
    }

    /// The bytes of a scalar, without the blank space and comments after it.
    fn range(&self, mark: Mark) -> Range<usize> {
        let start = self.offset(mark.start);
        let end = self.offset(mark.end).max(start);
        let text = &self.text[start - self.base..end - self.base];
        let text = quoted(text).unwrap_or(text);
        start..start + text.trim_end().len()
    }
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

/// The same event without a borrow of the parser's input.
fn owned(event: Event<'_>) -> Event<'static> {
    match event {
        Event::Scalar(text, style, anchor, _) => Event::Scalar(Cow::Owned(text.into_owned()), style, anchor, None),
        Event::SequenceStart(anchor, _) => Event::SequenceStart(anchor, None),
        Event::MappingStart(anchor, _) => Event::MappingStart(anchor, None),
        Event::SequenceEnd => Event::SequenceEnd,
        Event::MappingEnd => Event::MappingEnd,
        Event::Alias(anchor) => Event::Alias(anchor),
        Event::DocumentStart(explicit) => Event::DocumentStart(explicit),
        Event::DocumentEnd => Event::DocumentEnd,
        Event::StreamStart => Event::StreamStart,
        Event::StreamEnd => Event::StreamEnd,
        Event::Nothing => Event::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_before_the_comment_behind_it() {
        for value in ["plain", "'it''s'", r#""say \"so\" # here""#, "\"\""] {
            let text = format!("a: {value}   # a comment\nb: 2\n");
            let marks = Marked::yaml(&text, 0);
            assert_eq!(&text[marks.find(&[Step::Field("a".into())]).value.clone()], value);
        }
    }
}
