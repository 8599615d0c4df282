//! Makes the repairs that findings carry.

use super::edit::{Change, Edits};
use crate::diagnostic::{Diagnostic, Fix};
use crate::snapshot::Snapshot;

/// Repairs that can be made now.
#[derive(Debug)]
pub struct Mending {
    pub changes: Vec<Change>,
    /// Findings that the changes mend.
    pub mended: usize,
    /// Findings of which the repair lies over another one, and has to wait for the next time.
    pub waiting: usize,
    /// Findings that somebody has to think about.
    pub others: usize,
}

/// Plans every repair, the first in reading order before those that lie over it.
pub fn mend(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> Mending {
    let mut edits = Edits::default();
    let (mut mended, mut waiting) = (0, 0);
    let can_be_edited = |fix: &&Fix| {
        let text = snapshot.text(&fix.span.path);
        text.and_then(|text| text.get(fix.span.start..fix.span.end)).is_some_and(|typed| typed != fix.text)
    };
    let fixes: Vec<&Fix> =
        diagnostics.iter().filter_map(|finding| finding.fix.as_deref()).filter(can_be_edited).collect();
    for fix in &fixes {
        match edits.add(&fix.span, &*fix.text) {
            true => mended += 1,
            false => waiting += 1,
        }
    }
    Mending { changes: edits.changes(snapshot), mended, waiting, others: diagnostics.len() - fixes.len() }
}
