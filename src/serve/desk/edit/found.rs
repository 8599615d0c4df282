//! What was found in the file of a form, each with the field that it is about.

use std::ops::Range;

use serde::Serialize;

use super::super::phrases;
use super::control::{self, Note};
use super::file::EditedFile;
use crate::diagnostic::{Code, Diagnostic, catalogue};
use crate::entry::fields::{FieldInfo, Shape};
use crate::entry::node::{Marked, Node};
use crate::skeleton;
use crate::source::Span;

/// The part of a form that something is about.
#[derive(Debug, PartialEq, Eq)]
pub enum Place {
    Field(String),
    Body,
}

/// Something that was found.
#[derive(Debug)]
pub struct Found {
    pub place: Option<Place>,
    level: &'static str,
    message: String,
    help: Option<String>,
    /// The line of the text, counted from its first.
    line: Option<usize>,
}

/// A finding, and the field that it leads to.
#[derive(Debug, Serialize)]
pub struct Point {
    pub level: &'static str,
    pub message: String,
    pub href: Option<String>,
}

impl Found {
    pub fn note(&self) -> Note {
        Note { level: self.level, message: self.message.clone(), help: self.help.clone(), line: self.line }
    }

    pub fn point(&self) -> Point {
        Point { level: self.level, message: self.message.clone(), href: self.id().map(|id| format!("#{id}")) }
    }

    /// The part of the page that it is about.
    pub fn id(&self) -> Option<String> {
        self.place.as_ref().map(|place| match place {
            Place::Field(name) => control::id(name),
            Place::Body => "text".into(),
        })
    }

    /// What that part is called.
    pub fn label(&self) -> Option<String> {
        self.place.as_ref().map(|place| match place {
            Place::Field(name) => control::label(name),
            Place::Body => "Text".into(),
        })
    }
}

/// Every finding as it is listed: what must be mended comes first.
pub fn points(found: &[Found]) -> Vec<Point> {
    let (errors, others): (Vec<&Found>, Vec<&Found>) = found.iter().partition(|found| found.level == "error");
    errors.into_iter().chain(others).map(Found::point).collect()
}

/// Values of a draft that only stand in for others, until it is shown.
pub fn stand_ins(file: &EditedFile) -> Vec<Found> {
    let marks = skeleton::stand_ins(&file.text, file.parts.range.clone());
    let at = |mark: Range<usize>| Span::new(file.path(), mark.start.saturating_sub(1)..mark.start);
    let marks = marks.into_iter().filter(|_| file.is_draft());
    marks.map(|mark| found(&catalogue::stand_in(at(mark)), file)).collect()
}

/// Those of the findings that are about the file as it is.
pub fn about(file: &EditedFile, diagnostics: &[Diagnostic]) -> Vec<Found> {
    diagnostics.iter().filter(|finding| file.is_about(finding)).map(|finding| found(finding, file)).collect()
}

fn found(finding: &Diagnostic, file: &EditedFile) -> Found {
    let (place, level) = (place(finding, file), finding.severity.as_str());
    let (message, help) = match &place {
        // How a field is added to a file is no help in a form that has it.
        Some(Place::Field(name)) if finding.code == Code::MissingField && is_whole(finding, last(name)) => {
            (format!("{} must be filled in", control::label(name)), None)
        }
        _ => (phrases::capital(&finding.message), finding.help.as_deref().map(phrases::capital)),
    };
    let line = (place == Some(Place::Body)).then(|| line(finding, file));
    Found { place, level, message, help, line }
}

/// The line of the text, as a form shows it, that a finding begins in.
fn line(finding: &Diagnostic, file: &EditedFile) -> usize {
    let body = file.text.get(file.parts.body.start..).unwrap_or_default();
    let start = file.parts.body.start + (body.len() - body.trim_start_matches(['\n', '\r']).len());
    let before = file.text.get(start..finding.span.start).unwrap_or_default();
    before.matches('\n').count() + 1
}

