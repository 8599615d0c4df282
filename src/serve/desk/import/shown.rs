//! The page about a table: what becomes of its columns, its words and its rows.

use serde::Serialize;

use super::super::acts::shown::Refused;
use super::super::context::DeskContext;
use super::super::edit::control::{Choice, Control};
use super::super::edit::names::{self, Names};
use super::super::phrases;
use super::asked::Asked;
use super::looked::Looked;
use super::outcome::{ResultView, result};
use super::questions::{MOST_WORDS, WordView, called, choice, choose, every_row, words};
use crate::entry::Kind;
use crate::entry::fields::Shape;
use crate::import::{self, Column, DateOrder, Existing, letters};

#[derive(Debug, Serialize)]
pub struct View {
    pub token: String,
    pub kinds: Vec<Choice>,
    pub refused: Option<Refused>,
    pub done: Option<Done>,
    pub table: Option<TableView>,
}

/// What was taken over a moment ago.
#[derive(Debug, Serialize)]
pub struct Done {
    /// `12 partners`.
    pub count: String,
    pub entries: String,
}

#[derive(Debug, Serialize)]
pub struct TableView {
    pub of: String,
    pub name: String,
    pub kind: &'static str,
    /// What one row is, and what several are.
    pub one: &'static str,
    pub many: &'static str,
    pub sheets: Vec<Choice>,
    /// Whether its letters were read as Excel saves them in western countries.
    pub is_western: bool,
    /// The row that names the columns.
    pub header: usize,
    pub columns: Vec<ColumnView>,
    /// What every row is to have that no column holds.
    pub missing: Vec<Control>,
    /// What else may be said of every row.
    pub more: Vec<Control>,
    pub words: Vec<WordView>,
    /// So many more words are unclear.
    pub more_words: usize,
    /// Which order dates have, where that is a question: `day`, `month` or nothing.
    pub dates: Option<&'static str>,
    pub update: bool,
    pub names: Vec<Names>,
    pub result: ResultView,
}

#[derive(Debug, Serialize)]
pub struct ColumnView {
    pub number: usize,
    pub letters: String,
    pub name: String,
    pub samples: String,
    pub options: Vec<Choice>,
    /// `3 cells put right, such as “College” to “college”`.
    pub put_right: Option<String>,
}

/// Kinds of which people keep lists.
pub fn kinds(chosen: Option<Kind>) -> Vec<Choice> {
    let choice = |kind: Kind| Choice {
        value: kind.folder().into(),
        words: phrases::capital(kind.many()),
        is_chosen: chosen == Some(kind),
    };
    import::kinds().map(choice).collect()
}

/// The page about a table.
pub fn view(asked: &Asked, looked: &Looked, look: &DeskContext<'_>) -> TableView {
    let (mut missing, mut more) = every_row(asked);
    let mut words = words(asked, &looked.unclear);
    for word in &mut words {
        choose(&mut word.control, look);
    }
    let controls = missing.iter_mut().chain(&mut more).chain(words.iter_mut().map(|word| &mut word.control));
    let names = names::offered(controls.collect(), look);
    TableView {
        of: asked.table.mark.clone(),
        name: asked.table.name.clone(),
        kind: asked.said.kind.folder(),
        one: asked.said.kind.one(),
        many: asked.said.kind.many(),
        sheets: asked.sheets.iter().enumerate().map(|(at, name)| choice(name, name, at == 0)).collect(),
        is_western: asked.is_western,
        header: asked.sheet.header.number,
        columns: columns(asked, looked),
        missing,
        more,
        words,
        more_words: looked.unclear.len().saturating_sub(MOST_WORDS),
        dates: asked.said.mapping.columns.iter().flatten().any(is_day).then_some(match asked.said.order {
            Some(DateOrder::DayFirst) => "day",
            Some(DateOrder::MonthFirst) => "month",
            None => "",
        }),
        update: asked.said.existing == Existing::Update,
        names,
        result: result(asked, looked),
    }
}

fn is_day(column: &Column) -> bool {
    matches!(column.item_shape(), Shape::Date | Shape::PartDate | Shape::Moment)
}

fn columns(asked: &Asked, looked: &Looked) -> Vec<ColumnView> {
    let all = Column::all(asked.said.kind);
    let view = |(at, own): (usize, &Option<Column>)| {
        let own = own.as_ref().map(Column::to_string);
        let is_listed = |name: &String| all.iter().any(|column| column.to_string() == *name);
        let options = all.iter().map(|column| {
            let value = column.to_string();
            choice(&value, &called(column), own.as_ref() == Some(&value))
        });
        // A second group of a list is not among those to choose from, and stays what it is.
        let odd = own.iter().filter(|name| !is_listed(name)).map(|name| choice(name, name, true));
        let put_right = looked.plan.put_right.get(&at).map(|cells| {
            let count = phrases::count(cells.cells, "cell", "cells");
            format!("{count} put right, such as “{}” to “{}”", cells.before, cells.after)
        });
        ColumnView {
            number: at,
            letters: letters(at),
            name: asked.sheet.name(at).to_string(),
            samples: looked.samples[at].clone(),
            options: std::iter::once(choice("", "Leave it out", own.is_none())).chain(options).chain(odd).collect(),
            put_right,
        }
    };
    asked.said.mapping.columns.iter().enumerate().map(view).collect()
}
