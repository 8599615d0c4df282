//! A CSV table: a header of field names, then one entry a row.
//!
//! A column `a.b` is field `b` of the group `a`, or of the first item of a list of groups; `a.2.b` is of its second.
//! Cells of list fields hold items between semicolons. Whether a field is a list comes from the kind's table of fields.

use std::ops::Range;
use std::sync::Arc;

use super::super::fields::{FieldInfo, Record, Shape};
use super::super::kinds::{Common, Kind};
use super::super::locate::{Marked, Step};
use super::super::node::Node;
use super::csv_cells::{cells, item, items, record_range, records, skip_blank_lines, tidy, value};
use super::{Row, bom};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{SourcePath, Span};

/// The most groups that a list of groups may have in a table.
const MOST_GROUPS: usize = 50;

pub(super) fn rows(path: &SourcePath, text: &str, kind: Kind, diagnostics: &mut Vec<Diagnostic>) -> Vec<Row> {
    let mut records = records(text).into_iter();
    let first = records.next().unwrap_or_default();
    let columns = Columns::of(text, first.start, kind);
    if columns.names.iter().all(|name| name.is_empty()) {
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
pub(super) fn row_at(text: &str, kind: Kind, index: u32, begin: usize) -> Row {
    Columns::of(text, skip_blank_lines(text, bom(text)), kind).row(text, index, begin)
}

/// What the header says of the cells below it.
struct Columns<'a> {
    kind: Kind,
    names: Vec<std::borrow::Cow<'a, str>>,
    id: Option<usize>,
}

impl<'a> Columns<'a> {
    fn of(text: &'a str, begin: usize, kind: Kind) -> Self {
        let names: Vec<_> = cells(text, begin, b',').into_iter().map(|cell| value(text, cell)).collect();
        Columns { kind, id: names.iter().position(|name| name == "id"), names }
    }

    fn row(&self, text: &str, index: u32, begin: usize) -> Row {
        let cells = cells(text, begin, b',');
        let id = self.id.and_then(|column| cells.get(column)).map(|cell| value(text, cell.clone())).unwrap_or_default();
        // After a cell too many or too few nobody knows which field the others belong to: only the name is relied on.
        let map = (cells.len() == self.names.len()).then(|| self.fields(text, cells));
        Row { id: id.into(), index: Some(index), begin, map, body: text.len()..text.len() }
    }

    /// One row's cells as the mapping that front matter would be.
    fn fields(&self, text: &str, cells: Vec<Range<usize>>) -> Vec<(Arc<str>, Node)> {
        let mut map: Vec<(Arc<str>, Node)> = Vec::with_capacity(cells.len());
        let cells = cells.into_iter().map(|cell| value(text, cell));
        for (name, cell) in self.names.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            let Name { field, group, part } = Name::parse(name);
            let is_list = matches!(shape(self.kind, field), Some(Shape::List(_)));
            let text = |text: &str| Node::Text(text.into());
            match part {
                None if is_list => {
                    map.push((field.into(), Node::List(items(&cell).map(|at| text(&item(&cell[at]))).collect())));
                }
                None => map.push((field.into(), text(&cell))),
                Some(part) => {
                    if let Some(parts) = parts_of(&mut map, field, group.filter(|_| is_list)) {
                        parts.push((part.into(), text(&cell)));
                    }
                }
            }
        }
        map
    }
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

/// The group that a column `a.b` is a part of, made if need be: the field's own, or one of a list.
fn parts_of<'m>(
    map: &'m mut Vec<(Arc<str>, Node)>,
    field: &str,
    group: Option<usize>,
) -> Option<&'m mut Vec<(Arc<str>, Node)>> {
    let empty = || Node::Map(Vec::new());
    if !map.iter().any(|(name, _)| &**name == field) {
        map.push((field.into(), if group.is_some() { Node::List(Vec::new()) } else { empty() }));
    }
    let (_, value) = map.iter_mut().find(|(name, _)| &**name == field)?;
    let value = match (value, group) {
        (Node::List(groups), Some(number)) => {
            groups.resize_with(groups.len().max(number + 1), empty);
            &mut groups[number]
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

/// Positions of the cells of the row that begins at an offset, read straight off the text.
pub(super) fn marks(text: &str, begin: usize) -> Marked {
    if begin >= text.len() {
        return Marked::default();
    }
    let header = cells(text, skip_blank_lines(text, bom(text)), b',');
    let mut marks = Marked::leaf(begin..begin, record_range(text, begin));
    for (name, cell) in header.into_iter().zip(cells(text, begin, b',')) {
        let (name, cell) = (tidy(text, name), tidy(text, cell));
        mark_cell(&mut marks, &text[name.clone()], name, cell, text);
    }
    marks
}

fn mark_cell(marks: &mut Marked, name: &str, key: Range<usize>, cell: Range<usize>, text: &str) {
    let mut mark = Marked::leaf(key, cell.clone());
    let Name { field, group: number, part } = Name::parse(name);
    let step = Step::Field(field.to_string().into());
    let Some(part) = part else {
        for (index, range) in items(&text[cell.clone()]).enumerate() {
            let range = cell.start + range.start..cell.start + range.end;
            mark.push(Step::Item(index), Marked::leaf(range.clone(), range));
        }
        return marks.push(step, mark);
    };
    let number = number.unwrap_or(0);
    // What a group lacks is missing in this row, not in the header.
    let whole = || Marked::leaf(cell.clone(), cell.clone());
    let mut group = marks.take(field).unwrap_or_else(whole);
    let mut item = group.take_item(number).unwrap_or_else(whole);
    let inner = Step::Field(part.to_string().into());
    item.push(inner.clone(), mark.clone());
    if number == 0 {
        group.push(inner, mark);
    }
    group.push(Step::Item(number), item);
    marks.push(step, group);
}
