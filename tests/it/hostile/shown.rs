//! What came of words: a page as a browser reads it, and what must hold of each published file.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use trellis::output::Output;

/// Elements that do something, of which no words may make another.
const ACTIVE: [&str; 12] =
    ["base", "embed", "form", "frame", "iframe", "input", "link", "meta", "object", "script", "style", "textarea"];

/// A page as a browser reads it.
#[derive(Default)]
pub struct Page {
    /// Each element with the names of its attributes.
    pub shapes: BTreeSet<String>,
    /// How many of each element there are that do something.
    pub active: BTreeMap<String, usize>,
    /// All that can be read, each run of blanks as one.
    pub text: String,
    /// What is said to machines.
    pub data: Vec<String>,
    /// Where its links and pictures lead.
    pub addresses: Vec<String>,
}

impl Page {
    pub fn read(html: &str) -> Page {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let (mut page, mut script) = (Page::default(), None);
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Token::StartTag(tag) => {
                    let name = lossy(&tag.name);
                    let attributes: Vec<String> = tag.attributes.keys().map(|name| lossy(name)).collect();
                    for (attribute, value) in &tag.attributes {
                        if ["href", "src", "action", "formaction", "data", "xlink:href", "poster"]
                            .contains(&&*lossy(attribute))
                        {
                            page.addresses.push(lossy(value));
                        }
                    }
                    script = (name == "script").then(|| attributes.contains(&"type".to_string()));
                    if ACTIVE.contains(&&*name) {
                        *page.active.entry(name.clone()).or_default() += 1;
                    }
                    page.shapes.insert(format!("{name} {}", attributes.join(" ")));
                }
                Token::EndTag(tag) if &**tag.name == b"script" => script = None,
                Token::String(text) => match script {
                    Some(true) => page.data.push(lossy(&text)),
                    Some(false) => panic!("a script on the page: {}", lossy(&text)),
                    None => page.text.push_str(&lossy(&text)),
                },
                Token::EndTag(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        page.text = blanks(&page.text);
        page
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Words with each run of blanks as one.
pub fn blanks(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// An address that a browser would run, or that leads to what is no page.
fn is_bad(address: &str) -> bool {
    let plain: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let plain = plain.to_lowercase();
    ["javascript:", "vbscript:", "data:", "blob:", "file:", "view-source:", "feed:", "//", "\\", "/\\"]
        .iter()
        .any(|bad| plain.starts_with(bad))
}

/// What no file that is text may hold. Lines of calendars end in two characters.
fn is_odd(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}')
}

/// The pages of a site, once all that machines read is found whole.
pub fn read(output: &Output) -> Result<BTreeMap<String, Page>, String> {
    let mut pages = BTreeMap::new();
    for (path, file) in &output.files {
        let path = path.as_str();
        if path.starts_with("assets/") && path != "assets/search-data.js" {
            continue;
        }
        let text = std::str::from_utf8(&file.bytes).map_err(|error| format!("{path}: {error}"))?;
        let told = |why: String| format!("{path}: {why}");
        // Browsers read each end of a line as the same.
        let lines = text.replace("\r\n", "\n");
        let is_page = path.ends_with(".html");
        if let Some(odd) = lines.chars().find(|c| is_odd(*c) && !(is_page && *c == '\r')) {
            return Err(told(format!("holds {odd:?}")));
        }
        match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "html" => drop(pages.insert(path.to_string(), page(text).map_err(told)?)),
            "xml" | "svg" => xml(text).map_err(told)?,
            "json" | "webmanifest" => drop(json(text).map_err(told)?),
            "ics" => calendar(text).map_err(told)?,
            "js" if path == "sw.js" => worker(text).map_err(told)?,
            "js" => script(text).map_err(told)?,
            _ => {}
        }
    }
    Ok(pages)
}

fn page(html: &str) -> Result<Page, String> {
    let page = Page::read(html);
    for data in &page.data {
        json(data)?;
    }
    match page.addresses.iter().find(|address| is_bad(address)) {
        Some(address) => Err(format!("leads to {address}")),
        None => Ok(page),
    }
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))
}

/// Data in a classic script of its own: JSON, in which no name is one that scripts take for another thing.
fn script(text: &str) -> Result<(), String> {
    let (_, data) = text.split_once('=').ok_or("no data")?;
    json(data.trim_end().trim_end_matches(';')).map(drop)?;
    if data.contains("\"__proto__\":") { Err("a name that changes what it stands in".into()) } else { Ok(()) }
}

/// What devices keep: a list of files in the program that keeps them.
fn worker(text: &str) -> Result<(), String> {
    let list = text.split_once("Object.entries(").and_then(|(_, rest)| rest.split_once("));\n")).ok_or("no list")?.0;
    script(&format!("={list}"))
}

pub fn xml(text: &str) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    let mut open = 0;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                open += 1;
                for attribute in start.attributes() {
                    attribute.map_err(|error| error.to_string())?;
                }
                if start.name().as_ref() == "script" {
                    return Err("a script in XML".into());
                }
            }
            Event::End(_) => open -= 1,
            Event::GeneralRef(name) => {
                let name = name.to_string();
                if !name.starts_with('#') && !["amp", "lt", "gt", "quot", "apos"].contains(&&*name) {
                    return Err(format!("&{name}; in XML"));
                }
            }
            Event::Eof => return if open == 0 { Ok(()) } else { Err("XML that never ends".into()) },
            _ => {}
        }
    }
}

/// Lines of at most 75 bytes that end as they should, each of which begins with a name, and no more of any than there are.
pub fn calendar(text: &str) -> Result<(), String> {
    let lines: Vec<&str> = text.split("\r\n").collect();
    if lines.last() != Some(&"") {
        return Err("the last line does not end".into());
    }
    if let Some(line) = lines.iter().find(|line| line.len() > 75 || line.contains(['\r', '\n'])) {
        return Err(format!("a line is {line:?}"));
    }
    let whole = text.replace("\r\n ", "");
    let mut events = 0;
    for line in whole.split_terminator("\r\n") {
        let name: String = line.chars().take_while(|c| c.is_ascii_uppercase() || *c == '-').collect();
        if name.is_empty() || !line[name.len()..].starts_with([':', ';']) {
            return Err(format!("a line is {line:?}"));
        }
        events += i32::from(line == "BEGIN:VEVENT") - i32::from(line == "END:VEVENT");
        if !(0..=1).contains(&events) {
            return Err("an event in an event".into());
        }
    }
    Ok(())
}

/// A table that a spreadsheet opens without working anything out.
pub fn table(text: &str) -> Result<(), String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let width = reader.headers().map_err(|error| error.to_string())?.len();
    for row in reader.records() {
        let row = row.map_err(|error| error.to_string())?;
        let is_formula = |cell: &&str| {
            cell.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
                && cell.parse::<f64>().is_err()
        };
        if let Some(cell) = row.iter().find(is_formula) {
            return Err(format!("a formula: {cell:?}"));
        }
        if row.len() != width {
            return Err(format!("a row of {} cells", row.len()));
        }
    }
    Ok(())
}
