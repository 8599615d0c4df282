//! Declares records and choices once, for reading, linking, schemas and skeletons alike.

/// Declares a record: a struct in phase `P`, its reader, its map to other phases and its table of fields.
///
/// Inside the braces `P` is the phase, so a reference is `To<P, Role>`. The comment of a field is what an editor
/// reads when the field is missing: a phrase that finishes "add `name:` – …". A field is required unless it is an
/// `Option`, a `Vec` or [`Extra`](super::values::Extra). Of the fields in an optional `one_of` exactly one must be there.
/// Behind the type, `where` says what must hold of the value, in the words of [`rule`](super::rule); `;` stands between
/// two rules. `name <- old_name` says what the field was called once: that is still read, and told. An optional `judge` function sees the record once it is read.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $name:ident { $( $(#[doc = $about:literal])+ $field:ident $(<- $former:ident)? : $type:ty $(where $($rule:expr);+)?, )* }
        $(one_of [$($choice:ident),+])?
        $(judge $judge:path)?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        pub struct $name<P: $crate::entry::phase::Phase = $crate::entry::phase::Written> {
            $( $(#[doc = $about])+ pub $field: $type, )*
            #[doc(hidden)]
            pub phase: std::marker::PhantomData<P>,
        }

        impl $crate::entry::fields::Record for $name {
            const FIELDS: &'static [$crate::entry::fields::FieldInfo] = {
                #[allow(dead_code)]
                type P = $crate::entry::phase::Written;
                #[allow(unused_imports)]
                use $crate::entry::rule::*;
                &[$( $crate::entry::fields::FieldInfo {
                    name: $crate::entry::fields::plain(stringify!($field)),
                    former: &[$(stringify!($former))?],
                    about: concat!($($about),+).trim_ascii(),
                    required: <$type as $crate::entry::fields::Field>::REQUIRED,
                    shape: <$type as $crate::entry::fields::Field>::shape,
                    rules: &[$($($rule),+)?],
                } ),*]
            };
            $( const ONE_OF: &'static [&'static str] = &[$(stringify!($choice)),+]; )?

            #[allow(unused_variables, unused_mut)]
            fn take(map: &$crate::entry::fields::Map<'_>, reader: &mut $crate::entry::fields::Reader) -> Option<Self> {
                #[allow(dead_code)]
                type P = $crate::entry::phase::Written;
                let mut infos = Self::FIELDS.iter();
                $( let $field = reader.field::<$type>(map, infos.next().expect("one line in the table per field")); )*
                reader.judge_choice(map, Self::ONE_OF);
                $crate::entry::rule::judge(map, Self::FIELDS, reader);
                let record = Some($name { $( $field: $field?, )* phase: std::marker::PhantomData });
                $( if let Some(record) = &record { $judge(record, reader); } )?
                record
            }
        }

        impl $crate::entry::fields::Field for $name {
            fn read(node: &$crate::entry::node::Node, reader: &mut $crate::entry::fields::Reader) -> Option<Self> {
                use $crate::entry::fields::Record;
                let $crate::entry::node::Node::Map(map) = node else {
                    let names = Self::FIELDS.iter().map(|field| field.name).collect::<Vec<_>>().join("`, `");
                    return reader.expected("a group of fields", node, &format!("the fields here are `{names}`"));
                };
                reader.judge_names(map, &[Self::FIELDS]);
                Self::take(&&**map, reader)
            }

            fn shape() -> $crate::entry::fields::Shape {
                use $crate::entry::fields::Record;
                $crate::entry::fields::Shape::Record { fields: Self::FIELDS, one_of: Self::ONE_OF }
            }
        }

        impl<Q: $crate::entry::phase::Phase> $crate::entry::phase::MapTo<Q> for $name {
            type Out = $name<Q>;

            #[allow(unused_variables)]
            fn map_to(&self, with: &mut impl $crate::entry::phase::Resolve<Q>) -> Option<Self::Out> {
                Some($name {
                    $( $field: $crate::entry::phase::MapTo::<Q>::map_to(&self.$field, with)?, )*
                    phase: std::marker::PhantomData,
                })
            }
        }
    };
}
pub(crate) use record;

/// Declares a choice between words that authors write.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        $name:ident { $( $(#[doc = $about:literal])* $variant:ident = $word:literal, )* }
        $(default $default:ident)?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $about])* $variant, )* }

        #[allow(dead_code, reason = "not every choice is walked through, or written")]
        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word that authors write.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }

        impl $crate::entry::fields::Field for $name {
            const REQUIRED: bool = true $( && { let _ = $name::$default; false } )?;

            fn read(node: &$crate::entry::node::Node, reader: &mut $crate::entry::fields::Reader) -> Option<Self> {
                let text = node.scalar_text().unwrap_or_default();
                match &*text {
                    $( $word => Some($name::$variant), )*
                    other => {
                        let near = $crate::nearest::nearest(other, Self::WORDS.iter().copied());
                        let help = match near {
                            Some(near) => format!("did you mean `{near}`?"),
                            None => format!("write one of: {}", Self::WORDS.join(", ")),
                        };
                        reader.invalid(format!("`{other}` is not one of the words that may stand here"), Some(help));
                        None
                    }
                }
            }

            $( fn absent() -> Option<Self> { Some($name::$default) } )?

            fn shape() -> $crate::entry::fields::Shape {
                $crate::entry::fields::Shape::Choice(Self::WORDS)
            }
        }

        $crate::entry::phase::same_in_every_phase!($name);
    };
}
pub(crate) use choice;
