//! The page of an event.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::{Context, PageView, View};
use crate::entry::kinds::Event;
use crate::graph::Id;
use crate::permalink::Permalink;

#[derive(Debug, Serialize, Hash)]
pub struct EventView {
    pub about: About,
    /// `2027-03-01T09:30`, in the local time of the place.
    pub starts: String,
    pub ends: Option<String>,
    pub place: Arc<str>,
    pub area: Option<Link>,
    pub who_for: Arc<str>,
    pub booking: Option<Arc<str>>,
    pub partners: Vec<Card>,
    pub roles: Vec<Card>,
    pub is_past: bool,
    pub calendar_href: String,
}

/// Where an event's calendar file is.
pub fn calendar_path(id: &str) -> String {
    format!("events/{id}.ics")
}

impl Context<'_> {
    pub(crate) fn event_page(&self, path: &str, id: Id<Event>) -> PageView {
        let event = self.graph.get(id);
        let time = |at: jiff::civil::DateTime| at.strftime("%Y-%m-%dT%H:%M").to_string();
        let view = EventView {
            about: self.about(path, id.node()),
            starts: time(event.starts),
            ends: event.ends.map(time),
            place: event.place.clone(),
            area: event.area.map(|area| self.link(path, area.node())),
            who_for: event.who_for.clone(),
            booking: event.booking.as_ref().map(|address| address.0.clone()),
            partners: self.cards(path, &event.partners),
            roles: self.cards(path, &event.roles),
            is_past: event.ends.unwrap_or(event.starts).date() < self.today,
            calendar_href: self.href(path, &Permalink::page(calendar_path(event.node.id()))),
        };
        let mut frame = self.entry_frame(path, id.node(), "crumb-events");
        frame.json_ld = Some(super::api::event(&frame, event));
        PageView { page: frame, view: View::Event(Box::new(view)) }
    }
}
