//! Where the letters of a text stand in its file: quotation marks, escapes, indents and ends of lines lie between.

use std::ops::Range;

use super::super::node::{Marked, Style};
use crate::prose::Block;

/// A piece of a text, and the bytes that it is read from. They are as many, but for an escape.
type Piece = (Range<usize>, Range<usize>);

/// A single value's text with the places of its letters. Blanks may lie between pieces.
#[derive(Debug)]
pub(in super::super) struct Typed<'a> {
    text: &'a str,
    pieces: Vec<Piece>,
}

impl<'a> Typed<'a> {
    /// The text of a value of a file.
    pub fn new(file: &str, value: &Marked, text: &'a str) -> Typed<'a> {
        Typed { text, pieces: pieces(file, value, text) }
    }

    /// A part of the text as a block, without what is in the block already.
    pub fn block(&self, part: Range<usize>, mut block: Block) -> Block {
        let (mut at, mut from) = (part.start, None);
        for (said, written) in &self.pieces {
            let (start, end) = (said.start.max(part.start), said.end.min(part.end));
            if start >= end {
                continue;
            }
            let is_exact = said.len() == written.len();
            let written = match is_exact {
                true => written.start + start - said.start..written.end + end - said.end,
                false => written.clone(),
            };
            if start > at {
                // A blank, an end of a line, or an indent.
                let blank = self.text[at..start].replace(['\n', '\r'], " ");
                block.push_typed(&blank, from.unwrap_or(written.start)..written.start);
            }
            block.push_typed(&self.text[start..end], written.clone());
            block.span.start = if from.is_none() { written.start } else { block.span.start };
            block.span.end = written.end;
            (at, from) = (end, Some(written.end));
        }
        block
    }
}

/// Where the pieces of a text stand.
fn pieces(file: &str, value: &Marked, text: &str) -> Vec<Piece> {
    let source = &file[value.source.clone()];
    let start = value.source.start;
    if source == text {
        return vec![(0..text.len(), value.source.clone())];
    }
    let is_quoted = matches!(value.style, Style::Single | Style::Double) && source.len() > 1;
    if is_quoted && source.get(1..source.len() - 1) == Some(text) && !text.contains(['\\', '\'']) {
        return vec![(0..text.len(), start + 1..value.source.end - 1)];
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    for (range, letter) in Letters::of(source, value.style) {
        let Some((next, _)) = text[at..].char_indices().find(|(_, c)| !c.is_whitespace()) else { break };
        let next = at + next;
        if !text[next..].starts_with(letter) {
            // Nobody knows better than that it is somewhere here.
            return vec![(0..text.len(), value.source.clone())];
        }
        at = next + letter.len_utf8();
        let range = start + range.start..start + range.end;
        let is_exact = range.len() == letter.len_utf8();
        match pieces.last_mut() {
            Some((said, written))
                if is_exact && said.len() == written.len() && written.end == range.start && said.end == next =>
            {
                said.end = at;
                written.end = range.end;
            }
            _ => pieces.push((next..at, range)),
        }
    }
    pieces
}

/// The letters of a single value as it is written, blanks left out.
struct Letters<'a> {
    source: &'a str,
    style: Style,
    at: usize,
}

impl<'a> Letters<'a> {
    fn of(source: &'a str, style: Style) -> Self {
        Letters { source, style, at: if matches!(style, Style::Single | Style::Double) { 1 } else { 0 } }
    }
}

impl Iterator for Letters<'_> {
    type Item = (Range<usize>, char);

    fn next(&mut self) -> Option<(Range<usize>, char)> {
        loop {
            let rest = &self.source[self.at..];
            let first = rest.chars().next()?;
            let (length, letter) = match (self.style, first) {
                (Style::Single, '\'') if rest.starts_with("''") => (2, first),
                (Style::Single, '\'') | (Style::Double, '"') => return None,
                (Style::Double, '\\') => escape(rest)?,
                _ => (first.len_utf8(), first),
            };
            let range = self.at..self.at + length;
            self.at = range.end;
            if !letter.is_whitespace() {
                return Some((range, letter));
            }
        }
    }
}

