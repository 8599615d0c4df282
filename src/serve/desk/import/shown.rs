//! The page about a table: what becomes of its columns, its words and its rows.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::super::acts::shown::{self, Refused, sentence};
use super::super::context::DeskContext;
use super::super::edit::control::{self, Choice, Control, label};
use super::super::edit::names::{self, Names};
use super::super::edit::way::Way;
use super::super::phrases;
use super::asked::{Asked, help_here};
use crate::diagnostic::{Code, Diagnostic};
use crate::entry::Kind;
use crate::entry::fields::Shape;
use crate::import::{self, Column, DateOrder, Existing, LeftOut, Plan, Row, Sheet, Unclear, letters};

/// Values shown of each column.
const SAMPLES: usize = 3;
/// Words that are asked about at one time; the others come when these are answered.
const MOST_WORDS: usize = 40;
/// Letters shown of them.
const SAMPLE_LETTERS: usize = 120;
/// Of more names none is offered to be chosen from a list.
const MOST_CHOICES: usize = 400;
const LEAVE_OPEN: &str = "Leave these rows out";
/// Rows that are told one by one.
const MOST_ROWS: usize = 50;

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

/// A word of the table, and what is meant by it.
#[derive(Debug, Serialize)]
pub struct WordView {
    pub number: usize,
    pub says: String,
    pub control: Control,
}

#[derive(Debug, Serialize)]
pub struct ResultView {
    /// What would be done, each in some words: `12 are added to …`.
    pub parts: Vec<String>,
    /// What tells this plan from another; nothing if there is nothing to do.
    pub mark: Option<String>,
    /// `12 rows`.
    pub rows: String,
    pub is_other: bool,
    /// `3 rows do not fit`.
    pub left_out: Option<String>,
    pub bad: Vec<BadRow>,
    pub more_bad: usize,
    /// What stands in the way of all rows.
    pub trouble: Vec<String>,
    /// What is to be looked at all the same.
    pub warnings: Vec<String>,
    /// Whether something that every row must have is in no column.
    pub is_lacking: bool,
}

#[derive(Debug, Serialize)]
pub struct BadRow {
    pub number: usize,
    /// How it begins.
    pub begins: String,
    pub why: Vec<String>,
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

/// What is known of a table: its form, what nobody knows in it, and what would be done.
pub struct Found<'f> {
    pub asked: &'f Asked,
    pub unclear: &'f [Unclear],
    pub left_out: &'f LeftOut,
    pub plan: &'f Plan,
    /// Every row of the table, also those that do not fit.
    pub rows: &'f [TableRow],
    /// What each column holds, in short, also in those.
    pub samples: &'f [String],
}

/// A row by its number, with its place in the table and how it begins.
pub struct TableRow {
    pub number: usize,
    pub place: Range<usize>,
    pub begins: String,
}

impl TableRow {
    pub fn of(row: &Row) -> TableRow {
        let said = row.cells.iter().map(|cell| &*cell.text).filter(|text| !text.is_empty());
        let begins = said.take(SAMPLES).collect::<Vec<_>>().join(" · ");
        let begins = begins.chars().take(SAMPLE_LETTERS).collect();
        TableRow { number: row.number, place: row.place.clone(), begins }
    }

    fn holds(&self, finding: &Diagnostic) -> bool {
        (self.place.start..=self.place.end).contains(&finding.span.start)
    }
}

/// The page about a table.
pub fn view(found: &Found<'_>, look: &DeskContext<'_>) -> TableView {
    let asked = found.asked;
    let (mut missing, mut more) = every_row(asked);
    let mut words = words(asked, found.unclear);
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
        columns: columns(found),
        missing,
        more,
        words,
        more_words: found.unclear.len().saturating_sub(MOST_WORDS),
        dates: asked.said.mapping.columns.iter().flatten().any(is_day).then_some(match asked.said.order {
            Some(DateOrder::DayFirst) => "day",
            Some(DateOrder::MonthFirst) => "month",
            None => "",
        }),
        update: asked.said.existing == Existing::Update,
        names,
        result: result(found),
    }
}

fn is_day(column: &Column) -> bool {
    matches!(column.item_shape(), Shape::Date | Shape::PartDate | Shape::Moment)
}

