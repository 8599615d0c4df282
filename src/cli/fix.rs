//! `trellis fix`: makes the repairs that are beyond doubt.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Reset, Style};
use clap::Args;
use similar::TextDiff;

use super::lookup::AskArgs;
use super::say::{self, To, note};
use super::{Outcome, screen};
use crate::Error;
use crate::characters::shown_lines;
use crate::disk;
use crate::memo::Memo;
use crate::pipeline;
use crate::refactor::{self, Change, Mending};

#[derive(Debug, Args)]
pub struct FixArgs {
    /// Make the changes
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    ask: AskArgs,
}

pub fn run(args: &FixArgs) -> Result<Outcome, Error> {
    let (snapshot, request) = args.ask.read()?;
    let judged = pipeline::judge(&snapshot, &request, &mut Memo::default(), &|_| {});
    let mending = refactor::mend(&judged.diagnostics, &snapshot);
    show(&mending.changes)?;
    let Mending { changes, mended, waiting, others } = &mending;
    let files = screen::count(changes.len(), "file", "files");
    let findings = screen::count(*mended, "finding", "findings");
    let outcome = if changes.is_empty() {
        let beyond = if judged.diagnostics.is_empty() { "is to be mended" } else { "can be mended without you" };
        note!("Nothing {beyond}")?;
        Outcome::Clean
    } else if args.yes {
        disk::rewrite(&args.ask.site.site, changes)?;
        note!("Mended {findings} in {files}")?;
        Outcome::Clean
    } else {
        note!("Can mend {findings} in {files}. To do it: trellis fix --yes")?;
        Outcome::ContentHasErrors
    };
    if *waiting > 0 {
        let more = screen::count(*waiting, "finding", "findings");
        note!("{more} can be mended after that: run it again")?;
    }
    if *others > 0 {
        let others = screen::count(*others, "finding needs", "findings need");
        note!("{others} you: trellis check")?;
    }
    Ok(outcome)
}

/// The changes as programs such as `patch` read them, in colours on a terminal.
fn show(changes: &[Change]) -> Result<(), Error> {
    changes.iter().try_for_each(|change| say::lines(To::Answer, &coloured(&shown_lines(&diff(change)))))
}

fn diff(change: &Change) -> String {
    let [before, after] = [change.before.as_deref(), change.after.as_deref()]
        .map(|bytes| String::from_utf8_lossy(bytes.unwrap_or_default()));
    let diff = TextDiff::from_lines(&*before, &*after);
    let (old, new) = (format!("a/{}", change.path), format!("b/{}", change.to));
    diff.unified_diff().context_radius(2).header(&old, &new).to_string()
}

fn coloured(diff: &str) -> String {
    let mut out = String::with_capacity(diff.len());
    for line in diff.split_inclusive('\n') {
        let colour = match line.as_bytes() {
            [b'+', b'+', ..] | [b'-', b'-', ..] => None,
            [b'+', ..] => Some(AnsiColor::Green),
            [b'-', ..] => Some(AnsiColor::Red),
            [b'@', ..] => Some(AnsiColor::Cyan),
            _ => None,
        };
        let _ = match colour {
            Some(colour) => write!(out, "{}{line}{Reset}", Style::new().fg_color(Some(colour.into()))),
            None => write!(out, "{line}"),
        };
    }
    out
}
