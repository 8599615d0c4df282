//! `trellis publish`: from a built site to where visitors find it.

use std::path::{Path, PathBuf};

use clap::Args;

use super::say::say;
use super::{Outcome, file, screen};
use crate::Error;
use crate::config;
use crate::deliver::{self, Changes, Manner, Step, Target, Words};
use crate::disk::{self, Removals};
use crate::theme;

#[derive(Debug, Args)]
pub struct PublishArgs {
    /// Where to: a folder for releases; what rsync knows, such as user@example.org:/srv/careers or
    /// rsync://example.org/careers; or one file to take along, such as careers.zip
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
    let manner = Manner { removals, dry: args.dry_run };
    let changes = deliver::deliver(&built, &from, &args.to, manner, || words(&args.site))?;
    if args.dry_run {
        changes.steps.iter().try_for_each(|(step, path)| say!("{} {path}", word(*step)))?;
    }
    tell(&changes, args.dry_run)?;
    Ok(Outcome::Clean)
}

/// What the page of an archive says, in the words of the site's theme.
fn words(site: &Path) -> Result<Words, Error> {
    let snapshot = disk::read(site, None)?;
    let config = config::read(&snapshot, None).value;
    let theme = theme::load(&snapshot, &config).value.ok_or_else(|| {
        Error::Usage(format!("the theme of {} cannot be read\n  help: `trellis check` says why", site.display()))
    })?;
    let words = |key: &str| theme.words(key).unwrap_or_default();
    let ways = ["unpack-windows", "unpack-mac", "unpack-chromebook"];
    Ok(Words {
        title: words("unpack-title"),
        lede: words("unpack-lede"),
        close: words("unpack-close"),
        unpack: words("unpack-unpack"),
        ways: ways.map(words).into(),
        then: words("unpack-then"),
        open: words("unpack-open"),
        site: config.title.to_string(),
        language: config.language.to_string(),
    })
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
