//! The command line. Exit codes: 0 clean, 1 content has errors, 2 could not run, 101 a fault of Trellis.
#![expect(clippy::disallowed_methods, reason = "this side of the IO line talks to people and to the system")]

mod add;
mod baseline;
mod build;
mod check;
mod ci;
mod cms;
mod completions;
mod every_path;
mod explain;
mod export;
#[cfg(feature = "external")]
mod external;
mod file;
mod fix;
mod host;
mod import;
mod lookup;
mod mv;
mod new;
mod new_site;
mod packing;
mod path;
mod publish;
mod refs;
mod remembered;
mod report;
mod rm;
mod say;
mod schema;
mod screen;
#[cfg(feature = "serve")]
mod serve;
mod site_args;
#[cfg(feature = "s3")]
mod store;
mod summary;
mod timings;
#[cfg(feature = "serve")]
mod welcome;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::say::note;
use self::site_args::{SiteArgs, parse_date, today};
use crate::Error;
use crate::fault;

/// Turns Markdown into an accessible careers site.
///
/// Run it in the folder that holds `site.yaml` and `content`. Alone, without a command, it shows that site in a browser,
/// or helps to make one where there is none.
#[derive(Debug, Parser)]
#[command(name = "trellis", version = VERSION, about, max_term_width = 100, arg_required_else_help = true)]
#[command(after_long_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// The version, and the commit that the program was built from, where that is known.
const VERSION: &str = env!("TRELLIS_VERSION");

