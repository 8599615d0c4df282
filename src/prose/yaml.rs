//! The prose of YAML, line by line: what follows a name or a hyphen, with the lines that go on from it.
//!
//! This reads positions off the lines as they stand, because a parser of YAML that knows positions is too slow to run
//! over every file.

use std::ops::Range;

use super::{Block, Place, flow};

/// The prose of the fields in a part of a file. `rows` says that the items of the list `entries` are entries.
pub(super) fn blocks(text: &str, part: Range<usize>, rows: Rows, holds_words: &dyn Fn(&str) -> bool) -> Vec<Block> {
    let mut reader = Reader { rows, holds_words, above: Vec::new(), row: None, passed: None, open: None, done: vec![] };
    let mut at = part.start;
    for whole in text[part].split_inclusive(['\n', '\r']) {
        let is_half_an_ending = whole == "\n" && text[..at].ends_with('\r');
        if !is_half_an_ending {
            reader.line(whole, at);
        }
        at += whole.len();
    }
    reader.done.retain(|block| !block.text.trim().is_empty());
    reader.done
}

/// What YAML holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// The fields of one entry.
    One,
    /// `each:`, and a list `entries:` of entries.
    Many,
}

struct Reader<'a> {
    rows: Rows,
    holds_words: &'a dyn Fn(&str) -> bool,
    /// The fields that the line stands in, the innermost last.
    above: Vec<Above>,
    /// The row that is being read, and how far its hyphen is indented.
    row: Option<(u32, usize)>,
    /// How far the field that is passed over is indented.
    passed: Option<usize>,
    open: Option<Open>,
    done: Vec<Block>,
}

/// A field that a line stands in.
struct Above {
    indent: usize,
    name: String,
    /// Where its name stands in the file.
    at: usize,
}

/// A value that may go on in the next line.
struct Open {
    indent: usize,
    quote: Option<char>,
    /// Begun by `>` or `|`: anything may stand in it, and a blank line parts paragraphs.
    is_block: bool,
    after_blank: bool,
}

impl Reader<'_> {
    fn line(&mut self, whole: &str, at: usize) {
        let words = whole.trim();
        let indent = whole.len() - whole.trim_start().len();
        if words.is_empty() {
            if let Some(open) = &mut self.open {
                open.after_blank = true;
            }
            return;
        }
        if self.goes_on(words, indent, at + indent) {
            return;
        }
        self.open = None;
        if words.starts_with('#') {
            return;
        }
        let line = Line::read(whole.trim_end(), at);
        if self.passed.is_some_and(|indent| line.indent > indent || line.is_item && line.indent == indent) {
            return;
        }
        self.passed = None;
        self.above.retain(|above| above.indent < line.indent || above.indent == line.indent && line.is_item);
        self.count_rows(&line);
        if let Some(name) = line.name {
            let is_table = self.rows == Rows::Many && self.above.is_empty() && matches!(name, "each" | "entries");
            if !is_table && !(self.holds_words)(name) {
                self.passed = Some(line.name_indent);
                return;
            }
            self.above.push(Above { indent: line.name_indent, name: name.to_string(), at: at + line.name_indent });
        }
        self.value(&line);
    }

    /// Adds a line to the value above it, if it belongs there.
    fn goes_on(&mut self, words: &str, indent: usize, at: usize) -> bool {
        let (Some(open), Some(block)) = (&mut self.open, self.done.last_mut()) else { return false };
        let is_item = words == "-" || words.starts_with("- ");
        let is_free = open.is_block || open.quote.is_some() || !is_item && Line::read(words, 0).name.is_none();
        if indent <= open.indent || !is_free || !open.is_block && open.quote.is_none() && words.starts_with('#') {
            return false;
        }
        let inside = open.quote.and_then(|quote| words.strip_suffix(quote)).unwrap_or(words);
        if open.is_block && open.after_blank && !block.text.is_empty() {
            let mut next = Block::new(Place::Field, at..at + words.len());
            (next.field, next.within, next.row) = (block.field.clone(), block.within.clone(), block.row);
            next.push(inside, at);
            self.done.push(next);
        } else {
            if !block.text.is_empty() {
                let end = block.span.end;
                block.push(" ", end);
            }
            block.push(inside, at);
            block.span.end = at + words.len();
        }
        open.after_blank = false;
        true
    }

    fn count_rows(&mut self, line: &Line<'_>) {
        let in_entries = self.above.first().is_some_and(|above| above.name == "entries");
        if self.rows == Rows::One || !in_entries {
            self.row = None;
        } else if line.is_item && self.row.is_none_or(|(_, indent)| line.indent == indent) {
            self.row = Some((self.row.map_or(0, |(row, _)| row + 1), line.indent));
        }
    }

    fn value(&mut self, line: &Line<'_>) {
        let value = line.value;
        if value.starts_with(['[', '{']) {
            for part in flow::values(value) {
                let is_ours = part.name.is_none_or(|name| (self.holds_words)(name));
                if is_ours {
                    let list = part.list.map(|at| line.value_at + at);
                    self.push(part.name, list, part.text, line.value_at + part.at);
                }
            }
            return;
        }
        if value.is_empty() || value.starts_with(['&', '*', '!']) {
            return;
        }
        let is_block = value.starts_with(['>', '|']);
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let list = (line.is_item && line.name.is_none()).then(|| self.above.last().map(|above| above.at)).flatten();
        let is_closed = self.push(None, list, if is_block { "" } else { value }, line.value_at);
        let indent = if line.name.is_some() { line.name_indent } else { line.indent };
        self.open = (!is_closed).then_some(Open { indent, quote, is_block, after_blank: false });
    }

    /// Adds a value, of a field in brackets if that has a name; whether the value can have no more lines.
    fn push(&mut self, name: Option<&str>, list: Option<usize>, value: &str, at: usize) -> bool {
        let mut block = Block::new(Place::Field, at..at + value.len());
        let tables = usize::from(self.rows == Rows::Many);
        let above = |depth: usize| self.above.get(depth).map(|above| above.name.as_str());
        block.field = name.or(self.above.last().map(|above| above.name.as_str())).unwrap_or("").to_string();
        block.within = above(tables).or(name).unwrap_or("").to_string();
        (block.row, block.list) = (self.row.map(|(row, _)| row), list);
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let is_closed = match quote {
            Some(quote) => push_quoted(&mut block, &value[1..], quote, at + 1),
            None => {
                block.push(without_comment(value), at);
                false
            }
        };
        self.done.push(block);
        is_closed
    }
}

