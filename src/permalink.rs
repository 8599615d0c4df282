//! Addresses: where every entry and every list is on the site, and how one page links to another.
//!
//! Inside Trellis a page is known by its path in the `files` form (`roles/podiatrist.html`). Only at the edges is it
//! turned into the owner's choice of form. Links are relative, so one build works at a domain's root, under any path
//! and straight from a folder.

use std::borrow::Cow;
use std::sync::Arc;

use crate::config::Addresses;
use crate::entry::FormerName;
use crate::entry::kinds::{FIGURES, Fields, Kind, List, Shown};
use crate::graph::{Graph, LinkTarget, Node};
use crate::output::OutputPath;
use crate::source::SourcePath;

/// A page, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permalink {
    /// In the `files` form, such as `roles/podiatrist.html`.
    pub path: String,
    pub anchor: Option<Arc<str>>,
}

impl Permalink {
    pub fn page(path: impl Into<String>) -> Self {
        Permalink { path: path.into(), anchor: None }
    }

    fn part(path: impl Into<String>, anchor: &str) -> Self {
        Permalink { path: path.into(), anchor: Some(anchor.into()) }
    }
}

/// Where an entry is shown. A data set that figures are drawn from is told of where they are.
pub fn of_node(node: &Node) -> Permalink {
    let mut link = of(node.kind(), node.id());
    if let Fields::Dataset(dataset) = &node.fields
        && dataset.table.is_some()
    {
        link.path = FIGURES.path.into();
    }
    link
}

/// Where an entry with this kind and id is shown, or was shown before it was renamed.
pub fn of(kind: Kind, id: &str) -> Permalink {
    match kind.spec().shown {
        Shown::Page { .. } if kind.is_home(id) => Permalink::page("index.html"),
        Shown::Page { folder: "", .. } => Permalink::page(format!("{id}.html")),
        Shown::Page { folder, .. } => Permalink::page(format!("{folder}/{id}.html")),
        Shown::Part { page, anchor } => Permalink::part(page, &format!("{anchor}{id}")),
        Shown::Behind { page } => Permalink::page(page),
    }
}

/// Where an entry was, by one of its `former_ids`; none if that cannot go on working.
pub fn of_former(addresses: Addresses, kind: Kind, former: &str) -> Option<Permalink> {
    Some(match FormerName::read(kind, former).ok()? {
        FormerName::Id(id) => of(kind, id),
        // Hosts lead from a folder's name without a slash to what is in it, so the address works in either form.
        FormerName::Folder(path) => Permalink::page(format!("{path}/index.html")),
        FormerName::File(path) => match addresses {
            Addresses::Files => Permalink::page(path),
            Addresses::Directories => Permalink::page(format!("{path}/index.html")),
        },
    })
}

/// Where all entries of a kind are listed.
pub fn of_listing(kind: Kind) -> Permalink {
    match kind.spec().list {
        List::Own(_) => Permalink::page(format!("{}/index.html", kind.folder())),
        List::On(page, None) => Permalink::page(page.path),
        List::On(page, Some(anchor)) => Permalink::part(page.path, anchor),
        List::Of(other) => of_listing(other),
        List::Near(path) => Permalink::page(path),
    }
}

/// Where a file that is published as it is goes.
pub fn of_asset(path: &SourcePath) -> String {
    path.as_str().strip_prefix("content/").unwrap_or(path.as_str()).to_string()
}

/// Where a link in a text leads; nothing if it leads to something that is not shown.
pub fn of_target(target: &LinkTarget, graph: &Graph) -> Option<Permalink> {
    match target {
        LinkTarget::Node { node, .. } if !graph.has_page(*node) => None,
        LinkTarget::Node { node, anchor } => {
            let mut link = of_node(graph.node(*node));
            if anchor.is_some() {
                link.anchor = anchor.clone();
            }
            Some(link)
        }
        LinkTarget::Home(anchor) => Some(Permalink { path: INDEX.into(), anchor: anchor.clone() }),
        LinkTarget::Listing(kind) => graph.has_list(*kind).then(|| of_listing(*kind)),
        LinkTarget::Asset(path) | LinkTarget::Picture(path, _) => Some(Permalink::page(of_asset(path))),
        LinkTarget::Hidden | LinkTarget::Broken => None,
    }
}

/// The file that holds a page.
pub fn output_path(addresses: Addresses, path: &str) -> OutputPath {
    OutputPath::new(file(addresses, path))
}

/// The same for links to the page: that its path stays inside the site was asked when it was claimed.
fn file(addresses: Addresses, path: &str) -> Cow<'_, str> {
    match (addresses, path.strip_suffix(".html")) {
        (Addresses::Directories, Some(stem)) if !is_index(path) && stem != "404" => {
            Cow::Owned(format!("{stem}/index.html"))
        }
        _ => Cow::Borrowed(path),
    }
}

