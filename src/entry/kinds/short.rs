//! The words of a short version, for people to whom a long page is a wall.

use super::super::record::record;
use super::super::values::Text;

record! {
    /// What the short version of a page says, one idea a line. Lines that are left out are made from the page.
    Short {
        /// what it is, or where people here are now, one idea a line
        about: Vec<Text>,
        /// what you do there, or what to do first, one idea a line
        doing: Vec<Text>,
        /// how to start, one idea a line
        starting: Vec<Text>,
    }
}
