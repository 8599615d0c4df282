//! A table of many small things that were made from one run to the next: a few together lie in one file of the cache, so
//! that reading all of them is quick, and so that a change writes few files anew.
//!
//! A key stands for all that a thing depends on but the program: equal keys mean equal things. So a file whose keys are
//! those of the last run is left as it is.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cache::Cache;

/// Bytes before the packed ones: of which program they are.
const VERSION: usize = 16;

/// Nobody else's file makes us ask for more memory than this.
const LONGEST: usize = 256 << 20;

/// Of how many manners of asking things are kept at most; those that were asked for last.
const MANNERS: usize = 4;

/// Of one manner there are no more files than this.
const MOST_FILES: usize = 1 << 12;

/// The bits of a file's key that say which of its manner it is.
const PART_BITS: u32 = 32;

/// The things of one sort that are made for one manner of asking.
#[derive(Debug)]
pub(super) struct Table {
    cache: Cache,
    /// Bits above those of the part.
    manner: u128,
    version: u128,
    /// How many things one file holds, more or less.
    together: usize,
    /// What each file held when it was read: a hash of its keys.
    held: FxHashMap<u128, u128>,
}

impl Table {
    /// A part of a site's cache for things that are asked for in this manner and made by this version of the program.
    pub fn of(site: &Path, part: &str, manner: u128, version: u128, together: usize) -> Table {
        let manner = manner >> PART_BITS << PART_BITS;
        Table { cache: Cache::of(site, part), manner, version, together, held: FxHashMap::default() }
    }

    /// Everything that is kept, as `read` makes it of the bytes of one file; of what it cannot read, nothing.
    pub fn load<T: Send>(&mut self, read: impl Fn(&[u8]) -> Option<Vec<(u128, T)>> + Sync) -> FxHashMap<u128, T> {
        self.cache.tidy();
        let ours: Vec<u128> = self.cache.keys().into_iter().map(|(key, _)| key).filter(|&key| self.owns(key)).collect();
        let parts: Vec<(u128, Vec<(u128, T)>)> =
            ours.into_par_iter().filter_map(|part| Some((part, read(&self.unpacked(part)?)?))).collect();
        let mut things = FxHashMap::default();
        things.reserve(parts.iter().map(|(_, part)| part.len()).sum());
        for (part, found) in parts {
            self.held.insert(part, hash_of(found.iter().map(|(key, _)| *key)));
            things.extend(found);
        }
        things
    }

    /// Keeps these and nothing else of this manner. `write` makes the bytes of one file.
    pub fn keep<T: Send + Sync>(
        &self,
        mut things: Vec<(u128, T)>,
        write: impl Fn(&[(u128, T)]) -> Option<Vec<u8>> + Sync,
    ) {
        things.sort_unstable_by_key(|(key, _)| *key);
        things.dedup_by_key(|(key, _)| *key);
        let parts = (things.len() / self.together).next_power_of_two().min(MOST_FILES);
        let part_of = |key: u128| self.manner | ((parts as u128) << 16) | ((key >> 64) % parts as u128);
        let mut filed: BTreeMap<u128, Vec<(u128, T)>> = BTreeMap::new();
        for (key, thing) in things {
            filed.entry(part_of(key)).or_default().push((key, thing));
        }
        filed.par_iter().for_each(|(part, things)| {
            let is_new = self.held.get(part) != Some(&hash_of(things.iter().map(|(key, _)| *key)));
            if let Some(bytes) = is_new.then(|| write(things)).flatten() {
                let packed = lz4_flex::compress_prepend_size(&bytes);
                self.cache.put(*part, &[&self.version.to_le_bytes()[..], &packed].concat());
            }
        });
        let there = self.cache.keys();
        there
            .iter()
            .filter(|(key, _)| self.owns(*key) && !filed.contains_key(key))
            .for_each(|(key, _)| self.cache.forget(*key));
        self.forget_manners(&there);
    }

    /// Throws away what was kept for manners that nobody has asked for since [`MANNERS`] others.
    fn forget_manners(&self, there: &[(u128, SystemTime)]) {
        let manner_of = |key: u128| key >> PART_BITS;
        let mut last: FxHashMap<u128, SystemTime> = FxHashMap::default();
        for (key, time) in there.iter().filter(|(key, _)| !self.owns(*key)) {
            let last = last.entry(manner_of(*key)).or_insert(*time);
            *last = (*last).max(*time);
        }
        let mut others: Vec<(SystemTime, u128)> = last.into_iter().map(|(manner, time)| (time, manner)).collect();
        others.sort_unstable_by(|a, b| b.cmp(a));
        let old: Vec<u128> = others.into_iter().skip(MANNERS - 1).map(|(_, manner)| manner).collect();
        there.iter().filter(|(key, _)| old.contains(&manner_of(*key))).for_each(|(key, _)| self.cache.forget(*key));
    }

    fn owns(&self, key: u128) -> bool {
        key >> PART_BITS << PART_BITS == self.manner
    }

    /// The bytes of one file, if this program wrote it.
    fn unpacked(&self, part: u128) -> Option<Vec<u8>> {
        let bytes = self.cache.get(part)?;
        let (version, packed) = bytes.split_first_chunk::<VERSION>()?;
        let size = u32::from_le_bytes(*packed.first_chunk()?) as usize;
        if u128::from_le_bytes(*version) != self.version || size > LONGEST {
            return None;
        }
        lz4_flex::decompress_size_prepended(packed).ok()
    }
}

/// One number for keys that are sorted.
fn hash_of(keys: impl Iterator<Item = u128>) -> u128 {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    keys.for_each(|key| hasher.update(&key.to_le_bytes()));
    hasher.digest128()
}
