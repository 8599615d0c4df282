//! What is to be said of a kind beside its fields. What follows from it is in this file too; nobody else keeps a table
//! by kind of what could be said here.

use super::kind::Kind;
use super::table::every_kind;

/// What the table of kinds says of a kind.
#[derive(Debug, Clone, Copy)]
pub struct KindSpec {
    /// Where an entry is shown.
    pub shown: Shown,
    /// Where all entries are listed.
    pub list: List,
    /// How much rather people look for this kind than for others, in tenths; none if search does not find it. Visitors
    /// look for jobs and ways in; pages for people who plan come after them.
    pub search: Option<u8>,
    /// Its place among the lists that the search page offers, from 1; none if it is not among them.
    pub way_to_find: Option<u8>,
    /// What else holds for the kind.
    pub marks: &'static [Mark],
    /// Ids of the parts of an entry's page.
    pub ids: Ids,
}

/// Where an entry is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// On a page of its own, by this template, in a folder of the site. Where kinds are named, an entry has nothing to
    /// show but its name unless an entry of one of them names it.
    Page { template: &'static str, folder: &'static str, needs: &'static [Kind] },
    /// On a page with others, as a part whose id begins so.
    Part { page: &'static str, anchor: &'static str },
    /// Nowhere: it is a row of a list that does its work behind a page.
    Behind { page: &'static str },
}

/// Where all entries of a kind are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// On a page of their own, `<folder>/index.html`.
    Own(Menu),
    /// On a page that is made in its own way, or on a part of it.
    On(ListPage, Option<&'static str>),
    /// The list of another kind, which these entries put in order.
    Of(Kind),
    /// Nowhere; the nearest to a list is a page that every site has.
    Near(&'static str),
}

/// A page that lists entries: where it is, what it is called, and where the menus have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPage {
    pub path: &'static str,
    pub keys: Keys,
    pub menu: Menu,
}

/// A page's place in the menus, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Menu {
    Head(u8),
    Foot(u8),
    Nowhere,
}

/// The keys of a theme's words for a page. They follow from one name, see `keys!`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    /// What the page is called.
    pub title: &'static str,
    /// A sentence about it.
    pub lede: &'static str,
    /// What it is called on the way down to another page.
    pub crumb: &'static str,
    /// What menus call it.
    pub menu: &'static str,
}

/// The keys for a page of a name.
macro_rules! keys {
    ($name:literal) => {
        $crate::entry::kinds::Keys {
            title: concat!($name, "-title"),
            lede: concat!($name, "-lede"),
            crumb: concat!("crumb-", $name),
            menu: concat!("menu-", $name),
        }
    };
}
pub(crate) use keys;

/// What holds for some kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Entries state facts that people act on, so that they must say where these come from.
    StatesFacts,
    /// What an entry names, it offers, so that nothing closed may be named.
    Offers,
    /// Visitors meet an entry through other pages, so that some page must lead to it.
    MetThroughOthers,
    /// Entries are tied to the stages and domains of the Framework, each in its own way.
    InFramework,
    /// Entries are offered as open data.
    OpenData,
    /// What was reviewed last is told in the feed.
    InFeed,
    /// People keep lists of such entries in spreadsheets: a row of cells can say enough.
    InSpreadsheets,
    /// Entries explain names, also old ones.
    ExplainsNames,
    /// Titles are the names of others, which are what they are.
    NamesOthers,
    /// The words of an entry are what visitors type, so that no rule of wording holds for them.
    WordsOfVisitors,
}

/// Ids of the parts of an entry's page, which belong to the theme.
#[derive(Debug, Clone, Copy)]
pub struct Ids {
    /// Sections that links may point at.
    pub sections: &'static [&'static str],
    /// Parts that templates name for their own use.
    pub own: &'static [&'static str],
    /// What ids begin with behind which the name of something stands.
    pub starts: &'static [&'static str],
}

/// Where people start.
pub const START: ListPage = ListPage { path: "starting-points/index.html", keys: keys!("start"), menu: Menu::Head(1) };
/// Stages and domains.
pub const FRAMEWORK: ListPage =
    ListPage { path: "framework/index.html", keys: keys!("framework"), menu: Menu::Foot(9) };
pub const GLOSSARY: ListPage = ListPage { path: "glossary.html", keys: keys!("glossary"), menu: Menu::Foot(8) };
pub const PAY: ListPage = ListPage { path: "pay.html", keys: keys!("pay"), menu: Menu::Head(7) };
/// Organisations to work with, and their kinds.
pub const PARTNERS: ListPage = ListPage { path: "partners/index.html", keys: keys!("partners"), menu: Menu::Foot(6) };
/// What is near a visitor.
pub const NEAR: ListPage = ListPage { path: "near.html", keys: keys!("near"), menu: Menu::Head(6) };
/// Figures that are drawn.
pub const FIGURES: ListPage = ListPage { path: "figures.html", keys: keys!("figures"), menu: Menu::Foot(14) };
pub const BENCHMARKS: ListPage = ListPage { path: "benchmarks.html", keys: keys!("benchmarks"), menu: Menu::Nowhere };

macro_rules! specs {
    ($(
        $(#[doc = $about:literal])*
        $kind:ident { $folder:literal, $one:literal, $many:literal, review $months:literal, $($said:ident: $as:expr,)* }
    )*) => {
        impl Kind {
            /// What is to be said of the kind beside its fields.
            pub const fn spec(self) -> &'static KindSpec {
                match self {
                    $(Kind::$kind => {
                        const SPEC: KindSpec = KindSpec { $($said: $as),* };
                        &SPEC
                    })*
                }
            }

            /// The page that lists all of these, where it is one of their own.
            const fn own_list(self) -> ListPage {
                match self {
                    $(Kind::$kind => {
                        ListPage { path: concat!($folder, "/index.html"), keys: keys!($folder), menu: Menu::Nowhere }
                    })*
                }
            }
        }
    };
}
every_kind!(specs!);

impl Kind {
    pub fn has(self, mark: Mark) -> bool {
        self.spec().marks.contains(&mark)
    }

    /// Every kind for which something holds, in the order of the site.
    pub fn all_with(mark: Mark) -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(move |kind| kind.has(mark))
    }

    /// Whether entries have pages of their own.
    pub const fn has_own_pages(self) -> bool {
        matches!(self.spec().shown, Shown::Page { .. })
    }

    /// The page that lists all entries; none if none does.
    pub fn list_page(self) -> Option<ListPage> {
        match self.spec().list {
            List::Own(menu) => Some(ListPage { menu, ..self.own_list() }),
            List::On(page, _) => Some(page),
            List::Of(other) => other.list_page(),
            List::Near(_) => None,
        }
    }

    /// Kinds whose entries are on a page that lists entries.
    pub fn all_listed_on(page: ListPage) -> impl Iterator<Item = Kind> {
        let is_on = move |kind: &Kind| !matches!(kind.spec().list, List::Of(_)) && kind.list_page() == Some(page);
        Kind::ALL.iter().copied().filter(is_on)
    }

    /// Kinds whose entries are on the page that lists this kind: that page is there if any of them has an entry. None
    /// for a page that every site has.
    pub fn listed_with(self) -> Option<impl Iterator<Item = Kind>> {
        self.list_page().map(Kind::all_listed_on)
    }

    /// The group of search results that entries are shown in; themes name it with the string `search-group-<group>`.
    pub fn search_group(self) -> &'static str {
        self.folder().rsplit('/').next().unwrap_or(self.folder())
    }
}
