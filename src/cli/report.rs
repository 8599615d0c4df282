//! `trellis report`: the health of the content, for the person in charge.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::say::{self, To, note};
use super::{Outcome, SiteArgs, file};
use crate::Error;
use crate::calendar;
use crate::disk;
use crate::find::Survey;
use crate::health::{Health, Scope, Whose};
use crate::memo::Memo;
use crate::pipeline;
use crate::report::{html, ics, json, text};

/// The width where there is no terminal, and the widest that is used of one: longer lines are hard to read.
const WIDTH: usize = 100;

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the report into this file, seen from where you are
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Also write the reviews due into this file, as a calendar
    #[arg(long, value_name = "FILE")]
    calendar: Option<PathBuf>,
    /// Only entries of this owner; "nobody named" means those without one
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// Tell reviews and ends up to this day, such as 2027-03-31
    #[arg(long, value_name = "DATE", value_parser = super::parse_date)]
    until: Option<Date>,
    #[command(flatten)]
    site: SiteArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal: what matters most
    Text,
    /// For programs: everything
    Json,
    /// One HTML file, to read, print and hand round
    Html,
    /// Reviews due, for a calendar
    Ics,
}

pub fn run(args: &ReportArgs) -> Result<Outcome, Error> {
    let site = &args.site.site;
    let request = args.site.request()?;
    let snapshot = disk::read(site, Some(&site.join("public")))?;
    let mut memo = Memo::default();
    let build = pipeline::build(&snapshot, &request, &mut memo, &|_| {});
    let survey = Survey::after(&snapshot, &request, &mut memo);
    let whose = args.owner.as_deref().map_or(Ok(Whose::Everybody), |name| whose(name, &survey))?;
    let health = Health::of(&survey, &build.diagnostics, Scope { whose, until: args.until });
    let base_url = survey.config().base_url.as_deref();
    let calendar = || ics::calendar(&health, calendar::host(base_url));
    if let Some(path) = &args.calendar {
        file::write(path, calendar())?;
    }
    let report = match args.format {
        Format::Text => text::report(&health, width()),
        Format::Json => format!("{:#}\n", json::report(&health)),
        Format::Html => html::page(&health, base_url),
        Format::Ics => calendar(),
    };
    tell(args, &report)?;
    let has_errors = health.findings.errors > 0 || !health.is_complete;
    Ok(if has_errors { Outcome::ContentHasErrors } else { Outcome::Clean })
}

fn whose(name: &str, survey: &Survey<'_>) -> Result<Whose, Error> {
    Whose::named(name, survey).map_err(|near| {
        let help = match near.as_slice() {
            [] => "an owner is what the field `owner` of some entry says".to_string(),
            near => format!("did you mean one of these? {}", near.join(", ")),
        };
        Error::Usage(format!("nothing is looked after by `{name}`\n  help: {help}"))
    })
}

fn width() -> usize {
    let width = terminal_size::terminal_size().filter(|_| io::stdout().is_terminal());
    width.map_or(WIDTH, |(width, _)| usize::from(width.0).min(WIDTH))
}

/// Prints the report, or writes it into its file. Styles are for terminals only.
fn tell(args: &ReportArgs, report: &str) -> Result<(), Error> {
    let is_text = args.format == Format::Text;
    if let Some(path) = &args.out {
        let plain = if is_text { anstream::adapter::strip_str(report).to_string() } else { report.to_string() };
        file::write(path, plain)?;
        note!("The report is in {}", path.display())?;
        return Ok(());
    }
    match args.format {
        Format::Text => say::styled(To::Answer, report),
        Format::Json => say::json(|out| out.write_all(report.as_bytes())),
        Format::Html | Format::Ics => say::document(report),
    }
}
