//! An entry as the cells of a table, whichever form it is written in.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::column::Column;
use crate::entry::csv_cells::list;
use crate::entry::node::{Marked, Node};
use crate::entry::{Kind, Written};

/// Cells by the names of their columns, none of them empty.
pub type Cells = BTreeMap<String, String>;

/// What of an entry fits into a table, and the names of what does not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flat {
    pub cells: Cells,
    pub left_out: Vec<String>,
}

/// Lays an entry out as cells; nothing if its fields could not be read.
pub fn flat(kind: Kind, written: &Written) -> Option<Flat> {
    let mut flat = Flat::default();
    flat.cells.insert("id".into(), written.id.to_string());
    for (name, node) in written.fields.as_ref()?.iter().filter(|(name, _)| &**name != "id") {
        flat.put(kind, name, node);
    }
    flat.cells.retain(|_, cell| !cell.is_empty());
    Some(flat)
}

impl Flat {
    fn put(&mut self, kind: Kind, name: &Arc<str>, node: &Node) {
        match node {
            Node::Null => {}
            Node::Map(parts) => self.group(kind, name, 0, parts),
            Node::List(items) if Column::named(kind, name).is_some_and(|column| column.is_list()) => {
                let texts: Option<Vec<String>> = items.iter().map(|item| single(item)).collect();
                match texts {
                    Some(texts) => drop(self.cells.insert(name.to_string(), list(texts))),
                    None => self.left_out.push(name.to_string()),
                }
            }
            Node::List(items) => {
                for (number, item) in items.iter().enumerate() {
                    let Node::Map(parts) = &item.node else {
                        self.left_out.push(name.to_string());
                        continue;
                    };
                    self.group(kind, name, number, parts);
                }
            }
            Node::Bool(_) | Node::Int(_) | Node::Float(_) | Node::Text(_) => self.cell(kind, name.to_string(), node),
        }
    }

    fn group(&mut self, kind: Kind, field: &str, number: usize, parts: &[(Arc<str>, Marked)]) {
        for (name, node) in parts.iter().filter(|(_, node)| *node != Node::Null) {
            let name = if number == 0 { format!("{field}.{name}") } else { format!("{field}.{}.{name}", number + 1) };
            self.cell(kind, name, node);
        }
    }

    fn cell(&mut self, kind: Kind, name: String, node: &Node) {
        match single(node).filter(|_| Column::named(kind, &name).is_some()) {
            Some(text) => drop(self.cells.insert(name, text)),
            None => self.left_out.push(name),
        }
    }
}

/// A single value as it would stand in a cell.
fn single(node: &Node) -> Option<String> {
    match node {
        Node::Bool(value) => Some(value.to_string()),
        Node::Int(number) => Some(number.to_string()),
        Node::Float(number) => Some(number.to_string()),
        Node::Text(text) => Some(text.trim().to_string()),
        Node::Null | Node::List(_) | Node::Map(_) => None,
    }
}
