//! `trellis publish`: from a built site to where visitors find it.

use std::path::PathBuf;

use clap::Args;

use super::say::say;
use super::{Outcome, file, screen};
use crate::Error;
use crate::deliver::{self, Changes, Manner, Step, Target};
use crate::disk::{self, Removals};

#[derive(Debug, Args)]
pub struct PublishArgs {
    /// Where to: a folder for releases, or what rsync knows, such as user@example.org:/srv/careers or
    /// rsync://example.org/careers
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
}

pub fn run(args: &PublishArgs) -> Result<Outcome, Error> {
    let from = file::published(&args.site, args.out.as_deref());
    let built = disk::built(&from)?;
    let removals = if args.allow_removals { Removals::Any } else { Removals::Few };
    let changes = deliver::deliver(&built, &from, &args.to, Manner { removals, dry: args.dry_run })?;
    if args.dry_run {
        changes.steps.iter().try_for_each(|(step, path)| say!("{} {path}", word(*step)))?;
    }
    tell(&changes, args.dry_run)?;
    Ok(Outcome::Clean)
}

/// What becomes of a file, in words of one width.
fn word(step: Step) -> &'static str {
    match step {
        Step::Asset => "file   ",
        Step::NewPage => "new    ",
        Step::ChangedPage => "changed",
        Step::List => "list   ",
        Step::Removal => "remove ",
    }
}

fn tell(changes: &Changes, is_dry: bool) -> Result<(), Error> {
    let removed = changes.of(Step::Removal).count();
    let sent = changes.steps.len() - removed;
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
