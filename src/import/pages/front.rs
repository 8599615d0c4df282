//! The fields above a page's text, in the ways in which programs for websites write them: YAML between `---`, TOML
//! between `+++`, or JSON in braces.

use serde_json::{Map, Value};

/// Fields by their names, in the order in which they stand.
pub type Values = Map<String, Value>;

/// The fields of a page, and where its text begins.
#[derive(Debug, Default, PartialEq)]
pub struct Front {
    /// Whether there are fields at all.
    pub is_there: bool,
    pub values: Values,
    pub body: usize,
}

/// Reads the fields; otherwise says in words what is wrong with them.
pub fn read(text: &str) -> Result<Front, String> {
    let first = text.lines().next().unwrap_or("").trim_end();
    match first {
        "---" => between(text, &["---", "..."], yaml),
        "+++" => between(text, &["+++"], toml),
        _ if first.starts_with('{') && !first.starts_with("{{") && !first.starts_with("{%") => json(text),
        _ => Ok(Front::default()),
    }
}

fn between(text: &str, ends: &[&str], read: fn(&str) -> Result<Values, String>) -> Result<Front, String> {
    let (mut at, mut start) = (0, None);
    for line in text.split_inclusive('\n') {
        match start {
            None => start = Some(at + line.len()),
            Some(start) if ends.contains(&line.trim_end()) => {
                return Ok(Front { is_there: true, values: read(&text[start..at])?, body: at + line.len() });
            }
            Some(_) => {}
        }
        at += line.len();
    }
    Err(format!("its fields begin with `{}` and never end", ends[0]))
}

fn yaml(text: &str) -> Result<Values, String> {
    if text.trim().is_empty() {
        return Ok(Values::default());
    }
    let read = serde_yaml::from_str::<Option<Values>>(text);
    read.map(Option::unwrap_or_default).map_err(|error| format!("its fields cannot be read as YAML: {error}"))
}

fn toml(text: &str) -> Result<Values, String> {
    let table = text.parse::<toml::Table>().map_err(|error| {
        let line = error.message();
        format!("its fields cannot be read as TOML: {line}")
    })?;
    Ok(table.into_iter().map(|(name, value)| (name, plain(value))).collect())
}

/// A value of TOML; days are written as they are in YAML.
fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(yes) => yes.into(),
        toml::Value::Datetime(moment) => moment.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(plain).collect::<Vec<_>>().into(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(name, value)| (name, plain(value))).collect())
        }
    }
}

fn json(text: &str) -> Result<Front, String> {
    let mut found = serde_json::Deserializer::from_str(text).into_iter::<Values>();
    let values = match found.next() {
        Some(Ok(values)) => values,
        Some(Err(error)) => return Err(format!("its fields cannot be read as JSON: {error}")),
        None => Values::default(),
    };
    Ok(Front { is_there: true, values, body: found.byte_offset() })
}

/// Every single text in a value: itself, or the items of a list; a text may name several with commas between them.
pub fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(single).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            single(value).into_iter().collect()
        }
    }
}

/// A value that is one text, as it would be typed; blanks at its ends are none of it.
pub fn single(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_read_in_every_way_in_which_they_are_written() {
        for text in [
            "---\ntitle: Our team\ndate: 2020-01-02\n---\nWords.\n",
            "+++\ntitle = \"Our team\"\ndate = 2020-01-02\n+++\nWords.\n",
            "{\"title\": \"Our team\", \"date\": \"2020-01-02\"}\nWords.\n",
        ] {
            let front = read(text).unwrap();
            assert_eq!(Value::Object(front.values), json!({"title": "Our team", "date": "2020-01-02"}), "{text}");
            assert_eq!(text[front.body..].trim(), "Words.");
        }
    }

    #[test]
    fn a_page_may_have_none() {
        for text in ["# Our team\n", "", "{{ partial }}\n", "--- \nx: 1"] {
            assert!(!read(text).is_ok_and(|front| front.is_there), "{text}");
        }
        assert_eq!(read("---\n---\nWords.").unwrap().body, 8);
        assert!(read("---\ntitle: [\n---\n").is_err() && read("---\ntitle: x\n").is_err());
    }
}
