//! How published files were when they were last written or compared, so that they need not be read to know that nobody
//! has touched them.
//!
//! Times and numbers of files are of one machine and one run, so they are no part of what is published: they lie in the
//! cache of the site. Without them, files are read and compared.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::cache::Cache;

const STAMPS: &str = "published-1";

/// The stamps of every file of an output folder, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamps(pub BTreeMap<String, Stamp>);

/// Where the stamps of an output folder are kept.
pub(super) struct StampCache {
    cache: Cache,
    key: u128,
}

impl StampCache {
    pub fn of(site: &Path, out: &Path) -> StampCache {
        let real = out.canonicalize();
        let out = real.as_deref().unwrap_or(out);
        let key = xxhash_rust::xxh3::xxh3_128(out.as_os_str().as_encoded_bytes());
        StampCache { cache: Cache::of(site, STAMPS), key }
    }

    /// What is known of the folder; nothing where it is not known, or no longer.
    pub fn stamps(&self) -> Stamps {
        let bytes = self.cache.get(self.key);
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    pub fn keep(&self, stamps: &Stamps) {
        self.cache.tidy();
        // What cannot be written is not kept.
        if let Ok(bytes) = serde_json::to_vec(stamps) {
            self.cache.put(self.key, &bytes);
        }
    }
}

/// How one published file was when it was written or last compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    pub hash: u128,
    pub len: u64,
    mtime_ns: i64,
    /// When the system last changed anything about the file, and the file's number. Nobody can set these, as a program
    /// that copies files sets their time; and where a folder comes from elsewhere, they are others.
    #[serde(default)]
    seen: Option<(i64, u64)>,
}

impl Stamp {
    pub fn new(hash: u128, metadata: &Metadata) -> Self {
        Stamp { hash, len: metadata.len(), mtime_ns: mtime_ns(metadata).unwrap_or(i64::MIN), seen: seen(metadata) }
    }

    /// Whether nobody has written to the file since.
    pub fn fits(&self, metadata: &Metadata) -> bool {
        metadata.is_file()
            && metadata.len() == self.len
            && mtime_ns(metadata) == Some(self.mtime_ns)
            && seen(metadata) == self.seen
    }
}

#[cfg(unix)]
fn seen(metadata: &Metadata) -> Option<(i64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let changed = metadata.ctime().checked_mul(1_000_000_000)?.checked_add(metadata.ctime_nsec())?;
    Some((changed, metadata.ino()))
}

/// Other systems do not tell.
#[cfg(not(unix))]
fn seen(_: &Metadata) -> Option<(i64, u64)> {
    None
}

fn mtime_ns(metadata: &Metadata) -> Option<i64> {
    match metadata.modified().ok()?.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).ok(),
        Err(before) => i64::try_from(before.duration().as_nanos()).ok().map(|nanos| -nanos),
    }
}
