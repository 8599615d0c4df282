//! Taking over somebody else's table: the words of what can be wrong.

use super::with_article;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

/// The same finding with the row that it is in.
pub fn in_row(mut finding: Diagnostic, row: usize) -> Diagnostic {
    finding.message = format!("row {row}: {}", finding.message);
    finding
}

/// The same finding with the row and the column that it is in.
pub fn in_cell(mut finding: Diagnostic, row: usize, letters: &str, header: &str) -> Diagnostic {
    finding.message = format!("row {row}, column {letters} `{header}`: {}", finding.message);
    finding
}

/// The same finding, about a value that every row takes.
pub fn in_every_row(mut finding: Diagnostic, field: &str) -> Diagnostic {
    finding.message = format!("`{field}` for every row: {}", finding.message);
    finding
}

pub fn foreign_byte(at: Span, byte: u8, letter: char) -> Diagnostic {
    Diagnostic::new(Code::NotText, at, format!("byte {byte:02X} is no UTF-8; in Windows-1252 it would be `{letter}`"))
        .help("save the file as \"CSV UTF-8\"")
        .at_command_line("if that is right, add --encoding windows-1252; otherwise save the file as \"CSV UTF-8\"")
}

pub fn no_table(at: Span) -> Diagnostic {
    Diagnostic::new(Code::CsvRow, at, "there are no names of columns here")
        .help("the first row must name the columns; if another row does, say which")
        .at_command_line(
            "the first row must name the columns; if they are further down, say --header and the number of their row",
        )
}

pub fn open_quotation(at: Span) -> Diagnostic {
    Diagnostic::new(Code::CsvRow, at, "a quotation mark is opened here and never closed")
        .help("close it at the end of the cell, or double it if it is part of the text")
}

pub fn ragged_row(at: Span, cells: usize, columns: usize) -> Diagnostic {
    Diagnostic::new(Code::CsvRow, at, format!("it has {cells} cells, but there are {columns} columns"))
        .help("put cells that hold a comma between double quotes, and add or remove cells")
}

pub fn no_column(at: Span, field: &str, about: &str, free: &[String]) -> Diagnostic {
    let columns = match free {
        [] => String::new(),
        free => format!("; columns that have no field yet: {}", free.join(", ")),
    };
    Diagnostic::new(Code::MissingField, at, format!("no column holds the field `{field}`, {about}"))
        .help(format!("choose the column that does, or say one value for every row{columns}"))
        .at_command_line(format!(
            "name one with --map \"COLUMN={field}\", or give every row the same with --each \"{field}=VALUE\"{columns}"
        ))
}

pub fn empty_cell(at: Span, field: &str, about: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingField, at, format!("the field `{field}` is empty")).help(format!("write {about}"))
}

pub fn taken_name(at: Span, kind: &str, id: &str, path: &SourcePath) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, at, format!("there is {} called `{id}` already, in {path}", with_article(kind)))
        .help("take over what has changed in rows that are there, or give the row another name in a column `id`")
        .at_command_line("take over what has changed with --update, or give the row another name in a column `id`")
}

pub fn same_name(at: Span, id: &str, row: usize, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, at, format!("`{id}` is the name of row {row} too"))
        .label(first, "the first is here")
        .help("take one of the rows out, or give them names in a column `id`")
}

pub fn no_name(at: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::FileName, at, format!("no name for an address can be made of `{text}`"))
        .help("add a column `id` with a short name in small letters and hyphens")
}

pub fn two_columns(at: Span, field: &str, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateField, at, format!("two columns are to be the field `{field}`"))
        .label(first, "the first is here")
        .help("leave one of them out")
        .at_command_line("leave one of them out: --map \"COLUMN=\"")
}

pub fn unknown_title(at: Span, kind: &str, found: &str, nearest: Option<&str>, known: &str) -> Diagnostic {
    let unknown = Diagnostic::new(Code::UnknownReference, at, format!("no {kind} is called `{found}`"));
    match nearest {
        Some(near) => unknown.help(format!("did you mean `{near}`?")),
        None => unknown.help(format!("say which one of the site is meant: {known}")).at_command_line(format!(
            "say what is meant, `--value \"{found}=name\"`, where `name` is one of the site: {known}"
        )),
    }
}

pub fn date_order(at: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidValue, at, format!("`{text}` can be read in two ways"))
        .help("say whether the day or the month stands first, or write `2026-03-14`")
        .at_command_line(
            "say --dates day-first if the day stands first, --dates month-first if the month does, or write `2026-03-14`",
        )
}

pub fn failed_cell(at: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidValue, at, format!("`{text}` says that the spreadsheet found no value"))
        .help("write the value into the cell, or leave it empty; a formula there may point at cells that are gone")
}

pub fn as_elsewhere(at: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidValue, at, format!("`{text}` says to look at another cell"))
        .help("write into the cell what is meant, or leave it empty")
}

pub fn only_a_number(at: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidValue, at, format!("`{text}` is a number, and words belong here"))
        .help("write it as visitors should read it, or leave the column out")
        .at_command_line("write it as visitors should read it, or leave the column out: --map \"COLUMN=\"")
}

pub fn only_a_name(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingField, at, format!("it says `{name}` and nothing else, as a note or a heading does"))
        .help("take the row out of the table, or write something of it into the other cells")
}

pub fn by_hand(at: Span, path: &SourcePath, field: &str) -> Diagnostic {
    Diagnostic::new(Code::CsvRow, at, format!("`{field}` in {path} is written in a way that only a person can change"))
        .help("change it there by hand, or leave the column out")
        .at_command_line("change it there by hand, or leave the column out: --map \"COLUMN=\"")
}
