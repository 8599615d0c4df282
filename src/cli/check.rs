//! `trellis check`: every rule, without publishing.

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueEnum};

use super::remembered::Remembered;
use super::say::{self, note};
use super::screen::{self, Progress};
use super::{Outcome, SiteArgs, baseline, file};
use crate::Error;
use crate::diagnostic::baseline::Baseline;
use crate::diagnostic::{Diagnostic, Told, report};
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
    /// A file of findings that are known already; only others are told, and count [default: known.json in the site's
    /// folder, if it is there]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings of today into that file
    #[arg(long)]
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
    /// One report of code quality, which GitLab shows in a merge request
    Gitlab,
}

pub fn run(args: &CheckArgs) -> Result<Outcome, Error> {
    let started = Instant::now();
    let request = args.site.request()?;
    let site = &args.site.site;
    let progress = Progress::new();
    #[cfg_attr(not(feature = "external"), expect(unused_mut, reason = "only what other websites answered is added"))]
    // Not taken apart at the end: see `build`.
    let mut snapshot = ManuallyDrop::new(disk::read(site, Some(&file::published(site, args.out.as_deref())))?);
    let mut memo = ManuallyDrop::new(Memo::with_store(Box::new(disk::ImageCache::of(site))));
    #[cfg(feature = "external")]
    args.external.renew(site, &mut snapshot, &request, &mut memo)?;
    let known = match args.update_baseline {
        true => Baseline::default(),
        false => baseline::read(args.baseline.as_deref(), &snapshot)?,
    };
    let mut remembered = Remembered::of(site, &snapshot, &request);
    let verdict = match remembered.verdict() {
        Some(verdict) => verdict,
        None => {
            remembered.recall(&mut memo);
            let judged = pipeline::judge(&snapshot, &request, &mut memo, &|stage| progress.stage(stage));
            let build = judged.render_but(&known, &snapshot, &memo, &|stage| progress.stage(stage));
            progress.finish();
            if let Some(nothing) = build.nothing {
                tell(args.format, &build.diagnostics, &snapshot)?;
                return Err(args.site.nothing(nothing));
            }
            remembered.keep(&build.verdict);
            remembered.keep_made(&memo, &snapshot);
            build.verdict
        }
    };
    progress.finish();
    let told = verdict.findings.told(&known, &|path| pipeline::stands(&snapshot, path));
    if args.update_baseline {
        let path = args.baseline.clone().unwrap_or_else(|| file::inside(site, pipeline::KNOWN));
        baseline::update(&path, [told.new, told.echoes].concat())?;
        return Ok(Outcome::Clean);
    }
    tell(args.format, &told.new, &snapshot)?;
    let pages = screen::count(verdict.pages, "page", "pages");
    note!("Checked {pages} in {}: {}", screen::duration(started.elapsed()), summary(&told))?;
    Ok(if told.has_errors() { Outcome::ContentHasErrors } else { Outcome::Clean })
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
        Format::Gitlab => {
            return say::json(|out| {
                serde_json::to_writer_pretty(&mut *out, &report::gitlab(diagnostics, &places))?;
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
fn summary(told: &Told) -> String {
    let errors = told.new.iter().filter(|finding| finding.is_error()).count();
    let mut parts = Vec::new();
    let mut part = |number: usize, one: &str, many: &str| {
        if number > 0 {
            parts.push(screen::count(number, one, many));
        }
    };
    part(errors, "error", "errors");
    part(told.new.len() - errors, "warning", "warnings");
    part(told.known, "known finding", "known findings");
    if told.new.is_empty() {
        parts.insert(0, if told.known == 0 { "nothing to mend" } else { "nothing new to mend" }.to_string());
    }
    if told.mended > 0 {
        parts.push(format!("{} of the baseline mended (run with --update-baseline to forget them)", told.mended));
    }
    parts.join(", ")
}
