//! Another value for one field of a page, with every other byte as it was.
//!
//! Each way of writing is tried and read back: it stands only if the field then says what was wanted and all others say
//! what they said. So a file that is written in a way nobody foresaw is left alone, and that is told.

use std::ops::Range;

use super::edit::{Edit, applied};
use super::set_list::{below, bracketed, ways_to_list};
use super::written::{Spot, Value, block, ending, is_block, says, shown, ways};
use crate::entry::fields::FieldInfo;
use crate::entry::node::{Marked, Node, Style};
use crate::entry::{Kind, PageParts};
use crate::source::{SourcePath, line_end, line_start, next_line};

/// A field and what it is to say.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    pub field: &'static FieldInfo,
    pub value: &'a Value,
    /// Whether it holds words, so that what looks like a number or like `true` needs quotation marks.
    pub as_words: bool,
    /// All fields that the page may have, in the order in which a new one is put among them.
    pub order: &'a [&'static FieldInfo],
}

/// The file is written in a way in which only a person can change the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CannotSet(pub &'static str);

/// The edits that make a field of a page say something, none if it says it already. An empty value takes the field out.
pub fn set_field(path: &SourcePath, kind: Kind, text: &str, setting: Setting<'_>) -> Result<Vec<Edit>, CannotSet> {
    let cannot = CannotSet(setting.field.name);
    let parts = PageParts::of(path, kind, text.as_bytes()).map_err(|_| cannot)?;
    let page = Page { path, kind, text, parts: &parts, setting, wanted: setting.value.tidy() };
    let mut found = parts.fields.iter().filter(|(name, _)| setting.field.is_called(name));
    let old = found.next().map(|(_, value)| value);
    if found.next().is_some() {
        return Err(cannot);
    }
    let is_same =
        old.map_or_else(|| page.wanted.is_empty(), |old| shown(text, old).is_some_and(|old| same(&old, &page.wanted)));
    if is_same {
        return Ok(Vec::new());
    }
    let tries = match old {
        None => page.additions(),
        Some(old) if page.wanted.is_empty() => page.removal(old),
        Some(old) => page.replacements(old),
    };
    tries.into_iter().find(|edits| page.holds(edits)).ok_or(cannot)
}

/// Whether two values say the same; nothing is said by no words as by no lines.
fn same(one: &Value, other: &Value) -> bool {
    one == other || one.is_empty() && other.is_empty()
}

struct Page<'a> {
    path: &'a SourcePath,
    kind: Kind,
    text: &'a str,
    parts: &'a PageParts,
    setting: Setting<'a>,
    wanted: Value,
}

