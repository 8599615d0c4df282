//! `trellis import`: takes over what another program has, all of it or nothing.

mod ask;
mod old_site;
mod pages;
mod pages_told;
mod table;
mod tell;

use clap::{ArgMatches, Args, Command, FromArgMatches, Subcommand};

use super::Outcome;
use crate::Error;
use crate::import::Misfit;

pub(super) use table::kinds;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, arg_required_else_help = true)]
pub struct ImportArgs {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    table: Table,
}

/// What is said of a table, unless something else is imported.
#[derive(Debug)]
struct Table(Option<table::TableArgs>);

impl Args for Table {
    fn augment_args(command: Command) -> Command {
        table::TableArgs::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        table::TableArgs::augment_args_for_update(command)
    }
}

impl FromArgMatches for Table {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Table, clap::Error> {
        let is_said = matches.contains_id("file");
        is_said.then(|| table::TableArgs::from_arg_matches(matches)).transpose().map(Table)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Table::from_arg_matches(matches)?;
        Ok(())
    }
}

#[derive(Debug, Subcommand)]
enum What {
    /// Take over the Markdown pages of a site that another program makes, such as Hugo, Jekyll, Eleventy, Middleman or MkDocs
    ///
    /// Fields, links, pictures, headings and plain HTML become what they are here, and old addresses go on working. What
    /// was changed and what was dropped is told, page by page. Nothing that is there is written over. What is wrong with
    /// the pages is written down in a baseline, so that the site can be published the same day and be mended bit by bit.
    Pages(pages::PagesArgs),
}

pub fn run(args: &ImportArgs) -> Result<Outcome, Error> {
    match (&args.what, &args.table.0) {
        (Some(What::Pages(args)), _) => pages::run(args),
        (None, Some(args)) => table::run(args),
        (None, None) => Err(Error::Usage("say what to import\n  help: `trellis import --help` says how".into())),
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    // A column may have an equals sign in its name, a field cannot.
    let (name, value) = text.rsplit_once('=').ok_or("write a name, `=` and what it is to be")?;
    Ok((name.trim().into(), value.trim().into()))
}

fn usage(misfit: Misfit) -> Error {
    Error::Usage(format!("{}\n  help: {}", misfit.why, misfit.help))
}
