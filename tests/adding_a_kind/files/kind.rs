//! A workshop: where people can try something for a day.

use super::super::record::record;
use super::super::values::Text;

record! {
    /// Where people can try something for a day.
    Workshop {
        /// whom it is for
        who_for: Text,
    }
}
