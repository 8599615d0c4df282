//! The site as visitors see it now, with a version that grows by each change.
//!
//! A request takes one [`Edition`] and answers from it alone, so nobody meets half of one build and half of the next.
//! Pages of a new edition are rendered when they are asked for, so at first nobody knows which differ from the last
//! edition's. For each address, the newest known bytes are noted with the edition they came in. Whoever has seen a
//! version can ask what has been noted since, and reloads a page that is older than its newest bytes; so no news is
//! missed and none comes early.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustc_hash::{FxHashMap, FxHashSet};

use super::overlay::Problems;
use crate::output::OutputPath;

/// Paths named in one piece of news; of more, it only says that there are many.
const MOST_NAMED: usize = 500;

/// Addresses that were asked for last. Tabs may show them, so they are looked at first in a new edition.
const LOOKED_AT: usize = 48;

/// Addresses of which something is noted, so that nobody who asks for junk fills the memory.
const MOST_NOTED: usize = 1_000_000;

/// What a live site must be able to say.
pub trait Files: fmt::Debug + Send + Sync {
    /// The hash of the file at an address, if there is one.
    fn hash(&self, path: &OutputPath) -> Option<u128>;
}

/// One state of the served site. It never changes.
#[derive(Debug)]
pub struct Edition<S> {
    pub version: u64,
    /// The last good site, if there was one since the start.
    pub site: Option<Arc<S>>,
    pub problems: Problems,
}

/// What has happened since a version.
#[derive(Debug)]
pub struct News<S> {
    pub edition: Arc<Edition<S>>,
    pub after: u64,
    /// Files that changed, came or went, each with the version it did so in; nothing if they are too many to name.
    pub changed: Option<Vec<(OutputPath, u64)>>,
    /// Whether everything has been compared with the last edition.
    pub is_complete: bool,
}

/// What the next edition shows.
#[derive(Debug)]
pub enum Next<S> {
    Site(Arc<S>),
    /// What the last one shows.
    Same,
    Nothing,
}

/// The newest edition, which many may read while one replaces it.
#[derive(Debug)]
pub struct Live<S> {
    state: Mutex<State<S>>,
    newer: Condvar,
}

#[derive(Debug)]
struct State<S> {
    edition: Arc<Edition<S>>,
    first: u64,
    noted: FxHashMap<OutputPath, Noted>,
    looked_at: VecDeque<OutputPath>,
    is_complete: bool,
    /// Whether every address has been noted once.
    was_complete: bool,
    /// Pages that were found changed and have not been counted yet.
    changed_pages: usize,
}

/// The newest known bytes at one address.
#[derive(Debug)]
struct Noted {
    /// None if there is no file.
    hash: Option<u128>,
    /// The version they came in.
    since: u64,
    /// The version whose news tells of them.
    told: u64,
}

impl<S: Files> Live<S> {
    /// Starts with nothing. Versions go on from the time of day, so that a tab that was open before a restart sees
    /// that it is old.
    pub fn new() -> Live<S> {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        let first = seconds * 1_000;
        let edition = Edition { version: first, site: None, problems: Problems::default() };
        let state = State {
            edition: Arc::new(edition),
            first,
            noted: FxHashMap::default(),
            looked_at: VecDeque::new(),
            is_complete: true,
            was_complete: false,
            changed_pages: 0,
        };
        Live { state: Mutex::new(state), newer: Condvar::new() }
    }

    pub fn edition(&self) -> Arc<Edition<S>> {
        self.lock().edition.clone()
    }

    /// Replaces the edition. Addresses that were asked for last are compared at once, the others by [`Live::complete`].
    pub fn publish(&self, next: Next<S>, problems: Problems) -> Arc<Edition<S>> {
        let looked_at: Vec<OutputPath> = self.lock().looked_at.iter().cloned().collect();
        let (site, is_new) = match next {
            Next::Site(site) => (Some(site), true),
            Next::Same => (self.edition().site.clone(), false),
            Next::Nothing => (None, true),
        };
        let hash = |path: &OutputPath| site.as_ref().and_then(|site| site.hash(path));
        let seen: Vec<_> = looked_at.into_iter().map(|path| (hash(&path), path)).collect();
        let mut state = self.lock();
        let version = state.edition.version + 1;
        if is_new {
            state.is_complete = false;
            seen.into_iter().for_each(|(hash, path)| state.note(&path, hash, version, version));
        }
        state.edition = Arc::new(Edition { version, site, problems });
        self.newer.notify_all();
        state.edition.clone()
    }

