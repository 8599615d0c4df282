//! Days that no calendar has, and days under the name of another: `31 November`, `Monday 1 December 2026`.

use super::Passage;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::prose::days::{WEEKDAYS, days};

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for block in passage.blocks.iter().filter(|block| block.text.bytes().any(|byte| byte.is_ascii_digit())) {
        for day in days(&block.text) {
            if block.is_code(day.range.start) {
                continue;
            }
            let (at, typed) = (passage.at(block, day.range.clone()), &block.text[day.range.clone()]);
            diagnostics.extend(match day.date() {
                None => Some(catalogue::no_such_day(at, typed)),
                Some(date) => {
                    let wrong = day.weekday.filter(|weekday| day.year.is_some() && *weekday != date.weekday());
                    let name = WEEKDAYS.iter().find(|(_, weekday)| *weekday == date.weekday());
                    wrong.and(name).map(|(name, _)| catalogue::wrong_weekday(at, typed, name))
                }
            });
        }
    }
}
