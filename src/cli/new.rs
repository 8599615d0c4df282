//! `trellis new`: a small site to start from.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;

use super::ci::{self, CodeHost};
use super::say::say;
use super::{Outcome, file, screen, today};
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
    write(folder, &files)?;
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

/// Writes the files of a new site into a folder in which nobody keeps anything: all, or none.
pub(super) fn write(folder: &Path, files: &[(String, String)]) -> Result<(), Error> {
    refuse_used(folder)?;
    let mut written = Vec::new();
    for (path, text) in files {
        let path = folder.join(path);
        match file::write(&path, text) {
            Ok(()) => written.push(path),
            Err(error) => {
                // Half a site helps nobody, and would be in the way of the next try.
                written.iter().for_each(|path| drop(fs::remove_file(path)));
                return Err(error);
            }
        }
    }
    Ok(())
}

/// Refuses a folder that somebody keeps something in; a repository that was just made is as good as empty.
fn refuse_used(folder: &Path) -> Result<(), Error> {
    let mut items = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(Error::Usage(format!(
                "{} is a file\n  help: name a folder that does not exist yet",
                folder.display()
            )));
        }
        items => items.map_err(Error::io("look into", folder))?,
    };
    let kept = items.find(|item| item.as_ref().map_or(true, |item| item.file_name() != ".git"));
    match kept {
        None => Ok(()),
        Some(item) => {
            let item = item.map_err(Error::io("look into", folder))?;
            Err(Error::Usage(format!(
                "{} has something in it already, such as `{}`\n  help: name a new or an empty folder; to add a page \
                 to a site, run `trellis add` in it",
                folder.display(),
                item.file_name().display()
            )))
        }
    }
}