/// The address of a page below the site's root, as visitors see it.
pub fn public_path(addresses: Addresses, path: &str) -> String {
    let file = file(addresses, path);
    match addresses {
        Addresses::Directories if is_index(&file) => file[..file.len() - INDEX.len()].to_string(),
        Addresses::Files if path == INDEX => String::new(),
        Addresses::Files | Addresses::Directories => file.into_owned(),
    }
}

/// A path as an address writes it: what has a meaning of its own in addresses is written as a number.
pub fn encoded(path: &str) -> Cow<'_, str> {
    if !path.contains(['%', '#', '?']) {
        return Cow::Borrowed(path);
    }
    Cow::Owned(path.replace('%', "%25").replace('#', "%23").replace('?', "%3F"))
}

/// The link from one page to another, both in the `files` form.
pub fn href(addresses: Addresses, from: &str, to: &Permalink) -> String {
    let mut link = match &to.anchor {
        Some(_) if to.path == from => String::new(),
        _ => relative(&file(addresses, from), &file(addresses, &to.path), addresses),
    };
    if let Some(anchor) = &to.anchor {
        link.push('#');
        link.push_str(anchor);
    }
    link
}

/// What stands after the name of a page in an address, where the page is not the first of its folder.
pub fn ending(addresses: Addresses) -> &'static str {
    match addresses {
        Addresses::Files => ".html",
        Addresses::Directories => "/",
    }
}

/// The way from a page up to the site's root: empty, `../`, `../../`.
pub fn root(addresses: Addresses, from: &str) -> String {
    UP.repeat(depth(&file(addresses, from)))
}

/// The page of a folder.
pub const INDEX: &str = "index.html";
/// The way to the folder around.
const UP: &str = "../";

/// How many folders a file, or the rest of a folder, is in.
fn depth(path: &str) -> usize {
    path.bytes().filter(|byte| *byte == b'/').count()
}

fn is_index(path: &str) -> bool {
    path.strip_suffix(INDEX).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

fn relative(from: &str, to: &str, addresses: Addresses) -> String {
    let folder = &from.as_bytes()[..folder_length(from)];
    let alike = folder.iter().zip(to.as_bytes()).take_while(|(one, other)| one == other).count();
    // The folders that both are in, with the slash behind them.
    let shared = folder_length(&from[..from.floor_char_boundary(alike)]);
    let (up, down) = (depth(&from[shared..]), &to[shared..]);
    let down = match addresses {
        Addresses::Directories if is_index(down) => &down[..down.len() - INDEX.len()],
        Addresses::Files | Addresses::Directories => down,
    };
    if up == 0 && down.is_empty() {
        return "./".to_string();
    }
    let mut link = String::with_capacity(UP.len() * up + down.len());
    (0..up).for_each(|_| link.push_str(UP));
    link.push_str(&encoded(down));
    link
}

/// The length of the folder of a file, with the slash behind it.
fn folder_length(file: &str) -> usize {
    file.rfind('/').map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(addresses: Addresses, from: &str, to: &str) -> String {
        href(addresses, from, &Permalink::page(to))
    }

    #[test]
    fn links_name_the_file_and_are_relative() {
        let files = |from, to| link(Addresses::Files, from, to);
        assert_eq!(files("roles/a.html", "roles/b.html"), "b.html");
        assert_eq!(files("roles/a.html", "framework/stages/s.html"), "../framework/stages/s.html");
        assert_eq!(files("framework/stages/s.html", "index.html"), "../../index.html");
        assert_eq!(files("index.html", "about.html"), "about.html");
    }

    #[test]
    fn directory_addresses_end_with_a_slash() {
        let folders = |from, to| link(Addresses::Directories, from, to);
        assert_eq!(folders("roles/a.html", "roles/b.html"), "../b/");
        assert_eq!(folders("roles/a.html", "roles/index.html"), "../");
        assert_eq!(folders("index.html", "index.html"), "./");
        assert_eq!(folders("roles/a.html", "theme.css"), "../../theme.css");
        assert_eq!(output_path(Addresses::Directories, "404.html").as_str(), "404.html");
        assert_eq!(public_path(Addresses::Directories, "roles/a.html"), "roles/a/");
    }

    #[test]
    fn a_section_of_the_same_page_needs_no_path() {
        let to = Permalink { path: "a.html".into(), anchor: Some("x".into()) };
        assert_eq!(href(Addresses::Files, "a.html", &to), "#x");
        assert_eq!(href(Addresses::Files, "b.html", &to), "a.html#x");
    }
}
