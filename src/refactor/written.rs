//! A value as an editor sees it and types it, and the ways in which YAML can say it.

use crate::entry::node::{Marked, Node, Style};
use crate::source::{line_ending, line_start};

/// A value without its YAML: words, or words line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    One(String),
    List(Vec<String>),
}

impl Value {
    /// The same as it is compared: without blanks around it, without empty items, lines ended in one way.
    pub fn tidy(&self) -> Value {
        let tidy = |text: &String| text.replace("\r\n", "\n").replace('\r', "\n").trim().to_string();
        match self {
            Value::One(text) => Value::One(tidy(text)),
            Value::List(items) => Value::List(items.iter().map(tidy).filter(|item| !item.is_empty()).collect()),
        }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::One(text) => text.is_empty(),
            Value::List(items) => items.is_empty(),
        }
    }
}

/// What a value of a file says, tidied; none if it is no single value and no list of lines.
pub fn shown(file: &str, value: &Marked) -> Option<Value> {
    let Node::List(items) = &value.node else { return Some(Value::One(one(file, value)?).tidy()) };
    let lines: Option<Vec<String>> = items.iter().map(|item| one(file, item)).collect();
    let is_line = |line: &String| !line.contains('\n') && !line.is_empty();
    Some(Value::List(lines.filter(|lines| lines.iter().all(is_line))?).tidy())
}

/// Numbers are shown as they are typed.
fn one(file: &str, value: &Marked) -> Option<String> {
    match &value.node {
        Node::Text(text) => Some(text.trim().to_string()),
        Node::Null => Some(String::new()),
        Node::Int(_) | Node::Float(_) | Node::Bool(_) => file.get(value.source.clone()).map(|text| text.trim().into()),
        Node::List(_) | Node::Map(_) => None,
    }
}

/// Whether a value says these words, and cannot be taken for something else where words are wanted.
pub(super) fn says(file: &str, value: &Marked, wanted: &Value, as_words: bool) -> bool {
    let is_words = |value: &Marked| !as_words || value.scalar_text().is_some();
    let is_right = if let Node::List(items) = &value.node { items.iter().all(is_words) } else { is_words(value) };
    is_right && shown(file, value).as_ref() == Some(wanted)
}

/// Where a value is to stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'a> {
    /// How what stands there now is written.
    pub old: Option<Style>,
    /// Whether it is a part of something in brackets.
    pub in_brackets: bool,
    /// Columns in front of the name that it is the value of.
    pub indent: usize,
    /// How lines of the file end.
    pub ending: &'a str,
}

/// The ways to write a single value, the best first: between the quotation marks that it had, plain, below a `|`, or
/// between those that it needs. Not every way can say every text: whoever takes one reads it back.
pub(super) fn ways(text: &str, spot: Spot<'_>) -> Vec<String> {
    let is_line = !text.contains('\n');
    let single = || format!("'{}'", text.replace('\'', "''"));
    let double = serde_json::Value::from(text).to_string();
    let mut ways = Vec::new();
    match spot.old {
        Some(Style::Single) if is_line => ways.push(single()),
        Some(Style::Double) => ways.push(double.clone()),
        _ => {}
    }
    if is_line {
        ways.push(text.to_string());
    } else if !spot.in_brackets {
        ways.push(literal(text, spot));
    }
    if is_line && text.contains(['"', '\\']) {
        ways.push(single());
    }
    ways.push(double);
    ways
}

/// Whether a value stands below a `|` or `>`, so that its bytes are those of the lines there.
pub(super) fn is_block(value: &Marked) -> bool {
    matches!(value.style, Style::Literal | Style::Folded)
}

/// Other lines below the `|` or `>` that stands there, indented as the old ones are.
pub(super) fn block(file: &str, value: &Marked, text: &str, ending: &str) -> Option<String> {
    let old = file.get(value.value.clone())?;
    let before = &file[line_start(file, value.value.start)..value.value.start];
    let own = &old[..old.len() - old.trim_start_matches(' ').len()];
    let indent = format!("{before}{own}");
    if indent.is_empty() || !indent.chars().all(|c| c == ' ') {
        return None;
    }
    let widest = old.lines().map(|line| line.trim().chars().count()).max()?.max(40);
    let lines: Vec<String> = if value.style == Style::Folded {
        let folded: Vec<Vec<String>> = text.split('\n').map(|line| wrapped(line, widest)).collect();
        folded.join(&String::new())
    } else {
        text.split('\n').map(str::to_string).collect()
    };
    let margin = |line: &String| if line.is_empty() { String::new() } else { format!("{indent}{line}") };
    let lines = lines.iter().map(margin).collect::<Vec<_>>().join(ending);
    lines.strip_prefix(before).map(str::to_string)
}

fn literal(text: &str, spot: Spot<'_>) -> String {
    let margin = " ".repeat(spot.indent + 2);
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("{margin}{line}") };
    let lines: Vec<String> = text.split('\n').map(line).collect();
    format!("|-{}{}", spot.ending, lines.join(spot.ending))
}

/// A line in several, broken between words.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if line.is_empty() && last == 0 {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() > width && !word.is_empty() {
            lines.push(word.to_string());
        } else {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines
}

/// How the lines of a file end, by its first.
pub(super) fn ending(file: &str) -> &'static str {
    line_ending(file).unwrap_or("\n")
}
