//! A new site made in the browser: a page asks what it is called and where it is to be, and then shows it.

use std::path::{Path, PathBuf};

use super::say::say;
use super::{Outcome, new_site, serve, today};
use crate::Error;
use crate::serve::welcome::{Make, NewSite, Welcome};
use crate::serve::{self as server, Event};
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
    if !email.is_empty() && (contact.is_empty() || !is_email(email)) {
        return Err("An e-mail address such as careers@example.org needs the name of those who answer.".into());
    }
    let hidden = [title, description, contact].into_iter().find_map(|words| crate::characters::forbidden(words));
    if hidden.is_some() {
        return Err("There is a hidden character in what you wrote. Type it instead of pasting it.".into());
    }
    let folder = here.join(folder);
    let named = Named { title, description, colour, contact, email };
    let files = today().map(|today| starter::files_named(today, &named));
    files.and_then(|files| new_site::write(&folder, &files)).map_err(|error| words_of(&error))?;
    Ok(folder)
}

fn is_email(typed: &str) -> bool {
    let parts = typed.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !typed.contains([' ', '<', '>', '"']))
}

/// What went wrong, as a page says it: in lines, without the marks of a terminal.
fn words_of(error: &Error) -> String {
    let text = error.to_string().replace("\n  help: ", ". ");
    let mut chars = text.chars();
    let capital: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    capital.trim_end_matches('.').to_string() + "."
}
