//! `trellis check`: every rule, without publishing.
#![expect(clippy::wildcard_enum_match_arm, reason = "the system knows more than what is told apart")]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, ValueEnum};

use super::say::{self, note, say};
use super::screen::{self, Progress};
use super::{Outcome, SiteArgs, file};
use crate::Error;
use crate::diagnostic::baseline::{Baseline, Split};
use crate::diagnostic::{Diagnostic, report};
use crate::disk;
use crate::memo::Memo;
use crate::pipeline;
use crate::snapshot::Snapshot;
use crate::theme;

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// How findings are written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// A file of findings that are known already; only others are told, and count
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings of today into the baseline file
    #[arg(long, requires = "baseline")]
    update_baseline: bool,
    /// The folder that the site is published into, which is not read [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[cfg(feature = "external")]
    #[command(flatten)]
    external: super::external::ExternalArgs,
    #[command(flatten)]
    site: SiteArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the lines they point at, and what to do
    Human,
    /// One line each: `path:line:column: level[code]: message`
    Short,
    /// One JSON object a line
    Json,
    /// One SARIF 2.1.0 log, for code hosts and editors
    Sarif,
    /// Commands that GitHub Actions shows beside changed lines
    Github,
}

pub fn run(args: &CheckArgs) -> Result<Outcome, Error> {
    let started = Instant::now();
    let request = args.site.request()?;
    let site = &args.site.site;
    let progress = Progress::new();
    let mut memo = Memo::with_store(Box::new(disk::ImageCache::of(site)));
    #[cfg_attr(not(feature = "external"), expect(unused_mut, reason = "only what other websites answered is added"))]
    let mut snapshot = disk::read(site, Some(&file::published(site, args.out.as_deref())))?;
    #[cfg(feature = "external")]
    args.external.renew(site, &mut snapshot, &request, &mut memo)?;
    let known = match &args.baseline {
        Some(path) if !args.update_baseline => read_baseline(path)?,
        _ => Baseline::default(),
    };
    let build = pipeline::build(&snapshot, &request, &mut memo, &|stage| progress.stage(stage));
    progress.finish();
    if let Some(nothing) = build.nothing {
        tell(args.format, &build.diagnostics, &snapshot)?;
        return Err(args.site.nothing(nothing));
    }
    if let Some(path) = args.baseline.as_ref().filter(|_| args.update_baseline) {
        return update(path, &build.diagnostics);
    }
    let split = known.split(build.diagnostics);
    tell(args.format, &split.new, &snapshot)?;
    let pages = screen::count(build.pages, "page", "pages");
    note!("Checked {pages} in {}: {}", screen::duration(started.elapsed()), summary(&split))?;
    let has_errors = split.new.iter().any(Diagnostic::is_error);
    Ok(if has_errors { Outcome::ContentHasErrors } else { Outcome::Clean })
}

fn tell(format: Format, diagnostics: &[Diagnostic], snapshot: &Snapshot) -> Result<(), Error> {
    let texts = theme::with_default_texts(diagnostics, snapshot);
    let places = report::LineIndexes::new(&texts);
    let line = match format {
        Format::Human => return screen::findings(diagnostics, snapshot),
        Format::Sarif => {
            return say::json(|out| {
                serde_json::to_writer_pretty(&mut *out, &report::Sarif { diagnostics, places: &places })?;
                writeln!(out)
            });
        }
        Format::Short => report::short_at,
        Format::Json => report::json,
        Format::Github => report::github,
    };
    say::answer(|out| diagnostics.iter().try_for_each(|diagnostic| writeln!(out, "{}", line(diagnostic, &places))))
}

/// `2 errors, 1 warning, 12 known findings, 3 mended`.
fn summary(split: &Split) -> String {
    let errors = split.new.iter().filter(|finding| finding.is_error()).count();
    let mut parts = Vec::new();
    let mut part = |number: usize, one: &str, many: &str| {
        if number > 0 {
            parts.push(screen::count(number, one, many));
        }
    };
    part(errors, "error", "errors");
    part(split.new.len() - errors, "warning", "warnings");
    part(split.known, "known finding", "known findings");
    if split.new.is_empty() {
        parts.insert(0, if split.known == 0 { "nothing to mend" } else { "nothing new to mend" }.to_string());
    }
    if split.mended > 0 {
        parts.push(format!("{} of the baseline mended (run with --update-baseline to forget them)", split.mended));
    }
    parts.join(", ")
}

fn read_baseline(path: &Path) -> Result<Baseline, Error> {
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Error::Usage(format!(
            "there is no baseline {}\n  help: write it first: trellis check --baseline {0} --update-baseline",
            path.display()
        )),
        _ => Error::io("read", path)(error),
    })?;
    Baseline::parse(&text).map_err(|why| {
        Error::Usage(format!("{} is no baseline: {why}\n  help: write it anew with --update-baseline", path.display()))
    })
}

/// Writes a baseline whole or not at all.
fn update(path: &Path, diagnostics: &[Diagnostic]) -> Result<Outcome, Error> {
    let baseline = Baseline::of(diagnostics);
    file::write(path, baseline.text())?;
    let number = usize::try_from(baseline.len()).unwrap_or(usize::MAX);
    say!("{} known from now on, in {}", screen::count(number, "finding is", "findings are"), path.display())?;
    Ok(Outcome::Clean)
}
