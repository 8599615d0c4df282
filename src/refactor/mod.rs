//! Changes to the author's files that keep the site's meaning: planned whole, before a byte is written.

mod edit;
mod former;
mod mend;
mod rebase;
mod refusal;
mod rename;
mod spots;
mod verify;

pub(crate) use edit::applied;
pub use edit::{Change, Edit};
pub use mend::{Mending, mend};
pub use refusal::Refusal;
pub use rename::{Renaming, rename};
