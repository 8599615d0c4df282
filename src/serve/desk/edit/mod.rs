//! Editing a record in the browser, a page, a row of a table or the settings: a form made from the fields that it may have,
//! and saving it.
//!
//! Nothing here names a kind or a field. A form carries a mark of the text that it was made from and one of each value,
//! so that a file which changed meanwhile is not written over, and only what was changed in the form is written.

mod change;
pub(super) mod control;
pub(super) mod differ;
pub(super) mod file;
pub(super) mod form;
mod found;
mod groups;
pub(super) mod names;
mod preview;
mod unsaved;
pub(super) mod versions;
pub(super) mod way;

pub(super) use names::of_pages as names_of_pages;
pub use unsaved::Unsaved;

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::context::DeskContext;
use super::judgement::{DeskState, Judgement};
use super::page::DeskPage;
use super::{Desk, phrases};
use crate::refactor::Change;
use crate::serve::posted::Posted;
use crate::serve::reply::{Reply, lead_to};
use crate::serve::safety;
use change::Cannot;
use file::{Edited, EditedFile, Unopened};
pub(super) use form::Occasion;
use form::Refused;

/// The findings of a save are waited for so long; then the form is shown without them.
const PATIENCE: Duration = Duration::from_secs(2);

const HERE: &str = "/_trellis/entries";

/// The page with the form of the entry of a name.
pub fn made(look: &DeskContext<'_>, name: &str, target: &str) -> DeskPage {
    if let Some(refused) = not_here(look) {
        return refused;
    }
    let done = safety::query(target, "done").and_then(form::Done::parse);
    match EditedFile::open(name, &look.desk.root, look.judgement) {
        Ok(file) => shown(200, &file, look, Occasion { done, ..Occasion::default() }),
        // Its editor has done nothing wrong: the page says what to do first.
        Err(trouble @ Unopened::Unreadable(_)) => DeskPage { status: 200, ..unopened(trouble, name) },
        Err(trouble) => unopened(trouble, name),
    }
}

/// Why nothing can be changed by whoever looks, if so.
pub(super) fn not_here(look: &DeskContext<'_>) -> Option<DeskPage> {
    let text = if look.desk.is_read_only {
        "The server was started with --read-only. Start it without that to edit pages here."
    } else {
        "Pages are edited on the computer that they are on, at the address that the server prints there."
    };
    (!look.may_write).then(|| DeskPage::message(403, "Not to be edited here", text))
}

fn shown(status: u16, file: &EditedFile, look: &DeskContext<'_>, occasion: Occasion<'_>) -> DeskPage {
    let view = form::view(file, look, occasion);
    let failed = if view.refused.is_some() { "Not saved: " } else { "" };
    let (title, here) = match &file.what {
        Edited::Entry(_) => (format!("{failed}Edit {}", view.title), HERE),
        Edited::Settings => (format!("{failed}{}", view.title), phrases::SETTINGS),
    };
    DeskPage { status, ..DeskPage::new(title, here, "edit.html", &view) }
}

pub(super) fn unopened(trouble: Unopened, name: &str) -> DeskPage {
    match trouble {
        Unopened::NoSuchEntry => {
            let text = format!("No entry has the name {name}. It may have been renamed or deleted.");
            DeskPage::message(404, "There is nothing to edit", &text)
        }
        Unopened::Trouble(error) => DeskPage::message(500, "The file cannot be read", &error.to_string()),
        Unopened::Unreadable(path) => {
            let text = format!(
                "The fields of {} cannot be told apart, so there is no form for them. The problems page says which line \
                 is to blame. Mend it in an editor, then come back.",
                path
            );
            DeskPage::message(422, "The file cannot be edited here", &text)
        }
    }
}

