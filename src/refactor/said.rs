//! What a field says, with its parts: a single value, a group of fields, or a list of groups.

use super::written::{Value, shown};
use crate::entry::fields::{FieldInfo, Shape};
use crate::entry::node::{Marked, Node};

/// What a field says, as an editor types it.
#[derive(Debug, Clone)]
pub enum Said {
    Plain(Value),
    Group(Vec<Part>),
    Groups(Vec<Item>),
}

/// A field of a group.
#[derive(Debug, Clone)]
pub struct Part {
    pub field: &'static FieldInfo,
    pub said: Said,
}

/// One group of a list.
#[derive(Debug, Clone)]
pub struct Item {
    /// Which one of the file it is, counted from 0; none if it is new.
    pub from: Option<usize>,
    pub parts: Vec<Part>,
}

impl Said {
    /// What a value of a file says; none if no form can say it. Parts that no form can say are left out, and stay.
    pub fn of(text: &str, shape: &Shape, value: Option<&Marked>) -> Option<Said> {
        let value = value.filter(|value| value.node != Node::Null);
        match shape {
            Shape::Record { fields, .. } => match value.map(|value| &value.node) {
                None => Some(Said::Group(parts(text, fields, &[]))),
                Some(Node::Map(map)) => Some(Said::Group(parts(text, fields, map))),
                Some(_) => None,
            },
            Shape::List(inner) => match &**inner {
                Shape::Record { fields, .. } => {
                    let Some(value) = value else { return Some(Said::Groups(Vec::new())) };
                    let Node::List(items) = &value.node else { return None };
                    let item = |(at, item): (usize, &Marked)| {
                        let Node::Map(map) = &item.node else { return None };
                        Some(Item { from: Some(at), parts: parts(text, fields, map) })
                    };
                    items.iter().enumerate().map(item).collect::<Option<_>>().map(Said::Groups)
                }
                inner if is_plain(inner) => {
                    let said = value.map_or(Some(Value::List(Vec::new())), |value| shown(text, value))?;
                    let is_list = matches!(said, Value::List(_)) || said.is_empty();
                    is_list.then(|| Said::Plain(if said.is_empty() { Value::List(Vec::new()) } else { said }))
                }
                _ => None,
            },
            shape if is_plain(shape) => {
                let said = value.map_or(Some(Value::One(String::new())), |value| shown(text, value))?;
                matches!(said, Value::One(_)).then_some(Said::Plain(said))
            }
            _ => None,
        }
    }

    pub fn is_empty(&self) -> bool {
        match self {
            Said::Plain(value) => value.tidy().is_empty(),
            Said::Group(parts) => parts.iter().all(|part| part.said.is_empty()),
            Said::Groups(items) => items.iter().all(Item::is_empty),
        }
    }

    /// The same as one text, which tells it from others; what says nothing is not in it.
    pub fn canonical(&self) -> String {
        match self {
            Said::Plain(value) => match value.tidy() {
                Value::One(text) => text,
                Value::List(items) => items.join("\n"),
            },
            Said::Group(parts) => canonical(parts),
            Said::Groups(items) => {
                let items = items.iter().filter(|item| !item.is_empty());
                items.map(|item| format!("\u{1}{}\u{2}", canonical(&item.parts))).collect()
            }
        }
    }
}

impl Item {
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.said.is_empty())
    }
}

fn canonical(parts: &[Part]) -> String {
    let parts = parts.iter().filter(|part| !part.said.is_empty());
    parts.map(|part| format!("{}\u{3}{}\u{4}", part.field.name, part.said.canonical())).collect()
}

fn parts(text: &str, fields: &'static [FieldInfo], map: &[(std::sync::Arc<str>, Marked)]) -> Vec<Part> {
    let part = |field: &'static FieldInfo| {
        let mut found = map.iter().filter(|(name, _)| field.is_called(name));
        let value = found.next().map(|(_, value)| value);
        let said = Said::of(text, &(field.shape)(), value).filter(|_| found.next().is_none())?;
        Some(Part { field, said })
    };
    fields.iter().filter_map(part).collect()
}

/// Whether a value of this shape has no parts.
fn is_plain(shape: &Shape) -> bool {
    match shape {
        Shape::Text
        | Shape::Whole
        | Shape::Number
        | Shape::TrueFalse
        | Shape::Date
        | Shape::PartDate
        | Shape::Moment
        | Shape::Period
        | Shape::Address
        | Shape::Form(_)
        | Shape::Language
        | Shape::Colour
        | Shape::Choice(_)
        | Shape::Reference(_)
        | Shape::AnyReference => true,
        Shape::Anything | Shape::List(_) | Shape::Record { .. } | Shape::Group { .. } => false,
    }
}

/// Whether what stands there is words, also where it looks like a number.
pub fn is_words(shape: &Shape) -> bool {
    match shape {
        Shape::List(inner) => is_words(inner),
        shape => !matches!(shape, Shape::Whole | Shape::Number | Shape::TrueFalse),
    }
}
