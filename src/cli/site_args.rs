//! What most commands are told alike: which site, and as of when.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use crate::Error;
use crate::entry::site_address;
use crate::graph::Drafts;
use crate::pipeline::{Nothing, Request};

/// Which site, and as of when.
#[derive(Debug, Args)]
pub struct SiteArgs {
    /// The folder that holds site.yaml and content
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Include drafts, and pages that are not yet or no longer to be published
    #[arg(long)]
    pub drafts: bool,
    /// Make a copy to look at before the public does: every page says so, with the day and what is not public yet, and
    /// search engines are asked to stay away. --drafts means this too
    #[arg(long)]
    pub staging: bool,
    /// Build as if today were this day, such as 2026-03-14
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub now: Option<Date>,
    /// The address where the site will be, in place of base_url in site.yaml
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    pub base_url: Option<String>,
}

impl SiteArgs {
    /// What is wrong with a site that has nothing to publish.
    pub fn nothing(&self, nothing: Nothing) -> Error {
        let site = self.site.canonicalize().unwrap_or_else(|_| self.site.clone());
        nothing.error(&site, self.site.join("content").is_dir())
    }

    pub fn request(&self) -> Result<Request, Error> {
        Ok(Request {
            today: self.now.map_or_else(today, Ok)?,
            drafts: if self.drafts { Drafts::Show } else { Drafts::Hide },
            base_url: self.base_url.clone(),
            staging: self.staging || self.drafts,
        })
    }
}

/// Today in England, where the site's dates are meant; or the day that `SOURCE_DATE_EPOCH` names, for builds that
/// must come out the same again (<https://reproducible-builds.org/specs/source-date-epoch/>).
pub fn today() -> Result<Date, Error> {
    let timestamp = match std::env::var_os("SOURCE_DATE_EPOCH") {
        Some(text) => since_1970(&text.to_string_lossy()).map_err(Error::Usage)?,
        None => jiff::Timestamp::now(),
    };
    let zone = jiff::tz::TimeZone::get("Europe/London").unwrap_or(jiff::tz::TimeZone::UTC);
    Ok(zone.to_datetime(timestamp).date())
}

fn since_1970(text: &str) -> Result<jiff::Timestamp, String> {
    let is = if text.trim().is_empty() { "set, and empty".to_string() } else { format!("`{text}`") };
    let seconds = text.trim().parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    seconds.ok_or_else(|| {
        format!(
            "the environment variable SOURCE_DATE_EPOCH is {is}\n  help: it is a number of seconds since 1970, such as \
             1795392000; take it away (`unset SOURCE_DATE_EPOCH`) to build as of today"
        )
    })
}

pub fn parse_date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write the year, the month and the day, such as 2026-03-14".into())
}

fn parse_url(text: &str) -> Result<String, String> {
    let text = text.trim();
    site_address::judge(text).map(|()| text.to_string()).map_err(|(message, help)| format!("{message}; {help}"))
}
