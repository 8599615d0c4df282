//! The page of a role, in the order of the best careers profiles.

use std::sync::Arc;

use serde::Serialize;

use super::activities::ServingLink;
use super::beginning::Beginning;
use super::card::{About, Card, Link};
use super::diagram::Diagram;
use super::money::MoneyLines;
use super::moves::MoveView;
use super::next_steps::NextStepView;
use super::paper::CodeView;
use super::pay::PayLine;
use super::sentence::first_sentence;
use super::{Context, PageView, View};
use crate::entry::kinds::{CaseStudy, Event, Programme, Role, Route};
use crate::graph::pathway::{self, WayIn};
use crate::graph::{Id, Linked};

#[derive(Debug, Serialize, Hash)]
pub struct RoleView {
    pub about: About,
    /// The drawing of the first of its professions that has one.
    pub drawing: Option<String>,
    pub other_titles: Vec<Arc<str>>,
    pub professions: Vec<Link>,
    pub stage: Link,
    pub local_level: Option<Arc<str>>,
    pub is_registered: bool,
    pub pay: Vec<PayLine>,
    pub pay_note: Option<Arc<str>>,
    pub hours: Arc<str>,
    pub tasks: Vec<Arc<str>>,
    pub places: Vec<Arc<str>>,
    pub qualities: Vec<Arc<str>>,
    pub hard_parts: Vec<Arc<str>>,
    pub adjustments: Vec<Arc<str>>,
    pub requirements: Vec<Arc<str>>,
    pub checks: Vec<Arc<str>>,
    pub study: Option<Arc<str>>,
    pub regulator: Option<Arc<str>>,
    pub protected_title: bool,
    pub soc2020: Option<Arc<str>>,
    pub interests: Vec<Link>,
    pub domains: Vec<DomainShown>,
    pub ways_in: Vec<WayInView>,
    /// When the ways that arrive can be begun, and how long they take.
    pub beginning: Beginning,
    pub leads_to: Vec<MoveView>,
    pub comes_from: Vec<MoveView>,
    /// The same moves as a diagram, on the role's own page.
    pub neighbourhood: Diagram,
    pub stay: Option<Arc<str>>,
    pub related: Vec<Card>,
    pub stories: Vec<Card>,
    pub events: Vec<Card>,
    pub programmes: Vec<Card>,
    /// What visitors can do now.
    pub next_steps: Vec<NextStepView>,
    pub official_page: Option<Arc<str>>,
    /// Its short version.
    pub short_href: String,
    /// What schools can do about it.
    pub in_schools: Vec<ServingLink>,
    /// Where its own page is, as people write it down.
    pub address: String,
    /// The same as a code for phones, if the site knows where it will be.
    pub code: Option<CodeView>,
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

/// A domain of the Framework and how the work shows it.
#[derive(Debug, Serialize, Hash)]
pub struct DomainShown {
    pub domain: Link,
    pub number: u32,
    pub shows: Arc<str>,
}

/// A way in, by the same six facts for every route.
#[derive(Debug, Serialize, Hash)]
pub struct WayInView {
    /// The route's id, from which its place on the page has its name.
    pub id: Arc<str>,
    pub route: Link,
    /// `gets-job`, `qualifies` or `helps-apply`.
    pub relation: &'static str,
    pub note: Option<Arc<str>>,
    /// Routes that lead onto it, such as courses after which people apply for a degree.
    pub onto: Vec<Link>,
    /// How long it takes, in one sentence.
    pub time: Arc<str>,
    pub facts: SixFacts,
}

/// The six facts that every route gives.
#[derive(Debug, Serialize, Hash)]
pub struct SixFacts {
    pub route_type: &'static str,
    pub level: Option<u32>,
    pub who_for: Arc<str>,
    pub what_you_need: Vec<Arc<str>>,
    pub how_long: Arc<str>,
    pub cost_or_wage: Vec<Arc<str>>,
    /// What the law says that people are paid at least.
    pub wages: Option<MoneyLines>,
    /// Fees and grants.
    pub payments: Option<MoneyLines>,
    pub money: &'static str,
    #[serde(rename = "where")]
    pub place: Arc<str>,
    pub how_to_apply: Vec<Arc<str>>,
    pub status: &'static str,
    pub status_note: Option<Arc<str>>,
}

impl Context<'_> {
    pub(crate) fn role_page(&self, path: &str, id: Id<Role>) -> PageView {
        let role = self.graph.get(id);
        let mut frame = self.entry_frame(path, id.node());
        let mut view = self.role(path, role);
        view.neighbourhood = self.neighbourhood(path, id, &view.leads_to, &view.comes_from);
        frame.json_ld = Some(super::api::occupation(self, &frame, role));
        PageView { page: frame, view: View::Role(Box::new(view)) }
    }

