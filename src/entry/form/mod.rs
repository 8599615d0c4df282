//! The three forms in which entries are written: a page of Markdown, a YAML table, a CSV table.
//!
//! Each form gives rows: a mapping of fields, an id and a body. A page is a single row.

pub mod csv_cells;
mod csv_row;
mod csv_table;
mod other_program;
mod page;
mod start;
mod yaml_table;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::fields::Map;
use super::kinds::Kind;
use super::node::{Marked, Node};
use super::yaml;
use crate::characters::{forbidden, is_forbidden};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{SourcePath, Span};

/// The largest file of text that is read, in bytes.
const MAX_FILE: usize = 64 << 20;
/// The largest front matter or table that is read, in bytes.
const MAX_YAML: usize = 8 << 20;

/// How a file holds its entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Markdown with front matter.
    Page,
    YamlTable,
    /// The kind says how cells are to be read.
    CsvTable(Kind),
}

/// One entry as it stands in its file.
#[derive(Debug)]
pub(super) struct RawEntry {
    pub id: Arc<str>,
    /// The row's number, from 0; none for a page.
    pub index: Option<u32>,
    /// Where the row begins, if it is one of a CSV table.
    pub begin: usize,
    /// Its fields, as a group; nothing if they could not be read, so that only the name is known.
    pub whole: Marked,
    /// Byte range of the Markdown in the file.
    pub body: Range<usize>,
}

impl RawEntry {
    /// Its fields; none if they could not be read.
    pub fn map(&self) -> Option<Map<'_>> {
        if let Node::Map(map) = &self.whole.node { Some(map) } else { None }
    }
}

impl Form {
    /// The form of a file, by its path. Names that are kept for later forms are reported and give none.
    pub fn of(path: &SourcePath, kind: Kind, diagnostics: &mut Vec<Diagnostic>) -> Option<Form> {
        match path.extension().as_str() {
            "csv" => Some(Form::CsvTable(kind)),
            "yaml" | "yml" => Some(Form::YamlTable),
            _ => match path.stem().split_once('.') {
                Some((_, form)) => {
                    diagnostics.push(catalogue::reserved_form(path, form));
                    None
                }
                None => Some(Form::Page),
            },
        }
    }

    pub fn rows(self, path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<RawEntry> {
        match self {
            Form::Page => vec![page::row(path, text, diagnostics)],
            Form::YamlTable => yaml_table::rows(path, text, diagnostics),
            Form::CsvTable(kind) => csv_table::rows(path, text, kind, diagnostics),
        }
    }

    /// One row alone: the one of this number, which begins at an offset that [`Form::rows`] has given.
    pub fn row(self, path: &SourcePath, text: &str, index: Option<u32>, begin: usize) -> Option<RawEntry> {
        match (self, index) {
            (Form::CsvTable(kind), Some(index)) => Some(csv_table::row_at(text, kind, index, begin)),
            _ => self.rows(path, text, &mut Vec::new()).into_iter().find(|row| row.index == index),
        }
    }

    /// Positions of one row's fields.
    pub fn marks(self, text: &str, row: Option<u32>, begin: usize) -> Marked {
        match self {
            Form::Page => page::marks(text),
            Form::YamlTable => yaml_table::marks(text, row.unwrap_or(0)),
            Form::CsvTable(kind) => csv_table::marks(text, kind, begin),
        }
    }
}

/// Positions in one file, which are read when something is to be pointed at, and then once.
pub(super) struct Marks<'a> {
    form: Form,
    text: &'a str,
    table: OnceCell<Table>,
}

impl<'a> Marks<'a> {
    pub fn new(form: Form, text: &'a str) -> Self {
        Marks { form, text, table: OnceCell::new() }
    }

    /// One row's fields in their places; of a CSV table its empty cells too.
    pub fn of<'r>(&self, row: &'r RawEntry) -> Cow<'r, Marked> {
        match self.form {
            Form::Page | Form::YamlTable => Cow::Borrowed(&row.whole),
            Form::CsvTable(_) => Cow::Owned(self.at(row.index, row.begin)),
        }
    }

    /// The same, by the row's number and where it begins.
    pub fn at(&self, index: Option<u32>, begin: usize) -> Marked {
        match (self.form, index) {
            (Form::YamlTable, Some(index)) => self.table.get_or_init(|| Table::read(self.text)).row(index),
            _ => self.form.marks(self.text, index, begin),
        }
    }
}

