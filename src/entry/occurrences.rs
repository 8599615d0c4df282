//! Where in its file an entry names others, and itself: the bytes to change when a name changes.

use std::ops::Range;

use jiff::civil::Date;

use super::body::{Body, Fill, link_places};
use super::fields::{FieldPart, Reader};
use super::form::{Form, Marks, RawEntry, fields_end};
use super::kinds::Kind;
use super::locate::{FieldPath, Marked, Step};
use super::{Entry, LinkPlace, take};
use crate::source::{SourcePath, Span};

/// The days that the entries of one file say have come, and where each stands.
pub fn past_days(path: &SourcePath, kind: Kind, text: &str) -> Vec<(Span, Date)> {
    let Some(form) = Form::of(path, kind, &mut Vec::new()) else { return Vec::new() };
    let marks = Marks::new(form, text);
    let days = |row: RawEntry| {
        let mut reader = Reader::recording();
        take(kind, form, &row, &mut reader);
        let places = marks.of(&row);
        let placed = |(at, day): (FieldPath, Date)| (Span::new(path, places.find(&at).value.clone()), day);
        reader.past_days().into_iter().map(placed).collect::<Vec<_>>()
    };
    form.rows(path, text, &mut Vec::new()).into_iter().flat_map(days).collect()
}

impl Entry {
    /// The way to its nth reference, such as `leads_to`, item 2, `role`.
    pub fn reference_path(&self, text: &str, site: u32) -> FieldPath {
        self.reference_paths(text).into_iter().nth(site as usize).unwrap_or_default()
    }

    pub(super) fn reference_paths(&self, text: &str) -> Vec<FieldPath> {
        let (form, row) = self.reread(text);
        let mut reader = Reader::recording();
        if let Some(row) = &row {
            take(self.kind, form, row, &mut reader);
        }
        reader.ref_paths.unwrap_or_default()
    }

    /// The bytes of a reference that are a name, without what may stand around it: quotation marks, a folder, `.md`.
    /// None if the name is written in a way that does not show it as it is.
    pub fn name_in(text: &str, reference: &Span, name: &str) -> Option<Span> {
        let typed = text.get(reference.start..reference.end)?;
        let quote = typed.chars().next().filter(|first| matches!(first, '"' | '\''));
        let inner = match quote {
            Some(quote) => typed.strip_prefix(quote)?.strip_suffix(quote)?,
            None => typed,
        };
        let inner = inner.trim_end().trim_end_matches(".md");
        let before = inner.strip_suffix(name)?;
        let is_alone = before.trim_start().is_empty() || before.ends_with('/');
        let start = reference.start + quote.map_or(0, char::len_utf8) + before.len();
        is_alone.then(|| Span::new(&reference.path, start..start + name.len()))
    }

    /// Its links and images with the bytes of their targets.
    pub fn link_places(&self, text: &str) -> Vec<LinkPlace> {
        let (_, row) = self.reread(text);
        let Some(body) = row.map(|row| row.body).filter(|_| !self.body.links.is_empty()) else { return Vec::new() };
        link_places(&text[body.clone()], body.start)
    }

    /// Its text once more, with places in it that stand for ranges of its file.
    pub fn body_places(&self, text: &str) -> Option<(Body, Vec<Range<usize>>)> {
        let (_, row) = self.reread(text);
        let body = row?.body;
        Some(Body::read_with_places(&self.path, &text[body.clone()], body.start, self.kind.taken(&self.id)))
    }

    /// Where in its text the heading of an id is written.
    pub fn locate_heading(&self, text: &str, id: &str) -> Option<Span> {
        let (body, places) = self.body_places(text)?;
        let id = format!(" id=\"{id}\"");
        let place = body.holes.iter().find_map(|hole| {
            let Fill::Place(place) = hole.fill else { return None };
            let tag = body.html[hole.at as usize..].split('>').next().filter(|tag| tag.starts_with("<h"))?;
            tag.contains(&id).then_some(place)
        });
        let range = places.get(place? as usize)?;
        let words = text.get(range.clone())?.trim_end();
        Some(Span::new(&self.path, range.start..range.start + words.len()))
    }

    /// The bytes of the target of one of its links.
    pub fn locate_target(places: &[LinkPlace], link: &Range<u32>) -> Option<Range<usize>> {
        places.iter().find(|place| place.whole == *link)?.target.clone()
    }

    /// Where its id is written, if it is a row.
    pub fn locate_id(&self, text: &str) -> Option<Span> {
        self.row?;
        let id = self.locate(text, &[Step::Field("id".into())], FieldPart::Value);
        Entry::name_in(text, &id, &self.id)
    }

    /// Positions of all its fields.
    pub fn marks(&self, text: &str) -> Marked {
        self.form().marks(text, self.row, self.begin)
    }

    /// Where the line stands that ends the front matter of a page.
    pub fn locate_fields_end(&self, text: &str) -> Option<usize> {
        fields_end(text).filter(|_| self.form() == Form::Page)
    }

    pub(super) fn form(&self) -> Form {
        Form::of(&self.path, self.kind, &mut Vec::new()).unwrap_or(Form::Page)
    }
}
