//! Makes the output folder hold a site: everything of it, nothing that is left of an earlier one, and whatever else
//! was there before.
//!
//! The order is such that a visitor who comes meanwhile meets no page before what it needs: assets, new pages, changed
//! pages, the home page, which leads to all others, what lists them for devices that keep the site, and removals last. Files of the theme whose names have changed go only
//! with the publish after, for a page that somebody has just been sent may still ask for them. Each file is written aside and
//! moved to its place whole.
//!
//! A packed twin goes before the file beside it changes or goes, and comes after it: whenever one is there, it unpacks to
//! that file. In between the file itself is sent.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::adopt;
use super::compare::{Plan, compare};
use super::destination::{Destination, Job};
use super::guard;
use super::manifest::{Facts, Manifest, Store};
use super::manner::{Adoption, Manner};
use super::stamps::{StampCache, Stamps};
use crate::error::Error;
use crate::output::{FileClass, Output, OutputFile, OutputPath};

/// What a publish did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
    pub bytes_written: u64,
    /// Files of an older edition whose notes were lost, and which are the site's again.
    pub adopted: usize,
    /// Files beside them that are not of the site, and stay.
    pub strangers: usize,
}

/// How far a publish is, step by step in this order. A step with nothing to do is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Assets { done: usize, total: usize },
    NewPages { done: usize, total: usize },
    ChangedPages { done: usize, total: usize },
    Twins { done: usize, total: usize },
    Removals { done: usize, total: usize },
}

/// Makes a report out of how many files are done and how many there are.
type Report = fn(usize, usize) -> Progress;

/// How many files are worked on between two reports of progress.
const REPORT_EVERY: usize = 256;

/// Whether a folder may be published into; the real place of it.
pub fn check_place(out: &Path, site: &Path) -> Result<PathBuf, Error> {
    place(out, site, Adoption::Refuse)
}

fn place(out: &Path, site: &Path, adoption: Adoption) -> Result<PathBuf, Error> {
    guard::safe(out, site, std::env::home_dir().filter(|home| home.is_absolute()).as_deref(), adoption)
}

/// Publishes a complete site into a folder, and remembers it by its fingerprint.
///
/// Nothing is touched if the folder is not safe to publish into, if another publish is under way there, if a file that
/// Trellis did not write is in the way, or if more pages would go than may. After any other error, and after being stopped at any moment, the next
/// publish completes the work, also where somebody deleted the folder meanwhile.
pub fn publish(
    out: &Path,
    site: &Path,
    output: &Output,
    manner: Manner,
    progress: &mut dyn FnMut(Progress),
) -> Result<Changes, Error> {
    let named = out;
    let out = place(out, site, manner.adoption)?;
    let found = match manner.adoption {
        Adoption::TakeOver => adopt::look(&out, output)?,
        Adoption::Refuse => None,
    };
    let store = Store::open(&out)?;
    let stamps = StampCache::of(site, &out);
    let mut record = store.record(stamps.stamps())?;
    let (adopted, strangers) = found.as_ref().map_or((0, 0), |found| (found.ours.len(), found.strangers));
    found.into_iter().for_each(|found| record.take_over(found.ours));
    // Calendars, feeds and open data are written as pages are, and are none.
    let is_page =
        |(path, file): &(&OutputPath, &OutputFile)| file.class == FileClass::Page && path.as_str().ends_with(".html");
    let pages = output.files.iter().filter(is_page).count();
    let facts = Facts { fingerprint: manner.fingerprint, pages, twins: twins(output) };
    manner.removals.judge(named, record.manifest.pages(), pages)?;
    let plan = compare(&out, &record, output, manner.looking)?;
    if plan.is_done() && !record.is_unfinished() {
        let changes = Changes { unchanged: plan.unchanged.0.len(), adopted, strangers, ..Changes::default() };
        let manifest = Manifest::new(facts, &plan.unchanged, plan.former);
        if manifest != record.manifest {
            store.finish(&manifest)?;
        }
        if plan.unchanged != record.stamps {
            stamps.keep(&plan.unchanged);
        }
        return Ok(changes);
    }
    let touched = || record.paths().into_iter().chain(output.files.keys().map(OutputPath::as_str));
    store.begin(touched())?;
    let former = plan.former.clone();
    let mut publisher = Publisher { destination: Destination::new(&out, store.tmp()), progress };
    let done = publisher.run(plan);
    publisher.destination.clear_tmp();
    let gone = || Error::OutputGone { path: named.into() };
    let finished = done.and_then(|(changes, files)| {
        store.is_begun().then_some(()).ok_or_else(gone)?;
        store.finish(&Manifest::new(facts, &files, former))?;
        stamps.keep(&files);
        Ok(Changes { adopted, strangers, ..changes })
    });
    if finished.is_err() && !store.is_begun() {
        // Somebody deleted the folder, with the note of what is under way: without one, the next publish would take what
        // was written since for somebody else's.
        let _ = store.begin_again(touched());
    }
    finished
}

