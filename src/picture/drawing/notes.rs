//! What is a note in a drawing: comments, what programs keep for themselves, and metadata without a licence.

use std::ops::Range;

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
pub(super) const PAGE: &str = "http://www.w3.org/1999/xhtml";
pub(super) const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Where names of licences, and of those who are to be named with them, come from.
const LICENCES: [&str; 5] = [
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
];

/// Whose word a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    Drawing,
    /// A part of a web page.
    Page,
    Licence,
    /// A program's own.
    Note,
}

impl Home {
    /// By the address of a namespace. Names without one are taken for those of drawings.
    pub fn of(namespace: Option<&str>) -> Home {
        match namespace {
            None | Some(SVG | XLINK | XML) => Home::Drawing,
            Some(PAGE) => Home::Page,
            Some(name) if LICENCES.contains(&name) => Home::Licence,
            Some(_) => Home::Note,
        }
    }
}

/// Whether words tell a licence, or whose the drawing is.
pub(super) fn tells_licence(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    ["licen", "copyright", "creativecommons.org/publicdomain", "©"].iter().any(|word| words.contains(word))
}

/// Ranges of a text in order, none touching another. Without some of them, `]]` would meet `>`, which is no XML: these
/// stay.
pub(super) fn merged(mut ranges: Vec<Range<usize>>, text: &str) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            Some(_) | None => merged.push(range),
        }
    }
    merged.retain(|range| !(text[..range.start].ends_with(']') && text[range.end..].starts_with([']', '>'])));
    merged
}
