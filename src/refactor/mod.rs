//! Changes to the author's files that keep the site's meaning: planned whole, before a byte is written.

mod edit;
mod former;
mod mend;
mod rebase;
mod refusal;
mod rename;
mod set_body;
mod set_field;
mod set_list;
mod spots;
mod verify;
mod written;

pub(crate) use edit::applied;
pub use edit::{Change, Edit};
pub use mend::{Mending, mend};
pub use refusal::Refusal;
pub use rename::{Renaming, rename};
pub use set_body::{set_body, shown_body};
pub use set_field::{CannotSet, Setting, set_field};
pub use written::{Value, shown};
