//! What forms of the desk do to the author's files: who may send one, and how what is planned is carried out.
//!
//! Whatever is written or taken away is kept in the history first. A plan is made of the newest judgement, and carried out
//! only on files that are as they were judged.

use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use super::context::DeskContext;
use super::judgement::Judgement;
use super::page::{self, DeskPage};
use super::{Desk, acts, changes, import, moving, picture, publish};
use crate::disk::{self, Deed};
use crate::error::Error;
use crate::refactor::Change;
use crate::serve::posted::Posted;
use crate::serve::reply::Reply;

/// What was written is judged within so long, or the next page is shown without it.
const PATIENCE: Duration = Duration::from_secs(3);

impl Desk {
    /// Does what a form says, or says why not. Who may send one has been judged, but for what the form itself must carry.
    pub fn save(&self, inside: &str, posted: &Posted) -> Reply {
        if self.is_read_only {
            let text = "The server was started with --read-only, so nothing was saved.";
            return self.say(&DeskPage::message(403, "Not saved", text));
        }
        if !self.token.is_on_form(posted.get("token")) {
            let text = "That form is from an earlier run of the server. Go back and copy what you wrote. Then load the \
                        page again and put it in.";
            return self.say(&DeskPage::message(403, "Not saved", text));
        }
        if let Some(asked) = inside.strip_prefix("check/").or_else(|| inside.strip_prefix("preview/")) {
            return match self.newest.state().judgement {
                Some(judgement) if inside.starts_with("check/") => self.check_form(asked, posted, &judgement),
                Some(judgement) => self.preview_form(asked, posted, &judgement),
                None => self.say(&DeskPage::message(503, "One moment", "The site has not been looked at yet.")),
            };
        }
        // It writes nothing, so nobody's save waits for it.
        if inside == "publish" {
            return publish::done(self, posted);
        }
        // One at a time: what is compared with the disk must still be there when it is written.
        let _turn = self.saving.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(judgement) = self.newest.state().judgement else {
            return self.say(&DeskPage::message(503, "Not saved", "The site has not been looked at yet. Try again."));
        };
        if matches!(inside, "import" | "import/pages") {
            return match self.fresh() {
                Ok(judgement) if inside == "import" => import::done(self, posted, &judgement),
                Ok(judgement) => moving::done(self, posted, &judgement),
                Err(why) => self.say(&why),
            };
        }
        if inside == "changes" {
            return changes::done(&DeskContext::new(self, &judgement, true), posted);
        }
        if let Some(name) = inside.strip_prefix("picture/") {
            return picture::done(self, name, posted, &judgement);
        }
        match inside.strip_prefix("edit/") {
            Some(name) => self.save_form(name, posted, &judgement),
            None => acts::done(self, inside, posted, judgement),
        }
    }

    /// The newest judgement once it is of all files as they are on disk, or the page that says why there is none.
    pub(super) fn fresh(&self) -> Result<Arc<Judgement>, DeskPage> {
        let text = "The site's files are changing, and have not all been looked at yet. Try again in a moment.";
        match self.of_all_files() {
            Ok(Some(judgement)) => Ok(judgement),
            Ok(None) => Err(DeskPage::message(503, "Nothing was changed", text)),
            Err(error) => Err(DeskPage::message(500, "Nothing was changed", &error.to_string())),
        }
    }

    /// The newest judgement once it is of all files as they are on disk; none if that takes too long.
    fn of_all_files(&self) -> Result<Option<Arc<Judgement>>, Error> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let state = self.newest.state();
            let files = disk::read(&self.root, self.out.as_deref())?;
            if let Some(judgement) = state.judgement.as_ref().filter(|judgement| judgement.is_of_all(&files)) {
                return Ok(Some(judgement.clone()));
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            self.newest.wait_for_other(&state, left);
        }
    }

    /// Makes changes after keeping what they replace, and waits for what comes of them.
    pub(super) fn carry_out(&self, changes: &[Change]) -> Result<(), Error> {
        let now = Desk::now();
        for change in changes {
            if let Some(before) = &change.before {
                self.history.keep(&change.path, before, now)?;
            }
        }
        self.rewrite(changes)?;
        self.until_judged(changes);
        Ok(())
    }

    /// Writes files, all or none, and has them looked at.
    pub(super) fn rewrite(&self, changes: &[Change]) -> Result<(), Error> {
        let rewrite = || disk::rewrite(&self.root, changes);
        match &self.teller {
            Some(teller) => teller.write(changes.iter().flat_map(|change| [&change.path, &change.to]), rewrite),
            None => rewrite(),
        }
    }

    /// The same for what can be undone as one.
    pub(super) fn carry_out_as(&self, deed: Deed, changes: &[Change]) -> Result<(), Error> {
        let moment = self.history.keep_all(deed, changes, Desk::now())?;
        if let Err(error) = self.rewrite(changes) {
            // What was not done cannot be undone. That the note is left is no harm: it says of each file what it became.
            let _ = self.history.forget(moment);
            return Err(error);
        }
        self.until_judged(changes);
        Ok(())
    }

    /// Waits until changes have been judged, so that the next page shows them.
    fn until_judged(&self, changes: &[Change]) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let state = self.newest.state();
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || state.judgement.as_ref().is_some_and(|judgement| judgement.has(changes)) {
                return;
            }
            self.newest.wait_for_other(&state, left);
        }
    }

    /// A page that answers a form.
    pub(super) fn answered(&self, made: &DeskPage, look: &DeskContext<'_>) -> Reply {
        let frame = page::frame(made, Some(look), self.note(), 0, None);
        Reply::html(made.status, page::html(made, &frame).into_bytes())
    }

    /// The moment by which a version is known.
    pub(super) fn now() -> u64 {
        u64::try_from(jiff::Timestamp::now().as_millisecond()).unwrap_or_default()
    }
}
