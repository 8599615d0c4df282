//! What every page shows, made once for the whole site: what is said of the site, its menus, and what pages look up.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::namesakes::Namesakes;
use super::narrowed::{Facets, Narrowed};
use super::overviews::{Overview, overviews, stand_in};
use super::picture::{self, LogoView};
use super::section::Sections;
use super::terms::Terms;
use crate::config::{Config, FramedBy};
use crate::entry::kinds::{Kind, ListPage, Menu, Page};
use crate::entry::picture_path;
use crate::graph::framework::Ties;
use crate::graph::{Graph, NodeId};
use crate::permalink::{self, Permalink};

/// So many pages of their own stand at the foot of every page. Where there are more, their authors choose with `order`.
const MOST_IN_FOOTER: usize = 20;

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
    /// Where other websites may show its pages in a frame.
    pub framed: Option<FramedView>,
    /// Whether devices keep it.
    pub offline: bool,
}

/// A site whose pages may be in a frame of another website.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct FramedView {
    /// The names of the websites that its owner has named, which are told how high a page is.
    pub hosts: Vec<Box<str>>,
}

impl FramedView {
    fn of(framed_by: &FramedBy) -> Option<FramedView> {
        let hosts = match framed_by {
            FramedBy::Own => return None,
            FramedBy::Named(hosts) => hosts.names().map(Into::into).collect(),
            FramedBy::Anyone => Vec::new(),
        };
        Some(FramedView { hosts })
    }
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
    pub(super) there: Arc<[Box<str>]>,
    pub(super) sections: Sections,
    pub(super) menu: Vec<(MenuWords, Permalink)>,
    pub(super) footer: Vec<(MenuWords, Permalink)>,
    /// For each role, those before and after it in the A to Z.
    beside: FxHashMap<NodeId, (Option<NodeId>, Option<NodeId>)>,
    /// Entries that are on a copy to look at, and not on the public site.
    pub(super) waiting: Vec<NodeId>,
    pub(crate) facets: Arc<Facets>,
    pub(crate) ties: Arc<Ties>,
    pub(crate) terms: Terms,
    pub(super) namesakes: Namesakes,
    /// The shorter lists of each kind that are worth a page.
    pub(crate) narrowed: FxHashMap<Kind, Vec<Narrowed>>,
}

/// What a line of a menu says.
#[derive(Debug, Clone)]
pub(super) enum MenuWords {
    Key(&'static str),
    Title(Arc<str>),
}

impl Shared {
    pub fn new(graph: &Graph, config: &Config, facets: Arc<Facets>, ties: Arc<Ties>) -> Shared {
        let there = names(graph, config);
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
        let pages = || graph.all::<Page>().filter(|page| !Kind::Page.is_home(page.node.id()));
        let in_footer = pages().filter(|page| page.menu.is_none() && !page.node.id().contains('/')).count();
        let mut left = MOST_IN_FOOTER;
        for page in pages() {
            let link = permalink::of_node(page.node);
            match &page.menu {
                Some(words) => menu.push((MenuWords::Title(words.clone()), link)),
                // Those who look for a page in a section begin with the section.
                None if page.node.id().contains('/') => {}
                None if left > 0 && (in_footer <= MOST_IN_FOOTER || page.order.is_some()) => {
                    left -= 1;
                    footer.push((MenuWords::Title(page.title().clone()), link));
                }
                None => {}
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
            // One that nobody has put there is told, and the theme's own mark takes its place.
            logo: brand.and_then(|brand| brand.logo.as_ref()).and_then(|logo| {
                let path = picture_path(logo);
                Some(picture::logo(permalink::of_asset(&path), graph.pictures.get(&path)?))
            }),
            description: config.description.clone(),
            language: config.language.clone(),
            base_url: config.base_url.clone(),
            contact,
            keeps_private: super::proof::keeps_private(config),
            framed: FramedView::of(&config.framed_by),
            offline: config.offline,
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
        let (terms, namesakes, sections) = (Terms::new(graph), Namesakes::new(graph), Sections::new(graph));
        let beside = beside.collect();
        let picture_sizes = "100vw".into();
        let waiting = Vec::new();
        Shared {
            site,
            picture_sizes,
            there,
            sections,
            menu,
            footer,
            beside,
            waiting,
            terms,
            namesakes,
            facets,
            ties,
            narrowed,
        }
    }

    /// The same for a theme that shows pictures so wide.
    pub fn with_pictures(self, picture_sizes: Arc<str>) -> Shared {
        Shared { picture_sizes, ..self }
    }

    /// The same of a copy to look at, with what the public does not see.
    pub fn with_waiting(self, waiting: Vec<NodeId>) -> Shared {
        Shared { waiting, ..self }
    }

    /// The roles before and after one in the A to Z.
    pub(crate) fn neighbours(&self, role: NodeId) -> (Option<NodeId>, Option<NodeId>) {
        self.beside.get(&role).copied().unwrap_or_default()
    }
}

/// Overviews that stand in a menu, in the order of the menus.
fn in_menus() -> Vec<ListPage> {
    let mut pages: Vec<_> = Overview::all().map(|overview| overview.page().list).collect();
    pages.sort_by_key(|page| page.menu);
    pages
}

/// Names of the overviews that the site has, in order.
fn names(graph: &Graph, config: &Config) -> Arc<[Box<str>]> {
    let paths = overviews(graph, config).map(|overview| overview.page().list.path);
    let mut names: Vec<Box<str>> = paths.map(|path| path.trim_end_matches(".html").into()).collect();
    names.sort();
    names.into()
}

/// The path of an overview, or of the one that stands in for it; none if the site has neither.
pub(super) fn standing<'p>(there: &[Box<str>], path: &'p str) -> Option<&'p str> {
    let has = |path: &str| there.binary_search_by(|name| (**name).cmp(path.trim_end_matches(".html"))).is_ok();
    [Some(path), stand_in(path)].into_iter().flatten().find(|path| has(path))
}

impl MenuWords {
    pub(super) fn split(&self) -> (Option<&'static str>, Option<Arc<str>>) {
        match self {
            MenuWords::Key(key) => (Some(key), None),
            MenuWords::Title(text) => (None, Some(text.clone())),
        }
    }
}
