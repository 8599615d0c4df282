//! Finds what people name on the command line.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::say::note;
use super::{SiteArgs, file, screen};
use crate::Error;
use crate::disk;
use crate::find::Survey;
use crate::find::names::{self, Named};
use crate::pipeline::Request;
use crate::snapshot::Snapshot;

/// Which site is asked about.
#[derive(Debug, Args)]
pub struct AskArgs {
    /// The folder that the site is published into, which is not read [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    pub site: SiteArgs,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// For programs
    Json,
}

impl AskArgs {
    /// The site's files, and as of when they are looked at.
    pub fn read(&self) -> Result<(Snapshot, Request), Error> {
        let site = &self.site.site;
        Ok((disk::read(site, Some(&self.out()))?, self.site.request()?))
    }

    /// What was typed as it is called inside the site or its published folder.
    pub fn inside(&self, typed: &str) -> String {
        let path = Path::new(typed);
        let (site, out) = (&self.site.site, self.out());
        let below = |folder: &Path| {
            let real = || path.strip_prefix(folder.canonicalize().ok()?).ok().filter(|_| path.is_absolute());
            path.strip_prefix(folder).ok().or_else(real).map(Path::to_path_buf)
        };
        let inside = below(&out).or_else(|| below(site)).unwrap_or_else(|| path.to_path_buf());
        // Also as it is called inside the site.
        let published = out.strip_prefix(site).ok().and_then(|out| inside.strip_prefix(out).ok());
        let inside = published.unwrap_or(&inside).to_str().unwrap_or(typed);
        // A slash at the end says that a folder is meant, and paths forget it.
        let slash = if typed.ends_with('/') && !inside.ends_with('/') { "/" } else { "" };
        format!("{inside}{slash}")
    }

    fn out(&self) -> PathBuf {
        file::published(&self.site.site, self.out.as_deref())
    }

    /// The number of the one entry that is meant.
    pub fn entry(&self, typed: &str, survey: &Survey<'_>) -> Result<u32, Error> {
        match names::entry(&self.inside(typed), survey) {
            Named::One(number) => Ok(number),
            Named::Several(choices) => Err(several(typed, &choices)),
            Named::Nothing(near) => match names::in_section(&self.inside(typed), survey).as_slice() {
                [] => Err(unknown(typed, &near)),
                names => Err(section(typed, names)),
            },
        }
    }
}

/// Choices that are named; of more, only the number is told.
const NAMED: usize = 12;

/// A name that means more than one entry.
pub fn several(typed: &str, choices: &[String]) -> Error {
    let named = some(choices);
    Error::Usage(format!("`{typed}` could mean more than one entry\n  help: write one of: {named}"))
}

/// A name that is that of a folder of entries.
fn section(typed: &str, names: &[String]) -> Error {
    let named = some(names);
    Error::Usage(format!("`{typed}` is a section, which is no entry itself\n  help: name each entry in it: {named}"))
}

fn some(names: &[String]) -> String {
    let rest = names.len().saturating_sub(NAMED);
    let more = if rest > 0 { format!(" and {} more", screen::grouped(rest)) } else { String::new() };
    names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ") + &more
}

fn unknown(typed: &str, near: &[String]) -> Error {
    let help = match near {
        [] => "write a file's name without `.md`, or its path, such as content/roles/podiatrist.md".to_string(),
        [one] => format!("did you mean `{one}`?"),
        several => format!("did you mean one of these? {}", several.join(", ")),
    };
    Error::Usage(format!("no entry is called `{typed}`\n  help: {help}"))
}

/// Says that an answer may not be the whole truth.
pub fn warn_of_unread(survey: &Survey<'_>) -> Result<(), Error> {
    let unread = survey.contents.entries.iter().filter(|entry| entry.is_broken() && entry.row.is_none()).count();
    let unread = unread + survey.contents.bare.iter().filter(|(path, _)| path.extension() != "md").count();
    if unread > 0 {
        let files = screen::count(unread, "file has", "files have");
        note!("{files} errors, so there may be more. `trellis check` says which")?;
    }
    Ok(())
}
