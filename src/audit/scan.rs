//! Reads a page's bytes into a [`Document`], in one pass.
//!
//! What is written plainly is read by [`plain`], and html5gum reads the rest as browsers do. Which element is inside
//! which is kept here, with the end tags that HTML lets authors leave out. What is inside `template` is not part of the
//! page.
#![expect(clippy::wildcard_enum_match_arm, reason = "the tokens are those of the reader of HTML")]

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};

use super::document::{Attribute, Document, Node, Text, Value};
use super::names::{Name, Set, Tag};
use super::plain;
use crate::source::SourcePath;

/// A guess at how many bytes of a page there are to one element, so that lists seldom grow.
const BYTES_AN_ELEMENT: usize = 48;

/// Reads a page.
pub(super) fn scan<'p>(path: &'p SourcePath, html: &'p str) -> Document<'p> {
    scan_by(path, html, Scan::run)
}

/// Reads a page as browsers do, from its first byte on.
#[cfg(any(test, feature = "internals"))]
pub(super) fn scan_as_browsers<'p>(path: &'p SourcePath, html: &'p str) -> Document<'p> {
    scan_by(path, html, Scan::run_as_browsers)
}

fn scan_by<'p>(path: &'p SourcePath, html: &'p str, run: fn(&mut Scan<'p>, &'p str)) -> Document<'p> {
    let elements = html.len() / BYTES_AN_ELEMENT;
    let document = Document {
        path,
        html,
        elements: Vec::with_capacity(elements),
        attributes: Vec::with_capacity(elements),
        texts: Vec::with_capacity(elements / 2),
        decoded: String::new(),
        tags: Set::default(),
        names: Set::default(),
    };
    let mut scan = Scan { document, run, open: Vec::with_capacity(32), tag: None, noscript: None, base: 0 };
    run(&mut scan, html);
    scan.close_above(0);
    scan.document
}

/// `onclick` and its like.
fn is_handler(name: &[u8]) -> bool {
    name.len() > 2 && name.starts_with(b"on") && name.iter().all(u8::is_ascii_alphabetic)
}

struct Scan<'p> {
    document: Document<'p>,
    /// How a part of the page is read.
    run: fn(&mut Scan<'p>, &'p str),
    /// Places of the elements that are open, the innermost last.
    open: Vec<u32>,
    /// The start tag that is being read.
    tag: Option<Tag>,
    /// The `noscript` of which the parts are being read.
    noscript: Option<u32>,
    /// Where the part that is being read begins in the page.
    base: usize,
}

/// What is read, without what the parser thinks of it: that costs it a look at every byte, and the rules judge pages.
struct Unjudged<E>(E);

impl<E: Emitter> ForwardingEmitter for Unjudged<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

impl<'p> Scan<'p> {
    /// Reads what is plain, and the rest as browsers do.
    fn run(&mut self, html: &'p str) {
        let read = plain::read(html, |event, span| self.event(event, span));
        self.base += read;
        self.run_as_browsers(&html[read..]);
        self.base -= read;
    }

