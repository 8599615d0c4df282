//! What the table of kinds becomes.

/// Declares the kinds: the enum, what is said of each, and the fields of each.
macro_rules! kinds {
    ($(
        $(#[doc = $about:literal])*
        $kind:ident { $folder:literal, $one:literal, $many:literal, review $months:literal, $($said:ident: $as:expr,)* }
    )*) => {
        /// What an entry is; its folder decides.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(clippy::enum_variant_names, reason = "a kind of partner is a kind, too")]
        pub enum Kind { $( $(#[doc = $about])* $kind, )* }

        impl Kind {
            /// Every kind, in the order of the site.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),*];

            /// The folder below `content/`; for kinds of `data/`, the table's file without its extension.
            pub const fn folder(self) -> &'static str {
                match self { $(Kind::$kind => $folder,)* }
            }

            /// What messages call one of these.
            pub const fn one(self) -> &'static str {
                match self { $(Kind::$kind => $one),* }
            }

            /// What messages call several of these.
            pub const fn many(self) -> &'static str {
                match self { $(Kind::$kind => $many),* }
            }

            /// What one of these is, in a sentence.
            pub const fn about(self) -> &'static str {
                match self { $(Kind::$kind => concat!($($about),*).trim_ascii()),* }
            }

            /// Everything else that is to be said of the kind.
            pub const fn spec(self) -> &'static KindSpec {
                match self {
                    $(Kind::$kind => {
                        const SPEC: KindSpec = KindSpec { $($said: $as),* };
                        &SPEC
                    })*
                }
            }

            /// The key of what a theme calls all of these: `kind-` and the name of the folder.
            pub const fn name_key(self) -> &'static str {
                match self {
                    $(Kind::$kind => {
                        const FOLDER: &str = concat!("kind-", $folder);
                        const KEY: &[u8] = &spec::with_hyphens::<{ FOLDER.len() }>(FOLDER);
                        spec::text(KEY)
                    })*
                }
            }

            /// The page that lists all of these, where it is one of their own.
            pub(super) const fn own_list(self) -> ListPage {
                match self {
                    $(Kind::$kind => {
                        ListPage { path: concat!($folder, "/index.html"), keys: keys!($folder), menu: Menu::Nowhere }
                    })*
                }
            }

            /// Months after which an entry should be looked at again, unless site.yaml or the entry says otherwise.
            pub const fn review_months(self) -> u32 {
                match self { $(Kind::$kind => $months),* }
            }

            /// The kind's own fields, beside those that every kind takes.
            pub fn fields(self) -> &'static [FieldInfo] {
                match self { $(Kind::$kind => <$kind as Record>::FIELDS),* }
            }

            /// Reads the kind's own fields.
            pub(in crate::entry) fn take(self, map: &Map<'_>, reader: &mut Reader) -> Option<Fields<Written>> {
                match self { $(Kind::$kind => <$kind as Record>::take(map, reader).map(Fields::$kind)),* }
            }
        }

        /// The fields of an entry, whichever kind it is.
        #[derive(Debug, Clone)]
        pub enum Fields<P: Phase = Written> { $( $kind($kind<P>), )* }

        impl<Q: Phase> MapTo<Q> for Fields<Written> {
            type Out = Fields<Q>;
            fn map_to(&self, with: &mut impl Resolve<Q>) -> Option<Fields<Q>> {
                match self { $(Fields::$kind(fields) => fields.map_to(with).map(Fields::$kind)),* }
            }
        }

        $(
            impl KindOf for $kind {
                const KIND: Kind = Kind::$kind;
                type In<P: Phase> = $kind<P>;
                fn of<P: Phase>(fields: &Fields<P>) -> Option<&$kind<P>> {
                    if let Fields::$kind(fields) = fields { Some(fields) } else { None }
                }
            }
        )*
    };
}
pub(super) use kinds;
