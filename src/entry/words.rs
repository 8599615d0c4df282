//! The words of a file that its author wrote for visitors, in whichever form the file is.

use std::collections::BTreeSet;

use super::fields::{FieldInfo, Record, Shape};
use super::form::{self, Form};
use super::kinds::{Common, Kind, Mark};
use crate::prose::{self, Block, Rows};
use crate::source::SourcePath;

/// Fields of text that hold somebody else's words, or codes and names that are what they are.
const NOT_OURS: [&str; 11] = [
    "extra",
    "former_ids",
    "former_names",
    "instead_of",
    "was_before",
    "members",
    "owner",
    "soc2020",
    "sources",
    "standard_code",
    "year",
];

/// Every piece of prose of a file, in reading order. The text must be that of a file whose entries could be read.
pub fn words(path: &SourcePath, kind: Kind, text: &str) -> Vec<Block> {
    // What people search for is typed as they type it.
    if kind.has(Mark::WordsOfVisitors) {
        return Vec::new();
    }
    let ours = WordFields::of(kind);
    let holds_words = |name: &str| ours.has(name);
    match Form::of(path, kind, &mut Vec::new()) {
        None => Vec::new(),
        Some(Form::Page) => {
            let Some((fields, body)) = form::parts(text) else { return Vec::new() };
            let mut blocks = prose::fields(text, fields, Rows::One, &holds_words);
            blocks.extend(prose::markdown(&text[body.clone()], body.start));
            blocks
        }
        Some(Form::YamlTable) => {
            let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            prose::fields(text, start..text.len(), Rows::Many, &holds_words)
        }
        Some(Form::CsvTable(_)) => {
            let cells = form::every_cell(text, kind).into_iter();
            let ours = cells.filter(|cell| ours.has(cell.within) && ours.has(cell.field) && !cell.range.is_empty());
            let block = |cell: form::Cell<'_>| {
                let words = &text[cell.range.clone()];
                Block::plain(cell.field, Some(cell.row), words, cell.range.start).of_list(cell.list)
            };
            ours.map(block).collect()
        }
    }
}

/// Names of a kind's fields that hold our words, or groups of fields that do.
struct WordFields(BTreeSet<&'static str>);

impl WordFields {
    fn of(kind: Kind) -> WordFields {
        let mut names = BTreeSet::new();
        gather(Common::FIELDS, &mut names);
        gather(kind.fields(), &mut names);
        WordFields(names)
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

/// Adds the names of fields that hold words; whether there are any.
fn gather(fields: &'static [FieldInfo], names: &mut BTreeSet<&'static str>) -> bool {
    let mut any = false;
    for field in fields.iter().filter(|field| !NOT_OURS.contains(&field.name)) {
        if holds_words((field.shape)(), names) {
            names.insert(field.name);
            any = true;
        }
    }
    any
}

fn holds_words(shape: Shape, names: &mut BTreeSet<&'static str>) -> bool {
    match shape {
        Shape::Text => true,
        Shape::List(item) => holds_words(*item, names),
        Shape::Record { fields, .. } => gather(fields, names),
        Shape::Whole
        | Shape::Number
        | Shape::TrueFalse
        | Shape::Date
        | Shape::PartDate
        | Shape::DateTime
        | Shape::Period
        | Shape::Address
        | Shape::Colour
        | Shape::Anything
        | Shape::Choice(_)
        | Shape::Reference(_)
        | Shape::AnyReference
        | Shape::Group { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, kind: Kind, text: &str) -> Vec<(String, String)> {
        let blocks = words(&SourcePath::new(path), kind, text);
        blocks.into_iter().map(|block| (block.within, block.text)).collect()
    }

    #[track_caller]
    fn assert_read(path: &str, kind: Kind, text: &str, expected: &[(&str, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(field, text)| (field.to_string(), text.to_string())).collect();
        assert_eq!(read(path, kind, text), expected);
    }

    #[test]
    fn a_page_is_its_fields_and_its_text() {
        let text = "---\ntitle: Porter\nstage: support-worker\nleads_to:\n  - role: nurse\n    note: You study\nowner: Me\n\
                    reviewed: 2026-01-01\n---\n\nYou move people.\n";
        let expected = [("title", "Porter"), ("leads_to", "You study"), ("", "You move people.")];
        assert_read("content/roles/porter.md", Kind::Role, text, &expected);
    }

    #[test]
    fn tables_have_words_in_either_form() {
        let yaml = "entries:\n  - id: a\n    title: A college\n    offers: \n      - Talks\n    area: brent\n";
        assert_read("content/partners/a.yaml", Kind::Partner, yaml, &[("title", "A college"), ("offers", "Talks")]);
        let csv = "id,title,offers,area,sources.title\na,\"A college, in town\",Talks; Visits,brent,A page\n";
        let expected = [("title", "A college, in town"), ("offers", "Talks"), ("offers", "Visits")];
        assert_read("content/partners/a.csv", Kind::Partner, csv, &expected);
    }
}
