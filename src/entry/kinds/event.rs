//! An event: something on a day, at a place.

use jiff::civil::Date;

use super::super::moment::Moment;
use super::super::phase::{Phase, To};
use super::super::record::record;
use super::super::values::{Address, Text};
use super::{Area, Partner, Role};

record! {
    /// Something on a day, at a place.
    Event {
        /// when it starts, such as `2027-03-01T09:30`, in the time of England; a day alone is the whole day
        starts: Moment where planned(),
        /// when it ends, or its last day
        ends: Option<Moment> where planned(); after("starts"),
        /// where it is
        place: Text,
        /// the area
        area: Option<To<P, Area>>,
        /// whom it is for
        who_for: Text,
        /// where to book
        booking: Option<Address> where reachable(),
        /// partners that run it
        partners: Vec<To<P, Partner>>,
        /// roles it is about
        roles: Vec<To<P, Role>>,
    }
}

impl<P: Phase> Event<P> {
    /// Whether it is over on a day.
    pub fn is_over(&self, today: Date) -> bool {
        self.ends.unwrap_or(self.starts).day() < today
    }
}
