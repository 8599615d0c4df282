//! Turns a place in a rendered page into one that an author can edit.
//!
//! A page with a finding is rendered once more, with marks in its templates and texts that say where each byte came
//! from. Marks may change what a template does, so the page without them must be the page that was judged; where it is
//! not, only the template as a whole is named. All of this runs only when there is something to tell.

use std::ops::Range;
use std::sync::OnceLock;

use super::ground::Site;
use super::origins::Sources;
use super::values::{Shown, Values};
use crate::config;
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Node, NodeId};
use crate::plan::Page;
use crate::snapshot::Snapshot;
use crate::source::{SourcePath, Span};
use crate::theme::marks::{Mark, Marked};
use crate::theme::{self, MarkedTheme, Theme};
use crate::view::Context;

/// Where pages come from.
#[derive(Debug)]
pub struct Locator<'a> {
    site: Site<'a>,
    theme: &'a Theme,
    /// The theme with marks, with and without those around its words.
    marked: [OnceLock<Option<MarkedTheme>>; 2],
}

impl<'a> Locator<'a> {
    pub fn new(context: Context<'a>, pages: &'a [Page], theme: &'a Theme, snapshot: &'a Snapshot) -> Locator<'a> {
        Locator { site: Site::new(context, pages, snapshot), theme, marked: Default::default() }
    }

    /// Reads a page of which something is to be told.
    pub(super) fn page<'p>(&'p self, page: usize, html: &'p [u8]) -> PageLocator<'p> {
        let page = &self.site.pages[page];
        let html = std::str::from_utf8(html).unwrap_or("");
        let values = Values::new(&page.face(self.site.context.graph).view(&self.site.context));
        let mut texts = Vec::new();
        let shown = values.with_texts(&self.marked_texts(page, &mut texts));
        let engines = [true, false].into_iter().filter_map(|with_words| self.engine(with_words));
        let template = page.face(self.site.context.graph).template;
        let marked = engines.filter_map(|engine| Some((engine, shown.render(template, engine, html)?))).next();
        PageLocator { locator: self, page, html, values, texts, marked }
    }

    fn engine(&self, with_words: bool) -> Option<&MarkedTheme> {
        self.marked[usize::from(with_words)].get_or_init(|| self.theme.marked(with_words)).as_ref()
    }

    /// The texts that a page may show, as they are shown and with marks in them.
    fn marked_texts(&self, page: &Page, spans: &mut Vec<Span>) -> Vec<(String, String)> {
        let mut nodes: Vec<NodeId> = self.site.shown_on(&page.path).to_vec();
        nodes.extend(self.site.entry(page));
        nodes.sort_unstable();
        nodes.dedup();
        let nodes = nodes.into_iter().map(|node| self.site.context.graph.node(node));
        nodes.filter(|node| !node.body().is_empty()).filter_map(|node| self.marked_text(page, node, spans)).collect()
    }

    fn marked_text(&self, page: &Page, node: &Node, spans: &mut Vec<Span>) -> Option<(String, String)> {
        let (body, ranges) = node.entry.body_places(self.site.text(&node.entry.path))?;
        let (shown, marks) = self.site.context.body_with_places(&page.path, node, &body);
        let first = spans.len() as u32;
        spans.extend(ranges.into_iter().map(|range| Span::new(&node.entry.path, range)));
        let (mut marked, mut from) = (String::with_capacity(shown.len() * 2), 0);
        for (at, place) in marks {
            marked.push_str(&shown[from..at]);
            Mark::Text(first + place).write(&mut marked);
            from = at;
        }
        marked.push_str(&shown[from..]);
        Mark::TextEnd.write(&mut marked);
        Some((shown, marked))
    }
}

/// Where the bytes of one page come from.
#[derive(Debug)]
pub(super) struct PageLocator<'p> {
    locator: &'p Locator<'p>,
    page: &'p Page,
    html: &'p str,
    values: Values,
    /// Where the parts of its texts are written, by the number of their marks.
    texts: Vec<Span>,
    /// Its marks; none where it cannot be rendered with marks.
    marked: Option<(&'p MarkedTheme, Marked)>,
}

/// Who wrote what is at a place, those first who can best mend it.
#[derive(Debug)]
enum Origin {
    /// Whoever wrote a text or a value.
    Author(Span),
    /// Whoever made the site's own theme.
    Owner(Span),
    Default(Span),
}

impl Origin {
    fn rank(&self) -> u8 {
        match self {
            Origin::Author(_) => 0,
            Origin::Owner(_) => 1,
            Origin::Default(_) => 2,
        }
    }

    fn span(self) -> Span {
        match self {
            Origin::Author(span) | Origin::Owner(span) | Origin::Default(span) => span,
        }
    }
}

impl<'p> PageLocator<'p> {
    fn site(&self) -> &'p Site<'p> {
        &self.locator.site
    }

