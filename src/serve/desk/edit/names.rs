//! The names of entries that the references of a form may take.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};

use super::super::context::DeskContext;
use super::control::Control;
use super::groups;
use super::way::ANY;
use crate::entry::Entry;

/// Of more names only these are offered to choose from.
const MOST_NAMES: usize = 2000;
/// Below a list of names only so many are told.
const MOST_TOLD: usize = 200;

/// Names of entries to choose from.
#[derive(Debug, Serialize)]
pub struct Names {
    pub id: &'static str,
    pub names: Vec<Name>,
}

#[derive(Debug, Serialize)]
pub struct Name {
    pub name: String,
    pub title: String,
}

/// The names for every kind of reference in a form. Below a list they are told as well: there is nothing to choose them
/// with.
pub fn offered(mut controls: Vec<&mut Control>, look: &DeskContext<'_>) -> Vec<Names> {
    let mut wanted: BTreeSet<&'static str> = BTreeSet::new();
    for control in &mut controls {
        groups::each(std::slice::from_mut(control), &mut |control| wanted.extend(control.names));
    }
    let names: Vec<Names> = wanted.into_iter().map(|folder| of(folder, &look.survey.contents.entries)).collect();
    // Of a list of groups, each would tell the same.
    for control in controls.into_iter().filter(|control| control.is_list) {
        let known = names.iter().filter(|names| Some(names.id) == control.names).flat_map(|names| &names.names);
        control.known.extend(known.take(MOST_TOLD).map(|one| one.name.clone()));
    }
    names
}

/// Every entry that has a file of its own: what it is called, its kind, and where its file is. For links in texts.
pub fn of_pages(look: &DeskContext<'_>) -> Value {
    let pages = look.survey.contents.entries.iter().filter(|entry| entry.row.is_none());
    let page = |entry: &Arc<Entry>| {
        let title = entry.common.as_ref()?.title.clone();
        Some(json!({ "title": title, "kind": entry.kind.one(), "path": entry.path.as_str() }))
    };
    pages.filter_map(page).collect()
}

/// Those of the kind in a folder, or of any kind.
pub fn of(folder: &'static str, entries: &[Arc<Entry>]) -> Names {
    let is_of = |entry: &&Arc<Entry>| folder == ANY || entry.kind.folder() == folder;
    let name = |entry: &Arc<Entry>| Name {
        name: match folder {
            ANY => entry.kind.full_name(&entry.id),
            _ => entry.kind.short_name(&entry.id),
        },
        title: entry.common.as_ref().map_or_else(String::new, |common| common.title.to_string()),
    };
    Names { id: folder, names: entries.iter().filter(is_of).take(MOST_NAMES).map(name).collect() }
}
