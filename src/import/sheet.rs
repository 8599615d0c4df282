//! A table as somebody else's program has saved it: rows of cells that know where they stand.
//!
//! Rows are counted as a spreadsheet counts them, blank ones included, and columns have its letters.

use std::ops::Range;

use super::decode::{Decoded, Encoding, control_character, decode};
use super::formula::restored;
use super::synonyms;
use crate::diagnostic::{Diagnostic, Reported, catalogue};
use crate::entry::csv_cells::{cells, tidy, value};
use crate::entry::other_program;
use crate::slug::slug;
use crate::source::{SourcePath, Span};

/// A table with a header.
#[derive(Debug)]
pub struct Sheet {
    pub path: SourcePath,
    /// The whole text, in which all places are.
    pub text: String,
    pub header: Row,
    /// Rows with something in them.
    pub rows: Vec<Row>,
    /// Numbers of rows that only sum up the others, and were left out.
    pub totals: Vec<usize>,
}

/// One row, with a cell for each column of the header.
#[derive(Debug)]
pub struct Row {
    /// As a spreadsheet counts, from 1.
    pub number: usize,
    pub place: Range<usize>,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone)]
pub struct Cell {
    pub text: String,
    pub place: Range<usize>,
}

/// What may stand between cells, the likeliest first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads a table whose header is in this row, or else in the first that fills enough cells to be one. Findings are errors.
pub fn read(path: &SourcePath, bytes: &[u8], encoding: Encoding, header: Option<usize>) -> Reported<Sheet> {
    let (bytes, other) = match other_program(bytes) {
        Some(what) => (&[][..], Some(catalogue::other_program(path, what))),
        None => (bytes, None),
    };
    let Decoded { text, findings: mut diagnostics } = decode(path, bytes, encoding);
    let is_text = other.is_none();
    diagnostics.extend(other);
    diagnostics.extend(control_character(path, &text));
    let (begin, told) = told_separator(&text);
    let separator = told.unwrap_or_else(|| likely_separator(&text[begin..]));
    let mut rows = all_rows(&text, begin, separator);
    let at = header.map_or_else(|| likely_header(&rows), |number| rows.iter().position(|row| row.number == number));
    let at = at.unwrap_or(rows.len());
    let mut rows = rows.split_off(at).into_iter();
    let header = rows.next().unwrap_or(Row { number: 1, place: 0..0, cells: Vec::new() });
    if is_blank(&header) && is_text {
        diagnostics.push(catalogue::no_table(Span::new(path, header.place.clone())));
    }
    tell_cells(&mut diagnostics, std::iter::once(&header).chain(rows.as_slice()), &header);
    let (totals, rows): (Vec<Row>, Vec<Row>) = rows.filter(|row| !is_blank(row)).partition(is_total);
    let totals = totals.iter().map(|row| row.number).collect();
    let mut sheet = Sheet { path: path.clone(), text, header, rows, totals };
    sheet.trim_header();
    sheet.judge_lengths(&mut diagnostics);
    Reported { value: sheet, diagnostics }
}

/// Says of each finding which row and column it is in.
fn tell_cells<'a>(diagnostics: &mut [Diagnostic], rows: impl Iterator<Item = &'a Row>, header: &Row) {
    let mut rows = rows.peekable();
    for finding in diagnostics {
        while rows.next_if(|row| row.place.end <= finding.span.start).is_some() {}
        let Some(row) = rows.peek().filter(|row| row.place.start <= finding.span.start) else { continue };
        let column = row.cells.iter().position(|cell| finding.span.start < cell.place.end).unwrap_or_default();
        let name = header.cells.get(column).map_or("", |cell| &cell.text);
        *finding = catalogue::in_cell(finding.clone(), row.number, &letters(column), name);
    }
}

/// Excel may say in a first line `sep=;` what stands between cells.
fn told_separator(text: &str) -> (usize, Option<u8>) {
    let first = text.split(['\r', '\n']).next().unwrap_or("");
    match first.strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => (first.len(), Some(*separator)),
        _ => (0, None),
    }
}

