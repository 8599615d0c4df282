//! Another value for one field of a record, with every other byte as it was.
//!
//! Each way of writing is tried and read back: it stands only if the field then says what was wanted and all others say
//! what they said. So a file that is written in a way nobody foresaw is left alone, and that is told.

use super::edit::{Edit, applied};
use super::set_cell;
use super::setting::{CannotSet, Setting, is_said, one};
use super::ways_to_set::Spots;
use super::written::says;
use crate::entry::{RecordParts, RecordPlace};

/// The edits that make a field of a record say something, none if it says it already. An empty value takes the field out,
/// or writes it without a value where every row of the table takes one.
pub fn set_field<'p>(
    place: impl Into<RecordPlace<'p>>,
    text: &str,
    setting: Setting<'_>,
) -> Result<Vec<Edit>, CannotSet> {
    let place = place.into();
    let cannot = CannotSet(setting.field.name);
    let parts = RecordParts::of(place, text.as_bytes()).map_err(|_| cannot)?;
    let wanted = setting.value.tidy();
    if parts.cells().is_some() {
        return set_cell::set_cell(place, text, &parts, setting).ok_or(cannot);
    }
    let group = parts.group(setting.within).ok_or(cannot)?;
    let is_called = |name: &str| setting.field.is_called(name);
    let old = one(group.own, is_called).map_err(|()| cannot)?;
    let taken = one(group.taken, is_called).map_err(|()| cannot)?;
    if is_said(text, old.or(taken), &wanted) {
        return Ok(Vec::new());
    }
    let spots = Spots { text, setting, group, wanted: &wanted };
    let tries = match (old, taken) {
        (None, Some(_)) if wanted.is_empty() => spots.blank_additions(),
        (None, _) => spots.additions(),
        (Some(old), None) if wanted.is_empty() => spots.removal(old),
        (Some(old), Some(_)) if wanted.is_empty() => spots.blanks(old),
        // What every row says need not be said again.
        (Some(old), Some(_)) if is_said(text, taken, &wanted) => [spots.removal(old), spots.replacements(old)].concat(),
        (Some(old), _) => spots.replacements(old),
    };
    tries.into_iter().find(|edits| holds(edits, place, text, &parts, setting)).ok_or(cannot)
}

/// Whether the record can be read after edits, and only this field is another.
fn holds(edits: &[Edit], place: RecordPlace<'_>, text: &str, before: &RecordParts, setting: Setting<'_>) -> bool {
    let wanted = setting.value.tidy();
    let Some(after) = applied(text, edits) else { return false };
    let Ok(parts) = RecordParts::of(place, after.as_bytes()) else { return false };
    let Some(group) = parts.group(setting.within) else { return false };
    let is_called = |name: &str| setting.field.is_called(name);
    let Ok(own) = one(group.own, is_called) else { return false };
    let is_right = match own.or_else(|| one(group.taken, is_called).ok().flatten()) {
        Some(value) if !wanted.is_empty() => says(&after, value, &wanted, setting.as_words),
        value => is_said(&after, value, &wanted),
    };
    is_right
        && before.is_same_but(&parts, setting.within, &is_called)
        && after[parts.body.clone()] == text[before.body.clone()]
}