const EXIT_CODES: &str = "\
Exit codes: 0 if all is well; 1 if content has errors, or there is something left to do; 2 if the command could not do \
its work, such as for a folder that is not there, a full disk or a wrong option; 101 if Trellis itself has failed.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a small example site to start from, in a new folder
    ///
    /// It holds one example of each of the most used kinds of page, for you to write over or to delete. Without a folder,
    /// a page in the browser asks what the site is called and where it is to be.
    New(new::NewArgs),
    /// Add a page or a row of a table, as a draft to fill in
    ///
    /// The new file says of each field what it is for. It stays off the site until you have written over each FILL IN
    /// and taken out the line `draft: true`. The path of the file is printed.
    Add(add::AddArgs),
    /// Read, link and check all content, and publish the site
    ///
    /// Nothing in the output folder is touched until the whole site has been built. If content has errors, the last
    /// good site stays as it is.
    Build(build::BuildArgs),
    /// Bring a built site to where visitors find it: a folder with releases, another computer by rsync, or an S3 store
    ///
    /// What `trellis build` made last is sent, and what has the same bytes already is not. In a folder, the site stands
    /// whole in `releases` before the link `current` is switched to it. To another computer or a store, what pages need
    /// goes first, then pages, then lists and search, and what is gone is removed last. Stopped at any moment, the same
    /// again ends right.
    ///
    /// The keys of a store are read from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, and are never
    /// printed.
    Publish(publish::PublishArgs),
    /// Have a code host check each change, publish the site, and look after it
    ///
    /// Writes the files by which GitHub or GitLab checks each change and shows findings beside the lines, keeps a copy to
    /// look at, publishes what is on the main branch, asks other websites each week whether they are still there, and
    /// writes a report each month. They are yours to change.
    Ci(ci::CiArgs),
    /// Set up an editor in the browser (Sveltia CMS) for a team that keeps the site on a code host
    ///
    /// Writes its page and its settings into content/admin, from the fields that each kind has; your repository and your
    /// script are asked for the first time only. Run it again after an update. A file that somebody has changed, or that
    /// this command has not made, is never written over. Exit codes: with --check 1 if there is something to write.
    Cms(cms::CmsArgs),
    /// Look for mistakes in all content, without publishing
    ///
    /// Everything that a build does is done, and nothing is published. A site with old mistakes can take up the rules bit
    /// by bit: write them down once with --update-baseline; what is new is told from then on, and holds a build back.
    ///
    /// No other computer is asked anything, unless you give --external.
    Check(check::CheckArgs),
    /// Show the site in a browser and keep it fresh while you write
    ///
    /// The site is built in memory; the output folder is not touched. After each save the page in the browser changes
    /// by itself. If a file has errors, they are shown over its page, which stays as it was; all
    /// other pages are up to date.
    #[cfg(feature = "serve")]
    Serve(serve::ServeArgs),
    /// Tell the health of the content: reviews due, coverage, reading age, facts, gaps
    ///
    /// For the person in charge. `--format html --out report.html` writes one file to read, print and hand round;
    /// `--calendar reviews.ics` writes what is due for a calendar. Also works while content has errors: then it says so,
    /// and the exit code is 1.
    Report(report::ReportArgs),
    /// Say what a finding means, why it matters and how to mend it
    ///
    /// Every finding has a code in square brackets, such as `unknown-reference`. Without a code, all codes are listed.
    Explain(explain::ExplainArgs),
    /// Write JSON Schemas, by which editors complete and check fields while you type
    ///
    /// Settings for VS Code are written with them, unless there are some: then you are shown what to add. Run it again
    /// when pages were added, so that editors offer their names.
    Schema(schema::SchemaArgs),
    /// Print a script by which your shell completes the commands of Trellis
    ///
    /// For bash: trellis completions bash > ~/.local/share/bash-completion/completions/trellis
    Completions(completions::CompletionsArgs),
    /// Print the manual page, or write the pages of all commands into a folder
    Man(completions::ManArgs),
    /// List every place that mentions an entry
    ///
    /// Fields and links in texts are listed, each with its file, line and column. Also works while content has errors.
    Refs(refs::RefsArgs),
    /// Say where a page of the site comes from, or why an entry is not on it
    ///
    /// Ask with an address such as roles/podiatrist.html, or with a file below content.
    Why(why::WhyArgs),
    /// Show all ways from one place to another, such as from school to a role
    ///
    /// A place is a starting point, a programme, a route, a role, or a profession, which means any of its roles. That
    /// there is no way is an answer, not a failure: the exit code is 0.
    Path(path::PathArgs),
    /// Rename an entry, and change its name in every file that mentions it
    ///
    /// Fields and links in texts are changed, and nothing else in those files. The old name is kept in `former_ids`, so
    /// that the old address goes on working. All files are written, or none.
    Mv(mv::MvArgs),
    /// Delete an entry that nothing refers to, or let another one take its place everywhere
    ///
    /// With --replace-by, every field and link that refers to the one refers to the other, and the addresses of the one lead
    /// to the other. Where something would become wrong by it, nothing is changed. All files are written, or none.
    Rm(rm::RmArgs),
    /// Mend what is beyond doubt, such as a name with a slip in it
    ///
    /// Shows the changes and makes none, unless --yes is given. Exit codes: 0 if nothing is left that can be mended so,
    /// or it was done; 1 if there are changes to make.
    Fix(fix::FixArgs),
    /// Take over a table of partners or events that another program has saved
    ///
    /// Columns are known by many names; say which field one is with --map, or be asked on a terminal. Every row that
    /// does not fit is told by its row and column, and then nothing is imported. Entries that are there already are
    /// left alone unless you say --update.
    Import(Box<import::ImportArgs>),
    /// Write all partners or events into one table, for a spreadsheet
    ///
    /// Cells that a spreadsheet would take for formulas get an apostrophe in front, which `trellis import` takes away
    /// again. Exit codes: 0 if every entry is in the table, 1 if some could not be read.
    Export(export::ExportArgs),
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    announce_faults();
    let typed: Vec<OsString> = std::env::args_os().collect();
    let is_seen = std::io::IsTerminal::is_terminal(&std::io::stdout());
    match fault::caught(|| Cli::try_parse_from(meant(typed, is_seen, std::path::Path::new("site.yaml").is_file()))) {
        Ok(Ok(cli)) => ended(survive(|| run(cli.command))),
        Ok(Err(help)) => ended(explain_arguments(&help)),
        Err(fault) => ended(Err::<Outcome, _>(Error::Fault { fault, after: Vec::new() })),
    }
}

