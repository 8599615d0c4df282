//! The page of a told journey.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::matrix::ShownBy;
use super::{Context, PageView, View};
use crate::entry::kinds::{Domain, Pathway, PathwayStep, Role, StartingPoint};
use crate::graph::{Graph, Id, Meant, NodeId, pathway};

#[derive(Debug, Serialize, Hash)]
pub struct JourneyView {
    pub about: About,
    pub profession: Option<Link>,
    pub who: Arc<str>,
    pub steps: Vec<JourneyStep>,
    /// The domains of the Framework that the journey builds on.
    pub domains: Vec<JourneyDomain>,
}

#[derive(Debug, Serialize, Hash)]
pub struct JourneyStep {
    pub place: Card,
    pub note: Arc<str>,
    /// How the step before leads here.
    pub how: Option<&'static str>,
    /// The stage of a role; of a route or a programme, those to which it can bring people.
    pub stages: Vec<Link>,
}

#[derive(Debug, Serialize, Hash)]
pub struct JourneyDomain {
    pub domain: Link,
    pub number: u32,
    /// The roles of the journey whose work shows it.
    pub shown: Vec<ShownBy>,
    /// The ways in and programmes of the journey that build it.
    pub builds: Vec<Link>,
}

fn how(graph: &Graph, before: Option<NodeId>, here: NodeId) -> Option<&'static str> {
    pathway::edge(graph, before?, here).map(pathway::EdgeKind::as_str)
}

impl Context<'_> {
    pub(crate) fn journey_page(&self, path: &str, id: Id<Pathway>) -> PageView {
        let journey = self.graph.get(id);
        let mut before = None;
        let mut steps = Vec::with_capacity(journey.steps.len());
        for step in journey.steps.iter() {
            let Some(place) = pathway::step_place(step) else { continue };
            let how = how(self.graph, before, place);
            let stages = match self.graph.cast::<StartingPoint>(place) {
                Some(_) => Vec::new(),
                None => self.links(path, &self.shared.ties.of(place).stages),
            };
            steps.push(JourneyStep { place: self.card(path, place), note: step.note.clone(), how, stages });
            before = Some(place);
        }
        let domains = self.shared.ties.of(id.node()).domains.iter();
        let view = JourneyView {
            about: self.about(path, id.node()),
            profession: journey.profession.map(|profession| self.link(path, profession.node())),
            who: journey.who.clone(),
            steps,
            domains: domains.filter_map(|&domain| self.journey_domain(path, domain, &journey.steps)).collect(),
        };
        PageView { page: self.entry_frame(path, id.node()), view: View::Journey(Box::new(view)) }
    }

    /// The steps of a journey that show or build a domain. From where it starts everything may be built.
    fn journey_domain(&self, path: &str, id: Id<Domain>, steps: &[PathwayStep<Meant>]) -> Option<JourneyDomain> {
        let places = steps.iter().filter(|step| step.starting_point.is_none()).filter_map(pathway::step_place);
        let (mut shown, mut builds) = (Vec::new(), Vec::new());
        for place in places.filter(|&place| self.shared.ties.of(place).domains.contains(&id)) {
            match self.graph.cast::<Role>(place) {
                Some(role) => shown.extend(self.how_it_shows(path, role, id)),
                None => builds.push(self.link(path, place)),
            }
        }
        let (domain, number) = (self.link(path, id.node()), self.graph.get(id).number);
        (!shown.is_empty() || !builds.is_empty()).then_some(JourneyDomain { domain, number, shown, builds })
    }

    fn how_it_shows(&self, path: &str, role: Id<Role>, domain: Id<Domain>) -> Option<ShownBy> {
        let shown = self.graph.get(role).fields.domains.iter().find(|shown| shown.domain == domain)?;
        Some(self.shown_by(path, &(role, &shown.shows)))
    }
}
