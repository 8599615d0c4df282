//! A page: front matter between two lines `---`, then Markdown.

use std::ops::Range;

use super::super::kinds::Kind;
use super::super::node::{Marked, Node};
use super::start;
use super::{RawEntry, bom, parse_yaml, yaml_marks};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{Lines, SourcePath, Span};

/// Byte ranges of the two parts of a page.
struct Parts {
    yaml: Range<usize>,
    body: Range<usize>,
}

pub(super) fn row(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> RawEntry {
    // A page that cannot be read is still known by its name, so that references to it are not reported as well.
    let unread = || RawEntry {
        id: Kind::page_id(path).into(),
        index: None,
        begin: 0,
        whole: Marked::default(),
        body: text.len()..text.len(),
    };
    let parts = match split(path, text) {
        Ok(parts) => parts,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return unread();
        }
    };
    let yaml = &text[parts.yaml.clone()];
    match parse_yaml(path, yaml, parts.yaml.start, diagnostics) {
        Some(whole) if matches!(whole.node, Node::Map(_)) => {
            RawEntry { whole: Marked { key: opening(text), ..whole }, body: parts.body, ..unread() }
        }
        None => RawEntry { body: parts.body, ..unread() },
        Some(_) => {
            let first = Span::new(path, parts.yaml.start..parts.yaml.start + yaml.lines().next().unwrap_or("").len());
            diagnostics.push(catalogue::front_matter_not_fields(first));
            unread()
        }
    }
}

pub(super) fn marks(text: &str) -> Marked {
    let path = SourcePath::new("");
    match split(&path, text) {
        Ok(parts) => {
            let whole = yaml_marks(&text[parts.yaml.clone()], parts.yaml.start);
            Marked { key: opening(text), ..whole }
        }
        Err(_) => Marked::default(),
    }
}

/// What is missing is missing from the front matter as a whole: its opening line stands for it.
fn opening(text: &str) -> Range<usize> {
    bom(text)..bom(text) + 3
}

/// Where the line stands that ends the front matter.
pub(super) fn fields_end(text: &str) -> Option<usize> {
    split(&SourcePath::new(""), text).ok().map(|parts| parts.yaml.end)
}

/// Byte ranges of the front matter and of the text.
pub(super) fn parts(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    split(&SourcePath::new(""), text).ok().map(|parts| (parts.yaml, parts.body))
}

fn split(path: &SourcePath, text: &str) -> Result<Parts, Box<Diagnostic>> {
    let start = bom(text);
    let mut lines = Lines::from(text, start);
    let first = lines.next().unwrap_or(start..start);
    if text[start..].trim().is_empty() {
        return Err(Box::new(catalogue::empty_file(path)));
    }
    if text[first.clone()].trim_end() != "---" {
        return Err(Box::new(start::false_start(path, text, start)));
    }
    let yaml_start = lines.at;
    while let Some(line) = lines.next() {
        if text[line.clone()].trim_end() == "---" {
            return Ok(Parts { yaml: yaml_start..line.start, body: lines.at..text.len() });
        }
    }
    Err(Box::new(start::open(path, text, first, yaml_start)))
}