/// The separator that divides the first rows most.
fn likely_separator(text: &str) -> u8 {
    let start = text.len() - text.trim_start().len();
    let divided = |separator: u8| {
        let first = cells(text, start, separator);
        let next = first.last().map_or(text.len(), |cell| cell.end);
        let second = text.len() - text[next..].trim_start().len();
        first.len() + cells(text, second, separator).len()
    };
    let mut best = (SEPARATORS[0], divided(SEPARATORS[0]));
    for separator in SEPARATORS {
        let number = divided(separator);
        if number > best.1 {
            best = (separator, number);
        }
    }
    best.0
}

fn all_rows(text: &str, mut begin: usize, separator: u8) -> Vec<Row> {
    let mut rows = Vec::new();
    if begin > 0 {
        begin += line_ending(&text[begin..]);
    }
    while begin < text.len() {
        let cells = cells(text, begin, separator);
        let end = cells.last().map_or(begin, |cell| cell.end);
        let cell = |place: Range<usize>| {
            let place = tidy_inside(text, place);
            Cell { text: restored(&value(text, place.clone())), place: tidy(text, place) }
        };
        rows.push(Row { number: rows.len() + 1, place: begin..end, cells: cells.into_iter().map(cell).collect() });
        begin = end + line_ending(&text[end..]);
    }
    rows
}

/// A cell without the blanks around its quotation marks.
fn tidy_inside(text: &str, place: Range<usize>) -> Range<usize> {
    let inner = &text[place.clone()];
    let start = place.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

fn line_ending(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { usize::from(!text.is_empty()) }
}

fn is_blank(row: &Row) -> bool {
    row.cells.iter().all(|cell| cell.text.is_empty())
}

/// Titles and notes may stand above the names of columns. Those are names that people give to columns, for the most part;
/// or else they fill at least half as many cells as the fullest row.
fn likely_header(rows: &[Row]) -> Option<usize> {
    const FAR: usize = 30;
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.text.is_empty()).count();
    let most = rows.iter().take(FAR).map(filled).max().unwrap_or(0);
    let known = |row: &Row| row.cells.iter().filter(|cell| synonyms::is_known(&slug(&cell.text))).count();
    let is_named = |row: &Row| known(row) > 1 && known(row) * 2 >= filled(row);
    let near = rows.iter().take(FAR);
    let named = near.enumerate().filter(|(_, row)| is_named(row)).max_by_key(|(at, row)| (known(row), usize::MAX - at));
    let full = || rows.iter().position(|row| !is_blank(row) && filled(row) * 2 >= most);
    named.map(|(at, _)| at).or_else(full)
}

/// Whether a row sums up the others.
fn is_total(row: &Row) -> bool {
    let first = row.cells.iter().find(|cell| !cell.text.is_empty());
    let is_number = |cell: &Cell| cell.text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    let others = || row.cells.iter().filter(|cell| !cell.text.is_empty()).skip(1);
    first.is_some_and(|cell| match &*slug(&cell.text) {
        "total" | "totals" | "grand-total" | "subtotal" | "sub-total" => true,
        "average" | "mean" | "count" | "sum" => others().all(is_number),
        _ => false,
    })
}

impl Sheet {
    /// Leaves out the rows in which these findings are, and gives their numbers.
    pub fn leave_out(&mut self, findings: &[Diagnostic]) -> Vec<usize> {
        let errors = || findings.iter().filter(|finding| finding.is_error() && finding.span.path == self.path);
        // An empty cell at the end of a row stands behind its last byte.
        let is_in = |row: &Row, at: usize| (row.place.start..=row.place.end).contains(&at);
        let is_bad = |row: &Row| errors().any(|finding| is_in(row, finding.span.start));
        let bad: Vec<usize> = self.rows.iter().filter(|row| is_bad(row)).map(|row| row.number).collect();
        self.rows.retain(|row| !bad.contains(&row.number));
        bad
    }

    /// Columns at the end that have neither a name nor a value are only the border of somebody's spreadsheet.
    fn trim_header(&mut self) {
        let is_used = |column: usize| {
            let has_text = |row: &Row| row.cells.get(column).is_some_and(|cell| !cell.text.is_empty());
            has_text(&self.header) || self.rows.iter().any(has_text)
        };
        let used = (0..self.header.cells.len()).rev().find(|column| is_used(*column)).map_or(0, |column| column + 1);
        self.header.cells.truncate(used);
    }

