//! A CSV table: a header of field names, then one entry a row.
//!
//! A column `a.b` is field `b` of the group `a`, or of the first item of a list of groups; `a.2.b` is of its second.
//! Cells of list fields hold items between semicolons. Whether a field is a list comes from the kind's table of fields.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::super::fields::{FieldInfo, Record, Shape};
use super::super::kinds::{Common, Kind};
use super::super::node::{Marked, Node};
use super::csv_cells::{cells, item, items, records, skip_blank_lines, tidy, value};
use super::{RawEntry, bom};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{SourcePath, Span};

/// The most groups that a list of groups may have in a table.
const MOST_GROUPS: usize = 50;

pub(super) fn rows(path: &SourcePath, text: &str, kind: Kind, diagnostics: &mut Vec<Diagnostic>) -> Vec<RawEntry> {
    let mut records = records(text).into_iter();
    let first = records.next().unwrap_or_default();
    let columns = Columns::of(text, first.start, kind);
    if columns.names.iter().all(|(name, _)| name.is_empty()) {
        diagnostics.push(catalogue::empty_file(path));
        return Vec::new();
    }
    if columns.id.is_none() {
        diagnostics.push(catalogue::csv_row(
            Span::new(path, first),
            "there is no column `id`".into(),
            "add a column `id` with a short name for each row",
        ));
        return Vec::new();
    }
    let row = |(index, record): (u32, Range<usize>)| {
        let found = cells(text, record.start, b',').len();
        if found != columns.names.len() {
            let message = format!("this row has {found} cells, but the header has {}", columns.names.len());
            let help = "put cells that hold a comma between double quotes, and add or remove cells";
            diagnostics.push(catalogue::csv_row(Span::new(path, record.clone()), message, help));
        }
        columns.row(text, index, record.start)
    };
    (0..).zip(records).map(row).collect()
}

/// The one row that begins at an offset.
pub(super) fn row_at(text: &str, kind: Kind, index: u32, begin: usize) -> RawEntry {
    Columns::of(text, skip_blank_lines(text, bom(text)), kind).row(text, index, begin)
}

/// What the header says of the cells below it.
struct Columns<'a> {
    kind: Kind,
    names: Vec<(Cow<'a, str>, Range<usize>)>,
    id: Option<usize>,
}

/// What becomes of empty cells: they say nothing, but have a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Empty {
    LeftOut,
    Kept,
}

impl<'a> Columns<'a> {
    fn of(text: &'a str, begin: usize, kind: Kind) -> Self {
        let name = |cell: Range<usize>| (value(text, cell.clone()), tidy(text, cell));
        let names: Vec<_> = cells(text, begin, b',').into_iter().map(name).collect();
        Columns { kind, id: names.iter().position(|(name, _)| name == "id"), names }
    }

    fn row(&self, text: &str, index: u32, begin: usize) -> RawEntry {
        let cells = cells(text, begin, b',');
        let id = self.id.and_then(|column| cells.get(column)).map(|cell| value(text, cell.clone())).unwrap_or_default();
        let id = id.into();
        // After a cell too many or too few nobody knows which field the others belong to: only the name is relied on.
        let is_whole = cells.len() == self.names.len();
        let whole = if is_whole { self.whole(text, begin, cells, Empty::LeftOut) } else { Marked::default() };
        RawEntry { id, index: Some(index), begin, whole, body: text.len()..text.len() }
    }

    /// One row's cells as the group that front matter would be.
    fn whole(&self, text: &str, begin: usize, cells: Vec<Range<usize>>, empty: Empty) -> Marked {
        let end = cells.last().map_or(begin, |cell| cell.end);
        let mut map: Vec<(Arc<str>, Marked)> = Vec::with_capacity(cells.len());
        for ((name, key), cell) in self.names.iter().zip(cells) {
            let (said, cell) = (value(text, cell.clone()), tidy(text, cell));
            if empty == Empty::LeftOut && said.is_empty() {
                continue;
            }
            let Name { field, group, part } = Name::parse(name);
            let is_list = matches!(shape(self.kind, field), Some(Shape::List(_)));
            let node = match part {
                None if is_list => list(text, &said, &cell),
                _ if said.is_empty() => Node::Null,
                _ => Node::Text((&*said).into()),
            };
            let mark = Marked::new(node, key.clone(), cell.clone());
            match part {
                None => map.push((field.into(), mark)),
                Some(part) => {
                    if let Some(parts) = parts_of(&mut map, field, group.filter(|_| is_list), &cell) {
                        parts.push((part.into(), mark));
                    }
                }
            }
        }
        Marked::new(Node::Map(map), begin..begin, begin..end)
    }
}

