//! One integration binary: each module is a chapter.
#![allow(clippy::disallowed_methods, reason = "tests make and read files of their own")]

mod architecture;
mod cli;
#[path = "../../examples/corpus/mod.rs"]
mod corpus;
mod docs;
mod incremental;
mod links;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod served;
mod sites;
#[cfg(feature = "serve")]
mod watch;
