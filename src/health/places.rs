//! Who is listed where: partners and organisations of each area of health services, and what of it has none.

use std::collections::BTreeSet;

use super::Item;
use crate::entry::kinds::{Area, AreaType, CaseStudy, PartnerKind};
use crate::find::Survey;
use crate::graph::{Graph, Id};

/// What the site lists by place.
#[derive(Debug, Clone, PartialEq)]
pub struct Places {
    /// Kinds of partner that some area has: the columns.
    pub kinds: Vec<Item>,
    /// Areas of health services that visitors can be in: the rows.
    pub areas: Vec<AreaCover>,
}

/// What an area has, with the areas inside it.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaCover {
    pub area: Item,
    /// Partners and organisations of each kind.
    pub kinds: Vec<usize>,
    /// Case studies from there.
    pub stories: usize,
}

impl AreaCover {
    /// Partners and organisations, whatever their kind.
    pub fn partners(&self) -> usize {
        self.kinds.iter().sum()
    }
}

impl Places {
    /// Areas in which nobody is listed.
    pub fn gaps(&self) -> usize {
        self.areas.iter().filter(|area| area.partners() == 0).count()
    }
}

pub(super) fn of(survey: &Survey<'_>) -> Places {
    let graph = survey.graph();
    let areas: Vec<(Id<Area>, Here)> = areas(graph).into_iter().map(|area| (area, Here::of(graph, area))).collect();
    let is_there = |kind: &Id<PartnerKind>| areas.iter().any(|(_, here)| here.kinds.contains(kind));
    let kinds: Vec<Id<PartnerKind>> = graph.all::<PartnerKind>().map(|kind| kind.id).filter(is_there).collect();
    let cover = |(area, here): &(Id<Area>, Here)| AreaCover {
        area: Item::of(survey, area.node()),
        kinds: kinds.iter().map(|kind| here.kinds.iter().filter(|one| *one == kind).count()).collect(),
        stories: here.stories,
    };
    Places {
        areas: areas.iter().map(cover).collect(),
        kinds: kinds.iter().map(|kind| Item::of(survey, kind.node())).collect(),
    }
}

/// Areas that districts are in, in list order; without districts, those of health services that have no such area around
/// them.
fn areas(graph: &Graph) -> Vec<Id<Area>> {
    let named: BTreeSet<Id<Area>> = graph.districts.iter().filter_map(|district| district.area).collect();
    let is_ics = |area: Id<Area>| graph.get(area).area_type == AreaType::Ics;
    let is_outer = |area: &Id<Area>| is_ics(*area) && !graph.get(*area).within.is_some_and(is_ics);
    let all = graph.all::<Area>().map(|area| area.id);
    if named.is_empty() { all.filter(is_outer).collect() } else { all.filter(|area| named.contains(area)).collect() }
}

/// What is in one area.
struct Here {
    /// The kind of each partner and organisation.
    kinds: Vec<Id<PartnerKind>>,
    stories: usize,
}

impl Here {
    fn of(graph: &Graph, area: Id<Area>) -> Here {
        let places = graph.within(area.node()).into_iter();
        let stories = places.map(|place| graph.referrers::<CaseStudy>(place).count()).sum();
        Here { kinds: graph.listed_within(area.node()), stories }
    }
}
