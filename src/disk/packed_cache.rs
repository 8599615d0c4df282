//! Keeps packed twins from one build to the next: those of the last build for each of a few ways of building, and no more.

use std::path::Path;
use std::sync::Arc;

use super::table::Table;
use crate::host::Packed;

/// Twins in one file: one that changes has its file written anew.
const TOGETHER: usize = 32;

/// The twins of a site for one way of building.
#[derive(Debug)]
pub struct PackedCache(Table);

impl PackedCache {
    /// The twins of a site. `manner` is what is asked for, and `version` the program. Nothing is made until there is
    /// something to keep.
    pub fn of(site: &Path, manner: u128, version: u128) -> PackedCache {
        PackedCache(Table::of(site, "packed-1", manner, version, TOGETHER))
    }

    /// What earlier builds have packed.
    pub fn load(&mut self) -> Packed {
        self.0.load(|bytes| {
            let twins: Vec<(u128, Option<Vec<u8>>)> = postcard::from_bytes(bytes).ok()?;
            Some(twins.into_iter().map(|(key, twin)| (key, twin.map(Arc::from))).collect())
        })
    }

    /// Keeps what a build has used, in place of what was kept.
    pub fn keep(&self, packed: Packed) {
        self.0.keep(packed.into_iter().collect(), |twins| {
            let twins: Vec<(u128, Option<&[u8]>)> = twins.iter().map(|(key, twin)| (*key, twin.as_deref())).collect();
            postcard::to_stdvec(&twins).ok()
        });
    }
}
