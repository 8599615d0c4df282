//! Changes to the author's files that keep the site's meaning: planned whole, before a byte is written.

mod edit;
mod former;
mod mend;
mod rebase;
mod rename;

pub(crate) use edit::applied;
pub use edit::{Change, Edit};
pub use mend::{Mending, mend};
pub use rename::{Refusal, Renaming, rename};
