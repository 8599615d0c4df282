//! `trellis build`: from content to a published site.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::host::{Beside, HostArgs};
use super::remembered::Remembered;
use super::say::note;
use super::screen::{self, Progress};
use super::timings::{self, Made, Part, Stopwatch};
use super::{Outcome, SiteArgs, baseline, file, packing, summary};
use crate::Error;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::baseline::Baseline;
use crate::disk::{self, Adoption, Looking, Manner, Removals};
use crate::host::TwinCounts;
use crate::memo::Memo;
use crate::output::Output;
use crate::pipeline::{self, Build, Stage, Verdict};
use crate::snapshot::Snapshot;

#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The folder to publish into, seen from where you are [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Publish although more than a third of the pages of the last publish are gone
    #[arg(long)]
    allow_removals: bool,
    /// Take over a folder that holds an older edition of the site without its notes, such as a copy: files at the site's
    /// addresses become the site's, and all others stay
    #[arg(long)]
    adopt: bool,
    /// Read every published file again, and write anew what somebody has altered on the server's side
    #[arg(long)]
    verify: bool,
    /// A file of findings that are known already, written by trellis check --update-baseline: they are not told again,
    /// and the site is published although they stand [default: known.json in the site's folder, if it is there]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Say where the time went, part by part: as a table, or as JSON in place of the summary
    #[arg(long, value_enum, value_name = "FORMAT", num_args = 0..=1, require_equals = true,
        default_missing_value = "text")]
    timings: Option<timings::Format>,
    #[command(flatten)]
    host: HostArgs,
    #[command(flatten)]
    site: SiteArgs,
}

impl BuildArgs {
    fn manner(&self) -> Manner {
        Manner {
            fingerprint: None,
            removals: if self.allow_removals { Removals::Any } else { Removals::Few },
            adoption: if self.adopt { Adoption::TakeOver } else { Adoption::Refuse },
            looking: if self.verify { Looking::AtBytes } else { Looking::AtStamps },
        }
    }
}

pub fn run(args: &BuildArgs) -> Result<Outcome, Error> {
    let started = Instant::now();
    let request = args.site.request()?;
    let site = &args.site.site;
    let out = file::published(site, args.out.as_deref());
    let course = Course { progress: Progress::new(), stopwatch: Stopwatch::start(started), timings: args.timings };
    // The system takes back all memory of a process that ends. To take a large site apart before that is work for nothing.
    let snapshot = ManuallyDrop::new(disk::read(site, Some(&out))?);
    let known = baseline::read(args.baseline.as_deref(), &snapshot)?;
    let mut remembered = Remembered::of(site, &snapshot, &request);
    let manner = args.manner();
    let fingerprint = args.host.fingerprint(remembered.fingerprint);
    if manner.looking == Looking::AtStamps
        && args.host.stands(&out)
        && let Some(verdict) = remembered.verdict()
        && let Some(outcome) = again(&verdict, &known, &snapshot, site, &out, fingerprint, &course)?
    {
        return Ok(outcome);
    }
    let cache = disk::ImageCache::of(site);
    cache.tidy();
    let mut memo = ManuallyDrop::new(Memo::with_store(Box::new(cache)));
    remembered.recall(&mut memo);
    let judged = pipeline::judge(&snapshot, &request, &mut memo, &|stage| course.stage(stage));
    if let Some(nothing) = judged.nothing() {
        course.progress.finish();
        screen::findings(&judged.diagnostics, &snapshot)?;
        // A folder that may not be published into, such as the content itself, is not read either.
        disk::check_place(&out, site)?;
        tell_kept(&out)?;
        return Err(args.site.nothing(nothing));
    }
    let mut build = ManuallyDrop::new(judged.render_but(&known, &snapshot, &memo, &|stage| course.stage(stage)));
    if let Some(nothing) = build.nothing {
        course.progress.finish();
        screen::findings(&build.diagnostics, &snapshot)?;
        tell_kept(&out)?;
        return Err(args.site.nothing(nothing));
    }
    remembered.keep(&build.verdict);
    let (beside, twins) = complete(args, &mut build, &out, &remembered, &course)?;
    let manner = Manner { fingerprint: Some(fingerprint), ..manner };
    let outcome = publish(&build, twins, &snapshot, site, &out, manner, &course)?;
    beside.iter().try_for_each(|file: &Beside| file.write(course.tells_people()))?;
    remembered.keep_made(&memo, &snapshot);
    Ok(outcome)
}

