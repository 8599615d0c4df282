//! The headings of a text: their levels, and an id for each that no other part of the page has.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;
use rustc_hash::FxHashMap;

use super::Heading;
use super::writer::Writer;
use crate::diagnostic::catalogue;
use crate::slug::slug;

pub(super) struct Headings {
    pub all: Vec<Heading>,
    pub open: Option<OpenHeading>,
    /// Level of the last heading; 1 is the page's title.
    level: u8,
    /// Ids that are taken, each with the last number that was put behind it.
    used_ids: FxHashMap<String, usize>,
}

/// A heading that is being written.
pub(super) struct OpenHeading {
    pub text: String,
    at: usize,
    /// The first hole inside it.
    first_hole: usize,
    span: Range<usize>,
    id: Option<String>,
}

impl Headings {
    /// No heading yet; the reserved ids are taken.
    pub fn new(reserved: &[&str]) -> Headings {
        let used_ids = reserved.iter().map(|id| (id.to_string(), 1)).collect();
        Headings { all: Vec::new(), open: None, level: 1, used_ids }
    }

    /// The id itself if it is free, or with the next free number.
    pub fn free_id(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "section" } else { wanted };
        let mut id = wanted.to_string();
        let mut count = self.used_ids.get(wanted).copied().unwrap_or(1);
        while self.used_ids.contains_key(&id) {
            count += 1;
            id = format!("{wanted}-{count}");
        }
        self.used_ids.insert(wanted.to_string(), count);
        self.used_ids.entry(id.clone()).or_insert(1);
        id
    }
}

impl Writer<'_> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel, id: Option<&str>, range: Range<usize>) {
        let (level, span) = (level as u8, self.span(range.clone()));
        if level == 1 || level > self.headings.level + 1 {
            self.problems.push(catalogue::heading_level(span, level, self.headings.level + 1));
        }
        self.headings.level = level.max(2);
        self.headings.open = Some(OpenHeading {
            at: self.out.len(),
            first_hole: self.holes.len(),
            span: range,
            id: id.map(str::to_string),
            text: String::new(),
        });
    }

    pub(super) fn end_heading(&mut self, level: HeadingLevel) {
        let Some(heading) = self.headings.open.take() else { return };
        if heading.text.trim().is_empty() {
            self.problems.push(catalogue::empty_heading(self.span(heading.span)));
        }
        let level = (level as u8).max(2);
        let id = self.headings.free_id(&slug(heading.id.as_deref().unwrap_or(&heading.text)));
        let opening = format!("<h{level} id=\"{id}\">");
        for hole in &mut self.holes[heading.first_hole..] {
            hole.at += opening.len() as u32;
        }
        self.out.insert_str(heading.at, &opening);
        self.out.push_str(&format!("</h{level}>\n"));
        self.headings.all.push(Heading { level, id: id.into(), text: heading.text.trim().into() });
    }
}