/// The items of a list's cell, each in its place.
fn list(text: &str, said: &str, cell: &Range<usize>) -> Node {
    let places = items(&text[cell.clone()]).map(|range| cell.start + range.start..cell.start + range.end);
    let mark = |(at, place): (Range<usize>, Range<usize>)| {
        Marked::new(Node::Text(item(&said[at]).into()), place.clone(), place)
    };
    Node::List(items(said).zip(places).map(mark).collect())
}

/// A column's name, taken apart.
struct Name<'a> {
    field: &'a str,
    /// The number of the group in a list of them, from 0.
    group: Option<usize>,
    part: Option<&'a str>,
}

impl<'a> Name<'a> {
    fn parse(name: &'a str) -> Self {
        let Some((field, part)) = name.split_once('.') else { return Name { field: name, group: None, part: None } };
        let numbered = part.split_once('.').and_then(|(number, part)| Some((number.parse::<usize>().ok()?, part)));
        match numbered {
            Some((number @ 2..=MOST_GROUPS, part)) => Name { field, group: Some(number - 1), part: Some(part) },
            _ => Name { field, group: Some(0), part: Some(part) },
        }
    }
}

/// The group that a column `a.b` is a part of, made if need be: the field's own, or one of a list. What a group lacks is
/// missing in this row, not in the header: its cell stands for its name, too.
fn parts_of<'m>(
    map: &'m mut Vec<(Arc<str>, Marked)>,
    field: &str,
    group: Option<usize>,
    cell: &Range<usize>,
) -> Option<&'m mut Vec<(Arc<str>, Marked)>> {
    let new = |node: Node| Marked::new(node, cell.clone(), cell.clone());
    let empty = || new(Node::Map(Vec::new()));
    if !map.iter().any(|(name, _)| &**name == field) {
        map.push((field.into(), if group.is_some() { new(Node::List(Vec::new())) } else { empty() }));
    }
    let (_, value) = map.iter_mut().find(|(name, _)| &**name == field)?;
    let value = match (&mut value.node, group) {
        (Node::List(groups), Some(number)) => {
            groups.resize_with(groups.len().max(number + 1), empty);
            &mut groups[number].node
        }
        (value, _) => value,
    };
    if let Node::Map(parts) = value { Some(parts) } else { None }
}

fn shape(kind: Kind, field: &str) -> Option<Shape> {
    let find = |fields: &'static [FieldInfo]| fields.iter().find(|info| info.name == field).map(|info| (info.shape)());
    find(kind.fields()).or_else(|| find(Common::FIELDS))
}

/// A cell, or an item of one that holds a list.
#[derive(Debug)]
pub(in super::super) struct Cell<'a> {
    pub row: u32,
    /// The field that its column is named after, and the innermost part of that name.
    pub within: &'a str,
    pub field: &'a str,
    pub range: Range<usize>,
    /// Where the list begins of which it is an item, if its column holds lists.
    pub list: Option<usize>,
}

/// Every cell below the header, read straight off the text.
pub(in super::super) fn every_cell(text: &str, kind: Kind) -> Vec<Cell<'_>> {
    let mut records = records(text).into_iter();
    let header = records.next().map(|header| cells(text, header.start, b',')).unwrap_or_default();
    let columns: Vec<(Name<'_>, bool)> = header
        .into_iter()
        .map(|name| &text[tidy(text, name)])
        .map(|name| (Name::parse(name), matches!(shape(kind, name), Some(Shape::List(_)))))
        .collect();
    let mut found = Vec::new();
    for (row, record) in (0..).zip(records) {
        for ((name, is_list), cell) in columns.iter().zip(cells(text, record.start, b',')) {
            let cell = tidy(text, cell);
            let (within, field) = (name.field, name.part.unwrap_or(name.field));
            let list = is_list.then_some(cell.start);
            let mut push = |range: Range<usize>| found.push(Cell { row, within, field, range, list });
            match is_list {
                true => {
                    items(&text[cell.clone()]).for_each(|item| push(cell.start + item.start..cell.start + item.end))
                }
                false => push(cell),
            }
        }
    }
    found
}

/// The row that begins at an offset, its empty cells too.
pub(super) fn marks(text: &str, kind: Kind, begin: usize) -> Marked {
    if begin >= text.len() {
        return Marked::default();
    }
    let columns = Columns::of(text, skip_blank_lines(text, bom(text)), kind);
    columns.whole(text, begin, cells(text, begin, b','), Empty::Kept)
}
