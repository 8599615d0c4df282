//! What has closed or changes, and what will end.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Item, Scope};
use crate::entry::kinds::{Fields, KindOf, Route, Status};
use crate::find::Survey;
use crate::graph::{Node, NodeId};
use crate::source::SourcePath;

/// An entry with an end, or rows of one table of `content/data/` that end alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Ending {
    pub item: Item,
    /// Entries in it: 1, or the rows of a table.
    pub entries: usize,
    pub end: End,
    /// What its author says about its state.
    pub note: Option<Arc<str>>,
    pub replaced_by: Option<Item>,
}

/// How something ends. The most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// The people in a story agreed to be shown until this day.
    ConsentEnds(Date),
    /// It is on the site until this day.
    LeavesSite(Date),
    /// It closes on this day.
    ClosesOn(Date),
    /// It is about to close; nobody says when.
    Closing,
    /// It is not as it was; nobody says what comes.
    Changing,
    /// It has closed, on this day if that is known.
    Closed(Option<Date>),
}

impl End {
    /// The day, if there is one.
    pub fn day(self) -> Option<Date> {
        match self {
            End::ConsentEnds(day) | End::LeavesSite(day) | End::ClosesOn(day) => Some(day),
            End::Closed(day) => day,
            End::Closing | End::Changing => None,
        }
    }
}

/// What rows that end alike have in common: the end, the table, and what is said of it.
type Alike<'s> = (End, &'s SourcePath, Option<&'s Arc<str>>);

pub(super) fn of(survey: &Survey<'_>, scope: &Scope) -> Vec<Ending> {
    let mut endings = Vec::new();
    let mut rows: BTreeMap<Alike<'_>, Vec<NodeId>> = BTreeMap::new();
    for (id, node) in survey.graph().nodes().filter(|(_, node)| scope.holds(&node.entry)) {
        let of_node = ends(node, survey.request.today).into_iter();
        for end in of_node.filter(|end| end.day().is_none_or(|day| scope.reaches(day))) {
            if node.entry.row.is_some() && node.kind().is_data() {
                rows.entry((end, &node.entry.path, node.common.status_note.as_ref())).or_default().push(id);
            } else {
                endings.push(ending(survey, id, end));
            }
        }
    }
    for ((end, ..), rows) in rows {
        let first = ending(survey, rows[0], end);
        let item = if rows.len() > 1 { Item::table(survey, &survey.graph().node(rows[0]).entry) } else { first.item };
        endings.push(Ending { item, entries: rows.len(), ..first });
    }
    endings.sort_by(|a, b| (a.end, &a.item).cmp(&(b.end, &b.item)));
    endings
}

fn ending(survey: &Survey<'_>, id: NodeId, end: End) -> Ending {
    let node = survey.graph().node(id);
    let replaced_by = Route::of(&node.fields).and_then(|route| route.replaced_by);
    let replaced_by = replaced_by.map(|route| Item::of(survey, route.node()));
    Ending { item: Item::of(survey, id), entries: 1, end, note: node.common.status_note.clone(), replaced_by }
}

/// Every end of an entry: its own state in the world first.
fn ends(node: &Node, today: Date) -> Vec<End> {
    let mut ends = Vec::new();
    let closes_on = Route::of(&node.fields).and_then(|route| route.closes_on);
    ends.extend(match (closes_on, node.common.status) {
        (Some(day), _) if day < today => Some(End::Closed(Some(day))),
        (day, Status::Closed) => Some(End::Closed(day)),
        (Some(day), _) => Some(End::ClosesOn(day)),
        (None, Status::Closing) => Some(End::Closing),
        (None, Status::Changing) => Some(End::Changing),
        (None, Status::Open | Status::CheckLocally) => None,
    });
    ends.extend(node.common.expires.map(End::LeavesSite));
    if let Fields::CaseStudy(story) = &node.fields {
        ends.extend(story.consent_until.map(End::ConsentEnds));
    }
    ends
}
