//! A partner: an organisation to work with. Written as a page, or as one row of a CSV directory.

use jiff::civil::Date;

use super::super::phase::To;
use super::super::place::{Point, Postcode};
use super::super::record::record;
use super::super::values::{Address, AtLeastOne, Text};
use super::{Area, Intervention, PartnerKind, Route};

record! {
    /// An organisation to work with.
    Partner {
        /// what kind of organisation it is
        kind: To<P, PartnerKind>,
        /// the area it works in
        area: Option<To<P, Area>>,
        /// the town or place where it is
        town: Option<Text>,
        /// its postcode; of one with many places, that of its head office
        postcode: Option<Postcode>,
        /// where it is, if that is better known than by its postcode
        point: Option<Point>,
        /// its website
        website: Option<Address> where web_page(),
        /// what it offers
        offers: AtLeastOne<Text>,
        /// names it had before
        former_names: Vec<Text>,
        /// its parts, such as the colleges of a group
        members: Vec<Text>,
        /// the day someone last checked that this is still so
        checked_on: Date where done(),
        /// interventions it takes part in
        interventions: Vec<To<P, Intervention>>,
        /// routes it offers
        routes: Vec<To<P, Route>>,
    }
}
