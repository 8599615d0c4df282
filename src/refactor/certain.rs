//! Whether all that names an entry can be known.

use super::refusal::Refusal;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::entry::{FileRole, role_of};
use crate::find::Survey;

/// Findings after which nobody can know all that names an entry.
const UNCERTAIN: [Code; 8] = [
    Code::NotText,
    Code::TooLarge,
    Code::FrontMatter,
    Code::YamlSyntax,
    Code::CsvRow,
    Code::OutsideLink,
    Code::DuplicateId,
    Code::AmbiguousReference,
];

/// What is wrong with an entry of which not even the fields can be read that all entries have.
pub(super) fn own_findings(number: u32, survey: &Survey<'_>) -> Vec<Diagnostic> {
    match survey.entry(number).common.is_none() {
        true => survey.findings(number).cloned().collect(),
        false => Vec::new(),
    }
}

/// Refuses where a file that could not be read may name an entry, and where there are other findings in the way.
pub(super) fn judge_site(survey: &Survey<'_>, others: Vec<Diagnostic>) -> Result<(), Box<Refusal>> {
    let is_content = |finding: &&Diagnostic| matches!(role_of(&finding.span.path), FileRole::Entries(_));
    let unread = survey.judged.diagnostics.iter().filter(|finding| UNCERTAIN.contains(&finding.code));
    let mut findings: Vec<Diagnostic> = unread.filter(is_content).cloned().chain(others).collect();
    diagnostic::sort(&mut findings);
    if findings.is_empty() {
        return Ok(());
    }
    let why = "some files cannot be read for certain, and may name it".to_string();
    Err(Box::new(Refusal { why, help: "mend these first".into(), places: Vec::new(), findings }))
}
