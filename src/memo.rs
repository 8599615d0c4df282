//! What the last build made, kept for the next: entries by path and bytes, pages by view and theme.
//!
//! A build takes what it can use and leaves what it did not ask for behind, so a memo never grows beyond one build.

use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use crate::diagnostic::Reported;
use crate::entry::Entry;
use crate::output::OutputFile;
use crate::source::SourcePath;

/// What one file gave: its entries and what was found while reading them.
pub(crate) type ReadFile = Arc<Reported<Vec<Arc<Entry>>>>;

/// The two tables of an incremental build.
#[derive(Debug, Default)]
pub struct Memo {
    pub(crate) entries: Table<(SourcePath, u128), ReadFile>,
    /// By hash of template, view and theme.
    pub(crate) pages: Table<u128, OutputFile>,
}

/// How much a memo keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    pub files: usize,
    pub pages: usize,
}

impl Memo {
    pub fn sizes(&self) -> Sizes {
        Sizes { files: self.entries.len(), pages: self.pages.len() }
    }
}

/// A table of which a build keeps only what it used.
#[derive(Debug)]
pub(crate) struct Table<K, V> {
    last: FxHashMap<K, V>,
    used: Mutex<Vec<(K, V)>>,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Table { last: FxHashMap::default(), used: Mutex::new(Vec::new()) }
    }
}

impl<K: Eq + std::hash::Hash + Clone, V: Clone> Table<K, V> {
    /// The value that the last build made for this key, or a new one.
    pub fn get_or_make<E>(&self, key: K, make: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        let value = match self.last.get(&key) {
            Some(value) => value.clone(),
            None => make()?,
        };
        self.used.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push((key, value.clone()));
        Ok(value)
    }

    fn len(&self) -> usize {
        self.last.len()
    }

    /// Ends a build: what it used is what the next one may use.
    pub fn turn(&mut self) {
        let used = self.used.get_mut().unwrap_or_else(|poisoned| poisoned.into_inner());
        self.last = std::mem::take(used).into_iter().collect();
    }
}
