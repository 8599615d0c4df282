//! `trellis new`: a small site to start from.

use std::path::{Path, PathBuf};

use clap::Args;

use super::ci::{self, CodeHost};
use super::say::say;
use super::{Outcome, file, new_site, screen, today};
use crate::Error;
use crate::starter::{self, Program};

#[derive(Debug, Args)]
pub struct NewArgs {
    /// The folder to make the site in: a new one, or an empty one. Without it, a page in the browser asks for all that
    /// is needed, and shows the site
    #[arg(value_name = "DIR", required = cfg!(not(feature = "serve")))]
    folder: Option<PathBuf>,
    /// Have a code host look after it: the files that `trellis ci` writes
    #[arg(long, value_enum, value_name = "HOST", requires_all = ["folder", "program", "sha256"])]
    ci: Option<CodeHost>,
    /// The address of the program for Linux, from which that code host gets it
    #[arg(long, value_name = "URL", requires = "ci", value_parser = ci::parse_program)]
    program: Option<String>,
    /// The SHA-256 sum of that archive
    #[arg(long, value_name = "SUM", requires = "ci", value_parser = ci::parse_sum)]
    sha256: Option<String>,
}

pub fn run(args: &NewArgs) -> Result<Outcome, Error> {
    match &args.folder {
        Some(folder) => make(args, folder),
        #[cfg(feature = "serve")]
        None => super::welcome::run(),
        #[cfg(not(feature = "serve"))]
        None => Err(Error::Usage("name a folder for the site".into())),
    }
}

fn make(args: &NewArgs, folder: &Path) -> Result<Outcome, Error> {
    let files = starter::files(today()?);
    new_site::write(folder, &files)?;
    let count = screen::count(files.len(), "file", "files");
    say!("Made an example site in {} ({count}). Run next:\n", folder.display())?;
    say!("  cd {}", file::typed(folder))?;
    say!("  trellis {}", if cfg!(feature = "serve") { "serve --open" } else { "build" })?;
    if let (Some(host), Some(archive), Some(sha256)) = (args.ci, &args.program, &args.sha256) {
        say!("")?;
        ci::write(folder, host, &Program { archive, sha256, branch: ci::MAIN })?;
    }
    Ok(Outcome::Clean)
}
