//! Links of one page that say the same lead to the same place.
//! Where links lead is known to the site, so pairs that say the same are only noted here.

use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::accessible_name::{given_name, shortened, visible};
use super::document::{Document, Element};
use super::links::{Link, Use, written};
use super::names::{Name, Tag};
use super::spellings;
use crate::diagnostic::catalogue;
use crate::source::{SourcePath, Span};

/// Two links that say the same and are not written the same.
#[derive(Debug)]
pub(super) struct Pair {
    pub first: Clashing,
    pub second: Clashing,
    pub words: Box<str>,
}

/// One of them: its address, and where what it says is written.
#[derive(Debug)]
pub(super) struct Clashing {
    pub link: Link,
    pub says: Range<u32>,
}

impl Clashing {
    fn of(link: Element<'_>) -> Option<Clashing> {
        let address = link.attribute(Name::Href)?;
        let label = link.attribute(Name::AriaLabel).filter(|_| given_name(link).is_some());
        let says = label.map_or_else(|| link.inside_range(), |label| written(link, label));
        Some(Clashing { link: Link::of(link, address, Use::Goes), says })
    }

    /// The same in the words of a finding.
    pub(super) fn told<'a>(&self, path: &SourcePath, address: &'a str) -> catalogue::Clashing<'a> {
        let words = Span::new(path, self.says.start as usize..self.says.end as usize);
        catalogue::Clashing { address, at: Span::new(path, self.link.range()), words }
    }
}

/// Pairs of links of a page that say the same.
pub(super) fn pairs(page: &Document<'_>) -> Vec<Pair> {
    let mut known: FxHashMap<(bool, u64), Element<'_>> = FxHashMap::default();
    let mut pairs = Vec::new();
    for link in page.all(Tag::A) {
        let (Some(href), Some(sounds)) = (link.get(Name::Href), sounds(link)) else { continue };
        // A menu and a list of contents say what the pages and parts that they lead to are called: the words of a text
        // may name something else so, and a part of the page may be called as a page of the menu is.
        let is_around = is_around(link);
        if is_around && href.trim_start().starts_with('#') {
            continue;
        }
        let first = *known.entry((is_around, sounds)).or_insert(link);
        if same_place(first.get(Name::Href).unwrap_or(""), href) || link.is_hidden() || first.is_hidden() {
            continue;
        }
        if let (Some(first), Some(second)) = (Clashing::of(first), Clashing::of(link)) {
            let words = shortened(&given_name(link).unwrap_or_else(|| visible(link))).into();
            pairs.push(Pair { first, second, words });
        }
    }
    pairs
}

/// Whether a link is one of those around the text: in a menu or a list of contents, or in the head or foot of the page.
fn is_around(link: Element<'_>) -> bool {
    link.is_inside(Tag::Nav) || link.document().tags.meets(Tag::Main.bit()) && !link.is_inside(Tag::Main)
}

/// Whether two addresses name one page; parts of one page are told apart by the words around them.
fn same_place(one: &str, two: &str) -> bool {
    let page_of = |href: &str| href.split('#').next().unwrap_or("").trim().len();
    one.trim()[..page_of(one)] == two.trim()[..page_of(two)] || spellings::plain(one) == spellings::plain(two)
}

/// A number for what a link says, whatever its capitals and blanks; none if it says nothing.
fn sounds(link: Element<'_>) -> Option<u64> {
    let named = given_name(link);
    let words: &mut dyn Iterator<Item = &str> = match &named {
        Some(name) => &mut std::iter::once(name.as_str()),
        None => &mut link.texts().filter(|(parent, _)| !link.hides_inside(*parent)).map(|(_, text)| text),
    };
    let mut letters: [u8; 96] = [0; 96];
    let mut count = 0;
    let mut hash = 0_u64;
    for byte in words.flat_map(str::bytes).filter(|byte| !byte.is_ascii_whitespace()) {
        if count == letters.len() {
            hash = FxBuildHasher.hash_one((hash, letters));
            count = 0;
        }
        letters[count] = byte.to_ascii_lowercase();
        count += 1;
    }
    (count > 0 || hash != 0).then(|| FxBuildHasher.hash_one((hash, &letters[..count])))
}
