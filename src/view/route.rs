//! The page of a route.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::next_steps::NextStepView;
use super::role::SixFacts;
use super::{Context, PageView, View};
use crate::entry::kinds::{CaseStudy, Partner, Programme, Route, StartingPoint};
use crate::graph::pathway;
use crate::graph::{Id, Linked};

#[derive(Debug, Serialize, Hash)]
pub struct RouteView {
    pub about: About,
    pub facts: SixFacts,
    pub standard_code: Option<Arc<str>>,
    pub min_age: Option<u32>,
    pub stages: Vec<Link>,
    pub domains: Vec<Link>,
    /// Roles it opens, by what it does for someone who wants them.
    pub gets_job: Vec<Card>,
    pub qualifies: Vec<Card>,
    pub helps_apply: Vec<Card>,
    pub progresses_to: Vec<Card>,
    pub comes_from: Vec<Card>,
    pub starting_points: Vec<Card>,
    pub programmes: Vec<Card>,
    pub providers: Vec<Link>,
    pub partners: Vec<Card>,
    pub stories: Vec<Card>,
    pub closes_on: Option<String>,
    pub replaced_by: Option<Link>,
    /// What visitors can do now.
    pub next_steps: Vec<NextStepView>,
    pub official_page: Option<Arc<str>>,
}

impl Context<'_> {
    pub(crate) fn route_page(&self, path: &str, id: Id<Route>) -> PageView {
        let route = self.graph.get(id);
        let node = id.node();
        let opened = |relation: &str| -> Vec<Card> {
            let openings = route.fields.leads_to.iter().filter(|opening| opening.relation.as_str() == relation);
            openings
                .map(|opening| Card { because: opening.note.clone(), ..self.card(path, opening.role.node()) })
                .collect()
        };
        let view = RouteView {
            about: self.about(path, node),
            facts: self.six_facts(path, route),
            standard_code: route.standard_code.clone(),
            min_age: route.min_age,
            stages: self.links(path, &route.stages),
            domains: self.links(path, &route.domains),
            gets_job: opened("gets-job"),
            qualifies: opened("qualifies"),
            helps_apply: opened("helps-apply"),
            progresses_to: self.cards(path, &route.progresses_to),
            comes_from: pathway::routes_onto(self.graph, id).map(|other| self.card(path, other.id.node())).collect(),
            starting_points: self.referring::<StartingPoint>(path, node),
            programmes: self.referring::<Programme>(path, node),
            providers: self.links(path, &route.providers),
            partners: self.referring::<Partner>(path, node),
            stories: self.referring::<CaseStudy>(path, node),
            closes_on: route.closes_on.map(|date| date.to_string()),
            replaced_by: route.replaced_by.map(|other| self.link(path, other.node())),
            next_steps: self.next_steps(node),
            official_page: route.official_page.as_ref().map(|address| address.0.clone()),
        };
        let mut frame = self.entry_frame(path, node);
        frame.json_ld = Some(super::api::program(self, &frame, route));
        PageView { page: frame, view: View::Route(Box::new(view)) }
    }

    pub(crate) fn six_facts(&self, from: &str, route: Linked<'_, Route>) -> SixFacts {
        SixFacts {
            route_type: route.route_type.as_str(),
            level: route.level,
            who_for: route.who_for.clone(),
            what_you_need: route.what_you_need.0.clone(),
            how_long: route.how_long.clone(),
            cost_or_wage: route.cost_or_wage.0.clone(),
            wages: self.wage_lines(from, route),
            payments: self.payment_lines(from, route),
            money: route.money.as_str(),
            place: route.fields.r#where.clone(),
            how_to_apply: route.how_to_apply.0.clone(),
            status: route.node.common.status.as_str(),
            status_note: route.node.common.status_note.clone(),
        }
    }
}
