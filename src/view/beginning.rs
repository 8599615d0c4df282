//! When somebody can begin on the way into a role, and how long that takes: told first on its page. What only helps
//! people apply says nothing of either.

use std::sync::Arc;

use serde::Serialize;

use super::Context;
use super::card::Link;
use super::sentence::first_sentence;
use crate::entry::kinds::{Relation, Role};
use crate::graph::Id;
use crate::graph::pathway::{self, WayIn};

/// So many times are told at the top; all of them stand with the ways in.
const MOST_TIMES: usize = 2;

#[derive(Debug, Serialize, Hash)]
pub struct Beginning {
    /// None where no route says from which age it is open.
    pub youngest: Option<Youngest>,
    /// One of each type of route.
    pub times: Vec<WayTime>,
}

/// An age, and the way in that can be begun at it.
#[derive(Debug, Serialize, Hash)]
pub struct Youngest {
    pub age: u32,
    pub route: Link,
}

/// How long the ways of one type take, by the first of them.
#[derive(Debug, Serialize, Hash)]
pub struct WayTime {
    /// The id of the route.
    pub id: Arc<str>,
    pub route_type: &'static str,
    pub time: Arc<str>,
}

impl Context<'_> {
    pub(super) fn beginning(&self, from: &str, role: Id<Role>) -> Beginning {
        let aged = self.arriving(role).filter_map(|way| Some((way.route.min_age?, way.route.id)));
        let youngest = aged.min_by_key(|(age, _)| *age);
        Beginning {
            youngest: youngest.map(|(age, route)| Youngest { age, route: self.link(from, route.node()) }),
            times: self.times_to(role),
        }
    }

    /// How long the ways into a role take, those first that most people can take.
    pub(super) fn times_to(&self, role: Id<Role>) -> Vec<WayTime> {
        let mut times: Vec<WayTime> = Vec::new();
        for way in self.arriving(role) {
            let route_type = way.route.route_type.as_str();
            if times.len() < MOST_TIMES && times.iter().all(|told| told.route_type != route_type) {
                let (id, time) = (way.route.node.id().clone(), first_sentence(&way.route.how_long));
                times.push(WayTime { id, route_type, time });
            }
        }
        times
    }

    /// The open ways that end in a role.
    pub(super) fn arriving(&self, role: Id<Role>) -> impl Iterator<Item = WayIn<'_>> {
        let arrives = |way: &WayIn<'_>| way.relation != Relation::HelpsApply && self.is_open(way.route.id.node());
        pathway::ways_in(self.graph, role).into_iter().filter(arrives)
    }
}
