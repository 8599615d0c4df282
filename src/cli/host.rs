//! What the host of a site must be told: which it is, as typed, and what becomes of that.

use std::ffi::OsString;
use std::fs;
use std::hash::Hash;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use xxhash_rust::xxh3::Xxh3;

use super::file;
use super::say::{note, say};
use crate::Error;
use crate::host::{self, Host, Hsts, Taken, Told};
use crate::packed::Coding;
use crate::pipeline::Build;

#[derive(Debug, Args)]
pub struct HostArgs {
    /// Write what this host must be told too: types, how long files are kept, what browsers must refuse, the page for
    /// addresses that do not exist, and former names. It lies in the site, or in a file beside its folder. Hosts that
    /// send packed texts find them beside the files
    #[arg(long = "for", value_name = "HOST", value_parser = hosts())]
    host: Option<&'static Host>,
    /// Have browsers come back by https only for two years. It binds the whole name of the website, so it is for sites
    /// that have all of it
    #[arg(long, requires = "host")]
    hsts: bool,
    /// Where the site's folder is on the server, if that is another computer
    #[arg(long, value_name = "DIR", requires = "host")]
    folder: Option<String>,
    /// The nginx there has the module ngx_http_brotli_static, so that it can send texts packed by Brotli as well
    #[arg(long, requires = "host")]
    brotli: bool,
}

fn hosts() -> impl TypedValueParser<Value = &'static Host> {
    PossibleValuesParser::new(host::ALL.map(|host| host.name))
        .map(|name| Host::called(&name).expect("only names of hosts are let through"))
}

/// A file beside the site's folder.
#[derive(Debug)]
pub struct Beside {
    path: PathBuf,
    text: String,
}

impl HostArgs {
    /// What a site that is built for this host is known by again.
    pub fn fingerprint(&self, site: u128) -> u128 {
        let Some(host) = self.host else { return site };
        let mut hasher = Xxh3::new();
        (site, host.name, self.hsts, &self.folder, self.brotli).hash(&mut hasher);
        hasher.digest128()
    }

    /// Whether the file beside the folder is there, or there is to be none.
    pub fn stands(&self, out: &Path) -> bool {
        self.place(out).is_none_or(|path| path.is_file())
    }

    fn place(&self, out: &Path) -> Option<PathBuf> {
        let ending = self.host?.beside()?;
        let mut name = out.file_name().map_or_else(|| OsString::from("public"), OsString::from);
        name.push(ending);
        Some(out.with_file_name(name))
    }

    /// Puts in the files that the host reads. Nothing has been published when this fails.
    pub fn complete(&self, build: &mut Build, out: &Path) -> Result<Option<Beside>, Error> {
        let (Some(host), Some(output)) = (self.host, build.output.as_mut()) else { return Ok(None) };
        let codings = self.codings()?;
        let hsts = if self.hsts { Hsts::TwoYears } else { Hsts::Unsaid };
        let told = Told::new(&build.graph, &build.config, output, hsts, codings).map_err(Error::Usage)?;
        self.judge_hsts(host, &told)?;
        for taken in host.complete(&told, output) {
            match taken {
                Taken::Own(name) => note!("content/{name} is your own, so none was made for {}", host.name)?,
                Taken::Folder(name, file) => {
                    return Err(Error::Usage(format!(
                        "two things want one address: the file `{name}` that {} reads, and the folder of {file}\n  \
                         help: give that folder another name",
                        host.name
                    )));
                }
            }
        }
        let Some(path) = self.place(out) else { return Ok(None) };
        if !is_ours(&path)? {
            return Err(Error::Obstructed {
                path,
                why: "a file is there that Trellis did not make",
                help: "move that file away, or choose another folder with --out",
            });
        }
        let text = host.text(&told, &self.folder_on_server(out)?);
        Ok(text.map(|text| Beside { path, text }))
    }

    /// In which codings the host sends texts that are packed already, the one that it prefers first.
    pub fn codings(&self) -> Result<&'static [Coding], Error> {
        match self.host {
            Some(host) if self.brotli => host.twins_with_brotli().ok_or_else(|| {
                Error::Usage(format!("--brotli is for nginx: {} needs no word of it, or cannot do it", host.name))
            }),
            Some(host) => Ok(host.twins),
            None => Ok(&[]),
        }
    }

    fn judge_hsts(&self, host: &Host, told: &Told) -> Result<(), Error> {
        let refuse = |why: &str| Err(Error::Usage(format!("--hsts cannot be had here: {why}")));
        match self.hsts {
            true if !host.sets_headers => refuse(&format!("{} cannot be told what browsers must refuse", host.name)),
            true if told.base != "/" => refuse(&format!(
                "the site is below {}, and others have the rest of that website\n  help: ask whoever runs the whole \
                 website to set it",
                told.base
            )),
            true | false => Ok(()),
        }
    }

    /// The folder as settings of servers write it.
    fn folder_on_server(&self, out: &Path) -> Result<String, Error> {
        let folder = match &self.folder {
            Some(folder) => folder.clone(),
            None => {
                let whole = std::path::absolute(out).map_err(Error::io("find", out))?;
                let plain = whole.canonicalize().unwrap_or(whole).to_string_lossy().into_owned();
                if cfg!(windows) { plain.trim_start_matches(r"\\?\").replace('\\', "/") } else { plain }
            }
        };
        if let Some(odd) = folder.chars().find(|&c| c.is_control() || "\"'$\\{}`\u{fffd}".contains(c)) {
            return Err(Error::Usage(format!(
                "`{}` in the name of the folder {folder} has a meaning of its own in the settings of servers\n  help: \
                 choose another folder with --out, or say with --folder where the site will be on the server",
                odd.escape_default()
            )));
        }
        Ok(folder.trim_end_matches('/').to_string())
    }
}

/// Whether nothing stands at a path, or a file that a build made.
fn is_ours(path: &Path) -> Result<bool, Error> {
    if !file::stands(path)? {
        return Ok(true);
    }
    let bytes = fs::read(path).map_err(Error::io("read", path))?;
    let start = String::from_utf8_lossy(&bytes);
    Ok(start.lines().take(2).any(|line| line.contains(host::MARK)))
}

impl Beside {
    /// Writes the file, and says where it is if whoever waits is a person.
    pub fn write(&self, tells: bool) -> Result<(), Error> {
        file::write(&self.path, &self.text)?;
        if tells {
            say!("  {} says what the server must be told", self.path.display())?;
        }
        Ok(())
    }
}
