//! Groups of fields as YAML: below their name, or in brackets.

use super::said::{Item, Part, Said, is_words};
use super::set_list::{below, bracketed};
use super::written::{Spot, Value, says, ways};
use crate::entry::locate::Step;

/// The fields of a group, each on lines of its own that begin with so many blanks.
pub(super) fn lines(parts: &[Part], indent: usize, ending: &str) -> Option<String> {
    let margin = " ".repeat(indent);
    let line = |part: &Part| {
        let head = format!("{margin}{}:", part.field.name);
        let as_words = is_words(&(part.field.shape)());
        match &tidied(&part.said) {
            Said::Plain(Value::One(text)) => {
                let spot = Spot { old: None, in_brackets: false, indent, ending };
                let reads = |way: &String| is_read(&format!("{margin}x: {way}{ending}"), text, as_words);
                ways(text, spot).into_iter().find(reads).map(|way| format!("{head} {way}"))
            }
            Said::Plain(Value::List(items)) => Some(format!("{head}{}", below(items, indent, as_words, ending)?)),
            Said::Group(parts) => Some(format!("{head}{ending}{}", lines(parts, indent + 2, ending)?)),
            Said::Pairs(pairs) => Some(format!("{head}{ending}{}", pair_lines(pairs, indent + 2, as_words, ending)?)),
            Said::Groups(items) => Some(format!("{head}{ending}{}", items_of(items, indent + 2, ending)?)),
        }
    };
    let written: Option<Vec<String>> = said(parts).map(line).collect();
    written.map(|lines| lines.join(ending))
}

/// The groups of a list, each with its dash.
pub(super) fn items_of(items: &[Item], indent: usize, ending: &str) -> Option<String> {
    let dash = format!("{}- ", " ".repeat(indent));
    let items = items.iter().filter(|item| !item.is_empty());
    let written: Option<Vec<String>> = items.map(|item| with_dash(&item.parts, &dash, ending)).collect();
    written.map(|items| items.join(ending))
}

/// A group below a dash: what stands before its first field in that line, with the dash, is given.
pub(super) fn with_dash(parts: &[Part], dash: &str, ending: &str) -> Option<String> {
    let lines = lines(parts, dash.chars().count(), ending)?;
    Some(format!("{dash}{}", lines.trim_start()))
}

/// A group in brackets.
pub(super) fn flow(parts: &[Part]) -> Option<String> {
    let written: Option<Vec<String>> =
        said(parts).map(|part| Some(format!("{}: {}", part.field.name, flow_value(part)?))).collect();
    written.map(|parts| format!("{{{}}}", parts.join(", ")))
}

/// A list of groups in brackets.
pub(super) fn flow_items(items: &[Item]) -> Option<String> {
    let written: Option<Vec<String>> =
        items.iter().filter(|item| !item.is_empty()).map(|item| flow(&item.parts)).collect();
    written.map(|items| format!("[{}]", items.join(", ")))
}

fn flow_value(part: &Part) -> Option<String> {
    let as_words = is_words(&(part.field.shape)());
    match &tidied(&part.said) {
        Said::Plain(Value::One(text)) => {
            let spot = Spot { old: None, in_brackets: true, indent: 0, ending: "\n" };
            ways(text, spot).into_iter().find(|way| is_read(&format!("{{x: {way}}}"), text, as_words))
        }
        Said::Plain(Value::List(items)) => bracketed(items, as_words),
        Said::Group(parts) => flow(parts),
        Said::Pairs(pairs) => flow_pairs(pairs, as_words),
        Said::Groups(items) => flow_items(items),
    }
}

/// Names with their values, each pair on a line that begins with so many blanks.
pub(super) fn pair_lines(pairs: &[(String, String)], indent: usize, as_words: bool, ending: &str) -> Option<String> {
    let spot = Spot { old: None, in_brackets: false, indent, ending };
    let margin = " ".repeat(indent);
    let line =
        |(name, value): &(String, String)| Some(format!("{margin}{name}: {}", pair_value(value, spot, as_words)?));
    let lines: Option<Vec<String>> = pairs.iter().map(line).collect();
    lines.map(|lines| lines.join(ending))
}

/// The same in brackets.
pub(super) fn flow_pairs(pairs: &[(String, String)], as_words: bool) -> Option<String> {
    let spot = Spot { old: None, in_brackets: true, indent: 0, ending: "\n" };
    let pair = |(name, value): &(String, String)| Some(format!("{name}: {}", pair_value(value, spot, as_words)?));
    let pairs: Option<Vec<String>> = pairs.iter().map(pair).collect();
    pairs.map(|pairs| format!("{{{}}}", pairs.join(", ")))
}

/// A value of a pair, in the first way that says it.
pub(super) fn pair_value(value: &str, spot: Spot<'_>, as_words: bool) -> Option<String> {
    let yaml = |way: &str| if spot.in_brackets { format!("{{x: {way}}}") } else { format!("x: {way}{}", spot.ending) };
    ways(value, spot).into_iter().find(|way| is_read(&yaml(way), value, as_words))
}

/// A value as it is compared.
fn tidied(said: &Said) -> Said {
    match said {
        Said::Plain(value) => Said::Plain(value.tidy()),
        Said::Group(_) | Said::Pairs(_) | Said::Groups(_) => said.clone(),
    }
}

/// Parts that say something.
fn said(parts: &[Part]) -> impl Iterator<Item = &Part> {
    parts.iter().filter(|part| !part.said.is_empty())
}

fn is_read(yaml: &str, text: &str, as_words: bool) -> bool {
    let whole = crate::entry::yaml_marks(yaml, 0);
    let value = whole.get(&[Step::Field("x".into())]);
    value.is_some_and(|value| says(yaml, value, &Value::One(text.to_string()), as_words))
}
