//! What has something to show: an empty list has no page, and nothing leads to it.

use super::{Graph, NodeId};
use crate::entry::kinds::{Area, Kind};

impl Graph {
    /// Whether an entry has something to show. A kind of partner that nothing names, and an area in which nothing is,
    /// have nothing but their names.
    pub fn has_page(&self, node: NodeId) -> bool {
        let is_named_by = |kinds: &[Kind], node: NodeId| {
            self.all_referrers(node).iter().any(|&other| kinds.contains(&self.node(other).kind()))
        };
        match self.node(node).kind() {
            Kind::PartnerKind => is_named_by(&[Kind::Partner, Kind::Intervention, Kind::Route, Kind::Guide], node),
            Kind::Area => {
                let mut places = self.within(node).into_iter();
                places.any(|place| is_named_by(&[Kind::Partner, Kind::CaseStudy, Kind::Event], place))
            }
            _ => true,
        }
    }

    /// Whether there is something on the page that lists the entries of a kind.
    pub fn has_list(&self, kind: Kind) -> bool {
        on_list(kind).is_none_or(|kinds| kinds.iter().any(|kind| !self.of_kind(*kind).is_empty()))
    }

    /// An area and all areas within it.
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

/// The kinds whose entries are on the page that lists a kind; none if that page has more than entries.
pub(super) fn on_list(kind: Kind) -> Option<&'static [Kind]> {
    Some(match kind {
        Kind::Page | Kind::Synonym | Kind::HouseTerm => return None,
        Kind::PayBand | Kind::Wage => &[Kind::PayBand, Kind::Wage],
        Kind::Partner | Kind::PartnerKind | Kind::Area => &[Kind::Partner],
        Kind::StartingPoint | Kind::Interest => &[Kind::StartingPoint, Kind::Interest],
        Kind::Stage | Kind::Domain => &[Kind::Stage, Kind::Domain],
        Kind::Profession => &[Kind::Profession],
        Kind::Role => &[Kind::Role],
        Kind::Route => &[Kind::Route],
        Kind::Programme => &[Kind::Programme],
        Kind::Intervention => &[Kind::Intervention],
        Kind::CaseStudy => &[Kind::CaseStudy],
        Kind::Pathway => &[Kind::Pathway],
        Kind::Guide => &[Kind::Guide],
        Kind::Assessment => &[Kind::Assessment],
        Kind::Event => &[Kind::Event],
        Kind::Benchmark => &[Kind::Benchmark],
        Kind::GlossaryTerm => &[Kind::GlossaryTerm],
    })
}
