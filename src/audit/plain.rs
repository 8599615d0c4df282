//! Reads a page that is written plainly, as templates write: names, values in double quotes, the few references that
//! writers of HTML use, and elements of words that end as they should.
//!
//! That is nearly every byte of nearly every page, and it takes less than half of the work of a whole reader of HTML.
//! Whatever else a page may hold is left to such a reader, from the tag or text on where it stands: so nothing here
//! guesses, and a property holds that both read every page alike.

use html5gum::Span;
use html5gum::emitters::callback::CallbackEvent;
use memchr::{memchr, memchr2};

/// References that are read here, and what they stand for.
const REFERENCES: [(&[u8], &[u8]); 8] = [
    (b"&amp;", b"&"),
    (b"&quot;", b"\""),
    (b"&lt;", b"<"),
    (b"&gt;", b">"),
    (b"&#x27;", b"'"),
    (b"&#39;", b"'"),
    (b"&#x2F;", b"/"),
    (b"&nbsp;", "\u{a0}".as_bytes()),
];

/// Reads a page as far as it is plain, and tells up to where: the whole of it, or the start of the first tag or text
/// that is not plain, about which nothing has been said yet.
pub(super) fn read(html: &str, event: impl FnMut(&CallbackEvent<'_>, Span<usize>)) -> usize {
    let html = html.as_bytes();
    // What browsers read as other letters than are written.
    if memchr2(b'\r', b'\0', html).is_some() {
        return 0;
    }
    let mut reader = Reader { html, at: 0, attributes: Vec::with_capacity(16), buffer: Vec::new(), event };
    while reader.at < html.len() && reader.part().is_some() {}
    reader.at
}

/// An attribute as it is written.
struct Written {
    name: Span<usize>,
    value: Value,
}

/// A text between two places, and whether there are references in it.
struct Value {
    at: Span<usize>,
    has_references: bool,
}

impl Value {
    fn empty(at: usize) -> Value {
        Value { at: Span { start: at, end: at }, has_references: false }
    }

    fn is_empty(&self) -> bool {
        self.at.start == self.at.end
    }
}

/// What is inside an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Tags and texts.
    Parts,
    /// Words with references.
    Words,
    /// Words as they are.
    Raw,
    Script,
}

struct Reader<'p, F> {
    html: &'p [u8],
    /// Up to where everything has been told.
    at: usize,
    /// Those of the tag at hand.
    attributes: Vec<Written>,
    /// A value that is not what it is written as.
    buffer: Vec<u8>,
    event: F,
}

