//! `trellis export`: all entries of one kind as a table that spreadsheets open safely.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use super::say::{self, note};
use super::{Outcome, file, import::kinds, screen};
use crate::Error;
use crate::contents::{self, read_all};
use crate::disk;
use crate::entry::Kind;
use crate::import::{Exported, export};

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// What is exported
    #[arg(value_name = "KIND", value_parser = kinds(), ignore_case = true)]
    kind: Kind,
    /// The file to write, seen from where you are, in place of the standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Begin with a byte order mark, by which Excel knows that the file is UTF-8
    #[arg(long)]
    excel: bool,
    /// The folder that holds site.yaml and content
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

pub fn run(args: &ExportArgs) -> Result<Outcome, Error> {
    let snapshot = disk::read(&args.site, None)?;
    let exported = export(args.kind, &read_all(&snapshot, &mut contents::Memo::default()), &snapshot);
    let mark = if args.excel { "\u{feff}" } else { "" };
    let text = format!("{mark}{}", exported.text);
    match &args.out {
        Some(path) => file::write(path, text)?,
        None => say::document(&text)?,
    }
    tell(args, &exported)?;
    Ok(if exported.unread == 0 { Outcome::Clean } else { Outcome::ContentHasErrors })
}

fn tell(args: &ExportArgs, exported: &Exported) -> Result<(), Error> {
    let Exported { entries, left_out, with_text, unread, .. } = exported;
    for (path, field) in left_out {
        note!("{path}: `{field}` is left out: a cell cannot hold it")?;
    }
    for path in with_text.iter().collect::<BTreeSet<_>>() {
        note!("{path}: the text below its fields is left out: a table has no place for it")?;
    }
    if *unread > 0 {
        let number = screen::count(*unread, "entry", "entries");
        note!("{number} could not be read and is not in the table. `trellis check` says why")?;
    }
    let into = args.out.as_ref().map_or_else(String::new, |path| format!(" to {}", path.display()));
    note!("Exported {}{into}", screen::count(*entries, args.kind.one(), args.kind.many()))
}
