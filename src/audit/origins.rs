//! Who wrote a value of a view, and where: the heading of a text, the field of an entry, or a setting of the site.

use super::addresses::{Home, Leads, follow};
use super::ground::Site;
use super::values::{Segment, Shown, Values};
use crate::config;
use crate::entry;
use crate::entry::locate::{self, Marked};
use crate::graph::{Node, NodeId};
use crate::permalink;
use crate::plan::Page;
use crate::source::Span;

/// Where the values of one page come from.
pub(super) struct Sources<'p> {
    pub site: &'p Site<'p>,
    pub page: &'p Page,
    pub values: &'p Values,
}

impl Sources<'_> {
    /// Where a value is written; nothing if no author wrote it.
    pub(super) fn of(&self, shown: &Shown) -> Option<Span> {
        if shown.path.starts_with(&[Segment::Field("page".into()), Segment::Field("site".into())]) {
            let path = config::path();
            let text = self.site.text(&path);
            let start = text.len() - text.trim_start_matches('\u{feff}').len();
            let at = field(&entry::yaml_marks(text, start), text, shown, 2)?;
            return Some(Span::new(&path, at));
        }
        let (node, inside) = self.owner(shown)?;
        let text = self.site.text(&node.entry.path);
        if let Some(heading) = self.heading(node, shown, text) {
            return Some(heading);
        }
        if *shown.text == **node.title() {
            return Some(self.site.tables.locate_start(&node.entry));
        }
        let at = field(&self.site.tables.marks(&node.entry), text, shown, inside)?;
        Some(Span::new(&node.entry.path, at))
    }

    /// The entry that a value speaks of, and how many steps of the way to it lead to the entry.
    fn owner(&self, shown: &Shown) -> Option<(&Node, usize)> {
        let nearest = (1..shown.path.len()).rev().find_map(|length| {
            let around = self.values.at(&shown.path[..length])?;
            let text = |name: &str| around.get(name).and_then(|value| value.as_str());
            let linked = text("href").and_then(|href| self.linked(href));
            let part = || text("id").or(text("anchor")).and_then(|id| self.part(self.page, id));
            linked.or_else(part).map(|node| (node, length))
        });
        let (node, length) = nearest.or_else(|| Some((self.site.entry(self.page)?, 1)))?;
        Some((self.site.context.graph.node(node), length))
    }

    /// The entry that a link leads to.
    fn linked(&self, href: &str) -> Option<NodeId> {
        let config = self.site.context.config;
        let home = Home { base_url: config.base_url.as_deref(), base_path: config.base_path() };
        let Leads::Inside { path, part } = follow(self.page.address.as_str(), href, home) else { return None };
        let page = self.site.page_at(&path)?;
        part.and_then(|part| self.part(page, &part)).or_else(|| self.site.entry(page))
    }

    /// The entry that is shown as a part of a page.
    fn part(&self, page: &Page, id: &str) -> Option<NodeId> {
        let shown = self.site.shown_on(&page.path).iter().copied();
        let anchor = |node: NodeId| permalink::of_node(self.site.context.graph.node(node)).anchor;
        shown.into_iter().find(|node| anchor(*node).as_deref() == Some(id))
    }

    /// The heading of a text, where a value is the words or the id of one.
    fn heading(&self, node: &Node, shown: &Shown, text: &str) -> Option<Span> {
        let around = self.values.at(&shown.path[..shown.path.len() - 1])?;
        let id = around.get("id").and_then(|id| id.as_str())?;
        node.body()
            .headings
            .iter()
            .find(|heading| *heading.id == *id && (*heading.text == *shown.text || *id == *shown.text))?;
        node.entry.locate_heading(text, id)
    }
}

/// Where a value is written among the fields of a file: the fields of views have the names of those that they show.
fn field(marks: &Marked, text: &str, shown: &Shown, from: usize) -> Option<std::ops::Range<usize>> {
    let steps: Vec<locate::Step> = shown.path[from..]
        .iter()
        .map(|step| match step {
            Segment::Field(name) => locate::Step::Field(name.clone().into()),
            Segment::Item(number) => locate::Step::Item(*number),
        })
        .collect();
    let found = (0..steps.len()).find_map(|skipped| marks.get(&steps[skipped..]))?;
    let written = text.get(found.value.clone())?;
    // A value over several lines is not written as it reads.
    (written.contains(&*shown.text) || written.contains('\n')).then(|| found.value.clone())
}
