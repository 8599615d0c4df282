//! The only part of a build that touches files: reads a [`Snapshot`](crate::snapshot::Snapshot), publishes an
//! [`Output`](crate::output::Output).
//!
//! Reading never fails because of one odd file: what cannot be read becomes a finding of the snapshot. Publishing takes
//! a complete output, writes only what changed, removes only what an earlier publish wrote, and may be stopped at any
//! moment: the next publish completes it. Nothing here may know what a file means.
//!
//! What Trellis remembers about an output folder is in its hidden folder `.trellis`:
//!
//! - `manifest.json`: every published file with its hash and length, for telling what changed; and files of the theme of
//!   the publish before, which go with the next
//! - `pending.json`: while a publish is under way, the paths it may have written or removed
//! - `tmp`: files being written; each is moved to its place when it is whole
//! - `lock`: held while a publish is under way
#![expect(clippy::disallowed_methods, reason = "this is the side of the IO line that touches files")]

mod adopt;
mod built;
mod cache;
mod compare;
mod deeds;
mod destination;
mod guard;
mod history;
mod image_cache;
mod job;
mod journal;
mod lock;
mod manifest;
mod manner;
mod memory;
mod name;
mod one;
mod packed_cache;
mod publish;
mod rewrite;
mod stamps;
mod table;
mod told;
mod tree;
mod verdict_cache;
mod walk;

pub use built::{Built, built, files_below};
pub use deeds::{Deed, DeedFile, DeedKind};
pub use history::{History, Version};
pub use image_cache::ImageCache;
pub use lock::Lock;
pub use manifest::{Files, Published, PublishedFile, former, may_be_ours, published};
pub use manner::{Adoption, Looking, Manner, Removals};
pub use memory::Memory;
pub use one::{read_one, read_settings};
pub use packed_cache::PackedCache;
pub use publish::{Changes, Progress, check_place, publish};
pub use rewrite::rewrite;
pub use tree::{Tree, read};
pub use verdict_cache::VerdictCache;

use std::fs;
use std::io;
use std::path::Path;

/// Whether an error says that nothing stands at a path.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Removes a file, if it is there.
pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if !is_missing(&error) => Err(error),
        _ => Ok(()),
    }
}
