//! The way to a value, and finding what stands there.

use std::borrow::Cow;

pub use super::node::Marked;
use super::node::Node;

/// One step from a value to one of its parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    Field(Cow<'static, str>),
    /// The nth copy of a field that is written more than once, counted from 0.
    Again(Cow<'static, str>, usize),
    Item(usize),
}

/// From the whole to one value, such as `leads_to`, item 2, `role`.
pub type FieldPath = Vec<Step>;

impl Marked {
    /// The value at a path, or the innermost one on the way to it that exists.
    pub fn find(&self, path: &[Step]) -> &Marked {
        let Some((step, rest)) = path.split_first() else { return self };
        self.part(step).map_or(self, |part| part.find(rest))
    }

    /// The value at a path, if there is one.
    pub fn get(&self, path: &[Step]) -> Option<&Marked> {
        let Some((step, rest)) = path.split_first() else { return Some(self) };
        self.part(step)?.get(rest)
    }

    fn part(&self, step: &Step) -> Option<&Marked> {
        match (step, &self.node) {
            (Step::Item(number), Node::List(items)) => items.get(*number),
            (Step::Field(name), Node::Map(fields)) => named(fields, name).next(),
            (Step::Again(name, count), Node::Map(fields)) => named(fields, name).nth(*count),
            _ => None,
        }
    }
}

/// Every field of this name.
fn named<'m>(fields: &'m [(std::sync::Arc<str>, Marked)], name: &str) -> impl Iterator<Item = &'m Marked> {
    fields.iter().filter(move |(own, _)| **own == *name).map(|(_, value)| value)
}