/// The name of a field without those of the groups around it.
fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Whether it is the field itself that is missing, not a part of it.
fn is_whole(finding: &Diagnostic, name: &str) -> bool {
    finding.message.contains(&format!("`{name}`"))
}

/// The name in the form of the innermost part of a value that a finding is about.
fn part(name: String, shape: &Shape, value: &Marked, finding: &Diagnostic, is_table: bool) -> String {
    let at = finding.span.start;
    let holds = |value: &Marked| match is_table {
        true => covers(value, at),
        false => {
            (value.key.start..=value.value.end).contains(&at) || (value.value.start..=value.value.end).contains(&at)
        }
    };
    match (&value.node, shape) {
        (Node::List(items), Shape::List(inner)) if matches!(**inner, Shape::Record { .. }) => {
            let found = items.iter().enumerate().find(|(_, item)| holds(item));
            found.map_or(name.clone(), |(at, item)| part(format!("{name}.{at}"), inner, item, finding, is_table))
        }
        (Node::Map(map), Shape::Record { fields, .. }) => {
            let missing =
                fields.iter().find(|field| finding.code == Code::MissingField && is_whole(finding, field.name));
            let inside = map.iter().filter(|_| missing.is_none()).find(|(_, value)| holds(value));
            let inside =
                inside.and_then(|(own, value)| Some((fields.iter().find(|field| field.is_called(own))?, value)));
            match (missing, inside) {
                (Some(field), _) => format!("{name}.{}", field.name),
                (None, Some((field, value))) => {
                    part(format!("{name}.{}", field.name), &(field.shape)(), value, finding, is_table)
                }
                (None, None) => name,
            }
        }
        _ => name,
    }
}

/// Whether a place is in a cell of a value.
fn covers(value: &Marked, at: usize) -> bool {
    let is_in_part = match &value.node {
        Node::Map(parts) => parts.iter().any(|(_, part)| covers(part, at)),
        Node::List(items) => items.iter().any(|item| covers(item, at)),
        Node::Null | Node::Bool(_) | Node::Int(_) | Node::Float(_) | Node::Text(_) => false,
    };
    is_in_part || (value.value.start..=value.value.end).contains(&at)
}

fn place(finding: &Diagnostic, file: &EditedFile) -> Option<Place> {
    let at = finding.span.start;
    let fields = file.fields();
    let own = |name: &str| {
        let field = fields.iter().find(|field| field.is_called(name));
        Place::Field(field.map_or(name, |field| field.name).to_string())
    };
    // What is missing as a whole is told where the record begins, which is the place of its first field as well.
    let begins = file.parts.own().first().is_none_or(|(_, first)| at <= first.key.start);
    if finding.code == Code::MissingField && begins {
        let is_missing = |field: &&&FieldInfo| {
            is_whole(finding, field.name) && file.parts.field(|name| field.is_called(name)).is_none()
        };
        if let Some(field) = fields.iter().find(is_missing) {
            return Some(own(field.name));
        }
    }
    let is_table = file.parts.cells().is_some();
    let is_inside = |value: &Marked| match is_table {
        true => covers(value, at),
        false => (value.key.start..=value.value.end).contains(&at),
    };
    if let Some((name, value)) = file.parts.fields.iter().find(|(_, value)| is_inside(value)) {
        let field = fields.iter().find(|field| field.is_called(name));
        let part = field.map(|field| part(field.name.to_string(), &(field.shape)(), value, finding, is_table));
        return Some(part.map_or_else(|| own(name), Place::Field));
    }
    if finding.code == Code::MissingField {
        let is_named = |field: &&&FieldInfo| is_whole(finding, field.name);
        return fields.iter().find(is_named).map(|field| own(field.name));
    }
    (file.parts.body.contains(&at) && at < finding.span.end).then_some(Place::Body)
}