    /// Notes what a visitor got from an edition.
    pub fn looked_at(&self, path: &OutputPath, hash: Option<u128>, edition: &Edition<S>) {
        let mut state = self.lock();
        let told = state.edition.version + 1;
        state.note(path, hash, edition.version, told);
        if let Some(at) = state.looked_at.iter().position(|other| other == path) {
            state.looked_at.remove(at);
        }
        state.looked_at.push_back(path.clone());
        if state.looked_at.len() > LOOKED_AT {
            state.looked_at.pop_front();
        }
    }

    /// Notes what a part of the newest edition's files are.
    pub fn note(&self, files: &[(OutputPath, u128)]) {
        let mut state = self.lock();
        let version = state.edition.version;
        files.iter().for_each(|(path, hash)| state.note(path, Some(*hash), version, version + 1));
    }

    /// Notes all files of the newest edition, and tells of those that nobody has been told of.
    pub fn complete(&self, site: &S, files: &[(OutputPath, u128)]) {
        self.note(files);
        let told: FxHashSet<&OutputPath> = files.iter().map(|(path, _)| path).collect();
        let others: Vec<OutputPath> = self.lock().noted.keys().filter(|path| !told.contains(path)).cloned().collect();
        let others: Vec<_> = others.into_iter().map(|path| (site.hash(&path), path)).collect();
        let mut state = self.lock();
        let (version, problems) = (state.edition.version, state.edition.problems.clone());
        others.iter().for_each(|(hash, path)| state.note(path, *hash, version, version + 1));
        if state.noted.values().any(|noted| noted.told > version) {
            let site = state.edition.site.clone();
            state.edition = Arc::new(Edition { version: version + 1, site, problems });
        }
        (state.is_complete, state.was_complete) = (true, true);
        self.newer.notify_all();
    }

    /// Pages that were found changed since this was asked last.
    pub fn take_changed_pages(&self) -> usize {
        std::mem::take(&mut self.lock().changed_pages)
    }

    /// Waits until there is something newer than a version; says whether there is.
    pub fn wait_past(&self, version: u64, patience: Duration) -> bool {
        let waits = |state: &mut State<S>| state.edition.version <= version;
        let waited = self.newer.wait_timeout_while(self.lock(), patience, waits);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.edition.version > version
    }

    /// What has happened since a version.
    pub fn news(&self, after: u64) -> News<S> {
        let state = self.lock();
        let version = state.edition.version;
        let changed = state.noted.iter().filter(|(_, noted)| (after + 1..=version).contains(&noted.told));
        let mut changed: Vec<_> =
            changed.map(|(path, noted)| (path.clone(), noted.since)).take(MOST_NAMED + 1).collect();
        changed.sort();
        let can_be_named = changed.len() <= MOST_NAMED && after >= state.first;
        let changed = can_be_named.then_some(changed);
        News { edition: state.edition.clone(), after, changed, is_complete: state.is_complete }
    }

