//! One rendered page as rules see it: a flat list of elements in the order of the page, each with its attributes.
//!
//! Nothing is copied out of the page but values with character references in them. A rule asks by handles
//! ([`Element`]) and never sees how they are kept.

use std::ops::Range;

use super::names::{Name, Set, Tag};
use crate::source::{SourcePath, Span};

/// A page, read once.
#[derive(Debug, PartialEq)]
pub(super) struct Document<'p> {
    pub(super) path: &'p SourcePath,
    pub(super) html: &'p str,
    pub(super) elements: Vec<Node>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) texts: Vec<Text>,
    /// Values and texts that are not what they are written as.
    pub(super) decoded: String,
    /// Which names of elements and of attributes the page has at all: most rules look for what is seldom there.
    pub(super) tags: Set,
    pub(super) names: Set,
}

/// An element as it is kept.
#[derive(Debug, PartialEq)]
pub(super) struct Node {
    pub tag: Tag,
    /// The element around it; its own place if there is none.
    pub parent: u32,
    /// One past its last descendant.
    pub end: u32,
    /// Its start tag.
    pub start_tag: Range<u32>,
    pub attributes: Range<u32>,
    pub texts: Range<u32>,
    /// The names of its attributes.
    pub names: Set,
}

/// A text that is written in the page, or was decoded from what is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    Written(u32, u32),
    Decoded(u32, u32),
}

#[derive(Debug, PartialEq)]
pub(super) struct Attribute {
    pub name: Name,
    /// Where it is written, from its name on.
    pub at: Range<u32>,
    pub value: Value,
}

#[derive(Debug, PartialEq)]
pub(super) struct Text {
    /// The element right around it.
    pub parent: u32,
    pub value: Value,
}

impl Document<'_> {
    /// Every element, in the order of the page.
    pub(super) fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        (0..self.elements.len()).map(|index| Element { document: self, index })
    }

    /// Every element of this name.
    pub(super) fn all(&self, tag: Tag) -> impl Iterator<Item = Element<'_>> {
        let first = if self.tags.meets(tag.bit()) { 0 } else { self.elements.len() };
        (first..self.elements.len())
            .filter(move |index| self.elements[*index].tag == tag)
            .map(|index| Element { document: self, index })
    }

    /// Every element with one of these attributes.
    pub(super) fn with(&self, names: Set) -> impl Iterator<Item = Element<'_>> {
        let first = if self.names.meets(names) { 0 } else { self.elements.len() };
        (first..self.elements.len())
            .filter(move |index| self.elements[*index].names.meets(names))
            .map(|index| Element { document: self, index })
    }

    /// The element with an id.
    pub(super) fn by_id(&self, id: &str) -> Option<Element<'_>> {
        self.with(Name::Id.bit()).find(|element| element.get(Name::Id) == Some(id))
    }

    /// The page as a whole, for what is wrong with no one of its elements.
    pub(super) fn whole(&self) -> Span {
        Span::new(self.path, 0..0)
    }

    pub(super) fn read(&self, value: Value) -> &str {
        match value {
            Value::Written(start, end) => &self.html[start as usize..end as usize],
            Value::Decoded(start, end) => &self.decoded[start as usize..end as usize],
        }
    }
}

/// One element of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'d> {
    document: &'d Document<'d>,
    index: usize,
}

/// Elements are compared within one page.
impl PartialEq for Element<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

const HIDING: Set = Name::Hidden.bit().with(Name::AriaHidden.bit());

