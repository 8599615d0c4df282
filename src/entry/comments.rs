//! Notes for editors behind the values of fields that may be parts of the values.

use std::ops::Range;

use super::form::{self, Form};
use super::kinds::Kind;
use super::node::{Marked, Node, Style};
use crate::source::{SourcePath, line_start};

/// A value that ends at ` #`, and what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutValue {
    /// Where its entry begins in a table: the row, from 0.
    pub row: Option<u32>,
    pub value: Range<usize>,
    /// From the `#` to the end of the line.
    pub rest: Range<usize>,
}

/// Every text of a file's fields behind which `#` stands without a blank after it, as in `Band #2`. A note for editors is
/// written with one.
pub fn cut_values(path: &SourcePath, kind: Kind, text: &str) -> Vec<CutValue> {
    let may_cut = text.match_indices(" #").any(|(at, _)| !text[at + 2..].starts_with([' ', '#', '\n', '\r']));
    let mut found = Vec::new();
    match Form::of(path, kind, &mut Vec::new()).filter(|_| may_cut) {
        Some(Form::Page) => {
            let Some((fields, _)) = form::parts(text) else { return found };
            in_values(text, &form::yaml_marks(&text[fields.clone()], fields.start), None, &mut found);
        }
        Some(Form::YamlTable) => {
            let (each, rows) = form::table(text);
            in_values(text, &each, None, &mut found);
            (0..).zip(&rows).for_each(|(row, whole)| in_values(text, whole, Some(row), &mut found));
        }
        // In a CSV table, `#` is a letter.
        Some(Form::CsvTable(_)) | None => {}
    }
    found
}

fn in_values(text: &str, value: &Marked, row: Option<u32>, found: &mut Vec<CutValue>) {
    match &value.node {
        _ if value.is_repeated() => {}
        Node::List(items) => items.iter().for_each(|item| in_values(text, item, row, found)),
        Node::Map(fields) => fields.iter().for_each(|(_, part)| in_values(text, part, row, found)),
        Node::Text(_) if value.style == Style::Plain => found.extend(cut(text, value, row)),
        Node::Null | Node::Bool(_) | Node::Int(_) | Node::Float(_) | Node::Text(_) => {}
    }
}

/// What stands behind a value on its line, or alone on the next and pushed in as the value is.
fn cut(text: &str, value: &Marked, row: Option<u32>) -> Option<CutValue> {
    let end = value.source.end;
    let behind = &text[end..];
    let words = behind.trim_start_matches([' ', '\t']);
    let start = end + (behind.len() - words.len());
    let (start, words) = match words.strip_prefix('\n') {
        Some(next) if next.starts_with([' ', '\t']) => {
            let words = next.trim_start_matches([' ', '\t']);
            let line = line_start(text, value.key.start);
            let own = text[line..].len() - text[line..].trim_start_matches([' ', '-']).len();
            let pushed = next.len() - words.len();
            if pushed <= own || value.key.is_empty() {
                return None;
            }
            (text.len() - words.len(), words)
        }
        Some(_) => return None,
        None if start == end => return None,
        None => (start, words),
    };
    let line = words.split(['\n', '\r']).next().unwrap_or("").trim_end();
    let is_cut = line.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
    is_cut.then(|| CutValue { row, value: value.source.clone(), rest: start..start + line.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_in(fields: &str) -> Vec<String> {
        let text = format!("---\ntitle: It\n{fields}---\n\nText #1.\n");
        let found = cut_values(&SourcePath::new("content/roles/a.md"), Kind::Role, &text);
        found.into_iter().map(|cut| text[cut.rest].to_string()).collect()
    }

    #[test]
    fn what_stands_behind_a_value_may_be_a_part_of_it() {
        assert_eq!(cut_in("summary: We were voted #1 for visits\n"), ["#1 for visits"]);
        assert_eq!(cut_in("tasks:\n  - Band #2\n  - One\n"), ["#2"]);
        assert_eq!(cut_in("summary: We were voted\n  #1 for visits\n"), ["#1 for visits"]);
        assert_eq!(cut_in("sources:\n  - title: Guide #3\n    url: https://a.uk\n"), ["#3"]);
    }

    #[test]
    fn notes_are_notes() {
        for fields in [
            "order: 3 # ask\n",
            "title2: A  # FILL IN\n",
            "summary: x#y\n",
            "a: 'b' #2\n",
            "a: b\n# c: d\n",
            "a: b\n#c: d\n",
        ] {
            assert_eq!(cut_in(fields), Vec::<String>::new(), "{fields}");
        }
    }
}
