//! The health of a site as people and programs read it: on a terminal, as JSON, as one HTML file, in a calendar.
//!
//! Each face is a pure function of [`Health`](crate::health::Health): no face works out a figure of its own.

pub mod html;
pub mod ics;
pub mod json;
mod phrases;
mod priorities;
pub mod text;
