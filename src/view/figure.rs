//! Figures that are drawn: bars where amounts are of one time, and a small line for each row where they changed. The
//! page says the same in a table.
//!
//! As with bars of pay, a drawing has no size of its own: what lies across and down it are shares of its sides, and the
//! words stand beside it.

use std::cmp::Reverse;
use std::sync::Arc;

use serde::Serialize;

use super::bars::Bars;
use super::card::{About, Link};
use super::dataset::DatasetView;
use super::when::When;
use super::{Context, Overview, PageView, View};
use crate::entry::amount::Amount;
use crate::entry::kinds::{Dataset, Figure, Profession};
use crate::entry::numbers::Row;
use crate::entry::part_date::PartDate;
use crate::graph::figures::{self, Drawn};
use crate::graph::{Id, Linked};
use crate::permalink::{self, Permalink};

#[derive(Debug, Serialize, Hash)]
pub struct FiguresView {
    pub figures: Vec<FigureView>,
    /// Where their numbers come from.
    pub datasets: Vec<DatasetView>,
}

#[derive(Debug, Serialize, Hash)]
pub struct FigureView {
    pub about: About,
    pub caution: Arc<str>,
    /// As authors write it; themes name it with the string `figure-unit-<unit>`.
    pub unit: &'static str,
    /// When the newest amounts were so.
    pub when: When,
    /// The times of the table's columns; none if all amounts are of one time.
    pub times: Vec<When>,
    /// The largest first.
    pub rows: Vec<RowView>,
    /// What it is drawn from, further down the page, and the whole table as a file, where it has one.
    pub dataset: DatasetView,
    pub file: Option<String>,
}

#[derive(Debug, Serialize, Hash)]
pub struct RowView {
    pub title: Arc<str>,
    /// One for each time, or the only one; none where nothing is known.
    pub amounts: Vec<Option<String>>,
    /// How far a bar reaches, in thousandths of the width.
    pub reach: u32,
    /// Where the amounts lie, the first time first.
    pub points: Vec<Point>,
    /// The first and the last amount that are known.
    pub ends: Vec<Told>,
}

/// An amount in a drawing, in thousandths from its start and from its top.
#[derive(Debug, Serialize, Hash)]
pub struct Point {
    pub across: u32,
    pub down: u32,
}

/// An amount with its time.
#[derive(Debug, Serialize, Hash)]
pub struct Told {
    /// The figure, and the name of the row in it.
    pub figure: Link,
    pub title: Arc<str>,
    pub unit: &'static str,
    pub amount: String,
    pub when: When,
    /// The first amount, if it is another one.
    pub before: Option<Box<Told>>,
}

