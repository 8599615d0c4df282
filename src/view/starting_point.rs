//! Starting from where a visitor is: the list of situations, each situation, and each interest.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::choice::ChoiceLink;
use super::diagram::Diagram;
use super::next_steps::NextStepView;
use super::pay::PayLine;
use super::reach::ReachWay;
use super::tied::InFramework;
use super::{Context, Overview, PageView, View};
use crate::entry::kinds::{CaseStudy, Interest, Profession, Role, StartingPoint, keys};
use crate::graph::pathway;
use crate::graph::reach::{self, WayFrom};
use crate::graph::{Id, NodeId};

#[derive(Debug, Serialize, Hash)]
pub struct StartingPointView {
    pub about: About,
    pub you_might_say: Arc<str>,
    pub first_steps: Vec<Arc<str>>,
    /// Routes worth looking at, each with its reason.
    pub routes: Vec<Card>,
    pub programmes: Vec<Card>,
    /// How far the ways in reach.
    pub diagram: Diagram,
    /// What people here may like, each with the roles that go with it.
    pub choices: Vec<ChoiceLink>,
    /// Roles within reach, by how directly the routes lead there.
    pub roles: Vec<ReachView>,
    /// The states of the ways to them, for the key of marks.
    pub way_statuses: BTreeSet<&'static str>,
    /// Case studies whose text says that they may interest people here.
    pub stories: Vec<Card>,
    /// The stages and domains of the Framework that it is tied to.
    pub framework: InFramework,
    /// What visitors can do now.
    pub next_steps: Vec<NextStepView>,
    /// Its short version.
    pub short_href: String,
}

/// A role within reach, and the routes that open it.
#[derive(Debug, Serialize, Hash)]
pub struct ReachView {
    pub role: Card,
    pub pay: Vec<PayLine>,
    pub ways: Vec<ReachWay>,
    /// Roles that people move on to from there.
    pub then: Vec<Link>,
}

/// Start from where you are: situations and interests.
#[derive(Debug, Serialize, Hash)]
pub struct StartView {
    pub starting_points: Vec<StartCard>,
    pub interests: Vec<Card>,
}

#[derive(Debug, Serialize, Hash)]
pub struct StartCard {
    pub card: Card,
    pub you_might_say: Arc<str>,
}

/// Roles for people who like one thing.
#[derive(Debug, Serialize, Hash)]
pub struct InterestView {
    pub about: About,
    /// Roles that one can begin without joining a register.
    pub support: Vec<Card>,
    pub registered: Vec<Card>,
    pub professions: Vec<Card>,
    /// Where people who like this may be now, each with the roles that go with both.
    pub choices: Vec<ChoiceLink>,
    pub others: Vec<Card>,
}

impl Context<'_> {
    pub(crate) fn starting_point_page(&self, path: &str, id: Id<StartingPoint>) -> PageView {
        let start = self.graph.get(id);
        let suggestion = |suggestion: &crate::entry::kinds::Suggestion<_>| {
            self.card_because(path, Id::node(suggestion.route), &suggestion.because)
        };
        let roles = self.reach(path, id);
        let view = StartingPointView {
            way_statuses: roles.iter().flat_map(|reach| &reach.ways).map(|way| way.status).collect(),
            about: self.about(path, id.node()),
            you_might_say: start.you_might_say.clone(),
            first_steps: start.first_steps.0.clone(),
            routes: start.routes.iter().map(suggestion).collect(),
            programmes: self.cards(path, &start.programmes),
            diagram: self.reach_diagram(path, id),
            choices: self.choices_from(path, id),
            roles,
            stories: self.stories_for(path, id.node()),
            framework: self.in_framework(path, id.node()),
            next_steps: self.next_steps(id.node()),
            short_href: self.short_href(path, id.node()),
        };
        let frame = self.entry_frame(path, id.node());
        PageView { page: frame, view: View::StartingPoint(Box::new(view)) }
    }

    /// Case studies that lead to a starting point: their authors say there whom a story may interest.
    fn stories_for(&self, path: &str, start: NodeId) -> Vec<Card> {
        let leading = self.graph.mentions(start).iter().filter(|other| self.graph.cast::<CaseStudy>(**other).is_some());
        leading.map(|&story| self.card(path, story)).collect()
    }

    fn reach(&self, path: &str, start: Id<StartingPoint>) -> Vec<ReachView> {
        let opened = reach::roles_from_start(self.graph, start);
        let reach = |(role, ways): (Id<Role>, Vec<WayFrom<'_>>)| ReachView {
            role: self.card(path, role.node()),
            pay: self.pay_lines(path, &self.graph.get(role).pay_bands),
            ways: self.reach_ways(path, &ways),
            then: pathway::moves_from(self.graph, role).map(|step| self.link(path, step.to.node())).collect(),
        };
        opened.into_iter().map(reach).collect()
    }

    pub(crate) fn start_page(&self, path: &str) -> PageView {
        let frame = self.overview_frame(path, Overview::Start);
        let starts = self.graph.all::<StartingPoint>().map(|start| StartCard {
            card: self.card(path, start.id.node()),
            you_might_say: start.you_might_say.clone(),
        });
        let interests = self.graph.all::<Interest>().map(|interest| self.card(path, interest.id.node()));
        let view = StartView { starting_points: starts.collect(), interests: interests.collect() };
        PageView { page: frame, view: View::Start(Box::new(view)) }
    }

    pub(crate) fn interest_page(&self, path: &str, id: Id<Interest>) -> PageView {
        let mut frame = self.entry_frame(path, id.node());
        frame.title = None;
        frame.call(keys!("interest"));
        frame.title_about = Some(self.node(id.node()).title().clone());
        let (mut registered, mut support) = (Vec::new(), Vec::new());
        for role in self.graph.referrers::<Role>(id.node()) {
            let list = if role.regulator.is_some() { &mut registered } else { &mut support };
            list.push(self.card(path, role.id.node()));
        }
        let view = InterestView {
            about: self.about(path, id.node()),
            support,
            registered,
            professions: self.referring::<Profession>(path, id.node()),
            choices: self.choices_for(path, id),
            others: self
                .graph
                .all::<Interest>()
                .filter(|other| other.id != id)
                .map(|other| self.card(path, other.id.node()))
                .collect(),
        };
        PageView { page: frame, view: View::Interest(Box::new(view)) }
    }
}
