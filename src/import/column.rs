//! The columns that a table of one kind may have: its fields, and the parts of its groups.

use std::borrow::Cow;
use std::fmt;

use crate::entry::fields::{FieldInfo, Record, Shape};
use crate::entry::{Common, Kind, ROW_FIELDS};

/// What the column of a time is called behind the name of its day.
pub const TIME: &str = "time";

/// A column of a table: a field, or a part of one.
#[derive(Debug, Clone)]
pub struct Column {
    field: &'static FieldInfo,
    part: Option<SubField>,
}

#[derive(Debug, Clone)]
struct SubField {
    /// Number in a list of groups, from 0.
    group: usize,
    /// The part's name and, unless it is chosen by the author, what is known of it.
    name: Cow<'static, str>,
    info: Option<&'static FieldInfo>,
}

impl Column {
    /// The column of a name such as `website`, `sources.title` or `sources.2.title`.
    pub fn named(kind: Kind, name: &str) -> Option<Column> {
        let (field, part) = name.split_once('.').map_or((name, None), |(field, part)| (field, Some(part)));
        let field = fields(kind).find(|info| info.name == field)?;
        let shape = (field.shape)();
        let Some(part) = part else { return is_cell(&shape).then_some(Column { field, part: None }) };
        let numbered = part.split_once('.').and_then(|(number, name)| Some((number.parse::<usize>().ok()?, name)));
        let (group, part) = match numbered {
            Some((number, name)) => (number.checked_sub(1).filter(|group| *group > 0)?, name),
            None => (0, part),
        };
        let may_be = group == 0 || matches!(shape, Shape::List(_));
        let parts = match parts(&shape) {
            _ if !may_be => return None,
            None if matches!(shape, Shape::Anything) && !part.is_empty() => None,
            None if matches!(shape, Shape::Moment) && part == TIME => None,
            None => return None,
            parts => parts,
        };
        let info = match parts {
            Some(parts) => Some(parts.iter().find(|info| info.name == part && is_single(&(info.shape)()))?),
            None => None,
        };
        let name = info.map_or_else(|| Cow::Owned(part.to_string()), |info| Cow::Borrowed(info.name));
        Some(Column { field, part: Some(SubField { group, name, info }) })
    }

    /// Every column of a kind, in the order in which people like to read them; of lists of groups the first group's.
    pub fn all(kind: Kind) -> Vec<Column> {
        let columns = |info: &'static FieldInfo| {
            let names = match parts(&(info.shape)()) {
                Some(parts) => parts.iter().map(|part| format!("{}.{}", info.name, part.name)).collect(),
                None if matches!((info.shape)(), Shape::Moment) => {
                    vec![info.name.to_string(), format!("{}.{TIME}", info.name)]
                }
                None => vec![info.name.to_string()],
            };
            names.into_iter().filter_map(move |name| Column::named(kind, &name))
        };
        fields(kind).flat_map(columns).collect()
    }

    /// What its cells hold.
    pub fn shape(&self) -> Shape {
        match &self.part {
            Some(part) => part.info.map_or(Shape::Text, |info| (info.shape)()),
            None => (self.field.shape)(),
        }
    }

    /// Whether it is the time of what another column says the day of.
    fn is_time(&self) -> bool {
        self.part.is_some() && matches!((self.field.shape)(), Shape::Moment)
    }

    /// Whether visitors read it as words, so that a number alone would tell them nothing.
    pub fn is_for_words(&self) -> bool {
        !self.is_time() && self.part.is_none() && !matches!(self.field.name, "id" | "title" | "menu" | "owner")
    }

    pub fn is_list(&self) -> bool {
        matches!(self.shape(), Shape::List(_))
    }

    /// What its cells hold one of: the value, or an item of the list.
    pub fn item_shape(&self) -> Shape {
        let shape = self.shape();
        if let Shape::List(item) = shape { *item } else { shape }
    }

    /// The field or the part that it is; none for a part of which only its author knows.
    pub fn info(&self) -> Option<&'static FieldInfo> {
        self.part.as_ref().map_or(Some(self.field), |part| part.info)
    }

    /// A phrase that says what belongs there.
    pub fn about(&self) -> &'static str {
        if self.is_time() {
            return "its time of day, where that has a column of its own";
        }
        self.part.as_ref().and_then(|part| part.info).unwrap_or(self.field).about
    }

    /// Whether an entry must have it.
    pub fn is_required(&self) -> bool {
        self.part.is_none() && self.field.required
    }

    pub fn field(&self) -> &'static str {
        self.field.name
    }

    /// Number of the group and name of the part, for a column that is part of a group.
    pub fn part(&self) -> Option<(usize, &str)> {
        self.part.as_ref().map(|part| (part.group, &*part.name))
    }

    /// Where it belongs among the columns of its kind.
    pub fn rank(&self, kind: Kind) -> (usize, usize, usize) {
        let field = fields(kind).position(|info| info.name == self.field.name).unwrap_or(usize::MAX);
        let parts = parts(&(self.field.shape)()).unwrap_or_default();
        let (group, name) = self.part().unwrap_or_default();
        (field, group, parts.iter().position(|info| info.name == name).unwrap_or_default())
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.field.name)?;
        match &self.part {
            Some(SubField { group: 0, name, .. }) => write!(f, ".{name}"),
            Some(SubField { group, name, .. }) => write!(f, ".{}.{name}", group + 1),
            None => Ok(()),
        }
    }
}

/// Every field of a row, the best known first.
fn fields(kind: Kind) -> impl Iterator<Item = &'static FieldInfo> {
    let (first, others) = Common::FIELDS.split_at(2);
    ROW_FIELDS.iter().chain(first).chain(kind.fields()).chain(others)
}

/// The fields of a group, or of a list of groups.
fn parts(shape: &Shape) -> Option<&'static [FieldInfo]> {
    let item = if let Shape::List(item) = shape { item } else { shape };
    if let Shape::Record { fields, .. } = item { Some(fields) } else { None }
}

/// Whether one cell can hold a value of this shape.
fn is_cell(shape: &Shape) -> bool {
    is_single(if let Shape::List(item) = shape { item } else { shape })
}

fn is_single(shape: &Shape) -> bool {
    !matches!(shape, Shape::List(_) | Shape::Record { .. } | Shape::Group { .. } | Shape::Anything)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_known_by_its_name() {
        for name in ["id", "title", "website", "offers", "sources.title", "sources.2.seen", "extra.colour"] {
            assert_eq!(Column::named(Kind::Partner, name).map(|column| column.to_string()).as_deref(), Some(name));
        }
        for name in ["", "webiste", "sources", "sources.1.title", "sources.x", "offers.x", "website.2.x", "extra"] {
            assert!(Column::named(Kind::Partner, name).is_none(), "{name}");
        }
    }

    #[test]
    fn every_column_is_its_own_name_and_they_stand_in_order() {
        let columns = Column::all(Kind::Partner);
        assert_eq!(
            columns.iter().take(5).map(Column::to_string).collect::<Vec<_>>(),
            ["id", "title", "summary", "kind", "area"]
        );
        assert!(columns.is_sorted_by_key(|column| column.rank(Kind::Partner)));
        assert!(columns.iter().any(|column| column.to_string() == "sources.seen"));
    }
}
