//! A kind of partner: how to work with one, wherever people are, also where no organisation of the kind is listed.

use super::super::record::record;
use super::super::values::{Address, AtLeastOne, Text};

record! {
    /// An official place to find one.
    Finder {
        /// what people can do there, such as `Find your local council`
        title: Text,
        /// its web address
        url: Address where web_page(),
        /// what people find there, in one short sentence
        finds: Text,
    }
}

record! {
    /// A kind of organisation to work with.
    PartnerKind {
        /// how to reach one, first things first
        how_to_reach: AtLeastOne<Text>,
        /// official places to find one
        finders: AtLeastOne<Finder<P>>,
        /// what you can offer it
        what_to_offer: AtLeastOne<Text>,
    }
}
