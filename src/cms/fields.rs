//! How the editor asks for each field.

use serde_json::{Value, json};

use crate::entry::Kind;
use crate::entry::fields::{FieldInfo, Shape};
use crate::entry::rule::Rule;
use crate::formatting::capital;
use crate::schema;

/// How the editor finds the entries of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Others {
    Pages {
        collection: String,
    },
    /// In one table.
    Rows {
        collection: String,
        file: String,
    },
    /// Only Trellis can: they are in several places, or in a form that the editor does not read.
    Unknown,
}

/// What begins an address that can be followed.
const ADDRESS: &str = "^\\s*(https?://|mailto:|tel:)\\S+\\s*$";

/// The questions for some fields.
pub fn fields(infos: &[&FieldInfo], others: &dyn Fn(Kind) -> Others) -> Vec<Value> {
    infos.iter().filter_map(|info| field(info, others)).collect()
}

/// The question for a field; none where the editor has no form for it, which then leaves it as it is.
fn field(info: &FieldInfo, others: &dyn Fn(Kind) -> Others) -> Option<Value> {
    let shape = (info.shape)();
    let mut asked = widget(&shape, info, others)?;
    let field = asked.as_object_mut()?;
    field.insert("name".into(), info.name.into());
    field.insert("label".into(), capital(&info.name.replace('_', " ")).into());
    field.insert("hint".into(), capital(&info.about.replace('`', "")).into());
    field.insert("required".into(), info.required.into());
    if info.required && field.get("widget").is_some_and(|widget| widget == "list") {
        field.insert("min".into(), 1.into());
    }
    // What a person reads first stands first.
    let order = ["name", "label", "widget", "hint", "required"];
    let mut sorted = serde_json::Map::new();
    order.iter().for_each(|key| {
        if let Some(value) = field.remove(*key) {
            sorted.insert((*key).into(), value);
        }
    });
    sorted.append(field);
    Some(Value::Object(sorted))
}

fn widget(shape: &Shape, info: &FieldInfo, others: &dyn Fn(Kind) -> Others) -> Option<Value> {
    Some(match shape {
        Shape::Text if info.about.contains("sentence") => json!({ "widget": "text" }),
        Shape::Text if is_picture(info) => {
            json!({ "widget": "image", "media_folder": "/content/images", "public_folder": "images", "choose_url": false })
        }
        Shape::Text | Shape::AnyReference => json!({ "widget": "string" }),
        Shape::Whole => number(info, "int"),
        Shape::Number => number(info, "float"),
        Shape::TrueFalse => json!({ "widget": "boolean" }),
        Shape::Date => json!({ "widget": "datetime", "type": "date", "format": "YYYY-MM-DD" }),
        Shape::Address => patterned(ADDRESS, info),
        Shape::PartDate | Shape::Moment | Shape::Period | Shape::Form(_) | Shape::Language => {
            patterned(schema::value_of(info)["pattern"].as_str()?, info)
        }
        Shape::Colour => json!({ "widget": "color", "allowInput": true }),
        Shape::Choice(words) => json!({ "widget": "select", "options": words }),
        Shape::Reference(kind) => reference(*kind, others, false),
        Shape::List(item) => list(item, info, others)?,
        Shape::Record { fields: own, .. } => {
            json!({ "widget": "object", "collapsed": true, "fields": fields(&own.iter().collect::<Vec<_>>(), others) })
        }
        Shape::Group { names: Some(names), each } => {
            let named = names.iter().filter_map(|name| {
                let mut asked = widget(each, info, others)?;
                asked["name"] = (*name).into();
                asked["label"] = capital(&name.replace(['_', '-'], " ")).into();
                asked["required"] = false.into();
                Some(asked)
            });
            json!({ "widget": "object", "collapsed": true, "fields": named.collect::<Vec<_>>() })
        }
        Shape::Group { names: None, each } if matches!(**each, Shape::Text) => json!({ "widget": "keyvalue" }),
        Shape::Group { names: None, .. } | Shape::Anything => return None,
    })
}

fn list(item: &Shape, info: &FieldInfo, others: &dyn Fn(Kind) -> Others) -> Option<Value> {
    Some(match item {
        Shape::Choice(words) => json!({ "widget": "select", "multiple": true, "options": words }),
        Shape::Reference(kind) => reference(*kind, others, true),
        Shape::Record { fields: own, .. } => {
            let asked = fields(&own.iter().collect::<Vec<_>>(), others);
            let first = asked.first().and_then(|field| field["name"].as_str()).unwrap_or_default();
            json!({ "widget": "list", "collapsed": true, "summary": format!("{{{{fields.{first}}}}}"), "fields": asked })
        }
        Shape::Text | Shape::AnyReference => json!({ "widget": "list" }),
        Shape::Whole
        | Shape::Number
        | Shape::TrueFalse
        | Shape::Date
        | Shape::PartDate
        | Shape::Moment
        | Shape::Period
        | Shape::Address
        | Shape::Form(_)
        | Shape::Language
        | Shape::Colour => {
            let mut asked = widget(item, info, others)?;
            asked["name"] = "item".into();
            asked["label"] = "Item".into();
            json!({ "widget": "list", "field": asked })
        }
        Shape::List(_) | Shape::Group { .. } | Shape::Anything => return None,
    })
}

/// Whether a text is the path of a picture below `content`.
fn is_picture(info: &FieldInfo) -> bool {
    info.about.contains("in the folder `content`")
}

fn number(info: &FieldInfo, kind: &str) -> Value {
    let mut asked = json!({ "widget": "number", "value_type": kind, "min": 0 });
    for rule in info.rules {
        if let Rule::Within(least, most) = rule {
            asked["min"] = (*least).into();
            asked["max"] = (*most).into();
        }
    }
    if kind == "float" {
        asked["step"] = json!(0.01);
    }
    asked
}

fn patterned(pattern: &str, info: &FieldInfo) -> Value {
    json!({ "widget": "string", "pattern": [pattern, capital(&info.about.replace('`', ""))] })
}

/// A choice of other entries, where the editor can find them.
fn reference(kind: Kind, others: &dyn Fn(Kind) -> Others, is_many: bool) -> Value {
    let mut asked = match others(kind) {
        Others::Pages { collection } => json!({ "widget": "relation", "collection": collection,
            "value_field": "{{slug}}", "display_fields": ["title"], "search_fields": ["title"] }),
        Others::Rows { collection, file } => json!({ "widget": "relation", "collection": collection, "file": file,
            "value_field": "entries.*.id", "display_fields": ["entries.*.title"], "search_fields": ["entries.*.title"] }),
        Others::Unknown if is_many => return json!({ "widget": "list" }),
        Others::Unknown => return json!({ "widget": "string" }),
    };
    if is_many {
        asked["multiple"] = true.into();
    }
    asked
}
