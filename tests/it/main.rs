//! One integration binary: each module is a chapter.

mod architecture;
mod cli;
#[path = "../../examples/corpus/mod.rs"]
mod corpus;
mod incremental;
mod links;
