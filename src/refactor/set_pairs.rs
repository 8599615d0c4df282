//! Other names and values in a group of which the author chooses the names, with every other byte as it was.

use super::edit::Edit;
use super::write_parts::{flow_pairs, pair_lines, pair_value};
use super::written::{Spot, Value, ending, shown};
use crate::entry::node::{Marked, Node, Style};
use crate::source::{line_start, next_line};

/// A group that has something in it, and what it is to say.
pub(super) struct Pairs<'a> {
    pub text: &'a str,
    pub old: &'a Marked,
    pub new: &'a [(String, String)],
    pub as_words: bool,
}

impl Pairs<'_> {
    /// The edits, which whoever makes them reads back; none if nobody but a person can make them.
    pub fn edits(&self) -> Option<Vec<Edit>> {
        let Node::Map(old) = &self.old.node else { return None };
        let says = |name: &str| self.new.iter().find(|(own, _)| own == name).map(|(_, value)| &**value);
        let more = || self.new.iter().filter(|(name, _)| !old.iter().any(|(own, _)| **own == **name));
        if self.old.style == Style::Brackets {
            return self.in_brackets();
        }
        let mut edits = Vec::new();
        for (name, value) in old {
            match says(name) {
                None => edits.push(self.without(value)?),
                Some(wanted) if shown(self.text, value) == Some(Value::One(wanted.to_string())) => {}
                Some(wanted) => edits.push(self.replaced(value, wanted)?),
            }
        }
        let more: Vec<(String, String)> = more().cloned().collect();
        let (_, last) = old.last()?;
        let (margin, ending) = (self.margin(last)?, ending(self.text));
        if !more.is_empty() {
            let at = next_line(self.text, last.value.end.max(last.key.end));
            let lines = pair_lines(&more, margin.chars().count(), self.as_words, ending)?;
            let is_open = at == self.text.len() && !self.text.ends_with(['\n', '\r']);
            let text = if is_open { format!("{ending}{lines}") } else { format!("{lines}{ending}") };
            edits.push(Edit { range: at..at, text });
        }
        Some(edits)
    }

    /// What stands before a name in its line, if that is nothing.
    fn margin(&self, value: &Marked) -> Option<&str> {
        let before = &self.text[line_start(self.text, value.key.start)..value.key.start];
        before.trim().is_empty().then_some(before)
    }

    fn without(&self, value: &Marked) -> Option<Edit> {
        self.margin(value)?;
        let range = line_start(self.text, value.key.start)..next_line(self.text, value.value.end.max(value.key.end));
        Some(Edit { range, text: String::new() })
    }

    fn replaced(&self, value: &Marked, wanted: &str) -> Option<Edit> {
        let indent = self.margin(value)?.chars().count();
        let spot = Spot { old: Some(value.style), in_brackets: false, indent, ending: ending(self.text) };
        let text = pair_value(wanted, spot, self.as_words)?;
        if value.value == value.key {
            // Nothing stands behind the name.
            let at = value.key.end + self.text.get(value.key.end..)?.find(':')? + 1;
            return Some(Edit { range: at..at, text: format!(" {text}") });
        }
        Some(Edit { range: value.value.clone(), text })
    }

    fn in_brackets(&self) -> Option<Vec<Edit>> {
        // What is told beside it would be lost.
        let has_comment = self.text[self.old.value.clone()].contains(" #");
        let text = flow_pairs(self.new, self.as_words).filter(|_| !has_comment)?;
        Some(vec![Edit { range: self.old.value.clone(), text }])
    }
}
