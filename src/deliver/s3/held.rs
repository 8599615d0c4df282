//! Who publishes to a store just now, and what is being changed there: one object, which is there for as long as that
//! takes. It is made on the condition that nobody else has made it, so that two publishes do not mix; and it says what is
//! about to change before anything does, so that whoever goes on after one that was stopped knows what nobody knows.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::ask::{Answer, Ask, What};
use super::far::Far;
use crate::deliver::owner::{self, BOUND, Owner};
use crate::disk::may_be_ours;
use crate::error::Error;

/// The object behind the prefix.
const PUBLISHING: &str = ".trellis/publishing.json";

/// What that object says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    pub owner: Owner,
    state: State,
    /// What may be as it was, or as it was to be.
    pub changes: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Working,
    /// It has failed and said so.
    Stopped,
}

/// A note of another publish.
pub(super) struct Left {
    note: Note,
    mark: Option<String>,
    silent: Duration,
}

impl Left {
    /// The note that is there, if any.
    pub fn read(far: &Far) -> Result<Option<Left>, Error> {
        let Some(answer) = far.read(PUBLISHING)? else { return Ok(None) };
        let note: Option<Note> = serde_json::from_slice(&answer.body).ok();
        let note = note.filter(|note| note.changes.iter().all(|path| may_be_ours(path))).ok_or_else(|| {
            Error::UnsafeOutput {
                path: far.shown.clone().into(),
                why: "its note of who is publishing, `.trellis/publishing.json`, is damaged or from another version of Trellis",
                help: "publish with the Trellis that wrote it; if it was altered, delete it and `.trellis/manifest.json`: then all files are sent anew, and none is removed",
            }
        })?;
        let silent = answer.age().unwrap_or_else(|| since(&note));
        Ok(Some(Left { note, mark: answer.mark, silent }))
    }

    /// What it may have changed, if it has been stopped. If it is at work, that is an error.
    pub fn changes(&self, far: &Far) -> Result<&BTreeSet<String>, Error> {
        let is_stopped = self.note.state == State::Stopped || self.note.owner.is_stopped(self.silent);
        if is_stopped { Ok(&self.note.changes) } else { Err(busy(far, self)) }
    }
}

fn busy(far: &Far, left: &Left) -> Error {
    Error::Usage(left.note.owner.busy(&far.shown, left.silent))
}

/// By the clock of this computer, where the store says nothing.
fn since(note: &Note) -> Duration {
    Duration::try_from(jiff::Timestamp::now().duration_since(note.owner.since)).unwrap_or_default()
}

/// The note of this publish, held for as long as it takes.
pub(super) struct Held<'f> {
    far: &'f Far,
    note: Note,
    /// Whether the store keeps others out.
    pub keeps_others_out: bool,
    mark: Mutex<Option<String>>,
    signed: Mutex<SystemTime>,
    is_lost: AtomicBool,
}

