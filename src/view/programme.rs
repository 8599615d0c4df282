//! The page of a programme.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::next_steps::NextStepView;
use super::when::When;
use super::{Context, PageView, View};
use crate::entry::kinds::{CaseStudy, Intervention, Programme, StartingPoint};
use crate::graph::Id;

#[derive(Debug, Serialize, Hash)]
pub struct ProgrammeView {
    pub about: About,
    pub who_for: Arc<str>,
    pub min_age: Option<u32>,
    pub max_age: Option<u32>,
    pub run_by: Arc<str>,
    pub areas: Vec<Link>,
    pub offers: Vec<Arc<str>>,
    pub cost: Arc<str>,
    pub former_names: Vec<Arc<str>>,
    pub how_to_join: Vec<Arc<str>>,
    pub routes: Vec<Card>,
    pub roles: Vec<Card>,
    pub stages: Vec<Link>,
    pub domains: Vec<Link>,
    pub status_checked: When,
    pub starting_points: Vec<Card>,
    pub interventions: Vec<Card>,
    pub stories: Vec<Card>,
    /// What visitors can do now.
    pub next_steps: Vec<NextStepView>,
    pub official_page: Option<Arc<str>>,
}

impl Context<'_> {
    pub(crate) fn programme_page(&self, path: &str, id: Id<Programme>) -> PageView {
        let programme = self.graph.get(id);
        let node = id.node();
        let view = ProgrammeView {
            about: self.about(path, node),
            who_for: programme.who_for.clone(),
            min_age: programme.ages.as_ref().and_then(|ages| ages.min),
            max_age: programme.ages.as_ref().and_then(|ages| ages.max),
            run_by: programme.run_by.clone(),
            areas: self.links(path, &programme.areas),
            offers: programme.offers.0.clone(),
            cost: programme.cost.clone(),
            former_names: programme.former_names.clone(),
            how_to_join: programme.how_to_join.0.clone(),
            routes: self.cards(path, &programme.routes),
            roles: self.cards(path, &programme.roles),
            stages: self.links(path, &programme.stages),
            domains: self.links(path, &programme.domains),
            status_checked: When::of(programme.status_checked),
            starting_points: self.referring::<StartingPoint>(path, node),
            interventions: self.referring::<Intervention>(path, node),
            stories: self.referring::<CaseStudy>(path, node),
            next_steps: self.next_steps(node),
            official_page: programme.official_page.as_ref().map(|address| address.0.clone()),
        };
        PageView { page: self.entry_frame(path, node), view: View::Programme(Box::new(view)) }
    }
}