impl<'d> Element<'d> {
    fn node(self) -> &'d Node {
        &self.document.elements[self.index]
    }

    fn at(self, index: u32) -> Element<'d> {
        Element { document: self.document, index: index as usize }
    }

    pub(super) fn tag(self) -> Tag {
        self.node().tag
    }

    /// The name of the element as the page has it.
    pub(super) fn name(self) -> &'d str {
        let start = self.node().start_tag.start as usize + 1;
        let rest = &self.document.html[start..];
        &rest[..rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(rest.len())]
    }

    /// Where its start tag is.
    pub(super) fn span(self) -> Span {
        let at = &self.node().start_tag;
        Span::new(self.document.path, at.start as usize..at.end as usize)
    }

    pub(super) fn attributes(self) -> &'d [Attribute] {
        let range = &self.node().attributes;
        &self.document.attributes[range.start as usize..range.end as usize]
    }

    /// The value of an attribute; empty if it is written without one.
    pub(super) fn get(self, name: Name) -> Option<&'d str> {
        self.attribute(name).map(|attribute| self.document.read(attribute.value))
    }

    pub(super) fn attribute(self, name: Name) -> Option<&'d Attribute> {
        if !self.has(name) {
            return None;
        }
        self.attributes().iter().find(|attribute| attribute.name == name)
    }

    pub(super) fn has(self, name: Name) -> bool {
        self.names().meets(name.bit())
    }

    /// The names of its attributes.
    pub(super) fn names(self) -> Set {
        self.node().names
    }

    /// Whether an attribute has this value, whatever its capitals.
    pub(super) fn is(self, name: Name, value: &str) -> bool {
        self.get(name).is_some_and(|found| found.trim().eq_ignore_ascii_case(value))
    }

    pub(super) fn parent(self) -> Option<Element<'d>> {
        let parent = self.node().parent;
        (parent as usize != self.index).then(|| self.at(parent))
    }

    /// The elements around it, the nearest first.
    pub(super) fn ancestors(self) -> impl Iterator<Item = Element<'d>> {
        std::iter::successors(self.parent(), |element| element.parent())
    }

    pub(super) fn is_inside(self, tag: Tag) -> bool {
        self.ancestors().any(|element| element.tag() == tag)
    }

    /// The elements inside it, in the order of the page.
    pub(super) fn inside(self) -> impl Iterator<Item = Element<'d>> {
        (self.index as u32 + 1..self.node().end).map(move |index| self.at(index))
    }

    /// The elements right inside it.
    pub(super) fn children(self) -> impl Iterator<Item = Element<'d>> {
        let mut next = self.index as u32 + 1;
        let end = self.node().end;
        std::iter::from_fn(move || {
            let child = (next < end).then(|| self.at(next))?;
            next = child.node().end;
            Some(child)
        })
    }

    /// The texts inside it, each with the element right around it.
    pub(super) fn texts(self) -> impl Iterator<Item = (Element<'d>, &'d str)> {
        let range = self.node().texts.start as usize..self.node().texts.end as usize;
        self.document.texts[range].iter().map(move |text| (self.at(text.parent), self.document.read(text.value)))
    }

    /// The texts right inside it, each with where it is written; what is not written as it reads is left out.
    pub(super) fn texts_at(self) -> impl Iterator<Item = (u32, &'d str)> {
        let range = self.node().texts.start as usize..self.node().texts.end as usize;
        self.document.texts[range].iter().filter_map(|text| match text.value {
            Value::Written(start, end) => Some((start, &self.document.html[start as usize..end as usize])),
            Value::Decoded(..) => None,
        })
    }

    /// Where the words of an element that holds nothing but words are written.
    pub(super) fn words_range(self) -> Option<Range<u32>> {
        let start = self.node().start_tag.end;
        let length = self.document.html[start as usize..].find('<')? as u32;
        Some(start..start + length)
    }

    /// Everything between its start tag and the first end tag of its name.
    pub(super) fn inside_range(self) -> Range<u32> {
        let start = self.node().start_tag.end;
        let rest = &self.document.html[start as usize..];
        let end = format!("</{}", self.name());
        start..start + rest.find(&end).unwrap_or(rest.len()) as u32
    }

    /// Whether nobody meets the element: it or one around it is `hidden`, or hidden from those who listen.
    pub(super) fn is_hidden(self) -> bool {
        self.document.names.meets(HIDING) && std::iter::once(self).chain(self.ancestors()).any(Element::hides)
    }

    fn hides(self) -> bool {
        self.names().meets(HIDING) && (self.has(Name::Hidden) || self.is(Name::AriaHidden, "true"))
    }

    /// Whether something between this and an element inside it hides that element.
    pub(super) fn hides_inside(self, inner: Element<'d>) -> bool {
        if !self.document.names.meets(HIDING) {
            return false;
        }
        let mut between = std::iter::once(inner).chain(inner.ancestors()).take_while(|element| *element != self);
        between.any(Element::hides)
    }

    pub(super) fn document(self) -> &'d Document<'d> {
        self.document
    }
}
