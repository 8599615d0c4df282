//! The Framework's pages: the overview, each stage and each domain, with everything on the site that is tied to it.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::items::{ItemView, items_at};
use super::matrix::{Matrix, ShownAt, ShownBy, part_id};
use super::tied::TiedGroup;
use super::{Context, Overview, PageView, View};
use crate::entry::kinds::{Domain, Kind, Role, Stage};
use crate::graph::{Id, NodeId};

#[derive(Debug, Serialize, Hash)]
pub struct StageView {
    pub about: About,
    pub order: u32,
    pub in_framework: bool,
    pub also_called: Vec<Arc<str>>,
    pub education: Option<Arc<str>>,
    pub experience: Option<Arc<str>>,
    pub supervision: Option<Arc<str>>,
    pub usual_bands: Vec<Link>,
    /// The domains of which there is something to tell at this stage.
    pub domains: Vec<StageDomain>,
    pub tied: Vec<TiedGroup>,
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

#[derive(Debug, Serialize, Hash)]
pub struct StageDomain {
    pub domain: Link,
    pub number: u32,
    pub items: Vec<ItemView>,
    /// How many roles of the stage show the domain, and where they are told.
    pub roles: usize,
    pub href: String,
}

#[derive(Debug, Serialize, Hash)]
pub struct DomainView {
    pub about: About,
    pub number: u32,
    /// The stages of which there is something to tell.
    pub stages: Vec<DomainStage>,
    pub tied: Vec<TiedGroup>,
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

#[derive(Debug, Serialize, Hash)]
pub struct DomainStage {
    pub anchor: String,
    pub stage: Link,
    pub items: Vec<ItemView>,
    /// How the work of each role at this stage shows the domain.
    pub shown_by: Vec<ShownBy>,
}

/// The overview: stages, domains, and where they meet.
#[derive(Debug, Serialize, Hash)]
pub struct FrameworkView {
    pub stages: Vec<StageCard>,
    pub domains: Vec<DomainCard>,
    pub matrix: Matrix,
}

#[derive(Debug, Serialize, Hash)]
pub struct StageCard {
    pub card: Card,
    pub in_framework: bool,
    pub role_count: usize,
}

#[derive(Debug, Serialize, Hash)]
pub struct DomainCard {
    pub card: Card,
    pub number: u32,
    pub role_count: usize,
}

impl Context<'_> {
    pub(crate) fn stage_page(&self, path: &str, id: Id<Stage>) -> PageView {
        let stage = self.graph.get(id);
        let shown = self.shown_among(self.graph.referrers::<Role>(id.node()));
        let domains = self.graph.all::<Domain>().filter_map(|domain| self.stage_domain(path, id, domain.id, &shown));
        let (previous, next) = self.beside(path, self.graph.of_kind(Kind::Stage), id.node());
        let view = StageView {
            about: self.about(path, id.node()),
            order: stage.order,
            in_framework: stage.in_framework,
            also_called: stage.also_called.clone(),
            education: stage.education.clone(),
            experience: stage.experience.clone(),
            supervision: stage.supervision.clone(),
            usual_bands: self.links(path, &stage.usual_bands),
            domains: domains.collect(),
            tied: self.tied(path, id.node()),
            previous,
            next,
        };
        PageView { page: self.entry_frame(path, id.node()), view: View::Stage(Box::new(view)) }
    }

    fn stage_domain(&self, path: &str, stage: Id<Stage>, id: Id<Domain>, shown: &ShownAt<'_>) -> Option<StageDomain> {
        let domain = self.graph.get(id);
        let items = items_at(domain.fields, stage);
        let roles = shown.at(id, stage).len();
        (!items.is_empty() || roles > 0).then(|| StageDomain {
            domain: self.link(path, id.node()),
            number: domain.number,
            items,
            roles,
            href: self.part_href(path, id, stage),
        })
    }

    pub(crate) fn domain_page(&self, path: &str, id: Id<Domain>) -> PageView {
        let domain = self.graph.get(id);
        let shown = self.shown_among(self.graph.referrers::<Role>(id.node()));
        let stages = self.graph.all::<Stage>().filter_map(|stage| {
            let items = items_at(domain.fields, stage.id);
            let roles = shown.at(id, stage.id);
            (!items.is_empty() || !roles.is_empty()).then(|| DomainStage {
                anchor: part_id(stage.node.id()),
                stage: self.link(path, stage.id.node()),
                items,
                shown_by: roles.iter().map(|shown| self.shown_by(path, shown)).collect(),
            })
        });
        let (previous, next) = self.beside(path, self.graph.of_kind(Kind::Domain), id.node());
        let view = DomainView {
            about: self.about(path, id.node()),
            number: domain.number,
            stages: stages.collect(),
            // Its roles are told stage by stage.
            tied: self.tied(path, id.node()).into_iter().filter(|group| group.id != "roles").collect(),
            previous,
            next,
        };
        PageView { page: self.entry_frame(path, id.node()), view: View::Domain(Box::new(view)) }
    }

    fn beside(&self, path: &str, list: &[NodeId], id: NodeId) -> (Option<Link>, Option<Link>) {
        let at = list.iter().position(|&other| other == id).unwrap_or(0);
        let before = at.checked_sub(1).and_then(|at| list.get(at));
        (before.map(|&node| self.link(path, node)), list.get(at + 1).map(|&node| self.link(path, node)))
    }

    pub(crate) fn framework_page(&self, path: &str) -> PageView {
        let frame = self.overview_frame(path, Overview::Framework);
        let role_count = |node| self.graph.referrers::<Role>(node).filter(|role| self.is_open(role.id.node())).count();
        let stages = self.graph.all::<Stage>().map(|stage| StageCard {
            card: self.card(path, stage.id.node()),
            in_framework: stage.in_framework,
            role_count: role_count(stage.id.node()),
        });
        let domains = self.graph.all::<Domain>().map(|domain| DomainCard {
            card: self.card(path, domain.id.node()),
            number: domain.number,
            role_count: role_count(domain.id.node()),
        });
        let view =
            FrameworkView { stages: stages.collect(), domains: domains.collect(), matrix: self.framework_matrix(path) };
        PageView { page: frame, view: View::Framework(Box::new(view)) }
    }
}
