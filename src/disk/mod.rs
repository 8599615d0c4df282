//! The only part of a build that touches files.
//!
//! Reading never fails because of one odd file: what cannot be read becomes a finding of the snapshot.

mod name;
mod read;

pub use read::read;

use std::io;

/// Whether an error says that nothing stands at a path.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
