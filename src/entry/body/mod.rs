//! Markdown to HTML with holes: everything that depends on other files is left open until linking.
//!
//! The writer is our own because pages must be accessible as they come out: headings start at level 2 and have
//! stable ids, tables have a caption and row headers, footnotes lead back, and no style attribute is ever written.

mod callouts;
mod headings;
mod html;
mod joined;
mod links;
mod lost;
mod notes;
mod places;
mod quotations;
mod raw;
mod tables;
mod tags;
mod target;
mod words;
mod writer;

use std::ops::Range;
use std::sync::Arc;

pub use places::{LinkPlace, link_places};

use super::kinds::Taken;
use crate::diagnostic::Diagnostic;
use crate::source::{SourcePath, Span};

/// A text, ready but for its holes.
#[derive(Debug, Clone, Default)]
pub struct Body {
    pub html: Box<str>,
    /// Places in `html`, in order, where something must be written that this file alone does not know.
    pub holes: Box<[Hole]>,
    /// Links and images that lead to other files of the site.
    pub links: Box<[BodyLink]>,
    pub headings: Box<[Heading]>,
    /// HTML that the author wrote; allowed or refused by `site.yaml`.
    pub raw_html: Box<[RawHtml]>,
    /// Places in `html`, in order, that are plain words: no markup, and in no link, heading or code.
    pub words: Box<[Range<u32>]>,
    /// Hash of everything above, so that a page that shows this text need not hash it again.
    pub hash: u128,
}

/// A hole in a body's HTML.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hole {
    /// Byte offset in the HTML.
    pub at: u32,
    pub fill: Fill,
}

/// What belongs in a hole.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Fill {
    /// The opening tag of link n, or nothing much if it leads to a page that is not shown.
    LinkOpen(u32),
    /// The closing tag of link n.
    LinkClose(u32),
    /// What the entry says of itself that link n leads to.
    Summary(u32),
    /// The tag of the image that is link n, up to its words.
    ImageOpen(u32),
    /// What comes after that tag.
    ImageClose(u32),
    /// Piece n of the author's HTML.
    Raw(u32),
    /// Nothing: what follows was written at place n. Only in a text that was read to find places.
    Place(u32),
    /// The opening tag of a link to term n of the glossary; never a hole of a body that was just read.
    TermOpen(u32),
    /// The closing tag of such a link.
    TermClose,
}

/// Whether a target is a page to go to or an image to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkUse {
    Page,
    Image,
}

/// A link to another file of the site, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BodyLink {
    pub target: Arc<str>,
    pub used: LinkUse,
    /// Byte range of the whole link in its file.
    pub span: Range<u32>,
}

/// A heading of the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    pub id: Arc<str>,
    pub text: Arc<str>,
}

/// A piece of HTML that the author wrote.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RawHtml {
    pub text: Box<str>,
    pub span: Range<u32>,
    /// Whether it is a further line of a block of HTML, of which an earlier piece is here.
    pub goes_on: bool,
}

impl RawHtml {
    /// Where it is written.
    pub fn place(&self, path: &SourcePath) -> Span {
        Span::new(path, self.span.start as usize..self.span.end as usize)
    }
}

impl Body {
    /// Reads the Markdown that begins `base` bytes into its file.
    ///
    /// `taken` are ids that the theme may give to parts of the page; headings of the text keep out of their way.
    pub fn read(path: &SourcePath, markdown: &str, base: usize, taken: Taken, problems: &mut Vec<Diagnostic>) -> Body {
        if markdown.trim().is_empty() {
            return Body::default();
        }
        let text = lost::Text { path, markdown, base };
        let known = problems.len();
        joined::check(text, problems);
        // What else is wrong in two texts at once, nobody needs to know before there is one.
        let mut hidden = Vec::new();
        let problems = if problems.len() > known { &mut hidden } else { problems };
        lost::definitions(text, problems);
        writer::Writer::new(path, markdown, base, taken, problems).write()
    }

    /// Reads a text once more, to know where in the file each thing is that it writes: a place is where something
    /// begins in the HTML, and each stands for a range of the file.
    pub fn read_with_places(path: &SourcePath, markdown: &str, base: usize, taken: Taken) -> (Body, Vec<Range<usize>>) {
        let mut problems = Vec::new();
        let mut writer = writer::Writer::new(path, markdown, base, taken, &mut problems);
        writer.places = Some(Vec::new());
        writer.write_with_places()
    }

    /// The HTML with every hole filled: its own, and those that others add among its words, in order.
    pub fn fill(&self, added: &[Hole], mut write: impl FnMut(&Fill, &mut String)) -> String {
        let mut out = String::with_capacity(self.html.len() + (self.holes.len() + added.len()) * 32);
        let (mut own, mut added) = (self.holes.iter().peekable(), added.iter().peekable());
        let mut from = 0;
        while let Some(hole) = match (own.peek(), added.peek()) {
            (Some(a), Some(b)) if b.at < a.at => added.next(),
            (None, _) => added.next(),
            _ => own.next(),
        } {
            out.push_str(&self.html[from..hole.at as usize]);
            write(&hole.fill, &mut out);
            from = hole.at as usize;
        }
        out.push_str(&self.html[from..]);
        out
    }

    /// The number of each link to another file, and the place of its words in `html`.
    pub fn link_words(&self) -> impl Iterator<Item = (u32, Range<usize>)> + '_ {
        let opened = self.holes.iter().filter_map(|hole| {
            let Fill::LinkOpen(link) = hole.fill else { return None };
            Some((link, hole.at as usize))
        });
        opened.filter_map(|(link, from)| {
            let close = self.holes.iter().find(|hole| hole.fill == Fill::LinkClose(link))?;
            Some((link, from..close.at as usize))
        })
    }

    /// Whether nothing is shown: a text of the author's HTML alone is all holes.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.holes.is_empty()
    }
}
