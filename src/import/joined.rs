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

/// What is known of one moment.
#[derive(Debug, Default)]
struct Part {
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
pub(super) fn join(wish: &mut Wish, kind: Kind) {
    let names = moments(kind);
    let mut parts: Vec<Part> = names.iter().map(|name| part(wish, name)).collect();
    for next in 1..parts.len() {
        if let Some(last) = parts[next - 1].last {
            parts[next].day.get_or_insert(last);
        }
        let (until, at) = (parts[next - 1].times.as_mut().and_then(|times| times.until.take()), parts[next - 1].at);
        if let Some(until) = until {
            parts[next].take(Times { from: until, until: None }, at);
        }
    }
    let first = parts.iter().find_map(|part| part.day);
    let mut start: Option<(Date, String)> = None;
    for (name, part) in names.iter().zip(parts) {
        if let Some(unclear) = part.unclear {
            wish.put(name, unclear, part.at);
        } else if let (None, Some(day), true) =
            (&part.times, part.day, part.last.is_some() || !wish.cells.contains_key(name))
        {
            // Of a cell that says both days, each gets its own.
            let at = wish.from.get(&names[0]).copied();
            wish.put(name, day.to_string(), at);
        } else if let (Some(times), Some(day)) = (part.times, part.day.or(first)) {
            let is_over_night =
                part.day.is_none() && start.as_ref().is_some_and(|(known, from)| *known == day && times.from < *from);
            let on = if is_over_night { day.tomorrow().unwrap_or(day) } else { day };
            wish.put(name, format!("{on}T{}", times.from), part.at.filter(|_| part.day.is_none()));
            start.get_or_insert((day, times.from));
        }
    }
}

/// Takes the cells of a moment apart; what is no day and no time stays as it is.
fn part(wish: &mut Wish, name: &str) -> Part {
    let mut part = Part::default();
    let column = format!("{name}.{TIME}");
    let (apart, at) = (wish.cells.remove(&column), wish.from.remove(&column));
    if let Some(cell) = wish.cells.get(name).cloned() {
        let (days, times) = cell.split_once('T').unwrap_or((&cell, ""));
        let (day, last) = days.split_once('/').map_or((days, None), |(first, last)| (first, Some(last)));
        part.day = day.parse().ok().filter(|_| day.len() == 10);
        part.last = last.and_then(|last| last.parse().ok());
        match part.day {
            Some(_) if !times.is_empty() => {
                part.take(Times::shown_as(times), wish.from.get(name).copied());
            }
            Some(_) => {}
            None if is_all_day(&cell) => drop(wish.cells.remove(name)),
            None => {
                if let Some(times) = of_column(&cell) {
                    part.take(times, wish.from.get(name).copied());
                }
            }
        }
    }
    match apart {
        Some(text) if !is_all_day(&text) => match of_column(&text) {
            Some(times) => part.take(times, at),
            None => (part.unclear, part.at) = (Some(text), at),
        },
        _ => {}
    }
    part
}

impl Part {
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

impl Wish {
    /// Sets a cell, and says which column it came from if that is another.
    fn put(&mut self, name: &str, text: String, at: Option<usize>) {
        self.cells.insert(name.to_string(), text);
        if let Some(at) = at {
            self.from.insert(name.to_string(), at);
        }
    }
}
