//! Other bytes in the place of some of a file's.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::snapshot::{File, Snapshot};
use crate::source::{SourcePath, Span};

/// One replacement in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub range: Range<usize>,
    pub text: String,
}

/// One file before and after.
#[derive(Debug, Clone)]
pub struct Change {
    pub path: SourcePath,
    /// The path afterwards; the same unless the file is renamed.
    pub to: SourcePath,
    /// What the file holds now; nothing if it is new.
    pub before: Option<Arc<[u8]>>,
    /// What it is to hold; nothing if it goes.
    pub after: Option<Vec<u8>>,
    /// In order, none over another.
    pub edits: Vec<Edit>,
}

impl Change {
    /// A file that is written as a whole. It is new where nothing was there before.
    pub fn whole(path: SourcePath, before: Option<Arc<[u8]>>, after: impl Into<Vec<u8>>) -> Change {
        Change { to: path.clone(), path, before, after: Some(after.into()), edits: Vec::new() }
    }

    /// A file that goes.
    pub fn removal(path: SourcePath, before: impl Into<Arc<[u8]>>) -> Change {
        Change { to: path.clone(), path, before: Some(before.into()), after: None, edits: Vec::new() }
    }
}

/// Edits by file, of which none lies over another: of two that do, the first that came stays.
#[derive(Debug, Default)]
pub(super) struct Edits(BTreeMap<SourcePath, Vec<Edit>>);

impl Edits {
    /// Takes an edit, and says whether it could. The same edit again is the same.
    pub fn add(&mut self, span: &Span, text: impl Into<String>) -> bool {
        let edit = Edit { range: span.start..span.end, text: text.into() };
        let edits = self.0.entry(span.path.clone()).or_default();
        if edits.contains(&edit) {
            return true;
        }
        let touches = |other: &Edit| {
            let (a, b) = (&edit.range, &other.range);
            a.start < b.end && b.start < a.end || a.start == b.start
        };
        let is_free = !edits.iter().any(touches);
        if is_free {
            edits.push(edit);
        }
        is_free
    }

    /// The files with their edits made. Files that are not in the snapshot or are no text are left out.
    pub fn changes(self, snapshot: &Snapshot) -> Vec<Change> {
        let change = |(path, mut edits): (SourcePath, Vec<Edit>)| {
            edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
            let before = Some(snapshot.get(&path)?.bytes.clone());
            let after = Some(applied(snapshot.text(&path)?, &edits)?.into_bytes());
            Some(Change { to: path.clone(), path, before, after, edits })
        };
        self.0
            .into_iter()
            .filter_map(change)
            .filter(|change| change.before.as_deref() != change.after.as_deref())
            .collect()
    }
}

/// A text with edits made that stand in order.
pub(crate) fn applied(text: &str, edits: &[Edit]) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for Edit { range, text: new } in edits {
        out.push_str(text.get(from..range.start)?);
        out.push_str(new);
        from = range.end;
    }
    out.push_str(text.get(from..)?);
    Some(out)
}

/// The site as it will be.
pub(super) fn after(snapshot: &Snapshot, changes: &[Change]) -> Snapshot {
    let mut snapshot = snapshot.clone();
    for change in changes {
        snapshot.remove(&change.path);
        if let Some(after) = &change.after {
            snapshot.insert(change.to.clone(), File::new(after.clone()));
        }
    }
    snapshot
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_edits_in_one_place_the_first_stays() {
        let path = SourcePath::new("content/pages/a.md");
        let snapshot: Snapshot = [(path.as_str(), "one two three".as_bytes().to_vec())].into_iter().collect();
        let mut edits = Edits::default();
        assert!(edits.add(&Span::new(&path, 4..7), "2"));
        assert!(!edits.add(&Span::new(&path, 6..9), "x"));
        assert!(edits.add(&Span::new(&path, 4..7), "2"), "the same again is no other");
        assert!(edits.add(&Span::new(&path, 0..3), "1"));
        assert!(edits.add(&Span::new(&path, 13..13), "!"));
        let changes = edits.changes(&snapshot);
        assert_eq!(String::from_utf8(changes[0].after.clone().unwrap()).unwrap(), "1 2 three!");
    }
}
