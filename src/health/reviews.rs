//! Which entries somebody should look at again: by when, and who.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Span;
use jiff::civil::Date;

use super::Item;
use super::scope::{Scope, owner};
use crate::check::first_review;
use crate::find::Survey;

/// What is due within this many months is due soon, unless a day is asked for.
const SOON_MONTHS: i64 = 3;

/// Reviews of all entries, the earliest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Reviews {
    /// The last day that counts as soon.
    pub soon_until: Date,
    pub all: Vec<Review>,
    /// Those who have most that is overdue first.
    pub owners: Vec<OwnerLoad>,
    /// Months in which something is or was due, in order.
    pub months: Vec<MonthLoad>,
}

/// A piece of work: one entry, or the rows of one table of `content/data/` that are due together.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    pub item: Item,
    /// Who looks after it; none if nobody is named.
    pub owner: Option<Arc<str>>,
    /// Entries in it: 1, or the rows of a table.
    pub entries: usize,
    pub due: Date,
    pub urgency: Urgency,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// The day is over.
    Overdue,
    Soon,
    Later,
}

/// How many entries wait for one person or team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerLoad {
    pub owner: Option<Arc<str>>,
    pub overdue: usize,
    pub soon: usize,
    pub later: usize,
}

/// How many entries are due in a month, and whose they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthLoad {
    /// The first day of the month.
    pub month: Date,
    pub entries: usize,
    pub owners: Vec<(Option<Arc<str>>, usize)>,
}

impl Reviews {
    /// How many entries are this pressing.
    pub fn count(&self, urgency: Urgency) -> usize {
        self.all.iter().filter(|review| review.urgency == urgency).map(|review| review.entries).sum()
    }
}

pub(super) fn of(survey: &Survey<'_>, scope: &Scope) -> Reviews {
    let today = survey.request.today;
    let soon_until = scope.until.unwrap_or_else(|| today.saturating_add(Span::new().months(SOON_MONTHS)));
    let all = all(survey, scope, soon_until);
    Reviews { soon_until, owners: owners(&all), months: months(&all), all }
}

fn all(survey: &Survey<'_>, scope: &Scope, soon_until: Date) -> Vec<Review> {
    let mut all: BTreeMap<(Date, Item, Option<Arc<str>>), usize> = BTreeMap::new();
    for (id, node) in survey.graph().nodes().filter(|(_, node)| scope.holds(&node.entry)) {
        let due = first_review(survey.config(), node);
        let is_row = node.entry.row.is_some() && node.kind().is_data();
        let item = if is_row { Item::table(survey, &node.entry) } else { Item::of(survey, id) };
        if scope.reaches(due) {
            *all.entry((due, item, owner(&node.entry).cloned())).or_default() += 1;
        }
    }
    let urgency = |due: Date| match due {
        due if due < survey.request.today => Urgency::Overdue,
        due if due <= soon_until => Urgency::Soon,
        _ => Urgency::Later,
    };
    all.into_iter()
        .map(|((due, item, owner), entries)| Review { item, owner, entries, due, urgency: urgency(due) })
        .collect()
}

fn owners(all: &[Review]) -> Vec<OwnerLoad> {
    let mut loads: BTreeMap<Option<Arc<str>>, OwnerLoad> = BTreeMap::new();
    for review in all {
        let owner = review.owner.clone();
        let load = loads.entry(owner.clone()).or_insert(OwnerLoad { owner, overdue: 0, soon: 0, later: 0 });
        *match review.urgency {
            Urgency::Overdue => &mut load.overdue,
            Urgency::Soon => &mut load.soon,
            Urgency::Later => &mut load.later,
        } += review.entries;
    }
    let mut loads: Vec<OwnerLoad> = loads.into_values().collect();
    loads.sort_by_key(|load| std::cmp::Reverse((load.overdue, load.soon, load.later)));
    loads
}

fn months(all: &[Review]) -> Vec<MonthLoad> {
    let mut months: BTreeMap<Date, BTreeMap<Option<Arc<str>>, usize>> = BTreeMap::new();
    for review in all {
        let owners = months.entry(review.due.first_of_month()).or_default();
        *owners.entry(review.owner.clone()).or_default() += review.entries;
    }
    let load = |(month, owners): (Date, BTreeMap<_, usize>)| MonthLoad {
        month,
        entries: owners.values().sum(),
        owners: owners.into_iter().collect(),
    };
    months.into_iter().map(load).collect()
}
