//! What is tied to a stage or a domain, kind by kind; and what an entry itself is tied to.

use std::sync::Arc;

use serde::Serialize;

use super::Context;
use super::card::Link;
use super::profession::ladder_path;
use crate::entry::kinds::{Event, Kind};
use crate::graph::NodeId;
use crate::permalink::Permalink;

/// Entries of one kind that are tied to a stage or a domain. Where there are none, only the id is kept, so that links
/// to it still lead to the page's list.
#[derive(Debug, Serialize, Hash)]
pub struct TiedGroup {
    /// The id of the group on the page.
    pub id: &'static str,
    /// The key of what it is called.
    pub title: &'static str,
    pub links: Vec<TiedLink>,
    /// Whether it is folded, so that it does not hide what follows.
    pub is_long: bool,
}

#[derive(Debug, Serialize, Hash)]
pub struct TiedLink {
    pub href: String,
    pub title: Arc<str>,
    pub status: &'static str,
}

/// The stages and domains that an entry is tied to.
#[derive(Debug, Serialize, Hash)]
pub struct InFramework {
    pub stages: Vec<Link>,
    pub domains: Vec<Link>,
}

/// Each kind with its id on the page and the key of its name, in the order of the page. A profession stands for its
/// ladder.
const GROUPS: [(Kind, &str, &str); 12] = [
    (Kind::Role, "roles", "kind-roles"),
    (Kind::Route, "routes", "kind-routes"),
    (Kind::Programme, "programmes", "kind-programmes"),
    (Kind::Profession, "ladders", "tied-ladders"),
    (Kind::Pathway, "journeys", "tied-journeys"),
    (Kind::CaseStudy, "case-studies", "kind-case-studies"),
    (Kind::StartingPoint, "starting-points", "kind-starting-points"),
    (Kind::Intervention, "interventions", "kind-interventions"),
    (Kind::Partner, "partners", "kind-partners"),
    (Kind::Guide, "guides", "kind-guides"),
    (Kind::Assessment, "assessments", "kind-assessments"),
    (Kind::Event, "events", "kind-events"),
];

/// How many links are shown at once.
const SHOWN_AT_ONCE: usize = 15;

impl Context<'_> {
    /// Everything that is tied to a stage or a domain.
    pub(crate) fn tied(&self, path: &str, to: NodeId) -> Vec<TiedGroup> {
        let group = |(kind, id, title)| {
            let nodes = self.shared.ties.to(to, kind).iter().copied();
            let links: Vec<_> =
                nodes.filter(|&node| !self.is_over(node)).map(|node| self.tied_link(path, node)).collect();
            TiedGroup { id, title, is_long: links.len() > SHOWN_AT_ONCE, links }
        };
        GROUPS.into_iter().map(group).collect()
    }

    fn is_over(&self, node: NodeId) -> bool {
        self.graph.cast::<Event>(node).is_some_and(|event| super::event::is_past(self.graph.get(event), self.today))
    }

    fn tied_link(&self, path: &str, to: NodeId) -> TiedLink {
        let node = self.node(to);
        let href = match node.kind() {
            Kind::Profession => self.href(path, &Permalink::page(ladder_path(node.id()))),
            _ => self.href_to(path, to),
        };
        TiedLink { href, title: node.title().clone(), status: node.common.status.as_str() }
    }

    pub(crate) fn in_framework(&self, path: &str, of: NodeId) -> InFramework {
        let tie = self.shared.ties.of(of);
        InFramework { stages: self.links(path, &tie.stages), domains: self.links(path, &tie.domains) }
    }
}
