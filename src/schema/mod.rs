//! JSON Schemas (draft-07) of everything that is written in YAML, for editors that complete and check while one types.
//!
//! They are made from the tables of fields that read the files, so that they cannot disagree with them. A schema knows
//! one file alone; whether a reference leads somewhere is for `trellis check`, and known names are given as examples.

mod pattern;
pub mod settings;
mod single;

use serde_json::{Map, Value, json};

use crate::config::SiteFile;
use crate::entry::fields::{FieldInfo, Record, Shape};
use crate::entry::{Common, Kind};
use crate::names::Names;

/// The newest draft that the YAML language server, and so most editors, can read.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// One schema, and the files that it is for.
#[derive(Debug)]
pub struct SchemaFile {
    /// Its own file name.
    pub name: String,
    /// What it is for, as globs from the site's folder.
    pub globs: Vec<String>,
    pub schema: Value,
    pub form: Form,
}

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A whole YAML file.
    Yaml,
    /// The fields at the top of a Markdown file.
    FrontMatter,
}

/// Every schema of a site whose entries have these names.
pub fn all(names: &Names) -> Vec<SchemaFile> {
    let mut files = vec![SchemaFile {
        name: "site.json".into(),
        globs: vec!["site.yaml".into()],
        schema: site(),
        form: Form::Yaml,
    }];
    for &kind in Kind::ALL {
        let stem = kind.folder().replace('/', "-");
        let below = if kind.is_data() { String::new() } else { "/**/*".into() };
        let globs = ["yaml", "yml"].map(|end| format!("content/{}{below}.{end}", kind.folder()));
        let name = format!("{stem}.table.json");
        files.push(SchemaFile { name, globs: globs.into(), schema: table(kind, names), form: Form::Yaml });
        if !kind.is_data() {
            let (name, globs) = (format!("{stem}.json"), vec![format!("content/{}/**/*.md", kind.folder())]);
            files.push(SchemaFile { name, globs, schema: page(kind, names), form: Form::FrontMatter });
        }
    }
    files
}

/// The schema of `site.yaml`.
pub fn site() -> Value {
    let names = Names::default();
    document("The site as a whole", record(SiteFile::FIELDS, &[], &names))
}

/// The schema of the front matter of a page.
pub fn page(kind: Kind, names: &Names) -> Value {
    let fields: Vec<&FieldInfo> = Common::FIELDS.iter().chain(kind.fields()).collect();
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let mut schema = object(properties(&fields, names), &required);
    if let Some(choice) = choice(kind.one_of()) {
        schema["oneOf"] = choice;
    }
    document(kind.about(), schema)
}

/// What the value of a single field may be.
pub fn value_of(field: &FieldInfo) -> Value {
    properties(&[field], &Names::default()).remove(field.name).unwrap_or_default()
}

/// The schema of a table: what `each` gives to all rows, a row need not say.
pub fn table(kind: Kind, names: &Names) -> Value {
    let fields: Vec<&FieldInfo> = Common::FIELDS.iter().chain(kind.fields()).collect();
    let shared = properties(&fields, names);
    let mut own = Map::new();
    own.insert("id".into(), described(single::schema(&Shape::Text), "a short name in small letters and hyphens"));
    own.extend(shared.clone());
    let mut each = object(shared, &[]);
    each["description"] = "fields that every row takes unless it says otherwise".into();
    let mut parts = Map::new();
    parts.insert("each".into(), each);
    parts
        .insert("entries".into(), json!({ "description": "the rows", "type": "array", "items": object(own, &["id"]) }));
    let mut schema = object(parts, &["entries"]);
    let somewhere = |field: &&&FieldInfo| field.required;
    let needed = fields.iter().filter(somewhere).map(|field| json!({ "required": [field.name] }));
    let chosen = choice(kind.one_of()).map(|choice| json!({ "oneOf": choice }));
    schema["allOf"] = needed.chain(chosen).map(|what| in_each_or_rows(&what)).collect();
    document(kind.about(), schema)
}

/// Says that something holds of `each`, or else of every row.
fn in_each_or_rows(what: &Value) -> Value {
    json!({ "anyOf": [
        { "required": ["each"], "properties": { "each": what } },
        { "properties": { "entries": { "items": what } } },
    ] })
}

/// Fields of which exactly one must be there, as `oneOf` says it; none where there is no such choice.
fn choice(one_of: &[&str]) -> Option<Value> {
    (!one_of.is_empty()).then(|| one_of.iter().map(|name| json!({ "required": [name] })).collect())
}

fn document(title: &str, schema: Value) -> Value {
    let mut document = json!({ "$schema": DRAFT, "title": title });
    if let (Some(document), Value::Object(schema)) = (document.as_object_mut(), schema) {
        document.extend(schema);
    }
    document
}

fn object(properties: Map<String, Value>, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn properties(fields: &[&FieldInfo], names: &Names) -> Map<String, Value> {
    let property = |field: &&FieldInfo| {
        let shape = (field.shape)();
        let mut schema = value(&shape, names);
        for rule in field.rules {
            single::narrow(&mut schema, &shape, *rule);
        }
        if field.required && schema["type"] == "array" {
            schema["minItems"] = 1.into();
        }
        let mut former = described(schema.clone(), &format!("now called `{}`", field.name));
        former["deprecated"] = true.into();
        let former = field.former.iter().map(move |name| (name.to_string(), former.clone()));
        std::iter::once((field.name.to_string(), described(schema, field.about))).chain(former)
    };
    fields.iter().flat_map(property).collect()
}

fn record(fields: &[FieldInfo], one_of: &[&str], names: &Names) -> Value {
    let fields: Vec<&FieldInfo> = fields.iter().collect();
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let mut schema = object(properties(&fields, names), &required);
    if let Some(choice) = choice(one_of) {
        schema["oneOf"] = choice;
    }
    schema
}

fn value(shape: &Shape, names: &Names) -> Value {
    match shape {
        Shape::List(item) => json!({ "type": "array", "items": value(item, names) }),
        Shape::Record { fields, one_of } => record(fields, one_of, names),
        Shape::Group { names: None, each } => json!({ "type": "object", "additionalProperties": value(each, names) }),
        Shape::Group { names: Some(chosen), each } => {
            object(chosen.iter().map(|name| (name.to_string(), value(each, names))).collect(), &[])
        }
        Shape::Reference(kind) => reference(names.all(*kind).map(|id| kind.short_name(id)).collect()),
        Shape::AnyReference => {
            let pages = Kind::ALL.iter().filter(|kind| !kind.is_data());
            reference(pages.flat_map(|kind| names.all(*kind).map(|id| kind.full_name(id))).collect())
        }
        Shape::Text
        | Shape::Whole
        | Shape::Number
        | Shape::TrueFalse
        | Shape::Date
        | Shape::PartDate
        | Shape::Moment
        | Shape::Period
        | Shape::Address
        | Shape::Form(_)
        | Shape::Language
        | Shape::Colour
        | Shape::Anything
        | Shape::Choice(_) => single::schema(shape),
    }
}

fn reference(known: Vec<String>) -> Value {
    let mut schema = single::schema(&Shape::Text);
    if !known.is_empty() {
        schema["examples"] = known.into();
    }
    schema
}

fn described(mut schema: Value, about: &str) -> Value {
    schema["description"] = about.into();
    schema
}
