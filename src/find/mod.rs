//! Answers questions about a site: who mentions an entry, why a page is there.

pub mod names;
mod provenance;
pub mod refs;
mod survey;
pub mod why;

pub use survey::{Survey, mentions};
