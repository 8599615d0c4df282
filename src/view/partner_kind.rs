//! The page of a kind of partner: how to reach one, where to find one, what to offer it and what to do together.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card};
use super::groups::Group;
use super::near::{Region, Row};
use super::{Context, PageView, View};
use crate::entry::kinds::{Guide, Intervention, Partner, PartnerKind, Route};
use crate::graph::{Id, Linked};

#[derive(Debug, Serialize, Hash)]
pub struct PartnerKindView {
    pub about: About,
    pub how_to_reach: Vec<Arc<str>>,
    pub finders: Vec<FinderView>,
    pub what_to_offer: Vec<Arc<str>>,
    /// What people can do with one, by element of Grow Your Own. Nothing that has closed is among them.
    pub interventions: Vec<Group>,
    /// Those that have pages here.
    pub partners: Vec<Card>,
    /// Those that work in the whole country and have no pages.
    pub national: Vec<Row>,
    /// Areas that list others, which have no pages.
    pub regions: Vec<Region>,
    /// Ways in that one offers, which are open.
    pub routes: Vec<Card>,
    pub guides: Vec<Card>,
}

/// An official place to find one.
#[derive(Debug, Serialize, Hash)]
pub struct FinderView {
    pub title: Arc<str>,
    pub address: Arc<str>,
    pub finds: Arc<str>,
}

impl Context<'_> {
    pub(crate) fn partner_kind_page(&self, path: &str, id: Id<PartnerKind>) -> PageView {
        let kind = self.graph.get(id);
        let node = id.node();
        let finders = kind.finders.iter().map(|finder| FinderView {
            title: finder.title.clone(),
            address: finder.url.0.clone(),
            finds: finder.finds.clone(),
        });
        let fits = |one: &Linked<'_, Intervention>| one.partner_kinds.contains(&id) && self.is_open(one.id.node());
        // Their tag is the kind that the page is about.
        let partners = self.referring::<Partner>(path, node).into_iter().map(|card| Card { tags: Vec::new(), ..card });
        let routes = self.graph.referrers::<Route>(node).map(|route| route.id.node());
        let routes = routes.filter(|&route| self.is_open(route)).map(|route| self.card(path, route));
        let view = PartnerKindView {
            about: self.about(path, node),
            how_to_reach: kind.how_to_reach.0.clone(),
            finders: finders.collect(),
            what_to_offer: kind.what_to_offer.0.clone(),
            interventions: self.interventions_by_element(path, fits),
            partners: partners.collect(),
            national: self.national(id),
            regions: self.regions(path, Some(id)),
            routes: routes.collect(),
            guides: self.referring::<Guide>(path, node),
        };
        PageView { page: self.entry_frame(path, node), view: View::PartnerKind(Box::new(view)) }
    }
}
