//! Links to other websites still lead somewhere, as far as the last look at them says.
//!
//! Nobody is asked here: the looks are in a file of the site, which only `trellis check --external` renews.

mod results;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use results::Verdict;
pub use results::{Answer, Results};

use super::Subject;
use super::remember::{FileNodes, Remembered, files};
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::entry;
use crate::graph::Graph;
use crate::snapshot::Snapshot;
use crate::source::{SourcePath, Span};

/// Where the results of the last look are.
pub fn results_path() -> SourcePath {
    SourcePath::new("external-links.json")
}

/// What was found last time.
#[derive(Debug, Clone, Default)]
pub struct Memo {
    /// Of the bytes of the results.
    hash: u128,
    verdicts: Arc<BTreeMap<String, Verdict>>,
    /// Why the results cannot be read.
    problem: Option<String>,
    findings: Remembered<Arc<BTreeMap<String, Verdict>>, Vec<Diagnostic>>,
}

/// Every address of another website that is linked to from this site.
pub fn addresses(graph: &Graph, snapshot: &Snapshot) -> BTreeSet<String> {
    let of_file = |file: &FileNodes<'_>| {
        let text = snapshot.text(file.path()).unwrap_or("");
        entry::outside_addresses(file.path(), file.first().kind(), text)
    };
    // What stands behind `#` is a place on the page.
    let page = |address: String| address.split('#').next().unwrap_or_default().to_string();
    files(graph).iter().flat_map(of_file).map(|found| page(found.address)).collect()
}

pub(super) fn check(subject: &Subject<'_>, files: &[FileNodes<'_>], memo: &mut Memo) -> Vec<Diagnostic> {
    let path = results_path();
    let Some(file) = subject.snapshot.get(&path) else {
        *memo = Memo::default();
        return Vec::new();
    };
    if memo.hash != file.hash {
        memo.hash = file.hash;
        let results = Results::parse(subject.snapshot.text(&path).unwrap_or(""));
        memo.problem = results.as_ref().err().cloned();
        memo.verdicts = Arc::new(results.unwrap_or_default().verdicts());
    }
    if let Some(problem) = &memo.problem {
        return vec![catalogue::no_results(Span::file(&path), problem)];
    }
    if memo.verdicts.is_empty() {
        return Vec::new();
    }
    let judge = |file: &FileNodes<'_>, verdicts: &Arc<BTreeMap<_, _>>| judge(subject.snapshot, file, verdicts);
    memo.findings.renew(files, Arc::new(memo.verdicts.clone()), judge).flatten().cloned().collect()
}

fn judge(snapshot: &Snapshot, file: &FileNodes<'_>, verdicts: &BTreeMap<String, Verdict>) -> Vec<Diagnostic> {
    let path = file.path();
    let found = entry::outside_addresses(path, file.first().kind(), snapshot.text(path).unwrap_or(""));
    let tell = |found: entry::OutsideAddress| {
        let page = found.address.split('#').next().unwrap_or_default();
        let at = Span::new(path, found.place.clone());
        Some(match verdicts.get(page)? {
            Verdict::Dead { since, why } => catalogue::dead_link(at, *since, why),
            Verdict::Moved { to } => {
                let fix = scheme(page, to, &found.place, path);
                catalogue::moved_link(at, to).maybe_fix(fix)
            }
        })
    };
    found.into_iter().filter_map(tell).collect()
}

/// Where nothing has changed but that the page is safe to read now, a program may write it.
fn scheme(from: &str, to: &str, place: &Range<usize>, path: &SourcePath) -> Option<Fix> {
    let is_same = from.strip_prefix("http://")? == to.strip_prefix("https://")?;
    is_same.then(|| Fix::new(Span::new(path, place.start..place.start + "http".len()), "https"))
}
