//! Shown content: everything that a template may see, and the only types that turn into template values.
//!
//! A view is the complete input of a page. Two equal views therefore give the same page, which is what makes a
//! rebuild quick without tracking what depends on what. Words that the theme says are keys of its strings, never
//! words in a view.

mod activities;
mod alphabet;
pub mod api;
mod assessment;
mod bars;
mod beginning;
mod card;
mod choice;
mod community;
mod compare;
mod dataset;
pub mod diagram;
pub mod diagram_draft;
mod directory;
mod entry_page;
mod event;
mod face;
mod facet;
mod figure;
mod frame;
mod framework;
mod groups;
mod guide;
mod intervention;
mod items;
mod journey;
mod keys;
mod lists;
mod matrix;
mod money;
mod moves;
mod namesakes;
mod narrow;
mod narrowed;
pub mod near;
mod neighbourhood;
mod next_steps;
mod overviews;
mod paper;
mod partner_kind;
mod pathway;
mod pathway_pay;
mod pay;
mod picture;
mod profession;
mod programme;
mod proof;
mod prose;
mod reach;
mod role;
mod route;
mod section;
mod sentence;
pub mod share;
mod shared;
mod short;
mod shortlist;
pub(crate) mod staging;
mod starting_point;
mod terms;
pub(crate) mod tied;
mod ways;
mod when;

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

pub use directory::Directory;
pub use entry_page::entry_face;
pub use face::Face;
#[cfg(test)]
pub(crate) use facet::asked_of;
pub use frame::Frame;
pub use narrowed::{Facets, Narrowed};
pub use overviews::{Overview, overviews};
pub(crate) use sentence::first_sentence;
pub use shared::Shared;
pub use short::in_short;

use crate::config::Config;
use crate::entry::{Body, Fill, Hole};
use crate::graph::{Graph, LinkTarget, Node, NodeId};
use crate::permalink::{self, Permalink};

/// What making a view needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub graph: &'a Graph,
    pub config: &'a Config,
    /// The day the site is built for.
    pub today: Date,
    /// What every page shows, made once.
    pub shared: &'a Shared,
    /// How large the picture of each diagram is that pages offer, in bytes, by address.
    pub poster_sizes: &'a BTreeMap<String, usize>,
}

/// HTML that is already safe, with its hash.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct Html {
    html: Arc<str>,
    #[serde(skip)]
    hash: u128,
}

impl Hash for Html {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(self.hash);
    }
}

/// The main part of a page, whichever family it is of.
#[derive(Debug, Serialize, Hash)]
#[serde(untagged)]
pub enum View {
    Role(Box<role::RoleView>),
    Route(Box<route::RouteView>),
    StartingPoint(Box<starting_point::StartingPointView>),
    Programme(Box<programme::ProgrammeView>),
    Intervention(Box<intervention::InterventionView>),
    CaseStudy(Box<community::CaseStudyView>),
    Partner(Box<community::PartnerView>),
    PartnerKind(Box<partner_kind::PartnerKindView>),
    Profession(Box<profession::ProfessionView>),
    Stage(Box<framework::StageView>),
    Domain(Box<framework::DomainView>),
    Framework(Box<framework::FrameworkView>),
    Journey(Box<journey::JourneyView>),
    Ladder(Box<pathway::LadderView>),
    Map(Box<pathway::MapView>),
    Guide(Box<guide::GuideView>),
    Assessment(Box<assessment::AssessmentView>),
    Event(Box<event::EventView>),
    Prose(Box<prose::ProseView>),
    Home(Box<prose::HomeView>),
    Directory(Box<Directory>),
    Glossary(Box<prose::GlossaryView>),
    Pay(Box<pay::PayView>),
    Benchmarks(Box<prose::BenchmarksView>),
    Start(Box<starting_point::StartView>),
    Interest(Box<starting_point::InterestView>),
    Choice(Box<choice::ChoiceView>),
    Compare(Box<compare::CompareView>),
    Activities(Box<activities::ActivitiesView>),
    Shortlist(Box<shortlist::ShortlistView>),
    Near(Box<near::NearView>),
    Ways(Box<ways::WaysView>),
    Figures(Box<figure::FiguresView>),
    Search(Box<prose::SearchView>),
    Pack(Box<profession::PackView>),
    Short(Box<short::ShortView>),
    ShortList(Box<short::ShortListView>),
    Moved(Box<prose::MovedView>),
    NotFound(Box<prose::NotFoundView>),
}

