//! Answers where there is no site yet: with a page that makes one.
//!
//! It knows nothing of what a site is made of: whoever starts the server gives what makes one.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::files::{self, DeskFile};
use super::page;
use crate::serve::posted::Posted;
use crate::serve::reply::{Reply, lead_to};
use crate::serve::token::Token;

/// Where the form is sent, and where it leads to once the site is there.
const ADDRESS: &str = "/_trellis/new";
const DESK: &str = "/_trellis/";

/// What somebody wants to have made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct NewSite {
    pub title: String,
    pub description: String,
    /// One of the colours that were offered.
    pub colour: String,
    /// Who answers visitors' questions, and where; empty if nobody is named.
    pub contact: String,
    pub email: String,
    /// The folder of the site.
    pub folder: String,
}

/// Makes a site, and says in which folder it is; or why there is none.
pub type Make = dyn Fn(&NewSite) -> Result<PathBuf, String> + Send + Sync;

/// The page, until a site is made.
pub struct Welcome {
    token: Token,
    suggested: PathBuf,
    colours: Vec<(&'static str, &'static str)>,
    make: Box<Make>,
    made: Mutex<Option<Sender<PathBuf>>>,
}

impl fmt::Debug for Welcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Welcome").field("suggested", &self.suggested).finish_non_exhaustive()
    }
}

#[derive(Debug, Serialize)]
struct View<'v> {
    token: &'v str,
    site: &'v NewSite,
    colours: &'v [(&'static str, &'static str)],
    refused: Option<String>,
    /// Whether the site has been made, and is being read.
    is_made: bool,
}

impl Welcome {
    /// A page that suggests a folder and offers colours, by name and as a colour; and the folder of the site, once one is
    /// made.
    pub fn new(
        port: u16,
        suggested: &Path,
        colours: Vec<(&'static str, &'static str)>,
        make: Box<Make>,
    ) -> (Welcome, Receiver<PathBuf>) {
        let (made, site) = channel();
        let (token, suggested, made) = (Token::new(port), suggested.to_path_buf(), Mutex::new(Some(made)));
        (Welcome { token, suggested, colours, make, made }, site)
    }

    /// The answer to any address.
    pub fn answer(&self, target: &str) -> Reply {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        if let Some(DeskFile { name, bytes }) = path.strip_prefix(DESK).and_then(files::named) {
            return Reply::file(name, bytes.into());
        }
        match path {
            "/" | DESK | ADDRESS => self.page(200, &self.blank(), None),
            _ => Reply::text(404, "There is no site here yet"),
        }
    }

    fn blank(&self) -> NewSite {
        let folder = self.suggested.display().to_string();
        let colour = self.colours.first().map_or("", |(name, _)| name).to_string();
        NewSite { folder, colour, ..NewSite::default() }
    }

    /// Makes what a form asks for, or says why not.
    pub fn make(&self, posted: &Posted) -> Reply {
        let typed = |name| posted.words(name);
        let folder = posted.get("folder").unwrap_or_default().trim().to_string();
        let site = NewSite {
            title: typed("title"),
            description: typed("description"),
            colour: typed("colour"),
            contact: typed("contact"),
            email: typed("email"),
            folder,
        };
        if !self.token.is_on_form(posted.get("token")) {
            let why = "The page is from an earlier run of the program. Look at it once more, then try again.";
            return self.page(403, &site, Some(why.into()));
        }
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(sender) = made.as_ref() else { return lead_to(DESK) };
        match (self.make)(&site) {
            Ok(folder) => {
                // Whoever waits for it has not gone while this process answers.
                let _ = sender.send(folder);
                *made = None;
                lead_to(DESK)
            }
            Err(why) => self.page(422, &site, Some(why)),
        }
    }

    fn page(&self, status: u16, site: &NewSite, refused: Option<String>) -> Reply {
        let is_made = self.made.try_lock().is_ok_and(|made| made.is_none());
        let view = View { token: self.token.form(), site, colours: &self.colours, refused, is_made };
        Reply::html(status, page::alone("welcome.html", &view).into_bytes())
    }
}
