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
        "---" if is_rule(text) => {
            Ok(Front { body: text.find('\n').map_or(text.len(), |end| end + 1), ..Front::default() })
        }
        "---" => between(text, &["---", "..."], yaml),
        "+++" => between(text, &["+++"], toml),
        _ if first.starts_with('{') && !first.starts_with("{{") && !first.starts_with("{%") => json(text),
        _ => Ok(open(text).unwrap_or_default()),
    }
}

/// Names with which the fields of other programs begin, where no sign stands before them.
const FIRST: [&str; 8] = ["title", "date", "slug", "template", "status", "category", "author", "tags"];

/// Fields that stand at the top as they are, as Pelican and Flask-FlatPages have them: up to a `---` or, where there are
/// several, up to a blank line.
fn open(text: &str) -> Option<Front> {
    let (mut values, mut at, mut last) = (Values::default(), 0, None::<String>);
    for line in text.split_inclusive('\n') {
        let typed = line.trim_end();
        let is_end = typed == "---" || typed == "...";
        if is_end || typed.is_empty() {
            let is_enough = values.contains_key("title") && (is_end || values.len() > 1);
            return is_enough.then(|| Front { is_there: true, values, body: at + line.len() });
        }
        at += line.len();
        if let Some(more) = last.as_ref().filter(|_| typed.starts_with([' ', '\t'])) {
            if let Some(Value::String(value)) = values.get_mut(more) {
                value.push(' ');
                value.push_str(typed.trim());
            }
            continue;
        }
        let (name, value) = typed.split_once(':')?;
        let name = name.to_lowercase();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let is_known = !values.is_empty() || FIRST.contains(&name.as_str());
        (is_name && is_known && (value.is_empty() || value.starts_with(' '))).then_some(())?;
        values.insert(name.clone(), value.trim().trim_matches(['"', '\'']).into());
        last = Some(name);
    }
    None
}

/// Whether the first line is a rule above words, and no fields begin with it.
fn is_rule(text: &str) -> bool {
    let (_, below) = text.split_once('\n').unwrap_or((text, ""));
    let first = below.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or("");
    let name = first.split_once(':').map_or("", |(name, _)| name.trim_matches(['"', '\'', ' ']));
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let is_end = first.is_empty() || first == "---" || first == "...";
    // A page whose fields are wrong in another way has some.
    !is_name && !is_end && between(text, &["---", "..."], yaml).is_err()
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
    fn fields_may_stand_at_the_top_without_a_sign() {
        for text in
            ["Title: Our team\nDate: 2020-01-02\n\nWords.\n", "title: Our\n  team\ndate: 2020-01-02\n---\nWords.\n"]
        {
            let front = read(text).unwrap();
            assert_eq!(Value::Object(front.values), json!({"title": "Our team", "date": "2020-01-02"}), "{text}");
            assert_eq!(text[front.body..].trim(), "Words.");
        }
        for text in
            ["Title: a word\n\nWords.\n", "Note: it is\nfree: yes\n\nWords.\n", "Title: x\nWords go on\n\n", "Date: x"]
        {
            assert!(!read(text).is_ok_and(|front| front.is_there), "{text}");
        }
    }

    #[test]
    fn a_page_may_have_none() {
        for text in ["# Our team\n", "", "{{ partial }}\n", "--- \nx: 1"] {
            assert!(!read(text).is_ok_and(|front| front.is_there), "{text}");
        }
        assert_eq!(read("---\n---\nWords.").unwrap().body, 8);
        for text in ["---\n\nWe meet here.\n", "---\n\n# Us\n\nWe meet here.\n\n---\n\nMore.\n"] {
            assert_eq!(read(text), Ok(Front { body: 4, ..Front::default() }), "{text}");
        }
        assert!(read("---\ntitle: [\n---\n").is_err() && read("---\ntitle: x\n").is_err());
    }
}
