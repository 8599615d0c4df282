//! Pages that stand for no entry, and which of them a site has: those on which there is something.

use super::Face;
use crate::config::Config;
use crate::entry::kinds::{
    BENCHMARKS, Element, FIGURES, FRAMEWORK, GLOSSARY, Intervention, Keys, Kind, List, ListPage, Menu, NEAR, PAY, Role,
    START, keys,
};
use crate::graph::{Graph, Linked, pathway, ways};

/// What is to be said of such a page.
#[derive(Debug, Clone, Copy)]
pub struct OverviewPage {
    /// Where it is, what it is called, and where the menus have it.
    pub list: ListPage,
    pub needs: Needs,
    /// Whether search finds it.
    pub is_found: bool,
}

/// What a site must have for such a page.
#[derive(Debug, Clone, Copy)]
pub enum Needs {
    /// Every site has the page.
    Nothing,
    /// An entry of any of the kinds that are listed on the page.
    Listed,
    /// That devices keep it.
    Keeping,
    /// An entry of any of these kinds.
    AnyOf(&'static [Kind]),
}

macro_rules! overviews {
    ($(
        $(#[doc = $about:literal])*
        $name:ident { $list:expr, $needs:expr, found: $found:literal, $template:literal => $view:ident }
    )*) => {
        /// What such a page is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Overview {
            /// Every entry of a kind that has a list of its own.
            Listing(Kind),
            $( $(#[doc = $about])* $name, )*
        }

        impl Overview {
            /// All but the lists of kinds.
            const OTHERS: &'static [Overview] = &[$(Overview::$name),*];

            /// What is to be said of the page.
            pub fn page(self) -> OverviewPage {
                match self {
                    Overview::Listing(kind) => {
                        let list = kind.list_page().expect("the kind has a list of its own");
                        OverviewPage { list, needs: Needs::Listed, is_found: true }
                    }
                    $(Overview::$name => OverviewPage { list: $list, needs: $needs, is_found: $found },)*
                }
            }

            /// How the page at a path is shown.
            pub fn face(self, path: &str) -> Face<'_> {
                match self {
                    Overview::Listing(kind) => {
                        Face::new("directory.html", move |context| context.list_page(path, kind))
                    }
                    $(Overview::$name => Face::new($template, move |context| context.$view(path)),)*
                }
            }
        }
    };
}

overviews! {
    Home {
        at("index.html", keys!("home"), Menu::Nowhere), Needs::Nothing, found: false,
        "home.html" => home_page
    }
    Search {
        at("search.html", keys!("search"), Menu::Nowhere), Needs::Nothing, found: false,
        "search.html" => search_page
    }
    /// What is shown at addresses that are not there.
    NotFound {
        at("404.html", keys!("not-found"), Menu::Nowhere), Needs::Nothing, found: false,
        "not-found.html" => not_found_page
    }
    /// What is shown without a connection in place of a page that is not on the device.
    Offline {
        at("offline.html", keys!("offline"), Menu::Nowhere), Needs::Keeping, found: false,
        "not-found.html" => offline_page
    }
    Start { START, Needs::Listed, found: true, "start.html" => start_page }
    RolesByProfession {
        at("roles/by-profession.html", keys!("roles-by-profession"), Menu::Nowhere), Needs::AnyOf(&[Kind::Role]),
        found: true, "directory.html" => roles_by_profession_page
    }
    RolesByStage {
        at("roles/by-stage.html", keys!("roles-by-stage"), Menu::Nowhere), Needs::AnyOf(&[Kind::Role]),
        found: true, "directory.html" => roles_by_stage_page
    }
    RolesByWayIn {
        at("roles/by-way-in.html", keys!("roles-by-way-in"), Menu::Nowhere), Needs::AnyOf(&[Kind::Role]),
        found: true, "directory.html" => roles_by_way_in_page
    }
    Framework { FRAMEWORK, Needs::Listed, found: true, "framework.html" => framework_page }
    Map {
        at("pathways/map.html", keys!("map"), Menu::Nowhere),
        Needs::AnyOf(&[Kind::Role, Kind::Stage, Kind::StartingPoint]), found: true, "map.html" => map_page
    }
    Glossary { GLOSSARY, Needs::Listed, found: true, "glossary.html" => glossary_page }
    Pay { PAY, Needs::Listed, found: true, "pay.html" => pay_page }
    Benchmarks { BENCHMARKS, Needs::Listed, found: true, "benchmarks.html" => benchmarks_page }
    Near { NEAR, Needs::Listed, found: true, "near.html" => near_page }
    Figures { FIGURES, Needs::Listed, found: true, "figures.html" => figures_page }
    Compare {
        at("compare.html", keys!("compare"), Menu::Head(8)), Needs::AnyOf(&[Kind::Role]), found: true,
        "compare.html" => compare_page
    }
    Ways {
        at("ways.html", keys!("ways"), Menu::Head(5)), Needs::AnyOf(&ways::KINDS), found: true, "ways.html" => ways_page
    }
    Shortlist {
        at("shortlist.html", keys!("shortlist"), Menu::Head(9)), Needs::AnyOf(&[Kind::Role]), found: true,
        "shortlist.html" => shortlist_page
    }
    Activities {
        at("activities.html", keys!("activities"), Menu::Foot(4)), Needs::AnyOf(&[Kind::Intervention]), found: true,
        "activities.html" => activities_page
    }
    /// Every page of which there is a short version.
    Short {
        at("short/index.html", keys!("short-list"), Menu::Foot(11)), Needs::AnyOf(&[Kind::Role, Kind::StartingPoint]),
        found: true, "short-list.html" => short_list_page
    }
}

const fn at(path: &'static str, keys: Keys, menu: Menu) -> ListPage {
    ListPage { path, keys, menu }
}

impl Overview {
    /// Every overview that a site can have.
    pub fn all() -> impl Iterator<Item = Overview> {
        let own = Kind::ALL.iter().copied().filter(|kind| matches!(kind.spec().list, List::Own(_)));
        own.map(Overview::Listing).chain(Overview::OTHERS.iter().copied())
    }

    fn is_there(self, graph: &Graph, config: &Config) -> bool {
        let page = self.page();
        let has = |kind: Kind| !graph.of_kind(kind).is_empty();
        let has_any = match page.needs {
            Needs::Nothing => true,
            Needs::Keeping => config.offline,
            Needs::Listed => Kind::all_listed_on(page.list).any(has),
            Needs::AnyOf(kinds) => kinds.iter().copied().any(has),
        };
        has_any && self.has_more(graph)
    }

    /// Whether there is what the page needs beside an entry of some kind.
    fn has_more(self, graph: &Graph) -> bool {
        match self {
            Overview::RolesByWayIn => graph.all::<Role>().any(|role| !pathway::ways_in(graph, role.id).is_empty()),
            Overview::Ways => ways::has_steps(graph),
            Overview::Activities => graph.all::<Intervention>().any(|one| is_activity(&one)),
            Overview::Listing(_)
            | Overview::Home
            | Overview::Search
            | Overview::NotFound
            | Overview::Offline
            | Overview::Start
            | Overview::RolesByProfession
            | Overview::RolesByStage
            | Overview::Framework
            | Overview::Map
            | Overview::Glossary
            | Overview::Pay
            | Overview::Benchmarks
            | Overview::Near
            | Overview::Figures
            | Overview::Compare
            | Overview::Short
            | Overview::Shortlist => true,
        }
    }
}

/// Every overview that the site has.
pub fn overviews(graph: &Graph, config: &Config) -> impl Iterator<Item = Overview> {
    Overview::all().filter(|overview| overview.is_there(graph, config))
}

/// Whether something is ready to be done in a school or college: its author says how, and which benchmarks it serves.
pub(super) fn is_activity(one: &Linked<'_, Intervention>) -> bool {
    let is_open = one.node.common.status != crate::entry::kinds::Status::Closed;
    one.element == Element::OutsideIn && !one.benchmarks.is_empty() && is_open && !one.activity.is_empty()
}

/// The page to which people are led in place of one, if that is not there: every told journey is on the map too.
pub(super) fn stand_in(path: &str) -> Option<&'static str> {
    (path == "pathways/index.html").then_some("pathways/map.html")
}
