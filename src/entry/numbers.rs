//! A table of numbers that figures are drawn from: open data of others, as it is published.
//!
//! Its rows are no entries: a figure names the columns that it shows, and the rows. What is wrong is told where it
//! stands, in a cell of the table or at the field of the figure.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::amount::Amount;
use super::form::csv_cells;
use super::kinds::{Shows, Unit};
use super::locate::Step;
use super::part_date::PartDate;
use super::phase::Phase;
use crate::formatting;
use crate::nearest::nearest;

/// The most rows and times that one figure can show so that somebody reads it.
const MOST_ROWS: usize = 60;
const MOST_TIMES: usize = 24;

/// How far from 100 the parts of a whole may be together, in hundredths of a percent: each of them is rounded.
const ROUNDED: u64 = 100;

/// What a figure shows: a row for each name, with an amount at each time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// From the first to the last; none if all amounts are of one time.
    pub times: Vec<PartDate>,
    /// In the order of the table.
    pub rows: Vec<Row>,
    /// The one time, if the rows were chosen by it.
    pub chosen: Option<PartDate>,
}

/// A name with its amounts, one for each time, or the only one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub label: Arc<str>,
    pub amounts: Vec<Option<Amount>>,
}

impl Row {
    /// The newest amount that is known.
    pub fn last(&self) -> Option<Amount> {
        self.amounts.iter().rev().flatten().next().copied()
    }
}

/// What cannot be drawn, where that stands, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub at: At,
    pub message: String,
    pub help: String,
}

/// A place in the table, or a field of `shows`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    Table(Range<usize>),
    Field(Vec<Step>),
}

/// Reads what a figure shows of a table. All that is wrong is told, a line for each.
pub fn read<P: Phase>(text: &str, shows: &Shows<P>, today: Date) -> Result<Numbers, Vec<Problem>> {
    let table = Table::of(text);
    let columns = table.columns(shows)?;
    let records = table.chosen(shows, &columns)?;
    let mut reading = Reading { table: &table, columns: &columns, unit: shows.unit, today, problems: Vec::new() };
    reading.judge_units(&records);
    let cells: Vec<Cell> = records.iter().filter_map(|record| reading.cell(record)).collect();
    let mut numbers = reading.put_together(cells);
    numbers.chosen = shows.only.iter().find_map(|pick| PartDate::parse(&pick.is));
    let mut problems = reading.problems;
    if problems.is_empty() {
        problems.extend(whole(&numbers, shows).err());
    }
    if problems.is_empty() { Ok(numbers) } else { Err(problems) }
}

struct Table<'a> {
    text: &'a str,
    names: Vec<String>,
    records: Vec<Record>,
}

/// A row of the table.
#[derive(Clone)]
struct Record {
    bytes: Range<usize>,
    cells: Vec<Range<usize>>,
}

/// Where the columns of a figure are in a row.
struct Columns {
    label: usize,
    value: usize,
    over: Option<usize>,
    only: Vec<usize>,
    /// A column that says the unit of each row.
    unit: Option<usize>,
}

