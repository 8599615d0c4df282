//! Hints that something happened in a site's folder. A hint says where to look, never what is there.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the watcher of files")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::source::SourcePath;
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

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
    /// A signal that was noticed and not yet taken.
    noticed: Option<Signal>,
    watcher: Option<RecommendedWatcher>,
    /// Whether a change was ever told.
    is_proved: bool,
}

#[derive(Debug)]
enum Signal {
    /// The desk has written, and is done.
    Written(Vec<PathBuf>),
    Touched {
        places: Vec<PathBuf>,
        save_is_over: bool,
    },
    Lost,
}

/// Tells a watch what the desk has written, so that it need not wait for the system to tell.
#[derive(Debug, Clone)]
pub struct Teller {
    root: PathBuf,
    line: Sender<Signal>,
}

impl Teller {
    /// Files are there in whole.
    pub fn written<'p>(&self, paths: impl Iterator<Item = &'p SourcePath>) {
        let places = paths.map(|path| self.root.join(path.as_str())).collect();
        // The other end is gone only when the server is.
        let _ = self.line.send(Signal::Written(places));
    }
}

impl Watch {
    /// The one who tells it what the desk has written.
    pub fn teller(&self) -> Teller {
        Teller { root: self.root.clone(), line: self.line.clone() }
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
        let mut watch =
            Watch { root: root.into(), signals, line, noticed: None, watcher: Some(watcher), is_proved: false };
        watch.add(root, RecursiveMode::NonRecursive)?;
        watch.add_tops()?;
        Ok(watch)
    }

    /// Hears nothing by itself, and so asks for a look at everything now and then.
    pub fn polling(root: &Path) -> Watch {
        let (line, signals) = mpsc::channel();
        Watch { root: root.into(), signals, line, noticed: None, watcher: None, is_proved: true }
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
        let mut places = BTreeSet::new();
        let (mut lost, mut is_written) = (false, false);
        loop {
            let quiet = match signal {
                Signal::Written(more) => {
                    places.extend(more);
                    break is_written = true;
                }
                Signal::Touched { places: more, save_is_over } => {
                    places.extend(more);
                    if save_is_over { QUIET } else { QUIET_IN_SAVE }
                }
                Signal::Lost => {
                    lost = true;
                    QUIET
                }
            };
            let left = LONGEST.saturating_sub(started.elapsed());
            match self.signals.recv_timeout(quiet.min(left)) {
                Ok(next) if !left.is_zero() => signal = next,
                Ok(Signal::Touched { places: more, .. } | Signal::Written(more)) => break places.extend(more),
                Ok(Signal::Lost) => break lost = true,
                Err(_) => break,
            }
        }
        let top_is_new = places.iter().any(|place| self.tops().contains(place));
        if top_is_new {
            // Where it cannot be listened to, the looks at everything now and then are left.
            let _ = self.add_tops();
        }
        if lost || top_is_new {
            return Heard::Anything;
        }
        let places = places.into_iter().collect();
        if is_written { Heard::Written(places) } else { Heard::Hints(places) }
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

/// What an event means. Reading a file is an event as well: were it not left out, each build would start the next.
fn signal(event: notify::Result<Event>) -> Option<Signal> {
    let Ok(event) = event else { return Some(Signal::Lost) };
    if event.need_rescan() {
        return Some(Signal::Lost);
    }
    let save_is_over = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => return None,
        EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both) | ModifyKind::Metadata(_)) => true,
        EventKind::Create(notify::event::CreateKind::Folder) => true,
        _ => false,
    };
    let places: Vec<_> = event.paths.into_iter().filter(|place| !is_hidden(place)).collect();
    (!places.is_empty()).then_some(Signal::Touched { places, save_is_over })
}

/// Hidden files are no part of a site; what happens to them is nobody's news.
fn is_hidden(place: &Path) -> bool {
    let name = place.file_name().and_then(|name| name.to_str()).unwrap_or("");
    name.starts_with('.') && name != ".well-known"
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, RemoveKind};

    fn told(kind: EventKind, paths: &[&str]) -> Option<(usize, bool)> {
        let event = paths.iter().fold(Event::new(kind), |event, path| event.add_path(path.into()));
        match signal(Ok(event))? {
            Signal::Touched { places, save_is_over } => Some((places.len(), save_is_over)),
            Signal::Written(_) => None,
            Signal::Lost => Some((0, true)),
        }
    }

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
        watch.teller().written([SourcePath::new("content/roles/a.md")].iter());
        let written = Heard::Written(vec![folder.path().join("content/roles/a.md")]);
        assert_eq!(watch.next(Duration::from_secs(60)), written);
        assert!(!watch.is_proved(), "the folder has told nothing");
    }

    #[test]
    fn events_of_every_kind_are_hints_except_reading() {
        let both = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
        assert_eq!(told(both, &["/s/a.md", "/s/b.md"]), Some((2, true)));
        assert_eq!(told(EventKind::Any, &["/s/CNAME"]), Some((1, false)));
        assert_eq!(told(EventKind::Remove(RemoveKind::File), &["/s/a.md"]), Some((1, false)));
        assert_eq!(told(EventKind::Modify(ModifyKind::Data(DataChange::Any)), &["/s/_redirects"]), Some((1, false)));
        assert_eq!(told(EventKind::Access(AccessKind::Open(AccessMode::Read)), &["/s/a.md"]), None);
        assert_eq!(told(EventKind::Access(AccessKind::Close(AccessMode::Read)), &["/s/a.md"]), None);
        assert_eq!(told(EventKind::Create(notify::event::CreateKind::File), &["/s/.a.md.swp"]), None);
    }
}
