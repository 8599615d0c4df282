//! Other groups of fields, or another value somewhere in one, with every other byte as it was.
//!
//! What stays is changed value by value, then moved with its lines. What comes of it is read back, as everywhere here.

use super::edit::{Edit, applied};
use super::move_items::arranged;
use super::said::{Item, Make, Part, Said, is_words};
use super::set_field::set_field;
use super::set_pairs;
use super::setting::{CannotSet, Setting, one};
use super::ways_to_set::Spots;
use super::write_parts::{flow, flow_items, flow_pairs, items_of, lines, pair_lines};
use super::written::{Value, ending};
use crate::entry::fields::FieldInfo;
use crate::entry::locate::Step;
use crate::entry::node::{Marked, Node};
use crate::entry::{RecordParts, RecordPlace};

/// The text of a file in which a field of a record says something, with its parts. `order` has all fields that the record may
/// have.
pub fn set_said<'p>(
    place: impl Into<RecordPlace<'p>>,
    text: &str,
    field: &'static FieldInfo,
    said: &Said,
    order: &[&'static FieldInfo],
) -> Result<String, CannotSet> {
    Setter { place: place.into(), order, within: &[] }.set(text, field, said)
}

/// A group whose fields are set.
#[derive(Clone, Copy)]
struct Setter<'a> {
    place: RecordPlace<'a>,
    order: &'a [&'static FieldInfo],
    within: &'a [Step],
}

