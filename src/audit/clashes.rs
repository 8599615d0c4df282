//! Links of one page that say the same lead to the same place.

use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

use super::document::{Document, Element};
use super::names::{Name, Tag};
use super::words::{given_name, shortened, visible};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let mut known: FxHashMap<u64, Element<'_>> = FxHashMap::default();
    for link in page.all(Tag::A) {
        let (Some(href), Some(sounds)) = (link.get(Name::Href), sounds(link)) else { continue };
        let first = *known.entry(sounds).or_insert(link);
        let first_href = first.get(Name::Href).unwrap_or("");
        if first_href != href && page_of(first_href) != page_of(href) && !link.is_hidden() && !first.is_hidden() {
            let words = given_name(link).unwrap_or_else(|| visible(link));
            found.push(catalogue::link_text_clash(link.span(), &shortened(&words), first_href, href));
        }
    }
}

/// Which page a link leads to; parts of one page are told apart by the words around them.
fn page_of(href: &str) -> &str {
    href.split('#').next().unwrap_or("")
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
