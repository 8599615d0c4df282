//! Keeps smaller copies of pictures from one build to the next.

use std::path::Path;

use super::cache::Cache;
use crate::picture::VariantStore;

const PICTURES: &str = "pictures-1";

/// The copies of a site.
#[derive(Debug)]
pub struct ImageCache(Cache);

impl ImageCache {
    /// The cache of a site. Nothing is made until there is something to keep.
    pub fn of(site: &Path) -> ImageCache {
        ImageCache(Cache::of(site, PICTURES))
    }

    /// Throws away what nothing has used for long.
    pub fn tidy(&self) {
        self.0.tidy();
    }
}

impl VariantStore for ImageCache {
    fn get(&self, key: u128) -> Option<Vec<u8>> {
        self.0.get(key)
    }

    fn put(&self, key: u128, bytes: &[u8]) {
        self.0.put(key, bytes);
    }
}
