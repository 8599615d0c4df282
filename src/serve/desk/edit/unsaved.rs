//! What would be found if a form were saved as it is: asked while somebody types, and nothing is written.
//!
//! The whole site is judged with the file as a save would write it, by a memo that goes on from one question to the next.
//! So it is what `trellis check` would say, but for what only a finished page shows. What was judged last is kept for
//! whoever asks for its page next ([`preview`](super::preview)).

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::super::Desk;
use super::super::judgement::Judgement;
use super::super::phrases;
use super::file::EditedFile;
use super::found;
use super::{change, why_not};
use crate::diagnostic::{Code, Diagnostic};
use crate::memo::Memo;
use crate::pipeline::{self, Judged};
use crate::serve::posted::Posted;
use crate::serve::reply::Reply;
use crate::snapshot::{File, Snapshot};
use crate::source::{LineIndex, SourcePath};

/// Judges what is typed, one text at a time.
#[derive(Debug)]
pub struct Unsaved {
    /// What the last text left for the next. After a fault, nothing.
    memo: Mutex<Option<Memo>>,
    /// Whether there is none yet.
    is_new: AtomicBool,
    /// The newest question about each entry.
    newest: Mutex<BTreeMap<String, u64>>,
    /// What was judged last.
    last: Mutex<Option<Arc<Looked>>>,
    /// What is kept from one page to the next.
    pages: Mutex<Memo>,
}

impl Default for Unsaved {
    fn default() -> Self {
        Unsaved {
            memo: Mutex::default(),
            is_new: AtomicBool::new(true),
            newest: Mutex::default(),
            last: Mutex::default(),
            pages: Mutex::default(),
        }
    }
}

/// A question that gives way to newer ones about the same entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn<'n> {
    name: &'n str,
    number: u64,
}

/// The site as it would be with another text in one file.
#[derive(Debug)]
pub(super) struct Looked {
    /// The judgement of the site that it differs from in that file.
    since: u64,
    file: (SourcePath, u128),
    pub snapshot: Snapshot,
    pub judged: Judged,
}

impl Unsaved {
    /// Begins with what a build knows, so that the first text is judged as fast as the next.
    pub fn learn(&self, memo: impl FnOnce() -> Memo) {
        if self.is_new.swap(false, Ordering::Relaxed) {
            let memo = memo();
            *self.pages.lock().unwrap_or_else(PoisonError::into_inner) = memo.of_passing_pages();
            *self.memo.lock().unwrap_or_else(PoisonError::into_inner) = Some(memo);
        }
    }

    pub(super) fn begin<'n>(&self, name: &'n str) -> Turn<'n> {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let number = newest.entry(name.to_string()).or_default();
        *number += 1;
        Turn { name, number: *number }
    }

    fn is_newest(&self, turn: Turn<'_>) -> bool {
        let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        newest.get(turn.name) == Some(&turn.number)
    }

    /// The site with a file as it would be saved; nothing if there is a newer question by the time that this one can be
    /// looked at.
    pub(super) fn look(&self, turn: Turn<'_>, file: &EditedFile, judgement: &Judgement) -> Option<Arc<Looked>> {
        let new = File::new(file.text.as_bytes());
        let (since, key) = (judgement.number, (file.path().clone(), new.hash));
        let is_it = |last: &&Arc<Looked>| last.since == since && last.file == key;
        if let Some(last) = self.last.lock().unwrap_or_else(PoisonError::into_inner).as_ref().filter(is_it) {
            return Some(last.clone());
        }
        let mut kept = self.memo.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.is_newest(turn) {
            return None;
        }
        let mut snapshot = judgement.snapshot().clone();
        snapshot.insert(key.0.clone(), new);
        let judge = |memo: &mut Memo| pipeline::judge(&snapshot, &judgement.request, memo, &|_| {}).softened(&snapshot);
        let judged = with_memo(&mut kept, judge);
        let looked = Arc::new(Looked { since, file: key, snapshot, judged });
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(looked.clone());
        Some(looked)
    }

    /// Does something with what is kept from one page to the next.
    pub(super) fn rendering<T>(&self, work: impl FnOnce(&Memo) -> T) -> T {
        let mut memo = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        // Each page is another one, so none is kept.
        *memo = Memo { groundwork: std::mem::take(&mut memo.groundwork), ..memo.of_passing_pages() };
        work(&memo)
    }

    /// Does something with what is known of the site.
    pub fn knowing<T>(&self, work: impl FnOnce(&mut Memo) -> T) -> T {
        with_memo(&mut self.memo.lock().unwrap_or_else(PoisonError::into_inner), work)
    }
}

