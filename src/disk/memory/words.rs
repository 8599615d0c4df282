//! What was found in the words of each file, as it is kept.

use crate::check::{Ages, FindingsByRow};
use crate::disk::told::Finding;

/// What was found in one file, row by row.
type Found = (u128, Vec<(Option<u32>, Vec<Finding>)>);

/// The findings of one file of the memory.
pub(super) fn findings(bytes: &[u8]) -> Option<Vec<(u128, FindingsByRow)>> {
    let meant = |(row, found): (Option<u32>, Vec<Finding>)| {
        Some((row, found.into_iter().map(Finding::meant).collect::<Option<_>>()?))
    };
    let files = postcard::from_bytes::<Vec<Found>>(bytes).ok()?.into_iter();
    files.map(|(key, rows)| Some((key, rows.into_iter().map(meant).collect::<Option<_>>()?))).collect()
}

pub(super) fn write_findings(files: &[(u128, FindingsByRow)]) -> Option<Vec<u8>> {
    let rows = |rows: &FindingsByRow| {
        rows.iter().map(|(row, found)| (*row, found.iter().map(Finding::new).collect())).collect()
    };
    let files: Vec<Found> = files.iter().map(|(key, found)| (*key, rows(found))).collect();
    postcard::to_stdvec(&files).ok()
}

pub(super) fn ages(bytes: &[u8]) -> Option<Vec<(u128, Ages)>> {
    postcard::from_bytes(bytes).ok()
}

pub(super) fn write_ages(files: &[(u128, Ages)]) -> Option<Vec<u8>> {
    postcard::to_stdvec(files).ok()
}
