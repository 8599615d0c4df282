//! A page of its own: home, about, help, privacy, accessibility.

use super::super::record::{choice, record};
use super::super::values::Text;

choice! {
    /// What a page tells that the build has checked.
    Statement {
        Privacy = "privacy",
        Accessibility = "accessibility",
    }
}

record! {
    /// A page of its own.
    Page {
        /// its name in the menu; leave out if it is not in the menu
        menu: Option<Text>,
        /// its place in the menu, or at the foot of every page
        order: Option<u32> where within(0, 1_000),
        /// `privacy` or `accessibility`: the page lists what the build has checked of that
        statement <- proves: Option<Statement>,
    }
}