impl<'f> Held<'f> {
    /// Writes the note, in place of one that was left; none if another was quicker.
    pub fn take(far: &'f Far, left: Option<&Left>, changes: BTreeSet<String>) -> Result<Option<Held<'f>>, Error> {
        let note = Note { owner: Owner::new(), state: State::Working, changes };
        let mark = left.and_then(|left| left.mark.as_deref());
        let condition = mark.map_or(("if-none-match", "*"), |mark| ("if-match", mark));
        let answer = write(far, &note, Some(condition))?;
        let (mark, keeps_others_out) = match () {
            () if answer.is_good() => (answer.mark, refuses_a_second(far, &note)?),
            // It may be ours, if the first try was done and its answer lost on the way.
            () if is_refused(&answer) => match Left::read(far)?.filter(|there| there.note.owner == note.owner) {
                Some(there) => (there.mark, true),
                None => return Ok(None),
            },
            () if is_unknown(&answer) => (must_write(far, &note)?.mark, false),
            () => return Err(refusal(far, &answer)),
        };
        // A store that knows no conditions may have let two write over each other.
        match Left::read(far)? {
            Some(there) if there.note.owner == note.owner => {}
            Some(_) | None => return Ok(None),
        }
        let signed = Mutex::new(SystemTime::now());
        Ok(Some(Held { far, note, keeps_others_out, mark: Mutex::new(mark), signed, is_lost: AtomicBool::new(false) }))
    }

    /// Does something while others are told now and then that it goes on.
    pub fn during<T>(&self, work: impl FnOnce() -> T) -> T {
        owner::while_signing(|| self.sign(), work)
    }

    /// Gives a sign of life.
    fn sign(&self) {
        let mut mark = self.mark.lock().unwrap_or_else(PoisonError::into_inner);
        let condition = mark.as_deref().filter(|_| self.keeps_others_out).map(|mark| ("if-match", mark));
        match write(self.far, &self.note, condition) {
            Ok(answer) if answer.is_good() => {
                *mark = answer.mark;
                *self.signed.lock().unwrap_or_else(PoisonError::into_inner) = SystemTime::now();
            }
            Ok(answer) if is_refused(&answer) => self.is_lost.store(true, Ordering::Relaxed),
            // The next sign may be given; if none is for too long, the note counts as lost.
            Ok(_) | Err(_) => {}
        }
    }

    /// Says whether this publish may still change anything.
    pub fn check(&self) -> Result<(), Error> {
        let signed = *self.signed.lock().unwrap_or_else(PoisonError::into_inner);
        let is_silent = signed.elapsed().is_ok_and(|silent| silent >= BOUND);
        if self.is_lost.load(Ordering::Relaxed) || is_silent {
            return Err(Error::Usage(owner::lost(&self.far.shown)));
        }
        Ok(())
    }

    /// Takes the note away: all is done.
    pub fn release(self) -> Result<(), Error> {
        self.check()?;
        self.far.remove(PUBLISHING)
    }

    /// Says that this publish has failed, so that the next need not wait.
    pub fn stop(self) {
        let note = Note { state: State::Stopped, ..self.note.clone() };
        let mark = self.mark.lock().unwrap_or_else(PoisonError::into_inner);
        let condition = mark.as_deref().filter(|_| self.keeps_others_out).map(|mark| ("if-match", mark));
        if self.check().is_ok() {
            // Where not even this goes through, the others wait for a while.
            let _ = write(self.far, &note, condition);
        }
    }
}

fn write(far: &Far, note: &Note, condition: Option<(&'static str, &str)>) -> Result<Answer, Error> {
    let body = serde_json::to_vec(note).expect("notes always turn into JSON");
    let headers: Vec<_> =
        [("cache-control", "no-store"), ("content-type", "application/json")].into_iter().chain(condition).collect();
    far.ask(Ask { what: What::Write, key: PUBLISHING, headers: &headers, body: &body })
}

fn must_write(far: &Far, note: &Note) -> Result<Answer, Error> {
    let answer = write(far, note, None)?;
    if answer.is_good() { Ok(answer) } else { Err(refusal(far, &answer)) }
}

fn refusal(far: &Far, answer: &Answer) -> Error {
    let ask = Ask { what: What::Write, key: PUBLISHING, headers: &[], body: &[] };
    super::trouble::refusal(&far.shown, ask, answer)
}

/// Whether the store heeds conditions: some write all the same and say nothing. What is written again is the same.
fn refuses_a_second(far: &Far, note: &Note) -> Result<bool, Error> {
    Ok(is_refused(&write(far, note, Some(("if-none-match", "*")))?))
}

/// Whether a condition did not hold; what is gone has no mark either.
fn is_refused(answer: &Answer) -> bool {
    matches!(answer.status, 409 | 412) || answer.code == "NoSuchKey"
}

/// Whether the store says that it knows no conditions.
fn is_unknown(answer: &Answer) -> bool {
    answer.status == 501 || answer.code == "NotImplemented"
}
