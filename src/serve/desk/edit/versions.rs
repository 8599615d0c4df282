//! What a page was before its last saves, to be put back.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::super::{Desk, phrases};
use super::file::EditedFile;
use crate::disk::Version;

/// So many are shown; of more, the newest.
const MOST_SHOWN: usize = 10;

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
    versions
        .iter()
        .take(MOST_SHOWN)
        .map(|version| FormerVersion { name: name(version), until: until(version.replaced) })
        .collect()
}

/// The text of a version that a form names; or why it cannot be put back.
pub fn text(desk: &Desk, file: &EditedFile, asked: &str) -> Result<String, String> {
    let gone = || "That version is no longer kept. The page is as it was.".to_string();
    let versions = desk.history.versions(file.path()).map_err(|error| error.to_string())?;
    let version = versions.iter().find(|version| name(version) == asked).ok_or_else(gone)?;
    let bytes = desk.history.read(file.path(), version).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).ok().and_then(|text| file.with(text));
    text.map(|file| file.text).ok_or_else(|| "That version can no longer be read. The page is as it was.".into())
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
