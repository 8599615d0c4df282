//! Headings, and where their names stand.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::prose::events;

/// A heading that may have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    pub start: usize,
    /// Where its name is to stand.
    pub at: usize,
    pub end: usize,
    pub is_html: bool,
    pub has_name: bool,
}

/// Every heading of Markdown.
pub fn headings(text: &str) -> Vec<Heading> {
    let mut found = Vec::new();
    for (event, range) in events(text) {
        if let Event::Start(Tag::Heading { id, .. }) = event {
            found.push(heading(text, range, id.is_some()));
        }
    }
    found
}

/// A heading of Markdown: its name stands at the end of its words.
pub fn heading(text: &str, range: Range<usize>, has_name: bool) -> Heading {
    let typed = text[range.clone()].trim_end();
    let is_underlined = !typed.starts_with('#');
    let words = if is_underlined { typed.rsplit_once('\n').map_or(typed, |(words, _)| words) } else { typed };
    let has_name = has_name || words.trim_end().ends_with('}');
    Heading {
        start: range.start,
        at: range.start + words.trim_end().len(),
        end: range.start + typed.len(),
        is_html: false,
        has_name,
    }
}
