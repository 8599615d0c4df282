//! Turns a place in a rendered page into one that an author can edit.
//!
//! What lies inside an entry's text came from its Markdown: that one file is read again, and each thing it writes
//! noted with its place. Everything else came from a template. This runs only when there is something to tell.

use std::ops::Range;

use super::templates::Templates;
use crate::diagnostic::{Code, Diagnostic};
use crate::entry::Kind;
use crate::graph::{Node, NodeId};
use crate::plan::{Page, Subject};
use crate::snapshot::Snapshot;
use crate::source::{SourcePath, Span};
use crate::theme::Theme;
use crate::view::{Context, Listing};

/// Where pages come from.
#[derive(Debug)]
pub struct Places<'a> {
    context: Context<'a>,
    pages: &'a [Page],
    snapshot: &'a Snapshot,
    templates: Templates,
}

impl<'a> Places<'a> {
    pub fn new(context: Context<'a>, pages: &'a [Page], theme: &Theme, snapshot: &'a Snapshot) -> Places<'a> {
        let templates = Templates::read(theme.template_texts());
        Places { context, pages, snapshot, templates }
    }

    /// Where the cause of a finding is, of which the span is a place in a page.
    pub(super) fn of(&self, page: usize, html: &[u8], finding: &Diagnostic) -> Span {
        let page = &self.pages[page];
        let at = finding.span.start..finding.span.end;
        let html = std::str::from_utf8(html).unwrap_or("");
        let entry = self.entry(page);
        // The words of a title are an entry's; its tag is the template's.
        let is_of_the_entry = match finding.code {
            Code::PageTitle => !at.is_empty() && !html[at.start..].starts_with('<'),
            code => code == Code::PageWeight,
        };
        if let Some(node) = entry.filter(|_| is_of_the_entry) {
            return node.entry.locate_start(self.text(node));
        }
        let in_text = || entry.and_then(|node| self.in_body(&page.path, node, html, &at));
        let template = page.template(self.context.graph);
        let in_template = || self.templates.origin(template, html, tag_around(html, &at)?);
        let nowhere = || Span::file(&SourcePath::new(format!("themes/default/templates/{template}")));
        (!at.is_empty())
            .then(|| in_text().or_else(in_template))
            .flatten()
            .or_else(|| self.templates.first_line(template))
            .unwrap_or_else(nowhere)
    }

    fn text(&self, node: &Node) -> &str {
        self.snapshot.text(&node.entry.path).unwrap_or("")
    }

    /// The entry whose text the page shows.
    fn entry(&self, page: &Page) -> Option<&'a Node> {
        let graph = self.context.graph;
        let node: NodeId = match &page.subject {
            Subject::Entry(node) => *node,
            Subject::Listing(Listing::PartnersByKind(node) | Listing::PartnersByArea(node)) => *node,
            Subject::Home => graph.find(Kind::Page, "home")?,
            _ => return None,
        };
        Some(graph.node(node))
    }

    /// Where in its file the part of a text is that the page shows at a place.
    fn in_body(&self, path: &str, node: &Node, html: &str, at: &Range<usize>) -> Option<Span> {
        if node.body().is_empty() {
            return None;
        }
        let (body, places) = node.entry.body_places(self.text(node))?;
        let (shown, marks) = self.context.body_with_places(path, node, &body);
        let start = html.find(shown.trim_end())?;
        let inside = at.start.checked_sub(start).filter(|inside| *inside < shown.len())?;
        let (_, place) = marks.iter().rev().find(|(offset, _)| *offset <= inside)?;
        places.get(*place as usize).map(|range| Span::new(&node.entry.path, range.clone()))
    }
}

/// The whole tag that a place is in.
fn tag_around(html: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let start = if html[at.start..].starts_with('<') { at.start } else { html[..at.start].rfind('<')? };
    let end = html[at.start..].find('>').map_or(html.len(), |end| at.start + end + 1);
    Some(start..end.max(at.end))
}
