//! The fields of an entry, whichever kind it is. All of it follows from the names in the table of kinds.

use super::KindOf;
use super::kind::Kind;
use super::table::every_kind;
use crate::entry::fields::{FieldInfo, Map, Reader, Record};
use crate::entry::phase::{MapTo, Phase, Resolve, Written};

macro_rules! fields {
    ($( $(#[doc = $about:literal])* $kind:ident { $($said:tt)* } )*) => {
        /// The fields of an entry, whichever kind it is.
        #[derive(Debug, Clone)]
        pub enum Fields<P: Phase = Written> { $( $kind(super::$kind<P>), )* }

        impl Kind {
            /// The kind's own fields, beside those that every kind takes.
            pub fn fields(self) -> &'static [FieldInfo] {
                match self { $(Kind::$kind => <super::$kind as Record>::FIELDS),* }
            }

            /// Of these fields of the kind's own exactly one must be there.
            pub fn one_of(self) -> &'static [&'static str] {
                match self { $(Kind::$kind => <super::$kind as Record>::ONE_OF),* }
            }

            /// Reads the kind's own fields.
            pub(in crate::entry) fn take(self, map: &Map<'_>, reader: &mut Reader) -> Option<Fields<Written>> {
                match self { $(Kind::$kind => <super::$kind as Record>::take(map, reader).map(Fields::$kind)),* }
            }
        }

        impl<Q: Phase> MapTo<Q> for Fields<Written> {
            type Out = Fields<Q>;
            fn map_to(&self, with: &mut impl Resolve<Q>) -> Option<Fields<Q>> {
                match self { $(Fields::$kind(fields) => fields.map_to(with).map(Fields::$kind)),* }
            }
        }

        $(
            impl KindOf for super::$kind {
                const KIND: Kind = Kind::$kind;
                type In<P: Phase> = super::$kind<P>;
                fn of<P: Phase>(fields: &Fields<P>) -> Option<&super::$kind<P>> {
                    if let Fields::$kind(fields) = fields { Some(fields) } else { None }
                }
            }
        )*
    };
}
every_kind!(fields!);
