//! A list as pages show it: cards in groups, the other ways to see the same entries, and what makes it shorter.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Link};
use super::facet::Words;
use super::groups::{Group, statuses};
use super::near::Rows;
use super::{Context, Overview};
use crate::entry::kinds::Kind;
use crate::permalink::Permalink;

/// A list of cards in groups.
#[derive(Debug, Serialize, Hash)]
pub struct Directory {
    /// The kind's folder; themes introduce the list with the string `directory-<kind>`.
    pub kind: &'static str,
    /// The entry that the list is about, where it is about one.
    pub about: Option<About>,
    pub groups: Vec<Group>,
    /// Organisations without pages of their own, by kind.
    pub rows: Vec<Rows>,
    /// Councils whose areas lie in the area, as far as districts tell.
    pub councils: Vec<Arc<str>>,
    /// Kinds of partner, each with a page that tells how to work with one.
    pub kinds: Vec<Link>,
    /// The states of its entries, each once: what pages mark, they explain.
    pub statuses: Vec<&'static str>,
    pub total: usize,
    /// The other ways to see the same entries.
    pub other_lists: Vec<OtherList>,
    /// Whether groups are letters, so that a row of letters leads to them.
    pub is_a_to_z: bool,
    /// The answers that made the list shorter, and where all entries are.
    pub picked: Vec<Picked>,
    pub all_href: Option<String>,
    pub all_total: usize,
    pub shorter: Vec<Shorter>,
    pub questions: Vec<Question>,
}

/// One other way to see the entries.
#[derive(Debug, Serialize, Hash)]
pub struct OtherList {
    pub href: String,
    pub key: &'static str,
    pub is_here: bool,
}

/// An answer that the list was made shorter by.
#[derive(Debug, Serialize, Hash)]
pub struct Picked {
    pub words: Words,
    /// The list without it.
    pub href: String,
}

/// Shorter lists by one facet.
#[derive(Debug, Serialize, Hash)]
pub struct Shorter {
    pub key: &'static str,
    pub lists: Vec<ShorterList>,
}

#[derive(Debug, Serialize, Hash)]
pub struct ShorterList {
    pub words: Words,
    pub href: String,
    pub count: usize,
}

/// One question of the form.
#[derive(Debug, Serialize, Hash)]
pub struct Question {
    pub id: &'static str,
    pub key: &'static str,
    pub answers: Vec<Answer>,
}

#[derive(Debug, Serialize, Hash)]
pub struct Answer {
    pub id: Arc<str>,
    pub words: Words,
    pub count: usize,
}

/// The ways to see all roles, and what each is called beside the others.
const ROLE_LISTS: [(Overview, &str); 4] = [
    (Overview::Listing(Kind::Role), "facet-a-to-z"),
    (Overview::RolesByProfession, "facet-by-profession"),
    (Overview::RolesByStage, "facet-by-stage"),
    (Overview::RolesByWayIn, "facet-by-way-in"),
];

impl Context<'_> {
    /// A list without anything that only some lists have.
    pub(crate) fn directory(&self, path: &str, kind: Kind, groups: Vec<Group>) -> Directory {
        Directory {
            kind: kind.folder(),
            about: None,
            total: groups.iter().map(|group| group.cards.len()).sum(),
            is_a_to_z: false,
            statuses: statuses(&groups),
            groups,
            rows: Vec::new(),
            councils: Vec::new(),
            kinds: Vec::new(),
            other_lists: self.other_lists(path, kind),
            picked: Vec::new(),
            all_href: None,
            all_total: self.graph.of_kind(kind).len(),
            shorter: Vec::new(),
            questions: Vec::new(),
        }
    }

    fn other_lists(&self, path: &str, kind: Kind) -> Vec<OtherList> {
        if kind != Kind::Role {
            return Vec::new();
        }
        let other = |&(to, key): &(&'static str, &'static str)| OtherList {
            href: self.href(path, &Permalink::page(to)),
            key,
            is_here: to == path,
        };
        let lists = ROLE_LISTS.map(|(overview, key)| (overview.page().list.path, key));
        lists.iter().filter(|(to, _)| self.has_overview(to)).map(other).collect()
    }
}