    /// Reports rows in which a cell must be in the wrong column, and cuts off cells without a value.
    fn judge_lengths(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let width = self.header.cells.len();
        for row in &mut self.rows {
            while row.cells.len() > width && row.cells.last().is_some_and(|cell| cell.text.is_empty()) {
                row.cells.pop();
            }
            let place = |place: &Range<usize>| Span::new(&self.path, place.clone());
            let open = row.cells.last().filter(|cell| is_open(&self.text, cell));
            if let Some(cell) = open {
                let at = cell.place.start..cell.place.start + 1;
                diagnostics.push(catalogue::in_row(catalogue::open_quotation(place(&at)), row.number));
            } else if row.cells.len() != width {
                let found = catalogue::ragged_row(place(&row.place), row.cells.len(), width);
                diagnostics.push(catalogue::in_row(found, row.number));
            }
            row.cells.resize_with(width, || Cell { text: String::new(), place: row.place.end..row.place.end });
        }
    }

    pub fn span(&self, place: &Range<usize>) -> Span {
        Span::new(&self.path, place.clone())
    }

    /// What a column is called in its header.
    pub fn name(&self, column: usize) -> &str {
        self.header.cells.get(column).map_or("", |cell| &cell.text)
    }

    /// The first different values of a column.
    pub fn samples(&self, column: usize, most: usize) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for row in &self.rows {
            let text = &*row.cells[column].text;
            if !text.is_empty() && !found.contains(&text) {
                found.push(text);
            }
            if found.len() == most {
                break;
            }
        }
        found
    }
}

/// Whether a quotation mark was opened that is never closed, so that the rest of the file is in one cell.
fn is_open(text: &str, cell: &Cell) -> bool {
    let (before, inner) = (&text[..cell.place.start], &text[cell.place.clone()]);
    !before.ends_with('"') && inner.starts_with('"') && inner.contains(['\n', '\r'])
}

/// The letters by which spreadsheets call a column, from 0: A, B, … Z, AA.
pub fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column % 26]);
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.reverse();
    letters.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> (Vec<Vec<String>>, Vec<String>) {
        let Reported { value, diagnostics } =
            read(&SourcePath::new("list.csv"), text.as_bytes(), Encoding::Detected, None);
        let texts = |row: &Row| row.cells.iter().map(|cell| cell.text.clone()).collect();
        let rows = std::iter::once(&value.header).chain(&value.rows).map(texts).collect();
        (rows, diagnostics.into_iter().map(|finding| finding.message).collect())
    }

    #[test]
    fn what_stands_between_cells_is_seen() {
        for text in [
            "a,b\n1,\"2;3\"\n",
            "a;b\r\n1;2;3\r\n".replace("2;3", "\"2;3\"").as_str(),
            "a\tb\n1\t2;3",
            "sep=|\na|b\n1|2;3",
        ] {
            assert_eq!(
                sheet(text),
                (vec![vec!["a".into(), "b".into()], vec!["1".into(), "2;3".into()]], vec![]),
                "{text}"
            );
        }
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        let text = "\na,b\n\n,\n\"1\nand more\",2\n3,4";
        let read = read(&SourcePath::new("list.csv"), text.as_bytes(), Encoding::Detected, None).value;
        assert_eq!((read.header.number, read.rows.iter().map(|row| row.number).collect::<Vec<_>>()), (2, vec![5, 6]));
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn rows_that_are_too_long_or_too_short_are_told() {
        let (_, told) = sheet("a,b\n1,2,,\n1\n1,2,3\n\"1,2\n3,4\n");
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(
            told[0].starts_with("row 3: ") && told[1].starts_with("row 4: ") && told[2].contains("row 5: "),
            "{told:?}"
        );
    }

    #[test]
    fn a_title_above_the_header_can_be_passed_over() {
        let read = read(&SourcePath::new("list.csv"), b"Partners,\na,b\n1,2\n", Encoding::Detected, Some(2)).value;
        assert_eq!((read.name(1), read.rows.len()), ("b", 1));
    }

    #[test]
    fn apostrophes_before_formulas_are_taken_away() {
        assert_eq!(sheet("a,b\n'=1,'x'\n").0[1], ["=1", "'x'"]);
    }
}