    fn lock(&self) -> MutexGuard<'_, State<S>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S> State<S> {
    /// Notes the bytes of a file in a version; `told` is the version whose news may tell of them.
    fn note(&mut self, path: &OutputPath, hash: Option<u128>, version: u64, told: u64) {
        let is_page = path.as_str().ends_with(".html");
        let is_full = self.noted.len() >= MOST_NOTED;
        match self.noted.get_mut(path) {
            Some(noted) if version < noted.since || noted.hash == hash => {}
            Some(noted) => {
                *noted = Noted { hash, since: version, told };
                self.changed_pages += usize::from(is_page);
            }
            None if is_full => {}
            // Nobody can have seen anything else there.
            None if hash.is_none() || !self.was_complete => {
                self.noted.insert(path.clone(), Noted { hash, since: self.first, told: self.first });
            }
            None => {
                self.noted.insert(path.clone(), Noted { hash, since: version, told });
                self.changed_pages += usize::from(is_page);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Debug)]
    struct Fixed(BTreeMap<OutputPath, u128>);

    impl Files for Fixed {
        fn hash(&self, path: &OutputPath) -> Option<u128> {
            self.0.get(path).copied()
        }
    }

    fn site(files: &[(&str, u128)]) -> Arc<Fixed> {
        Arc::new(Fixed(files.iter().map(|(path, hash)| (OutputPath::new(*path), *hash)).collect()))
    }

    fn publish(live: &Live<Fixed>, site: &Arc<Fixed>) -> u64 {
        live.publish(Next::Site(site.clone()), Problems::default()).version
    }

    fn complete(live: &Live<Fixed>, site: &Arc<Fixed>) -> u64 {
        let files: Vec<_> = site.0.iter().map(|(path, hash)| (path.clone(), *hash)).collect();
        live.complete(site, &files);
        live.edition().version
    }

    fn look(live: &Live<Fixed>, path: &str) -> u64 {
        let (edition, path) = (live.edition(), OutputPath::new(path));
        live.looked_at(&path, edition.site.as_ref().unwrap().hash(&path), &edition);
        edition.version
    }

    fn changed(live: &Live<Fixed>, after: u64) -> String {
        let changed = live.news(after).changed.unwrap();
        changed.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn news_names_what_changed_since_any_version() {
        let live = Live::new();
        let (one, two, three) =
            (site(&[("a", 1), ("b", 1), ("c", 1)]), site(&[("a", 2), ("b", 1)]), site(&[("a", 2), ("b", 2)]));
        publish(&live, &one);
        let first = complete(&live, &one);
        publish(&live, &two);
        let second = complete(&live, &two);
        publish(&live, &three);
        let third = complete(&live, &three);
        assert_eq!(changed(&live, first), "a b c");
        assert_eq!(changed(&live, second), "b");
        assert_eq!(changed(&live, third), "");
        assert!(live.wait_past(second, Duration::ZERO) && !live.wait_past(third, Duration::ZERO));
    }

    #[test]
    fn what_was_looked_at_last_is_told_at_once() {
        let live = Live::new();
        let (one, two) = (site(&[("a", 1), ("b", 1)]), site(&[("a", 2), ("b", 2)]));
        publish(&live, &one);
        complete(&live, &one);
        let seen = look(&live, "a");
        let second = publish(&live, &two);
        assert_eq!(changed(&live, seen), "a");
        complete(&live, &two);
        assert_eq!(changed(&live, second), "b");
    }

    #[test]
    fn who_got_the_new_page_early_need_not_reload() {
        let live = Live::new();
        let (one, two) = (site(&[("a", 1)]), site(&[("a", 2)]));
        publish(&live, &one);
        let old = complete(&live, &one);
        publish(&live, &two);
        let early = look(&live, "a");
        complete(&live, &two);
        let since = |after| live.news(after).changed.unwrap()[0].1;
        assert!(since(old) > old, "the tab that shows the old page reloads");
        assert!(since(early) <= early, "the tab that shows the new page stays");
    }

    #[test]
    fn a_page_that_was_missing_is_told_when_it_comes() {
        let live = Live::new();
        let (one, two) = (site(&[("a", 1)]), site(&[("a", 1), ("b", 1)]));
        publish(&live, &one);
        complete(&live, &one);
        let seen = look(&live, "b");
        publish(&live, &two);
        assert_eq!(changed(&live, seen), "b");
    }

    #[test]
    fn the_last_good_site_stays_and_tabs_of_an_earlier_run_reload() {
        let live = Live::new();
        publish(&live, &site(&[("a", 1)]));
        let broken = live.publish(Next::Same, Problems { errors: 1, ..Problems::default() });
        assert_eq!(broken.site.as_ref().unwrap().0.len(), 1);
        assert!(live.news(5).changed.is_none());
    }
}
