//! Everything that is tested from outside, in one binary.

mod folder;
mod publish;
mod publish_history;
mod publish_in_the_way;
mod publish_stopped;
mod reading;
