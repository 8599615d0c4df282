//! Addresses in a file that lead to other websites, and where they stand.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::form::{self, Form};
use super::kinds::Kind;
use super::node::{Marked, Node};
use super::yaml::Typed;
use crate::prose::{Block, events, tidy};
use crate::source::SourcePath;

/// An address as it is meant, and the bytes that an author would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideAddress {
    pub address: String,
    pub place: Range<usize>,
}

/// What ends an address in a field, beside blanks.
const ENDS: [char; 7] = ['"', '\'', '<', '>', '`', '|', '\\'];

/// Every address of another website in a file's fields and text, in reading order.
pub fn outside_addresses(path: &SourcePath, kind: Kind, text: &str) -> Vec<OutsideAddress> {
    match Form::of(path, kind, &mut Vec::new()) {
        None => Vec::new(),
        Some(Form::Page) => {
            let Some((fields, body)) = form::parts(text) else { return Vec::new() };
            let mut found = Vec::new();
            in_fields(text, &form::yaml_marks(&text[fields.clone()], fields.start), &mut found);
            in_markdown(&text[body.clone()], body.start, &mut found);
            found
        }
        Some(Form::YamlTable) => {
            let (each, rows) = form::table(text);
            let mut found = Vec::new();
            std::iter::once(&each).chain(&rows).for_each(|whole| in_fields(text, whole, &mut found));
            found
        }
        Some(Form::CsvTable(_)) => {
            let cells = form::every_cell(text, kind);
            cells
                .into_iter()
                .flat_map(|cell| in_words(&Block::plain("", None, &text[cell.range.clone()], cell.range.start)))
                .collect()
        }
    }
}

/// Adds the addresses in fields and their parts. What is repeated by `*name` is told where it is written.
fn in_fields(text: &str, value: &Marked, found: &mut Vec<OutsideAddress>) {
    match &value.node {
        _ if value.is_repeated() => {}
        Node::List(items) => items.iter().for_each(|item| in_fields(text, item, found)),
        Node::Map(fields) => fields.iter().for_each(|(_, part)| in_fields(text, part, found)),
        Node::Text(words) if words.contains("http") => {
            let block = Block::field("", "", None, value.source.clone());
            found.extend(in_words(&Typed::new(text, value, words).block(0..words.len(), block)));
        }
        Node::Null | Node::Bool(_) | Node::Int(_) | Node::Float(_) | Node::Text(_) => {}
    }
}

/// The addresses in a field.
fn in_words(block: &Block) -> Vec<OutsideAddress> {
    let (text, mut found, mut from) = (&block.text, Vec::new(), 0);
    while let Some(at) = text[from..].find("http").map(|at| from + at) {
        let rest = &text[at..];
        let end = rest.find(|c: char| c.is_whitespace() || ENDS.contains(&c)).unwrap_or(rest.len());
        let address = tidy(&rest[..end]);
        from = at + end.max("http".len());
        let is_inside = text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '=' | ':'));
        if leads_outside(address) && !is_inside {
            let place = block.locate(at..at + address.len());
            found.push(OutsideAddress { address: address.to_string(), place });
        }
    }
    found
}

fn in_markdown(markdown: &str, base: usize, found: &mut Vec<OutsideAddress>) {
    for (event, range) in events(markdown) {
        let Event::Start(Tag::Link { dest_url, .. }) = event else { continue };
        if leads_outside(&dest_url) {
            // The target is typed behind the words. If it is typed in another way, or elsewhere, the whole link stands.
            let typed = markdown[range.clone()].rfind(&*dest_url);
            let place = typed.map_or(range.clone(), |at| range.start + at..range.start + at + dest_url.len());
            found.push(OutsideAddress { address: dest_url.into_string(), place: base + place.start..base + place.end });
        }
    }
}

/// Whether something is an address of a website.
fn leads_outside(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, kind: Kind, text: &str) -> Vec<String> {
        let found = outside_addresses(&SourcePath::new(path), kind, text);
        for address in found.iter().filter(|address| !address.address.contains("typed")) {
            assert_eq!(text[address.place.clone()], address.address);
        }
        found.into_iter().map(|found| found.address).collect()
    }

    #[test]
    fn addresses_stand_in_fields_and_in_texts() {
        let page = "---\ntitle: It\nsources:\n  - title: A\n    url: https://a.uk/x_(y)?z=1#w\n# url: https://no.uk\n\
                    note: See (https://b.uk/), or 'http://c.uk'.\nextra: {url: https://d.uk}\nx: redirect=https://e.uk\n---\n\n\
                    [https://f.uk](https://f.uk/g \"T\") and <https://h.uk>, [it][i], [here](../roles/porter.md).\n\n[i]: https://typed.uk\n\n\
                    `https://code.uk` https://plain.uk\n";
        let expected = [
            "https://a.uk/x_(y)?z=1#w",
            "https://b.uk/",
            "http://c.uk",
            "https://d.uk",
            "https://f.uk/g",
            "https://h.uk",
            "https://typed.uk",
            "https://plain.uk",
        ];
        assert_eq!(read("content/roles/a.md", Kind::Role, page), expected);
    }

    #[test]
    fn tables_have_addresses_too() {
        let csv = "id,website,sources.url\na,\"https://a.uk/b,c\",https://d.uk\n";
        assert_eq!(read("content/partners/a.csv", Kind::Partner, csv), ["https://a.uk/b,c", "https://d.uk"]);
        let yaml = "entries:\n  - id: a\n    website: 'https://a.uk'\n";
        assert_eq!(read("content/partners/a.yaml", Kind::Partner, yaml), ["https://a.uk"]);
    }
}
