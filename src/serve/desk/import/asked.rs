//! What the form about a table says: which column is what, and what is meant by its words.

use std::collections::BTreeMap;

use super::super::Desk;
use super::super::acts::shown::{Refused, refused_plainly};
use super::super::kept::KeptFile;
use crate::diagnostic::Code;
use crate::entry::Kind;
use crate::formatting::sentence;
use crate::import::workbook::{self, Unread};
use crate::import::{self, Answers, Column, DateOrder, Encoding, Existing, Mapping, Sheet, Wanted};
use crate::serve::posted::Posted;
use crate::slug::slug;
use crate::source::SourcePath;

/// A table, and what somebody has said about it.
pub struct Asked {
    pub table: KeptFile,
    /// Sheets of a workbook, the one that is read first.
    pub sheets: Vec<String>,
    pub sheet: Sheet,
    /// Whether its letters were read as Excel saves "CSV" in western countries, since they are not UTF-8.
    pub is_western: bool,
    pub said: Said,
}

/// What somebody has said about a table.
pub struct Said {
    pub kind: Kind,
    pub mapping: Mapping,
    /// What every row takes where its own cell is empty, by field.
    pub each: BTreeMap<String, String>,
    /// What is meant by a cell, by what it says.
    pub values: BTreeMap<String, String>,
    pub order: Option<DateOrder>,
    pub existing: Existing,
}

/// The kind of a list, by its folder.
pub fn kind(folder: &str) -> Option<Kind> {
    import::kinds().find(|kind| kind.folder() == folder)
}

/// Reads the form, or says why its table cannot be looked at.
pub fn read(desk: &Desk, posted: &Posted) -> Result<Asked, Refused> {
    let Some(kind) = posted.get("kind").and_then(kind) else {
        return refuse("Nobody has said what the rows are.", "Choose it, then send the table again.");
    };
    let Some(table) = table(desk, posted) else {
        let help = "Choose the file again. A table is kept only while the server runs.";
        return refuse("There is no table.", help);
    };
    let is_new = posted.file("table").is_some();
    let said = |name: &str| posted.get(name).filter(|said| !is_new && !said.is_empty());
    let (bytes, sheets) = lines(&table, said("sheet"))?;
    // What was said of the columns of another sheet is not said of these.
    let is_new =
        is_new || ["sheet", "header"].iter().any(|name| posted.get(name) != posted.get(&format!("was.{name}")));
    let header = said("header").and_then(|row| row.trim().parse().ok());
    let path = SourcePath::new(table.name.as_str());
    let mut read = import::read(&path, &bytes, Encoding::Detected, header);
    let is_western = read.diagnostics.iter().any(|finding| finding.code == Code::NotText);
    if is_western {
        read = import::read(&path, &bytes, Encoding::Windows1252, header);
    }
    if let Some(first) = read.diagnostics.iter().find(|finding| finding.is_error()) {
        return refuse(&sentence(&first.message), &first.help.as_deref().map(sentence).unwrap_or_default());
    }
    let sheet = read.value;
    let mut about = Said {
        kind,
        mapping: mapping(&sheet, kind, posted, is_new)?,
        each: BTreeMap::new(),
        values: BTreeMap::new(),
        order: match said("dates") {
            Some("day") => Some(DateOrder::DayFirst),
            Some("month") => Some(DateOrder::MonthFirst),
            _ => None,
        },
        existing: if said("update").is_some() { Existing::Update } else { Existing::Keep },
    };
    if !is_new {
        about.take(posted);
    }
    Ok(Asked { table, sheets, sheet, is_western, said: about })
}

fn refuse<T>(why: &str, help: &str) -> Result<T, Refused> {
    Err(refused_plainly(why, help))
}

fn table(desk: &Desk, posted: &Posted) -> Option<KeptFile> {
    match posted.file("table") {
        Some(upload) => Some(desk.tables.keep(upload)),
        None => desk.tables.get(posted.get("of")?),
    }
}

/// The lines of a workbook's sheet, or the bytes as they are; and the names of the sheets, the one that is read first.
fn lines(table: &KeptFile, sheet: Option<&str>) -> Result<(Vec<u8>, Vec<String>), Refused> {
    match workbook::read(&table.bytes, sheet) {
        Ok(book) => Ok((book.text.into_bytes(), [vec![book.sheet], book.others].concat())),
        Err(Unread::NoWorkbook) => Ok((table.bytes.to_vec(), Vec::new())),
        // It has been changed since the form was made.
        Err(Unread::NoSheet(_)) => lines(table, None),
        Err(Unread::TooLarge) => refuse(
            "The workbook is too large to be a list.",
            "Copy the rows that you need into a new workbook, and choose that.",
        ),
        Err(Unread::Broken(why)) => refuse(
            &format!("The workbook cannot be read: {why}."),
            "Open it in the program that made it, save it again, and choose that.",
        ),
    }
}

/// The field of each column: as the form says, or else as it is called.
fn mapping(sheet: &Sheet, kind: Kind, posted: &Posted, is_new: bool) -> Result<Mapping, Refused> {
    let proposed = import::propose(sheet, kind, &Answers::default())
        .map_err(|misfit| refused_plainly(&sentence(&misfit.why), &sentence(&misfit.help)))?;
    let said = |at: usize| posted.get(&format!("c.{at}")).filter(|_| !is_new);
    let column = |(at, proposed): (usize, Option<Column>)| match said(at) {
        Some(field) => Column::named(kind, field),
        None => proposed,
    };
    let columns: Vec<Option<Column>> = proposed.columns.into_iter().enumerate().map(column).collect();
    Ok(Mapping { decided: vec![true; columns.len()], columns })
}

impl Said {
    fn take(&mut self, posted: &Posted) {
        let typed = |name: &str| posted.get(name).map(str::trim).filter(|value| !value.is_empty()).map(str::to_string);
        for name in posted.names().filter_map(|name| name.strip_prefix("f.")) {
            if let (Some(column), Some(value)) = (Column::named(self.kind, name), typed(&format!("f.{name}"))) {
                self.each.insert(column.to_string(), value);
            }
        }
        for number in posted.names().filter_map(|name| name.strip_prefix("k.")) {
            if let (Some(says), Some(meant)) = (typed(&format!("k.{number}")), typed(&format!("f.v.{number}"))) {
                self.values.insert(says, meant);
            }
        }
    }

    /// What is wanted of a sheet, whose new rows go into a table of the site.
    pub fn wanted<'s>(&'s self, sheet: &'s Sheet, into: SourcePath) -> Wanted<'s> {
        let Said { kind, mapping, each, values, order, existing } = self;
        Wanted { kind: *kind, sheet, mapping, each, values, existing: *existing, order: *order, into }
    }
}

impl Asked {
    /// The table of the site that takes new rows.
    pub fn table_of_site(&self) -> SourcePath {
        let stem = self.table.name.rsplit_once('.').map_or(&*self.table.name, |(stem, _)| stem);
        let name = Some(slug(stem)).filter(|name| !name.is_empty());
        SourcePath::new(format!("content/{}/{}.csv", self.said.kind.folder(), name.as_deref().unwrap_or("list")))
    }
}
