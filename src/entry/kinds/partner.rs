//! A partner: an organisation to work with. Written as a page, or as one row of a CSV directory.

use jiff::civil::Date;

use super::super::phase::To;
use super::super::phone::Phone;
use super::super::place::{Point, Postcode};
use super::super::record::record;
use super::super::values::{Address, Text};
use super::{Area, Intervention, PartnerKind, Route};

record! {
    /// An organisation to work with.
    Partner {
        /// what kind of organisation it is
        kind: To<P, PartnerKind>,
        /// the area it works in
        area: Option<To<P, Area>>,
        /// other areas it works in
        more_areas: Vec<To<P, Area>>,
        /// the town or place where it is
        town: Option<Text>,
        /// its postcode; of one with many places, that of its head office
        postcode: Option<Postcode>,
        /// where it is, if that is better known than by its postcode
        point: Option<Point>,
        /// its address but for town and postcode, such as `Park Road`
        address: Option<Text>,
        /// its website
        website: Option<Address> where web_page(),
        /// its page that says how to get in touch
        contact_page: Option<Address> where web_page(),
        /// the telephone of an office or a team, never of a person
        phone: Option<Phone>,
        /// the e-mail address of an office or a team, never of a person
        email: Option<Address> where reachable(),
        /// whether people may visit and how they ask, such as `Open days in spring; ask the work experience team.`
        visits: Option<Text>,
        /// what it offers
        offers: Vec<Text>,
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
