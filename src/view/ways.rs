//! The page that finds ways from where a visitor is to where they want to be. Scripts draw them; what else is on it leads
//! on without them.

use serde::Serialize;

use super::card::{Card, Link};
use super::{Context, Overview, PageView, View};
use crate::entry::kinds::{Profession, Route, StartingPoint};

#[derive(Debug, Serialize, Hash)]
pub struct WaysView {
    pub starting_points: Vec<Card>,
    pub professions: Vec<Link>,
    /// The types of route that ways may have, for scripts.
    pub route_types: Vec<&'static str>,
}

impl Context<'_> {
    pub(crate) fn ways_page(&self, path: &str) -> PageView {
        let mut types: Vec<&str> = self.graph.all::<Route>().map(|route| route.route_type.as_str()).collect();
        types.sort_unstable();
        types.dedup();
        let view = WaysView {
            starting_points: self.graph.all::<StartingPoint>().map(|one| self.card(path, one.id.node())).collect(),
            professions: self.every::<Profession>(path),
            route_types: types,
        };
        PageView { page: self.overview_frame(path, Overview::Ways), view: View::Ways(Box::new(view)) }
    }
}
