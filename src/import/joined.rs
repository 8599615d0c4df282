//! Days and times that are kept in cells of their own, put together.

use jiff::civil::Date;

use super::column::{Column, TIME};
use super::times::{Times, is_all_day, of_column};
use super::wish::Wish;
use crate::entry::Kind;
use crate::entry::fields::Shape;

/// The fields of a kind that say when something is, in order: when it starts, when it ends.
pub fn moments(kind: Kind) -> Vec<String> {
    let all = Column::all(kind).into_iter().filter(|column| matches!(column.shape(), Shape::Moment));
    all.map(|column| column.to_string()).collect()
}

/// What the cells of one moment say.
#[derive(Debug, Default)]
struct Moment {
    day: Option<Date>,
    /// The last day, where the cell says that too.
    last: Option<Date>,
    times: Option<Times>,
    /// The column that the time came from.
    at: Option<usize>,
    /// What nobody can read, or what two cells say of one time.
    unclear: Option<String>,
}

/// Puts times to their days. What is without a day of its own is on that of the others; what ends before it starts does so
/// on the next day.
pub(super) fn join(wish: &mut Wish, names: &[String]) {
    let mut all: Vec<Moment> = names.iter().map(|name| taken_apart(wish, name)).collect();
    for next in 1..all.len() {
        let before = &mut all[next - 1];
        let (last, until, at) = (before.last, before.times.as_mut().and_then(|times| times.until.take()), before.at);
        all[next].take_day(last, wish.from.get(&names[next - 1]).copied());
        if let Some(until) = until {
            all[next].take(Times { from: until, until: None }, at);
        }
    }
    let first = all.iter().find_map(|one| one.day);
    let mut start: Option<(Date, String)> = None;
    for (name, one) in names.iter().zip(all) {
        if let Some(unclear) = one.unclear {
            wish.put(name, unclear, one.at);
        } else if let (Some(times), Some(day)) = (&one.times, one.day.or(first)) {
            let is_over_night =
                one.day.is_none() && start.as_ref().is_some_and(|(known, from)| *known == day && times.from < *from);
            let on = if is_over_night { day.tomorrow().unwrap_or(day) } else { day };
            let at = one.at.filter(|_| !wish.cells.contains_key(name));
            wish.put(name, format!("{on}T{}", times.from), at);
            start.get_or_insert((day, times.from.clone()));
        } else if let Some(day) = one.day {
            // Of a cell that says both days, each gets its own.
            let at = one.at.filter(|_| !wish.cells.contains_key(name));
            wish.put(name, day.to_string(), at);
        }
    }
}

/// Takes the cells of a moment apart; what is no day and no time stays as it is.
fn taken_apart(wish: &mut Wish, name: &str) -> Moment {
    let mut one = Moment::default();
    let column = format!("{name}.{TIME}");
    let (apart, at) = (wish.cells.remove(&column), wish.from.remove(&column));
    if let Some(cell) = wish.cells.get(name).cloned() {
        let (days, times) = cell.split_once('T').unwrap_or((&cell, ""));
        let (day, last) = days.split_once('/').map_or((days, None), |(first, last)| (first, Some(last)));
        one.day = day.parse().ok().filter(|_| day.len() == 10);
        one.last = last.and_then(|last| last.parse().ok());
        match one.day {
            Some(_) if !times.is_empty() => {
                one.take(Times::shown_as(times), wish.from.get(name).copied());
            }
            Some(_) => {}
            None if is_all_day(&cell) => wish.take_out(name),
            None => {
                if let Some(times) = of_column(&cell) {
                    one.take(times, wish.from.get(name).copied());
                }
            }
        }
    }
    match apart {
        Some(text) if !is_all_day(&text) => match of_column(&text) {
            Some(times) => one.take(times, at),
            None => (one.unclear, one.at) = (Some(text), at),
        },
        _ => {}
    }
    one
}

impl Moment {
    /// Takes the last day that the moment before says; another than its own is nobody's to choose from.
    fn take_day(&mut self, last: Option<Date>, at: Option<usize>) {
        match (self.day, last) {
            (Some(own), Some(last)) if own != last => self.unclear = Some(format!("{own} or {last}")),
            (None, Some(last)) => {
                self.day = Some(last);
                self.at = self.at.or(at);
            }
            _ => {}
        }
    }

    /// Takes a time; another than one that is known already is nobody's to choose from.
    fn take(&mut self, times: Times, at: Option<usize>) {
        match &self.times {
            Some(known) if known.from != times.from => {
                (self.unclear, self.at) = (Some(format!("{} or {}", known.from, times.from)), at);
            }
            _ => (self.times, self.at) = (Some(times), at),
        }
    }
}