impl Page<'_> {
    fn ending(&self) -> &'static str {
        ending(self.text)
    }

    /// Whether the page can be read after edits, and only this field is another.
    fn holds(&self, edits: &[Edit]) -> bool {
        let Some(after) = applied(self.text, edits) else { return false };
        let Ok(parts) = PageParts::of(self.path, self.kind, after.as_bytes()) else { return false };
        let is_own = |name: &str| self.setting.field.is_called(name);
        let others = |parts: &'_ PageParts| -> Vec<(std::sync::Arc<str>, Node)> {
            let others = parts.fields.iter().filter(|(name, _)| !is_own(name));
            others.map(|(name, value)| (name.clone(), value.node.clone())).collect()
        };
        let mut own = parts.fields.iter().filter(|(name, _)| is_own(name)).map(|(_, value)| value);
        let is_said = match own.next() {
            None => self.wanted.is_empty(),
            Some(value) => !self.wanted.is_empty() && says(&after, value, &self.wanted, self.setting.as_words),
        };
        is_said
            && own.next().is_none()
            && others(&parts) == others(self.parts)
            && after[parts.body] == self.text[self.parts.body.clone()]
    }

    /// How far the name of a field stands from the start of its line; none if something stands before it there.
    fn indent(&self, field: &Marked) -> Option<usize> {
        let before = &self.text[line_start(self.text, field.key.start)..field.key.start];
        before.trim_start_matches('\u{feff}').chars().all(|c| c == ' ').then(|| before.chars().count())
    }

    fn removal(&self, old: &Marked) -> Vec<Vec<Edit>> {
        if self.indent(old).is_none() {
            return Vec::new();
        }
        let end = next_line(self.text, old.value.end.max(old.key.end));
        vec![vec![Edit { range: line_start(self.text, old.key.start)..end, text: String::new() }]]
    }

    fn replacements(&self, old: &Marked) -> Vec<Vec<Edit>> {
        let indent = self.indent(old).unwrap_or_default();
        let is_blank = old.value == old.key;
        let mut tries = Vec::new();
        match &self.wanted {
            Value::List(items) if is_blank => tries.extend(self.list_below_name(old, items, indent)),
            Value::List(items) => {
                tries.extend(ways_to_list(self.text, old, items, self.setting.as_words, self.ending()));
                let flow = bracketed(items, self.setting.as_words);
                tries.extend(flow.filter(|_| is_single(&old.node)).map(|flow| vec![replaced(old, flow)]));
            }
            Value::One(text) if is_blank => {
                let spot = Spot { old: None, in_brackets: false, indent, ending: self.ending() };
                let at = self.after_colon(old);
                let write = |way: String| at.map(|at| vec![Edit { range: at..at, text: format!(" {way}") }]);
                tries.extend(ways(text, spot).into_iter().filter_map(write));
            }
            Value::One(text) => {
                let spot = Spot { old: Some(old.style), in_brackets: false, indent, ending: self.ending() };
                let lines = is_block(old).then(|| block(self.text, old, text, self.ending())).flatten();
                tries.extend(lines.map(|lines| vec![replaced(old, lines)]));
                let is_one = is_single(&old.node) || old.style == Style::Brackets;
                let range = self.with_head(old);
                let write = |way: String| vec![Edit { range: range.clone(), text: way }];
                tries.extend(ways(text, spot).into_iter().filter(|_| is_one).map(write));
            }
        }
        tries
    }

    fn list_below_name(&self, old: &Marked, items: &[String], indent: usize) -> Option<Vec<Edit>> {
        let at = line_end(self.text, old.key.end);
        Some(vec![Edit { range: at..at, text: below(items, indent, self.setting.as_words, self.ending())? }])
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

    /// A new field: below the nearest before it in the order of fields, or above the nearest after it, or at the end.
    fn additions(&self) -> Vec<Vec<Edit>> {
        let Some(number) = self.setting.order.iter().position(|field| std::ptr::eq(*field, self.setting.field)) else {
            return Vec::new();
        };
        let there = |field: &&'static FieldInfo| {
            self.parts.fields.iter().find(|(name, _)| field.is_called(name)).map(|(_, value)| value)
        };
        let before = self.setting.order[..number].iter().rev().find_map(there);
        let after = self.setting.order[number + 1..].iter().find_map(there);
        let near = before.or(after).or_else(|| self.parts.fields.first().map(|(_, value)| value));
        let Some(indent) = near.and_then(|near| self.indent(near)) else { return Vec::new() };
        let below_it = before.map(|before| next_line(self.text, before.value.end.max(before.key.end)));
        let above_it = after.map(|after| line_start(self.text, after.key.start));
        let places: Vec<usize> = [below_it, above_it, Some(self.parts.yaml.end)].into_iter().flatten().collect();
        let lines = self.new_lines(indent);
        let put = |at: &usize| {
            lines.iter().map(|line| vec![Edit { range: *at..*at, text: line.clone() }]).collect::<Vec<_>>()
        };
        places.iter().flat_map(put).collect()
    }

    fn new_lines(&self, indent: usize) -> Vec<String> {
        let (margin, name, ending) = (" ".repeat(indent), self.setting.field.name, self.ending());
        match &self.wanted {
            Value::One(text) => {
                let spot = Spot { old: None, in_brackets: false, indent, ending };
                ways(text, spot).iter().map(|way| format!("{margin}{name}: {way}{ending}")).collect()
            }
            Value::List(items) => {
                let items = below(items, indent, self.setting.as_words, ending);
                items.map(|items| format!("{margin}{name}:{items}{ending}")).into_iter().collect()
            }
        }
    }
}

fn is_single(node: &Node) -> bool {
    !matches!(node, Node::List(_) | Node::Map(_))
}

fn replaced(old: &Marked, text: String) -> Edit {
    Edit { range: old.value.clone(), text }
}
