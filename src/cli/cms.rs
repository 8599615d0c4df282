//! `trellis cms`: an editor in the browser for teams that keep their site on a code host.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::say::{note, say};
use super::{Outcome, file, screen};
use crate::Error;
use crate::cms::{self, FOLDER, Made, SCRIPT};
use crate::config::{self, Config};
use crate::disk;
use crate::refactor::Change;
use crate::source::SourcePath;

#[derive(Debug, Args)]
pub struct CmsArgs {
    /// Where the site is kept; asked for the first time only
    #[arg(long, value_enum, value_name = "HOST", requires = "repo")]
    host: Option<Host>,
    /// The repository on it, such as our-trust/careers
    #[arg(long, value_name = "OWNER/NAME", requires = "host", value_parser = repository)]
    repo: Option<String>,
    /// The branch that the editor works on
    #[arg(long, value_name = "NAME", default_value = super::ci::MAIN, value_parser = super::ci::parse_branch)]
    branch: String,
    /// The editor's own script, which is copied into the site: dist/sveltia-cms.js of the npm package @sveltia/cms
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// Change nothing, and say whether the files are those that would be written
    #[arg(long)]
    check: bool,
    /// The folder that holds site.yaml and content; it is the whole of the repository
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Host {
    /// GitHub
    Github,
    /// GitLab
    Gitlab,
    /// Gitea or Forgejo
    Gitea,
}

impl Host {
    fn name(self) -> &'static str {
        match self {
            Host::Github => "github",
            Host::Gitlab => "gitlab",
            Host::Gitea => "gitea",
        }
    }
}

fn repository(text: &str) -> Result<String, String> {
    let is_plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    let is_right = text.split('/').count() >= 2 && text.split('/').all(is_plain);
    if is_right { Ok(text.into()) } else { Err("the owner, a slash and the name, such as our-trust/careers".into()) }
}

pub fn run(args: &CmsArgs) -> Result<Outcome, Error> {
    let snapshot = disk::read(&args.site, Some(&args.site.join("public")))?;
    let config: Config = config::read(&snapshot, None).value;
    let (settings, tables) = cms::settings(&config, &snapshot);
    let [at_settings, at_page, at_script] = ["config.yml", "index.html", SCRIPT].map(|name| args.at(name));
    let (there, page_there) = (args.ours(&at_settings)?, args.ours(&at_page)?);
    if there.is_none() && args.host.is_none() {
        return Err(Error::Usage(
            "say where the site is kept\n  help: for example trellis cms --host github --repo our-trust/careers".into(),
        ));
    }
    let settings = cms::with_backend(&settings, there.as_deref(), &args.backend());
    let script = args.script(&at_script, page_there.as_deref())?;
    let page = cms::page(&config.title, script.as_deref());
    let mut changes = Vec::new();
    let mut want = |path: &SourcePath, there: Option<Vec<u8>>, after: Vec<u8>| {
        if there.as_deref() != Some(&*after) {
            changes.push(Change::whole(path.clone(), there.map(Into::into), after));
        }
    };
    want(&at_settings, there.map(String::into_bytes), settings.into_bytes());
    want(&at_page, page_there.map(String::into_bytes), page.into_bytes());
    if let Some(script) = &script {
        want(&at_script, args.read(&at_script)?, script.clone());
    }
    if args.check {
        return told(&changes);
    }
    disk::rewrite(&args.site, &changes)?;
    say!("Wrote {} of 3 into {}", changes.len(), args.site.join("content").join(FOLDER).display())?;
    for path in &tables.csv {
        note!("{path} is a table in CSV, for which the editor has no form: it stays as it is")?;
    }
    if script.is_none() {
        note!(
            "The editor's own script is still missing. Get it and bring it along:\n  npm pack @sveltia/cms\n  \
             tar -xzf sveltia-cms-*.tgz package/dist/sveltia-cms.js\n  trellis cms --script package/dist/sveltia-cms.js"
        )?;
    }
    if config.editor.is_none() {
        note!("To publish it at /{FOLDER}/, write into site.yaml:\n  editor: {FOLDER}")?;
    }
    Ok(Outcome::Clean)
}

/// Says which files are not as they would be written.
fn told(changes: &[Change]) -> Result<Outcome, Error> {
    for change in changes {
        say!("{} is not what would be written now", change.path)?;
    }
    if changes.is_empty() {
        say!("The editor's files are up to date")?;
        return Ok(Outcome::Clean);
    }
    note!("{} to write: run `trellis cms`", screen::count(changes.len(), "file", "files"))?;
    Ok(Outcome::ContentHasErrors)
}

impl CmsArgs {
    fn at(&self, name: &str) -> SourcePath {
        SourcePath::new(format!("content/{FOLDER}/{name}"))
    }

    fn backend(&self) -> String {
        let (host, repo) = (self.host.map_or("github", Host::name), self.repo.as_deref().unwrap_or_default());
        format!("backend:\n  name: {host}\n  repo: {repo}\n  branch: {}", self.branch)
    }

    fn read(&self, path: &SourcePath) -> Result<Option<Vec<u8>>, Error> {
        let place = file::inside(&self.site, path.as_str());
        if !file::stands(&place)? {
            return Ok(None);
        }
        fs::read(&place).map(Some).map_err(Error::io("read", &place))
    }

    /// A file that was made before; one that was not, or that somebody has changed, is not written over.
    fn ours(&self, path: &SourcePath) -> Result<Option<String>, Error> {
        let Some(bytes) = self.read(path)? else { return Ok(None) };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let place = || file::inside(&self.site, path.as_str());
        match Made::of(&text) {
            Made::Ours => Ok(Some(text)),
            Made::Changed => Err(obstructed(place(), "somebody has changed it")),
            Made::Others => Err(obstructed(place(), "it is there already, and was not made by this command")),
        }
    }

    /// The script that is to lie beside the page, if there is one.
    fn script(&self, at: &SourcePath, page: Option<&str>) -> Result<Option<Vec<u8>>, Error> {
        let there = self.read(at)?;
        let Some(path) = &self.script else { return Ok(there) };
        let bytes = fs::read(path).map_err(Error::io("read", path))?;
        judge(path, &bytes)?;
        let is_ours = |there: &Vec<u8>| page.and_then(cms::script_of) == Some(&*cms::script_mark(there));
        match there {
            Some(there) if there != bytes && !is_ours(&there) => {
                Err(obstructed(file::inside(&self.site, at.as_str()), "it was not brought by this command"))
            }
            Some(_) | None => Ok(Some(bytes)),
        }
    }
}

fn obstructed(path: PathBuf, why: &'static str) -> Error {
    Error::Obstructed { path, why, help: "move it away, then try again" }
}

/// Refuses what is no script for a page.
fn judge(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let is_script = path.extension().is_some_and(|end| end == "js") && std::str::from_utf8(bytes).is_ok();
    if is_script && !bytes.is_empty() {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "{} is no script\n  help: name the file dist/sveltia-cms.js of the npm package @sveltia/cms",
        path.display()
    )))
}
