//! Hints that something happened in a site's folder. A hint says where to look, never what is there.
#![expect(clippy::wildcard_enum_match_arm, reason = "the kinds of errors are those of the watcher of files")]

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::signal::{Gathered, Signal, signal};
use crate::source::SourcePath;

/// A save that was ended by closing or renaming a file is over when nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(3);
/// The same, while the last thing that happened looks like the first half of a save.
const QUIET_IN_SAVE: Duration = Duration::from_millis(50);
/// Nobody waits longer than this for the end of a save.
const LONGEST: Duration = Duration::from_millis(100);
/// How often a folder is looked at if nobody tells of changes.
const POLL_EVERY: Duration = Duration::from_millis(250);

/// What was heard of a site's folder.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// Something happened at these places.
    Hints(Vec<PathBuf>),
    /// The desk has written at these places; what the folder tells is not known from that.
    Written(Vec<PathBuf>),
    /// Something may have happened anywhere.
    Anything,
    /// Nothing happened for as long as the listener had patience.
    Nothing,
}

/// An ear for a site's folder.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    signals: Receiver<Signal>,
    /// Who writes at the desk speaks on it as well.
    line: Sender<Signal>,
    /// Held by whoever writes at the desk, and by whoever looks.
    turn: Arc<Mutex<()>>,
    /// A signal that was noticed and not yet taken.
    noticed: Option<Signal>,
    watcher: Option<RecommendedWatcher>,
    /// Whether a change was ever told.
    is_proved: bool,
}

/// Tells a watch what the desk has written, so that it need not wait for the system to tell.
#[derive(Debug, Clone)]
pub struct Teller {
    root: PathBuf,
    line: Sender<Signal>,
    turn: Arc<Mutex<()>>,
}

impl Teller {
    /// Writes files while nobody looks, so that all of them are seen at once or none, and tells of them.
    ///
    /// # Errors
    /// Those of `write`; then nothing is told.
    pub fn write<'p, E>(
        &self,
        paths: impl Iterator<Item = &'p SourcePath>,
        write: impl FnOnce() -> Result<(), E>,
    ) -> Result<(), E> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        write()?;
        let places = paths.map(|path| self.root.join(path.as_str())).collect();
        // The other end is gone only when the server is.
        let _ = self.line.send(Signal::Written(places));
        Ok(())
    }
}

impl Watch {
    /// The one who tells it what the desk has written.
    pub fn teller(&self) -> Teller {
        Teller { root: self.root.clone(), line: self.line.clone(), turn: self.turn.clone() }
    }

    /// Listens to what the system tells.
    pub fn native(root: &Path) -> Result<Watch, String> {
        let (line, signals) = mpsc::channel();
        let sender = line.clone();
        let hear = move |event: notify::Result<Event>| {
            if let Some(signal) = signal(event) {
                // The other end is gone only when the server is.
                let _ = sender.send(signal);
            }
        };
        let watcher = notify::recommended_watcher(hear).map_err(|error| in_words(&error))?;
        let mut watch = Watch { watcher: Some(watcher), is_proved: false, ..Watch::on(root, line, signals) };
        watch.add(root, RecursiveMode::NonRecursive)?;
        watch.add_tops()?;
        Ok(watch)
    }

    /// Hears nothing by itself, and so asks for a look at everything now and then.
    pub fn polling(root: &Path) -> Watch {
        let (line, signals) = mpsc::channel();
        Watch::on(root, line, signals)
    }

    fn on(root: &Path, line: Sender<Signal>, signals: Receiver<Signal>) -> Watch {
        let turn = Arc::default();
        Watch { root: root.into(), signals, line, turn, noticed: None, watcher: None, is_proved: true }
    }

    /// Whether something was heard that nobody has taken.
    pub fn has_news(&mut self) -> bool {
        if self.noticed.is_none() {
            self.noticed = self.signals.try_recv().ok();
        }
        self.noticed.is_some()
    }

    /// Whether nobody need look by themselves: the folder has told of a change, or it is looked at all the time.
    pub fn is_proved(&self) -> bool {
        self.is_proved
    }

    /// Learns from a change whether the folder tells of changes. Some network drives and folders of cloud services tell
    /// of none, or only of this computer's own. `true` once such a change is found: from then on, folders are looked at.
    pub fn learn(&mut self, was_told: bool) -> bool {
        self.is_proved = true;
        if was_told || self.watcher.is_none() {
            return false;
        }
        // It may have been found in the very moment in which it is told.
        self.noticed = self.noticed.take().or_else(|| self.signals.recv_timeout(QUIET_IN_SAVE).ok());
        if self.noticed.is_none() {
            self.watcher = None;
        }
        self.watcher.is_none()
    }

    /// Waits for the next save to be over.
    pub fn next(&mut self, patience: Duration) -> Heard {
        if self.watcher.is_none() {
            // Only the desk speaks on this line.
            let _ = self.signals.recv_timeout(POLL_EVERY);
            return Heard::Anything;
        }
        let noticed = self.noticed.take().map_or_else(|| self.signals.recv_timeout(patience), Ok);
        let mut signal = match noticed {
            Ok(signal) => signal,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Heard::Nothing,
        };
        let started = Instant::now();
        let mut gathered = Gathered::default();
        loop {
            let quiet = match &signal {
                // That is over.
                Signal::Written(_) => break gathered.add(signal),
                Signal::Touched { save_is_over: false, .. } => QUIET_IN_SAVE,
                Signal::Touched { .. } | Signal::Lost => QUIET,
            };
            gathered.add(signal);
            let left = LONGEST.saturating_sub(started.elapsed());
            match self.signals.recv_timeout(quiet.min(left)) {
                Ok(next) if !left.is_zero() => signal = next,
                Ok(next) => break gathered.add(next),
                Err(_) => break,
            }
        }
        self.heard(gathered)
    }

