//! A page of its own: home, about, help, privacy, accessibility.

use super::super::record::record;
use super::super::values::Text;

record! {
    /// A page of its own.
    Page {
        /// its name in the menu; leave out if it is not in the menu
        menu: Option<Text>,
        /// its place in the menu
        order: Option<u32>,
    }
}