    pub(crate) fn role(&self, path: &str, role: Linked<'_, Role>) -> RoleView {
        let (previous, next) = self.neighbours(path, role.id);
        let shown = role.fields.domains.iter().map(|shown| {
            let domain = self.graph.get(shown.domain);
            DomainShown {
                domain: self.link(path, shown.domain.node()),
                number: domain.number,
                shows: shown.shows.clone(),
            }
        });
        RoleView {
            about: self.about(path, role.id.node()),
            drawing: role.professions.iter().find_map(|one| self.drawing(path, self.node(one.node()))),
            other_titles: role.other_titles.clone(),
            professions: self.links(path, &role.professions),
            stage: self.link(path, role.stage.node()),
            local_level: role.local_level.clone(),
            is_registered: role.regulator.is_some(),
            pay: self.pay_lines(path, &role.pay_bands),
            pay_note: role.pay_note.clone(),
            hours: role.hours.clone(),
            tasks: role.tasks.0.clone(),
            places: role.places.0.clone(),
            qualities: role.qualities.0.clone(),
            hard_parts: role.hard_parts.0.clone(),
            adjustments: role.adjustments.clone(),
            requirements: role.requirements.0.clone(),
            checks: role.checks.0.clone(),
            study: role.study.clone(),
            regulator: role.regulator.clone(),
            protected_title: role.protected_title.unwrap_or(false),
            soc2020: role.soc2020.clone(),
            interests: self.links(path, &role.interests),
            domains: shown.collect(),
            ways_in: pathway::ways_in(self.graph, role.id).iter().map(|way| self.way_in(path, way)).collect(),
            beginning: self.beginning(path, role.id),
            leads_to: pathway::moves_from(self.graph, role.id).map(|step| self.move_to(path, &step)).collect(),
            comes_from: self.moves_into(path, role.id),
            neighbourhood: Diagram::default(),
            stay: role.stay.clone(),
            related: role
                .related
                .iter()
                .map(|other| self.card_because(path, other.role.node(), &other.because))
                .collect(),
            stories: self.referring::<CaseStudy>(path, role.id.node()),
            events: self.referring::<Event>(path, role.id.node()),
            programmes: self.referring::<Programme>(path, role.id.node()),
            next_steps: self.next_steps(role.id.node()),
            official_page: role.official_page.as_ref().map(|address| address.0.clone()),
            short_href: self.short_href(path, role.id.node()),
            in_schools: self.in_schools(path, role.id),
            address: self.address(role.id.node()),
            code: self.code(role.id.node()),
            previous,
            next,
        }
    }

    pub(crate) fn way_in(&self, from: &str, way: &WayIn<'_>) -> WayInView {
        WayInView {
            id: way.route.node.id().clone(),
            route: self.link(from, way.route.id.node()),
            relation: way.relation.as_str(),
            note: way.note.map(Into::into),
            onto: self.routes_onto(from, way.route.id),
            time: first_sentence(&way.route.how_long),
            facts: self.six_facts(from, way.route),
        }
    }

    /// Routes that lead onto another one, as far as they are worth offering.
    fn routes_onto(&self, from: &str, route: Id<Route>) -> Vec<Link> {
        let before = pathway::routes_onto(self.graph, route).map(|before| before.id.node());
        before.filter(|&before| self.is_open(before)).map(|before| self.link(from, before)).collect()
    }

    /// The roles before and after this one in the A to Z.
    fn neighbours(&self, path: &str, id: Id<Role>) -> (Option<Link>, Option<Link>) {
        let (before, after) = self.shared.neighbours(id.node());
        (before.map(|node| self.link(path, node)), after.map(|node| self.link(path, node)))
    }
}