impl<'a> Table<'a> {
    fn of(text: &'a str) -> Table<'a> {
        let mut records = csv_cells::records(text).into_iter().map(|bytes| {
            let cells = csv_cells::cells(text, bytes.start, b',');
            Record { bytes, cells }
        });
        let header = records.next().map_or_else(Vec::new, |header| header.cells);
        let names = header.into_iter().map(|cell| csv_cells::value(text, cell).into_owned()).collect();
        Table { text, names, records: records.collect() }
    }

    fn columns<P: Phase>(&self, shows: &Shows<P>) -> Result<Columns, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut find = |name: &str, way: Vec<Step>| {
            let place = self.names.iter().position(|known| known == name);
            if place.is_none() {
                let near = nearest(name, self.names.iter().map(String::as_str));
                let help = near.map_or_else(
                    || format!("its columns are: {}", self.names.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("the table has no column `{name}`");
                problems.push(Problem { at: At::Field(way), message, help });
            }
            place.unwrap_or_default()
        };
        let field = |name: &'static str| Step::Field(name.into());
        let columns = Columns {
            label: find(&shows.label, vec![field("label")]),
            value: find(&shows.value, vec![field("value")]),
            over: shows.over.as_ref().map(|over| find(over, vec![field("over")])),
            only: (0..)
                .zip(&shows.only)
                .map(|(at, pick)| find(&pick.column, vec![field("only"), Step::Item(at), field("column")]))
                .collect(),
            unit: self.names.iter().position(|name| name.eq_ignore_ascii_case("unit")),
        };
        if problems.is_empty() { Ok(columns) } else { Err(problems) }
    }

    /// The rows that a figure shows.
    fn chosen<P: Phase>(&self, shows: &Shows<P>, columns: &Columns) -> Result<Vec<Record>, Vec<Problem>> {
        let mut records = self.records.clone();
        for (at, (pick, &column)) in shows.only.iter().zip(&columns.only).enumerate() {
            let all: BTreeSet<String> = records.iter().map(|record| self.said(record, column)).collect();
            records.retain(|record| self.said(record, column) == *pick.is);
            if records.is_empty() {
                let near = nearest(&pick.is, all.iter().map(String::as_str));
                let some = || all.iter().take(8).map(String::as_str).collect::<Vec<_>>().join(", ");
                let help = near.map_or_else(
                    || format!("write what a row says there, such as: {}", some()),
                    |near| format!("did you mean `{near}`?"),
                );
                let way = vec![Step::Field("only".into()), Step::Item(at), Step::Field("is".into())];
                let message = format!("no row of the table says `{}` in the column `{}`", pick.is, pick.column);
                return Err(vec![Problem { at: At::Field(way), message, help }]);
            }
        }
        Ok(records)
    }

    /// Where a row says something in a column. An empty cell has no bytes to point at: the row has.
    fn place(&self, record: &Record, column: usize) -> Range<usize> {
        let cell = record.cells.get(column).map(|cell| csv_cells::tidy(self.text, cell.clone()));
        cell.filter(|cell| !cell.is_empty()).unwrap_or_else(|| record.bytes.clone())
    }

    /// What a row says in a column: nothing if it has too few cells.
    fn said(&self, record: &Record, column: usize) -> String {
        let cell = record.cells.get(column);
        cell.map_or_else(String::new, |cell| csv_cells::value(self.text, cell.clone()).into_owned())
    }
}

/// An amount with its name and its time.
struct Cell {
    label: Arc<str>,
    time: Option<PartDate>,
    amount: Option<Amount>,
    at: Range<usize>,
}

struct Reading<'a> {
    table: &'a Table<'a>,
    columns: &'a Columns,
    unit: Unit,
    today: Date,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn tell(&mut self, at: Range<usize>, message: String, help: impl Into<String>) {
        self.problems.push(Problem { at: At::Table(at), message, help: help.into() });
    }

    /// Rows that say their unit say the same one.
    fn judge_units(&mut self, records: &[Record]) {
        let Some(column) = self.columns.unit else { return };
        let said = |record: &Record| self.table.said(record, column);
        let Some((first, rest)) = records.split_first() else { return };
        let unit = said(first);
        if let Some(other) = rest.iter().find(|record| said(record) != unit) {
            let message = format!("this row is in `{}`, and the first one that is shown is in `{unit}`", said(other));
            self.tell(
                self.table.place(other, column),
                message,
                "choose rows of one unit with `only`, or show the others in a figure of their own",
            );
        }
    }

    fn cell(&mut self, record: &Record) -> Option<Cell> {
        let (table, columns) = (self.table, self.columns);
        let found = record.cells.len();
        if found != table.names.len() {
            let message = format!("this row has {found} cells, but the header has {}", table.names.len());
            self.tell(record.bytes.clone(), message, "put cells that hold a comma between double quotes");
            return None;
        }
        let at = |column| table.place(record, column);
        let label = table.said(record, columns.label);
        if label.is_empty() {
            let message = format!("this row says nothing in the column `{}`", table.names[columns.label]);
            self.tell(record.bytes.clone(), message, "write what the number is of, or take the row out");
        }
        let time = columns.over.and_then(|column| self.time(&table.said(record, column), at(column)));
        // Of what is of no time, nothing more can be said.
        if columns.over.is_some() && time.is_none() {
            return None;
        }
        let said = table.said(record, columns.value);
        let read = Amount::read(&said, self.unit);
        if let Err((message, help)) = &read {
            self.tell(at(columns.value), message.clone(), help.clone());
        }
        Some(Cell { label: label.into(), time, amount: read.ok().flatten(), at: at(columns.label) })
    }

    fn time(&mut self, said: &str, at: Range<usize>) -> Option<PartDate> {
        let time = PartDate::parse(said).filter(|time| time.year() >= 1900);
        match time {
            None if said.is_empty() => {
                self.tell(at, "nothing says of when this number is".into(), "write its day, month or year");
            }
            None => {
                let help = "write it like `2025`, `2025-10` or `2025-10-23`";
                self.tell(at, format!("`{said}` is no day, month or year"), help);
            }
            Some(time) if time.begins() > self.today => {
                let message = format!("`{said}` is still to come: today is {}", formatting::day(self.today));
                self.tell(at, message, "look for a wrong digit; a forecast is no figure of what is");
                return None;
            }
            Some(_) => {}
        }
        time
    }

    /// Amounts by name and time. Two of one name and one time cannot both be right.
    fn put_together(&mut self, cells: Vec<Cell>) -> Numbers {
        let mut times: Vec<PartDate> = cells.iter().filter_map(|cell| cell.time).collect();
        times.sort_by_key(|time| (time.begins(), time.ends()));
        times.dedup();
        let mut rows: Vec<(Row, Vec<bool>)> = Vec::new();
        for cell in cells {
            let column = times.iter().position(|time| Some(*time) == cell.time).unwrap_or_default();
            let at = rows.iter().position(|(row, _)| row.label == cell.label).unwrap_or_else(|| {
                let width = times.len().max(1);
                rows.push((Row { label: cell.label.clone(), amounts: vec![None; width] }, vec![false; width]));
                rows.len() - 1
            });
            let (row, taken) = &mut rows[at];
            if std::mem::replace(&mut taken[column], true) {
                let help = "choose the rows to show with `only`, or name the column of their days or years with `over`";
                self.tell(cell.at, format!("`{}` has two numbers for one time", cell.label), help);
            } else {
                row.amounts[column] = cell.amount;
            }
        }
        let rows = rows.into_iter().map(|(row, _)| row).filter(|row| row.last().is_some()).collect();
        Numbers { times, rows, chosen: None }
    }
}

/// What only all numbers together can tell.
fn whole<P: Phase>(numbers: &Numbers, shows: &Shows<P>) -> Result<(), Problem> {
    let field = |name: &'static str, message: String, help: &str| {
        Err(Problem { at: At::Field(vec![Step::Field(name.into())]), message, help: help.into() })
    };
    if numbers.rows.is_empty() {
        return field("value", "there is no number to show".into(), "name a column that has numbers in these rows");
    }
    if let [only] = numbers.times[..] {
        let message = format!("all numbers are of one time, {only}, so nothing shows how they changed");
        return field("over", message, "take `over` out, or show rows of several times");
    }
    if numbers.rows.len() > MOST_ROWS || numbers.times.len() > MOST_TIMES {
        let (rows, times) = (numbers.rows.len(), numbers.times.len().max(1));
        let message = format!("{rows} rows at {times} times are too many for one figure");
        let help = format!("choose at most {MOST_ROWS} rows and {MOST_TIMES} times with `only`");
        return field("label", message, &help);
    }
    if shows.unit == Unit::PercentOfAll {
        for column in 0..numbers.times.len().max(1) {
            let parts = numbers.rows.iter().flat_map(|row| row.amounts[column]);
            let sum: u64 = parts.map(|part| part.0).sum();
            if sum.abs_diff(100 * 100) > ROUNDED {
                let when = numbers.times.get(column).map(|time| format!(" in {time}")).unwrap_or_default();
                let message = format!("the parts are {} percent together{when}, not 100", Amount(sum));
                return field(
                    "unit",
                    message,
                    "show all parts of the whole, or write `unit: percent` if they are none",
                );
            }
        }
    }
    Ok(())
}
