//! What surrounds the main part of every page: title, menu, breadcrumbs, addresses.

use std::sync::Arc;

use serde::Serialize;

use super::Context;
use super::facet::Words;
use super::overviews::Overview;
use super::share::SharePicture;
use super::shared::{MenuWords, SiteView, standing};
use super::staging::StagingView;
use crate::entry::kinds::{Keys, Kind, ListPage};
use crate::graph::NodeId;
use crate::permalink::{self, Permalink};

/// One line of the menu.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct MenuItem {
    pub href: String,
    pub key: Option<&'static str>,
    pub text: Option<Arc<str>>,
    /// `page` on the page itself, `true` anywhere below it.
    pub current: Option<&'static str>,
}

/// One step of the way down to a page.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Crumb {
    pub href: String,
    pub key: Option<&'static str>,
    pub text: Option<Arc<str>>,
    /// The whole address, if the site knows where it will be.
    pub address: Option<String>,
}

/// What surrounds the main part of a page.
#[derive(Debug, Serialize, Hash)]
pub struct Frame {
    /// In the `files` form, such as `roles/podiatrist.html`.
    pub path: String,
    /// The way up to the site's root: empty, `../`, `../../`. An absolute path on the page for missing pages.
    pub root: String,
    /// What stands after the name of a page in an address: `.html` or `/`.
    pub ending: &'static str,
    /// The page's name, or else the key of one.
    pub title: Option<Arc<str>>,
    pub title_key: Option<&'static str>,
    /// The key of a sentence about the page, where nobody has written a description of it.
    pub lede_key: Option<&'static str>,
    /// What the title's key speaks of, where it speaks of something.
    pub title_about: Option<Arc<str>>,
    /// The answers that made a list shorter, which its title names after the key's words.
    pub title_parts: Vec<Words>,
    pub description: Option<Arc<str>>,
    /// The whole address, if the site knows where it will be.
    pub canonical: Option<String>,
    /// What other websites show beside a link to the page.
    pub share: SharePicture,
    pub site: SiteView,
    /// Names of pages that stand for no entry, such as `pathways/map`: those that the site has.
    pub there: Arc<[Box<str>]>,
    pub menu: Vec<MenuItem>,
    pub footer: Vec<MenuItem>,
    pub crumbs: Vec<Crumb>,
    /// Whether search engines are asked to leave the page out.
    pub hidden_from_search: bool,
    /// Structured data, ready to be written into the page.
    pub json_ld: Option<String>,
    /// What a copy that is not for the public says of itself on each page.
    pub staging: Option<StagingView>,
}

impl Context<'_> {
    /// A frame for the page at a path; the caller adds what is special.
    pub(crate) fn frame(&self, path: &str) -> Frame {
        let item = |(words, to): &(MenuWords, Permalink)| {
            let section = to.path.strip_suffix("index.html").filter(|section| !section.is_empty());
            let current = match section {
                _ if to.path == path => Some("page"),
                Some(section) if path.starts_with(section) => Some("true"),
                _ => None,
            };
            let (key, text) = words.split();
            MenuItem { href: self.href(path, to), key, text, current }
        };
        let public = permalink::public_path(self.config.addresses, path);
        Frame {
            path: path.to_string(),
            root: permalink::root(self.config.addresses, path),
            ending: permalink::ending(self.config.addresses),
            title: None,
            title_key: None,
            lede_key: None,
            title_about: None,
            title_parts: Vec::new(),
            description: None,
            canonical: self.config.base_url.as_ref().map(|base| format!("{base}{public}")),
            share: self.share_picture(path),
            site: self.shared.site.clone(),
            there: self.shared.there.clone(),
            menu: self.shared.menu.iter().map(item).collect(),
            footer: self.shared.footer.iter().map(item).collect(),
            crumbs: self.crumb(path, Overview::Home.page().list).into_iter().collect(),
            hidden_from_search: self.config.staging,
            json_ld: None,
            staging: self.config.staging.then(|| self.staging(path)),
        }
    }

    /// Whether the site has a page that stands for no entry, by its path in the `files` form.
    pub(crate) fn has_overview(&self, path: &str) -> bool {
        standing(&self.shared.there, path) == Some(path)
    }

    /// A frame for a page that stands for no entry.
    pub(crate) fn overview_frame(&self, path: &str, overview: Overview) -> Frame {
        let mut frame = self.frame(path);
        frame.call(overview.page().list.keys);
        frame
    }

    /// The frame of an entry's own page, below the list of its kind.
    pub(crate) fn entry_frame(&self, path: &str, id: NodeId) -> Frame {
        let node = self.node(id);
        let mut frame = self.frame(path);
        frame.title = Some(self.called(id).clone());
        frame.description = Some(node.summary().clone());
        if let Some(picture) = self.share_picture_of(path, id) {
            frame.share = picture;
        }
        frame.crumbs.extend(self.crumb_to_list(path, node.kind()));
        frame.crumbs.extend(self.section_crumbs(path, id));
        frame
    }

    /// The steps of the way down to an entry that are pages of the sections it lies in.
    pub(crate) fn section_crumbs(&self, from: &str, id: NodeId) -> Vec<Crumb> {
        let crumb = |section: NodeId| {
            let (node, to) = (self.node(section), permalink::of_node(self.node(section)));
            let public = permalink::public_path(self.config.addresses, &to.path);
            let address = self.config.base_url.as_ref().map(|base| format!("{base}{public}"));
            Crumb { href: self.href(from, &to), key: None, text: Some(node.title().clone()), address }
        };
        let above = self.shared.sections.above(self.node(id));
        above.into_iter().filter(|section| *section != id).map(crumb).collect()
    }

    /// The step of the way down that is the list of a kind; none if that page is not there.
    pub(crate) fn crumb_to_list(&self, from: &str, kind: Kind) -> Option<Crumb> {
        self.crumb(from, kind.list_page()?)
    }

    fn crumb(&self, from: &str, page: ListPage) -> Option<Crumb> {
        let is_home = page.path == "index.html";
        let to = standing(&self.shared.there, page.path).filter(|to| is_home || *to != from)?;
        let public = permalink::public_path(self.config.addresses, to);
        let address = self.config.base_url.as_ref().map(|base| format!("{base}{public}"));
        Some(Crumb { href: self.href(from, &Permalink::page(to)), key: Some(page.keys.crumb), text: None, address })
    }
}

impl Frame {
    /// Gives the page the names that a theme has for it.
    pub(crate) fn call(&mut self, keys: Keys) {
        (self.title_key, self.lede_key) = (Some(keys.title), Some(keys.lede));
    }
}