/// What a fault leaves is not kept.
fn with_memo<T>(kept: &mut Option<Memo>, work: impl FnOnce(&mut Memo) -> T) -> T {
    let mut memo = kept.take().unwrap_or_default();
    let done = work(&mut memo);
    *kept = Some(memo);
    done
}

/// What is answered.
#[derive(Debug, Default, Serialize)]
struct Answer {
    /// Whether a newer question has taken the place of this one.
    is_old: bool,
    /// Whether the file is another than the one that the form was made from.
    is_stale: bool,
    points: Vec<LivePoint>,
    /// What would be wrong in other files, in one line.
    elsewhere: Option<String>,
    /// Why it could not be saved.
    cannot: Option<String>,
}

/// Something that would be found, and the part of the form that it is about.
#[derive(Debug, Serialize)]
struct LivePoint {
    level: &'static str,
    message: String,
    help: Option<String>,
    id: Option<String>,
    label: Option<String>,
    line: Option<usize>,
}

impl Desk {
    /// What would be found if a form were saved. Who may ask has been judged.
    pub fn check_form(&self, name: &str, posted: &Posted, judgement: &Judgement) -> Reply {
        let turn = self.unsaved.begin(name);
        let Ok(file) = EditedFile::open(name, &self.root, judgement) else {
            return answered(&Answer { cannot: Some("The page is no longer there.".into()), ..Answer::default() });
        };
        let is_stale = posted.get("read") != Some(&*file.hash);
        let after = match typed(&file, posted) {
            Ok(after) => after,
            Err(cannot) => {
                let cannot = Some(why_not(&cannot, &file).text);
                return answered(&Answer { is_stale, cannot, ..Answer::default() });
            }
        };
        if judgement.is_of(after.path(), after.text.as_bytes()) {
            let points = points(&after, judgement.diagnostics());
            return answered(&Answer { is_stale, points, ..Answer::default() });
        }
        let Some(looked) = self.unsaved.look(turn, &after, judgement) else {
            return answered(&Answer { is_old: true, ..Answer::default() });
        };
        let (diagnostics, snapshot) = (&looked.judged.diagnostics, &looked.snapshot);
        let elsewhere = elsewhere(&file, judgement.diagnostics(), &after, diagnostics, snapshot);
        answered(&Answer { is_stale, points: points(&after, diagnostics), elsewhere, ..Answer::default() })
    }
}

/// The file as a save of a form would write it.
pub(super) fn typed(file: &EditedFile, posted: &Posted) -> Result<EditedFile, change::Cannot> {
    file.with(change::changed(file, posted)?).ok_or(change::Cannot::Hold)
}

fn answered(answer: &Answer) -> Reply {
    Reply::file("found.json", serde_json::to_vec(answer).unwrap_or_default().into())
}

fn points(file: &EditedFile, diagnostics: &[Diagnostic]) -> Vec<LivePoint> {
    let point = |found: found::Found| {
        let (note, id, label) = (found.note(), found.id(), found.label());
        LivePoint { level: note.level, message: note.message, help: note.help, id, label, line: note.line }
    };
    found::about(file, diagnostics).into_iter().chain(found::stand_ins(file)).map(point).collect()
}

/// What is found after a change and was not before, beside what is about the file itself.
fn elsewhere(
    file: &EditedFile,
    before: &[Diagnostic],
    after: &EditedFile,
    then: &[Diagnostic],
    snapshot: &Snapshot,
) -> Option<String> {
    let key = |finding: &Diagnostic| -> (SourcePath, Code, String) {
        (finding.span.path.clone(), finding.code, finding.message.clone())
    };
    let known: FxHashSet<_> = before.iter().filter(|finding| !file.is_about(finding)).map(key).collect();
    let mut new = then.iter().filter(|finding| !after.is_about(finding) && !known.contains(&key(finding)));
    let (first, more) = (new.next()?, new.count());
    let line = LineIndex::new(snapshot.readable_text(&first.span.path)).line_column(first.span.start).0;
    let more = match more {
        0 => String::new(),
        more => format!(", and {} more", phrases::grouped(more)),
    };
    Some(format!("{}, line {line}: {}{more}", first.span.path, first.message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_question_about_the_same_entry_takes_the_place_of_an_older_one() {
        let unsaved = Unsaved::default();
        let (first, other) = (unsaved.begin("roles/a"), unsaved.begin("roles/b"));
        assert!(unsaved.is_newest(first) && unsaved.is_newest(other));
        let second = unsaved.begin("roles/a");
        assert!(!unsaved.is_newest(first) && unsaved.is_newest(second) && unsaved.is_newest(other));
    }
}
