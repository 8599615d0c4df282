//! The cells of comma-separated values, by their bytes, so that every one of them can be pointed at and changed.
//!
//! Nothing here knows what a cell means. In a cell of a list, `;` stands between items; an item that holds one itself
//! has a backslash before it.

use std::borrow::Cow;
use std::ops::Range;

/// What spreadsheets show in a cell that they could not work out.
const FAILED: [&str; 12] = [
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#UNKNOWN!",
];

/// Whether a cell holds no value but a spreadsheet's word for having none, or signs for a number that had no room.
pub fn is_failed(text: &str) -> bool {
    let text = text.trim();
    FAILED.iter().any(|failed| text.eq_ignore_ascii_case(failed))
        || text.len() > 2 && text.bytes().all(|byte| byte == b'#')
}

/// The bytes of every record between commas, the header first.
pub fn records(text: &str) -> Vec<Range<usize>> {
    let mut records = Vec::new();
    let mut begin = skip_blank_lines(text, super::bom(text));
    while begin < text.len() {
        let record = record_range(text, begin);
        begin = skip_blank_lines(text, record.end);
        records.push(record);
    }
    records
}

/// The bytes of the record that begins at an offset, without its line ending. Quoted cells may hold line endings.
pub(super) fn record_range(text: &str, begin: usize) -> Range<usize> {
    begin..cells(text, begin, b',').last().map_or(begin, |cell| cell.end)
}

/// The bytes of each cell of the record at an offset, as they stand there. Only a quotation mark at a cell's very start
/// opens a quoted cell.
pub fn cells(text: &str, begin: usize, separator: u8) -> Vec<Range<usize>> {
    let (mut cells, mut from, mut quoted) = (Vec::new(), begin, false);
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate().skip(begin) {
        match byte {
            b'"' if at == from || quoted => quoted = !quoted,
            // The second of two quotation marks inside a quoted cell.
            b'"' if bytes[from] == b'"' && bytes[at - 1] == b'"' => quoted = true,
            byte if byte == separator && !quoted => {
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

/// The bytes of a cell without quotation marks and blanks around it.
pub fn tidy(text: &str, cell: Range<usize>) -> Range<usize> {
    let quoted = text[cell.clone()].strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
    let (start, inner) = quoted.map_or((cell.start, &text[cell.clone()]), |inner| (cell.start + 1, inner));
    let start = start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

/// What a cell says: without quotation marks and blanks around it, and with each doubled quotation mark as one.
pub fn value(text: &str, cell: Range<usize>) -> Cow<'_, str> {
    let inner = &text[tidy(text, cell.clone())];
    if text[cell].starts_with('"') { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) }
}

/// Cells as a record, quoted where they must be; without a line ending.
pub fn record<C: AsRef<str>>(cells: impl IntoIterator<Item = C>) -> String {
    let plain = |cell: C| {
        let cell = cell.as_ref();
        let must = cell.contains(['"', ',', '\n', '\r']) || cell.trim() != cell;
        if must { quoted(cell) } else { cell.to_string() }
    };
    cells.into_iter().map(plain).collect::<Vec<_>>().join(",")
}

/// A cell between quotation marks.
pub fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// Where the next record begins: past line endings and blank lines.
pub(super) fn skip_blank_lines(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(['\r', '\n']).len()
}

/// Ranges of the items of a list's cell, without the blanks around them.
pub fn items(cell: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    pieces(cell)
        .map(move |piece| {
            let start = from + (piece.len() - piece.trim_start().len());
            from += piece.len() + 1;
            start..start + piece.trim().len()
        })
        .filter(|range| !range.is_empty())
}

/// What stands between the separators of a list's cell.
fn pieces(cell: &str) -> impl Iterator<Item = &str> {
    let mut is_escaped = false;
    cell.split(move |c: char| {
        let ends = c == ';' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends
    })
}

/// What an item says: `\;` is a semicolon, `\\` a backslash, `\n` and `\r` end a line.
pub fn item(written: &str) -> Cow<'_, str> {
    if !written.contains('\\') {
        return Cow::Borrowed(written);
    }
    let (mut out, mut rest) = (String::with_capacity(written.len()), written);
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let (plain, used) = match after.as_bytes().first() {
            Some(b';') => (";", 1),
            Some(b'\\') => ("\\", 1),
            Some(b'n') => ("\n", 1),
            Some(b'r') => ("\r", 1),
            _ => ("\\", 0),
        };
        out.push_str(plain);
        rest = &after[used..];
    }
    Cow::Owned(out + rest)
}

/// Items as a list's cell.
pub fn list<I: AsRef<str>>(items: impl IntoIterator<Item = I>) -> String {
    list_parted(items, "; ")
}

/// The same with other signs between items: a semicolon, and blanks if you like.
pub fn list_parted<I: AsRef<str>>(items: impl IntoIterator<Item = I>, between: &str) -> String {
    let written = |item: I| {
        let item = item.as_ref().replace('\\', "\\\\").replace(';', "\\;");
        item.replace('\n', "\\n").replace('\r', "\\r")
    };
    items.into_iter().map(written).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_list_reads_back_as_it_was(wanted in prop::collection::vec("[a;\\\\nr\n\r\", ]{0,6}x[;\\\\n]{0,3}", 0..5)) {
            let wanted: Vec<String> = wanted.iter().map(|item| item.trim().to_string()).collect();
            let cell = list(&wanted);
            let found: Vec<String> = items(&cell).map(|range| item(&cell[range]).into_owned()).collect();
            prop_assert_eq!(found, wanted);
        }

        #[test]
        fn what_another_writer_has_written_reads_as_it_was(
            rows in prop::collection::vec(prop::collection::vec("[a;\"\n\r, ']{0,6}a", 2..4), 1..4),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            rows.iter().for_each(|row| writer.write_record(row).unwrap());
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let row = |record: Range<usize>| {
                let cells = cells(&text, record.start, b',').into_iter();
                cells.map(|cell| value(&text, cell).into_owned()).collect::<Vec<_>>()
            };
            let trimmed = |row: &Vec<String>| row.iter().map(|cell| cell.trim().to_string()).collect::<Vec<_>>();
            prop_assert_eq!(
                records(&text).into_iter().map(row).collect::<Vec<_>>(),
                rows.iter().map(trimmed).collect::<Vec<_>>()
            );
        }

        #[test]
        fn a_record_reads_back_as_it_was(wanted in prop::collection::vec("[a;\"\n\r, ']{0,8}", 1..5)) {
            let wanted: Vec<String> = wanted.iter().map(|cell| cell.trim().to_string()).collect();
            let text = record(&wanted) + "\nnext,record";
            let found: Vec<_> = cells(&text, 0, b',').into_iter().map(|cell| value(&text, cell).into_owned()).collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
