//! A row as it was before, in a table that may be another by now.

use super::edit::{Edit, applied};
use crate::entry::{EntryPlace, RecordParts};

/// The table with a row that says what another version of the table says in it, and all other rows as they are; none if
/// it would be read as something else.
pub fn set_row(place: EntryPlace<'_>, text: &str, id: &str, version: &str) -> Option<String> {
    let now = RecordParts::of(place, text.as_bytes()).ok()?;
    let old = RecordParts::called(place.path, place.kind, version.as_bytes(), id).ok()?;
    let edit = Edit { range: now.range.clone(), text: version.get(old.range.clone())?.to_string() };
    let after = applied(text, &[edit])?;
    let then = RecordParts::of(place, after.as_bytes()).ok()?;
    (then.own() == old.own() && now.is_rest_same(text, &then, &after)).then_some(after)
}