fn twins(output: &Output) -> BTreeSet<String> {
    let twins = output.files.iter().filter(|(_, file)| file.class == FileClass::Twin);
    twins.map(|(path, _)| path.to_string()).collect()
}

struct Publisher<'a> {
    destination: Destination<'a>,
    progress: &'a mut dyn FnMut(Progress),
}

impl Publisher<'_> {
    fn run(&mut self, plan: Plan) -> Result<(Changes, Stamps), Error> {
        let mut changes = Changes { unchanged: plan.unchanged.0.len(), written: plan.writes(), ..Changes::default() };
        let mut files = plan.unchanged;
        for path in &plan.in_the_way {
            changes.removed += self.destination.remove(path)?;
        }
        let report = |done, total| Progress::Removals { done, total };
        self.step(&plan.stale, report, |place, path| place.remove(path))?;
        changes.removed += plan.stale.len() - plan.renewed;
        plan.folders_in_the_way.iter().try_for_each(|folder| self.destination.remove_folder(folder))?;
        if changes.written > 0 {
            self.destination.make_tmp()?;
            self.destination.make_folders(&plan.folders)?;
        }
        let steps: [(&[Job], Report); 6] = [
            (&plan.assets, |done, total| Progress::Assets { done, total }),
            (&plan.new_pages, |done, total| Progress::NewPages { done, total }),
            (&plan.changed_pages, |done, total| Progress::ChangedPages { done, total }),
            (&plan.home, |done, total| Progress::ChangedPages { done, total }),
            (&plan.lists, |done, total| Progress::ChangedPages { done, total }),
            (&plan.twins, |done, total| Progress::Twins { done, total }),
        ];
        for (jobs, report) in steps {
            let stamps = self.step(jobs, report, |place, job| place.write(job))?;
            changes.bytes_written += stamps.iter().map(|stamp| stamp.len).sum::<u64>();
            files.0.extend(jobs.iter().map(|job| job.path.to_string()).zip(stamps));
        }
        let removed = self.step(&plan.removals, report, |place, path| place.remove(path))?;
        changes.removed += removed.into_iter().sum::<usize>();
        let gone = plan.removals.into_iter().chain(plan.stale);
        self.destination.remove_empty_folders(plan.in_the_way.iter().map(String::as_str).chain(gone));
        Ok((changes, files))
    }

    /// Does one thing to many files at once, and says how far it is.
    fn step<T: Sync, R: Send>(
        &mut self,
        items: &[T],
        report: Report,
        act: impl Fn(&Destination, &T) -> Result<R, Error> + Sync,
    ) -> Result<Vec<R>, Error> {
        let mut done = Vec::with_capacity(items.len());
        for some in items.chunks(REPORT_EVERY) {
            (self.progress)(report(done.len(), items.len()));
            // All are waited for and the first error is told, so that the same trouble gives the same words.
            let results: Vec<_> = some.par_iter().map(|item| act(&self.destination, item)).collect();
            for result in results {
                done.push(result?);
            }
        }
        if !items.is_empty() {
            (self.progress)(report(items.len(), items.len()));
        }
        Ok(done)
    }
}