/// Makes the site one for its host: with what that is told, and with packed twins.
fn complete(
    args: &BuildArgs,
    build: &mut Build,
    out: &Path,
    remembered: &Remembered,
    course: &Course,
) -> Result<(Option<Beside>, TwinCounts), Error> {
    let beside = args.host.complete(build, out)?;
    let Some(output) = &mut build.output else { return Ok((beside, TwinCounts::default())) };
    course.stopwatch.begin(Part::Pack);
    let codings = args.host.codings()?;
    let mut cache = remembered.packed(&args.site.site, codings);
    Ok((beside, packing::add(output, codings, &mut cache)?))
}

/// Says of files that were judged before what was said then, if that is all there is to do: the site stands as it was
/// published, or an error keeps it from being published.
fn again(
    verdict: &Verdict,
    known: &Baseline,
    snapshot: &Snapshot,
    site: &Path,
    out: &Path,
    fingerprint: u128,
    course: &Course,
) -> Result<Option<Outcome>, Error> {
    let told = verdict.findings.told(known, &|path| pipeline::stands(snapshot, path));
    if told.has_errors() {
        let made = Made { pages: verdict.pages, ..Made::default() };
        return refuse(&told.new, snapshot, out, &made, course).map(Some);
    }
    let Some(published) = disk::published(site, out, fingerprint) else { return Ok(None) };
    course.progress.finish();
    screen::findings(&told.new, snapshot)?;
    if course.tells_people() {
        summary::tell_standing(published, verdict.pages, out, course.stopwatch.started)?;
        summary::tell_rest(&told.new, told.known, &verdict.left_out)?;
    }
    course.tell(&Made { pages: verdict.pages, bytes: published.bytes, ..Made::default() })?;
    Ok(Some(Outcome::Clean))
}

/// A build as those follow it who wait for it, and who ask where the time went.
struct Course {
    progress: Progress,
    stopwatch: Stopwatch,
    timings: Option<timings::Format>,
}

impl Course {
    fn stage(&self, stage: Stage) {
        self.stopwatch.stage(stage);
        self.progress.stage(stage);
    }

    /// Whether the answer is words for people, and not JSON.
    fn tells_people(&self) -> bool {
        self.timings != Some(timings::Format::Json)
    }

    fn tell(&self, made: &Made) -> Result<(), Error> {
        self.timings.map_or(Ok(()), |format| self.stopwatch.tell(format, made))
    }
}

fn publish(
    build: &Build,
    twins: TwinCounts,
    snapshot: &Snapshot,
    site: &Path,
    out: &Path,
    manner: Manner,
    course: &Course,
) -> Result<Outcome, Error> {
    let progress = &course.progress;
    let Some(output) = &build.output else {
        return refuse(&build.diagnostics, snapshot, out, &made(build, &disk::Changes::default(), twins), course);
    };
    course.stopwatch.begin(Part::Publish);
    let changes = disk::publish(out, site, output, manner, &mut |step| tell_step(progress, step));
    progress.finish();
    if changes.is_err() {
        tell_kept(out)?;
    }
    let changes = changes?;
    screen::findings(&build.diagnostics, snapshot)?;
    if course.tells_people() {
        summary::tell(build, &changes, twins, out, course.stopwatch.started)?;
    }
    course.tell(&made(build, &changes, twins))?;
    Ok(Outcome::Clean)
}

/// Says what is wrong, and that nothing was published.
fn refuse(
    findings: &[Diagnostic],
    snapshot: &Snapshot,
    out: &Path,
    made: &Made,
    course: &Course,
) -> Result<Outcome, Error> {
    course.progress.finish();
    screen::findings(findings, snapshot)?;
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    note!("{} in content, so nothing was published", screen::count(errors, "error", "errors"))?;
    tell_kept(out)?;
    course.tell(made)?;
    Ok(Outcome::ContentHasErrors)
}

fn made(build: &Build, changes: &disk::Changes, twins: TwinCounts) -> Made {
    Made {
        pages: build.pages,
        rendered: build.rendered,
        bytes: build.output.as_ref().map_or(0, Output::total_bytes),
        files_written: changes.written,
        copies_made: build.variants.new,
        copies_kept: build.variants.found,
        twins,
    }
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
        disk::Progress::Twins { done, total } => ("Writing", done, total),
        disk::Progress::Removals { done, total } => ("Tidying", done, total),
    };
    progress.part(what, done, total);
}
