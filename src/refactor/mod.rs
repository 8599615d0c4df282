//! Changes to the author's files that keep the site's meaning: planned whole, before a byte is written.

mod certain;
mod duplicate;
mod edit;
mod former;
mod mend;
mod rebase;
mod refusal;
mod remove;
mod rename;
mod replace;
mod set_body;
mod set_common;
mod set_field;
mod set_list;
mod spots;
mod take_out;
mod verify;
mod written;

pub use duplicate::duplicate;
pub(crate) use edit::applied;
pub use edit::{Change, Edit};
pub use mend::{Mending, mend};
pub use refusal::Refusal;
pub use remove::remove;
pub use rename::rename;
pub use replace::replace;
pub use set_body::{set_body, shown_body};
pub use set_common::set_common;
pub use set_field::{CannotSet, Setting, set_field};
pub use verify::consequences;
pub use written::{Value, shown};
