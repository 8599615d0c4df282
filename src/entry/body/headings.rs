//! The headings of a text: their levels, and an id for each that no other part of the page has.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;
use rustc_hash::FxHashMap;

use super::Heading;
use super::writer::Writer;
use crate::diagnostic::catalogue;
use crate::entry::kinds::Taken;
use crate::slug::slug;

pub(super) struct Headings {
    pub all: Vec<Heading>,
    pub open: Option<OpenHeading>,
    /// Level of the last heading; 1 is the page's title.
    level: u8,
    /// Ids that are taken, each with the last number that was put behind it.
    used_ids: FxHashMap<String, usize>,
    taken: Taken,
    /// Whether the text may have footnotes, which have ids of their own.
    has_notes: bool,
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
    /// No heading yet; the theme's ids are taken.
    pub fn new(taken: Taken, has_notes: bool) -> Headings {
        let used_ids = taken.ids().map(|id| (id.to_string(), 1)).collect();
        Headings { all: Vec::new(), open: None, level: 1, used_ids, taken, has_notes }
    }

    /// A free id for a heading. Of some forms, nobody knows yet which will be made: a heading has none of that form.
    fn heading_id(&mut self, wanted: &str) -> String {
        match self.taken.may_make(wanted) || self.has_notes && is_of_note(wanted) {
            true => self.free_id(&format!("section-{wanted}")),
            false => self.free_id(wanted),
        }
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

/// Whether an id is of the form of a footnote's, or of a place that names one.
fn is_of_note(id: &str) -> bool {
    id.strip_prefix("note-").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
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
        let id = self.headings.heading_id(&slug(heading.id.as_deref().unwrap_or(&heading.text)));
        let opening = format!("<h{level} id=\"{id}\">");
        for hole in &mut self.holes[heading.first_hole..] {
            hole.at += opening.len() as u32;
        }
        self.out.insert_str(heading.at, &opening);
        self.out.push_str(&format!("</h{level}>\n"));
        self.headings.all.push(Heading { level, id: id.into(), text: heading.text.trim().into() });
    }
}
