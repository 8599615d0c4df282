//! One integration binary: each module is a chapter.

mod architecture;
mod cli;
mod search;
