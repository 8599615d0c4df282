//! The site's folder as Git knows it: what is changed against the last commit, and one more commit of chosen files.
//!
//! The program `git` does it, so that a repository is read and written by what its owner reads and writes it with, hooks
//! and filters included. Nothing is ever sent, and no branch but the one that is checked out is touched. What others have
//! put into the next commit stays there, and does not go along.

mod commit;
mod find;
mod listed;
mod program;
mod repository;
mod texts;
mod trouble;

pub use commit::Wanted;
pub use find::may_lie_in_one;
pub use listed::{Became, FileChange};
pub use repository::{Changes, LastCommit, Repository, UnderWay};
pub use trouble::Trouble;