/// A page with everything it shows.
#[derive(Debug, Serialize, Hash)]
pub struct PageView {
    pub page: Frame,
    pub view: View,
}

impl Context<'_> {
    pub(crate) fn node(&self, id: NodeId) -> &Node {
        self.graph.node(id)
    }

    /// The link from one page to a place.
    pub(crate) fn href(&self, from: &str, to: &Permalink) -> String {
        permalink::href(self.config.addresses, from, to)
    }

    /// The link from one page to an entry.
    pub(crate) fn href_to(&self, from: &str, to: NodeId) -> String {
        self.href(from, &permalink::of_node(self.node(to)))
    }

    /// An entry's text with its links leading from this page.
    pub(crate) fn body(&self, from: &str, node: &Node) -> Html {
        let body = node.body();
        if body.is_empty() {
            return Html::default();
        }
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        body.hash.hash(&mut hasher);
        let hrefs: Vec<Option<String>> = node
            .links
            .iter()
            .map(|target| permalink::of_target(target, self.graph).map(|link| self.href(from, &link)))
            .collect();
        hrefs.hash(&mut hasher);
        let cards = body.holes.iter().filter_map(|hole| {
            let Fill::Summary(link) = hole.fill else { return None };
            self.summary_of_link(node, link)
        });
        cards.for_each(|summary| summary.hash(&mut hasher));
        for picture in node.links.iter().filter_map(LinkTarget::picture) {
            (picture.size(), picture.variants()).hash(&mut hasher);
        }
        let (terms, term_hrefs) = self.terms(from, node);
        (&terms, &term_hrefs, self.amounts(node)).hash(&mut hasher);
        let (html, _) = self.body_filled(body, node, &hrefs, &terms, &term_hrefs);
        Html { html: html.into(), hash: hasher.digest128() }
    }
}

