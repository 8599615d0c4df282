//! Values of YAML in brackets, on one line: `[a, b]` and `{title: A, also: [b]}`.

/// A value in brackets.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Value<'a> {
    /// The innermost name that it stands under; none in a list without names.
    pub name: Option<&'a str>,
    /// With its quotation marks, if it has some.
    pub text: &'a str,
    /// Where it begins.
    pub at: usize,
    /// Where the list begins of which it is an item, if it is one.
    pub list: Option<usize>,
}

/// The plain values of a group or a list, which begins the text. What is left open ends with the line.
pub(super) fn values(text: &str) -> Vec<Value<'_>> {
    let mut reader = Reader { text, at: 0, found: Vec::new() };
    reader.value(None, None, 0);
    reader.found
}

/// Nobody writes brackets so deep; who does is passed over.
const DEEPEST: usize = 20;

struct Reader<'a> {
    text: &'a str,
    at: usize,
    found: Vec<Value<'a>>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn value(&mut self, name: Option<&'a str>, list: Option<usize>, depth: usize) {
        self.skip_blanks();
        let length = match self.rest().chars().next() {
            Some(open @ ('[' | '{')) if depth < DEEPEST => return self.group(open, name, depth),
            Some(quote @ ('"' | '\'')) => quoted(self.rest(), quote),
            _ => self.rest().find([',', ']', '}']).unwrap_or(self.rest().len()),
        };
        let text = self.rest()[..length].trim_end();
        if !text.is_empty() {
            self.found.push(Value { name, text, at: self.at, list });
        }
        self.at += length;
    }

    fn group(&mut self, open: char, name: Option<&'a str>, depth: usize) {
        let list = (open == '[').then_some(self.at);
        self.at += open.len_utf8();
        loop {
            self.skip_blanks();
            let named = if open == '{' { self.name() } else { None };
            if !self.rest().starts_with([']', '}', ',']) {
                self.value(named.or(name), list, depth + 1);
            }
            self.skip_blanks();
            // Between two values stands one mark, whatever it is: it is never read twice.
            let Some(mark) = self.rest().chars().next() else { return };
            self.at += mark.len_utf8();
            if matches!(mark, ']' | '}') {
                return;
            }
        }
    }

    /// Reads a name with its colon.
    fn name(&mut self) -> Option<&'a str> {
        let end = self.rest().find([':', ',', '}'])?;
        let name = self.rest()[..end].trim();
        if !self.rest()[end..].starts_with(':') {
            return None;
        }
        self.at += end + 1;
        Some(name)
    }
}

/// How long a value between quotation marks is, with both of them.
fn quoted(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if is_escaped {
            is_escaped = false;
        } else if quote == '"' && c == '\\' {
            is_escaped = true;
        } else if c == quote {
            if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == quote) {
                chars.next();
                continue;
            }
            return at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Option<&str>, &str)> {
        let values = values(text);
        values.iter().for_each(|value| assert!(text[value.at..].starts_with(value.text)));
        values.iter().map(|value| (value.name, value.text)).collect()
    }

    #[test]
    fn values_stand_under_their_names() {
        let expected = [
            (Some("id"), "a"),
            (Some("title"), "'It''s, it'"),
            (Some("also"), "b c"),
            (Some("also"), "\"d\\\" ]\""),
            (Some("url"), "https://x.uk/y"),
        ];
        assert_eq!(
            read("{id: a, title: 'It''s, it', also: [b c, \"d\\\" ]\" , ], url: https://x.uk/y} # so"),
            expected
        );
        assert_eq!(read("[a, [b], ]"), [(None, "a"), (None, "b")]);
    }

    #[test]
    fn what_is_left_open_ends_with_the_line() {
        assert_eq!(read("[a, 'b"), [(None, "a"), (None, "'b")]);
        assert_eq!(read("{a: b, c"), [(Some("a"), "b"), (None, "c")]);
        assert_eq!(read("{"), []);
        assert_eq!(values(&"[".repeat(100_000)).len(), 1);
    }
}
