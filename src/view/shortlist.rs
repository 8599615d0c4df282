//! The page of saved roles: what scripts show of each, and what helps without them.

use std::sync::Arc;

use serde::Serialize;

use super::card::{Card, Link};
use super::pay::PayLine;
use super::{Context, Overview, PageView, View, paths};
use crate::entry::kinds::{Profession, Role};
use crate::graph::Linked;
use crate::permalink::Permalink;

/// Every role that can be saved, and the packs to print.
#[derive(Debug, Serialize, Hash)]
pub struct ShortlistView {
    pub roles: Vec<SavedRole>,
    /// One pack for each profession that has roles.
    pub packs: Vec<PackLink>,
}

/// What can be printed of a profession.
#[derive(Debug, Serialize, Hash)]
pub struct PackLink {
    pub pack: Link,
    /// How many sides it prints.
    pub sides: usize,
    /// Its ladder as a picture for a wall, where it is drawn.
    pub poster: Option<String>,
}

/// The facts of a role that fit on a list.
#[derive(Debug, Serialize, Hash)]
pub struct SavedRole {
    pub card: Card,
    pub stage: Arc<str>,
    pub pay: Vec<PayLine>,
    pub hours: Arc<str>,
    pub first_requirement: Arc<str>,
    pub regulator: Option<Arc<str>>,
}

impl Context<'_> {
    pub(crate) fn shortlist_page(&self, path: &str) -> PageView {
        let frame = self.overview_frame(path, Overview::Shortlist);
        let saved = |role: Linked<'_, Role>| SavedRole {
            card: self.card(path, role.id.node()),
            stage: self.graph.get(role.stage).title().clone(),
            pay: self.pay_lines(path, &role.pay_bands),
            hours: role.hours.clone(),
            first_requirement: role.requirements[0].clone(),
            regulator: role.regulator.clone(),
        };
        let view = ShortlistView { roles: self.graph.all::<Role>().map(saved).collect(), packs: self.packs(path) };
        PageView { page: frame, view: View::Shortlist(Box::new(view)) }
    }

    /// What can be printed of all professions that have roles.
    pub(crate) fn packs(&self, path: &str) -> Vec<PackLink> {
        let pack = |one: Linked<'_, Profession>| {
            let sides = self.graph.referrers::<Role>(one.id.node()).count();
            let href = |to: String| self.href(path, &Permalink::page(to));
            let pack = Link { href: href(paths::pack(one.node.id())), title: one.title().clone() };
            let picture = paths::ladder_picture(one.node.id());
            let poster = self.poster_sizes.contains_key(&picture).then(|| href(picture));
            (sides > 0).then_some(PackLink { pack, sides, poster })
        };
        self.graph.all::<Profession>().filter_map(pack).collect()
    }
}
