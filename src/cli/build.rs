//! `trellis build`: from content to a published site.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::say::{note, say};
use super::screen::{self, Progress};
use super::{Outcome, SiteArgs, file};
use crate::Error;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::graph::{Hidden, LeftOut};
use crate::memo::Memo;
use crate::picture::Counts;
use crate::pipeline::{self, Build, Judged, Request};
use crate::snapshot::Snapshot;
use crate::theme;

#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The folder to publish into, seen from where you are [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    site: SiteArgs,
}

pub fn run(args: &BuildArgs) -> Result<Outcome, Error> {
    let started = Instant::now();
    let request = args.site.request()?;
    let site = &args.site.site;
    let out = file::published(site, args.out.as_deref());
    let progress = Progress::new();
    let snapshot = disk::read(site, Some(&out))?;
    let cache = disk::ImageCache::of(site);
    cache.tidy();
    let mut memo = Memo::with_store(Box::new(cache));
    let judged = pipeline::judge(&snapshot, &request, &mut memo, &|stage| progress.stage(stage));
    if let Some(nothing) = judged.nothing() {
        progress.finish();
        screen::findings(&judged.diagnostics, &snapshot)?;
        // A folder that may not be published into, such as the content itself, is not read either.
        disk::check_place(&out, site)?;
        tell_kept(&out)?;
        return Err(args.site.nothing(nothing));
    }
    let fingerprint = fingerprint(&snapshot, &request);
    if !judged.has_errors()
        && let Some(published) = disk::published(&out, fingerprint)
    {
        progress.finish();
        screen::findings(&judged.diagnostics, &snapshot)?;
        let size = screen::bytes(published.bytes);
        let pages = screen::count(judged.pages.len(), "page", "pages");
        say!(
            "Nothing has changed: {pages} ({size}) stand in {}, checked in {}",
            out.display(),
            screen::duration(started.elapsed())
        )?;
        tell_rest(&judged.diagnostics, &judged.graph.left_out)?;
        return Ok(Outcome::Clean);
    }
    publish(judged, &snapshot, &mut memo, site, &out, fingerprint, &progress, started)
}

#[expect(clippy::too_many_arguments, reason = "the last step of one command, called once")]
fn publish(
    judged: Judged,
    snapshot: &Snapshot,
    memo: &mut Memo,
    site: &Path,
    out: &Path,
    fingerprint: u128,
    progress: &Progress,
    started: Instant,
) -> Result<Outcome, Error> {
    let found_before = judged.diagnostics.len();
    let build = judged.render(snapshot, memo, &|stage| progress.stage(stage));
    // What is wrong with pages is found by rendering them: the next build must do so again to say it.
    let remembered = (build.diagnostics.len() == found_before).then_some(fingerprint);
    let changes = match &build.output {
        Some(output) => {
            let changes = disk::publish(out, site, output, remembered, &mut |step| tell_step(progress, step));
            progress.finish();
            Some(changes?)
        }
        None => None,
    };
    progress.finish();
    screen::findings(&build.diagnostics, snapshot)?;
    let Some(changes) = changes else {
        let errors = build.diagnostics.iter().filter(|finding| finding.is_error()).count();
        note!("{} in content, so nothing was published", screen::count(errors, "error", "errors"))?;
        tell_kept(out)?;
        return Ok(Outcome::ContentHasErrors);
    };
    tell(&build, &changes, out, started)?;
    Ok(Outcome::Clean)
}

fn tell_kept(out: &Path) -> Result<(), Error> {
    if out.exists() {
        note!("The last good site is still in {}", out.display())?;
    }
    Ok(())
}

fn tell_step(progress: &Progress, step: disk::Progress) {
    let (what, done, total) = match step {
        disk::Progress::Assets { done, total } => ("Copying", done, total),
        disk::Progress::NewPages { done, total } | disk::Progress::ChangedPages { done, total } => {
            ("Writing", done, total)
        }
        disk::Progress::Removals { done, total } => ("Tidying", done, total),
    };
    progress.part(what, done, total);
}

/// Everything that the bytes of the site depend on.
fn fingerprint(snapshot: &Snapshot, request: &Request) -> u128 {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    snapshot.fingerprint().hash(&mut hasher);
    theme::default_hash().hash(&mut hasher);
    cfg!(feature = "images").hash(&mut hasher);
    hasher.write(env!("TRELLIS_SOURCE").as_bytes());
    request.today.hash(&mut hasher);
    (request.drafts, &request.base_url).hash(&mut hasher);
    hasher.digest128()
}

/// The closing summary.
fn tell(build: &Build, changes: &disk::Changes, out: &Path, started: Instant) -> Result<(), Error> {
    let total = build.output.as_ref().map_or(0, |output| output.total_bytes());
    say!(
        "Built {} ({}) into {} in {}",
        screen::count(build.pages, "page", "pages"),
        screen::bytes(total),
        out.display(),
        screen::duration(started.elapsed()),
    )?;
    say!(
        "  {} written, {} unchanged, {} removed",
        screen::count(changes.written, "file", "files"),
        screen::grouped(changes.unchanged),
        screen::grouped(changes.removed),
    )?;
    let Counts { new, found } = build.variants;
    if new + found > 0 {
        let made = screen::count(new, "smaller copy", "smaller copies");
        say!("  {made} of pictures made, {} kept from earlier builds", screen::grouped(found))?;
    }
    if build.config.raw_html == crate::config::RawHtmlPolicy::Allow {
        say!("  HTML in texts is allowed by site.yaml and was not checked")?;
    }
    tell_rest(&build.diagnostics, &build.graph.left_out)
}

fn tell_rest(diagnostics: &[Diagnostic], left_out: &[LeftOut]) -> Result<(), Error> {
    if !diagnostics.is_empty() {
        say!("  {}", screen::count(diagnostics.len(), "warning", "warnings"))?;
    }
    if !left_out.is_empty() {
        say!("  {} not built: {}", screen::count(left_out.len(), "page", "pages"), reasons(left_out))?;
    }
    Ok(())
}

/// `2 drafts, 1 expired on 2026-10-01`.
fn reasons(left_out: &[LeftOut]) -> String {
    let mut counts: BTreeMap<Hidden, usize> = BTreeMap::new();
    for one in left_out {
        *counts.entry(one.why).or_default() += 1;
    }
    let reason = |(why, count): (Hidden, usize)| match why {
        Hidden::Draft => screen::count(count, "draft", "drafts"),
        Hidden::NotYet(date) => format!("{count} to be published on {date}"),
        Hidden::Expired(date) => format!("{count} expired on {date}"),
    };
    counts.into_iter().map(reason).collect::<Vec<_>>().join(", ")
}
