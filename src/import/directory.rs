//! Directories: kinds whose entries are of a kind themselves, and in an area.

use super::column::Column;
use crate::entry::Kind;
use crate::entry::fields::Shape;

/// Fields that an entry must have and that a row of a directory need not.
const MADE: [&str; 2] = ["summary", "checked_on"];

/// Whether a row need not have the field, since its value follows from the others.
pub fn follows(kind: Kind, field: &str) -> bool {
    MADE.contains(&field) && refers(kind, "kind").is_some() && refers(kind, "area").is_some()
}

/// The kind of entry that a field names.
pub fn refers(kind: Kind, field: &str) -> Option<Kind> {
    if let Shape::Reference(kind) = Column::named(kind, field)?.shape() { Some(kind) } else { None }
}

/// The field that takes the other areas of a row that names several.
pub const MORE_AREAS: &str = "more_areas";

/// Whether a cell of a column may name several areas.
pub fn may_name_several(kind: Kind, column: &Column) -> bool {
    column.to_string() == "area" && Column::named(kind, MORE_AREAS).is_some()
}
