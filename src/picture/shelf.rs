//! Where made copies of pictures are kept, so that each is made once.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Copy, Motion, PictureFile};
use crate::output::{FileClass, OutputFile};
use crate::source::SourcePath;

/// A place that outlives the process. It may lose or spoil what it was given: then copies are made anew.
pub trait Shelf: fmt::Debug + Send + Sync {
    fn get(&self, key: u128) -> Option<Vec<u8>>;
    fn put(&self, key: u128, bytes: &[u8]);
}

/// Copies that were made, by key: those of this process, and a shelf of those made before.
#[derive(Debug, Default)]
pub struct Made {
    known: RwLock<FxHashMap<u128, OutputFile>>,
    shelf: Option<Box<dyn Shelf>>,
    new: AtomicUsize,
    found: AtomicUsize,
}

/// How copies came to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Made now.
    pub new: usize,
    /// Taken from the shelf.
    pub found: usize,
}

impl Counts {
    /// What came after earlier counts.
    pub fn since(self, before: Counts) -> Counts {
        Counts { new: self.new - before.new, found: self.found - before.found }
    }
}

impl Made {
    pub fn with_shelf(shelf: Box<dyn Shelf>) -> Made {
        Made { shelf: Some(shelf), ..Made::default() }
    }

    /// A copy that is there already.
    pub fn get(&self, copy: &Copy) -> Option<OutputFile> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&copy.key).cloned();
        known.or_else(|| {
            let bytes = self.shelf.as_ref()?.get(copy.key).filter(|bytes| is_copy(bytes, copy))?;
            self.found.fetch_add(1, Ordering::Relaxed);
            Some(self.keep(copy, bytes))
        })
    }

    /// Takes in a copy that was just made.
    pub fn insert(&self, copy: &Copy, bytes: Vec<u8>) -> OutputFile {
        self.new.fetch_add(1, Ordering::Relaxed);
        if let Some(shelf) = &self.shelf {
            shelf.put(copy.key, &bytes);
        }
        self.keep(copy, bytes)
    }

    fn keep(&self, copy: &Copy, bytes: Vec<u8>) -> OutputFile {
        let file = OutputFile::new(FileClass::Asset, bytes);
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(copy.key, file.clone());
        file
    }

    /// Leaves behind what the newest site does not use. It stays on the shelf.
    pub fn keep_only(&self, used: &FxHashSet<u128>) {
        self.known.write().unwrap_or_else(PoisonError::into_inner).retain(|key, _| used.contains(key));
    }

    pub fn counts(&self) -> Counts {
        Counts { new: self.new.load(Ordering::Relaxed), found: self.found.load(Ordering::Relaxed) }
    }
}

/// Whether bytes from a shelf are such a copy: a still picture of that size, with nothing beside it. A shelf is not
/// trusted to be whole, nor to be only ours.
fn is_copy(bytes: &[u8], copy: &Copy) -> bool {
    let bytes: Arc<[u8]> = bytes.into();
    let found = PictureFile::read(&SourcePath::new("copy.webp"), &bytes, 0);
    found.is_some_and(|found| {
        let is_clean = found.published.bytes.len() == bytes.len();
        is_clean && found.picture.is_ok_and(|found| found.size == Some(copy.size) && found.motion == Motion::Still)
    })
}