/// Adds what stands between quotation marks; whether the second one is there.
fn push_quoted(block: &mut Block, inside: &str, quote: char, at: usize) -> bool {
    let mut from = 0;
    let mut chars = inside.char_indices().peekable();
    while let Some((here, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let is_escaped = match quote {
            '\'' => c == '\'' && next == Some('\''),
            _ => c == '\\' && matches!(next, Some('"' | '\\')),
        };
        if is_escaped {
            block.push(&inside[from..here], at + from);
            from = here + 1;
            chars.next();
        } else if c == quote {
            block.push(&inside[from..here], at + from);
            return true;
        }
    }
    block.push(&inside[from..], at + from);
    false
}

fn without_comment(value: &str) -> &str {
    value.find(" #").map_or(value, |at| &value[..at]).trim_end()
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
}

impl<'a> Line<'a> {
    fn read(line: &'a str, at: usize) -> Line<'a> {
        let mut rest = line.trim_start();
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
        let value = if value.starts_with('#') { "" } else { value };
        let value_at = at + line.len() - value.len();
        Line { indent, is_item, name, name_indent, value, value_at }
    }
}

/// `leads_to` and the like: what could be the name of a field.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str, rows: Rows) -> Vec<(Option<u32>, String, String)> {
        let passed = ["sources", "role"];
        let blocks = blocks(yaml, 0..yaml.len(), rows, &|name| !passed.contains(&name));
        super::super::tests::assert_places(&blocks, yaml);
        blocks.into_iter().map(|block| (block.row, block.field, block.text)).collect()
    }

    fn fields(yaml: &str) -> Vec<(String, String)> {
        read(yaml, Rows::One).into_iter().map(|(_, field, text)| (field, text)).collect()
    }

    #[track_caller]
    fn assert_fields(yaml: &str, expected: &[(&str, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(field, text)| (field.to_string(), text.to_string())).collect();
        assert_eq!(fields(yaml), expected);
    }

    #[test]
    fn values_have_the_name_of_their_field() {
        let yaml = "title: A role # so far\ntasks:\n  - 'You listen'\n- You talk\nleads_to:\n  - role: other\n    note: It is\n      \
                    near.\nsources:\n  - title: Not ours\n    url: https://x.uk\nsummary: Yes\n";
        assert_fields(
            yaml,
            &[
                ("title", "A role"),
                ("tasks", "You listen"),
                ("tasks", "You talk"),
                ("note", "It is near."),
                ("summary", "Yes"),
            ],
        );
    }

    #[test]
    fn values_may_stand_in_brackets() {
        let yaml = "entries:\n  - {id: a, title: 'A, b', role: x, also: [c, d]}\n  - id: e\n    also: [f]\n";
        let passed = ["id", "role"];
        let blocks = blocks(yaml, 0..yaml.len(), Rows::Many, &|name| !passed.contains(&name));
        super::super::tests::assert_places(&blocks, yaml);
        let found: Vec<_> = blocks.iter().map(|block| (block.row, &*block.within, &*block.text)).collect();
        let (first, second) = (Some(0), Some(1));
        let expected = [(first, "title", "A, b"), (first, "also", "c"), (first, "also", "d"), (second, "also", "f")];
        assert_eq!(found, expected);
    }

    #[test]
    fn quotation_marks_and_comments_are_no_words() {
        assert_fields(
            "a: 'It''s 9' # nine\nb: \"Say \\\"yes\\\"\"\nc: \"One\n  two\"\n# no\nd: x#y\n",
            &[("a", "It's 9"), ("b", "Say \"yes\""), ("c", "One two"), ("d", "x#y")],
        );
    }

    #[test]
    fn a_blank_line_parts_the_paragraphs_of_a_long_value() {
        let yaml =
            "who_for: >\n  People who\n  like: *people*.\n\n  # Others\nb: |-\n  - too\nc: Two\r  lines\r\n  more\n";
        assert_fields(
            yaml,
            &[
                ("who_for", "People who like: *people*."),
                ("who_for", "# Others"),
                ("b", "- too"),
                ("c", "Two lines more"),
            ],
        );
    }

    #[test]
    fn rows_of_a_table_are_counted() {
        let yaml = "each:\n  status: open\nentries:\n  - title: \"A thing\"\n    also:\n      - One\n    sources:\n      - title: No\n  \
                    - title: B\n    steps:\n    - x\n";
        let expected = [
            (None, "status", "open"),
            (Some(0), "title", "A thing"),
            (Some(0), "also", "One"),
            (Some(1), "title", "B"),
            (Some(1), "steps", "x"),
        ];
        assert_eq!(read(yaml, Rows::Many), expected.map(|(row, field, text)| (row, field.into(), text.into())));
    }
}
