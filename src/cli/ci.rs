//! `trellis ci`: files by which a code host looks after a site.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::say::say;
use super::{Outcome, file, screen};
use crate::Error;
use crate::starter::{self, Program};

/// What most repositories call the branch that is seen.
pub const MAIN: &str = "main";

#[derive(Debug, Args)]
pub struct CiArgs {
    /// Where the site is kept
    #[arg(value_enum, value_name = "HOST")]
    host: CodeHost,
    /// The address of the program for Linux, as a release has it: an archive that ends in .tar.gz
    #[arg(long, value_name = "URL", value_parser = parse_program)]
    program: String,
    /// The SHA-256 sum of that archive, which stands beside it: nothing else will be run
    #[arg(long, value_name = "SUM", value_parser = parse_sum)]
    sha256: String,
    /// The branch of which the public sees the site
    #[arg(long, value_name = "NAME", default_value = MAIN, value_parser = parse_branch)]
    branch: String,
    /// The folder that holds site.yaml and content; it is the whole of the repository
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CodeHost {
    /// GitHub Actions and GitHub Pages
    Github,
    /// GitLab CI/CD and GitLab Pages
    Gitlab,
}

pub fn run(args: &CiArgs) -> Result<Outcome, Error> {
    if !args.site.join("site.yaml").is_file() {
        return Err(Error::Usage(format!(
            "{} holds no site.yaml\n  help: run it in the folder of a site, or name one with --site",
            args.site.display()
        )));
    }
    write(&args.site, args.host, &Program { archive: &args.program, sha256: &args.sha256, branch: &args.branch })?;
    Ok(Outcome::Clean)
}

/// Writes the files into the folder of a site, unless one of them is there.
pub fn write(site: &Path, host: CodeHost, program: &Program<'_>) -> Result<(), Error> {
    let (name, next) = match host {
        CodeHost::Github => ("github", "on GitHub, under Settings, Pages, choose \"GitHub Actions\" as the source"),
        CodeHost::Gitlab => ("gitlab", "on GitLab, under Build, Pipeline schedules, add those that the file names"),
    };
    let files: Vec<_> = starter::ci(name, program).into_iter().map(|(path, text)| (site.join(path), text)).collect();
    for (path, _) in &files {
        if file::stands(path)? {
            let why = "it is there already, and may be yours";
            return Err(Error::Obstructed { path: path.into(), why, help: "move it away, or change it by hand" });
        }
    }
    let mut written: Vec<&Path> = Vec::new();
    for (path, text) in &files {
        if let Err(error) = file::write(path, text) {
            // Half of them would be in the way of the next try.
            written.iter().for_each(|path| drop(std::fs::remove_file(path)));
            return Err(error);
        }
        written.push(path);
    }
    say!("Wrote {}:", screen::count(files.len(), "file", "files"))?;
    for (path, _) in &files {
        say!("  {}", path.display())?;
    }
    say!("Commit them. Then, once: {next}.")
}

/// What stands between quotation marks in the files.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|sign| sign.is_ascii_graphic() && !matches!(sign, '"' | '\\' | '`' | '$' | '\''))
}

pub(super) fn parse_program(text: &str) -> Result<String, String> {
    let is_archive = text.ends_with(".tar.gz") || text.ends_with(".tgz");
    if text.starts_with("https://") && is_archive && is_plain(text) {
        return Ok(text.to_string());
    }
    Err("it begins with https:// and ends in .tar.gz, such as https://example.org/trellis-0.2.0-linux-x86_64.tar.gz"
        .into())
}

pub(super) fn parse_sum(text: &str) -> Result<String, String> {
    let is_sum = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_sum {
        Ok(text.to_ascii_lowercase())
    } else {
        Err("it has 64 signs, 0 to 9 and a to f; `sha256sum FILE` prints it".into())
    }
}

/// A name that a branch can have, and that stays one between quotation marks.
pub(super) fn parse_branch(text: &str) -> Result<String, String> {
    let is_name =
        is_plain(text) && !text.starts_with('-') && !text.contains(['*', '?', '[', '~', '^', ':', '!', '{', '}']);
    if is_name { Ok(text.to_string()) } else { Err("it is the name of one branch, such as main".into()) }
}
