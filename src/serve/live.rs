//! The site as visitors see it now, with a version that grows by each change.
//!
//! A request takes one [`Edition`] and answers from it alone, so nobody meets half of one build and half of the next.
//! Whoever has seen a version can ask what is newer than it, so no news is missed and none comes early.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustc_hash::FxHashMap;

use crate::output::{Output, OutputPath};

/// Paths named in one piece of news; of more, it only says that there are many.
const MOST_NAMED: usize = 500;

/// Versions for which a file that is gone is remembered, for tabs that still show it.
const REMEMBER_GONE: u64 = 1_000;

/// One state of the served site. It never changes.
#[derive(Debug)]
pub struct Edition {
    pub version: u64,
    /// The last good site, if there was one since the start.
    pub site: Option<Arc<Output>>,
    pub problems: Problems,
}

/// What stands in the way of the newest content, ready to be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    pub errors: usize,
    pub warnings: usize,
    /// Safe HTML.
    pub html: String,
}

/// What has happened since a version.
#[derive(Debug)]
pub struct News {
    pub edition: Arc<Edition>,
    pub after: u64,
    /// Paths of files that changed, came or went; nothing if they are too many to name.
    pub changed: Option<Vec<OutputPath>>,
}

/// The newest edition, which many may read while one replaces it.
#[derive(Debug)]
pub struct Live {
    state: Mutex<State>,
    newer: Condvar,
}

#[derive(Debug)]
struct State {
    edition: Arc<Edition>,
    /// The version in which each file last changed.
    changed: FxHashMap<OutputPath, u64>,
}

impl Live {
    /// Starts with nothing. Versions go on from the time of day, so that a tab that was open before a restart sees
    /// that it is old.
    pub fn new() -> Live {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        let edition = Edition { version: seconds * 1_000, site: None, problems: Problems::default() };
        Live {
            state: Mutex::new(State { edition: Arc::new(edition), changed: FxHashMap::default() }),
            newer: Condvar::new(),
        }
    }

    pub fn edition(&self) -> Arc<Edition> {
        self.lock().edition.clone()
    }

    /// Replaces the site, or keeps the last good one if there is none to put in its place.
    pub fn publish(&self, site: Option<Output>, problems: Problems) -> Arc<Edition> {
        let mut state = self.lock();
        let version = state.edition.version + 1;
        let old = state.edition.site.clone();
        let site = match site {
            Some(new) => {
                state.note_changes(old.as_deref(), &new, version);
                Some(Arc::new(new))
            }
            None => old,
        };
        state.edition = Arc::new(Edition { version, site, problems });
        self.newer.notify_all();
        state.edition.clone()
    }

    /// Waits until there is something newer than a version; says whether there is.
    pub fn wait_past(&self, version: u64, patience: Duration) -> bool {
        let waits = |state: &mut State| state.edition.version <= version;
        let waited = self.newer.wait_timeout_while(self.lock(), patience, waits);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.edition.version > version
    }

    /// What has happened since a version.
    pub fn news(&self, after: u64) -> News {
        let state = self.lock();
        let changed = state.changed.iter().filter(|(_, version)| **version > after);
        let mut changed: Vec<OutputPath> = changed.map(|(path, _)| path.clone()).take(MOST_NAMED + 1).collect();
        changed.sort();
        let changed = (changed.len() <= MOST_NAMED).then_some(changed);
        News { edition: state.edition.clone(), after, changed }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn note_changes(&mut self, old: Option<&Output>, new: &Output, version: u64) {
        let before = |path: &OutputPath| old.and_then(|old| old.files.get(path)).map(|file| file.hash);
        for (path, file) in &new.files {
            if before(path) != Some(file.hash) {
                self.changed.insert(path.clone(), version);
            }
        }
        for path in old.iter().flat_map(|old| old.files.keys()).filter(|path| !new.files.contains_key(path)) {
            self.changed.insert(path.clone(), version);
        }
        if self.changed.len() > new.files.len() {
            self.changed.retain(|path, at| new.files.contains_key(path) || *at + REMEMBER_GONE > version);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{FileClass, OutputFile};

    fn site(files: &[(&str, &str)]) -> Option<Output> {
        let file = |text: &str| OutputFile::new(FileClass::Page, text.as_bytes());
        Some(Output { files: files.iter().map(|(path, text)| (OutputPath::new(*path), file(text))).collect() })
    }

    fn changed(live: &Live, after: u64) -> String {
        live.news(after).changed.unwrap().iter().map(OutputPath::as_str).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn news_names_what_changed_since_any_version() {
        let live = Live::new();
        let first = live.publish(site(&[("a", "1"), ("b", "1"), ("c", "1")]), Problems::default()).version;
        let second = live.publish(site(&[("a", "2"), ("b", "1")]), Problems::default()).version;
        let third = live.publish(site(&[("a", "2"), ("b", "2")]), Problems::default()).version;
        assert_eq!(changed(&live, first), "a b c");
        assert_eq!(changed(&live, second), "b");
        assert_eq!(changed(&live, third), "");
        assert!(live.wait_past(second, Duration::ZERO) && !live.wait_past(third, Duration::ZERO));
    }

    #[test]
    fn the_last_good_site_stays() {
        let live = Live::new();
        live.publish(site(&[("a", "1")]), Problems::default());
        let broken = live.publish(None, Problems { errors: 1, ..Problems::default() });
        assert_eq!(broken.site.as_ref().unwrap().files.len(), 1);
    }
}
