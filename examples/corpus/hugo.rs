//! The same made-up site for Hugo: every entry is a page with its words, its text and what it refers to.
//!
//! What a value means is not told: its texts and the entries that it names stand in a list below the field's name.

use std::collections::HashMap;

use serde_yaml::{Mapping, Value};

/// Tables whose rows Trellis shows on no page.
const UNSHOWN: [&str; 3] = ["house-terms", "synonyms", "wages"];

/// Fields whose words are no names of entries, although some are spelt like one.
const WORDS: [&str; 5] = ["title", "summary", "route_type", "area_type", "element"];

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

struct Entry {
    folder: String,
    id: String,
    fields: Mapping,
    body: String,
}

/// Paths and texts for Hugo of a made-up site's files.
pub fn site(files: &[(String, String)]) -> Result<Vec<(String, String)>> {
    let mut entries = Vec::new();
    for (path, text) in files {
        if let Some(path) = path.strip_prefix("content/") {
            entries.extend(read(path, text)?);
        }
    }
    let addresses: HashMap<&str, String> = entries.iter().map(|entry| (entry.id.as_str(), entry.address())).collect();
    entries.iter().map(|entry| entry.page(&addresses)).collect()
}

fn read(path: &str, text: &str) -> Result<Vec<Entry>> {
    let (folder, file) = path.rsplit_once('/').ok_or("a file beside the folders")?;
    let (name, form) = file.split_once('.').ok_or("a file without an ending")?;
    Ok(match form {
        "md" => {
            let (fields, body) = text.trim_start_matches("---\n").split_once("---\n").ok_or("a page without fields")?;
            let (fields, body) = (serde_yaml::from_str(fields)?, body.to_string());
            vec![Entry { folder: folder.into(), id: name.into(), fields, body }]
        }
        "yaml" if UNSHOWN.contains(&name) => Vec::new(),
        "yaml" => rows(name, serde_yaml::from_str(text)?)?,
        _ => cells(folder, text)?,
    })
}

/// The rows of a table, each with what is said of all.
fn rows(folder: &str, table: Mapping) -> Result<Vec<Entry>> {
    let part = |name: &str| table.get(name).ok_or_else(|| format!("a table without {name}"));
    let (each, entries) = (part("each")?, part("entries")?);
    let mut rows = Vec::new();
    for row in entries.as_sequence().ok_or("entries that are no list")? {
        let mut fields = row.as_mapping().ok_or("a row without fields")?.clone();
        fields.extend(each.as_mapping().cloned().unwrap_or_default());
        rows.push(Entry::row(folder, fields)?);
    }
    Ok(rows)
}

fn cells(folder: &str, text: &str) -> Result<Vec<Entry>> {
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let head = table.headers()?.clone();
    let cell = |cell: &str| cell.split(';').map(Value::from).collect::<Vec<_>>();
    let mut rows = Vec::new();
    for row in table.records() {
        let row = row?;
        let fields = head.iter().zip(&row).map(|(name, value)| match name {
            "offers" | "routes" => (name.into(), cell(value).into()),
            _ => (name.into(), value.into()),
        });
        rows.push(Entry::row(folder, fields.collect())?);
    }
    Ok(rows)
}

impl Entry {
    fn row(folder: &str, mut fields: Mapping) -> Result<Entry> {
        let id = fields.shift_remove("id").ok_or("a row without an id")?;
        let id = id.as_str().ok_or("an id that is no text")?.to_string();
        Ok(Entry { folder: folder.into(), id, fields, body: String::new() })
    }

    fn address(&self) -> String {
        match self.folder.as_str() {
            "pages" if self.id == "home" => "/".into(),
            "pages" => format!("/{}", self.id),
            folder => format!("/{folder}/{}", self.id),
        }
    }

    fn page(&self, addresses: &HashMap<&str, String>) -> Result<(String, String)> {
        let said = |name: &str| self.fields.get(name).cloned().unwrap_or_default();
        let mut fields = Vec::new();
        for (name, value) in &self.fields {
            let name = name.as_str().ok_or("a name that is no text")?;
            let mut items = Vec::new();
            if name != "title" && name != "summary" {
                gather(value, (!WORDS.contains(&name)).then_some(addresses), &mut items);
                fields.push(mapping([("name", name.replace('_', " ").into()), ("items", items.into())]));
            }
        }
        let head = [("title", said("title")), ("description", said("summary")), ("fields", fields.into())];
        let head = serde_yaml::to_string(&mapping(head))?;
        // Every page of Hugo's is named from the top.
        let body = self.body.replace("](../", "](/");
        let file = Some(self.address()).filter(|address| address != "/").unwrap_or_else(|| "/_index".into());
        Ok((format!("content{file}.md"), format!("---\n{head}---\n\n{body}")))
    }
}

/// The texts in a value, and the entries that it names.
fn gather(value: &Value, addresses: Option<&HashMap<&str, String>>, items: &mut Vec<Value>) {
    let named = |text: &str| addresses.and_then(|known| known.get(text.rsplit('/').next().unwrap_or(text)));
    match value {
        Value::String(text) => items.push(match named(text) {
            Some(address) => mapping([("to", address.as_str().into())]),
            None => mapping([("text", text.as_str().into())]),
        }),
        Value::Sequence(values) => values.iter().for_each(|value| gather(value, addresses, items)),
        Value::Mapping(fields) => match (fields.get("title"), fields.get("url")) {
            (Some(title), Some(url)) => items.push(mapping([("text", title.clone()), ("url", url.clone())])),
            _ => fields.values().for_each(|value| gather(value, addresses, items)),
        },
        Value::Bool(yes) => items.push(mapping([("text", yes.to_string().into())])),
        Value::Number(number) => items.push(mapping([("text", number.to_string().into())])),
        Value::Null | Value::Tagged(_) => {}
    }
}

fn mapping<const N: usize>(fields: [(&str, Value); N]) -> Value {
    fields.into_iter().map(|(name, value)| (Value::from(name), value)).collect::<Mapping>().into()
}
