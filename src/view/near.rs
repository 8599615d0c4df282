//! What is near a visitor: the page that asks where they are, and the rows of organisations that lists of a place have.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::card::Link;
use super::dataset::DatasetView;
use super::{Context, Overview, PageView, View};
use crate::entry::address::telephone;
use crate::entry::kinds::{Area, AreaType, Dataset, Organisation, PartnerKind};
use crate::graph::{Id, Linked, NodeId};

/// An organisation as a list of many shows it.
#[derive(Debug, Serialize, Hash)]
pub struct Row {
    pub title: Arc<str>,
    pub town: Option<Arc<str>>,
    pub website: Option<Arc<str>>,
    /// What it offers or runs, in a few words.
    pub offers: Option<Arc<str>>,
    pub phone: Option<Arc<str>>,
    /// The address by which a telephone rings it.
    pub dial: Option<String>,
    pub email: Option<Arc<str>>,
}

impl Row {
    fn of(one: &Linked<'_, Organisation>) -> Row {
        Row {
            title: one.title().clone(),
            town: one.town.clone(),
            website: one.website.as_ref().map(|address| address.0.clone()),
            offers: one.offers.clone(),
            phone: one.phone.as_ref().map(|phone| phone.0.clone()),
            dial: one.phone.as_ref().map(|phone| telephone(&phone.0)),
            email: one.email.as_ref().map(|address| address.0.clone()),
        }
    }
}

/// Organisations of one kind.
#[derive(Debug, Serialize, Hash)]
pub struct Rows {
    /// The id of the part on the page.
    pub id: String,
    pub title: Arc<str>,
    /// What to bear in mind about the lists that they come from.
    pub notes: Vec<Arc<str>>,
    pub rows: Vec<Row>,
}

#[derive(Debug, Serialize, Hash)]
pub struct NearView {
    /// Whether there are districts to ask for.
    pub has_districts: bool,
    pub regions: Vec<Region>,
    pub datasets: Vec<DatasetView>,
}

/// Areas with organisations, by the larger area around them.
#[derive(Debug, Serialize, Hash)]
pub struct Region {
    pub title: Option<Arc<str>>,
    pub areas: Vec<AreaLink>,
}

#[derive(Debug, Serialize, Hash)]
pub struct AreaLink {
    pub link: Link,
    pub count: usize,
}

impl Context<'_> {
    pub(crate) fn near_page(&self, path: &str) -> PageView {
        let lists = self.graph.all::<Dataset>().filter(|one| one.table.is_none());
        let view = NearView {
            has_districts: !self.graph.districts.is_empty(),
            regions: self.regions(path, None),
            datasets: lists.map(|one| self.dataset(path, one)).collect(),
        };
        PageView { page: self.overview_frame(path, Overview::Near), view: View::Near(Box::new(view)) }
    }

    /// Areas with organisations, or with those of one kind, each with the way to the part of its page that lists them.
    pub(super) fn regions(&self, path: &str, kind: Option<Id<PartnerKind>>) -> Vec<Region> {
        let mut regions: Vec<Region> = Vec::new();
        for area in self.graph.all::<Area>() {
            let here = self.graph.referrers::<Organisation>(area.id.node());
            let count = here.filter(|one| kind.is_none_or(|kind| one.fields.kind == kind)).count();
            // Those of the whole country stand on the page of their kind.
            if count == 0 || area.area_type == AreaType::Country {
                continue;
            }
            let title = area.within.map(|around| self.graph.get(around).title().clone());
            let mut link = self.link(path, area.id.node());
            if let Some(kind) = kind {
                link.href += &format!("#{}", part(self.node(kind.node()).id()));
            }
            let link = AreaLink { link, count };
            match regions.iter_mut().find(|region| region.title == title) {
                Some(region) => region.areas.push(link),
                None => regions.push(Region { title, areas: vec![link] }),
            }
        }
        regions.sort_by(|a, b| a.title.cmp(&b.title));
        regions
    }

    /// Organisations of a kind that work in the whole country.
    pub(super) fn national(&self, kind: Id<PartnerKind>) -> Vec<Row> {
        let of_kind = self.graph.referrers::<Organisation>(kind.node());
        let national = of_kind.filter(|one| self.graph.get(one.fields.area).area_type == AreaType::Country);
        national.map(|one| Row::of(&one)).collect()
    }

    /// Organisations that are in an area, by their kinds.
    pub(super) fn rows_in(&self, area: NodeId) -> Vec<Rows> {
        let here: Vec<_> = self.graph.referrers::<Organisation>(area).collect();
        let of_kind = |kind: Linked<'_, PartnerKind>| {
            let these: Vec<_> = here.iter().filter(|one| one.fields.kind == kind.id).collect();
            let datasets: BTreeSet<_> = these.iter().filter_map(|one| one.dataset).collect();
            (!these.is_empty()).then(|| Rows {
                id: part(kind.node.id()),
                title: kind.title().clone(),
                notes: datasets.into_iter().filter_map(|id| self.graph.get(id).note.clone()).collect(),
                rows: these.into_iter().map(Row::of).collect(),
            })
        };
        self.graph.all::<PartnerKind>().filter_map(of_kind).collect()
    }
}

/// The id of the part of an area's page that lists organisations of a kind.
pub fn part(kind: &str) -> String {
    format!("near-{kind}")
}
