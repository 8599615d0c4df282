//! Settings that are groups of names which Trellis knows: how serious each finding is, how long each kind stays good.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Severity, catalogue};
use crate::entry::fields::{Field, FieldPart, Reader, Shape};
use crate::entry::kinds::{Kind, Period};
use crate::entry::locate::Step;
use crate::entry::node::{Marked, Node};
use crate::entry::phase::same_in_every_phase;
use crate::entry::values::Text;
use crate::nearest::nearest;

/// The level of a finding where the owner has set one; `None` silences it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels(pub BTreeMap<Code, Option<Severity>>);

/// Months for which each kind of entry stays good, where the owner has said so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewTimes(pub BTreeMap<Kind, u32>);

/// Reads a mapping whose names are themselves values.
pub(super) fn read_names<T>(
    node: &Node,
    reader: &mut Reader,
    mut read: impl FnMut(&str, &Node, &mut Reader) -> Option<T>,
) -> Option<Vec<T>> {
    let Node::Map(map) = node else {
        return reader.expected(
            "a group of fields",
            node,
            "write `name: value` lines below it, indented by two spaces",
        );
    };
    let read = |(name, node): &(Text, Marked)| {
        reader.at(Step::Field(name.to_string().into()), |reader| read(name, node, reader))
    };
    let values: Vec<T> = map.iter().filter_map(read).collect();
    (values.len() == map.len()).then_some(values)
}

fn unknown_name<T>(reader: &mut Reader, name: &str, what: &str, near: Option<&str>) -> Option<T> {
    let message = format!("there is no {what} called `{name}`");
    let help = near.map(|near| format!("did you mean `{near}`?"));
    reader.problem(FieldPart::Name, move |at| catalogue::invalid_value(at, message, help));
    None
}

impl Field for Levels {
    const REQUIRED: bool = false;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let levels = read_names(node, reader, |name, node, reader| {
            let Some(code) = Code::parse(name) else {
                return unknown_name(
                    reader,
                    name,
                    "finding",
                    nearest(name, Code::ALL.iter().map(|code| code.as_str())),
                );
            };
            match node.as_text() {
                Some("error") => Some((code, Some(Severity::Error))),
                Some("warning") => Some((code, Some(Severity::Warning))),
                Some("off") => Some((code, None)),
                _ => reader.expected("`error`, `warning` or `off`", node, "write one of these words"),
            }
        })?;
        Some(Levels(levels.into_iter().collect()))
    }

    fn absent() -> Option<Self> {
        Some(Levels::default())
    }

    fn shape() -> Shape {
        Shape::Group {
            names: Some(Code::ALL.iter().map(|code| code.as_str()).collect()),
            each: Box::new(Shape::Choice(&["error", "warning", "off"])),
        }
    }
}

impl Field for ReviewTimes {
    const REQUIRED: bool = false;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let times = read_names(node, reader, |name, node, reader| {
            let Some(kind) = Kind::ALL.iter().find(|kind| kind.folder() == name) else {
                return unknown_name(reader, name, "folder", nearest(name, Kind::ALL.iter().map(|kind| kind.folder())));
            };
            Period::read(node, reader).map(|period| (*kind, period.months))
        })?;
        Some(ReviewTimes(times.into_iter().collect()))
    }

    fn absent() -> Option<Self> {
        Some(ReviewTimes::default())
    }

    fn shape() -> Shape {
        Shape::Group {
            names: Some(Kind::ALL.iter().map(|kind| kind.folder()).collect()),
            each: Box::new(Shape::Period),
        }
    }
}

same_in_every_phase!(Levels, ReviewTimes);
