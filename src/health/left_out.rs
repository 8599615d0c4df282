//! Which entries are not on the site, and why.

use jiff::civil::Date;

use super::{Item, Scope};
use crate::find::Survey;
use crate::find::why::{self, Reason};
use crate::graph::Hidden;

/// An entry that is not on the site.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    pub item: Item,
    pub why: Away,
}

/// Why an entry is not on the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Away {
    /// It could not be read.
    Unread,
    /// It needs these entries, which are not on the site.
    Needs(Vec<String>),
    Draft,
    /// It will be on the site from this day.
    NotYet(Date),
    /// It was on the site until this day.
    Expired(Date),
}

pub(super) fn of(survey: &Survey<'_>, scope: &Scope) -> Vec<LeftOut> {
    let left_out = why::left_out(survey).into_iter();
    let own = left_out.filter(|(number, _)| scope.holds(survey.entry(*number)));
    let mut found: Vec<LeftOut> =
        own.map(|(number, reason)| LeftOut { item: Item::away(survey.entry(number)), why: away(reason) }).collect();
    found.sort_by(|a, b| (&a.why, &a.item).cmp(&(&b.why, &b.item)));
    found
}

fn away(reason: Reason) -> Away {
    match reason {
        Reason::Hidden(Hidden::Draft) => Away::Draft,
        Reason::Hidden(Hidden::NotYet(day)) => Away::NotYet(day),
        Reason::Hidden(Hidden::Expired(day)) => Away::Expired(day),
        Reason::Needs(needs) => Away::Needs(needs.into_iter().map(|need| need.name).collect()),
        Reason::Unread(_) | Reason::Refused(_) | Reason::Ignored | Reason::Districts | Reason::Stray(_) => Away::Unread,
    }
}
