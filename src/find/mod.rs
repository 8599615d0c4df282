//! Answers questions about a site: who mentions an entry, why a page is there, what leads from one place to another.

pub mod names;
mod provenance;
pub mod refs;
mod survey;
pub mod ways;
pub mod why;

pub use survey::{Survey, mentions};
