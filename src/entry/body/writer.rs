//! Writes one Markdown text as HTML.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use std::hash::Hash;
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};
use pulldown_cmark_escape::escape_html;
use xxhash_rust::xxh3::Xxh3;

use super::headings::Headings;
use super::html::HtmlBlock;
use super::lost::{self, Text};
use super::notes::Footnotes;
use super::quotations::Quotations;
use super::tags::{Side, simple_tag};
use super::{Body, BodyLink, Fill, Hole, RawHtml};
use crate::characters::is_forbidden;
use crate::diagnostic::catalogue::Lost;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::Taken;
use crate::prose::events;
use crate::source::{SourcePath, Span};

/// How a link or an image is to be written.
pub(super) enum Target {
    /// Leads to a file of the site: left open.
    Inside(u32),
    /// Leads elsewhere, or to a section of this very page.
    Outside,
    /// Leads nowhere safe: only its words are written.
    Refused,
}

pub(super) struct Writer<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) markdown: &'a str,
    pub(super) base: usize,
    pub(super) problems: &'a mut Vec<Diagnostic>,
    pub(super) out: String,
    pub(super) holes: Vec<Hole>,
    pub(super) links: Vec<BodyLink>,
    pub(super) headings: Headings,
    pub(super) raw_html: Vec<RawHtml>,
    pub(super) html_block: Option<HtmlBlock>,
    pub(super) words: Vec<Range<u32>>,
    /// Whether code is being written.
    pub(super) in_code: bool,
    pub(super) open_links: Vec<Target>,
    /// The link that is shown as a card.
    pub(super) card: Option<u32>,
    pub(super) image: Option<OpenImage>,
    pub(super) table: OpenTable,
    /// The paragraph that is open, and whether it is only a picture with its caption.
    pub(super) paragraph: Range<usize>,
    pub(super) is_figure: bool,
    pub(super) quotations: Quotations,
    pub(super) footnotes: Footnotes,
    /// Where in the file each thing is written, if that is asked for.
    pub(super) places: Option<Vec<Range<usize>>>,
}

pub(super) struct OpenImage {
    pub target: String,
    pub title: String,
    pub alt: String,
    pub span: Range<usize>,
    pub depth: usize,
}

