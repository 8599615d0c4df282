//! `trellis rm`: deletes an entry, or lets another one take its place everywhere.

use clap::Args;

use super::lookup::AskArgs;
use super::say::{note, say};
use super::{Outcome, mv, screen};
use crate::Error;
use crate::disk;
use crate::find::Survey;
use crate::refactor;

#[derive(Debug, Args)]
pub struct RmArgs {
    /// The entry: an id such as podiatrist or roles/podiatrist, the path of its file, or its address
    #[arg(value_name = "OLD")]
    old: String,
    /// Another entry of its kind, which everything that refers to it is to refer to
    #[arg(long, value_name = "NEW")]
    replace_by: Option<String>,
    /// Show what would be changed, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    ask: AskArgs,
}

pub fn run(args: &RmArgs) -> Result<Outcome, Error> {
    let (snapshot, request) = args.ask.read()?;
    let survey = Survey::new(&snapshot, &request);
    let number = args.ask.entry(&args.old, &survey)?;
    let name = survey.name(number);
    let (changes, warnings, end) = match &args.replace_by {
        None => {
            let removing = refactor::remove(number, &survey)
                .or_else(|refusal| Err(mv::refused("delete", &args.old, &refusal, &snapshot)?))?;
            (removing.changes, removing.warnings, String::new())
        }
        Some(by) => {
            // An id alone means one of the same kind.
            let kind = survey.entry(number).kind;
            let mut entries = (0..).zip(&survey.contents.entries);
            let same_kind = entries.find(|(_, entry)| entry.kind == kind && *entry.id == **by);
            let by = same_kind.map_or_else(|| args.ask.entry(by, &survey), |(number, _)| Ok(number))?;
            let replacing = refactor::replace(number, by, &survey)
                .or_else(|refusal| Err(mv::refused("replace", &args.old, &refusal, &snapshot)?))?;
            (replacing.changes, replacing.warnings, format!(". {} has its place and its addresses", survey.name(by)))
        }
    };
    for change in &changes {
        mv::tell(change, &snapshot)?;
        if change.after.is_none() {
            say!("{}: goes", change.path)?;
        }
    }
    let files = screen::count(changes.len(), "file", "files");
    if !warnings.is_empty() {
        let found = screen::count(warnings.len(), "warning", "warnings");
        note!("{found} will come of it: trellis check")?;
    }
    if args.dry_run {
        note!("Would delete {name}, in {files}{end}. Nothing was changed")?;
        return Ok(Outcome::Clean);
    }
    disk::rewrite(&args.ask.site.site, &changes)?;
    note!("Deleted {name}, in {files}{end}")?;
    Ok(Outcome::Clean)
}
