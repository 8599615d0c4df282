//! Makes the output folder hold a site: everything of it, nothing that is left of an earlier one, and whatever else
//! was there before.
//!
//! The order is such that a visitor who comes meanwhile meets no page before what it needs: assets, new pages, changed
//! pages, and removals last. Each file is written aside and moved to its place whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::compare::{Plan, compare};
use super::destination::{Destination, Job};
use super::guard;
use super::manifest::{Manifest, Stamp, Store};
use crate::error::Error;
use crate::output::{FileClass, Output, OutputPath};

/// What a publish did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
    pub bytes_written: u64,
}

/// How far a publish is, step by step in this order. A step with nothing to do is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Assets { done: usize, total: usize },
    NewPages { done: usize, total: usize },
    ChangedPages { done: usize, total: usize },
    Removals { done: usize, total: usize },
}

/// Makes a report out of how many files are done and how many there are.
type Report = fn(usize, usize) -> Progress;

/// How many files are worked on between two reports of progress.
const REPORT_EVERY: usize = 256;

/// Whether a folder may be published into; the real place of it.
pub fn check_place(out: &Path, site: &Path) -> Result<PathBuf, Error> {
    guard::safe(out, site, std::env::home_dir().filter(|home| home.is_absolute()).as_deref())
}

/// Publishes a complete site into a folder, and remembers it by its fingerprint.
///
/// Nothing is touched if the folder is not safe to publish into, if another publish is under way there, or if a file
/// that Trellis did not write is in the way. After any other error, and after being stopped at any moment, the next
/// publish completes the work.
pub fn publish(
    out: &Path,
    site: &Path,
    output: &Output,
    fingerprint: Option<u128>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Changes, Error> {
    let out = check_place(out, site)?;
    let store = Store::open(&out)?;
    let record = store.record()?;
    let plan = compare(&out, &record, output)?;
    let pages = output.files.values().filter(|file| file.class == FileClass::Page).count();
    if plan.is_done() && !record.is_unfinished() {
        let changes = Changes { unchanged: plan.unchanged.len(), ..Changes::default() };
        let manifest = Manifest::new(fingerprint, pages, plan.unchanged);
        if manifest != record.manifest {
            store.finish(&manifest)?;
        }
        return Ok(changes);
    }
    store.begin(record.paths().into_iter().chain(output.files.keys().map(OutputPath::as_str)))?;
    let mut publisher = Publisher { destination: Destination::new(&out, store.tmp()), progress };
    let done = publisher.run(plan);
    publisher.destination.clear_tmp();
    let (changes, files) = done?;
    store.finish(&Manifest::new(fingerprint, pages, files))?;
    Ok(changes)
}

struct Publisher<'a> {
    destination: Destination<'a>,
    progress: &'a mut dyn FnMut(Progress),
}

impl Publisher<'_> {
    fn run(&mut self, plan: Plan) -> Result<(Changes, BTreeMap<String, Stamp>), Error> {
        let mut changes = Changes { unchanged: plan.unchanged.len(), written: plan.writes(), ..Changes::default() };
        let mut files = plan.unchanged;
        for path in &plan.in_the_way {
            changes.removed += self.destination.remove(path)?;
        }
        plan.folders_in_the_way.iter().try_for_each(|folder| self.destination.remove_folder(folder))?;
        if changes.written > 0 {
            self.destination.make_tmp()?;
            self.destination.make_folders(&plan.folders)?;
        }
        let steps: [(&[Job], Report); 3] = [
            (&plan.assets, |done, total| Progress::Assets { done, total }),
            (&plan.new_pages, |done, total| Progress::NewPages { done, total }),
            (&plan.changed_pages, |done, total| Progress::ChangedPages { done, total }),
        ];
        for (jobs, report) in steps {
            let stamps = self.step(jobs, report, |place, job| place.write(job))?;
            changes.bytes_written += stamps.iter().map(|stamp| stamp.len).sum::<u64>();
            files.extend(jobs.iter().map(|job| job.path.to_string()).zip(stamps));
        }
        let report = |done, total| Progress::Removals { done, total };
        let removed = self.step(&plan.removals, report, |place, path| place.remove(path))?;
        changes.removed += removed.into_iter().sum::<usize>();
        self.destination.remove_empty_folders(plan.in_the_way.iter().map(String::as_str).chain(plan.removals));
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
