//! The headings of a text: their levels, and an id for each that no other part of the page has.

use pulldown_cmark::HeadingLevel;
use rustc_hash::FxHashMap;

use super::{Heading, Hole};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::Taken;
use crate::slug::slug;
use crate::source::Span;

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
    span: Span,
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

    /// Begins a heading at the end of what is written so far, and tells one that leaves a level out.
    pub fn start(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        span: Span,
        out: &str,
        holes: &[Hole],
    ) -> Option<Diagnostic> {
        let (level, deepest) = (level as u8, self.level + 1);
        let finding = (level == 1 || level > deepest).then(|| catalogue::heading_level(span.clone(), level, deepest));
        self.level = level.max(2);
        let (at, first_hole, id) = (out.len(), holes.len(), id.map(str::to_string));
        self.open = Some(OpenHeading { at, first_hole, span, id, text: String::new() });
        finding
    }

    /// Ends the heading that is open, and tells one without words.
    pub fn end(&mut self, level: HeadingLevel, out: &mut String, holes: &mut [Hole]) -> Option<Diagnostic> {
        let heading = self.open.take()?;
        let level = (level as u8).max(2);
        let id = self.heading_id(&slug(heading.id.as_deref().unwrap_or(&heading.text)));
        let opening = format!("<h{level} id=\"{id}\">");
        for hole in &mut holes[heading.first_hole..] {
            hole.at += opening.len() as u32;
        }
        out.insert_str(heading.at, &opening);
        out.push_str(&format!("</h{level}>\n"));
        let text = heading.text.trim();
        self.all.push(Heading { level, id: id.into(), text: text.into() });
        text.is_empty().then(|| catalogue::empty_heading(heading.span))
    }
}

/// Whether an id is of the form of a footnote's, or of a place that names one.
fn is_of_note(id: &str) -> bool {
    id.strip_prefix("note-").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}
