//! The prose of YAML, line by line: what follows a name or a hyphen, with the lines that go on from it.
//!
//! This reads positions off the lines as they stand, because a parser of YAML that knows positions is too slow to run
//! over every file. What it takes for prose and is not, such as an id, is short and harms no rule.

use std::ops::Range;

use super::{Block, Place};

/// Fields whose words are somebody else's, or are for machines.
const NOT_PROSE: [&str; 7] =
    ["sources", "former_ids", "former_names", "instead_of", "extra", "website", "official_page"];

/// Byte ranges of the front matter and of the body of a page.
pub(super) fn split(text: &str, start: usize) -> (Range<usize>, Range<usize>) {
    let mut at = start;
    let mut opened = None;
    for line in text[start..].split_inclusive('\n') {
        let end = at + line.len();
        match (line.trim_end() == "---", opened) {
            (true, None) => opened = Some(end),
            (true, Some(from)) => return (from..at, end..text.len()),
            (false, None) => return (start..start, start..text.len()),
            (false, Some(_)) => {}
        }
        at = end;
    }
    (start..start, text.len()..text.len())
}

/// The prose of the fields in a part of a file.
pub(super) fn blocks(text: &str, part: Range<usize>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = part.start;
    // How far the field that is passed over is indented, and whether the last block may go on.
    let (mut passed, mut open): (Option<usize>, Option<usize>) = (None, None);
    for whole in text[part].split_inclusive('\n') {
        let line = Line::read(whole, at);
        at += whole.len();
        let Some(line) = line else { continue };
        if passed.is_some_and(|indent| line.indent > indent || line.is_item && line.indent == indent) {
            continue;
        }
        passed = None;
        if let (Some(indent), Some(block)) = (open, blocks.last_mut())
            && line.indent > indent
            && !line.is_item
            && (line.name.is_none() || block.field_is_folded())
        {
            block.go_on(whole, line.start);
            continue;
        }
        open = None;
        if line.name.is_some_and(|name| NOT_PROSE.contains(&name)) {
            passed = Some(line.name_indent);
        } else if let Some(block) = line.block() {
            open = Some(line.indent);
            blocks.push(block);
        }
    }
    blocks.retain(|block| !block.text.is_empty());
    blocks
}

/// One line of YAML that is neither blank nor a comment.
struct Line<'a> {
    indent: usize,
    is_item: bool,
    name: Option<&'a str>,
    /// Indentation of the name itself, behind the hyphens of items.
    name_indent: usize,
    value: &'a str,
    /// Where the value begins in the file.
    value_at: usize,
    /// Where the line's words begin in the file.
    start: usize,
}

impl<'a> Line<'a> {
    fn read(whole: &'a str, at: usize) -> Option<Line<'a>> {
        let line = whole.trim_end();
        let mut rest = line.trim_start();
        if rest.is_empty() || rest.starts_with('#') {
            return None;
        }
        let indent = line.len() - rest.len();
        let is_item = rest == "-" || rest.starts_with("- ");
        while rest.starts_with("- ") {
            rest = rest[2..].trim_start();
        }
        let name_indent = line.len() - rest.len();
        let (name, value) = match rest.split_once(':') {
            Some((name, value)) if is_name(name) && (value.is_empty() || value.starts_with(' ')) => {
                (Some(name), value.trim_start())
            }
            _ => (None, if rest == "-" { "" } else { rest }),
        };
        let value_at = at + line.len() - value.len();
        Some(Line { indent, is_item, name, name_indent, value, value_at, start: at + indent })
    }

    fn block(&self) -> Option<Block> {
        let folded = matches!(self.value.as_bytes().first(), Some(b'>' | b'|'));
        let quote = self.value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (text, at) = match quote {
            Some(quote) => {
                let inside = &self.value[1..];
                (inside.strip_suffix(quote).unwrap_or(inside), self.value_at + 1)
            }
            None if folded => ("", self.value_at),
            None => (self.value, self.value_at),
        };
        let opens_list = self.value.is_empty() || self.value.starts_with(['[', '{']);
        if opens_list && !folded {
            return None;
        }
        let mut block = Block::new(Place::Field, self.value_at..self.value_at + self.value.len());
        block.field = self.name.unwrap_or("").to_string();
        if !text.is_empty() {
            block.push(text, at);
        }
        Some(block)
    }
}

/// `leads_to` and the like: what could be the name of a field.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}

impl Block {
    /// Whether the value begins on the line after its name, where anything may stand.
    fn field_is_folded(&self) -> bool {
        self.places.first().is_none_or(|(_, at)| *at != self.span.start && *at != self.span.start + 1)
    }

    fn go_on(&mut self, line: &str, start: usize) {
        let words = line.trim();
        if !self.text.is_empty() {
            let end = self.span.end;
            self.push(" ", end);
        }
        self.push(words, start);
        self.span.end = start + words.len();
    }
}
