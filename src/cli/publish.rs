//! `trellis publish`: from a built site to where visitors find it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::say::{note, say};
use super::screen::{self, Progress};
#[cfg(feature = "s3")]
use super::store::{self, StoreArgs};
use super::{Outcome, file};
use crate::Error;
use crate::config::{self, Config};
use crate::deliver::{self, Changes, Event, Manner, Needed, Step, Target, Words};
use crate::disk::{self, Removals};
use crate::snapshot::Snapshot;
use crate::theme;

#[derive(Debug, Args)]
pub struct PublishArgs {
    /// Where to: a folder for releases; what rsync knows, such as user@example.org:/srv/careers or
    /// rsync://example.org/careers; a store that speaks the language of S3, such as s3://bucket/careers; or one file to
    /// take along, such as careers.zip
    #[arg(long, value_name = "TARGET", value_parser = Target::read)]
    to: Target,
    /// The folder that the site was built into [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The folder that holds site.yaml and content
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// Say what would change, in the order in which it would, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Publish although more than a third of the pages that are there would go
    #[arg(long)]
    allow_removals: bool,
    /// Write a file of the addresses, one a line, at which something else is now or nothing, for a CDN to forget them
    #[arg(long, value_name = "FILE")]
    purge_list: Option<PathBuf>,
    #[cfg(feature = "s3")]
    #[command(flatten)]
    store: StoreArgs,
}

pub fn run(args: &PublishArgs) -> Result<Outcome, Error> {
    let from = file::published(&args.site, args.out.as_deref());
    let built = disk::built(&from)?;
    let target = args.target()?;
    let progress = Progress::new();
    let twins = built.twins.clone();
    let manner = Manner {
        removals: if args.allow_removals { Removals::Any } else { Removals::Few },
        dry: args.dry_run,
        planned: &|changes| args.write_purge_list(changes, &twins),
        told: &|event| match event {
            Event::Done { done, total } => progress.part("Sending", done, total),
            // Where nobody can be told, there is nobody who could heed it.
            Event::NoLocks => {
                drop(note!("The store cannot keep others out while this publishes: let two not publish there at once"))
            }
        },
    };
    let changes = deliver::deliver(built, &from, &target, manner, args);
    progress.finish();
    let changes = changes?;
    if args.dry_run {
        changes.steps.iter().try_for_each(|(step, path)| say!("{} {path}", word(*step)))?;
    }
    tell(&changes, args.dry_run)?;
    Ok(Outcome::Clean)
}

impl PublishArgs {
    /// Where to, with all that is said of it.
    fn target(&self) -> Result<Target, Error> {
        #[cfg(feature = "s3")]
        return self.store.complete(&self.to, || settings(&self.site).ok().and_then(|(_, config)| root(&config)));
        #[cfg(not(feature = "s3"))]
        Ok(self.to.clone())
    }

    /// It is written before anything changes: whatever stops the publish then, all that may have changed is in it.
    fn write_purge_list(&self, changes: &Changes, twins: &BTreeSet<String>) -> Result<(), Error> {
        let Some(path) = &self.purge_list else { return Ok(()) };
        let (_, config) = settings(&self.site)?;
        let root = root(&config).unwrap_or_else(|| "/".into());
        file::write(path, deliver::purge_list(&root, changes, twins))
    }
}

impl Needed for PublishArgs {
    fn words(&self) -> Result<Words, Error> {
        words(&self.site)
    }

    #[cfg(feature = "s3")]
    fn access(&self) -> Result<crate::deliver::s3::Access, Error> {
        store::access()
    }
}

fn settings(site: &Path) -> Result<(Snapshot, Config), Error> {
    let snapshot = disk::read(site, None)?;
    let config = config::read(&snapshot, None).value;
    Ok((snapshot, config))
}

/// Where visitors see the site, with a slash at the end, if that is known.
fn root(config: &Config) -> Option<String> {
    config.base_url.as_ref().map(|url| format!("{}/", url.trim_end_matches('/')))
}

/// What the page of an archive says, in the words of the site's theme.
fn words(site: &Path) -> Result<Words, Error> {
    let (snapshot, config) = settings(site)?;
    let theme = theme::load(&snapshot, &config).value.ok_or_else(|| {
        Error::Usage(format!("the theme of {} cannot be read\n  help: `trellis check` says why", site.display()))
    })?;
    Ok(Words::of(&theme, &config))
}

/// What becomes of a file, in words of one width.
fn word(step: Step) -> &'static str {
    match step {
        Step::Asset => "file   ",
        Step::Twin => "packed ",
        Step::NewPage => "new    ",
        Step::ChangedPage => "changed",
        Step::List => "list   ",
        Step::Worker => "worker ",
        Step::Stale | Step::Removal => "remove ",
    }
}

fn tell(changes: &Changes, is_dry: bool) -> Result<(), Error> {
    let (sent, removed) = changes.counts();
    if changes.steps.is_empty() {
        return say!(
            "Nothing has changed: {} as they are",
            screen::count(changes.unchanged, "file stands", "files stand")
        );
    }
    let (files, unchanged) = (screen::count(sent, "file", "files"), screen::grouped(changes.unchanged));
    let begin = if is_dry { "Would publish" } else { "Published" };
    say!("{begin} {files}, {unchanged} unchanged, {} removed", screen::grouped(removed))
}