impl Context<'_> {
    pub(crate) fn figures_page(&self, path: &str) -> PageView {
        let drawn = |figure: Linked<'_, Figure>| Some(self.figure(path, figure, self.graph.figures.get(&figure.id)?));
        let is_drawn = |one: &Linked<'_, Dataset>| self.graph.referrers::<Figure>(one.id.node()).next().is_some();
        let view = FiguresView {
            figures: self.graph.all::<Figure>().filter_map(drawn).collect(),
            datasets: self.graph.all::<Dataset>().filter(is_drawn).map(|one| self.dataset(path, one)).collect(),
        };
        PageView { page: self.overview_frame(path, Overview::Figures), view: View::Figures(Box::new(view)) }
    }

    fn figure(&self, path: &str, figure: Linked<'_, Figure>, drawn: &Drawn) -> FigureView {
        let dataset = self.graph.get(figure.dataset);
        let table = figures::table(dataset).map(|table| Permalink::page(permalink::of_asset(&table)));
        FigureView {
            about: self.about(path, figure.id.node()),
            caution: figure.caution.clone(),
            unit: figure.unit().as_str(),
            when: When::of(drawn.when),
            times: drawn.numbers.times.iter().copied().map(When::of).collect(),
            rows: self.rows_of(path, figure, drawn),
            dataset: self.dataset(path, dataset),
            file: table.map(|table| self.href(path, &table)),
        }
    }

    fn rows_of(&self, path: &str, figure: Linked<'_, Figure>, drawn: &Drawn) -> Vec<RowView> {
        let mut rows: Vec<&Row> = drawn.numbers.rows.iter().collect();
        rows.sort_by_key(|row| (Reverse(row.last()), called(figure, row)));
        let newest = |row: &&Row| (row.label.clone(), row.last().map(|amount| amount.0).into_iter().collect());
        let bars = Bars::new(rows.iter().map(newest).collect());
        let reach = |at: usize| bars.as_ref().and_then(|bars| bars.rows.get(at)).map_or(0, |bar| bar.whole);
        let unit = figure.unit();
        let row = |(at, row): (usize, &Row)| RowView {
            title: called(figure, row),
            amounts: row.amounts.iter().map(|amount| amount.map(|amount| amount.shown(unit))).collect(),
            reach: reach(at),
            points: points(row, &drawn.numbers.times),
            ends: self.ends(path, figure, drawn, row),
        };
        rows.into_iter().enumerate().map(row).collect()
    }

    /// The first and the last amount of a row that are known, each with its time.
    fn ends(&self, path: &str, figure: Linked<'_, Figure>, drawn: &Drawn, row: &Row) -> Vec<Told> {
        let known = known(row, &drawn.numbers.times);
        let ends = match known[..] {
            [first, .., last] => vec![first, last],
            _ => Vec::new(),
        };
        ends.into_iter().map(|(time, amount)| self.one_told(path, figure, row, amount, time)).collect()
    }

    fn one_told(&self, path: &str, figure: Linked<'_, Figure>, row: &Row, amount: Amount, time: PartDate) -> Told {
        let unit = figure.unit();
        Told {
            figure: self.link(path, figure.id.node()),
            title: called(figure, row),
            unit: unit.as_str(),
            amount: amount.shown(unit),
            when: When::of(time),
            before: None,
        }
    }

    /// What figures tell of a profession.
    pub(super) fn told(&self, path: &str, profession: Id<Profession>) -> Vec<Told> {
        let told = |(figure, drawn, row): (Linked<'_, Figure>, &Drawn, &Row)| {
            let mut ends = self.ends(path, figure, drawn, row);
            match ends.pop() {
                Some(last) => Some(Told { before: ends.pop().map(Box::new), ..last }),
                None => Some(self.one_told(path, figure, row, row.last()?, drawn.when)),
            }
        };
        self.graph.rows_about(profession).filter_map(told).collect()
    }
}

/// What visitors know a row by.
fn called(figure: Linked<'_, Figure>, row: &Row) -> Arc<str> {
    let told = figure.fields.rows.iter().find(|told| told.label == row.label);
    told.and_then(|told| told.called.clone()).unwrap_or_else(|| row.label.clone())
}

fn known(row: &Row, times: &[PartDate]) -> Vec<(PartDate, Amount)> {
    times.iter().zip(&row.amounts).filter_map(|(time, amount)| Some((*time, (*amount)?))).collect()
}

/// The amounts of a row from nothing up to its own largest, so that lines of many rows are as steep as they grow.
fn points(row: &Row, times: &[PartDate]) -> Vec<Point> {
    let known = known(row, times);
    let most = known.iter().map(|(_, amount)| amount.0).max().unwrap_or_default().max(1);
    let day = |time: PartDate| time.begins().duration_since(jiff::civil::Date::ZERO).as_hours() / 24;
    let (Some(first), Some(last)) = (times.first(), times.last()) else { return Vec::new() };
    let (begin, days) = (day(*first), (day(*last) - day(*first)).max(1));
    let thousandths = |part: u64, of: u64| u32::try_from(part.saturating_mul(1000) / of).unwrap_or(1000);
    let point = |&(time, amount): &(PartDate, Amount)| Point {
        across: thousandths((day(time) - begin).unsigned_abs(), days.unsigned_abs()),
        down: 1000 - thousandths(amount.0, most),
    };
    known.iter().map(point).collect()
}
