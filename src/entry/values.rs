//! The plain values that fields hold: texts, numbers, dates, addresses, lists and references.

use std::sync::Arc;

pub use super::address::Address;
use super::fields::{Field, Reader, Shape};
use super::kinds::{Kind, KindOf};
use super::locate::Step;
use super::node::{Marked, Node};
use super::phase::{AnyRef, Ref, same_in_every_phase};

/// A text that is never empty, shared between the phases.
pub type Text = Arc<str>;

impl Field for Text {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.scalar_text() {
            Some(text) if text.trim().is_empty() => {
                reader.invalid("this text is empty", Some("write something, or take the field out".into()));
                None
            }
            Some(text) if text.trim().len() == text.len() => Some(text),
            Some(text) => Some(text.trim().into()),
            None => reader.expected("text", node, "put the words between double quotes"),
        }
    }

    fn shape() -> Shape {
        Shape::Text
    }
}

impl Field for bool {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let value =
            if let Node::Bool(value) = node { Some(*value) } else { node.as_text().and_then(|text| text.parse().ok()) };
        value.or_else(|| reader.expected("true or false", node, "write `true` or `false`"))
    }

    fn shape() -> Shape {
        Shape::TrueFalse
    }
}

/// Whatever a site's own theme wants to know; Trellis passes it on as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extra(pub Vec<(Text, Marked)>);

impl Field for Extra {
    const REQUIRED: bool = false;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if let Node::Map(map) = node {
            return Some(Extra(map.clone()));
        }
        reader.expected("a group of fields", node, "write `name: value` lines below it, indented by two spaces")
    }

    fn absent() -> Option<Self> {
        Some(Extra::default())
    }

    fn shape() -> Shape {
        Shape::Anything
    }
}

impl<T: Field> Field for Option<T> {
    const REQUIRED: bool = false;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::read(node, reader).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Field> Field for Vec<T> {
    const REQUIRED: bool = false;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Node::List(items) = node else {
            let bullet = |text: &str| text.chars().next().filter(|first| "•·▪◦‣●".contains(*first));
            let help = match node.scalar_text().and_then(|text| bullet(&text)) {
                Some(bullet) => &*format!("write a hyphen and a blank in the place of each `{bullet}`: `- `"),
                None => "put each item on a line of its own that starts with `- `",
            };
            return reader.expected("a list", node, help);
        };
        let values: Vec<_> = items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| reader.at(Step::Item(index), |reader| T::read(item, reader)))
            .collect();
        (values.len() == items.len()).then_some(values)
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

/// A list that must have something in it.
#[derive(Debug, Clone)]
pub struct AtLeastOne<T>(pub Vec<T>);

impl<T: Field> Field for AtLeastOne<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let items = Vec::read(node, reader)?;
        if items.is_empty() {
            reader
                .invalid("this list is empty", Some("write at least one item, on a line that starts with `- `".into()));
            return None;
        }
        Some(AtLeastOne(items))
    }

    fn shape() -> Shape {
        Vec::<T>::shape()
    }
}

impl<T> std::ops::Deref for AtLeastOne<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<Q: super::phase::Phase, T: super::phase::MapTo<Q>> super::phase::MapTo<Q> for AtLeastOne<T> {
    type Out = AtLeastOne<T::Out>;
    fn map_to(&self, with: &mut impl super::phase::Resolve<Q>) -> Option<Self::Out> {
        self.0.map_to(with).map(AtLeastOne)
    }
}

/// A reference as typed, tidied of what people add out of habit: a folder, `.md`.
fn reference_text(node: &Node, reader: &mut Reader, kind: Option<Kind>) -> Option<Text> {
    let text = match node.scalar_text() {
        Some(text) => text,
        None => return reader.expected("the name of another entry", node, "write its file name without `.md`"),
    };
    let tidy = text.trim().trim_end_matches(".md");
    let tidy = kind.and_then(|kind| tidy.strip_prefix(kind.folder())?.strip_prefix('/')).unwrap_or(tidy);
    if tidy.is_empty() {
        reader.invalid("this name is empty", Some("write the file name of another entry, or take it out".into()));
        return None;
    }
    Some(if tidy.len() == text.len() { text } else { tidy.into() })
}

impl<T: KindOf> Field for Ref<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reference_text(node, reader, Some(T::KIND))?;
        Some(Ref::new(reader.reference(Some(T::KIND), text)))
    }

    fn shape() -> Shape {
        Shape::Reference(T::KIND)
    }
}

impl Field for AnyRef {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reference_text(node, reader, None)?;
        Some(AnyRef { site: reader.reference(None, text) })
    }

    fn shape() -> Shape {
        Shape::AnyReference
    }
}

same_in_every_phase!(Extra);