impl Context<'_> {
    /// An entry's text as a page shows it, with its places: where each begins in the text, and its number.
    pub(crate) fn body_with_places(&self, from: &str, node: &Node, body: &Body) -> (String, Vec<(usize, u32)>) {
        let href = |target: &LinkTarget| permalink::of_target(target, self.graph).map(|link| self.href(from, &link));
        let hrefs: Vec<Option<String>> = node.links.iter().map(href).collect();
        let (terms, term_hrefs) = self.terms(from, node);
        self.body_filled(body, node, &hrefs, &terms, &term_hrefs)
    }

    /// A text with its holes filled, and where its places are.
    fn body_filled(
        &self,
        body: &Body,
        node: &Node,
        hrefs: &[Option<String>],
        terms: &[Hole],
        term_hrefs: &[String],
    ) -> (String, Vec<(usize, u32)>) {
        // Where a picture begins that is not there.
        let mut missing = None;
        let mut places = Vec::new();
        let amounts = self.amounts(node);
        // Where the words of the last link begin.
        let mut words = 0;
        let html = body.fill(terms, |fill, out| {
            if let Fill::Place(place) = fill {
                places.push((out.len(), *place));
            }
            let is_missing = |link: u32| hrefs[link as usize].is_none();
            if let Fill::ImageOpen(link) = fill
                && is_missing(*link)
            {
                missing = Some(out.len());
            } else if let Fill::ImageClose(link) = fill
                && is_missing(*link)
            {
                picture::in_words(missing.take().unwrap_or(out.len()), out);
                places.iter_mut().for_each(|(at, _)| *at = (*at).min(out.len()));
            } else if let Fill::LinkClose(link) = fill
                && let Some(amount) = amounts.iter().find(|amount| amount.link == *link)
            {
                out.truncate(words);
                out.push_str(&amount.words);
                self.write_fill(fill, node, hrefs, term_hrefs, out);
                amount.year.iter().for_each(|year| out.push_str(&format!(" ({year})")));
            } else {
                self.write_fill(fill, node, hrefs, term_hrefs, out);
                if matches!(fill, Fill::LinkOpen(_)) {
                    words = out.len();
                }
            }
        });
        (html, places)
    }

    /// Where links to terms of the glossary begin and end in an entry's text, and where each leads.
    fn terms(&self, from: &str, node: &Node) -> (Vec<Hole>, Vec<String>) {
        let (mut holes, mut hrefs) = (Vec::new(), Vec::new());
        for (number, found) in (0..).zip(self.shared.terms.uses(node)) {
            holes.push(Hole { at: found.at.start as u32, fill: Fill::TermOpen(number) });
            holes.push(Hole { at: found.at.end as u32, fill: Fill::TermClose });
            hrefs.push(self.href_to(from, found.term));
        }
        (holes, hrefs)
    }

    /// What the page says of itself to which a link of a text leads; nothing of a section of one.
    fn summary_of_link(&self, node: &Node, link: u32) -> Option<&str> {
        let LinkTarget::Node { node, anchor: None } = &node.links[link as usize] else { return None };
        Some(self.node(*node).summary())
    }

    fn write_fill(&self, fill: &Fill, node: &Node, hrefs: &[Option<String>], terms: &[String], out: &mut String) {
        match fill {
            Fill::LinkOpen(link) => {
                if let Some(href) = &hrefs[*link as usize] {
                    out.push_str("<a href=\"");
                    pulldown_cmark_escape::escape_href(&mut *out, href).expect("a String takes any text");
                    out.push_str("\">");
                }
            }
            Fill::LinkClose(link) => {
                if hrefs[*link as usize].is_some() {
                    out.push_str("</a>");
                }
            }
            Fill::Summary(link) => {
                if let Some(summary) = self.summary_of_link(node, *link) {
                    out.push_str(" <span>");
                    pulldown_cmark_escape::escape_html_body_text(&mut *out, summary).expect("a String takes any text");
                    out.push_str("</span>");
                }
            }
            Fill::Place(_) => {}
            Fill::ImageOpen(link) => {
                let href = hrefs[*link as usize].as_deref().unwrap_or("");
                picture::open(node, *link, href, &self.shared.picture_sizes, out);
            }
            Fill::ImageClose(link) => picture::close(node, *link, out),
            Fill::TermOpen(term) => {
                out.push_str("<a class=\"term\" href=\"");
                pulldown_cmark_escape::escape_href(&mut *out, &terms[*term as usize]).expect("a String takes any text");
                out.push_str("\">");
            }
            Fill::TermClose => out.push_str("</a>"),
            Fill::Raw(piece) => out.push_str(&node.body().raw_html[*piece as usize].text),
        }
    }
}

/// Addresses of pages that belong to an entry beside its own.
pub mod paths {
    pub use super::choice::choice_path as choice;
    pub use super::event::calendar_path as calendar;
    pub use super::pathway::{MAP_PATH as MAP, MAP_PICTURE_PATH as MAP_PICTURE, ladder_picture_path as ladder_picture};
    pub use super::profession::{ladder_path as ladder, pack_path as pack};
    pub use super::short::short_path as short;
}

impl PageView {
    /// The key by which a rendered page is remembered: equal keys mean equal pages.
    pub fn memo_key(&self, template: &str, theme: u128) -> u128 {
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        (template, theme).hash(&mut hasher);
        self.hash(&mut hasher);
        hasher.digest128()
    }
}
