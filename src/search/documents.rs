//! What can be found: every entry that is shown, and the pages that list them, each with its words by weight.

use std::sync::Arc;

use super::Words;
use super::own::Own;
use crate::entry::kinds::Kind;
use crate::graph::{Node, NodeId};
use crate::permalink::{self, Permalink};
use crate::view::{Context, Overview, overviews};

/// One thing to find.
#[derive(Debug)]
pub struct Document {
    /// From the site's root.
    pub href: String,
    /// The group of results that it is shown in: the last part of the kind's folder.
    pub group: &'static str,
    /// How much rather people look for this kind than for others, in tenths.
    pub favour: u8,
    pub title: Arc<str>,
    pub summary: Arc<str>,
    pub names: Vec<Name>,
    pub headings: Vec<Arc<str>>,
    /// Everything else that the page says.
    pub text: Vec<Arc<str>>,
}

/// Another name for a document.
#[derive(Debug, Clone)]
pub struct Name {
    pub words: Arc<str>,
    /// Whether its page shows it; what only visitors say is found and not shown.
    pub is_shown: bool,
    pub weight: f32,
}

/// Everything that can be found, in the order of addresses.
pub(super) fn documents(context: &Context<'_>, theme: Words<'_>) -> Vec<Document> {
    let graph = context.graph;
    let shown = graph.nodes().filter(|(id, _)| graph.has_page(*id));
    let mut documents: Vec<Document> = shown.filter_map(|(id, node)| entry(context, id, node)).collect();
    for page in overviews(graph, context.config).map(Overview::page).filter(|page| page.is_found) {
        documents.extend(theme(page.list.keys.title).map(|title| list(context, page.list.path, title)));
    }
    documents.sort_by(|a, b| a.href.cmp(&b.href));
    documents
}

/// A page that stands for no entry.
fn list(context: &Context<'_>, path: &str, title: String) -> Document {
    Document {
        href: href(context, &Permalink::page(path)),
        group: Kind::Page.search_group(),
        favour: Kind::Page.spec().search.unwrap_or(10),
        title: title.into(),
        summary: "".into(),
        names: Vec::new(),
        headings: Vec::new(),
        text: Vec::new(),
    }
}

/// The way from the site's root; the page for missing pages is there, and links to nothing in itself.
pub(super) fn href(context: &Context<'_>, to: &Permalink) -> String {
    permalink::href(context.config.addresses, "404.html", to)
}

fn entry(context: &Context<'_>, id: NodeId, node: &Node) -> Option<Document> {
    let favour = node.kind().spec().search?;
    let mut own = Own::of(context, id);
    own.text.extend(node.common.status_note.clone());
    own.text.extend(context.amount_in_words(id).map(Into::into));
    own.text.push(visible(&context.html_of_today(node)).into());
    Some(Document {
        href: href(context, &permalink::of_node(node)),
        group: node.kind().search_group(),
        favour,
        title: node.title().clone(),
        summary: node.summary().clone(),
        names: own.names.into_iter().map(|words| Name { words, is_shown: true, weight: 6.0 }).collect(),
        headings: node.body().headings.iter().map(|heading| heading.text.clone()).collect(),
        text: own.text,
    })
}

/// The text of HTML that we wrote ourselves.
fn visible(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        out.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("&amp;", "&").replace("&quot;", " ").replace("&lt;", " ").replace("&gt;", " ").replace("&#39;", "'")
}
