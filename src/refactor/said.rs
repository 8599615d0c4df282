//! What a field says, with its parts: a single value, a group of fields, a list of groups, or values by names.

use std::sync::Arc;

use super::written::{Value, shown};
use crate::entry::fields::{FieldInfo, Shape};
use crate::entry::node::{Marked, Node};

/// What a field says, as an editor types it.
#[derive(Debug, Clone)]
pub enum Said {
    Plain(Value),
    Group(Vec<Part>),
    Groups(Vec<Item>),
    /// Values by names that the author chooses.
    Pairs(Vec<(String, String)>),
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
        match (Make::of(shape), value) {
            (Make::Plain, None) => Some(Said::Plain(Value::One(String::new()))),
            (Make::Plain, Some(value)) => {
                shown(text, value).filter(|said| matches!(said, Value::One(_))).map(Said::Plain)
            }
            (Make::Lines, None) => Some(Said::Plain(Value::List(Vec::new()))),
            (Make::Lines, Some(value)) => match shown(text, value)? {
                said if said.is_empty() => Some(Said::Plain(Value::List(Vec::new()))),
                said @ Value::List(_) => Some(Said::Plain(said)),
                Value::One(_) => None,
            },
            (Make::Group(fields), None) => Some(Said::Group(parts(text, fields, &[]))),
            (Make::Group(fields), Some(value)) => {
                if let Node::Map(map) = &value.node {
                    Some(Said::Group(parts(text, fields, map)))
                } else {
                    None
                }
            }
            (Make::Groups(_), None) => Some(Said::Groups(Vec::new())),
            (Make::Groups(fields), Some(value)) => {
                let Node::List(items) = &value.node else { return None };
                let item = |(at, item): (usize, &Marked)| {
                    let Node::Map(map) = &item.node else { return None };
                    Some(Item { from: Some(at), parts: parts(text, fields, map) })
                };
                items.iter().enumerate().map(item).collect::<Option<_>>().map(Said::Groups)
            }
            (Make::Pairs, None) => Some(Said::Pairs(Vec::new())),
            (Make::Pairs, Some(value)) => {
                let Node::Map(map) = &value.node else { return None };
                let pair = |(name, value): &(Arc<str>, Marked)| {
                    let Value::One(value) = shown(text, value)? else { return None };
                    let is_line = !name.contains([':', '\n']) && name.trim() == &**name && !value.contains('\n');
                    is_line.then(|| (name.to_string(), value))
                };
                map.iter().map(pair).collect::<Option<_>>().map(Said::Pairs)
            }
            (Make::Other, _) => None,
        }
    }

    /// What somebody has typed, a line for each pair: `name: value`.
    pub fn pairs(typed: &str) -> Said {
        let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
        let pair = |line: &str| {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            (name.trim().to_string(), value.trim().to_string())
        };
        Said::Pairs(lines.map(pair).collect())
    }

    pub fn is_empty(&self) -> bool {
        match self {
            Said::Plain(value) => value.tidy().is_empty(),
            Said::Group(parts) => parts.iter().all(|part| part.said.is_empty()),
            Said::Groups(items) => items.iter().all(Item::is_empty),
            Said::Pairs(pairs) => pairs.is_empty(),
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
            // They stand in any order.
            Said::Pairs(pairs) => {
                let mut pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}: {value}")).collect();
                pairs.sort();
                pairs.join("\n")
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

fn parts(text: &str, fields: &'static [FieldInfo], map: &[(Arc<str>, Marked)]) -> Vec<Part> {
    let part = |field: &'static FieldInfo| {
        let mut found = map.iter().filter(|(name, _)| field.is_called(name));
        let value = found.next().map(|(_, value)| value);
        let said = Said::of(text, &(field.shape)(), value).filter(|_| found.next().is_none())?;
        Some(Part { field, said })
    };
    fields.iter().filter_map(part).collect()
}

/// What a value of a shape is made of.
#[derive(Debug, Clone, Copy)]
pub enum Make {
    Plain,
    /// Plain values.
    Lines,
    Group(&'static [FieldInfo]),
    Groups(&'static [FieldInfo]),
    /// Plain values by names that the author chooses.
    Pairs,
    /// Something that no form can say.
    Other,
}

impl Make {
    pub fn of(shape: &Shape) -> Make {
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
            | Shape::AnyReference => Make::Plain,
            Shape::Record { fields, .. } => Make::Group(fields),
            Shape::List(inner) => match Make::of(inner) {
                Make::Plain => Make::Lines,
                Make::Group(fields) => Make::Groups(fields),
                Make::Lines | Make::Groups(_) | Make::Pairs | Make::Other => Make::Other,
            },
            Shape::Group { each, .. } => match Make::of(each) {
                Make::Plain => Make::Pairs,
                Make::Lines | Make::Group(_) | Make::Groups(_) | Make::Pairs | Make::Other => Make::Other,
            },
            Shape::Anything => Make::Other,
        }
    }

    /// The fields of its groups.
    pub fn fields(self) -> &'static [FieldInfo] {
        match self {
            Make::Group(fields) | Make::Groups(fields) => fields,
            Make::Plain | Make::Lines | Make::Pairs | Make::Other => &[],
        }
    }
}

/// Whether what stands there is words, also where it looks like a number.
pub fn is_words(shape: &Shape) -> bool {
    let shape = if let Shape::List(inner) | Shape::Group { each: inner, .. } = shape { inner } else { shape };
    !matches!(shape, Shape::Whole | Shape::Number | Shape::TrueFalse)
}
