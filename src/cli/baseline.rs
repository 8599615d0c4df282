//! The file of findings that a site knows already.
#![expect(clippy::wildcard_enum_match_arm, reason = "the system knows more than what is told apart")]

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::say::say;
use super::{file, screen};
use crate::Error;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::baseline::Baseline;
use crate::pipeline;
use crate::snapshot::Snapshot;

/// Reads the baseline that is named, or else the one that lies beside the settings of the site.
pub(super) fn read(path: Option<&Path>, snapshot: &Snapshot) -> Result<Baseline, Error> {
    let Some(path) = path else { return Ok(pipeline::known(snapshot).value) };
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Error::Usage(format!(
            "there is no baseline {}\n  help: write it first: trellis check --baseline {0} --update-baseline",
            path.display()
        )),
        _ => Error::io("read", path)(error),
    })?;
    Baseline::parse(&text).map_err(|why| {
        let help = "write it anew with trellis check --update-baseline";
        Error::Usage(format!("{} is no baseline: {why}\n  help: {help}", path.display()))
    })
}

/// Writes a baseline whole or not at all. What was wrong with the one that it replaces is none of it.
pub(super) fn update(path: &Path, mut diagnostics: Vec<Diagnostic>) -> Result<(), Error> {
    diagnostics.retain(|finding| finding.span.path != pipeline::known_path());
    let baseline = Baseline::of(&diagnostics);
    file::write(path, baseline.text())?;
    let number = usize::try_from(baseline.len()).unwrap_or(usize::MAX);
    say!("{} known from now on, in {}", screen::count(number, "finding is", "findings are"), path.display())
}
