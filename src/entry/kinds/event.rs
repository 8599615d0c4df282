//! An event: something on a day, at a place.

use jiff::civil::DateTime;

use super::super::phase::To;
use super::super::record::record;
use super::super::values::{Address, Text};
use super::{Area, Partner, Role};

record! {
    /// Something on a day, at a place.
    Event {
        /// when it starts, in local time, such as `2027-03-01T09:30`
        starts: DateTime,
        /// when it ends
        ends: Option<DateTime>,
        /// where it is
        place: Text,
        /// the area
        area: Option<To<P, Area>>,
        /// whom it is for
        who_for: Text,
        /// where to book
        booking: Option<Address>,
        /// partners that run it
        partners: Vec<To<P, Partner>>,
        /// roles it is about
        roles: Vec<To<P, Role>>,
    }
}
