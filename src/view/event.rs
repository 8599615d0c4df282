//! The page of an event.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::tied::InFramework;
use super::{Context, PageView, View};
use crate::entry::kinds::Event;
use crate::entry::moment::Moment;
use crate::graph::Id;
use crate::permalink::Permalink;

#[derive(Debug, Serialize, Hash)]
pub struct EventView {
    pub about: About,
    /// `2027-03-01T09:30+00:00`, or `2027-03-01` for a whole day.
    pub starts: String,
    pub ends: Option<String>,
    /// Whether it starts at a time, and does not take whole days.
    pub has_time: bool,
    pub place: Arc<str>,
    pub area: Option<Link>,
    pub who_for: Arc<str>,
    pub booking: Option<Arc<str>>,
    pub partners: Vec<Card>,
    pub roles: Vec<Card>,
    pub is_past: bool,
    /// The stages and domains of the Framework that it is tied to.
    pub framework: InFramework,
    pub calendar_href: String,
}

/// Where an event's calendar file is.
pub fn calendar_path(id: &str) -> String {
    format!("events/{id}.ics")
}

impl Context<'_> {
    pub(crate) fn event_page(&self, path: &str, id: Id<Event>) -> PageView {
        let event = self.graph.get(id);
        let view = EventView {
            about: self.about(path, id.node()),
            starts: event.starts.in_england(),
            ends: event.ends.map(Moment::in_england),
            has_time: matches!(event.starts, Moment::Time(_)),
            place: event.place.clone(),
            area: event.area.map(|area| self.link(path, area.node())),
            who_for: event.who_for.clone(),
            booking: event.booking.as_ref().map(|address| address.0.clone()),
            partners: self.cards(path, &event.partners),
            roles: self.cards(path, &event.roles),
            is_past: event.is_over(self.today),
            framework: self.in_framework(path, id.node()),
            calendar_href: self.href(path, &Permalink::page(calendar_path(event.node.id()))),
        };
        let mut frame = self.entry_frame(path, id.node());
        frame.json_ld = Some(super::api::event(&frame, event));
        PageView { page: frame, view: View::Event(Box::new(view)) }
    }
}