impl Desk {
    /// What is known once the file of a form has been judged as it is on disk, or after some time.
    pub(super) fn settled(&self, name: &str) -> DeskState {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let state = self.newest.state();
            let left = deadline.saturating_duration_since(Instant::now());
            let is_judged = |judgement: &Arc<Judgement>| {
                // An entry that was just made is known soon.
                let Some((path, bytes)) = file::on_disk(name, &self.root, judgement) else {
                    return file::is_new(name, &self.root).then_some(false);
                };
                Some(judgement.is_of(&path, &bytes?))
            };
            if left.is_zero() || state.judgement.as_ref().and_then(is_judged) != Some(false) {
                return state;
            }
            self.newest.wait_for_other(&state, left);
        }
    }

    /// Saves the form of the page of a name, or says why not. Who may send one has been judged.
    pub(super) fn save_form(&self, name: &str, posted: &Posted, judgement: &Judgement) -> Reply {
        match EditedFile::open(name, &self.root, judgement) {
            Ok(file) => self.save_file(&file, name, posted, judgement),
            Err(trouble) => self.say(&unopened(trouble, name)),
        }
    }

    /// The form of a file once more, with what has come of it.
    pub(super) fn form_again(
        &self,
        status: u16,
        file: &EditedFile,
        judgement: &Judgement,
        occasion: Occasion<'_>,
    ) -> Reply {
        let look = DeskContext::new(self, judgement, true);
        self.answered(&shown(status, file, &look, occasion), &look)
    }

    fn save_file(&self, file: &EditedFile, name: &str, posted: &Posted, judgement: &Judgement) -> Reply {
        let refuse = |status, refused| {
            let occasion = Occasion { unsaved: Some(posted), refused: Some(refused), done: None };
            self.form_again(status, file, judgement, occasion)
        };
        let (after, what) = match posted.get("restore") {
            Some(version) => match versions::text(self, file, version) {
                Ok(after) => (Ok(after), "back"),
                Err(text) => return refuse(409, Refused { title: "Nothing was put back", text, lines: Vec::new() }),
            },
            None => (change::changed(file, posted), "saved"),
        };
        let after = match after {
            Ok(after) => after,
            Err(cannot) => return refuse(422, why_not(&cannot, file)),
        };
        if after == file.text {
            return done(name, "same");
        }
        if posted.get("read") != Some(&*file.hash) {
            return refuse(409, conflict(file, differ::lines(&file.text, &after)));
        }
        let before = (!file.is_new).then_some(file.text.as_bytes());
        let change = Change::whole(file.path().clone(), before.map(Into::into), after);
        let kept = before.map_or(Ok(()), |before| self.history.keep(file.path(), before, Desk::now()).map(drop));
        match kept.and_then(|()| self.rewrite(&[change])) {
            Ok(()) => done(name, what),
            Err(error) => {
                refuse(500, Refused { title: "Nothing was saved", text: error.to_string(), lines: Vec::new() })
            }
        }
    }
}

fn done(name: &str, what: &str) -> Reply {
    lead_to(&format!("{}?done={what}", phrases::edit_address(name)))
}

/// What stands in the way where the file is another than the one that the form was made from.
fn conflict(file: &EditedFile, lines: Vec<differ::Line>) -> Refused {
    Refused {
        title: match &file.what {
            Edited::Entry(entry) if entry.row.is_some() => "Somebody has changed this row meanwhile",
            Edited::Entry(_) => "Somebody has changed this page meanwhile",
            Edited::Settings => "Somebody has changed the settings meanwhile",
        },
        text: "Nothing was saved, and nothing is lost. What you wrote is still in the form. Below is how the file \
               would change if you save now. Take over what you want to keep, then save."
            .into(),
        lines,
    }
}

fn why_not(cannot: &Cannot, file: &EditedFile) -> Refused {
    let text = match cannot {
        Cannot::NotThisForm => "This is another form than the one that is asked for. Load the page again.".to_string(),
        Cannot::Set(field) => format!(
            "“{}” is written in {} in a way that the desk cannot change. Put back what was there, and change it in an \
             editor.",
            control::label(field),
            file.path()
        ),
        Cannot::Hold => "The file could not be read any more. There may be a hidden character in what you pasted: \
                         type it instead."
            .to_string(),
    };
    Refused { title: "Nothing was saved", text, lines: Vec::new() }
}
