//! A new site made in the browser: a page asks what it is called and where it is to be, and then shows it.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::say::say;
use super::{Outcome, new_site, serve, today};
use crate::Error;
use crate::config;
use crate::diagnostic::Diagnostic;
use crate::formatting::sentence;
use crate::graph::Drafts;
use crate::memo::Memo;
use crate::pipeline::{self, Request};
use crate::serve::welcome::{Make, NewSite, Welcome};
use crate::serve::{self as server, Event};
use crate::snapshot::Snapshot;
use crate::starter::{self, Named};

/// The port that is tried first, as for a site that is there.
const PORT: u16 = 4000;
/// The folder that is suggested, in the one that the program was started in.
const FOLDER: &str = "careers-site";

/// Shows the page until a site is made, and then that site.
pub fn run() -> Result<Outcome, Error> {
    let here = std::env::current_dir().map_err(Error::io("find", Path::new(".")))?;
    let suggested = suggested(&here);
    let page = |port| {
        let base = here.clone();
        let make: Box<Make> = Box::new(move |site| made(&base, site));
        let colours = starter::COLOURS.iter().map(|scheme| (scheme.name, scheme.light[0])).collect();
        Welcome::new(port, &suggested, colours, make)
    };
    let mut trouble = Ok(());
    let mut tell = |told: Event<'_>| {
        if let Event::Open { address } = told {
            trouble = tell_open(&format!("http://{address}/"));
        }
    };
    let (port, folder) = server::welcome(PORT, page, &mut tell)?;
    trouble?;
    say!("Made an example site in {}", folder.display())?;
    serve::show(folder, port)
}

fn tell_open(address: &str) -> Result<(), Error> {
    say!("There is no site in this folder. Make one at {address} (stop with Ctrl-C)")?;
    say!("To see all commands, run: trellis --help")?;
    serve::open_browser(address)
}

/// A folder that is not there yet.
fn suggested(here: &Path) -> PathBuf {
    let named = |number: usize| match number {
        1 => here.join(FOLDER),
        number => here.join(format!("{FOLDER}-{number}")),
    };
    let mut free = (1..100).map(named).filter(|folder| folder.symlink_metadata().is_err());
    free.next().unwrap_or_else(|| here.join(FOLDER))
}

/// Makes the site that a form asks for, and says where it is; or why there is none.
fn made(here: &Path, site: &NewSite) -> Result<PathBuf, String> {
    let NewSite { title, description, colour, contact, email, folder } = site;
    if title.is_empty() || description.is_empty() || folder.is_empty() {
        return Err("Say what the site is called, what it is for, and where it is to be.".into());
    }
    if !email.is_empty() && contact.is_empty() {
        return Err("The e-mail address needs the name of those who answer, such as “Careers team”.".into());
    }
    let folder = here.join(folder);
    let named = Named { title, description, colour, contact, email };
    let today = today().map_err(|error| words_of(&error))?;
    let files = starter::files_named(today, &named);
    match fault(&files, today) {
        Some(fault) => Err(sentence(&fault)),
        None => new_site::write(&folder, &files).map(|()| folder).map_err(|error| words_of(&error)),
    }
}

/// What would be found in the settings of the new site, or would keep it from being published.
fn fault(files: &[(String, String)], today: Date) -> Option<String> {
    let snapshot: Snapshot = files.iter().map(|(path, text)| (&**path, text.as_bytes())).collect();
    let request = Request { today, drafts: Drafts::Hide, base_url: None, staging: false };
    let judged = pipeline::judge(&snapshot, &request, &mut Memo::default(), &|_| {});
    let is_fault = |finding: &Diagnostic| finding.is_error() || finding.span.path == config::path();
    let finding = judged.diagnostics.into_iter().find(is_fault)?;
    Some([Some(finding.message), finding.help].into_iter().flatten().collect::<Vec<_>>().join(". "))
}

/// What went wrong, as a page says it: in lines, without the marks of a terminal.
fn words_of(error: &Error) -> String {
    sentence(&error.to_string().replace("\n  help: ", ". "))
}
