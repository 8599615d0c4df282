//! Days and times that are kept in columns of their own, put together.

use super::column::{Column, TIME};
use super::times::{time_of_day, times_of_day};
use super::wish::Wish;
use crate::entry::Kind;
use crate::entry::fields::Shape;

/// Puts times that stand in a cell of their own to their days. What is without a day of its own is on that of the others.
pub(super) fn join(wish: &mut Wish, kind: Kind) {
    let all = Column::all(kind).into_iter().filter(|column| matches!(column.shape(), Shape::Moment));
    let moments: Vec<String> = all.map(|column| column.to_string()).collect();
    let mut until = None;
    for name in &moments {
        let rest = until.take().filter(|_| !wish.cells.contains_key(name));
        let Some((text, at)) = own_time(wish, name).or(rest) else { continue };
        let (time, end) = times_of_day(&text).unwrap_or((text, None));
        until = end.map(|end| (end, at));
        let own_day = wish.cells.get(name);
        let has_day = own_day.is_some();
        let Some(day) = own_day.or_else(|| moments.iter().find_map(|other| wish.cells.get(other))) else { continue };
        let day = day.split('T').next().unwrap_or(day);
        let is_clear = time_of_day(&time).is_some();
        wish.cells.insert(name.clone(), format!("{day}T{time}"));
        // What is wrong with it is told where it stands.
        if let Some(at) = at.filter(|_| !has_day || !is_clear) {
            wish.from.insert(name.clone(), at);
        }
    }
}

/// The time that is kept apart from its day, and the column that it came from.
fn own_time(wish: &mut Wish, name: &str) -> Option<(String, Option<usize>)> {
    let column = format!("{name}.{TIME}");
    let is_time = wish.cells.get(name).is_some_and(|cell| times_of_day(cell).is_some());
    let key = if is_time && !wish.cells.contains_key(&column) { name } else { &column };
    Some((wish.cells.remove(key)?, wish.from.remove(key)))
}
