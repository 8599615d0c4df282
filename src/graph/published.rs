//! Which files of `content/` are published beside the pages: those that something refers to.
//!
//! A text, a field, a setting, the site's own theme, or a file that is published itself may refer to one. Whatever else
//! lies there is left out, so that nothing goes online by chance.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use super::index::{Index, State};
use super::inputs::Inputs;
use super::looked_up::LookedUp;
use super::resolve::Resolved;
use super::targets::Target;
use super::{Graph, LinkTarget, Stray, figures};
use crate::config::{Config, RawHtmlPolicy};
use crate::contents::Contents;
use crate::css;
use crate::entry::kinds::{Figure, Profession};
use crate::entry::node::Node;
use crate::entry::{self, Entry, Fields, is_for_hosts, maker, picture_path};
use crate::snapshot::Snapshot;
use crate::source::{self, SourcePath};

/// Files of a site that are no entries.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub published: Vec<SourcePath>,
    pub strays: Vec<Stray>,
    /// Those of the published ones that are for who writes, and that nothing for visitors names.
    pub for_writers: Vec<SourcePath>,
}

/// Sorts the files below `content/` that are no entries, in path order.
pub(super) fn sort(
    graph: &Graph,
    contents: &Contents,
    looked: &[LookedUp],
    index: &Index<'_>,
    inputs: Inputs<'_>,
) -> Sorted {
    let all: BTreeSet<&SourcePath> = contents.assets.iter().map(|(path, _)| path).collect();
    if all.is_empty() {
        return Sorted::default();
    }
    let mut published: BTreeSet<&SourcePath> = BTreeSet::new();
    published.extend(in_texts(graph));
    published.extend(named(graph, inputs.config).iter().filter_map(|path| all.get(path).copied()));
    published.extend(all.iter().copied().filter(|path| is_offered(path, inputs.config)));
    let mut rest: Vec<&SourcePath> = all.into_iter().filter(|path| !published.contains(path)).collect();
    if !rest.is_empty() {
        let quotes = Quotes::of(graph, inputs);
        published.extend(rest.extract_if(.., |path| quotes.name(path)));
        while let found = from_files(&published, &mut rest, inputs.snapshot)
            && !found.is_empty()
        {
            published.extend(found);
        }
    }
    let for_writers: Vec<&SourcePath> = rest.extract_if(.., |path| is_for_writers(path, inputs.config)).collect();
    published.extend(&for_writers);
    let stray = |path: &SourcePath| Stray { path: path.clone(), hidden: hidden_user(path, looked, index) };
    Sorted {
        strays: rest.into_iter().map(stray).collect(),
        published: published.into_iter().cloned().collect(),
        for_writers: for_writers.into_iter().cloned().collect(),
    }
}

/// The path of a file below `content/`, as the published site has it.
fn inside(path: &SourcePath) -> &str {
    path.as_str().strip_prefix("content/").unwrap_or(path.as_str())
}

/// Files that texts link to or show.
fn in_texts(graph: &Graph) -> impl Iterator<Item = &SourcePath> {
    let links = graph.nodes().flat_map(|(_, node)| &node.links);
    links.filter_map(|link| match link {
        LinkTarget::Asset(path) | LinkTarget::Picture(path, _) => Some(path),
        LinkTarget::Node { .. }
        | LinkTarget::Home(_)
        | LinkTarget::Listing(_)
        | LinkTarget::Hidden
        | LinkTarget::Broken => None,
    })
}

/// Files that fields and settings name.
fn named(graph: &Graph, config: &Config) -> Vec<SourcePath> {
    let logo = config.brand.as_ref().and_then(|brand| brand.logo.as_deref());
    let professions = graph.all::<Profession>();
    let pictures = professions.flat_map(|one| one.fields.pictures().map(|(_, picture)| &**picture));
    let mut found: Vec<SourcePath> = logo.into_iter().chain(pictures).map(picture_path).collect();
    found.extend(graph.all::<Figure>().filter_map(|figure| figures::table(graph.get(figure.dataset))));
    for (_, node) in graph.nodes() {
        node.common.extra.0.iter().for_each(|(_, value)| in_extra(value, &mut found));
    }
    found
}

/// What a theme may be told in `extra` that could be a file.
fn in_extra(value: &Node, found: &mut Vec<SourcePath>) {
    match value {
        Node::Text(text) => {
            let typed = text.trim_start_matches('/');
            found.push(picture_path(typed.strip_prefix("content/").unwrap_or(typed)));
        }
        Node::List(items) => items.iter().for_each(|item| in_extra(item, found)),
        Node::Map(fields) => fields.iter().for_each(|(_, value)| in_extra(value, found)),
        Node::Null | Node::Bool(_) | Node::Int(_) | Node::Float(_) => {}
    }
}

/// Whether a host looks for a file, or `publish` in `site.yaml` names it.
fn is_offered(path: &SourcePath, config: &Config) -> bool {
    let is_wanted = config.publish.iter().any(|pattern| pattern.fits(inside(path)));
    is_for_hosts(inside(path)) || is_wanted && maker(path.file_name()).is_none()
}

