//! The page of a told journey.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
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
    pub steps: Vec<DomainStep>,
}

/// A step that has to do with a domain.
#[derive(Debug, Serialize, Hash)]
pub struct DomainStep {
    pub place: Link,
    /// The folder of its kind.
    pub kind: &'static str,
    /// How the work of a role shows the domain. Routes and programmes build it.
    pub shows: Option<Arc<str>>,
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
            domains: domains.map(|&domain| self.journey_domain(path, domain, &journey.steps)).collect(),
        };
        PageView { page: self.entry_frame(path, id.node(), "crumb-pathways"), view: View::Journey(Box::new(view)) }
    }

    /// The steps of a journey that show or build a domain. From where it starts everything may be built.
    fn journey_domain(&self, path: &str, id: Id<Domain>, steps: &[PathwayStep<Meant>]) -> JourneyDomain {
        let places = steps.iter().filter(|step| step.starting_point.is_none()).filter_map(pathway::step_place);
        let here = places.filter(|&place| self.shared.ties.of(place).domains.contains(&id));
        let step = |place| DomainStep {
            place: self.link(path, place),
            kind: self.node(place).kind().folder(),
            shows: self.graph.cast::<Role>(place).and_then(|role| {
                let mut shown = self.graph.get(role).fields.domains.iter();
                shown.find(|shown| shown.domain == id).map(|shown| shown.shows.clone())
            }),
        };
        JourneyDomain {
            domain: self.link(path, id.node()),
            number: self.graph.get(id).number,
            steps: here.map(step).collect(),
        }
    }
}
