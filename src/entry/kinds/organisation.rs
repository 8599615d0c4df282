//! An organisation that is listed and not described: a row of a table, for people who look for what is near them.

use super::super::phase::To;
use super::super::phone::Phone;
use super::super::place::{Point, Postcode};
use super::super::record::record;
use super::super::values::{Address, Text};
use super::{Area, Dataset, PartnerKind};

record! {
    /// An organisation that is listed by place and has no page of its own.
    Organisation {
        /// what kind of organisation it is
        kind: To<P, PartnerKind>,
        /// the area it is in, mostly that of its integrated care board
        area: To<P, Area>,
        /// the town or place where it is
        town: Option<Text>,
        /// its postcode; of one with many places, that of its head office
        postcode: Option<Postcode>,
        /// where it is, if that is better known than by its postcode
        point: Option<Point>,
        /// what it offers or runs, in a few words, such as `ambulances`
        offers: Option<Text>,
        /// its website
        website: Option<Address> where web_page(),
        /// the telephone of an office or a team, never of a person
        phone: Option<Phone>,
        /// the e-mail address of an office or a team, never of a person
        email: Option<Address> where reachable(),
        /// the open data that it comes from
        dataset: Option<To<P, Dataset>>,
    }
}