    fn run_as_browsers(&mut self, html: &'p str) {
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
            self.event(&event, span);
            None::<Infallible>
        });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(html, Unjudged(emitter)).finish();
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        let (start, end) = (self.base + span.start, self.base + span.end);
        match *event {
            CallbackEvent::OpenStartTag { name } => self.open_tag(name, start),
            CallbackEvent::AttributeName { name } if self.tag.is_some() => self.attribute(name, start, end),
            CallbackEvent::AttributeValue { value } if self.tag.is_some() => {
                let value = self.value(value, start, end);
                if let Some(attribute) = self.document.attributes.last_mut() {
                    attribute.value = value;
                    attribute.at.end = end as u32;
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.close_tag(end, self_closing),
            CallbackEvent::EndTag { name } => self.end_tag(Tag::of(name), name),
            CallbackEvent::String { value } => self.text(value, start, end),
            _ => {}
        }
    }

    fn open_tag(&mut self, name: &[u8], start: usize) {
        let tag = Tag::of(name);
        while self.innermost().is_some_and(|open| tag.ends(open)) {
            self.close_above(self.open.len() - 1);
        }
        self.tag = Some(tag);
        let index = self.document.elements.len() as u32;
        let (attributes, texts) = (self.document.attributes.len() as u32, self.document.texts.len() as u32);
        self.document.elements.push(Node {
            tag,
            parent: self.open.last().copied().unwrap_or(index),
            end: index + 1,
            start_tag: start as u32..start as u32,
            attributes: attributes..attributes,
            texts: texts..texts,
            names: Set::default(),
        });
        self.document.tags = self.document.tags.with(tag.bit());
    }

    fn attribute(&mut self, name: &[u8], start: usize, end: usize) {
        let known = Name::of(name);
        let name = if known == Name::Other && is_handler(name) { Name::Handler } else { known };
        self.document.names = self.document.names.with(name.bit());
        if let Some(node) = self.document.elements.last_mut() {
            node.names = node.names.with(name.bit());
        }
        let empty = Value::Written(end as u32, end as u32);
        self.document.attributes.push(Attribute { name, at: start as u32..end as u32, value: empty });
    }

    fn close_tag(&mut self, end: usize, self_closing: bool) {
        let Some(tag) = self.tag.take() else { return };
        let attributes = self.document.attributes.len() as u32;
        let Some(node) = self.document.elements.last_mut() else { return };
        node.start_tag.end = end as u32;
        node.attributes.end = attributes;
        let inside_drawing = || self.open.iter().any(|&open| self.document.elements[open as usize].tag == Tag::Svg);
        if tag.is_void() || (self_closing && (tag == Tag::Svg || inside_drawing())) {
            return;
        }
        self.open.push((self.document.elements.len() - 1) as u32);
    }

    fn end_tag(&mut self, tag: Tag, name: &[u8]) {
        let elements = &self.document.elements;
        let is_this = |&open: &u32| {
            let node = &elements[open as usize];
            node.tag == tag && (tag != Tag::Other || self.is_named(node, name))
        };
        if let Some(at) = self.open.iter().rposition(is_this) {
            self.close_above(at);
        }
    }

    fn is_named(&self, node: &Node, name: &[u8]) -> bool {
        let start = node.start_tag.start as usize + 1;
        let bytes = self.document.html.as_bytes();
        bytes.get(start..start + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && bytes
                .get(start + name.len())
                .is_none_or(|next| matches!(next, b'>' | b'/') || next.is_ascii_whitespace())
    }

    /// Closes the elements from this depth on.
    fn close_above(&mut self, depth: usize) {
        for index in self.open.drain(depth..).rev() {
            let (end, texts) = (self.document.elements.len() as u32, self.document.texts.len() as u32);
            let node = &mut self.document.elements[index as usize];
            (node.end, node.texts.end) = (end, texts);
            if node.tag == Tag::Template {
                // What it holds is no part of the page.
                self.document.attributes.truncate(node.attributes.end as usize);
                self.document.texts.truncate(node.texts.start as usize);
                (node.end, node.texts.end) = (index + 1, node.texts.start);
                self.document.elements.truncate(index as usize + 1);
            }
        }
    }

    fn text(&mut self, value: &[u8], start: usize, end: usize) {
        let Some(&parent) = self.open.last() else { return };
        if value.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        if self.document.elements[parent as usize].tag == Tag::Noscript
            && self.noscript != Some(parent)
            && let Some(part) = self.document.html.get(start..end)
        {
            // The tokenizer takes it for plain text, as browsers with scripts do. Browsers without read it.
            let before = (self.base, self.noscript);
            (self.base, self.noscript) = (start, Some(parent));
            (self.run)(self, part);
            (self.base, self.noscript) = before;
            let depth = self.open.iter().position(|&open| open == parent).map_or(self.open.len(), |at| at + 1);
            return self.close_above(depth);
        }
        let value = self.value(value, start, end);
        self.document.texts.push(Text { parent, value });
    }

    /// A value as it is written, if that is what it means.
    fn value(&mut self, value: &[u8], start: usize, end: usize) -> Value {
        if self.document.html.as_bytes().get(start..end) == Some(value) {
            return Value::Written(start as u32, end as u32);
        }
        let from = self.document.decoded.len() as u32;
        self.document.decoded.push_str(&String::from_utf8_lossy(value));
        Value::Decoded(from, self.document.decoded.len() as u32)
    }

    fn innermost(&self) -> Option<Tag> {
        self.open.last().map(|&open| self.document.elements[open as usize].tag)
    }
}
