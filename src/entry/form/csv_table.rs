//! A CSV table: a header of field names, then one entry a row.
//!
//! A column `a.b` is field `b` of the group or list item `a`; cells of list fields hold items between semicolons.
//! Whether a field is a list comes from the kind's own table of fields.

use std::ops::Range;
use std::sync::Arc;

use super::super::fields::{FieldInfo, Record, Shape};
use super::super::kinds::{Common, Kind};
use super::super::locate::{Marked, Step};
use super::super::node::Node;
use super::{Row, bom};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{SourcePath, Span};

pub(super) fn rows(path: &SourcePath, text: &str, kind: Kind, diagnostics: &mut Vec<Diagnostic>) -> Vec<Row> {
    let start = bom(text);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(&text.as_bytes()[start..]);
    let Ok(header) = reader.headers().cloned() else { return Vec::new() };
    if header.iter().all(str::is_empty) {
        diagnostics.push(catalogue::empty_file(path));
        return Vec::new();
    }
    if !header.iter().any(|name| name == "id") {
        let at = Span::new(path, start..start + text[start..].lines().next().unwrap_or("").len());
        diagnostics.push(catalogue::csv_row(
            at,
            "there is no column `id`".into(),
            "add a column `id` with a short name for each row",
        ));
        return Vec::new();
    }
    let mut rows = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let Ok(record) = record else { continue };
        let begin = skip_blank_lines(text, start + record.position().map_or(0, |position| position.byte() as usize));
        if record.len() != header.len() {
            let at = Span::new(path, record_range(text, begin));
            let message = format!("this row has {} cells, but the header has {}", record.len(), header.len());
            diagnostics.push(catalogue::csv_row(
                at,
                message,
                "put cells that hold a comma between double quotes, and add or remove cells",
            ));
        }
        // After a cell too many or too few nobody knows which field the others belong to: only the name is relied on.
        let map = (record.len() == header.len()).then(|| fields(&header, &record, kind));
        let id = header.iter().position(|name| name == "id").and_then(|column| record.get(column)).unwrap_or_default();
        rows.push(Row { id: id.into(), index: Some(index as u32), map, body: text.len()..text.len() });
    }
    rows
}

/// One row's cells as the mapping that front matter would be.
fn fields(header: &csv::StringRecord, record: &csv::StringRecord, kind: Kind) -> Vec<(Arc<str>, Node)> {
    let mut map: Vec<(Arc<str>, Node)> = Vec::with_capacity(header.len());
    for (name, cell) in header.iter().zip(record.iter()).filter(|(_, cell)| !cell.is_empty()) {
        let (field, part) = name.split_once('.').map_or((name, None), |(field, part)| (field, Some(part)));
        let shape = shape(kind, field);
        let Some(part) = part else {
            let value = match shape {
                Some(Shape::List(_)) => Node::List(items(cell).map(|range| Node::Text(cell[range].into())).collect()),
                _ => Node::Text(cell.into()),
            };
            map.push((name.into(), value));
            continue;
        };
        if !map.iter().any(|(name, _)| &**name == field) {
            let group = Node::Map(Vec::new());
            let value = if matches!(shape, Some(Shape::List(_))) { Node::List(vec![group]) } else { group };
            map.push((field.into(), value));
        }
        let group = map.iter_mut().find(|(name, _)| &**name == field).map(|(_, value)| value);
        if let Some(Node::Map(parts)) =
            group.map(|value| if let Node::List(items) = value { &mut items[0] } else { value })
        {
            parts.push((part.into(), Node::Text(cell.into())));
        }
    }
    map
}

fn shape(kind: Kind, field: &str) -> Option<Shape> {
    let find = |fields: &'static [FieldInfo]| fields.iter().find(|info| info.name == field).map(|info| (info.shape)());
    find(kind.fields()).or_else(|| find(Common::FIELDS))
}

/// Ranges of the items of a list cell, without the blanks around them.
fn items(cell: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    cell.split(';')
        .map(move |piece| {
            let start = from + (piece.len() - piece.trim_start().len());
            from += piece.len() + 1;
            start..start + piece.trim().len()
        })
        .filter(|range| !range.is_empty())
}

/// A cell, or an item of one that holds a list.
#[derive(Debug)]
pub(in super::super) struct Cell<'a> {
    pub row: u32,
    /// The field that its column is named after, and the innermost part of that name.
    pub within: &'a str,
    pub field: &'a str,
    pub range: Range<usize>,
}