impl<F: FnMut(&CallbackEvent<'_>, Span<usize>)> Reader<'_, F> {
    /// Tells of the next text or tag; nothing if it is not plain.
    fn part(&mut self) -> Option<()> {
        match (self.html[self.at], self.byte(self.at + 1)) {
            (b'<', Some(b'/')) => self.end_tag(),
            (b'<', Some(b'!')) => self.document_type(),
            (b'<', _) => self.start_tag(),
            _ => self.text(),
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.html.get(at).copied()
    }

    /// A text up to the next tag, or to the end of the page.
    fn text(&mut self) -> Option<()> {
        let value = self.value(self.at, b'<')?;
        // A reader takes `a < b` for words.
        let is_followed_by_tag = match (self.byte(value.at.end + 1), self.byte(value.at.end + 2)) {
            (Some(b'/'), Some(next)) => next.is_ascii_alphabetic(),
            (Some(b'!'), _) => self.has_document_type(value.at.end),
            (Some(next), _) => next.is_ascii_alphabetic(),
            (None, _) => value.at.end == self.html.len(),
        };
        is_followed_by_tag.then_some(())?;
        self.at = value.at.end;
        self.tell(&value, |value| CallbackEvent::String { value });
        Some(())
    }

    /// The text from a place up to a byte, or to the end of the page.
    fn value(&self, start: usize, end: u8) -> Option<Value> {
        let mut has_references = false;
        let mut at = start;
        loop {
            let Some(length) = memchr2(end, b'&', &self.html[at..]) else {
                return Some(Value { at: Span { start, end: self.html.len() }, has_references });
            };
            at += length;
            if self.html[at] == end {
                return Some(Value { at: Span { start, end: at }, has_references });
            }
            has_references = true;
            at += reference(&self.html[at..])?.0.len();
        }
    }

    fn end_tag(&mut self) -> Option<()> {
        let name = self.tag_name(self.at + 2)?;
        let end = name.end + 1;
        (self.byte(name.end) == Some(b'>')).then_some(())?;
        let span = Span { start: self.at, end };
        self.at = end;
        self.tell_name(name, span, |name| CallbackEvent::EndTag { name });
        Some(())
    }

    fn has_document_type(&self, at: usize) -> bool {
        self.html[at..].starts_with(b"<!DOCTYPE html>")
    }

    fn document_type(&mut self) -> Option<()> {
        self.has_document_type(self.at).then(|| self.at += b"<!DOCTYPE html>".len())
    }

    /// A start tag, with what is inside where that is words.
    fn start_tag(&mut self) -> Option<()> {
        let start = self.at;
        let name = self.tag_name(start + 1)?;
        let (end, self_closing) = self.attributes(name.end)?;
        let inside = self.inside(end, &self.html[name.start..name.end])?;
        self.tell_name(name, Span { start, end: name.end }, |name| CallbackEvent::OpenStartTag { name });
        let attributes = std::mem::take(&mut self.attributes);
        for attribute in &attributes {
            self.tell_name(attribute.name, attribute.name, |name| CallbackEvent::AttributeName { name });
            if !attribute.value.is_empty() {
                self.tell(&attribute.value, |value| CallbackEvent::AttributeValue { value });
            }
        }
        self.attributes = attributes;
        (self.event)(&CallbackEvent::CloseStartTag { self_closing }, Span { start: end - 1, end });
        if !inside.is_empty() {
            self.tell(&inside, |value| CallbackEvent::String { value });
        }
        self.at = inside.at.end;
        Some(())
    }

    /// The name of a tag: it begins with a letter, and ends before a blank, `/` or `>`.
    fn tag_name(&self, start: usize) -> Option<Span<usize>> {
        let name = &self.html[start..];
        name.first().filter(|first| first.is_ascii_alphabetic())?;
        let length = name.iter().position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'-'))?;
        matches!(name[length], b' ' | b'\n' | b'/' | b'>').then_some(Span { start, end: start + length })
    }

    /// Reads the attributes of a tag; where it ends, and whether it ends itself.
    fn attributes(&mut self, mut at: usize) -> Option<(usize, bool)> {
        self.attributes.clear();
        loop {
            let before = at;
            while matches!(self.byte(at)?, b' ' | b'\n') {
                at += 1;
            }
            match self.byte(at)? {
                b'>' => return Some((at + 1, false)),
                b'/' => return (self.byte(at + 1)? == b'>').then_some((at + 2, true)),
                // Two values without a blank between them.
                _ if at == before => return None,
                _ => {}
            }
            let length = self.html[at..].iter().position(|byte| !is_of_name(*byte)).filter(|length| *length > 0)?;
            let name = Span { start: at, end: at + length };
            at = name.end;
            let value = match self.byte(at)? {
                b'=' if self.byte(at + 1)? == b'"' => {
                    let value = self.value(at + 2, b'"')?;
                    at = value.at.end + 1;
                    // A value without an end ends the page.
                    self.byte(at)?;
                    value
                }
                b' ' | b'\n' | b'/' | b'>' => Value::empty(at),
                _ => return None,
            };
            self.attributes.push(Written { name, value });
        }
    }

    /// The words of an element that holds nothing else, up to its end tag; an empty text for any other.
    fn inside(&self, start: usize, name: &[u8]) -> Option<Value> {
        let inside = inside(name)?;
        if inside == Inside::Parts {
            return Some(Value::empty(start));
        }
        let mut end = start;
        loop {
            end += memchr(b'<', &self.html[end..])?;
            let rest = &self.html[end + 1..];
            if rest.first() == Some(&b'/') && rest.get(1..=name.len())?.eq_ignore_ascii_case(name) {
                break;
            }
            // In a script, `<!--` opens a part with rules of its own.
            (inside != Inside::Script || rest.first() != Some(&b'!')).then_some(())?;
            end += 1;
        }
        (self.byte(end + 2 + name.len()) == Some(b'>')).then_some(())?;
        if inside == Inside::Words {
            return self.value(start, b'<').filter(|value| value.at.end == end);
        }
        Some(Value { at: Span { start, end }, has_references: false })
    }

    /// Tells of a name, which is in small letters.
    fn tell_name(&mut self, name: Span<usize>, at: Span<usize>, event: impl FnOnce(&[u8]) -> CallbackEvent<'_>) {
        let name = &self.html[name.start..name.end];
        if !name.iter().any(u8::is_ascii_uppercase) {
            return (self.event)(&event(name), at);
        }
        self.buffer.clear();
        self.buffer.extend(name.iter().map(u8::to_ascii_lowercase));
        (self.event)(&event(&self.buffer), at);
    }

    /// Tells of a value as it is meant.
    fn tell(&mut self, value: &Value, event: impl FnOnce(&[u8]) -> CallbackEvent<'_>) {
        let written = &self.html[value.at.start..value.at.end];
        if !value.has_references {
            return (self.event)(&event(written), value.at);
        }
        self.buffer.clear();
        let mut rest = written;
        while let Some((at, (reference, meant))) = memchr(b'&', rest).and_then(|at| Some((at, reference(&rest[at..])?)))
        {
            self.buffer.extend_from_slice(&rest[..at]);
            self.buffer.extend_from_slice(meant);
            rest = &rest[at + reference.len()..];
        }
        self.buffer.extend_from_slice(rest);
        (self.event)(&event(&self.buffer), value.at);
    }
}

/// The reference with which a text begins, and what it stands for.
fn reference(text: &[u8]) -> Option<(&'static [u8], &'static [u8])> {
    REFERENCES.into_iter().find(|(reference, _)| text.starts_with(reference))
}

/// What names of attributes are made of here.
fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_')
}

/// What is inside an element of this name; nothing if it is one that nobody writes any more.
fn inside(name: &[u8]) -> Option<Inside> {
    let is = |names: &[&str]| names.iter().any(|other| name.eq_ignore_ascii_case(other.as_bytes()));
    match name.len() {
        3 if is(&["xmp"]) => None,
        5 if is(&["title"]) => Some(Inside::Words),
        5 if is(&["style"]) => Some(Inside::Raw),
        6 if is(&["script"]) => Some(Inside::Script),
        6 if is(&["iframe"]) => Some(Inside::Raw),
        7.. if is(&["plaintext", "noembed", "noframe"]) => None,
        7.. if is(&["textarea"]) => Some(Inside::Words),
        7.. if is(&["noscript"]) => Some(Inside::Raw),
        _ => Some(Inside::Parts),
    }
}
