//! The newest judgement of the site, kept for whoever asks.
//!
//! The loop only hands over what it has; nothing is worked out before somebody asks, and then once. So a save is served
//! as fast as if nobody looked.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::entry::{Entry, Kind};
use crate::find::{self, Survey};
use crate::graph::Mention;
use crate::health::{Health, Memo, Scope};
use crate::pipeline::{Judged, Request};
use crate::refactor::Change;
use crate::snapshot::{File, Snapshot};
use crate::source::SourcePath;

/// All that is known of the site at one moment, also where it has errors.
#[derive(Debug)]
pub struct Judgement {
    /// What tells it from the others of this process.
    pub number: u64,
    pub request: Request,
    /// With all findings, also those of templates.
    judged: Judged,
    /// Comes a moment later than the rest: copying it would keep a saved page waiting.
    snapshot: OnceLock<Snapshot>,
    mentions: OnceLock<Arc<[Mention]>>,
    health: OnceLock<Health>,
}

impl Judgement {
    pub fn new(request: Request, judged: Judged) -> Judgement {
        let (snapshot, mentions, health) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Judgement { number: next_number(), request, judged, snapshot, mentions, health }
    }

    /// Adds the files that were judged.
    pub fn complete(&self, snapshot: &Snapshot) {
        self.snapshot.get_or_init(|| snapshot.clone());
    }

    /// The same with other findings.
    fn with(&self, diagnostics: Vec<Diagnostic>) -> Judgement {
        let mut judged = self.judged.clone();
        judged.diagnostics = diagnostics;
        let snapshot = OnceLock::from(self.snapshot().clone());
        let (mentions, health) = (self.mentions.clone(), OnceLock::new());
        Judgement { number: next_number(), request: self.request.clone(), judged, snapshot, mentions, health }
    }

    /// The site from all sides.
    pub fn survey(&self) -> Survey<'_> {
        let snapshot = self.snapshot();
        let mentions = self.mentions.get_or_init(|| find::mentions(snapshot, &self.request, &self.judged));
        Survey::of(snapshot, &self.request, self.judged.clone(), mentions.clone())
    }

    /// Every figure about the site. The memo is what the last judgement left.
    pub fn health(&self, memo: &Mutex<Memo>) -> &Health {
        self.health.get_or_init(|| {
            let mut memo = memo.lock().unwrap_or_else(PoisonError::into_inner);
            Health::after(&self.survey(), &self.judged.diagnostics, Scope::default(), &mut memo)
        })
    }

    /// The path of a file of the site, if it is one.
    pub fn file(&self, asked: &SourcePath) -> Option<SourcePath> {
        self.snapshot().get(asked).map(|_| asked.clone())
    }

    /// The entry of a kind and an id.
    pub fn entry(&self, kind: Kind, id: &str) -> Option<Arc<Entry>> {
        self.judged.contents.entries.iter().find(|entry| entry.kind == kind && *entry.id == *id).cloned()
    }

    /// Whether these bytes are what was judged of a file.
    pub fn is_of(&self, path: &SourcePath, bytes: &[u8]) -> bool {
        self.snapshot().get(path).is_some_and(|file| *file.bytes == *bytes)
    }

    /// Whether these are the files that were judged, all of them and no others.
    pub fn is_of_all(&self, files: &Snapshot) -> bool {
        let own = self.snapshot();
        let same = |((path, file), (own_path, own_file)): ((&SourcePath, &File), (&SourcePath, &File))| {
            path == own_path && file.hash == own_file.hash
        };
        files.len() == own.len() && files.iter().zip(own.iter()).all(same)
    }

    /// Whether it was judged with changes made.
    pub fn has(&self, changes: &[Change]) -> bool {
        changes.iter().all(|change| match &change.after {
            Some(after) => self.is_of(&change.to, after),
            None => self.file(&change.path).is_none(),
        })
    }

    /// What was judged, as it was.
    pub fn judged(&self) -> &Judged {
        &self.judged
    }

    /// Everything that was found.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.judged.diagnostics
    }

    /// The files that were judged.
    pub fn snapshot(&self) -> &Snapshot {
        self.snapshot.wait()
    }
}

fn next_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// What is known now.
#[derive(Debug, Clone, Default)]
pub struct DeskState {
    /// None until the site has been looked at.
    pub judgement: Option<Arc<Judgement>>,
    /// Why the site cannot be looked at, if so. The judgement is then the last one.
    pub trouble: Option<String>,
}

/// Where the loop leaves its judgements.
#[derive(Debug, Default)]
pub struct Newest(Mutex<DeskState>, Condvar);

impl Newest {
    /// Gives what it replaces: dropping that takes a while, for which nobody need wait.
    #[must_use]
    pub fn set(&self, judgement: Arc<Judgement>) -> DeskState {
        self.replace(DeskState { judgement: Some(judgement), trouble: None })
    }

    /// Other findings about the same files.
    pub fn find(&self, diagnostics: Vec<Diagnostic>) {
        let DeskState { judgement, trouble } = self.state();
        let judgement = judgement.map(|judgement| Arc::new(judgement.with(diagnostics)));
        drop(self.replace(DeskState { judgement, trouble }));
    }

    pub fn fail(&self, trouble: String) {
        let judgement = self.state().judgement;
        drop(self.replace(DeskState { judgement, trouble: Some(trouble) }));
    }

    pub fn state(&self) -> DeskState {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until another judgement is there than one that was seen, or for so long.
    pub fn wait_for_other(&self, seen: &DeskState, longest: Duration) {
        let lock = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = seen.judgement.as_ref().map(Arc::as_ptr);
        // Whoever waited in vain goes on with what there is.
        let is_seen = |now: &mut DeskState| now.judgement.as_ref().map(Arc::as_ptr) == seen;
        let _ = self.1.wait_timeout_while(lock, longest, is_seen);
    }

    fn replace(&self, known: DeskState) -> DeskState {
        let old = std::mem::replace(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), known);
        self.1.notify_all();
        old
    }
}
