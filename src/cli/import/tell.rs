//! What people are told of an import.

use super::super::say::{note, say};
use super::super::screen;
use crate::Error;
use crate::entry::Kind;
use crate::import::{self, Mapping, Plan, Sheet, WorkedOut};
use crate::source::SourcePath;

/// Which row names the columns and which column became which field, where that is not plain, and what is left out.
pub(super) fn columns(sheet: &Sheet, mapping: &Mapping) -> Result<(), Error> {
    if sheet.header.number > 1 {
        note!("Row {} names the columns", sheet.header.number)?;
    }
    for row in &sheet.totals {
        note!("Row {row} sums up the others and is left out")?;
    }
    for (at, column) in mapping.columns.iter().enumerate() {
        if let Some(column) = column.as_ref().filter(|column| column.to_string() != sheet.name(at)) {
            note!("Column {} `{}` is the field `{column}`", import::letters(at), sheet.name(at))?;
        }
    }
    for (at, _) in mapping.columns.iter().enumerate().filter(|(_, column)| column.is_some()) {
        let texts = || sheet.rows.iter().map(|row| &*row.cells[at].text).filter(|text| import::says_nothing(text));
        if let Some(first) = texts().next() {
            let cells = screen::count(texts().count(), "cell says", "cells say");
            note!("Column {} `{}`: {cells} nothing ({first}), as if empty", import::letters(at), sheet.name(at))?;
        }
    }
    for at in mapping.left_out(sheet) {
        note!("Column {} `{}` is left out", import::letters(at), sheet.name(at))?;
    }
    Ok(())
}

/// Cells that do not stand on the site as they stood in the table.
pub(super) fn put_right(sheet: &Sheet, plan: &Plan) -> Result<(), Error> {
    for (at, cells) in &plan.put_right {
        let number = screen::count(cells.cells, "cell", "cells");
        let (letters, name) = (import::letters(*at), sheet.name(*at));
        note!("Column {letters} `{name}`: {number} put right, such as {} -> {}", cells.before, cells.after)?;
    }
    Ok(())
}

/// Fields that follow from other cells.
pub(super) fn worked_out(plan: &Plan) -> Result<(), Error> {
    for (field, WorkedOut { rows, name, value }) in &plan.worked_out {
        let rows = screen::count(*rows, "row", "rows");
        note!("The field `{field}` of {rows} follows from the others, such as of {name}: {value}")?;
    }
    Ok(())
}

/// Each entry that is new or changed, a line each, on the standard output; in a trial with all that a new one would say.
pub(super) fn changes(plan: &Plan, is_dry_run: bool) -> Result<(), Error> {
    for cells in &plan.added {
        say!("add {}", cells["id"])?;
        for (field, cell) in cells.iter().filter(|(field, _)| is_dry_run && *field != "id") {
            say!("  {field}: {cell}")?;
        }
    }
    for changed in &plan.changed {
        for (field, cell) in &changed.cells {
            match changed.before.get(field) {
                Some(before) => {
                    say!("change {} ({}): {field}: {before} -> {cell}", changed.entry.id, changed.entry.path)?
                }
                None => say!("change {} ({}): {field}: {cell}", changed.entry.id, changed.entry.path)?,
            }
        }
    }
    Ok(())
}

/// What came of it, in one line.
pub(super) fn summary(kind: Kind, plan: &Plan, into: &SourcePath, is_dry_run: bool) -> Result<(), Error> {
    let mut parts = Vec::new();
    if !plan.added.is_empty() {
        parts.push(format!("{} added to {into}", screen::grouped(plan.added.len())));
    }
    if !plan.changed.is_empty() {
        parts.push(format!("{} changed", screen::grouped(plan.changed.len())));
    }
    if plan.unchanged > 0 {
        parts.push(format!("{} unchanged", screen::grouped(plan.unchanged)));
    }
    let told = if parts.is_empty() { "there are no rows".into() } else { parts.join(", ") };
    if !plan.older.is_empty() {
        let numbers: Vec<String> = plan.older.iter().map(usize::to_string).collect();
        let rows = screen::count(numbers.len(), "row", "rows");
        note!("Left as it is: what the site says is newer than {rows} of the table ({})", numbers.join(", "))?;
    }
    let start = if is_dry_run { "Would import" } else { "Imported" };
    let end = if is_dry_run { ". Nothing was changed" } else { "" };
    note!("{start} {}: {told}{end}", kind.many())
}
