//! What surrounds the main part of every page: title, menu, breadcrumbs, addresses.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::facet::{Facets, Narrowed, Words};
use super::overviews::{Overview, overviews, stand_in};
use super::section::Sections;
use super::terms::Terms;
use super::{Context, picture};
use crate::config::Config;
use crate::entry::kinds::{Keys, Kind, ListPage, Menu, Page};
use crate::entry::picture_path;
use crate::graph::framework::Ties;
use crate::graph::{Graph, NodeId};
use crate::permalink::{self, Permalink};

/// What the theme may say about the site as a whole.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct SiteView {
    pub title: Arc<str>,
    /// What stands at the top of each page.
    pub name: Arc<str>,
    /// The picture beside the name.
    pub logo: Option<LogoView>,
    pub description: Arc<str>,
    pub language: Arc<str>,
    pub base_url: Option<String>,
    pub contact: Option<ContactView>,
    /// Whether the build answers for what the site says about privacy.
    pub keeps_private: bool,
}

/// An owner's logo. Addresses are from the site's root.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct LogoView {
    pub address: String,
    /// A smaller copy of it in WebP, if there is one.
    pub copy: Option<Box<str>>,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Hash)]
pub struct ContactView {
    pub name: Arc<str>,
    pub address: Option<Arc<str>>,
    pub phone: Option<Arc<str>>,
}

/// What every page shows, made once for the whole site.
#[derive(Debug)]
pub struct Shared {
    pub site: SiteView,
    /// How wide the theme shows pictures, as the attribute `sizes` says it.
    pub(super) picture_sizes: Arc<str>,
    /// Names of pages that stand for no entry, such as `pathways/map`: those that the site has.
    there: Arc<[Box<str>]>,
    pub(super) sections: Sections,
    menu: Vec<(MenuWords, Permalink)>,
    footer: Vec<(MenuWords, Permalink)>,
    /// For each role, those before and after it in the A to Z.
    beside: FxHashMap<NodeId, (Option<NodeId>, Option<NodeId>)>,
    pub(crate) facets: Arc<Facets>,
    pub(crate) ties: Arc<Ties>,
    pub(crate) terms: Terms,
    /// The shorter lists of each kind that are worth a page.
    pub(crate) narrowed: FxHashMap<Kind, Vec<Narrowed>>,
}

#[derive(Debug, Clone)]
enum MenuWords {
    Key(&'static str),
    Title(Arc<str>),
}

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
}

impl Shared {
    pub fn new(graph: &Graph, config: &Config, facets: Arc<Facets>, ties: Arc<Ties>) -> Shared {
        let there = names(graph);
        // Fixed families first, then the pages that ask to be in the menu.
        let (mut menu, mut footer) = (Vec::new(), Vec::new());
        for page in in_menus() {
            let line = standing(&there, page.path).map(|path| (MenuWords::Key(page.keys.menu), Permalink::page(path)));
            match page.menu {
                Menu::Head(_) => menu.extend(line),
                Menu::Foot(_) => footer.extend(line),
                Menu::Nowhere => {}
            }
        }
        for page in graph.all::<Page>().filter(|page| !Kind::Page.is_home(page.node.id())) {
            let link = permalink::of_node(page.node);
            match &page.menu {
                Some(words) => menu.push((MenuWords::Title(words.clone()), link)),
                // Those who look for a page in a section begin with the section.
                None if page.node.id().contains('/') => {}
                None => footer.push((MenuWords::Title(page.title().clone()), link)),
            }
        }
        let contact = config.contact.as_ref().map(|contact| ContactView {
            name: contact.name.clone(),
            address: contact.address.as_ref().map(|address| address.0.clone()),
            phone: contact.phone.clone(),
        });
        let brand = config.brand.as_ref();
        let site = SiteView {
            title: config.title.clone(),
            name: brand.and_then(|brand| brand.name.clone()).unwrap_or_else(|| config.title.clone()),
            logo: brand.and_then(|brand| brand.logo.as_ref()).map(|logo| {
                let path = picture_path(logo);
                picture::logo(permalink::of_asset(&path), graph.pictures.get(&path).map(|file| &**file))
            }),
            description: config.description.clone(),
            language: config.language.clone(),
            base_url: config.base_url.clone(),
            contact,
            keeps_private: super::proof::keeps_private(config),
        };
        let roles = graph.of_kind(Kind::Role);
        let beside = (0..roles.len()).map(|at| {
            let before = at.checked_sub(1).map(|before| roles[before]);
            (roles[at], (before, roles.get(at + 1).copied()))
        });
        let mut narrowed: FxHashMap<Kind, Vec<Narrowed>> = FxHashMap::default();
        for list in facets.lists() {
            narrowed.entry(list.kind).or_default().push(list.clone());
        }
        let terms = Terms::new(graph);
        let sections = Sections::new(graph);
        let picture_sizes = "100vw".into();
        Shared {
            site,
            picture_sizes,
            there,
            menu,
            footer,
            sections,
            beside: beside.collect(),
            terms,
            facets,
            ties,
            narrowed,
        }
    }

    /// The same for a theme that shows pictures so wide.
    pub fn with_pictures(self, picture_sizes: Arc<str>) -> Shared {
        Shared { picture_sizes, ..self }
    }

    /// The roles before and after one in the A to Z.
    pub(crate) fn neighbours(&self, role: NodeId) -> (Option<NodeId>, Option<NodeId>) {
        self.beside.get(&role).copied().unwrap_or_default()
    }
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
            site: self.shared.site.clone(),
            there: self.shared.there.clone(),
            menu: self.shared.menu.iter().map(item).collect(),
            footer: self.shared.footer.iter().map(item).collect(),
            crumbs: self.crumb(path, Overview::Home.page().list).into_iter().collect(),
            hidden_from_search: false,
            json_ld: None,
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

/// Overviews that stand in a menu, in the order of the menus.
fn in_menus() -> Vec<ListPage> {
    let mut pages: Vec<_> = Overview::all().map(|overview| overview.page().list).collect();
    pages.sort_by_key(|page| page.menu);
    pages
}

/// Names of the overviews that the site has, in order.
fn names(graph: &Graph) -> Arc<[Box<str>]> {
    let paths = overviews(graph).map(|overview| overview.page().list.path);
    let mut names: Vec<Box<str>> = paths.map(|path| path.trim_end_matches(".html").into()).collect();
    names.sort();
    names.into()
}

/// The path of an overview, or of the one that stands in for it; none if the site has neither.
fn standing<'p>(there: &[Box<str>], path: &'p str) -> Option<&'p str> {
    let has = |path: &str| there.binary_search_by(|name| (**name).cmp(path.trim_end_matches(".html"))).is_ok();
    [Some(path), stand_in(path)].into_iter().flatten().find(|path| has(path))
}

impl MenuWords {
    fn split(&self) -> (Option<&'static str>, Option<Arc<str>>) {
        match self {
            MenuWords::Key(key) => (Some(key), None),
            MenuWords::Title(text) => (None, Some(text.clone())),
        }
    }
}
