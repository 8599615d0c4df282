//! The three forms in which entries are written: a page of Markdown, a YAML table, a CSV table.
//!
//! Each form gives rows: a mapping of fields, an id and a body. A page is a single row.

pub mod csv_cells;
mod csv_table;
mod page;
mod yaml_table;

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::kinds::Kind;
use super::locate::Marked;
use super::node::Node;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{LineIndex, SourcePath, Span};

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
pub(super) struct Row {
    pub id: Arc<str>,
    /// The row's number, from 0; none for a page.
    pub index: Option<u32>,
    /// Where the row begins, if it is one of a CSV table.
    pub begin: usize,
    /// Its fields; none if they could not be read, so that only the name is known.
    pub map: Option<Vec<(Arc<str>, Node)>>,
    /// Byte range of the Markdown in the file.
    pub body: Range<usize>,
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

    pub fn rows(self, path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Row> {
        match self {
            Form::Page => vec![page::row(path, text, diagnostics)],
            Form::YamlTable => yaml_table::rows(path, text, diagnostics),
            Form::CsvTable(kind) => csv_table::rows(path, text, kind, diagnostics),
        }
    }

    /// One row alone: the one of this number, which begins at an offset that [`Form::rows`] has given.
    pub fn row(self, path: &SourcePath, text: &str, index: Option<u32>, begin: usize) -> Option<Row> {
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
            Form::CsvTable(_) => csv_table::marks(text, begin),
        }
    }
}

/// Positions in one file, which are read when something is to be pointed at, and then once.
pub(super) struct Marks<'a> {
    form: Form,
    text: &'a str,
    table: OnceCell<yaml_table::Places>,
}

impl<'a> Marks<'a> {
    pub fn new(form: Form, text: &'a str) -> Self {
        Marks { form, text, table: OnceCell::new() }
    }

    /// Positions of one row's fields.
    pub fn of(&self, row: &Row) -> Marked {
        self.at(row.index, row.begin)
    }

    /// The same, by the row's number and where it begins.
    pub fn at(&self, index: Option<u32>, begin: usize) -> Marked {
        match (self.form, index) {
            (Form::YamlTable, Some(index)) => self.table.get_or_init(|| yaml_table::Places::read(self.text)).row(index),
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

/// Every cell below the header of a CSV table, and every item of those that hold a list.
pub(super) use csv_table::{Cell, every_cell};

/// The file's text, without a byte order mark's power to confuse; reports what is not text.
pub fn text<'a>(path: &SourcePath, bytes: &'a [u8], diagnostics: &mut Vec<Diagnostic>) -> Option<&'a str> {
    if bytes.len() > MAX_FILE {
        diagnostics.push(catalogue::too_large(path, "this file", bytes.len(), MAX_FILE));
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            diagnostics.push(catalogue::not_utf8(path, error.valid_up_to()));
            return None;
        }
    };
    let odd = text.bytes().position(|b| b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t' | 0x0C));
    if let Some(at) = odd {
        diagnostics.push(catalogue::control_character(Span::new(path, at..at + 1), text.as_bytes()[at].into()));
        return None;
    }
    Some(text)
}

/// Length of the byte order mark that some editors put first.
fn bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Reads YAML that begins `base` bytes into its file.
pub fn parse_yaml(path: &SourcePath, yaml: &str, base: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    if yaml.len() > MAX_YAML {
        diagnostics.push(catalogue::too_large(path, "this YAML", yaml.len(), MAX_YAML));
        return None;
    }
    match serde_yaml::from_str::<Node>(yaml) {
        Ok(node) => Some(node),
        Err(error) => {
            let message = error.to_string();
            let noticed = error.location().map_or((1, 1), |place| (place.line(), place.column()));
            let (line, column) = opened_at(&message).unwrap_or(noticed);
            let start = LineIndex::new(yaml).offset(line, column);
            let rest = yaml[start..].lines().next().unwrap_or("").len();
            // The end of the text is no place to edit: the last character stands for it.
            let start =
                if start == yaml.len() { yaml.char_indices().next_back().map_or(0, |(at, _)| at) } else { start };
            let reason = message.split(" at line ").next().unwrap_or(&message);
            let help =
                yaml_help(reason, yaml[start..].lines().next().unwrap_or(""), yaml.lines().nth(line.saturating_sub(1)));
            let at = Span::new(
                path,
                base + start
                    ..base + (start + rest).max(yaml[start..].chars().next().map_or(start, |c| start + c.len_utf8())),
            );
            diagnostics.push(catalogue::yaml_syntax(at, &plain_reason(reason), help));
            None
        }
    }
}

/// Where something was opened that is never closed, or a text starts that means something else: the parser only notices
/// further down.
fn opened_at(message: &str) -> Option<(usize, usize)> {
    const OPENED: [&str; 4] = [
        "while scanning a quoted scalar at line ",
        "while parsing a flow sequence at line ",
        "while parsing a flow mapping at line ",
        "while scanning an alias at line ",
    ];
    let (_, place) = OPENED.iter().find_map(|words| message.split_once(words))?;
    let (line, rest) = place.split_once(" column ")?;
    let column: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// What to do about the slips that people make most.
fn yaml_help(reason: &str, rest: &str, line: Option<&str>) -> Option<String> {
    if rest.starts_with('\t') || line.is_some_and(|line| line.starts_with('\t')) {
        return Some("indent with spaces; a tab is not allowed here".into());
    }
    let help = if reason.contains("mapping values") {
        "if the text itself has a colon, put the whole text between double quotes"
    } else if ["while scanning a quoted scalar", "unexpected end of stream", "expected ','"]
        .iter()
        .any(|part| reason.contains(part))
    {
        "look for a quotation mark or bracket that is opened and never closed"
    } else if reason.contains("did not find expected key") || reason.contains("block collection") {
        "make the lines of one list or group start in the same column"
    } else if reason.contains("unknown anchor") || reason.contains("alphabetic or numeric") {
        "if the text itself starts with `*`, put it between double quotes"
    } else if reason.contains("more than one document") {
        "take out the lines `---` and `...` and what follows them"
    } else if reason.contains("cannot start any token") {
        "put the text between double quotes"
    } else if reason.contains("repetition limit") || reason.contains("recursion limit") {
        "write it out plainly, without `&` and `*` and without deep nesting"
    } else {
        return None;
    };
    Some(help.into())
}

/// The parser's reason in words that an editor may know.
fn plain_reason(reason: &str) -> String {
    if reason.contains("mapping values") {
        "a second `: ` on one line".into()
    } else if reason.contains("recursion limit") {
        "it is nested too deeply".into()
    } else if reason.contains("repetition limit") {
        "it repeats itself too often through `*` references".into()
    } else if reason.contains("unexpected end of stream") {
        "a quotation mark is opened and never closed".into()
    } else if reason.contains("expected ','") {
        "a bracket is opened and never closed, or a comma is missing".into()
    } else if reason.contains("cannot start any token") {
        "a value cannot start with this character".into()
    } else if reason.contains("did not find expected key") {
        "this line does not line up with those above it".into()
    } else if reason.contains("alphabetic or numeric") {
        "a value that starts with `*` or `&` means something else".into()
    } else if reason.contains("unknown anchor") {
        "nothing is called by this name after `*`".into()
    } else if reason.contains("more than one document") {
        "there is more than one document in this file".into()
    } else if reason.contains("expected node content") {
        "a value is missing, or a bracket is never closed".into()
    } else {
        reason.trim_end_matches(',').to_string()
    }
}
