//! `trellis explain`: the page of a finding, and what a newer version asks of those who keep a site.

use std::path::Path;

use clap::Args;

use super::Outcome;
use super::say::say;
use crate::Error;
use crate::config;
use crate::diagnostic::Code;
use crate::disk;
use crate::nearest::nearest;
use crate::upgrade::{self, Version};

/// What may be explained beside findings.
const UPGRADE: &str = "upgrade";

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The code of a finding, such as `unknown-reference`; or `upgrade`, for what newer versions ask of you
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// With `upgrade`: the version that the site was made for; without it, what `site.yaml` of this folder says
    #[arg(long, value_name = "VERSION", value_parser = version)]
    from: Option<Version>,
}

fn version(typed: &str) -> Result<Version, String> {
    typed.parse().map_err(|()| "write three numbers, such as 0.2.0".to_string())
}

pub fn run(args: &ExplainArgs) -> Result<Outcome, Error> {
    match args.code.as_deref() {
        Some(UPGRADE) => upgrade(args.from),
        _ if args.from.is_some() => Err(Error::Usage(
            "--from says from which version\n  help: write `trellis explain upgrade --from 0.1.0`".into(),
        )),
        Some(name) => explain(name),
        None => list(),
    }
}

fn list() -> Result<Outcome, Error> {
    for code in Code::ALL {
        say!("{code:<22} {}", code.title())?;
    }
    say!("{UPGRADE:<22} What newer versions ask of those who keep a site")?;
    Ok(Outcome::Clean)
}

fn explain(name: &str) -> Result<Outcome, Error> {
    let code = Code::parse(name).ok_or_else(|| {
        let near = nearest(name, Code::ALL.iter().map(|code| code.as_str()).chain([UPGRADE]));
        let help = near
            .map_or_else(|| "run `trellis explain` to see all codes".into(), |near| format!("did you mean `{near}`?"));
        Error::Usage(format!("there is no finding called `{name}`\n  help: {help}"))
    })?;
    say!("{}", code.explanation().trim_end())?;
    Ok(Outcome::Clean)
}

/// What all versions since one ask of an owner, the oldest first, as that is how it is done.
fn upgrade(from: Option<Version>) -> Result<Outcome, Error> {
    let (own, from) = (Version::own(), from.or_else(made_with));
    let since = from.map(|from| format!(" since {from}")).unwrap_or_default();
    let mut asking: Vec<_> = upgrade::asking(from.unwrap_or_else(Version::first), own).collect();
    asking.reverse();
    if asking.is_empty() {
        say!("Nothing{since} asks anything of you: this is Trellis {own}.")?;
        return Ok(Outcome::Clean);
    }
    say!("# What is asked of those who keep a site{since}")?;
    for release in asking {
        say!("\n## {}, {}\n\n{}", release.version, release.day, release.asked)?;
    }
    say!("\nWhen that is done, write `made_with: {own}` into site.yaml, and into theme.yaml of a theme of your own.")?;
    Ok(Outcome::Clean)
}

/// What the settings of the site in this folder say, if one is here.
fn made_with() -> Option<Version> {
    let here = Path::new(".");
    let bytes = disk::read_one(here, &config::path()).ok()?;
    config::made_with(&bytes)
}
