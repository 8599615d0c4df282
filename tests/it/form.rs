//! A form of the desk as a browser without scripts sends it. An example that measures the desk uses it as well.

use std::collections::BTreeMap;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Values of a form by the names of its fields.
pub type Fields = BTreeMap<String, String>;

/// What a browser without scripts would send of the form of a page.
pub fn form(page: &str) -> Fields {
    let mut fields = Fields::new();
    let (_, form) = page.split_once("<form class=\"edit\"").expect("a form");
    for tag in form.split_once("</form>").unwrap().0.split('<').skip(1) {
        let attribute = |name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
            rest.split_once('"').map(|(value, _)| unescaped(value))
        };
        // What nobody ticks is not sent.
        if attribute("type").as_deref() == Some("checkbox") {
            continue;
        }
        let behind = tag.split_once('>').map_or("", |(_, text)| text);
        let Some(name) = attribute("name") else {
            if tag.starts_with("option") && tag.contains(" selected") {
                let last = fields.keys().find(|key| fields[*key] == "\0").cloned().unwrap();
                fields.insert(last, attribute("value").unwrap());
            }
            continue;
        };
        let value = match tag.split(' ').next().unwrap() {
            "textarea" => unescaped(behind.strip_prefix('\n').unwrap()).replace('\n', "\r\n"),
            "select" => "\0".to_string(),
            _ => attribute("value").unwrap_or_default(),
        };
        fields.insert(name, value);
    }
    fields.values_mut().filter(|value| *value == "\0").for_each(String::clear);
    fields
}

pub fn unescaped(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&#x2F;", "/")];
    named.iter().fold(text.to_string(), |text, (name, letter)| text.replace(name, letter)).replace("&amp;", "&")
}

pub fn encoded(fields: &Fields) -> String {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

pub fn with(fields: &Fields, changes: &[(&str, &str)]) -> Fields {
    let mut fields = fields.clone();
    fields.extend(changes.iter().map(|(name, value)| (name.to_string(), value.to_string())));
    fields
}
