//! The ways in which YAML can say another value of a field: whoever takes one reads it back.

use std::ops::Range;

use super::edit::Edit;
use super::set_list::{below, bracketed, ways_to_list};
use super::setting::Setting;
use super::written::{Spot, Value, block, ending, is_block, ways};
use crate::entry::Group;
use crate::entry::fields::FieldInfo;
use crate::entry::node::{Marked, Node, Style};
use crate::source::{line_end, line_start, next_line};

/// A group of fields in a file, and what one of them is to say.
pub(super) struct Spots<'a> {
    pub text: &'a str,
    pub setting: Setting<'a>,
    pub group: Group<'a>,
    pub wanted: &'a Value,
}

impl Spots<'_> {
    fn ending(&self) -> &'static str {
        ending(self.text)
    }

    /// How far the name of a field stands from the start of its line; none if something stands before it there but the
    /// dash of an item.
    fn indent(&self, field: &Marked) -> Option<usize> {
        let before = self.before(field);
        before.chars().all(|c| matches!(c, ' ' | '-')).then(|| before.chars().count())
    }

    /// What stands before the name of a field in its line.
    fn before(&self, field: &Marked) -> &str {
        self.text[line_start(self.text, field.key.start)..field.key.start].trim_start_matches('\u{feff}')
    }

    pub fn removal(&self, old: &Marked) -> Vec<Vec<Edit>> {
        if self.group.style == Style::Brackets {
            return self.removal_in_brackets(old);
        }
        let Some(before) = self.indent(old).map(|_| self.before(old)) else { return Vec::new() };
        let end = next_line(self.text, old.value.end.max(old.key.end));
        if before.trim().is_empty() {
            return vec![vec![edit(line_start(self.text, old.key.start)..end, String::new())]];
        }
        // The dash of the item goes before the next field.
        let next = self.group.own.iter().map(|(_, value)| value.key.start).find(|start| *start > old.key.start);
        next.map(|next| vec![edit(old.key.start..next, String::new())]).into_iter().collect()
    }

    fn removal_in_brackets(&self, old: &Marked) -> Vec<Vec<Edit>> {
        let places = || self.group.own.iter().map(|(_, value)| (value.key.start, value.value.end.max(value.key.end)));
        let before = places().filter(|(start, _)| *start < old.key.start).map(|(_, end)| end).next_back();
        let after = places().map(|(start, _)| start).find(|start| *start > old.key.start);
        let end = old.value.end.max(old.key.end);
        let range = match (before, after) {
            (Some(before), _) => before..end,
            (None, Some(after)) => old.key.start..after,
            (None, None) => old.key.start..end,
        };
        vec![vec![edit(range, String::new())]]
    }

    /// The field without a value.
    pub fn blanks(&self, old: &Marked) -> Vec<Vec<Edit>> {
        let after = self.after_colon(old).filter(|at| *at <= old.value.end);
        after.map(|at| vec![edit(at..old.value.end, String::new())]).into_iter().collect()
    }

    pub fn replacements(&self, old: &Marked) -> Vec<Vec<Edit>> {
        let indent = self.indent(old).unwrap_or_default();
        let in_brackets = self.group.in_brackets;
        let is_blank = old.value == old.key;
        let mut tries = Vec::new();
        match self.wanted {
            Value::List(items) if is_blank && !in_brackets => tries.extend(self.list_below_name(old, items, indent)),
            Value::List(items) if is_blank => {
                let at = self.after_colon(old).zip(bracketed(items, self.setting.as_words));
                tries.extend(at.map(|(at, list)| vec![edit(at..at, format!(" {list}"))]));
            }
            Value::List(items) => {
                tries.extend(ways_to_list(self.text, old, items, self.setting.as_words, self.ending()));
                let flow = bracketed(items, self.setting.as_words);
                tries.extend(flow.filter(|_| is_single(&old.node)).map(|flow| vec![edit(old.value.clone(), flow)]));
            }
            Value::One(text) if is_blank => {
                let spot = Spot { old: None, in_brackets, indent, ending: self.ending() };
                let at = self.after_colon(old);
                let write = |way: String| at.map(|at| vec![edit(at..at, format!(" {way}"))]);
                tries.extend(ways(text, spot).into_iter().filter_map(write));
            }
            Value::One(text) => {
                let spot = Spot { old: Some(old.style), in_brackets, indent, ending: self.ending() };
                let lines = is_block(old).then(|| block(self.text, old, text, self.ending())).flatten();
                tries.extend(lines.map(|lines| vec![edit(old.value.clone(), lines)]));
                let is_one = is_single(&old.node) || old.style == Style::Brackets;
                let range = self.with_head(old);
                let write = |way: String| vec![edit(range.clone(), way)];
                tries.extend(ways(text, spot).into_iter().filter(|_| is_one).map(write));
            }
        }
        tries
    }

    fn list_below_name(&self, old: &Marked, items: &[String], indent: usize) -> Option<Vec<Edit>> {
        let at = line_end(self.text, old.key.end);
        Some(vec![edit(at..at, below(items, indent, self.setting.as_words, self.ending())?)])
    }

    /// The bytes of a value, with the `|` or `>` that it stands below.
    fn with_head(&self, old: &Marked) -> Range<usize> {
        let between = self.text.get(old.key.end..old.value.start).filter(|_| is_block(old));
        let head = between.and_then(|between| Some(old.key.end + between.rfind(['|', '>'])?));
        head.unwrap_or(old.value.start)..old.value.end
    }

    fn after_colon(&self, field: &Marked) -> Option<usize> {
        Some(field.key.end + self.text.get(field.key.end..)?.find(':')? + 1)
    }

    /// A new field without a value.
    pub fn blank_additions(&self) -> Vec<Vec<Edit>> {
        if self.group.style == Style::Brackets { Vec::new() } else { self.added(|_| vec![String::new()]) }
    }

    /// A new field: below the nearest before it in the order of fields, or above the nearest after it, or at the end.
    pub fn additions(&self) -> Vec<Vec<Edit>> {
        match self.group.style == Style::Brackets {
            true => self.additions_in_brackets(),
            false => self.added(|indent| self.new_values(indent)),
        }
    }

    /// A new field whose value is written on lines of its own, or in brackets.
    pub fn additions_of(&self, lines: impl Fn(usize) -> Option<String>, flow: Option<String>) -> Vec<Vec<Edit>> {
        match self.group.style == Style::Brackets {
            true => self.added_in_brackets(&flow.into_iter().collect::<Vec<_>>()),
            false => self.added(|indent| lines(indent).into_iter().collect()),
        }
    }

    /// The fields of the group that are there, nearest to the new one in the order of fields: before it, and after it.
    fn neighbours(&self) -> Option<[Option<&Marked>; 2]> {
        let order = self.setting.order;
        let number = order.iter().position(|field| std::ptr::eq(*field, self.setting.field))?;
        let there = |field: &&'static FieldInfo| {
            self.group.own.iter().find(|(name, _)| field.is_called(name)).map(|(_, value)| value)
        };
        Some([order[..number].iter().rev().find_map(there), order[number + 1..].iter().find_map(there)])
    }

    fn added(&self, values: impl Fn(usize) -> Vec<String>) -> Vec<Vec<Edit>> {
        let Some([before, after]) = self.neighbours() else { return Vec::new() };
        let last = self.group.own.last().map(|(_, value)| value);
        let near = before.or(after).or_else(|| self.group.own.first().map(|(_, value)| value));
        // A file that says nothing yet begins with what is said first.
        let indent = near.map_or(Some(0), |near| self.indent(near));
        let Some(indent) = indent else { return Vec::new() };
        let below = |field: &Marked| next_line(self.text, field.value.end.max(field.key.end));
        // Above a field with the dash of an item is another item.
        let above = after.filter(|after| self.before(after).trim().is_empty());
        let above = above.map(|after| line_start(self.text, after.key.start));
        let places = [before.map(below), above, last.map(below), Some(self.group.end)];
        let (margin, name, ending) = (" ".repeat(indent), self.setting.field.name, self.ending());
        let line = |value: String| format!("{margin}{name}:{value}");
        let lines: Vec<String> = values(indent).into_iter().map(line).collect();
        let put = |at: usize| {
            let is_open = at == self.text.len() && at > 0 && !self.text.ends_with(['\n', '\r']);
            let whole = |line: &String| if is_open { format!("{ending}{line}") } else { format!("{line}{ending}") };
            lines.iter().map(|line| vec![edit(at..at, whole(line))]).collect::<Vec<_>>()
        };
        places.into_iter().flatten().flat_map(put).collect()
    }

    /// What stands behind the colon of a new field.
    fn new_values(&self, indent: usize) -> Vec<String> {
        let ending = self.ending();
        match self.wanted {
            Value::One(text) => {
                let spot = Spot { old: None, in_brackets: false, indent, ending };
                ways(text, spot).iter().map(|way| format!(" {way}")).collect()
            }
            Value::List(items) => below(items, indent, self.setting.as_words, ending).into_iter().collect(),
        }
    }

    fn additions_in_brackets(&self) -> Vec<Vec<Edit>> {
        let values: Vec<String> = match self.wanted {
            Value::One(text) => ways(text, Spot { old: None, in_brackets: true, indent: 0, ending: self.ending() }),
            Value::List(items) => bracketed(items, self.setting.as_words).into_iter().collect(),
        };
        self.added_in_brackets(&values)
    }

    fn added_in_brackets(&self, values: &[String]) -> Vec<Vec<Edit>> {
        let Some([before, after]) = self.neighbours() else { return Vec::new() };
        let name = self.setting.field.name;
        let put = |value: &String| {
            let field = format!("{name}: {value}");
            vec![match (before, after) {
                (Some(before), _) => {
                    let at = before.value.end.max(before.key.end);
                    edit(at..at, format!(", {field}"))
                }
                (None, Some(after)) => edit(after.key.start..after.key.start, format!("{field}, ")),
                (None, None) => edit(self.group.start + 1..self.group.start + 1, field),
            }]
        };
        values.iter().map(put).collect()
    }
}

fn edit(range: Range<usize>, text: String) -> Edit {
    Edit { range, text }
}

fn is_single(node: &Node) -> bool {
    !matches!(node, Node::List(_) | Node::Map(_))
}
