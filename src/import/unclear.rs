//! Words in cells of which nobody can know what is meant by them, for a person to say.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell_text::says_nothing;
use super::column::Column;
use super::directory;
use super::titles::Titles;
use super::values::{Doubt, Reading};
use super::wanted::Wanted;
use crate::entry::Entry;
use crate::entry::csv_cells::{item, items};
use crate::entry::fields::Shape;
use crate::graph::Graph;

/// A word of a column that takes only some words, and is none of them.
#[derive(Debug, PartialEq, Eq)]
pub struct Unclear {
    pub column: usize,
    pub text: String,
    /// So many rows say it.
    pub rows: usize,
}

/// All words that are unclear, column by column, those that most rows say first.
pub fn unclear(wanted: &Wanted<'_>, entries: &[Arc<Entry>], graph: &Graph) -> Vec<Unclear> {
    let titles = Titles::of(entries, graph);
    let columns = wanted.mapping.columns.iter().enumerate();
    let columns = columns.filter_map(|(at, column)| Some((at, column.as_ref().filter(|column| is_closed(column))?)));
    columns.flat_map(|(at, column)| of_column(wanted, &titles, at, column)).collect()
}

/// Whether it takes only some words.
fn is_closed(column: &Column) -> bool {
    matches!(column.item_shape(), Shape::Choice(_) | Shape::Reference(_) | Shape::TrueFalse)
}

fn of_column(wanted: &Wanted<'_>, titles: &Titles, at: usize, column: &Column) -> Vec<Unclear> {
    let may_name_several = directory::may_name_several(wanted.kind, column);
    let (values, order) = (wanted.values, wanted.order);
    let reading = Reading { column, is_named: false, titles, values, may_name_several, order };
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for row in &wanted.sheet.rows {
        let cell = row.cells[at].text.trim();
        let words: Vec<String> = match column.is_list() {
            _ if says_nothing(cell) => Vec::new(),
            true => cell.lines().flat_map(|line| items(line).map(|range| item(&line[range]).into_owned())).collect(),
            false => vec![cell.to_string()],
        };
        for word in words.into_iter().filter(|word| !word.trim().is_empty() && !is_clear(&reading, word)) {
            let part = match reading.cell(&word) {
                Err(Doubt::Unknown { found, .. }) => found,
                _ => word,
            };
            *found.entry(part).or_default() += 1;
        }
    }
    let mut unclear: Vec<Unclear> = found.into_iter().map(|(text, rows)| Unclear { column: at, text, rows }).collect();
    unclear.sort_by(|one, other| other.rows.cmp(&one.rows).then_with(|| one.text.cmp(&other.text)));
    unclear
}

fn is_clear(reading: &Reading<'_>, word: &str) -> bool {
    let Ok(meant) = reading.cell(word) else { return false };
    let shape = reading.column.item_shape();
    if let Shape::Choice(words) = &shape {
        return words.contains(&&*meant);
    }
    !matches!(shape, Shape::TrueFalse) || matches!(&*meant, "true" | "false")
}
