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

/// Each kind that is tied to the Framework with its id on the page, in the order of the page; and the key of what it is
/// called here, where that is not the name of the kind. A profession stands for its ladder.
pub(crate) const GROUPS: [(Kind, &str, Option<&str>); 12] = [
    (Kind::Role, "roles", None),
    (Kind::Route, "routes", None),
    (Kind::Programme, "programmes", None),
    (Kind::Profession, "ladders", Some("tied-ladders")),
    (Kind::Pathway, "journeys", Some("tied-journeys")),
    (Kind::CaseStudy, "case-studies", None),
    (Kind::StartingPoint, "starting-points", None),
    (Kind::Intervention, "interventions", None),
    (Kind::Partner, "partners", None),
    (Kind::Guide, "guides", None),
    (Kind::Assessment, "assessments", None),
    (Kind::Event, "events", None),
];

/// How many links are shown at once.
const SHOWN_AT_ONCE: usize = 15;

impl Context<'_> {
    /// Everything that is tied to a stage or a domain.
    pub(crate) fn tied(&self, path: &str, to: NodeId) -> Vec<TiedGroup> {
        let group = |(kind, id, title): (Kind, _, Option<_>)| {
            let nodes = self.shared.ties.to(to, kind).iter().copied();
            let links: Vec<_> =
                nodes.filter(|&node| !self.is_over(node)).map(|node| self.tied_link(path, node)).collect();
            TiedGroup { id, title: title.unwrap_or(kind.name_key()), is_long: links.len() > SHOWN_AT_ONCE, links }
        };
        GROUPS.into_iter().map(group).collect()
    }

    fn is_over(&self, node: NodeId) -> bool {
        self.graph.cast::<Event>(node).is_some_and(|event| self.graph.get(event).is_over(self.today))
    }

    fn tied_link(&self, path: &str, to: NodeId) -> TiedLink {
        let node = self.node(to);
        let href = match node.kind() == Kind::Profession {
            true => self.href(path, &Permalink::page(ladder_path(node.id()))),
            false => self.href_to(path, to),
        };
        TiedLink { href, title: self.called(to).clone(), status: node.common.status.as_str() }
    }

    pub(crate) fn in_framework(&self, path: &str, of: NodeId) -> InFramework {
        let tie = self.shared.ties.of(of);
        InFramework { stages: self.links(path, &tie.stages), domains: self.links(path, &tie.domains) }
    }
}
