//! What a file says before anyone asks what its fields mean: values, each with the bytes that it stands in.
//!
//! Mappings keep the author's order and both copies of a key that is written twice, so that the field reader can
//! report everything.

use std::ops::{Deref, Range};
use std::sync::Arc;

/// A value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Node {
    #[default]
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Arc<str>),
    List(Vec<Marked>),
    Map(Vec<(Arc<str>, Marked)>),
}

/// A value in its place: byte ranges in the file of it and of its name.
///
/// It can be used wherever a [`Node`] can. Two are equal if they say the same, wherever they say it.
#[derive(Debug, Clone, Default)]
pub struct Marked {
    pub node: Node,
    /// Its name. An item of a list has none: its first line stands for it.
    pub key: Range<usize>,
    /// The value itself; its name, if nothing is written behind that.
    pub value: Range<usize>,
    /// What it is read from: the value, or what a `*name` in its place repeats.
    pub source: Range<usize>,
    pub style: Style,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// As it is.
    #[default]
    Plain,
    /// Between `'`.
    Single,
    /// Between `"`.
    Double,
    /// Below a `|`.
    Literal,
    /// Below a `>`.
    Folded,
    /// A list or a group, one part a line.
    Lines,
    /// A list or a group in brackets.
    Brackets,
}

impl Node {
    /// What an editor would call this kind of value.
    pub fn describe(&self) -> &'static str {
        match self {
            Node::Null => "nothing",
            Node::Bool(_) => "true or false",
            Node::Int(_) | Node::Float(_) => "a number",
            Node::Text(_) => "text",
            Node::List(_) => "a list",
            Node::Map(_) => "a group of fields",
        }
    }

    /// The words, where the value is words.
    pub fn as_text(&self) -> Option<&str> {
        if let Node::Text(text) = self { Some(text) } else { None }
    }

    /// The value as an author would read it back, where it is a single value.
    pub fn scalar_text(&self) -> Option<Arc<str>> {
        match self {
            Node::Text(text) => Some(text.clone()),
            Node::Int(number) => Some(number.to_string().into()),
            Node::Null | Node::Bool(_) | Node::Float(_) | Node::List(_) | Node::Map(_) => None,
        }
    }

    /// Its items, if it is a list.
    pub fn items(&self) -> &[Marked] {
        if let Node::List(items) = self { items } else { &[] }
    }

    /// How many values it holds, itself counted.
    pub(super) fn size(&self) -> usize {
        match self {
            Node::List(items) => 1 + items.iter().map(|item| item.node.size()).sum::<usize>(),
            Node::Map(fields) => 1 + fields.iter().map(|(_, value)| value.node.size()).sum::<usize>(),
            Node::Null | Node::Bool(_) | Node::Int(_) | Node::Float(_) | Node::Text(_) => 1,
        }
    }
}

impl Marked {
    /// A value that is read from the bytes that it stands in.
    pub fn new(node: Node, key: Range<usize>, value: Range<usize>) -> Marked {
        Marked { node, key, source: value.clone(), value, style: Style::Plain }
    }

    /// Whether it stands in a file as `*name`, which repeats what is written elsewhere.
    pub fn is_repeated(&self) -> bool {
        self.value.start != self.source.start
    }
}

impl Deref for Marked {
    type Target = Node;

    fn deref(&self) -> &Node {
        &self.node
    }
}

impl PartialEq for Marked {
    fn eq(&self, other: &Marked) -> bool {
        self.node == other.node
    }
}

impl PartialEq<Node> for Marked {
    fn eq(&self, other: &Node) -> bool {
        self.node == *other
    }
}

/// A value of the program itself, which stands in no file.
impl From<Node> for Marked {
    fn from(node: Node) -> Marked {
        Marked { node, ..Marked::default() }
    }
}
