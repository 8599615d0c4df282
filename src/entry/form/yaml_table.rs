//! A YAML table: `each:` holds fields that every row takes unless it says otherwise, `entries:` holds the rows.

use std::sync::Arc;

use super::super::locate::{Marked, Step};
use super::super::node::Node;
use super::{Row, bom, parse_yaml};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{SourcePath, Span};

type Map = Vec<(Arc<str>, Node)>;

pub(super) fn rows(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Row> {
    let start = bom(text);
    let Some(node) = parse_yaml(path, &text[start..], start, diagnostics) else { return Vec::new() };
    let (each, entries) = match parts(node) {
        Ok(parts) => parts,
        Err(field) => {
            let marks = Marked::yaml(&text[start..], start);
            let found = marks.find(&[Step::Field(field.clone().into())]);
            diagnostics.push(catalogue::invalid_value(
                Span::new(path, found.value.clone()),
                "a table has a list `entries:` and, if you like, a group `each:`".into(),
                Some("write `entries:` and below it one `- id: ...` for each row".into()),
            ));
            return Vec::new();
        }
    };
    let row = |(index, node): (usize, Node)| {
        let Node::Map(mut map) = node else { return Err(index) };
        for (name, value) in &each {
            if !map.iter().any(|(own, _)| own == name) {
                map.push((name.clone(), value.clone()));
            }
        }
        let id =
            map.iter().find(|(name, _)| &**name == "id").and_then(|(_, node)| node.scalar_text()).unwrap_or_default();
        Ok(Row { id, index: Some(index as u32), begin: 0, map: Some(map), body: text.len()..text.len() })
    };
    let mut rows = Vec::with_capacity(entries.len());
    for result in entries.into_iter().enumerate().map(row) {
        match result {
            Ok(row) => rows.push(row),
            Err(index) => diagnostics.push(catalogue::invalid_value(
                Span::new(path, marks(text, index as u32).value.clone()),
                "a row must be a group of fields".into(),
                Some("write `- id: ...` and the other fields below it, indented by two spaces".into()),
            )),
        }
    }
    rows
}

/// `each` and `entries`, or the name of the part that is not as it should be.
fn parts(node: Node) -> Result<(Map, Vec<Node>), String> {
    let Node::Map(map) = node else { return Err(String::new()) };
    let (mut each, mut entries) = (Vec::new(), None);
    for (name, value) in map {
        match (&*name, value) {
            ("each", Node::Map(fields)) => each = fields,
            ("entries", Node::List(rows)) => entries = Some(rows),
            _ => return Err(name.to_string()),
        }
    }
    entries.map(|entries| (each, entries)).ok_or_else(String::new)
}

/// Positions of one row: its own fields, and those it takes from `each`.
pub(super) fn marks(text: &str, row: u32) -> Marked {
    Places::read(text).row(row)
}

/// Positions of a whole table, for when many of its rows are pointed at.
#[derive(Debug)]
pub(super) struct Places {
    each: Option<Marked>,
    entries: Marked,
}

impl Places {
    pub fn read(text: &str) -> Places {
        let start = bom(text);
        let mut whole = Marked::yaml(&text[start..], start);
        Places { each: whole.take("each"), entries: whole.take("entries").unwrap_or_default() }
    }

    pub fn row(&self, row: u32) -> Marked {
        let mut own = self.entries.item(row as usize).cloned().unwrap_or_default();
        own.key = own.value.start..own.value.start;
        if let Some(each) = &self.each {
            own.inherit(each.clone());
        }
        own
    }
}
