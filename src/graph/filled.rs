//! What has something to show: an empty list has no page, and nothing leads to it.

use super::{Graph, Id, NodeId};
use crate::entry::kinds::{Area, Kind, Organisation, Partner, PartnerKind, Shown};

impl Graph {
    /// Whether an entry has something to show. A kind of partner that nothing names, and an area in which nothing is,
    /// have nothing but their names.
    pub fn has_page(&self, node: NodeId) -> bool {
        let Shown::Page { needs: needs @ [_, ..], .. } = self.node(node).kind().spec().shown else { return true };
        let is_named =
            |place: NodeId| self.all_referrers(place).iter().any(|&other| needs.contains(&self.node(other).kind()));
        self.within(node).into_iter().any(is_named)
    }

    /// Whether there is something on the page that lists the entries of a kind.
    pub fn has_list(&self, kind: Kind) -> bool {
        kind.listed_with().is_none_or(|mut kinds| kinds.any(|kind| !self.of_kind(kind).is_empty()))
    }

    /// The kind of each organisation and partner in an area and all areas within it.
    pub fn listed_within(&self, area: NodeId) -> Vec<Id<PartnerKind>> {
        let here = |place: NodeId| {
            let organisations = self.referrers::<Organisation>(place).map(|one| one.fields.kind);
            organisations.chain(self.referrers::<Partner>(place).map(|one| one.fields.kind))
        };
        self.within(area).into_iter().flat_map(here).collect()
    }

    /// An area and all areas within it; of another entry, only itself.
    pub fn within(&self, area: NodeId) -> Vec<NodeId> {
        let mut inside = vec![area];
        let mut at = 0;
        while at < inside.len() {
            let more = self.referrers::<Area>(inside[at]).map(|area| area.id.node());
            let more: Vec<_> = more.filter(|node| !inside.contains(node)).collect();
            inside.extend(more);
            at += 1;
        }
        inside
    }
}
