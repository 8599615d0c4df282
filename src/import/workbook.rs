//! Workbooks of Excel and OpenDocument: one of their sheets as lines of text, which are then read like any other table.
//!
//! Each row of the sheet is one line, so rows and columns are counted as the spreadsheet counts them. Dates, times and
//! numbers are written by their cells' types, whatever the spreadsheet shows.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Dimensions, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Xlsx};

use super::synonyms::is_known;
use crate::entry::csv_cells;
use crate::slug::slug;

/// A sheet as text, and what else is there.
#[derive(Debug, PartialEq, Eq)]
pub struct Workbook {
    pub text: String,
    /// The sheet that was read.
    pub sheet: String,
    /// Other sheets that people see.
    pub others: Vec<String>,
}

/// Why a workbook cannot be read, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is none, or one of another program.
    NoWorkbook,
    Broken(String),
    /// There is no such sheet; these are there.
    NoSheet(Vec<String>),
    TooLarge,
}

/// In bytes, unpacked: a sheet of 100,000 rows has about 30 million.
const MOST_BYTES: u64 = 256 << 20;
const MOST_ROWS: u32 = 200_000;
const MOST_COLUMNS: u32 = 1_000;
/// Blank ones included, which a cell far away from the others brings with it.
const MOST_CELLS: u64 = 4_000_000;

/// A cell with something in it: row, column, text.
type Found = (u32, u32, String);

/// Reads a sheet of a workbook: the one of this name, or else the first with something in it that people see.
pub fn read(bytes: &[u8], name: Option<&str>) -> Result<Workbook, Unread> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(Unread::NoWorkbook);
    }
    if unpacked(bytes)? > MOST_BYTES {
        return Err(Unread::TooLarge);
    }
    if let Ok(mut book) = Xlsx::new(Cursor::new(bytes)) {
        let names = visible(&book);
        return choose(names, name, |name| excel(&mut book, name));
    }
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|_| Unread::NoWorkbook)?;
    let names = visible(&book);
    choose(names, name, |name| open_document(&mut book, name))
}

/// How many bytes the files of an archive say that they have.
fn unpacked(bytes: &[u8]) -> Result<u64, Unread> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let sizes = (0..archive.len()).map(|at| archive.by_index_raw(at).map(|file| file.size()));
    sizes.sum::<Result<u64, _>>().map_err(broken)
}

fn broken(error: impl std::fmt::Display) -> Unread {
    Unread::Broken(error.to_string())
}

fn visible<'a>(book: &impl Reader<Cursor<&'a [u8]>>) -> Vec<String> {
    let is_shown =
        |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    book.sheets_metadata().iter().filter(is_shown).map(|sheet| sheet.name.clone()).collect()
}

fn choose(
    names: Vec<String>,
    wanted: Option<&str>,
    mut read: impl FnMut(&str) -> Result<Vec<Found>, Unread>,
) -> Result<Workbook, Unread> {
    let others = |sheet: &str| names.iter().filter(|name| *name != sheet).cloned().collect();
    let mut first = None;
    for name in names.iter().filter(|name| wanted.is_none_or(|wanted| name.eq_ignore_ascii_case(wanted))) {
        let cells = read(name)?;
        if wanted.is_some() || names_columns(&cells) {
            return Ok(Workbook { text: lines(cells)?, sheet: name.clone(), others: others(name) });
        }
        if first.is_none() && !cells.is_empty() {
            first = Some((name, cells));
        }
    }
    match (wanted, first) {
        (Some(_), _) => Err(Unread::NoSheet(names)),
        (None, Some((name, cells))) => Ok(Workbook { text: lines(cells)?, sheet: name.clone(), others: others(name) }),
        (None, None) => Ok(Workbook { text: String::new(), sheet: String::new(), others: Vec::new() }),
    }
}

/// Whether a row near the top has names that people give to columns: a sheet of notes has none.
fn names_columns(cells: &[Found]) -> bool {
    const FAR: u32 = 30;
    let mut known: BTreeMap<u32, usize> = BTreeMap::new();
    for (row, _, text) in cells.iter().filter(|(row, ..)| *row < FAR) {
        *known.entry(*row).or_default() += usize::from(is_known(&slug(text)));
    }
    known.values().any(|known| *known > 1)
}

/// Cell by cell: a border far away from all words must not cost the memory of the sheet between.
fn excel(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Found>, Unread> {
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut found = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        keep(&mut found, row, column, text(&Data::from(cell.get_value().clone())))?;
    }
    drop(reader);
    // A sheet whose merged cells cannot be read is read without them.
    if let Ok(merged) = book.merge_cells_by_sheet_name(name) {
        fill_down(&mut found, &merged)?;
    }
    Ok(found)
}

/// What stands once for several rows stands in each of them.
fn fill_down(found: &mut Vec<Found>, merged: &[Dimensions]) -> Result<(), Unread> {
    let last = found.iter().map(|(row, ..)| *row).max().unwrap_or_default();
    let taken: BTreeMap<(u32, u32), String> =
        found.iter().map(|(row, column, text)| ((*row, *column), text.clone())).collect();
    for cells in merged.iter().filter(|cells| cells.start.1 == cells.end.1) {
        let Some(text) = taken.get(&cells.start) else { continue };
        let rows = cells.start.0.saturating_add(1)..=cells.end.0.min(last);
        // Who says of one cell again and again that it is part of another would fill the memory.
        if found.len() + rows.clone().count() > MOST_CELLS as usize {
            return Err(Unread::TooLarge);
        }
        found.extend(rows.map(|row| (row, cells.start.1, text.clone())));
    }
    Ok(())
}