/// Every cell below the header, read straight off the text.
pub(super) fn every_cell(text: &str, kind: Kind) -> Vec<Cell<'_>> {
    let mut records = records(text).into_iter();
    let header = records.next().map(|header| cells(text, header.start)).unwrap_or_default();
    let columns: Vec<(&str, bool)> = header
        .into_iter()
        .map(|name| (&text[name.clone()], matches!(shape(kind, &text[name]), Some(Shape::List(_)))))
        .collect();
    let mut found = Vec::new();
    for (row, record) in (0..).zip(records) {
        for (&(name, is_list), cell) in columns.iter().zip(cells(text, record.start)) {
            let (within, field) = name.split_once('.').unwrap_or((name, name));
            let mut push = |range: Range<usize>| found.push(Cell { row, within, field, range });
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

/// Positions of one row's cells, read straight off the text.
pub(super) fn marks(_: &SourcePath, text: &str, row: u32) -> Marked {
    let mut begin = skip_blank_lines(text, bom(text));
    let header = cells(text, begin);
    let mut seen = 0;
    loop {
        begin = skip_blank_lines(text, record_range(text, begin).end);
        if begin >= text.len() {
            return Marked::default();
        }
        if seen == row {
            break;
        }
        seen += 1;
    }
    let mut marks = Marked::leaf(begin..begin, record_range(text, begin));
    for (name, cell) in header.iter().zip(cells(text, begin)) {
        mark_cell(&mut marks, &text[name.clone()], name.clone(), cell, text);
    }
    marks
}

fn mark_cell(marks: &mut Marked, name: &str, key: Range<usize>, cell: Range<usize>, text: &str) {
    let mut mark = Marked::leaf(key.clone(), cell.clone());
    match name.split_once('.') {
        Some((field, part)) => {
            let step = Step::Field(field.to_string().into());
            let mut group = marks.take(field).unwrap_or_else(|| Marked::leaf(key.clone(), cell.clone()));
            let mut item = group.take_item(0).unwrap_or_else(|| Marked::leaf(key, cell));
            let inner = Step::Field(part.to_string().into());
            item.push(inner.clone(), mark.clone());
            group.push(inner, mark);
            group.push(Step::Item(0), item);
            marks.push(step, group);
        }
        None => {
            for (index, range) in items(&text[cell.clone()]).enumerate() {
                let range = cell.start + range.start..cell.start + range.end;
                mark.push(Step::Item(index), Marked::leaf(range.clone(), range));
            }
            marks.push(Step::Field(name.to_string().into()), mark);
        }
    }
}

/// The bytes of every record, the header first.
pub(super) fn records(text: &str) -> Vec<Range<usize>> {
    let mut records = Vec::new();
    let mut begin = skip_blank_lines(text, bom(text));
    while begin < text.len() {
        let record = record_range(text, begin);
        begin = skip_blank_lines(text, record.end);
        records.push(record);
    }
    records
}

/// The bytes of the record that begins at an offset, without its line ending. Quoted cells may hold line endings.
fn record_range(text: &str, begin: usize) -> Range<usize> {
    begin..scan(text, begin).last().map_or(begin, |cell| cell.end)
}

/// The bytes of each cell of the record at an offset, without quotation marks and blanks around them.
fn cells(text: &str, begin: usize) -> Vec<Range<usize>> {
    scan(text, begin).into_iter().map(|cell| tidy(text, cell)).collect()
}

/// The bytes of each cell of the record at an offset. Only a quotation mark at a cell's very start opens a quoted cell.
fn scan(text: &str, begin: usize) -> Vec<Range<usize>> {
    let (mut cells, mut from, mut quoted) = (Vec::new(), begin, false);
    for (at, byte) in text.bytes().enumerate().skip(begin) {
        match byte {
            b'"' if at == from || quoted => quoted = !quoted,
            // The second of two quotation marks inside a quoted cell.
            b'"' if text.as_bytes()[from] == b'"' && text.as_bytes()[at - 1] == b'"' => quoted = true,
            b',' if !quoted => {
                cells.push(from..at);
                from = at + 1;
            }
            b'\n' | b'\r' if !quoted => {
                cells.push(from..at);
                return cells;
            }
            _ => {}
        }
    }
    cells.push(from..text.len());
    cells
}

/// Where the next record begins: past line endings and blank lines.
fn skip_blank_lines(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(['\r', '\n']).len()
}

fn tidy(text: &str, cell: Range<usize>) -> Range<usize> {
    let quoted = text[cell.clone()].strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
    let (start, inner) = quoted.map_or((cell.start, &text[cell.clone()]), |inner| (cell.start + 1, inner));
    let start = start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}
