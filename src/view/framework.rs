//! The Framework's pages: the overview, each stage and each domain, with everything on the site that is tied to it.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::{Context, PageView, View};
use crate::entry::kinds::{CaseStudy, Domain, DomainItem, ItemStatus, Programme, Role, Route, Stage};
use crate::graph::{Id, Meant, NodeId};

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
    /// What each domain asks for at this stage.
    pub domains: Vec<StageDomain>,
    pub tied: Tied,
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

#[derive(Debug, Serialize, Hash)]
pub struct StageDomain {
    pub domain: Link,
    pub number: u32,
    pub items: Vec<ItemView>,
}

#[derive(Debug, Serialize, Hash)]
pub struct DomainView {
    pub about: About,
    pub number: u32,
    pub stages: Vec<DomainStage>,
    pub tied: Tied,
    /// How each role's work shows this domain.
    pub shown_by: Vec<ShownBy>,
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

#[derive(Debug, Serialize, Hash)]
pub struct DomainStage {
    pub stage: Link,
    pub items: Vec<ItemView>,
}

#[derive(Debug, Serialize, Hash)]
pub struct ShownBy {
    pub role: Link,
    pub shows: Arc<str>,
}

#[derive(Debug, Serialize, Hash)]
pub struct ItemView {
    pub number: Arc<str>,
    pub label: Arc<str>,
    pub text: Option<Arc<str>>,
    pub is_missing: bool,
    pub note: Option<Arc<str>>,
}

/// Entries that name a stage or a domain.
#[derive(Debug, Serialize, Hash)]
pub struct Tied {
    pub roles: Vec<Card>,
    pub routes: Vec<Card>,
    pub programmes: Vec<Card>,
    pub stories: Vec<Card>,
}

/// The overview: stages, domains, and where they meet.
#[derive(Debug, Serialize, Hash)]
pub struct FrameworkView {
    pub stages: Vec<StageCard>,
    pub domains: Vec<DomainRow>,
    /// Stages that the Framework itself has, as the columns of the matrix.
    pub columns: Vec<Link>,
}

#[derive(Debug, Serialize, Hash)]
pub struct StageCard {
    pub card: Card,
    pub in_framework: bool,
    pub role_count: usize,
}

#[derive(Debug, Serialize, Hash)]
pub struct DomainRow {
    pub card: Card,
    pub number: u32,
    pub role_count: usize,
    /// For each column: how many items are found, and how many are known to be missing.
    pub cells: Vec<Cell>,
}

#[derive(Debug, Serialize, Hash)]
pub struct Cell {
    pub found: usize,
    pub missing: usize,
}

fn item(item: &DomainItem<Meant>) -> ItemView {
    ItemView {
        number: item.number.clone(),
        label: item.label.clone(),
        text: item.text.clone(),
        is_missing: item.status == ItemStatus::Missing,
        note: item.note.clone(),
    }
}

impl Context<'_> {
    fn tied(&self, path: &str, to: NodeId) -> Tied {
        Tied {
            roles: self.referring::<Role>(path, to),
            routes: self.referring::<Route>(path, to),
            programmes: self.referring::<Programme>(path, to),
            stories: self.referring::<CaseStudy>(path, to),
        }
    }

    pub(crate) fn stage_page(&self, path: &str, id: Id<Stage>) -> PageView {
        let stage = self.graph.get(id);
        let domains = self.graph.all::<Domain>().filter_map(|domain| {
            let items: Vec<_> = domain.items.iter().filter(|item| item.stage == id).map(item).collect();
            (!items.is_empty()).then(|| StageDomain {
                domain: self.link(path, domain.id.node()),
                number: domain.number,
                items,
            })
        });
        let (previous, next) = self.beside(path, self.graph.of_kind(crate::entry::Kind::Stage), id.node());
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
        PageView { page: self.entry_frame(path, id.node(), "crumb-framework"), view: View::Stage(Box::new(view)) }
    }

    pub(crate) fn domain_page(&self, path: &str, id: Id<Domain>) -> PageView {
        let domain = self.graph.get(id);
        let stages = self.graph.all::<Stage>().filter_map(|stage| {
            let items: Vec<_> = domain.items.iter().filter(|item| item.stage == stage.id).map(item).collect();
            (!items.is_empty()).then(|| DomainStage { stage: self.link(path, stage.id.node()), items })
        });
        let shown_by = self.graph.referrers::<Role>(id.node()).flat_map(|role| {
            let shown = role.fields.domains.iter().filter(move |shown| shown.domain == id);
            shown.map(move |shown| (role.id, shown.shows.clone()))
        });
        let (previous, next) = self.beside(path, self.graph.of_kind(crate::entry::Kind::Domain), id.node());
        let view = DomainView {
            about: self.about(path, id.node()),
            number: domain.number,
            stages: stages.collect(),
            tied: self.tied(path, id.node()),
            shown_by: shown_by.map(|(role, shows)| ShownBy { role: self.link(path, role.node()), shows }).collect(),
            previous,
            next,
        };
        PageView { page: self.entry_frame(path, id.node(), "crumb-framework"), view: View::Domain(Box::new(view)) }
    }

    fn beside(&self, path: &str, list: &[NodeId], id: NodeId) -> (Option<Link>, Option<Link>) {
        let at = list.iter().position(|&other| other == id).unwrap_or(0);
        let before = at.checked_sub(1).and_then(|at| list.get(at));
        (before.map(|&node| self.link(path, node)), list.get(at + 1).map(|&node| self.link(path, node)))
    }

    pub(crate) fn framework_page(&self, path: &str) -> PageView {
        let mut frame = self.frame(path);
        frame.title_key = Some("framework-title");
        let columns: Vec<Id<Stage>> =
            self.graph.all::<Stage>().filter(|stage| stage.in_framework).map(|stage| stage.id).collect();
        let stages = self.graph.all::<Stage>().map(|stage| StageCard {
            card: self.card(path, stage.id.node()),
            in_framework: stage.in_framework,
            role_count: self.graph.referrers::<Role>(stage.id.node()).count(),
        });
        let domains = self.graph.all::<Domain>().map(|domain| {
            let count = |stage: &Id<Stage>, status: ItemStatus| {
                domain.items.iter().filter(|item| item.stage == *stage && item.status == status).count()
            };
            let cell = |stage: &Id<Stage>| Cell {
                found: count(stage, ItemStatus::Found),
                missing: count(stage, ItemStatus::Missing),
            };
            DomainRow {
                card: self.card(path, domain.id.node()),
                number: domain.number,
                role_count: self.graph.referrers::<Role>(domain.id.node()).count(),
                cells: columns.iter().map(cell).collect(),
            }
        });
        let view =
            FrameworkView { stages: stages.collect(), domains: domains.collect(), columns: self.links(path, &columns) };
        PageView { page: frame, view: View::Framework(Box::new(view)) }
    }
}
