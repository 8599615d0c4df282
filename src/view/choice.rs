//! What two answers lead to: where a visitor is now, and what they like.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::card::{Card, Link};
use super::facet::Words;
use super::reach::ReachWay;
use super::{Context, PageView, View};
use crate::entry::kinds::{Interest, Kind, StartingPoint, keys};
use crate::graph::Id;
use crate::graph::reach::{self, Choice, Liked};
use crate::permalink::Permalink;

/// Roles for two answers, each with its reasons.
#[derive(Debug, Serialize, Hash)]
pub struct ChoiceView {
    pub start: Link,
    pub interest: Link,
    pub roles: Vec<ChosenRole>,
    /// The states of the ways to them, for the key of marks.
    pub way_statuses: BTreeSet<&'static str>,
    /// The same starting point with other interests.
    pub others: Vec<ChoiceLink>,
}

#[derive(Debug, Serialize, Hash)]
pub struct ChosenRole {
    pub role: Card,
    /// Why the first answer leads here.
    pub ways: Vec<ReachWay>,
    /// Why the second does: the profession that goes with the interest, or else the role itself.
    pub profession: Option<Link>,
}

/// A page for two answers, told by the one that is not known yet.
#[derive(Debug, Serialize, Hash)]
pub struct ChoiceLink {
    pub href: String,
    pub title: Arc<str>,
    pub count: usize,
}

/// Where the page for two answers is.
pub fn choice_path(start: &str, interest: &str) -> String {
    format!("starting-points/{start}/{interest}.html")
}

impl Context<'_> {
    pub(crate) fn choice_page(&self, path: &str, start: Id<StartingPoint>, interest: Id<Interest>) -> PageView {
        let titles = [start.node(), interest.node()].map(|node| self.node(node).title().clone());
        let mut frame = self.frame(path);
        frame.call(keys!("choice"));
        frame.title_parts = titles.map(|title| Words { text: Some(title), key: None, level: None }).into();
        frame.crumbs.extend(self.crumb_to_list(path, Kind::StartingPoint));
        let choices = reach::choices(self.graph, start);
        let roles: Vec<ChosenRole> =
            choices.get(&interest).into_iter().flatten().map(|choice| self.chosen(path, choice)).collect();
        let mut others = self.choices_from(path, start);
        others.retain(|other| other.title != *self.node(interest.node()).title());
        let view = ChoiceView {
            start: self.link(path, start.node()),
            interest: self.link(path, interest.node()),
            way_statuses: roles.iter().flat_map(|one| &one.ways).map(|way| way.status).collect(),
            roles,
            others,
        };
        PageView { page: frame, view: View::Choice(Box::new(view)) }
    }

    fn chosen(&self, path: &str, choice: &Choice<'_>) -> ChosenRole {
        ChosenRole {
            role: self.card(path, choice.role.node()),
            ways: self.reach_ways(path, &choice.ways),
            profession: match choice.liked {
                Liked::Role => None,
                Liked::Profession(profession) => Some(self.link(path, profession.node())),
            },
        }
    }

    /// What somebody at a starting point may like, as far as it leads to roles.
    pub(crate) fn choices_from(&self, path: &str, start: Id<StartingPoint>) -> Vec<ChoiceLink> {
        let choices = reach::choices(self.graph, start);
        let known = self.graph.all::<Interest>().filter_map(|interest| {
            let count = choices.get(&interest.id)?.len();
            Some(self.choice_link(path, start, interest.id, interest.title(), count))
        });
        known.collect()
    }

    /// Where somebody who likes this may be now, as far as it leads to roles.
    pub(crate) fn choices_for(&self, path: &str, interest: Id<Interest>) -> Vec<ChoiceLink> {
        let known = self.graph.all::<StartingPoint>().filter_map(|start| {
            let count = reach::choices(self.graph, start.id).get(&interest)?.len();
            Some(self.choice_link(path, start.id, interest, start.title(), count))
        });
        known.collect()
    }

    fn choice_link(
        &self,
        path: &str,
        start: Id<StartingPoint>,
        interest: Id<Interest>,
        title: &Arc<str>,
        count: usize,
    ) -> ChoiceLink {
        let to = choice_path(self.node(start.node()).id(), self.node(interest.node()).id());
        ChoiceLink { href: self.href(path, &Permalink::page(to)), title: title.clone(), count }
    }
}
