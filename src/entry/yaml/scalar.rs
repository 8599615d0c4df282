//! What a single value means: text, a number, true or false, or nothing (the core schema of YAML 1.2).

use std::str::FromStr;

use saphyr_parser::{ScalarStyle, Tag};

use super::super::node::Node;

/// The value of a scalar; none if it has a tag that means nothing here, or one that it does not fit.
pub(super) fn node(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Option<Node> {
    let Some(tag) = tag else {
        return Some(if style == ScalarStyle::Plain { plain(text) } else { Node::Text(text.into()) });
    };
    if is_own(tag) {
        return None;
    }
    let core = if tag.is_yaml_core_schema() { tag.suffix.as_str() } else { "str" };
    let number = || number(text);
    match core {
        "null" => is_null(text).then_some(Node::Null),
        "bool" => truth(text).map(Node::Bool),
        "int" => number().filter(|number| matches!(number, Node::Int(_))),
        "float" => {
            let number = number()?;
            let Node::Int(whole) = number else { return Some(number) };
            let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
            Some(Node::Float((whole as f64).copysign(sign)))
        }
        _ => Some(Node::Text(text.into())),
    }
}

/// Whether a tag is one of somebody's own, such as `!secret`.
pub(super) fn is_own(tag: &Tag) -> bool {
    tag.handle.starts_with('!') || tag.handle.is_empty() && tag.suffix.starts_with('!')
}

fn plain(text: &str) -> Node {
    if text.is_empty() || is_null(text) {
        return Node::Null;
    }
    if let Some(truth) = truth(text) {
        return Node::Bool(truth);
    }
    number(text).unwrap_or_else(|| Node::Text(text.into()))
}

fn is_null(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}

fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// What is a number is known to serde_yaml; most words are none at first sight, and most days neither.
fn number(text: &str) -> Option<Node> {
    let is_likely = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
    let is_day = text.len() == 10 && text.as_bytes()[4] == b'-';
    if !is_likely || is_day || text.contains(' ') {
        return None;
    }
    let number = serde_yaml::Number::from_str(text).ok()?;
    number.as_i64().map(Node::Int).or_else(|| number.as_f64().map(Node::Float))
}
