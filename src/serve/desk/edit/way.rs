//! How a field is edited, which follows from its shape.

use super::file::EditedFile;
use crate::entry::Kind;
use crate::entry::fields::{FieldInfo, Shape};
use crate::refactor::{Make, Value, shown};

/// The list of names of every kind.
pub const ANY: &str = "any";

/// How a field is edited.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    Words,
    Number,
    Day,
    YesNo,
    Choice(&'static [&'static str]),
    Reference(Option<Kind>),
    /// Single values, one a line.
    Lines(Box<Way>),
    /// A group of fields.
    Group,
    /// A list of groups.
    Groups,
    /// Values by names that the author chooses, a line each; the names that there may be, if they are known.
    Pairs(Vec<&'static str>),
    /// Not in a form.
    ByHand,
}

impl Way {
    pub fn of(shape: &Shape) -> Way {
        match shape {
            Shape::Text
            | Shape::PartDate
            | Shape::Moment
            | Shape::Period
            | Shape::Address
            | Shape::Form(_)
            | Shape::Language
            | Shape::Colour => Way::Words,
            Shape::Whole | Shape::Number => Way::Number,
            Shape::TrueFalse => Way::YesNo,
            Shape::Date => Way::Day,
            Shape::Choice(words) => Way::Choice(words),
            Shape::Reference(kind) => Way::Reference(Some(*kind)),
            Shape::AnyReference => Way::Reference(None),
            Shape::List(inner) => match Make::of(shape) {
                Make::Lines => Way::Lines(Box::new(Way::of(inner))),
                Make::Groups(_) => Way::Groups,
                Make::Plain | Make::Group(_) | Make::Pairs | Make::Other => Way::ByHand,
            },
            Shape::Record { .. } => Way::Group,
            Shape::Group { names, .. } => match Make::of(shape) {
                Make::Pairs => Way::Pairs(names.clone().unwrap_or_default()),
                Make::Plain | Make::Lines | Make::Group(_) | Make::Groups(_) | Make::Other => Way::ByHand,
            },
            Shape::Anything => Way::ByHand,
        }
    }

    /// Whether what is typed is words, also where it looks like a number.
    pub fn as_words(&self) -> bool {
        !matches!(self.item(), Way::Number | Way::YesNo)
    }

    pub fn is_list(&self) -> bool {
        matches!(self, Way::Lines(_))
    }

    /// Whether what a form says of it is set as a whole.
    pub fn has_parts(&self) -> bool {
        matches!(self, Way::Group | Way::Groups | Way::Pairs(_))
    }

    /// How one value of it is edited: of a list an item.
    pub fn item(&self) -> &Way {
        if let Way::Lines(item) = self { item } else { self }
    }

    /// The list of names that its references are chosen from.
    pub fn names(&self) -> Option<&'static str> {
        if let Way::Reference(kind) = self.item() { Some(kind.map_or(ANY, Kind::folder)) } else { None }
    }

    /// What was typed into the field.
    pub fn value(&self, typed: &str) -> Value {
        let value = match self.is_list() {
            true => Value::List(typed.lines().map(str::to_string).collect()),
            false => Value::One(typed.to_string()),
        };
        value.tidy()
    }

    /// What a field of a file says, as it is typed; none if no form can say it.
    pub fn typed(&self, file: &EditedFile, field: &FieldInfo) -> Option<String> {
        let mut found = file.parts.fields.iter().filter(|(name, _)| field.is_called(name));
        let value = found.next().map(|(_, value)| value);
        let is_list = self.is_list();
        match value.map(|value| shown(&file.text, value)) {
            _ if self.has_parts() || *self == Way::ByHand || found.next().is_some() => None,
            None => Some(String::new()),
            Some(Some(Value::One(text))) if !is_list || text.is_empty() => Some(text),
            Some(Some(Value::List(lines))) if is_list => Some(lines.join("\n")),
            Some(_) => None,
        }
    }
}