    /// Where the cause of a finding is, of which the span and the labels are places in the page. Where several parts of
    /// a page are at odds, the one is named whose writer can best mend it.
    pub(super) fn of(&self, finding: &Diagnostic) -> Span {
        let entry = self.site().entry(self.page).map(|node| self.site().context.graph.node(node));
        let entry_start = || entry.map(|node| self.site().tables.locate_start(&node.entry));
        if finding.code == Code::PageWeight
            && let Some(start) = entry_start()
        {
            return start;
        }
        let spans = std::iter::once(&finding.span).chain(finding.labels.iter().map(|label| &label.span));
        let origins = spans.filter_map(|span| self.origin(&(span.start..span.end)));
        let best = origins.min_by_key(Origin::rank);
        // The words of a title speak of an entry, whoever chose them.
        let at = finding.span.start..finding.span.end;
        let is_title = finding.code == Code::PageTitle && !at.is_empty() && !self.is_tag(&at);
        let is_authors = matches!(best, Some(Origin::Author(_)));
        let start = if is_title && !is_authors { entry_start() } else { None };
        start.or(best.map(Origin::span)).unwrap_or_else(|| self.whole())
    }

    /// Whether a range of the page is a tag, or lies in one from its beginning on.
    fn is_tag(&self, at: &Range<usize>) -> bool {
        let rest = &self.html[at.start..];
        rest.starts_with('<') && rest.find('>').is_none_or(|end| at.start + end + 1 >= at.end)
    }

    fn origin(&self, at: &Range<usize>) -> Option<Origin> {
        let (theme, marked) = self.marked.as_ref().filter(|_| !at.is_empty())?;
        let from = marked.from(at.start);
        if let Some(Mark::Text(number)) = from {
            return self.texts.get(number as usize).cloned().map(Origin::Author);
        }
        // A tag is its template's, whatever fills it; words and addresses are those of whoever wrote them.
        if !self.is_tag(at) {
            if let Some(span) = self.written(at, theme) {
                return Some(Origin::Author(span));
            }
            let words = marked.filled(at).into_iter().find_map(|(_, mark)| {
                let Mark::Words(number) = mark else { return None };
                theme.words(number)
            });
            if let Some(span) = words {
                return Some(Origin::Owner(span));
            }
        }
        let Some(Mark::Tag(number)) = from else { return None };
        let tag = theme.tag(number)?;
        if !theme::is_default(&tag.path) {
            return Some(Origin::Owner(tag.clone()));
        }
        // What a template of the site uses wrongly, it can use rightly; and what it puts into a tag, it can change.
        let used = marked.uses(at.start).into_iter().rev().find_map(|number| theme.component(number));
        let held = || marked.uses_in(&self.element(at)).into_iter().find_map(|number| theme.used(number));
        Some(used.or_else(held).cloned().map_or_else(|| Origin::Default(tag.clone()), Origin::Owner))
    }

    /// Where an author wrote what stands in a range of the page.
    fn written(&self, at: &Range<usize>, theme: &MarkedTheme) -> Option<Span> {
        let sources = Sources { site: self.site(), page: self.page, values: &self.values };
        let like = self.values.like(at, self.html);
        let (shown, spans): (Vec<&Shown>, Vec<Span>) =
            like.iter().filter_map(|shown| Some((shown, sources.of(shown)?))).unzip();
        if shown.is_empty() {
            return None;
        }
        let template = self.page.face(self.site().context.graph).template;
        let filled = self.values.that_fill(at, &shown, self.html, template, theme);
        // What an entry says differs from page to page; what the site says of itself stands beside it.
        let is_of_the_site = |one: &&usize| spans[**one].path == config::path();
        let first = filled.iter().find(|one| !is_of_the_site(one)).or(filled.first());
        first.map(|one| spans[*one].clone())
    }

    /// From a tag to the next end tag of its name.
    fn element(&self, tag: &Range<usize>) -> Range<usize> {
        let rest = &self.html[tag.start..];
        let name: String = rest.chars().skip(1).take_while(char::is_ascii_alphanumeric).collect();
        let end = rest.find(&format!("</{name}")).filter(|_| !name.is_empty()).unwrap_or(0);
        tag.start..(tag.start + end).max(tag.end)
    }

    /// Where what is wrong with the page as a whole can be mended: in the first template of the site's own that it is
    /// made of, else in the one that it is made by.
    fn whole(&self) -> Span {
        let template = self.page.face(self.site().context.graph).template;
        let theme = self.locator.theme;
        let first = theme.beginning(template);
        let is_own = |span: &Span| !theme::is_default(&span.path);
        let tags = self.marked.iter().flat_map(|(theme, marked)| {
            marked.marks.iter().filter_map(|(_, mark)| {
                let Mark::Tag(number) = mark else { return None };
                theme.tag(*number)
            })
        });
        let own = || {
            tags.map(|tag| &tag.path).find(|path| !theme::is_default(path)).and_then(|path| theme.beginning_of(path))
        };
        let nowhere = || Span::file(&SourcePath::new(format!("{}/templates/{template}", theme::DEFAULT)));
        first.clone().filter(is_own).or_else(own).or(first).unwrap_or_else(nowhere)
    }
}
