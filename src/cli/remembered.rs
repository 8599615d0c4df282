//! What earlier runs of the same program found in the same files.

use std::hash::{Hash, Hasher};
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use crate::disk::{Memory, PackedCache, VerdictCache};
use crate::memo::Memo;
use crate::packed::Coding;
use crate::pipeline::{Request, Verdict};
use crate::snapshot::Snapshot;
use crate::theme;

/// The memory of a site, asked about the files that stand there now.
pub struct Remembered {
    cache: VerdictCache,
    manner: u128,
    /// A hash of everything that the bytes of the site and its findings depend on.
    pub fingerprint: u128,
    memory: Memory,
}

impl Remembered {
    pub fn of(site: &Path, snapshot: &Snapshot, request: &Request) -> Remembered {
        let cache = VerdictCache::of(site);
        cache.tidy();
        let manner = manner(request);
        let mut hasher = Xxh3::new();
        (manner, request.today, version(), snapshot.fingerprint()).hash(&mut hasher);
        Remembered { cache, manner, fingerprint: hasher.digest128(), memory: memory(site, request) }
    }

    /// Tells a memo what earlier runs made of files that are as they were.
    pub fn recall(&mut self, memo: &mut Memo) {
        self.memory.recall(memo);
    }

    /// What the last run said, if it had the same before it.
    pub fn verdict(&self) -> Option<Verdict> {
        self.cache.get(self.manner, self.fingerprint)
    }

    /// Keeps what was found now.
    pub fn keep(&self, verdict: &Verdict) {
        self.cache.put(self.manner, self.fingerprint, verdict);
    }

    /// The packed twins that builds in these codings have made.
    pub fn packed(&self, site: &Path, codings: &[Coding]) -> PackedCache {
        let mut hasher = Xxh3::new();
        (self.manner, codings).hash(&mut hasher);
        PackedCache::of(site, hasher.digest128(), version())
    }

    /// Keeps what was made now of each file and page.
    pub fn keep_made(&self, memo: &Memo, snapshot: &Snapshot) {
        self.memory.keep(memo, snapshot);
    }
}

/// What earlier runs of the same program made of a site that were asked the same.
pub fn memory(site: &Path, request: &Request) -> Memory {
    Memory::of(site, manner(request), version())
}

/// A hash of what is asked for, whatever the day.
fn manner(request: &Request) -> u128 {
    let Request { today: _, drafts, base_url, staging } = request;
    let mut hasher = Xxh3::new();
    (drafts, base_url, staging).hash(&mut hasher);
    hasher.digest128()
}

/// A hash of the program: what another one has made may be other.
fn version() -> u128 {
    let mut hasher = Xxh3::new();
    theme::default_hash().hash(&mut hasher);
    (cfg!(feature = "images"), cfg!(feature = "external")).hash(&mut hasher);
    hasher.write(env!("TRELLIS_SOURCE").as_bytes());
    hasher.digest128()
}
