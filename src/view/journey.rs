//! The page of a told journey.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::{Context, PageView, View};
use crate::entry::kinds::Pathway;
use crate::graph::{Graph, Id, NodeId, pathway};

#[derive(Debug, Serialize, Hash)]
pub struct JourneyView {
    pub about: About,
    pub profession: Option<Link>,
    pub who: Arc<str>,
    pub steps: Vec<JourneyStep>,
}

#[derive(Debug, Serialize, Hash)]
pub struct JourneyStep {
    pub place: Card,
    pub note: Arc<str>,
    /// How the step before leads here.
    pub how: Option<&'static str>,
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
            steps.push(JourneyStep { place: self.card(path, place), note: step.note.clone(), how });
            before = Some(place);
        }
        let view = JourneyView {
            about: self.about(path, id.node()),
            profession: journey.profession.map(|profession| self.link(path, profession.node())),
            who: journey.who.clone(),
            steps,
        };
        PageView { page: self.entry_frame(path, id.node(), "crumb-pathways"), view: View::Journey(Box::new(view)) }
    }
}
