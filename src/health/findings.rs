//! What the checks found: by code, and by file.

use std::collections::{BTreeMap, BTreeSet};

use super::{Scope, Whose};
use crate::diagnostic::{Code, Diagnostic};
use crate::find::Survey;
use crate::source::SourcePath;

/// What the checks found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    pub errors: usize,
    pub warnings: usize,
    /// Those of which there are most errors, then most warnings, first.
    pub codes: Vec<CodeCount>,
    /// In the same order.
    pub files: Vec<FileCount>,
}

/// Findings of one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeCount {
    pub code: Code,
    pub errors: usize,
    pub warnings: usize,
}

/// Findings in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCount {
    pub path: SourcePath,
    pub errors: usize,
    pub warnings: usize,
}

/// Errors and warnings.
type Count = (usize, usize);

pub(super) fn of(survey: &Survey<'_>, diagnostics: &[Diagnostic], scope: &Scope) -> Findings {
    let files = own_files(survey, scope);
    let is_own = |finding: &&Diagnostic| files.as_ref().is_none_or(|files| files.contains(&finding.span.path));
    let (mut codes, mut paths) = (BTreeMap::new(), BTreeMap::new());
    let mut found = Findings::default();
    for finding in diagnostics.iter().filter(is_own) {
        let is_error = finding.is_error();
        found.errors += usize::from(is_error);
        found.warnings += usize::from(!is_error);
        for count in [codes.entry(finding.code).or_default(), paths.entry(&finding.span.path).or_default()] {
            let count: &mut Count = count;
            count.0 += usize::from(is_error);
            count.1 += usize::from(!is_error);
        }
    }
    found.codes = codes.into_iter().map(|(code, (errors, warnings))| CodeCount { code, errors, warnings }).collect();
    found.codes.sort_by_key(|count| std::cmp::Reverse((count.errors, count.warnings)));
    let file = |(path, (errors, warnings)): (&SourcePath, Count)| FileCount { path: path.clone(), errors, warnings };
    found.files = paths.into_iter().map(file).collect();
    found.files.sort_by_key(|count| std::cmp::Reverse((count.errors, count.warnings)));
    found
}

/// Files with an entry of those who are asked for; none if all files are meant.
fn own_files<'s>(survey: &'s Survey<'_>, scope: &Scope) -> Option<BTreeSet<&'s SourcePath>> {
    let entries = survey.contents.entries.iter();
    (scope.whose != Whose::Everybody)
        .then(|| entries.filter(|entry| scope.holds(entry)).map(|entry| &entry.path).collect())
}