/// How long an escape is that begins the text, and what it stands for. The end of a line stands for a blank.
fn escape(text: &str) -> Option<(usize, char)> {
    let kind = text[1..].chars().next()?;
    let hex = |digits: usize| {
        let code = text.get(2..2 + digits)?;
        Some((2 + digits, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
    };
    let letter = match kind {
        'x' => return hex(2),
        'u' => return hex(4),
        'U' => return hex(8),
        '0' => '\0',
        'a' => '\x07',
        'b' => '\x08',
        't' => '\t',
        'n' => '\n',
        'v' => '\x0b',
        'f' => '\x0c',
        'r' => '\r',
        'e' => '\x1b',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        other => other,
    };
    Some((1 + kind.len_utf8(), letter))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entry::node::Node;
    use crate::entry::yaml;

    /// The only field of a file with its words as a block.
    fn block(file: &str) -> (String, Block) {
        let whole = yaml::read(file, 0).unwrap();
        let Node::Map(fields) = &whole.node else { panic!("{file}") };
        let Node::Text(text) = &fields[0].1.node else { panic!("{file}") };
        let typed = Typed::new(file, &fields[0].1, text);
        (text.to_string(), typed.block(0..text.len(), Block::field("a", "a", None, 0..0)))
    }

    #[test]
    fn an_escape_is_one_letter_of_the_file() {
        let file = "a: \"J\\x6Fb \\\n  Centre\\tPl\\u00FCs\"\n";
        let (text, block) = block(file);
        assert_eq!(text, "Job Centre\tPlüs");
        let at = |word: &str| {
            let start = text.find(word).unwrap();
            &file[block.locate(start..start + word.len())]
        };
        assert_eq!(at("Job"), "J\\x6Fb");
        assert_eq!(at("o"), "\\x6F");
        assert_eq!(at("b C"), "b \\\n  C");
        assert_eq!(at("Plüs"), "Pl\\u00FCs");
    }

    proptest! {
        /// Every letter of a text, however it is written, stands where the block says.
        #[test]
        fn letters_stand_where_they_are_located(
            words in prop::collection::vec("[a-zŵ🙂'\"é.-]{1,5}", 1..8),
            style in 0..5,
            wraps in prop::collection::vec(any::<bool>(), 8),
        ) {
            let wrapped = |indent: &str| {
                let between = |wraps: &bool| if *wraps { indent } else { " " };
                let rest: String = words[1..].iter().zip(&wraps).map(|(word, wraps)| between(wraps).to_string() + word).collect();
                words[0].clone() + &rest
            };
            let value = match style {
                0 => format!("x{}", wrapped("\n  ")),
                1 => format!("'{}'  # é", wrapped("\n\n  ").replace('\'', "''")),
                2 => format!("\"{}\"", wrapped(" \\\n  ").replace('"', "\\\"").replace('é', "\\xe9").replace('🙂', "\\U0001f642")),
                3 => format!("|\n  x{}", wrapped("\n  ")),
                _ => format!(">-\n  x{}", wrapped("\n\n  ")),
            };
            let file = format!("# é\na: {value}\n");
            let (text, block) = block(&file);
            for (at, letter) in text.char_indices().filter(|(_, letter)| !letter.is_whitespace()) {
                let place = &file[block.locate(at..at + letter.len_utf8())];
                let escaped = match letter {
                    '\'' => "''",
                    '"' => "\\\"",
                    'é' => "\\xe9",
                    '🙂' => "\\U0001f642",
                    _ => "",
                };
                prop_assert!(place == letter.to_string() || place == escaped, "{:?} is {:?} in {}", letter, place, file);
            }
        }
    }
}
