//! `trellis mv`: gives an entry another name, everywhere.

use clap::Args;

use super::lookup::AskArgs;
use super::say::{note, say};
use super::{Outcome, screen};
use crate::Error;
use crate::disk;
use crate::find::Survey;
use crate::find::names;
use crate::refactor::{self, Change, Edit, Refusal};
use crate::snapshot::Snapshot;
use crate::source::LineIndex;

#[derive(Debug, Args)]
pub struct MvArgs {
    /// The entry: an id such as podiatrist or roles/podiatrist, the path of its file, or its address
    #[arg(value_name = "OLD")]
    old: String,
    /// Its new name, such as foot-doctor
    #[arg(value_name = "NEW")]
    new: String,
    /// Show what would be changed, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    ask: AskArgs,
}

pub fn run(args: &MvArgs) -> Result<Outcome, Error> {
    let (snapshot, request) = args.ask.read()?;
    let survey = Survey::new(&snapshot, &request);
    let number = args.ask.entry(&args.old, &survey)?;
    let renaming = refactor::rename(number, &args.ask.inside(&args.new), &survey)
        .or_else(|refusal| Err(refused("rename", &args.old, &refusal, &snapshot)?))?;
    for change in &renaming.changes {
        tell(change, &snapshot)?;
    }
    let [old, new] = &renaming.names;
    let files = screen::count(renaming.changes.len(), "file", "files");
    if args.dry_run {
        note!("Would rename {old} to {new}, in {files}. Nothing was changed")?;
        return Ok(Outcome::Clean);
    }
    disk::rewrite(&args.ask.site.site, &renaming.changes)?;
    note!("Renamed {old} to {new}, in {files}. The old name is kept in former_ids")?;
    let others = names::in_section(old, &survey);
    if !others.is_empty() {
        let others = screen::count(others.len(), "entry", "entries");
        note!("The section of that name keeps its {others}: `trellis mv` moves one entry at a time")?;
    }
    Ok(Outcome::Clean)
}

/// Each place with what is written there before and after.
pub(super) fn tell(change: &Change, snapshot: &Snapshot) -> Result<(), Error> {
    let text = snapshot.readable_text(&change.path);
    let lines = LineIndex::new(text);
    for Edit { range, text: new } in &change.edits {
        let (line, column) = lines.line_column(range.start);
        let (old, new) = (&text[range.clone()], new.trim_matches(['\n', '\r']));
        match old {
            old if new.is_empty() => say!("{}:{line}:{column}: take out {}", change.path, old.trim())?,
            "" => say!("{}:{line}:{column}: add {}", change.path, new.trim_start())?,
            old => say!("{}:{line}:{column}: {old} -> {new}", change.path)?,
        }
    }
    if change.to != change.path {
        say!("{} -> {}", change.path, change.to)?;
    }
    Ok(())
}

/// Shows what stands in the way of what was asked, and says it as an error.
pub(super) fn refused(act: &str, typed: &str, refusal: &Refusal, snapshot: &Snapshot) -> Result<Error, Error> {
    screen::findings(&refusal.findings, snapshot)?;
    let place = |span: &crate::source::Span| {
        let (line, column) = LineIndex::new(snapshot.readable_text(&span.path)).line_column(span.start);
        format!("\n  at: {}:{line}:{column}", span.path)
    };
    let places: String = refusal.places.iter().map(place).collect();
    Ok(Error::Usage(format!("cannot {act} `{typed}`: {}{places}\n  help: {}", refusal.why, refusal.help)))
}
