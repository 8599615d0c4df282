//! The table of postcode districts: where the middle of each is, and whose board plans health services there.
//!
//! It is open data of more than two thousand rows, of which nothing is told but this: so they are no entries, and the
//! file may be taken over as it is published, with the codes of boards that areas have.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::form::{self, csv_cells};
use super::place::{Point, is_district};
use crate::diagnostic::{Diagnostic, Reported, catalogue};
use crate::snapshot::File;
use crate::source::{SourcePath, Span};

/// Where the table is, below `content/`.
pub const FILE: &str = "data/postcode-districts.csv";

/// Its columns; the last three may be left out.
const COLUMNS: [&str; 6] = ["district", "lat", "lon", "icb", "unsure", "council"];
const NEEDED: usize = 3;

/// One district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    pub name: Arc<str>,
    /// Its middle.
    pub middle: Point,
    /// The code of the area that it is in, and where that stands.
    pub code: Option<(Arc<str>, Range<usize>)>,
    /// Whether a good part of it lies in another area.
    pub is_unsure: bool,
    /// The name of the council in whose area most of it lies.
    pub council: Option<Arc<str>>,
}

/// All districts by name, of the file at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Districts {
    pub path: SourcePath,
    pub rows: Vec<District>,
}

/// Reads the table. A row that is wrong is told and left out.
pub fn read(path: &SourcePath, file: &File) -> Reported<Districts> {
    let mut diagnostics = Vec::new();
    let text = form::text(path, &file.bytes, &mut diagnostics).unwrap_or_default();
    let rows = Table::of(path, text, &mut diagnostics).map(|table| table.rows(&mut diagnostics)).unwrap_or_default();
    Reported { value: Districts { path: path.clone(), rows }, diagnostics }
}

struct Table<'a> {
    path: &'a SourcePath,
    text: &'a str,
    records: Vec<Range<usize>>,
    /// The place of each column in a row.
    columns: [Option<usize>; COLUMNS.len()],
    width: usize,
}

impl<'a> Table<'a> {
    fn of(path: &'a SourcePath, text: &'a str, diagnostics: &mut Vec<Diagnostic>) -> Option<Table<'a>> {
        let mut records = csv_cells::records(text);
        if records.is_empty() {
            return None;
        }
        let header = records.remove(0);
        let names: Vec<_> = csv_cells::cells(text, header.start, b',').into_iter().collect();
        let place = |name| names.iter().position(|cell| csv_cells::value(text, cell.clone()) == name);
        let columns = COLUMNS.map(place);
        if let Some(missing) = COLUMNS.iter().zip(columns).take(NEEDED).find(|(_, place)| place.is_none()) {
            let at = Span::new(path, header);
            diagnostics.push(catalogue::district_row(
                at,
                format!("there is no column `{}`", missing.0),
                format!("the columns of this table are: {}", COLUMNS.join(", ")),
            ));
            return None;
        }
        Some(Table { path, text, records, columns, width: names.len() })
    }

    fn rows(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<District> {
        let mut known: BTreeMap<Arc<str>, District> = BTreeMap::new();
        for record in &self.records {
            let read = self.row(record).and_then(|row| match known.contains_key(&row.name) {
                true => Err((
                    record.clone(),
                    format!("the district `{}` is in this table twice", row.name),
                    "take one of the rows out".into(),
                )),
                false => Ok(row),
            });
            match read {
                Ok(row) => drop(known.insert(row.name.clone(), row)),
                Err((at, message, help)) => {
                    diagnostics.push(catalogue::district_row(Span::new(self.path, at), message, help));
                }
            }
        }
        known.into_values().collect()
    }

    /// One row, or where it is wrong, how, and what to write.
    fn row(&self, record: &Range<usize>) -> Result<District, (Range<usize>, String, String)> {
        let cells = csv_cells::cells(self.text, record.start, b',');
        if cells.len() != self.width {
            let message = format!("this row has {} cells, but the header has {}", cells.len(), self.width);
            return Err((record.clone(), message, "add or remove cells".into()));
        }
        let place = |column: usize| self.columns[column].map(|at| csv_cells::tidy(self.text, cells[at].clone()));
        let said = |column: usize| place(column).map_or("", |at| &self.text[at]);
        // An empty cell has no bytes to point at: the row has.
        let at = |column: usize| place(column).filter(|at| !at.is_empty()).unwrap_or_else(|| record.clone());
        let name = said(0);
        if !is_district(name) {
            let help = "write the first half of a postcode in capital letters, such as `M13`";
            return Err((at(0), format!("`{name}` is not a postcode district"), help.into()));
        }
        if said(1).is_empty() || said(2).is_empty() {
            let help = "write the degrees north in `lat` and the degrees east in `lon`, such as `53.464` and `-2.229`";
            return Err((record.clone(), format!("the district `{name}` has no point"), help.into()));
        }
        let middle = Point::of(said(1), said(2)).map_err(|fault| {
            let (message, help) = fault.told(format!("{} {}", said(1), said(2)).trim());
            (at(1), message, help)
        })?;
        let is_unsure = match said(4) {
            "" | "0" => false,
            "1" => true,
            other => {
                return Err((
                    at(4),
                    format!("`{other}` is neither `1` nor empty"),
                    "write `1` where part of the district lies in another area".into(),
                ));
            }
        };
        let code = place(3).filter(|at| !at.is_empty()).map(|at| (self.text[at.clone()].into(), at));
        let council = Some(said(5)).filter(|name| !name.is_empty()).map(Arc::from);
        Ok(District { name: name.into(), middle, code, is_unsure, council })
    }
}
