//! Domains by stages: how the roles of each stage show each domain.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::Context;
use super::card::Link;
use super::items::{ItemView, items_at};
use crate::entry::kinds::{Domain, Profession, Role, Stage};
use crate::graph::{Id, Linked, pathway};
use crate::permalink::{self, Permalink};

#[derive(Debug, Serialize, Hash)]
pub struct Matrix {
    pub columns: Vec<Link>,
    pub rows: Vec<MatrixRow>,
    /// Whether a square has nothing to show, which is then told once.
    pub has_empty: bool,
}

impl Matrix {
    fn new(columns: Vec<Link>, rows: Vec<MatrixRow>) -> Matrix {
        let is_empty = |cell: &Cell| cell.items.is_empty() && cell.roles == 0;
        Matrix { has_empty: rows.iter().flat_map(|row| &row.cells).any(is_empty), columns, rows }
    }
}

#[derive(Debug, Serialize, Hash)]
pub struct MatrixRow {
    pub domain: Link,
    pub number: u32,
    /// One for each column.
    pub cells: Vec<Cell>,
}

#[derive(Debug, Serialize, Hash)]
pub struct Cell {
    /// What the Framework asks for, as far as an owner of the site has written it down.
    pub items: Vec<ItemView>,
    /// How many roles show the domain.
    pub roles: usize,
    /// Some of them.
    pub examples: Vec<ShownBy>,
    /// Where all of it is told.
    pub href: String,
}

/// How a role's work shows a domain.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct ShownBy {
    pub role: Link,
    pub shows: Arc<str>,
}

/// A role that shows a domain, and how.
pub(super) type Shown<'g> = (Id<Role>, &'g Arc<str>);

/// Which of some roles show a domain at a stage.
#[derive(Default)]
pub(super) struct ShownAt<'g>(BTreeMap<(Id<Domain>, Id<Stage>), Vec<Shown<'g>>>);

impl<'g> ShownAt<'g> {
    pub fn at(&self, domain: Id<Domain>, stage: Id<Stage>) -> &[Shown<'g>] {
        self.0.get(&(domain, stage)).map_or(&[], Vec::as_slice)
    }
}

/// The id of the part of a domain's page about one stage. It has an underscore, which no heading's id has.
pub(super) fn part_id(stage: &str) -> String {
    format!("at_{stage}")
}

/// How many roles a square of a profession names.
const NAMED: usize = 3;

impl<'a> Context<'a> {
    /// The Framework's own stages by its domains. Each square names one role, if it can one that no other square of
    /// its column names.
    pub(crate) fn framework_matrix(&self, path: &str) -> Matrix {
        let columns: Vec<Id<Stage>> =
            self.graph.all::<Stage>().filter(|stage| stage.in_framework).map(|stage| stage.id).collect();
        let shown = self.shown_among(self.graph.all::<Role>());
        let mut named = BTreeSet::new();
        let rows = self.graph.all::<Domain>().map(|domain| {
            let cell = |&stage: &Id<Stage>| {
                let roles = shown.at(domain.id, stage);
                let example = roles.iter().find(|(role, _)| !named.contains(role)).or(roles.first());
                named.extend(example.map(|(role, _)| *role));
                Cell {
                    items: items_at(domain.fields, stage),
                    roles: roles.len(),
                    examples: example.map(|shown| self.shown_by(path, shown)).into_iter().collect(),
                    href: self.part_href(path, domain.id, stage),
                }
            };
            self.row(path, domain.id, columns.iter().map(cell).collect())
        });
        Matrix::new(self.links(path, &columns), rows.collect())
    }

    /// The stages of a ladder by the domains that its roles show.
    pub(crate) fn ladder_matrix(&self, path: &str, profession: Id<Profession>) -> Matrix {
        let mut roles: Vec<_> =
            pathway::ladder_roles(self.graph, profession).into_iter().map(|role| self.graph.get(role)).collect();
        roles.sort_by_cached_key(|role| (role.title().to_lowercase(), role.id));
        let shown = self.shown_among(roles.into_iter());
        let tie = self.shared.ties.of(profession.node());
        let row = |&domain: &Id<Domain>| {
            let cell = |&stage: &Id<Stage>| {
                let roles = shown.at(domain, stage);
                Cell {
                    items: Vec::new(),
                    roles: roles.len(),
                    examples: roles.iter().take(NAMED).map(|shown| self.shown_by(path, shown)).collect(),
                    href: self.part_href(path, domain, stage),
                }
            };
            self.row(path, domain, tie.stages.iter().map(cell).collect())
        };
        Matrix::new(self.links(path, &tie.stages), tie.domains.iter().map(row).collect())
    }

    /// What some roles show, in their order. What has closed shows nothing.
    pub(super) fn shown_among(&self, roles: impl Iterator<Item = Linked<'a, Role>>) -> ShownAt<'a> {
        let mut found = ShownAt::default();
        for role in roles.filter(|role| self.is_open(role.id.node())) {
            for shown in &role.fields.domains {
                let here = found.0.entry((shown.domain, role.fields.stage)).or_default();
                // A domain that a role names twice is told once.
                if here.last().is_none_or(|(last, _)| *last != role.id) {
                    here.push((role.id, &shown.shows));
                }
            }
        }
        found
    }

    pub(super) fn shown_by(&self, path: &str, (role, shows): &Shown<'_>) -> ShownBy {
        ShownBy { role: self.link(path, role.node()), shows: (*shows).clone() }
    }

    /// The link to what a domain's page tells about a stage.
    pub(super) fn part_href(&self, path: &str, domain: Id<Domain>, stage: Id<Stage>) -> String {
        let page = permalink::of_node(self.node(domain.node()));
        let anchor = part_id(self.node(stage.node()).id());
        self.href(path, &Permalink { anchor: Some(anchor.into()), ..page })
    }

    fn row(&self, path: &str, domain: Id<Domain>, cells: Vec<Cell>) -> MatrixRow {
        MatrixRow { domain: self.link(path, domain.node()), number: self.graph.get(domain).number, cells }
    }
}
