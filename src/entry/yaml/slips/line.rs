//! One line of YAML as it stands, taken apart without asking what stands around it.

use std::ops::Range;

use crate::characters::is_odd_blank;
use crate::source::Lines;

/// A line with its bytes in the text.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Without what ends it.
    pub text: &'a str,
    pub start: usize,
    /// Length of what it begins with: blanks, tabs, and blanks that are none to YAML.
    pub indent: usize,
    /// Where its words begin, behind the hyphens of items.
    pub words: usize,
    /// Length of the name at the beginning of its words, if a colon follows.
    pub name: Option<usize>,
}

impl<'a> Line<'a> {
    fn read(text: &'a str, start: usize) -> Line<'a> {
        let is_blank = |c: char| matches!(c, ' ' | '\t') || is_odd_blank(c);
        let indent = text.len() - text.trim_start_matches(is_blank).len();
        let mut words = indent;
        while let Some(rest) = text[words..].strip_prefix("- ") {
            words = text.len() - rest.trim_start_matches(' ').len();
        }
        let name = text[words..].find(':').filter(|end| is_name(&text[words..words + end]));
        Line { text, start, indent, words, name }
    }

    /// The bytes of a part of it in the text.
    pub fn range(&self, part: Range<usize>) -> Range<usize> {
        self.start + part.start..self.start + part.end
    }

    /// Everything from a place in it on, but for blanks at its end.
    pub fn from(&self, at: usize) -> Range<usize> {
        self.range(at..self.text.trim_end().len().max(at))
    }

    pub fn is_blank(&self) -> bool {
        self.indent == self.text.len()
    }

    pub fn is_comment(&self) -> bool {
        self.text[self.indent..].starts_with('#')
    }

    pub fn is_item(&self) -> bool {
        self.words > self.indent || self.text[self.indent..].trim_end() == "-"
    }

    /// Where its value begins: behind the name, if there is one and a blank behind its colon.
    pub fn value(&self) -> Option<usize> {
        let Some(name) = self.name else { return Some(self.words) };
        let behind = &self.text[self.words + name + 1..];
        let value = behind.trim_start_matches([' ', '\t']);
        (value.len() < behind.len() && !value.is_empty()).then(|| self.text.len() - value.len())
    }
}

/// Whether something could be the name of a field.
pub(super) fn is_name(text: &str) -> bool {
    let plain = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    plain.starts_with(|c: char| c.is_alphabetic()) && plain.chars().all(is_letter)
}

/// All lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    Lines::from(text, 0).map(|line| Line::read(&text[line.clone()], line.start)).collect()
}
