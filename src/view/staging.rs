//! What a copy that is not for the public says of itself: the day it was made, and what the public does not see yet.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::Context;
use crate::graph::{Graph, NodeId, hidden};
use crate::permalink;

/// The banner of a copy that is not for the public.
#[derive(Debug, Serialize, Hash)]
pub struct StagingView {
    pub day: Date,
    /// Pages that are drafts, still to come or expired, in the order of their kinds.
    pub waiting: Vec<Waiting>,
}

/// A page that the public does not see yet, or no longer.
#[derive(Debug, Serialize, Hash)]
pub struct Waiting {
    pub href: String,
    pub title: Arc<str>,
}

/// Entries with pages of their own that the public site does not show on this day.
pub(crate) fn waiting(graph: &Graph, today: Date) -> Vec<NodeId> {
    let has_page = |node: NodeId| !graph.node(node).kind().is_data() && graph.has_page(node);
    let is_hidden = |&node: &NodeId| hidden(&graph.node(node).common, today).is_some() && has_page(node);
    graph.nodes().map(|(id, _)| id).filter(is_hidden).collect()
}

impl Context<'_> {
    pub(super) fn staging(&self, path: &str) -> StagingView {
        let item = |&node: &NodeId| Waiting {
            href: self.href(path, &permalink::of_node(self.node(node))),
            title: self.called(node).clone(),
        };
        StagingView { day: self.today, waiting: self.shared.waiting.iter().map(item).collect() }
    }
}