impl Setter<'_> {
    fn set(self, text: &str, field: &'static FieldInfo, said: &Said) -> Result<String, CannotSet> {
        let cannot = CannotSet(field.name);
        if let Said::Plain(value) = said {
            let as_words = is_words(&(field.shape)());
            let setting = Setting { field, value, as_words, order: self.order, within: self.within };
            return applied(text, &set_field(self.place, text, setting)?).ok_or(cannot);
        }
        let parts = RecordParts::of(self.place, text.as_bytes()).map_err(|_| cannot)?;
        if parts.cells().is_some() {
            return self.set_cells(text, field, said, &parts);
        }
        let group = parts.group(self.within).ok_or(cannot)?;
        let is_called = |name: &str| field.is_called(name);
        let (Ok(old), Ok(taken)) = (one(group.own, is_called), one(group.taken, is_called)) else { return Err(cannot) };
        let now = Said::of(text, &(field.shape)(), old.or(taken)).ok_or(cannot)?;
        if now.canonical() == said.canonical() {
            return Ok(text.to_string());
        }
        let wanted = Value::One(String::new());
        let setting = Setting { field, value: &wanted, as_words: true, order: self.order, within: self.within };
        let spots = Spots { text, setting, group, wanted: &wanted };
        let tries = match (old, taken) {
            (Some(old), None) if said.is_empty() => spots.removal(old),
            (Some(old), Some(_)) if said.is_empty() => spots.blanks(old),
            (None, _) if said.is_empty() => spots.blank_additions(),
            (Some(old), _) if is_there(old) => return self.change(text, field, said),
            // A name without a value gives way to one with a value.
            (Some(old), _) => {
                let bare = spots.removal(old).first().and_then(|edits| applied(text, edits)).ok_or(cannot)?;
                let after = self.set(&bare, field, said)?;
                vec![vec![Edit { range: 0..text.len(), text: after }]]
            }
            (None, _) => {
                let as_words = is_words(&(field.shape)());
                spots.additions_of(|indent| below(said, indent, as_words, ending(text)), in_brackets(said, as_words))
            }
        };
        tries.into_iter().find_map(|edits| self.held(text, &edits, field, said)).ok_or(cannot)
    }

    /// The text after edits, if only the field is another, and says what was wanted.
    fn held(self, text: &str, edits: &[Edit], field: &'static FieldInfo, said: &Said) -> Option<String> {
        let after = applied(text, edits)?;
        let before = RecordParts::of(self.place, text.as_bytes()).ok()?;
        let parts = RecordParts::of(self.place, after.as_bytes()).ok()?;
        let is_called = |name: &str| field.is_called(name);
        let group = parts.group(self.within)?;
        let value = group.own.iter().chain(group.taken).find(|(name, _)| is_called(name)).map(|(_, value)| value);
        let now = Said::of(&after, &(field.shape)(), value)?;
        let is_right = now.canonical() == said.canonical()
            && before.is_same_but(&parts, self.within, &is_called)
            && after[parts.body.clone()] == text[before.body];
        is_right.then_some(after)
    }

    /// Changes what is there: first values, then the order of groups.
    fn change(self, text: &str, field: &'static FieldInfo, said: &Said) -> Result<String, CannotSet> {
        let cannot = CannotSet(field.name);
        let fields = Make::of(&(field.shape)()).fields();
        let order: Vec<&'static FieldInfo> = fields.iter().collect();
        let inside = |item: Option<usize>| -> Vec<Step> {
            let step = std::iter::once(Step::Field(field.name.into())).chain(item.map(Step::Item));
            self.within.iter().cloned().chain(step).collect()
        };
        let set_all = |text: String, within: &[Step], parts: &[Part]| {
            let setter = Setter { within, order: &order, ..self };
            parts.iter().try_fold(text, |text, part| setter.set(&text, part.field, &part.said))
        };
        match said {
            Said::Plain(_) => Err(cannot),
            Said::Group(parts) => set_all(text.to_string(), &inside(None), parts),
            Said::Pairs(pairs) => {
                let parts = RecordParts::of(self.place, text.as_bytes()).map_err(|_| cannot)?;
                let group = parts.group(self.within).ok_or(cannot)?;
                let (_, old) = group.own.iter().find(|(name, _)| field.is_called(name)).ok_or(cannot)?;
                let pairs = set_pairs::Pairs { text, old, new: pairs, as_words: is_words(&(field.shape)()) };
                self.held(text, &pairs.edits().ok_or(cannot)?, field, said).ok_or(cannot)
            }
            Said::Groups(items) => {
                let items: Vec<&Item> = items.iter().filter(|item| !item.is_empty()).collect();
                let mut text = text.to_string();
                for item in &items {
                    if let Some(from) = item.from {
                        text = set_all(text, &inside(Some(from)), &item.parts)?;
                    }
                }
                let parts = RecordParts::of(self.place, text.as_bytes()).map_err(|_| cannot)?;
                let group = parts.group(self.within).ok_or(cannot)?;
                let list = group.own.iter().find(|(name, _)| field.is_called(name)).ok_or(cannot)?;
                let edits = arranged(&text, &list.1, &items, ending(&text)).ok_or(cannot)?;
                self.held(&text, &edits, field, said).ok_or(cannot)
            }
        }
    }

    /// The same in a CSV table, in which each part of each group has a column: the first group stands in the first ones.
    fn set_cells(
        self,
        text: &str,
        field: &'static FieldInfo,
        said: &Said,
        parts: &RecordParts,
    ) -> Result<String, CannotSet> {
        let cannot = CannotSet(field.name);
        if !self.within.is_empty() {
            return if said.is_empty() { Ok(text.to_string()) } else { Err(cannot) };
        }
        let now = parts.field(|name| field.is_called(name));
        let there = if let Some(Node::List(items)) = now.map(|value| &value.node) { items.len() } else { 0 };
        let groups: Vec<(Vec<Step>, &[Part])> = match said {
            // A cell holds one value.
            Said::Plain(_) | Said::Pairs(_) => return Err(cannot),
            Said::Group(parts) => vec![(vec![Step::Field(field.name.into())], &**parts)],
            Said::Groups(items) => {
                let items: Vec<&Item> = items.iter().filter(|item| !item.is_empty()).collect();
                let group = |at: usize| {
                    let within = vec![Step::Field(field.name.into()), Step::Item(at)];
                    (within, items.get(at).map_or(&[][..], |item| &item.parts))
                };
                (0..there.max(items.len())).map(group).collect()
            }
        };
        let order: Vec<&'static FieldInfo> = Make::of(&(field.shape)()).fields().iter().collect();
        let mut text = text.to_string();
        for (within, parts) in &groups {
            let setter = Setter { within, order: &order, ..self };
            for field in &order {
                let part = parts.iter().find(|part| std::ptr::eq(part.field, *field));
                let nothing = Said::of("", &(field.shape)(), None);
                if let Some(said) = part.map(|part| &part.said).or(nothing.as_ref()) {
                    text = setter.set(&text, field, said)?;
                }
            }
        }
        Ok(text)
    }
}

/// Whether a value is a group or a list that has something in it.
fn is_there(value: &Marked) -> bool {
    match &value.node {
        Node::Map(fields) => !fields.is_empty(),
        Node::List(items) => !items.is_empty(),
        Node::Null | Node::Bool(_) | Node::Int(_) | Node::Float(_) | Node::Text(_) => false,
    }
}

/// What stands behind the colon of a new field, on lines of its own.
fn below(said: &Said, indent: usize, as_words: bool, ending: &str) -> Option<String> {
    let lines = match said {
        Said::Plain(_) => None,
        Said::Group(parts) => lines(parts, indent + 2, ending),
        Said::Pairs(pairs) => pair_lines(pairs, indent + 2, as_words, ending),
        Said::Groups(items) => items_of(items, indent + 2, ending),
    };
    lines.map(|lines| format!("{ending}{lines}"))
}

fn in_brackets(said: &Said, as_words: bool) -> Option<String> {
    match said {
        Said::Plain(_) => None,
        Said::Group(parts) => flow(parts),
        Said::Pairs(pairs) => flow_pairs(pairs, as_words),
        Said::Groups(items) => flow_items(items),
    }
}
