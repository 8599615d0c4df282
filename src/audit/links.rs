//! The addresses that a page holds: where each is written, and what the page does with it.
#![expect(clippy::wildcard_enum_match_arm, reason = "HTML has more elements and attributes than a rule names")]

use std::ops::Range;

use super::attributes;
use super::document::{Attribute, Document, Element, Value};
use super::names::{Name, Set, Tag};
use crate::css;

/// An address that the page holds, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    start: u32,
    len: u32,
    pub used: Use,
}

/// What a page does with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// People may go there.
    Goes,
    /// The browser loads it.
    Loads,
    Style,
    Script,
    /// A form sends what people typed there.
    Sends,
    /// All other addresses are counted from there.
    Base,
}

impl Use {
    pub(super) const ALL: [Use; 6] = [Use::Goes, Use::Loads, Use::Style, Use::Script, Use::Sends, Use::Base];
}

impl Link {
    pub(super) fn new(start: u32, len: u32, used: Use) -> Link {
        Link { start, len, used }
    }

    /// The address in an attribute.
    pub(super) fn of(element: Element<'_>, attribute: &Attribute, used: Use) -> Link {
        let range = written(element, attribute);
        Link { start: range.start, len: range.end - range.start, used }
    }

    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..(self.start + self.len) as usize
    }
}

/// Every address of a page.
pub(super) fn all(document: &Document<'_>) -> Vec<Link> {
    let mut links = Vec::with_capacity(64);
    for style in document.all(Tag::Style) {
        for (start, text) in style.texts_at() {
            load_styles(start, text, &mut links);
        }
    }
    for element in document.with(ADDRESSES) {
        for attribute in element.attributes() {
            let Some(used) = used(element, attribute) else { continue };
            let range = written(element, attribute);
            match attribute.name {
                Name::Srcset => candidates(document.html, range, &mut links),
                Name::Style => {
                    load_styles(range.start, &document.html[range.start as usize..range.end as usize], &mut links);
                }
                _ => links.push(Link::of(element, attribute, used)),
            }
        }
    }
    links
}

/// Attributes that may hold addresses.
const ADDRESSES: Set = Name::Action
    .bit()
    .with(Name::Background.bit())
    .with(Name::Data.bit())
    .with(Name::Formaction.bit())
    .with(Name::Href.bit())
    .with(Name::Poster.bit())
    .with(Name::Src.bit())
    .with(Name::Srcset.bit())
    .with(Name::Style.bit())
    .with(Name::XlinkHref.bit());

/// What an attribute's address is for, if it holds one.
fn used(element: Element<'_>, attribute: &Attribute) -> Option<Use> {
    Some(match (element.tag(), attribute.name) {
        (Tag::A | Tag::Area, Name::Href | Name::XlinkHref) => Use::Goes,
        (Tag::Base, Name::Href) => Use::Base,
        (Tag::Link, Name::Href) => {
            let rel = element.get(Name::Rel).unwrap_or("").to_ascii_lowercase();
            let mut words = rel.split_ascii_whitespace();
            if words.clone().any(|word| word == "stylesheet") {
                Use::Style
            } else if words.any(|word| {
                matches!(
                    word,
                    "icon"
                        | "apple-touch-icon"
                        | "mask-icon"
                        | "manifest"
                        | "preload"
                        | "prefetch"
                        | "modulepreload"
                        | "preconnect"
                        | "dns-prefetch"
                        | "prerender"
                )
            }) {
                Use::Loads
            } else {
                return None;
            }
        }
        (Tag::Script, Name::Src) => Use::Script,
        (Tag::Form, Name::Action) | (_, Name::Formaction) => Use::Sends,
        (_, Name::Src | Name::Srcset | Name::Poster | Name::Background | Name::Style) => Use::Loads,
        (Tag::Object, Name::Data) => Use::Loads,
        (Tag::Image | Tag::Use | Tag::Other, Name::Href | Name::XlinkHref) => Use::Loads,
        _ => return None,
    })
}

/// Where a value is written, without its quotes.
pub(super) fn written(element: Element<'_>, attribute: &Attribute) -> Range<u32> {
    if let Value::Written(start, end) = attribute.value {
        return start..end;
    }
    let html = &element.document().html[..attribute.at.end as usize];
    let after_name = attribute.at.start as usize + attributes::name(element, attribute.at.start).len();
    let rest = &html[after_name..];
    let start = after_name + rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '=').len();
    let start = start + usize::from(html[start..].starts_with(['"', '\'']));
    start as u32..attribute.at.end
}

/// The addresses of a `srcset`: `small.jpg 1x, large.jpg 2x`.
fn candidates(html: &str, range: Range<u32>, links: &mut Vec<Link>) {
    let text = &html[range.start as usize..range.end as usize];
    let mut at = 0;
    for part in text.split(',') {
        let blank = part.len() - part.trim_start().len();
        let address = part.split_whitespace().next().unwrap_or("");
        if !address.is_empty() {
            let start = range.start + (at + blank) as u32;
            links.push(Link { start, len: address.len() as u32, used: Use::Loads });
        }
        at += part.len() + 1;
    }
}

fn load_styles(start: u32, text: &str, links: &mut Vec<Link>) {
    for address in css::addresses(text) {
        let range = address.at;
        let used = Use::Loads;
        links.push(Link { start: start + range.start as u32, len: (range.end - range.start) as u32, used });
    }
}
