//! What nobody knows of a table but the editor: what every row is to have, and what some words mean.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::context::DeskContext;
use super::super::edit::control::{self, Choice, Control, label};
use super::super::edit::names;
use super::super::edit::way::Way;
use super::super::phrases;
use super::asked::Asked;
use crate::import::{Column, Unclear};

/// Words that are asked about at one time; the others come when these are answered.
pub const MOST_WORDS: usize = 40;
/// Of more names none is offered to be chosen from a list.
const MOST_CHOICES: usize = 400;
const LEAVE_OPEN: &str = "Leave these rows out";

/// A word of the table, and what is meant by it.
#[derive(Debug, Serialize)]
pub struct WordView {
    pub number: usize,
    pub says: String,
    pub control: Control,
}

/// What no column holds and every row must have, with what was said of every row; and what else may be said.
pub fn every_row(asked: &Asked) -> (Vec<Control>, Vec<Control>) {
    let said = &asked.said;
    let missing: Vec<String> =
        said.mapping.missing(said.kind, &BTreeMap::new()).iter().map(Column::to_string).collect();
    let is_asked = |name: &String| missing.contains(name) || said.each.contains_key(name);
    // Its name is each row's own.
    let is_open = |name: &String| !said.mapping.has(name) && !matches!(&**name, "id" | "title");
    let control = |column: Column| {
        let (info, name) = (column.info()?, column.to_string());
        let value = said.each.get(&name).cloned().unwrap_or_default();
        Some(Control { label: called(&column), ..control::leaf(info, &Way::of(&column.shape()), &name, value) })
    };
    let columns = Column::all(said.kind).into_iter().map(|column| (column.to_string(), column));
    let (asked, others): (Vec<_>, Vec<_>) =
        columns.filter(|(name, _)| is_asked(name) || is_open(name)).partition(|(name, _)| is_asked(name));
    let controls =
        |columns: Vec<(String, Column)>| columns.into_iter().filter_map(|(_, column)| control(column)).collect();
    (controls(asked), controls(others))
}

/// Words that somebody has explained, and those that nobody understands.
pub fn words(asked: &Asked, unclear: &[Unclear]) -> Vec<WordView> {
    let column_of = |says: &str| {
        let holds = |at: &usize| asked.sheet.rows.iter().any(|row| row.cells[*at].text.contains(says));
        let is_taken = |at: &usize| asked.said.mapping.columns[*at].is_some();
        (0..asked.said.mapping.columns.len()).filter(is_taken).find(holds)
    };
    let said = asked.said.values.keys().filter_map(|says| Some((says.clone(), column_of(says)?, None)));
    let open = unclear.iter().map(|word| (word.text.clone(), word.column, Some(word.rows)));
    let view = |(number, (says, at, rows)): (usize, (String, usize, Option<usize>))| {
        let column = asked.said.mapping.columns[at].as_ref()?;
        let (info, name) = (column.info()?, format!("v.{number}"));
        let value = asked.said.values.get(&says).cloned().unwrap_or_default();
        let rows = rows.map(|rows| format!(", {}", phrases::count(rows, "row", "rows"))).unwrap_or_default();
        let own = control::leaf(info, Way::of(&column.shape()).item(), &name, value);
        let label = format!("“{says}” in “{}”{rows}", asked.sheet.name(at));
        Some(WordView { number, says, control: Control { label, help: String::new(), ..own } })
    };
    said.chain(open).take(MOST_WORDS + asked.said.values.len()).enumerate().filter_map(view).collect()
}

/// Lets the name of an entry be chosen by its title, where there are not too many.
pub fn choose(control: &mut Control, look: &DeskContext<'_>) {
    let Some(names) = control.names.map(|folder| names::of(folder, &look.survey.contents.entries)) else {
        if let Some(first) = control.options.first_mut() {
            first.words = LEAVE_OPEN.into();
        }
        return;
    };
    if names.names.len() > MOST_CHOICES {
        return;
    }
    let mut options: Vec<Choice> =
        names.names.iter().map(|one| choice(&one.name, &one.title, one.name == control.value)).collect();
    options.sort_by_cached_key(|option| option.words.to_lowercase());
    options.insert(0, choice("", LEAVE_OPEN, control.value.is_empty()));
    (control.look, control.options, control.names) = ("choice", options, None);
}

pub fn choice(value: &str, words: &str, is_chosen: bool) -> Choice {
    Choice { value: value.into(), words: words.into(), is_chosen }
}

/// What a column is called by people: `Sources: title`.
pub fn called(column: &Column) -> String {
    let name = column.to_string();
    match name.split_once('.') {
        Some((group, part)) => format!("{}: {}", label(group), label(part).to_lowercase()),
        None => label(&name),
    }
}
