//! Where made variants of pictures are kept, so that each is made once.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Motion, PictureFile, Variant};
use crate::output::{FileClass, OutputFile};
use crate::source::SourcePath;

/// A place that outlives the process. It may lose or spoil what it was given: then variants are made anew.
pub trait VariantStore: fmt::Debug + Send + Sync {
    fn get(&self, key: u128) -> Option<Vec<u8>>;
    fn put(&self, key: u128, bytes: &[u8]);
}

/// Variants that were made, by key: those of this process, and a store of those made before.
#[derive(Debug, Default)]
pub struct VariantCache {
    known: RwLock<FxHashMap<u128, OutputFile>>,
    store: Option<Box<dyn VariantStore>>,
    new: AtomicUsize,
    found: AtomicUsize,
}

/// How variants came to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// VariantCache now.
    pub new: usize,
    /// Taken from the store.
    pub found: usize,
}

impl Counts {
    /// What came after earlier counts.
    pub fn since(self, before: Counts) -> Counts {
        Counts { new: self.new - before.new, found: self.found - before.found }
    }
}

impl VariantCache {
    pub fn with_store(store: Box<dyn VariantStore>) -> VariantCache {
        VariantCache { store: Some(store), ..VariantCache::default() }
    }

    /// A variant that is there already.
    pub fn get(&self, variant: &Variant) -> Option<OutputFile> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&variant.key).cloned();
        known.or_else(|| {
            let bytes = self.store.as_ref()?.get(variant.key).filter(|bytes| is_variant(bytes, variant))?;
            self.found.fetch_add(1, Ordering::Relaxed);
            Some(self.keep(variant, bytes))
        })
    }

    /// Takes in a variant that was just made.
    pub fn insert(&self, variant: &Variant, bytes: Vec<u8>) -> OutputFile {
        self.new.fetch_add(1, Ordering::Relaxed);
        if let Some(store) = &self.store {
            store.put(variant.key, &bytes);
        }
        self.keep(variant, bytes)
    }

    fn keep(&self, variant: &Variant, bytes: Vec<u8>) -> OutputFile {
        let file = OutputFile::new(FileClass::Asset, bytes);
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(variant.key, file.clone());
        file
    }

    /// Leaves behind what the newest site does not use. It stays on the store.
    pub fn keep_only(&self, used: &FxHashSet<u128>) {
        self.known.write().unwrap_or_else(PoisonError::into_inner).retain(|key, _| used.contains(key));
    }

    pub fn counts(&self) -> Counts {
        Counts { new: self.new.load(Ordering::Relaxed), found: self.found.load(Ordering::Relaxed) }
    }
}

/// Whether bytes from a store are such a variant: a still picture of that size, with nothing beside it. A store is not
/// trusted to be whole, nor to be only ours.
fn is_variant(bytes: &[u8], variant: &Variant) -> bool {
    let bytes: Arc<[u8]> = bytes.into();
    let found = PictureFile::read(&SourcePath::new("variant.webp"), &bytes, 0);
    found.is_some_and(|found| {
        let is_clean = found.published.bytes.len() == bytes.len();
        is_clean && found.picture.is_ok_and(|found| found.size == Some(variant.size) && found.motion == Motion::Still)
    })
}