fn open_document(book: &mut Ods<Cursor<&[u8]>>, name: &str) -> Result<Vec<Found>, Unread> {
    let range = book.worksheet_range(name).map_err(broken)?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut found = Vec::new();
    for (row, column, cell) in range.used_cells() {
        let index = |at: usize, first: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(first);
        keep(&mut found, index(row, first_row), index(column, first_column), text(cell))?;
    }
    Ok(found)
}

fn keep(found: &mut Vec<Found>, row: u32, column: u32, text: String) -> Result<(), Unread> {
    if text.is_empty() {
        return Ok(());
    }
    if row >= MOST_ROWS || column >= MOST_COLUMNS {
        return Err(Unread::TooLarge);
    }
    found.push((row, column, text));
    Ok(())
}

/// What a cell says.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.trim().to_string(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(moment) => moment_of(moment),
        Data::DateTimeIso(text) => {
            let (day, time) = text.split_once('T').unwrap_or((text, ""));
            day_and_time(day, time.get(..5).unwrap_or(""))
        }
        Data::DurationIso(text) => duration(text).unwrap_or_else(|| text.clone()),
        Data::Error(error) => error.to_string(),
    }
}

fn moment_of(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}");
    // Below 1 there is no day, only a time.
    match moment.is_duration() || moment.as_f64() < 1.0 {
        true => time,
        false => day_and_time(&format!("{year:04}-{month:02}-{day:02}"), &time),
    }
}

/// A day whose time is midnight is just that day.
fn day_and_time(day: &str, time: &str) -> String {
    match time {
        "" | "00:00" => day.to_string(),
        time => format!("{day}T{time}"),
    }
}

/// `PT09H30M00S` as `09:30`.
fn duration(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, _) = rest.split_once('M')?;
    Some(format!("{:02}:{:02}", hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?))
}

/// Rows with commas between their cells, blank ones included; all rows are as long as the longest.
fn lines(mut cells: Vec<Found>) -> Result<String, Unread> {
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    let rows = cells.last().map_or(0, |(row, ..)| row + 1);
    let width = cells.iter().map(|(_, column, _)| column + 1).max().unwrap_or(0);
    if u64::from(rows) * u64::from(width) > MOST_CELLS {
        return Err(Unread::TooLarge);
    }
    let mut cells = cells.into_iter().peekable();
    let mut row = |row: u32| {
        let cell = |column: u32| cells.next_if(|(at, beside, _)| (*at, *beside) == (row, column));
        let texts: Vec<String> =
            (0..width).map(cell).map(|cell| cell.map_or_else(String::new, |(.., text)| text)).collect();
        csv_cells::record(texts) + "\n"
    };
    Ok(std::iter::once("sep=,\n".to_string()).chain((0..rows).map(&mut row)).collect())
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    #[test]
    fn what_stands_once_for_several_rows_stands_in_each() {
        let cell = |row, column, text: &str| (row, column, text.to_string());
        let mut found =
            vec![cell(0, 0, "Title"), cell(1, 0, "North"), cell(1, 1, "A"), cell(2, 1, "B"), cell(3, 1, "C")];
        let merged = |start, end| Dimensions { start, end };
        // A title over all columns, two rows, and more rows than the sheet has.
        let all = [merged((0, 0), (0, 1)), merged((1, 0), (2, 0)), merged((3, 1), (9, 1))];
        assert!(fill_down(&mut found, &all).is_ok());
        assert_eq!(found[5..], [cell(2, 0, "North")]);
        let mut tall = vec![cell(0, 0, "North"), cell(MOST_ROWS - 1, 1, "end")];
        let again = vec![merged((0, 0), (MOST_ROWS - 1, 0)); 1000];
        assert!(matches!(fill_down(&mut tall, &again), Err(Unread::TooLarge)));
    }

    #[test]
    fn cells_are_written_by_their_types() {
        let moment = |value: f64| Data::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
        for (cell, expected) in [
            (Data::Float(2026.0), "2026"),
            (Data::Float(0.5), "0.5"),
            (Data::String(" Hill \n".into()), "Hill"),
            (Data::Bool(true), "true"),
            (moment(46095.0), "2026-03-14"),
            (moment(46095.75), "2026-03-14T18:00"),
            (moment(0.395_833_333), "09:30"),
            (Data::DateTimeIso("2026-03-14".into()), "2026-03-14"),
            (Data::DateTimeIso("2026-03-14T17:30:00".into()), "2026-03-14T17:30"),
            (Data::DurationIso("PT09H30M00S".into()), "09:30"),
            (Data::Error(CellErrorType::NA), "#N/A"),
        ] {
            assert_eq!(text(&cell), expected, "{cell:?}");
        }
    }

    #[test]
    fn rows_and_columns_stay_where_they_are() {
        let cells = vec![(3, 1, "b".to_string()), (1, 0, "a, \"x\"".to_string())];
        assert_eq!(lines(cells).as_deref(), Ok("sep=,\n,\n\"a, \"\"x\"\"\",\n,\n,b\n"));
    }

    #[test]
    fn what_is_no_workbook_says_so() {
        assert_eq!(read(b"title,kind\n", None), Err(Unread::NoWorkbook));
        assert!(matches!(read(b"PK\x03\x04 and nothing else", None), Err(Unread::Broken(_))));
    }

    #[test]
    fn a_border_far_away_is_refused_and_not_filled_up() {
        let mut found = Vec::new();
        assert_eq!(keep(&mut found, 1_048_575, 16_383, "x".into()), Err(Unread::TooLarge));
        assert_eq!(keep(&mut found, 1_048_575, 16_383, String::new()), Ok(()), "one without words is none");
        let far = vec![(0, 0, "Name".to_string()), (MOST_ROWS - 1, MOST_COLUMNS - 1, "x".to_string())];
        assert_eq!(lines(far), Err(Unread::TooLarge));
    }
}
