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
    pub packs: Vec<Link>,
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

    /// The packs of all professions that have roles.
    pub(crate) fn packs(&self, path: &str) -> Vec<Link> {
        let with_roles = |one: &Linked<'_, Profession>| self.graph.referrers::<Role>(one.id.node()).next().is_some();
        let pack = |one: Linked<'_, Profession>| Link {
            href: self.href(path, &Permalink::page(paths::pack(one.node.id()))),
            title: one.title().clone(),
        };
        self.graph.all::<Profession>().filter(with_roles).map(pack).collect()
    }
}
