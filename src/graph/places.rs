//! Where things are: districts of postcodes, and organisations and partners with their points on the map.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Graph, Id, Linked, Meant, NodeId};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::districts::Districts;
use crate::entry::kinds::{Area, Organisation, Partner, PartnerKind};
use crate::entry::place::{Point, Postcode};
use crate::source::Span;

/// A district of postcodes, and the area that it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    pub name: Arc<str>,
    pub middle: Point,
    pub area: Option<Id<Area>>,
    /// Whether a good part of it lies in another area.
    pub is_unsure: bool,
    /// The council in whose area most of it lies.
    pub council: Option<Arc<str>>,
}

/// The area of a council, as far as districts tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Council<'g> {
    pub name: &'g Arc<str>,
    /// The area that most of its districts are in.
    pub area: Option<Id<Area>>,
}

/// Something that people can look for by place.
#[derive(Debug, Clone, Copy)]
pub struct Place<'g> {
    pub node: NodeId,
    pub kind: Id<PartnerKind>,
    pub area: Option<Id<Area>>,
    pub town: Option<&'g Arc<str>>,
    pub postcode: Option<&'g Postcode>,
    /// Where it is, as it says itself.
    pub own_point: Option<Point>,
}

/// Every area that a partner works in, that which it names first before the others.
pub fn partner_areas(partner: &Partner<Meant>) -> impl Iterator<Item = Id<Area>> {
    partner.area.into_iter().chain(partner.more_areas.iter().copied())
}

/// Districts with the areas that their codes mean, and what is wrong with the codes.
pub(super) fn link(written: &Districts, graph: &Graph) -> (Arc<[District]>, Vec<Diagnostic>) {
    let areas: BTreeMap<_, _> = graph.all::<Area>().filter_map(|area| Some((area.code.clone()?, area.id))).collect();
    let (mut rows, mut found) = (Vec::with_capacity(written.rows.len()), BTreeMap::new());
    for row in &written.rows {
        let area = row.code.as_ref().and_then(|(code, at)| {
            let area = areas.get(code);
            // A code stands in many rows, and is told once.
            if area.is_none() {
                let told = found.entry(code.clone()).or_insert_with(|| (at.clone(), 0));
                *told = (if at.start < told.0.start { at.clone() } else { told.0.clone() }, told.1 + 1);
            }
            area.copied()
        });
        let (name, council) = (row.name.clone(), row.council.clone());
        rows.push(District { name, middle: row.middle, area, is_unsure: row.is_unsure, council });
    }
    let told = |(code, (at, rows)): (Arc<str>, (std::ops::Range<usize>, usize))| {
        catalogue::unknown_area_code(Span::new(&written.path, at), &code, rows)
    };
    (rows.into(), found.into_iter().map(told).collect())
}

impl Graph {
    /// The district of this name.
    pub fn district(&self, name: &str) -> Option<&District> {
        let at = self.districts.binary_search_by(|district| (*district.name).cmp(name)).ok()?;
        self.districts.get(at)
    }

    /// Councils that districts lie in, by name.
    pub fn councils(&self) -> Vec<Council<'_>> {
        let mut areas: BTreeMap<&Arc<str>, BTreeMap<Option<Id<Area>>, usize>> = BTreeMap::new();
        for district in self.districts.iter() {
            if let Some(council) = &district.council {
                *areas.entry(council).or_default().entry(district.area).or_default() += 1;
            }
        }
        let most = |areas: BTreeMap<Option<Id<Area>>, usize>| {
            // Of areas with as many, the first; those that are known before none.
            areas.into_iter().max_by_key(|&(area, number)| (number, area.is_some(), std::cmp::Reverse(area)))
        };
        areas.into_iter().map(|(name, areas)| Council { name, area: most(areas).and_then(|(area, _)| area) }).collect()
    }

    /// Everything that people can look for by place, in list order: organisations, then partners.
    pub fn places<'g>(&'g self) -> impl Iterator<Item = Place<'g>> {
        let organisation = |one: Linked<'g, Organisation>| Place {
            node: one.id.node(),
            kind: one.fields.kind,
            area: Some(one.fields.area),
            town: one.fields.town.as_ref(),
            postcode: one.fields.postcode.as_ref(),
            own_point: one.fields.point,
        };
        let partner = |one: Linked<'g, Partner>| Place {
            node: one.id.node(),
            kind: one.fields.kind,
            area: one.fields.area,
            town: one.fields.town.as_ref(),
            postcode: one.fields.postcode.as_ref(),
            own_point: one.fields.point,
        };
        self.all::<Organisation>().map(organisation).chain(self.all::<Partner>().map(partner))
    }

    /// Where a place is: as it says itself, or else in the middle of its postcode's district.
    pub fn point(&self, place: &Place<'_>) -> Option<Point> {
        let of_district = || self.district(place.postcode?.district()).map(|district| district.middle);
        place.own_point.or_else(of_district)
    }
}
