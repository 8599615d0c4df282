//! What the editor lists: a collection for the pages of each kind, and one of all tables that are written in YAML.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::fields::{Others, fields};
use crate::entry::fields::{FieldInfo, Record};
use crate::entry::{Common, FileRole, Kind, role_of};
use crate::formatting::capital;
use crate::snapshot::Snapshot;
use crate::source::SourcePath;

/// The name of the collection of tables.
const TABLES: &str = "tables";

/// The tables of a site, by what the editor can do with them.
#[derive(Debug, Default)]
pub struct Tables {
    /// Those in YAML, each with its kind.
    pub yaml: BTreeMap<SourcePath, Kind>,
    /// Those in CSV, for which it has no form.
    pub csv: Vec<SourcePath>,
}

impl Tables {
    pub fn of(snapshot: &Snapshot) -> Tables {
        let mut tables = Tables::default();
        for (path, _) in snapshot.below("content") {
            let FileRole::Entries(kind) = role_of(path) else { continue };
            match path.extension().as_str() {
                "yaml" | "yml" => drop(tables.yaml.insert(path.clone(), kind)),
                "csv" => tables.csv.push(path.clone()),
                _ => {}
            }
        }
        tables
    }

    fn of_kind(&self, kind: Kind) -> Vec<&SourcePath> {
        self.yaml.iter().filter(|(_, other)| **other == kind).map(|(path, _)| path).collect()
    }
}

/// Every collection.
pub fn all(snapshot: &Snapshot, tables: &Tables) -> Vec<Value> {
    let others = |kind: Kind| others(kind, tables);
    let pages = Kind::ALL.iter().filter(|kind| !kind.is_data()).map(|kind| pages(*kind, snapshot, &others));
    let files: Vec<Value> = tables.yaml.iter().map(|(path, kind)| table(path, *kind, snapshot, &others)).collect();
    let tables = json!({
        "name": TABLES,
        "label": "Tables",
        "description": "Lists with a row for each entry. Notes in these files that begin with # are lost when they are saved here.",
        "files": files,
    });
    pages.chain((!files.is_empty()).then_some(tables)).collect()
}

/// How the editor finds the entries of a kind, if it can find them all.
fn others(kind: Kind, tables: &Tables) -> Others {
    let in_csv = tables.csv.iter().any(|path| matches!(role_of(path), FileRole::Entries(other) if other == kind));
    match (kind.is_data(), &*tables.of_kind(kind)) {
        (false, []) if !in_csv => Others::Pages { collection: name(kind) },
        (true, [one]) if !in_csv => Others::Rows { collection: TABLES.into(), file: file_name(one) },
        _ => Others::Unknown,
    }
}

/// The name of a collection: the folder of its kind.
fn name(kind: Kind) -> String {
    kind.folder().replace('/', "-")
}

/// The name of a table: its path without what all have in common.
fn file_name(path: &SourcePath) -> String {
    let inside = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    inside.rsplit_once('.').map_or(inside, |(stem, _)| stem).replace('/', "-")
}

fn pages(kind: Kind, snapshot: &Snapshot, others: &dyn Fn(Kind) -> Others) -> Value {
    let folder = format!("content/{}", kind.folder());
    let own: Vec<&FieldInfo> = Common::FIELDS.iter().chain(kind.fields()).collect();
    let mut all = fields(&own, others);
    // Callouts and other marks of Trellis stay as they are typed where a text is shown as it is.
    all.push(json!({ "name": "body", "label": "Text", "widget": "markdown", "required": false,
        "modes": ["raw", "rich_text"], "hint": "Markdown. Headings begin with ##." }));
    let mut collection = json!({
        "name": name(kind),
        "label": capital(kind.many()),
        "label_singular": capital(kind.one()),
        "description": capital(kind.about()),
        "folder": folder,
        "create": true,
        "extension": "md",
        "format": "yaml-frontmatter",
        "slug": "{{title}}",
        "identifier_field": "title",
        "fields": all,
    });
    let in_sections = snapshot.below(&folder).any(|(path, _)| {
        path.extension() == "md"
            && path.folder().len() > folder.len()
            && matches!(role_of(path), FileRole::Entries(other) if other == kind)
    });
    if in_sections {
        collection["nested"] = json!({ "subfolders": false });
    }
    collection
}

fn table(path: &SourcePath, kind: Kind, snapshot: &Snapshot, others: &dyn Fn(Kind) -> Others) -> Value {
    let written: Value = snapshot.text(path).and_then(|text| serde_yaml::from_str(text).ok()).unwrap_or_default();
    let shared = written["each"].as_object();
    let own: Vec<&FieldInfo> = Common::FIELDS.iter().chain(kind.fields()).collect();
    let is_shared = |field: &FieldInfo| shared.is_some_and(|each| each.contains_key(field.name));
    let mut rows = vec![json!({ "name": "id", "label": "Id", "widget": "string",
        "hint": "A short name in small letters and hyphens", "pattern": ["^[a-z0-9-]+$", "small letters, digits and hyphens"] })];
    let mut row = fields(&own, others);
    for (field, written) in own.iter().zip(&mut row) {
        if is_shared(field) {
            written["required"] = false.into();
        }
    }
    rows.extend(row);
    let mut parts = Vec::new();
    if shared.is_some() {
        let each: Vec<&FieldInfo> = own.iter().copied().filter(|field| is_shared(field)).collect();
        parts.push(json!({ "name": "each", "label": "What every row says", "widget": "object",
            "hint": "A row may say something else", "fields": fields(&each, others) }));
    }
    parts.push(json!({ "name": "entries", "label": capital(kind.many()), "label_singular": capital(kind.one()),
        "widget": "list", "summary": "{{fields.title}}", "collapsed": true, "fields": rows }));
    json!({ "name": file_name(path), "label": capital(kind.many()), "file": path.as_str(), "format": "yaml", "fields": parts })
}
