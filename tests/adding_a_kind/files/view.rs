//! The page of a workshop.

use std::sync::Arc;

use serde::Serialize;

use super::card::About;
use super::{Context, PageView, View};
use crate::entry::kinds::Workshop;
use crate::graph::Id;

#[derive(Debug, Serialize, Hash)]
pub struct WorkshopView {
    pub about: About,
    pub who_for: Arc<str>,
}

impl Context<'_> {
    pub(crate) fn workshop_page(&self, path: &str, id: Id<Workshop>) -> PageView {
        let workshop = self.graph.get(id);
        let view = WorkshopView { about: self.about(path, id.node()), who_for: workshop.who_for.clone() };
        PageView { page: self.entry_frame(path, id.node()), view: View::Workshop(Box::new(view)) }
    }
}