/// What somebody means who starts the program and types nothing else: to see the site in this folder, or to make one where
/// there is none. Programs that read what is printed get the help, as everywhere.
fn meant(typed: Vec<OsString>, is_seen: bool, is_site: bool) -> Vec<OsString> {
    let is_alone = typed.len() == 1 && is_seen && cfg!(feature = "serve");
    let meant = match (is_alone, is_site) {
        (false, _) => &[][..],
        (true, true) => &["serve", "--open"],
        (true, false) => &["new"],
    };
    typed.into_iter().chain(meant.iter().map(OsString::from)).collect()
}

/// The exit code of a program that has failed through a fault of its own.
const FAULT: u8 = 101;

/// Does what a command does. A panic in it, in whichever thread, is a fault of ours and told as that.
fn survive<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    fault::caught(work).unwrap_or_else(|fault| Err(Error::Fault { fault, after: Vec::new() }))
}

/// Has panics told in one line, with the place in the program that a report must name.
fn announce_faults() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::env::var_os("RUST_BACKTRACE").is_some() {
            return usual(panic);
        }
        let at = panic.location().map_or_else(|| "an unknown place".into(), ToString::to_string);
        // Where nobody reads, the exit code must do.
        let _ = note!("Trellis {VERSION} stopped at {at}");
    }));
}

/// Prints the help that was asked for, or what is wrong with the arguments.
fn explain_arguments(help: &clap::Error) -> Result<ExitCode, Error> {
    let to = if help.use_stderr() { say::To::Beside } else { say::To::Answer };
    say::styled(to, &help.render().ansi().to_string())?;
    Ok(if help.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn ended(result: Result<impl Into<ExitCode>, Error>) -> ExitCode {
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            screen::error(&error);
            ExitCode::from(if matches!(error, Error::Fault { .. }) { FAULT } else { 2 })
        }
    }
}

fn run(command: Command) -> Result<Outcome, Error> {
    match command {
        Command::New(args) => new::run(&args),
        Command::Add(args) => add::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Publish(args) => publish::run(&args),
        Command::Ci(args) => ci::run(&args),
        Command::Cms(args) => cms::run(&args),
        Command::Check(args) => check::run(&args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::completions(&args),
        Command::Man(args) => completions::man(&args),
        Command::Refs(args) => refs::run(&args),
        Command::Why(args) => why::run(&args),
        Command::Path(args) => path::run(&args),
        Command::Mv(args) => mv::run(&args),
        Command::Rm(args) => rm::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Export(args) => export::run(&args),
    }
}

/// How a command that could run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Clean,
    ContentHasErrors,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Clean => ExitCode::SUCCESS,
            Outcome::ContentHasErrors => ExitCode::from(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_types_nothing_wants_to_see_the_site_or_to_make_one() {
        let typed = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        let serve = if cfg!(feature = "serve") { &["trellis", "serve", "--open"][..] } else { &["trellis"] };
        assert_eq!(meant(typed(&["trellis"]), true, true), typed(serve));
        assert_eq!(meant(typed(&["trellis"]), false, true), typed(&["trellis"]), "a program reads it");
        let new = if cfg!(feature = "serve") { &["trellis", "new"][..] } else { &["trellis"] };
        assert_eq!(meant(typed(&["trellis"]), true, false), typed(new), "there is no site here");
        assert_eq!(meant(typed(&["trellis", "check"]), true, true), typed(&["trellis", "check"]));
    }

    #[test]
    fn a_fault_of_ours_has_an_exit_code_of_its_own() {
        let failed: Result<Outcome, Error> =
            survive(|| fault::at(&"content/pages/help.md", || panic!("a byte too far")));
        let error = failed.unwrap_err();
        assert_eq!(
            error.to_string().lines().next(),
            Some("Trellis itself has failed at content/pages/help.md: a byte too far")
        );
        assert!(error.to_string().contains("not of your file; please report it with that file"), "{error}");
        let code = |error| format!("{:?}", ended(Err::<Outcome, _>(error)));
        assert_eq!(code(error), format!("{:?}", ExitCode::from(FAULT)));
        assert_eq!(code(Error::Usage("what was typed".into())), format!("{:?}", ExitCode::from(2)));
    }
}
