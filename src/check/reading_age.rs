//! A page is not far harder to read than its owner wants, where the owner has said so.
//!
//! Such figures are rough, so only a page that is far off is told, with the sentences to begin with.

use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use super::Subject;
use super::readability::known_names;
use super::remember::{Earlier, FileNodes, Remembered};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry;
use crate::graph::Graph;
use crate::prose::Block;
use crate::prose::reading::{EntryReading, FamiliarWords};
use crate::snapshot::Snapshot;
use crate::source::Span;

/// Years above the owner's figure that are far: a formula and a reader may well differ by two.
const FAR: f64 = 3.0;

/// What was measured last time.
#[derive(Debug, Clone, Default)]
pub struct Memo {
    /// Of the names whose words are known.
    names: u128,
    known: Arc<FamiliarWords>,
    ages: Remembered<Arc<FamiliarWords>, Ages>,
}

/// The reading age of every row of a file that has enough to read, with the places of its hardest sentences and the age
/// for each alone.
pub type Ages = Vec<(Option<u32>, f64, Vec<(Range<usize>, f64)>)>;

impl Memo {
    /// Tells what an earlier process measured.
    pub(super) fn extend(&mut self, earlier: Earlier<Ages>) {
        self.ages.extend(earlier);
    }

    /// What was measured, for a later process.
    pub(super) fn all(&self, snapshot: &Snapshot) -> Vec<(u128, Ages)> {
        self.ages.all(snapshot)
    }

    /// The words that do not count, gathered anew only if a name is other.
    fn known(&mut self, graph: &Graph) -> Arc<FamiliarWords> {
        let mut hasher = Xxh3::new();
        known_names(graph).for_each(|name| name.hash(&mut hasher));
        let names = hasher.digest128();
        if self.names != names {
            (self.names, self.known) = (names, Arc::new(FamiliarWords::new(known_names(graph))));
        }
        self.known.clone()
    }
}

pub(super) fn check(subject: &Subject<'_>, files: &[FileNodes<'_>], memo: &mut Memo) -> Vec<Diagnostic> {
    let Some(target) = subject.config.reading_age else {
        *memo = Memo::default();
        return Vec::new();
    };
    let known = memo.known(subject.graph);
    memo.ages.recall(files, &known, subject.snapshot);
    let measured = memo.ages.renew(files, Arc::new(known), |file, known| measure(subject, file, known));
    let mut diagnostics = Vec::new();
    for (file, ages) in files.iter().zip(measured) {
        for (row, age, hardest) in ages.iter().filter(|(_, age, _)| *age >= f64::from(target) + FAR) {
            if let Some(node) = file.row(*row) {
                let hardest = hardest.iter().map(|(place, age)| (Span::new(file.path(), place.clone()), *age));
                diagnostics.push(catalogue::reading_age(subject.start(node), *age, target, hardest));
            }
        }
    }
    diagnostics
}

/// Measures every row of a file, on the site or not, so that the result depends on the file alone.
fn measure(subject: &Subject<'_>, file: &FileNodes<'_>, known: &FamiliarWords) -> Ages {
    let path = file.path();
    let blocks = entry::visitor_text(path, file.first().kind(), subject.snapshot.text(path).unwrap_or(""));
    let is_table = file.first().entry.row.is_some();
    // What all rows of a table share is nobody's text.
    let rows = blocks.chunk_by(|a, b| a.row == b.row).filter(|blocks| blocks[0].row.is_some() == is_table);
    let age_of = |blocks: &[Block]| {
        let reading = EntryReading::of(blocks, known).whole;
        let age = reading.age().filter(|_| reading.is_enough())?;
        let hardest = reading.hardest.into_iter().map(|hard| (hard.place, hard.age)).collect();
        Some((blocks[0].row, age, hardest))
    };
    rows.filter_map(age_of).collect()
}
