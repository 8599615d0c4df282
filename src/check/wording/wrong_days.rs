//! Days that no calendar has, and days under the name of another: `31 November`, `Monday 1 December 2026`.

use super::Passage;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::prose::Block;
use crate::prose::days::{Day, WEEKDAYS};

pub(super) fn judge(passage: &Passage<'_>, block: &Block, day: &Day) -> Option<Diagnostic> {
    let (at, typed) = (passage.at(block, day.range.clone()), &block.text[day.range.clone()]);
    let Some(date) = day.date() else { return Some(catalogue::no_such_day(at, typed)) };
    let wrong = day.weekday.filter(|weekday| day.year.is_some() && *weekday != date.weekday());
    let name = WEEKDAYS.iter().find(|(_, weekday)| *weekday == date.weekday());
    wrong.and(name).map(|(name, _)| catalogue::wrong_weekday(at, typed, name))
}