/// Whether a file lies in the folder that `editor` in `site.yaml` names.
fn is_for_writers(path: &SourcePath, config: &Config) -> bool {
    config.editor.as_ref().is_some_and(|folder| folder.fits(inside(path))) && maker(path.file_name()).is_none()
}

/// Words in which a file may be named in a way that nobody reads but browsers.
struct Quotes<'a> {
    /// HTML that authors wrote, which names a file by some way to it.
    html: Vec<&'a str>,
    /// Files of the site's own theme.
    theme: Vec<&'a str>,
    /// What its stylesheets load, as the published site has it.
    loaded: BTreeSet<String>,
}

impl<'a> Quotes<'a> {
    fn of(graph: &'a Graph, inputs: Inputs<'a>) -> Quotes<'a> {
        let html = graph.nodes().flat_map(|(_, node)| &node.entry.body.raw_html).map(|html| &*html.text);
        let html = html.filter(|_| inputs.config.raw_html == RawHtmlPolicy::Allow).collect();
        let folder = inputs.config.theme.as_ref().map(|theme| format!("themes/{theme}"));
        let (mut theme, mut loaded) = (Vec::new(), BTreeSet::new());
        for (path, _) in folder.iter().flat_map(|folder| inputs.snapshot.below(folder)) {
            let Some(text) = inputs.snapshot.text(path) else { continue };
            match path.as_str().splitn(4, '/').collect::<Vec<_>>()[..] {
                ["themes", _, "static", name] if path.extension() == "css" => {
                    loaded.extend(loads(text, &format!("assets/{name}")));
                }
                _ => theme.push(text),
            }
        }
        Quotes { html, theme, loaded }
    }

    fn name(&self, path: &SourcePath) -> bool {
        self.html.iter().any(|text| says(text, path.file_name()))
            || self.theme.iter().any(|text| says(text, inside(path)))
            || self.loaded.contains(inside(path))
    }
}

/// Whether a text holds a name, as it is or as addresses write it.
fn says(text: &str, name: &str) -> bool {
    text.contains(name) || text.contains('%') && percent_decode_str(text).decode_utf8_lossy().contains(name)
}

/// The files of the site that a stylesheet at an address loads.
fn loads(text: &str, sheet: &str) -> Vec<String> {
    let folder = sheet.rsplit_once('/').map_or("", |(folder, _)| folder);
    css::addresses(text).into_iter().filter_map(|address| joined(folder, &address.text)).collect()
}

/// Where an address leads from a folder of the site; nothing if it leads out of it.
fn joined(folder: &str, address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or("");
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let (from, path) = path.strip_prefix('/').map_or((folder, &*path), |rooted| ("", rooted));
    source::follow(from, path)
}

/// Takes those files out of the rest that pages, styles, scripts and drawings among the published files name.
fn from_files<'a>(
    published: &BTreeSet<&'a SourcePath>,
    rest: &mut Vec<&'a SourcePath>,
    snapshot: &Snapshot,
) -> Vec<&'a SourcePath> {
    let may_name = |path: &SourcePath| ["html", "js", "svg", "json"].contains(&&*path.extension());
    let texts: Vec<&str> =
        published.iter().filter(|path| may_name(path)).filter_map(|path| snapshot.text(path)).collect();
    let sheets = published.iter().filter(|path| path.extension() == "css");
    let loaded: BTreeSet<String> =
        sheets.filter_map(|path| Some(loads(snapshot.text(path)?, inside(path)))).flatten().collect();
    rest.extract_if(.., |path| loaded.contains(inside(path)) || texts.iter().any(|text| says(text, path.file_name())))
        .collect()
}

/// The first entry that is not on the site now and refers to a file.
fn hidden_user(path: &SourcePath, looked: &[LookedUp], index: &Index<'_>) -> Option<SourcePath> {
    let hidden = (0..).zip(looked).filter(|(at, _)| matches!(index.state(*at), State::Hidden(_)));
    let refers = |entry: &Entry, looked: &LookedUp| {
        let is_in_text = looked.links.iter().any(|link| match link {
            Target::Asset(other) | Target::Picture(other, _) => other == path,
            Target::Entry(..) | Target::Home(_) | Target::Listing(_) | Target::Hidden | Target::Broken => false,
        });
        let is_drawn = looked.refs.iter().any(|resolved| match resolved {
            Resolved::Entry(to) => has_table(index.entry(*to), path),
            Resolved::Hidden | Resolved::Nowhere => false,
        });
        let is_named = match &entry.fields {
            Some(Fields::Profession(it)) => it.pictures().any(|(_, picture)| entry::picture_path(picture) == *path),
            _ => false,
        };
        is_in_text || is_drawn || is_named
    };
    hidden
        .map(|(at, looked)| (index.entry(at), looked))
        .find(|(entry, looked)| refers(entry, looked))
        .map(|(entry, _)| entry.path.clone())
}

/// Whether an entry is a data set with a table at this path.
fn has_table(entry: &Entry, path: &SourcePath) -> bool {
    let Some(Fields::Dataset(dataset)) = &entry.fields else { return false };
    dataset.table.as_deref().is_some_and(|typed| figures::table_path(typed) == *path)
}
