//! What an entry can be, and what each kind is called. All of it stands in the table of kinds.

use super::table::every_kind;

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

            /// The key of what a theme calls all of these: `kind-` and the name of the folder.
            pub const fn name_key(self) -> &'static str {
                match self {
                    $(Kind::$kind => {
                        const FOLDER: &str = concat!("kind-", $folder);
                        const KEY: &[u8] = &with_hyphens::<{ FOLDER.len() }>(FOLDER);
                        text(KEY)
                    })*
                }
            }

            /// Months after which an entry should be looked at again, unless site.yaml or the entry says otherwise.
            pub const fn review_months(self) -> u32 {
                match self { $(Kind::$kind => $months),* }
            }
        }
    };
}
every_kind!(kinds!);

/// A text in which a hyphen stands for each slash: keys of words have none. Made by the compiler.
const fn with_hyphens<const LENGTH: usize>(text: &str) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    let mut at = 0;
    while at < LENGTH {
        bytes[at] = if text.as_bytes()[at] == b'/' { b'-' } else { text.as_bytes()[at] };
        at += 1;
    }
    bytes
}

const fn text(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("made of a text"),
    }
}
