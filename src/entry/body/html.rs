//! The HTML that an author wrote: which of it is no more than a note, and what its ids are.

use html5gum::{Token, Tokenizer};

use super::Body;

const OPENS: &str = "<!--";
const CLOSES: &str = "-->";

/// A block of HTML that is being read, line by line.
#[derive(Debug, Default)]
pub(super) struct HtmlBlock {
    /// Whether a comment that began in a line above goes on.
    in_comment: bool,
    /// Whether it begins with a comment, so that words outside of one are a text like any other.
    is_note: bool,
    lines: usize,
    /// Whether a piece of it has been kept.
    pub has_kept: bool,
}

/// What a line of a block is, comments aside.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Nothing that anybody should see.
    Nothing,
    /// Words between comments.
    Words(String),
    Html(String),
}

impl HtmlBlock {
    /// Reads the next line.
    pub fn line(&mut self, line: &str) -> Line {
        if self.lines == 0 {
            self.is_note = line.trim_start().starts_with(OPENS);
        }
        self.lines += 1;
        if !self.in_comment && !line.contains(OPENS) {
            return self.kind(line.to_string());
        }
        let left = self.without_comments(line);
        self.kind(left)
    }

    /// Whether a comment is still open.
    pub fn is_open(&self) -> bool {
        self.in_comment
    }

    fn without_comments(&mut self, line: &str) -> String {
        let (mut left, mut rest) = (String::new(), line);
        loop {
            let (mark, inside) = if self.in_comment { (CLOSES, true) } else { (OPENS, false) };
            let Some((before, after)) = rest.split_once(mark) else { break };
            if !inside {
                left.push_str(before);
            }
            (rest, self.in_comment) = (after, !inside);
        }
        if !self.in_comment {
            left.push_str(rest);
        }
        left
    }

    fn kind(&self, left: String) -> Line {
        if left.trim().is_empty() && self.in_or_after_note() {
            Line::Nothing
        } else if self.is_note && !left.contains('<') {
            Line::Words(left.trim().to_string())
        } else {
            Line::Html(left)
        }
    }

    /// A blank line within other HTML is a part of it.
    fn in_or_after_note(&self) -> bool {
        self.is_note || self.in_comment || !self.has_kept
    }
}

impl Body {
    /// Whether the author's HTML, or a footnote, has an id that a link may lead to.
    pub fn has_id(&self, id: &str) -> bool {
        // The writer's own tags: a `<` of the text is never written as one.
        let is_of_note = ["li", "a"].iter().any(|tag| self.html.contains(&format!("<{tag} id=\"{id}\"")));
        is_of_note || !self.raw_html.is_empty() && self.has_raw_id(id)
    }

    fn has_raw_id(&self, id: &str) -> bool {
        let html: String = self.raw_html.iter().map(|piece| &*piece.text).collect();
        Tokenizer::new(&html).any(|Ok(token)| {
            let Token::StartTag(tag) = token else { return false };
            let has = |name: &[u8]| {
                tag.attributes.iter().any(|(key, value)| key.as_slice() == name && ***value == *id.as_bytes())
            };
            has(b"id") || tag.name.as_slice() == b"a" && has(b"name")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(block: &str) -> Vec<Line> {
        let mut reader = HtmlBlock::default();
        block.split_inclusive('\n').map(|line| reader.line(line)).collect()
    }

    #[test]
    fn notes_are_nothing_however_many_lines_they_have() {
        for block in ["<!-- a -->\n", "<!-- a\nb\n\nc -->\n", "  <!--\n<div>\n-->\n", "<!-- a --> <!-- b -->\n"] {
            assert!(read(block).iter().all(|line| *line == Line::Nothing), "{block}");
        }
    }

    #[test]
    fn what_stands_beside_a_note_is_kept() {
        assert_eq!(read("<!-- a --> One <!-- b -->\n"), [Line::Words("One".into())]);
        assert_eq!(read("<!-- a\nb --> Two\n"), [Line::Nothing, Line::Words("Two".into())]);
        assert_eq!(read("<!-- a --><b>x</b>\n"), [Line::Html("<b>x</b>\n".into())]);
        assert_eq!(read("<p>x <!-- a\nb --> y</p>\n"), [Line::Html("<p>x ".into()), Line::Html(" y</p>\n".into())]);
    }
}