fn choice(value: &str, words: &str, is_chosen: bool) -> Choice {
    Choice { value: value.into(), words: words.into(), is_chosen }
}

/// What a column is called by people: `Sources: title`.
fn called(column: &Column) -> String {
    let name = column.to_string();
    match name.split_once('.') {
        Some((group, part)) => format!("{}: {}", label(group), label(part).to_lowercase()),
        None => label(&name),
    }
}

/// Some values of each column.
pub fn samples(sheet: &Sheet) -> Vec<String> {
    let of = |at| sheet.samples(at, SAMPLES).join(" · ").chars().take(SAMPLE_LETTERS).collect();
    (0..sheet.header.cells.len()).map(of).collect()
}

fn columns(found: &Found<'_>) -> Vec<ColumnView> {
    let Found { asked, plan, .. } = found;
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
        let put_right = plan.put_right.get(&at).map(|cells| {
            let count = phrases::count(cells.cells, "cell", "cells");
            format!("{count} put right, such as “{}” to “{}”", cells.before, cells.after)
        });
        ColumnView {
            number: at,
            letters: letters(at),
            name: asked.sheet.name(at).to_string(),
            samples: found.samples[at].clone(),
            options: std::iter::once(choice("", "Leave it out", own.is_none())).chain(options).chain(odd).collect(),
            put_right,
        }
    };
    asked.said.mapping.columns.iter().enumerate().map(view).collect()
}

/// What no column holds and every row must have, with what was said of every row; and what else may be said.
fn every_row(asked: &Asked) -> (Vec<Control>, Vec<Control>) {
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
fn words(asked: &Asked, unclear: &[Unclear]) -> Vec<WordView> {
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
fn choose(control: &mut Control, look: &DeskContext<'_>) {
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

fn result(found: &Found<'_>) -> ResultView {
    let (plan, left_out) = (found.plan, found.left_out);
    let into = found.asked.table_of_site();
    let count = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{} {many}", phrases::grouped(number))),
    };
    let parts = [
        count(plan.added.len(), &format!("is added to {into}"), &format!("are added to {into}")),
        count(plan.changed.len(), "is changed", "are changed"),
        count(plan.unchanged, "is there already and stays as it is", "are there already and stay as they are"),
        count(found.asked.sheet.totals.len(), "row only sums up the others", "rows only sum up the others"),
    ];
    let (errors, warnings): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        // What no column holds is asked for by its own field.
        plan.findings.iter().filter(|finding| finding.code != Code::MissingField).partition(|finding| finding.is_error());
    let told = |findings: Vec<&Diagnostic>| findings.into_iter().take(MOST_ROWS).map(words_of).collect();
    let bad = bad_rows(found);
    ResultView {
        parts: parts.into_iter().flatten().collect(),
        mark: (!plan.changes.is_empty()).then(|| shown::mark(&plan.changes)),
        rows: phrases::count(plan.added.len() + plan.changed.len(), "row", "rows"),
        is_other: false,
        left_out: count(left_out.rows.len(), "row does not fit", "rows do not fit"),
        more_bad: left_out.rows.len() - bad.len(),
        bad,
        trouble: told(errors),
        warnings: told(warnings),
        is_lacking: plan.findings.iter().any(|finding| finding.code == Code::MissingField),
    }
}

/// A finding without what only helps at the command line.
fn words_of(finding: &Diagnostic) -> String {
    sentence(&finding.message) + &help_here(finding).map(|help| format!(" {}", sentence(help))).unwrap_or_default()
}

fn bad_rows(found: &Found<'_>) -> Vec<BadRow> {
    let is_bad = |row: &&TableRow| found.left_out.rows.contains(&row.number);
    let view = |row: &TableRow| {
        let own = found.left_out.findings.iter().filter(|finding| row.holds(finding));
        let place = format!("row {}", row.number);
        let why = own.map(|finding| {
            let message = finding.message.strip_prefix(&*place).unwrap_or(&finding.message);
            let message = message.trim_start_matches([',', ':', ' ']);
            words_of(&Diagnostic { message: message.to_string(), ..finding.clone() })
        });
        let mut why: Vec<String> = why.collect();
        why.dedup();
        BadRow { number: row.number, begins: row.begins.clone(), why }
    };
    found.rows.iter().filter(is_bad).take(MOST_ROWS).map(view).collect()
}
