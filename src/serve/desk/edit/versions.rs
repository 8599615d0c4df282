//! What a page, or a row of a table, was before its last saves, to be put back.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::super::{Desk, phrases};
use super::file::{Edited, EditedFile};
use crate::disk::Version;
use crate::entry::RecordParts;
use crate::refactor;

/// So many are shown; of more, the newest.
const MOST_SHOWN: usize = 10;
/// Of a table with many more, only so many are looked at for a row.
const MOST_READ: usize = 40;

/// What a page was until a save.
#[derive(Debug, Serialize)]
pub struct FormerVersion {
    pub name: String,
    /// `28 November 2026, 14:05:09`: when it was replaced.
    pub until: String,
}

/// The former versions of a file that are kept. One that cannot be read is none.
pub fn of(desk: &Desk, file: &EditedFile) -> Vec<FormerVersion> {
    let versions = desk.history.versions(file.path()).unwrap_or_default();
    let shown = |version: &Version| FormerVersion { name: name(version), until: until(version.replaced) };
    if !file.is_row() {
        return versions.iter().take(MOST_SHOWN).map(shown).collect();
    }
    // Most versions of a table are those of other rows.
    let Edited::Entry(entry) = &file.what else { return Vec::new() };
    let mut said = file.text[file.parts.range.clone()].to_string();
    let differs = |version: &&Version| {
        let row = desk.history.read(file.path(), version).ok().and_then(|bytes| {
            let parts = RecordParts::called(file.path(), entry.kind, &bytes, &entry.id).ok()?;
            Some(String::from_utf8_lossy(&bytes[parts.range]).into_owned())
        });
        row.is_some_and(|row| std::mem::replace(&mut said, row.clone()) != row)
    };
    versions.iter().take(MOST_READ).filter(differs).take(MOST_SHOWN).map(shown).collect()
}

/// The text of a version that a form names; or why it cannot be put back.
pub fn text(desk: &Desk, file: &EditedFile, asked: &str) -> Result<String, String> {
    let gone = || "That version is no longer kept. The page is as it was.".to_string();
    let versions = desk.history.versions(file.path()).map_err(|error| error.to_string())?;
    let version = versions.iter().find(|version| name(version) == asked).ok_or_else(gone)?;
    let bytes = desk.history.read(file.path(), version).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).ok().and_then(|text| match &file.what {
        Edited::Entry(entry) if file.is_row() => refactor::set_row(file.place_of(entry), &file.text, &entry.id, &text),
        Edited::Entry(_) | Edited::Settings => Some(text),
    });
    text.and_then(|text| file.with(text))
        .map(|file| file.text)
        .ok_or_else(|| "That version can no longer be read. The page is as it was.".into())
}

fn name(version: &Version) -> String {
    version.replaced.to_string()
}

/// `28 November 2026, 14:05:09`.
pub fn until(moment: u64) -> String {
    let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    let moment = i64::try_from(moment).ok().and_then(|moment| Timestamp::from_millisecond(moment).ok());
    let moment = zone.to_datetime(moment.unwrap_or_default());
    format!("{}, {}", phrases::day(moment.date()), moment.strftime("%H:%M:%S"))
}
