//! What a field is to say, and whether it says that.

use super::written::{Value, shown};
use crate::entry::fields::{FieldInfo, Map};
use crate::entry::locate::Step;
use crate::entry::node::Marked;

/// A field and what it is to say.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    pub field: &'static FieldInfo,
    pub value: &'a Value,
    /// Whether it holds words, so that what looks like a number or like `true` needs quotation marks.
    pub as_words: bool,
    /// All fields that may stand beside it, in the order in which a new one is put among them.
    pub order: &'a [&'static FieldInfo],
    /// The way to the group that it stands in; no step for a field of the entry itself.
    pub within: &'a [Step],
}

/// The file is written in a way in which only a person can change the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CannotSet(pub &'static str);

/// Whether a value says what is wanted; nothing is said by no words as by no lines, and by no value.
pub(super) fn is_said(text: &str, value: Option<&Marked>, wanted: &Value) -> bool {
    let Some(value) = value else { return wanted.is_empty() };
    shown(text, value).is_some_and(|said| said == *wanted || said.is_empty() && wanted.is_empty())
}

/// The one field of a group that is called so, if there is one; an error if there are more.
pub(super) fn one(fields: Map<'_>, is_called: impl Fn(&str) -> bool) -> Result<Option<&Marked>, ()> {
    let mut found = fields.iter().filter(|(name, _)| is_called(name)).map(|(_, value)| value);
    let first = found.next();
    if found.next().is_some() { Err(()) } else { Ok(first) }
}