/// Where the line stands that ends a page's front matter.
pub(super) fn fields_end(text: &str) -> Option<usize> {
    page::fields_end(text)
}

/// Byte ranges of a page's fields and of its text, if both can be told apart.
pub(super) fn parts(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    page::parts(text)
}

/// A whole YAML table, of which any row can be asked for.
pub(super) use yaml_table::{Table, read as yaml_table};

/// What every row of a YAML table takes, and its rows without that.
pub(super) fn table(text: &str) -> (Marked, Vec<Marked>) {
    Table::read(text).parts()
}

pub use csv_row::Cells;
/// The cells of one row of a CSV table, for whoever changes one.
pub(super) use csv_row::rows as csv_rows;
/// Every cell below the header of a CSV table, and every item of those that hold a list.
pub(super) use csv_table::{Cell, every_cell};
pub use other_program::other_program;

/// The file's text, without a byte order mark's power to confuse; reports what is not text.
pub fn text<'a>(path: &SourcePath, bytes: &'a [u8], diagnostics: &mut Vec<Diagnostic>) -> Option<&'a str> {
    if bytes.len() > MAX_FILE {
        diagnostics.push(catalogue::too_large(path, "this file", bytes.len(), MAX_FILE));
        return None;
    }
    if let Some(what) = other_program(bytes) {
        diagnostics.push(catalogue::other_program(path, what));
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            diagnostics.push(catalogue::not_utf8(path, error.valid_up_to()));
            return None;
        }
    };
    // Old ends of lines and pages are let be; what a reader makes of them is judged where it is read.
    let is_odd =
        |&(at, c): &(usize, char)| is_forbidden(c) && !matches!(c, '\r' | '\u{C}') && (at, c) != (0, '\u{FEFF}');
    if let Some((at, c)) = text.char_indices().find(is_odd) {
        diagnostics.push(catalogue::control_character(Span::new(path, at..at + c.len_utf8()), c));
        return None;
    }
    Some(text)
}

/// Length of the byte order mark that some editors put first.
pub(super) fn bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Reads a file that is YAML as a whole.
pub fn whole_yaml(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Marked> {
    let start = bom(text);
    parse_yaml(path, &text[start..], start, diagnostics)
}

/// Reads YAML that begins `base` bytes into its file.
pub fn parse_yaml(path: &SourcePath, text: &str, base: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<Marked> {
    if text.len() > MAX_YAML {
        diagnostics.push(catalogue::too_large(path, "this YAML", text.len(), MAX_YAML));
        return None;
    }
    match yaml::read(text, base) {
        Ok(whole) => {
            judge_characters(path, &whole, diagnostics);
            Some(whole)
        }
        Err(trouble) => {
            diagnostics.extend(yaml::findings(path, text, base, &trouble));
            None
        }
    }
}

/// Reports characters that have no place in a text and were written as escapes, such as `"\0"`.
fn judge_characters(path: &SourcePath, whole: &Marked, diagnostics: &mut Vec<Diagnostic>) {
    match &whole.node {
        _ if whole.is_repeated() => {}
        Node::List(items) => items.iter().for_each(|item| judge_characters(path, item, diagnostics)),
        Node::Map(fields) => fields.iter().for_each(|(_, value)| judge_characters(path, value, diagnostics)),
        Node::Text(text) => {
            let odd =
                forbidden(text).map(|(_, c)| catalogue::control_character(Span::new(path, whole.value.clone()), c));
            diagnostics.extend(odd);
        }
        Node::Null | Node::Bool(_) | Node::Int(_) | Node::Float(_) => {}
    }
}

/// What YAML that begins `base` bytes into its file says and where; its first line, if it cannot be read.
pub(super) fn yaml_marks(text: &str, base: usize) -> Marked {
    let first = || base..base + text.find(['\n', '\r']).unwrap_or(text.len());
    yaml::read(text, base).unwrap_or_else(|_| Marked::new(Node::Null, 0..0, first()))
}
