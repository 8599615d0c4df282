//! What an import is asked to do.

use super::Cells;
use super::dates::DateOrder;
use super::mapping::Mapping;
use super::sheet::Sheet;
use crate::entry::Kind;
use crate::source::SourcePath;

/// A table and what is to become of it.
#[derive(Debug)]
pub struct Wanted<'a> {
    pub kind: Kind,
    pub sheet: &'a Sheet,
    pub mapping: &'a Mapping,
    /// What every row takes where its own cell is empty, by field.
    pub each: &'a Cells,
    /// What is meant by a cell, by what it says, whatever its column; capitals do not matter.
    pub values: &'a Cells,
    pub existing: Existing,
    /// The order of dates, if an editor has said so.
    pub order: Option<DateOrder>,
    /// The table that takes new rows.
    pub into: SourcePath,
}

/// What happens to entries that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// A row that says something else of one is refused.
    Keep,
    /// They take over what the rows say. They are found by name, or else by website.
    Update,
}