/// The table that is being written.
#[derive(Default)]
pub(super) struct OpenTable {
    pub is_open: bool,
    pub columns: Vec<Alignment>,
    /// Cell number in the row, and whether the row is the header.
    pub cell: usize,
    pub is_header: bool,
    /// Which tag the cell that is open has.
    pub tag: &'static str,
    /// Where in the text the last cell ends.
    pub end: usize,
    /// Whether a line of words stands right below it.
    pub has_words_below: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        path: &'a SourcePath,
        markdown: &'a str,
        base: usize,
        taken: Taken,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Writer {
            path,
            markdown,
            base,
            problems,
            out: String::with_capacity(markdown.len() * 5 / 4),
            holes: Vec::new(),
            links: Vec::new(),
            headings: Headings::new(taken, markdown.contains("[^")),
            raw_html: Vec::new(),
            html_block: None,
            words: Vec::new(),
            in_code: false,
            open_links: Vec::new(),
            card: None,
            image: None,
            table: OpenTable::default(),
            paragraph: 0..0,
            is_figure: false,
            quotations: Quotations::default(),
            footnotes: Footnotes::default(),
            places: None,
        }
    }

    pub(super) fn write(self) -> Body {
        self.write_with_places().0
    }

    pub(super) fn write_with_places(mut self) -> (Body, Vec<Range<usize>>) {
        for (event, range) in events(self.markdown) {
            if self.image.is_some() {
                self.in_image(event, range);
            } else {
                self.event(event, range);
            }
        }
        self.footnotes.write(&mut self.out, &mut self.holes);
        let places = self.places.take().unwrap_or_default();
        (self.finish(), places)
    }

    /// Notes where something is written that begins here.
    fn note_place(&mut self, range: &Range<usize>) {
        if self.places.is_some() {
            let span = self.span(range.clone());
            if let Some(places) = &mut self.places {
                places.push(span.start..span.end);
                let place = (places.len() - 1) as u32;
                self.hole(Fill::Place(place));
            }
        }
    }

    fn finish(mut self) -> Body {
        // What the author's own tags do to the words between them, nobody knows.
        if !self.raw_html.is_empty() {
            self.words.clear();
        }
        let mut hasher = Xxh3::new();
        (&self.out, &self.holes, &self.links, &self.headings.all, &self.raw_html, &self.words).hash(&mut hasher);
        Body {
            html: self.out.into(),
            holes: self.holes.into(),
            links: self.links.into(),
            headings: self.headings.all.into(),
            raw_html: self.raw_html.into(),
            words: self.words.into(),
            hash: hasher.digest128(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if matches!(
            event,
            Event::Start(_) | Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::Rule
        ) {
            self.note_place(&range);
        }
        if let Event::Text(text) | Event::Code(text) = &event
            // Old systems end lines so.
            && let Some(c) = text.chars().find(|&c| is_forbidden(c) && c != '\r')
        {
            let at = Span::new(self.path, self.base + range.start..self.base + range.end);
            self.problems.push(catalogue::control_character(at, c));
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.code(&text),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::Html(line) => self.html_line(&line, range),
            Event::InlineHtml(html) => self.html(&html, range, false),
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                self.problems.extend(lost::underlined(self.source(), range.clone()));
                let span = self.span(range);
                let found = self.headings.start(level, id.as_deref(), span, &self.out, &self.holes);
                self.problems.extend(found);
            }
            Tag::Link { dest_url, title, .. } => {
                self.quotations.link();
                self.problems.extend(lost::title(self.source(), range.clone(), &title, Lost::LinkTitle));
                self.start_link(&dest_url, range);
            }
            Tag::Paragraph => self.start_paragraph(range),
            Tag::BlockQuote(_) => self.start_quotation(&range),
            Tag::HtmlBlock => self.html_block = Some(HtmlBlock::default()),
            Tag::Image { dest_url, title, .. } => {
                let (target, title) = (dest_url.into_string(), title.into_string());
                self.image = Some(OpenImage { target, title, alt: String::new(), span: range, depth: 0 });
            }
            Tag::FootnoteDefinition(name) => self.footnotes.start(&name, &mut self.out, &mut self.holes),
            Tag::Table(columns) => self.start_table(columns),
            Tag::TableHead => self.start_row(true, range),
            Tag::TableRow => self.start_row(false, range),
            Tag::TableCell => self.start_cell(range),
            Tag::List(Some(start)) => {
                self.quotations.list();
                let start = if start == 1 { String::new() } else { format!(" start=\"{start}\"") };
                self.out.push_str(&format!("<ol{start}>\n"));
            }
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::CodeBlock(kind) => self.start_code(&kind, range),
            other => self.out.push_str(simple_tag(&other.to_end(), Side::Open)),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(level) => {
                self.problems.extend(self.headings.end(level, &mut self.out, &mut self.holes));
            }
            TagEnd::HtmlBlock => {
                if self.html_block.take().is_some_and(|block| block.is_open()) {
                    self.problems.extend(lost::open_note(self.source(), range));
                }
            }
            TagEnd::Link => self.end_link(),
            TagEnd::FootnoteDefinition => self.footnotes.end(&mut self.out, &mut self.holes),
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::BlockQuote(_) => self.end_quotation(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(range),
            TagEnd::TableCell => self.end_cell(range),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::CodeBlock => self.end_code(),
            other => self.out.push_str(simple_tag(&other, Side::Close)),
        }
    }

    pub(super) fn hole(&mut self, fill: Fill) {
        self.holes.push(Hole { at: self.out.len() as u32, fill });
    }

    fn footnote_reference(&mut self, name: &str) {
        let number = self.footnotes.number(name);
        let id = self.headings.free_id(&format!("note-{number}-ref"));
        self.out.push_str(&format!("<sup><a id=\"{id}\" href=\"#note-{number}\">[{number}]</a></sup>"));
    }

    /// The text that is written.
    pub(super) fn source(&self) -> Text<'_> {
        Text { path: self.path, markdown: self.markdown, base: self.base }
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let text = self.markdown.get(range.clone()).unwrap_or("").trim_end();
        Span::new(self.path, self.base + range.start..self.base + range.start + text.len())
    }
}

/// Escapes a text for use in an attribute or between tags.
pub(super) fn escape(out: &mut String, text: &str) {
    escape_html(out, text).expect("a String takes any text");
}