    /// Looks at what was heard while nobody writes at the desk: at all that has been written there by then, or at nothing of
    /// it. Says what was heard in the end.
    pub fn look<T>(&mut self, heard: Heard, look: impl FnOnce(&Heard) -> T) -> (Heard, T) {
        let turn = self.turn.clone();
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let heard = self.with_news(heard);
        let seen = look(&heard);
        (heard, seen)
    }

    /// What was heard, with what came since.
    fn with_news(&mut self, heard: Heard) -> Heard {
        let news: Vec<Signal> = self.noticed.take().into_iter().chain(self.signals.try_iter()).collect();
        if news.is_empty() {
            return heard;
        }
        let mut gathered = Gathered::default();
        match heard {
            Heard::Hints(places) => gathered.places.extend(places),
            Heard::Written(places) => gathered.add(Signal::Written(places)),
            // Everything is looked at in any case.
            Heard::Anything | Heard::Nothing => gathered.is_lost = true,
        }
        news.into_iter().for_each(|signal| gathered.add(signal));
        self.heard(gathered)
    }

    fn heard(&mut self, gathered: Gathered) -> Heard {
        let top_is_new = gathered.places.iter().any(|place| self.tops().contains(place));
        if top_is_new {
            // Where it cannot be listened to, the looks at everything now and then are left.
            let _ = self.add_tops();
        }
        if gathered.is_lost || top_is_new {
            return Heard::Anything;
        }
        let places = gathered.places.into_iter().collect();
        if gathered.is_written { Heard::Written(places) } else { Heard::Hints(places) }
    }

    fn tops(&self) -> [PathBuf; 2] {
        [self.root.join("content"), self.root.join("themes")]
    }

    /// Listens to the folders of the site that are there. One that comes later is announced by the root.
    fn add_tops(&mut self) -> Result<(), String> {
        for top in self.tops() {
            if top.is_dir() {
                self.add(&top, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, place: &Path, mode: RecursiveMode) -> Result<(), String> {
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        watcher.watch(place, mode).map_err(|error| in_words(&error))
    }
}

fn in_words(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system lets nobody watch so many folders".into(),
        notify::ErrorKind::Io(error) => crate::error::reason(error),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_does_not_tell_of_changes_is_looked_at() {
        let folder = tempfile::TempDir::new().unwrap();
        let mut watch = Watch::native(folder.path()).unwrap();
        assert!(!watch.is_proved(), "until something is told, somebody must look");
        assert!(!watch.learn(true) && watch.is_proved());
        let touched = Signal::Touched { places: vec!["/s/a.md".into()], save_is_over: true };
        watch.line.send(touched).unwrap();
        assert!(!watch.learn(false), "it was told a moment later");
        assert!(watch.has_news(), "and still is news");
        watch.noticed = None;
        assert!(watch.learn(false), "nobody has told");
        assert_eq!(watch.next(Duration::from_secs(60)), Heard::Anything);
        assert!(!watch.learn(false), "that is said once");
    }

    #[test]
    fn what_the_desk_writes_is_known_at_once_and_proves_nothing() {
        let folder = tempfile::TempDir::new().unwrap();
        let mut watch = Watch::native(folder.path()).unwrap();
        watch.teller().write([SourcePath::new("content/roles/a.md")].iter(), || Ok::<_, ()>(())).unwrap();
        let written = Heard::Written(vec![folder.path().join("content/roles/a.md")]);
        assert_eq!(watch.next(Duration::from_secs(60)), written);
        assert!(!watch.is_proved(), "the folder has told nothing");
    }

    #[test]
    fn all_that_the_desk_writes_at_once_is_looked_at_at_once() {
        let folder = tempfile::TempDir::new().unwrap();
        let mut watch = Watch::polling(folder.path());
        let (teller, line) = (watch.teller(), watch.line.clone());
        let paths = ["a", "b"].map(|name| SourcePath::new(format!("content/roles/{name}.md")));
        let places: Vec<PathBuf> = paths.iter().map(|path| folder.path().join(path.as_str())).collect();
        let (begun, has_begun) = mpsc::channel();
        let first = places[0].clone();
        let writing = std::thread::spawn(move || {
            teller.write(paths.iter(), || {
                // The system tells of the first before the second is there.
                line.send(Signal::Touched { places: vec![first], save_is_over: true }).unwrap();
                begun.send(()).unwrap();
                Ok::<_, ()>(())
            })
        });
        has_begun.recv().unwrap();
        let (heard, seen) = watch.look(Heard::Hints(vec![places[0].clone()]), |heard| format!("{heard:?}"));
        assert_eq!(heard, Heard::Written(places), "who looks waits until all is there");
        assert_eq!(seen, format!("{heard:?}"));
        writing.join().unwrap().unwrap();
    }
}
