//! The words of a file that its author wrote for visitors, in whichever form the file is.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::fields::{FieldInfo, Record, Shape};
use super::form::{self, Form};
use super::kinds::{Common, Kind, Mark};
use super::node::{Marked, Node, Style};
use super::yaml::Typed;
use crate::prose::{self, Block};
use crate::source::SourcePath;

/// Fields of text that hold somebody else's words, or codes and names that are what they are.
const NOT_OURS: [&str; 15] = [
    "attribution",
    "code",
    "extra",
    "former_ids",
    "former_names",
    "instead_of",
    "licence",
    "was_before",
    "members",
    "owner",
    "phone",
    "soc2020",
    "sources",
    "standard_code",
    "year",
];

/// Every piece of prose of a file, in reading order. The text must be that of a file whose entries could be read.
pub fn visitor_text(path: &SourcePath, kind: Kind, text: &str) -> Vec<Block> {
    // What people search for is typed as they type it.
    if kind.has(Mark::WordsOfVisitors) {
        return Vec::new();
    }
    let ours = WordFields::of(kind);
    match Form::of(path, kind, &mut Vec::new()) {
        None => Vec::new(),
        Some(Form::Page) => {
            let Some((fields, body)) = form::parts(text) else { return Vec::new() };
            let mut walk = Walk::new(text, &ours);
            walk.fields(&form::yaml_marks(&text[fields.clone()], fields.start), None);
            let mut blocks = walk.done;
            blocks.extend(prose::markdown(&text[body.clone()], body.start));
            blocks
        }
        Some(Form::YamlTable) => {
            let mut walk = Walk::new(text, &ours);
            let (each, rows) = form::table(text);
            walk.fields(&each, None);
            (0..).zip(&rows).for_each(|(number, row)| walk.fields(row, Some(number)));
            walk.done
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

/// The bytes of the text below the fields; none in a table.
pub fn body_range(path: &SourcePath, kind: Kind, text: &str) -> Option<Range<usize>> {
    let is_page = Form::of(path, kind, &mut Vec::new()) == Some(Form::Page);
    is_page.then(|| form::parts(text)).flatten().map(|(_, body)| body)
}

/// Gathers words out of fields.
struct Walk<'a> {
    text: &'a str,
    ours: &'a WordFields,
    /// Where the values begin that are contents: one that is repeated by `*name` is read once, where it is written.
    seen: FxHashSet<usize>,
    done: Vec<Block>,
}

/// The field that a value belongs to.
#[derive(Clone, Copy)]
struct Under<'a> {
    row: Option<u32>,
    /// The entry's own field, and the innermost one.
    within: &'a str,
    field: &'a str,
    /// Where the list begins of which it is an item.
    list: Option<usize>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, ours: &'a WordFields) -> Self {
        Walk { text, ours, seen: FxHashSet::default(), done: Vec::new() }
    }

    /// The words of an entry's own fields.
    fn fields(&mut self, whole: &Marked, row: Option<u32>) {
        let Node::Map(fields) = &whole.node else { return };
        for (name, value) in fields.iter().filter(|(name, _)| self.ours.has(name)) {
            self.value(value, Under { row, within: name, field: name, list: None });
        }
    }

    fn value(&mut self, value: &Marked, under: Under<'_>) {
        match &value.node {
            Node::List(items) => {
                let list = Some(value.source.start);
                items.iter().for_each(|item| self.value(item, Under { list, ..under }));
            }
            Node::Map(fields) => {
                for (name, part) in fields.iter().filter(|(name, _)| self.ours.has(name)) {
                    self.value(part, Under { field: name, list: None, ..under });
                }
            }
            single @ (Node::Null | Node::Bool(_) | Node::Int(_) | Node::Float(_) | Node::Text(_)) => {
                if let Some(words) = single.scalar_text().filter(|_| self.seen.insert(value.source.start)) {
                    self.words(value, &words, under);
                }
            }
        }
    }

    /// Adds the paragraphs of a text: what stands below `>` or `|` may have several.
    fn words(&mut self, value: &Marked, words: &str, under: Under<'_>) {
        let typed = Typed::new(self.text, value, words);
        for (number, paragraph) in paragraphs(words, value.style).into_iter().enumerate() {
            let block = Block::field(under.field, under.within, under.row, value.source.clone());
            // What comes after the first paragraph is no item of its own.
            self.done.push(typed.block(paragraph, block).of_list(under.list.filter(|_| number == 0)));
        }
    }
}

/// The ranges of a text that are read in one go, without the blanks around them.
fn paragraphs(words: &str, style: Style) -> Vec<Range<usize>> {
    let end = match style {
        Style::Folded => "\n",
        Style::Literal => "\n\n",
        Style::Plain | Style::Single | Style::Double | Style::Lines | Style::Brackets => "\0",
    };
    let mut from = 0;
    let range = |part: &str| {
        let start = from + (part.len() - part.trim_start().len());
        from += part.len() + end.len();
        start..start + part.trim().len()
    };
    words.split(end).map(range).filter(|range| !range.is_empty()).collect()
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
            names.extend(std::iter::once(&field.name).chain(field.former));
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
        | Shape::Moment
        | Shape::Language
        | Shape::Period
        | Shape::Address
        | Shape::Form(_)
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
        let blocks = visitor_text(&SourcePath::new(path), kind, text);
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

    fn fields(fields: &str, expected: &[(&str, &str)]) {
        let text = format!("---\ntitle: T\n{fields}---\n");
        let mut all = vec![("title", "T")];
        all.extend(expected);
        assert_read("content/roles/porter.md", Kind::Role, &text, &all);
    }

    #[test]
    fn quotation_marks_tags_and_comments_are_no_words() {
        fields(
            "'summary': 'It''s 9' # nine\ntasks:\n- \"Say \\\"yes\\\"\"\n- !!str One\n  two\n# no\nhours: x#y\n",
            &[("summary", "It's 9"), ("tasks", "Say \"yes\""), ("tasks", "One two"), ("hours", "x#y")],
        );
    }

    #[test]
    fn a_blank_line_parts_the_paragraphs_of_a_long_value() {
        fields(
            "summary: >\n  People who\n  like: *people*.\n\n  # Others\nhours: |-\n  - too\n  late\n\n  or not\n\
             pay_note: Two\r  lines\r\n  more\n",
            &[
                ("summary", "People who like: *people*."),
                ("summary", "# Others"),
                ("hours", "- too late"),
                ("hours", "or not"),
                ("pay_note", "Two lines more"),
            ],
        );
    }

    #[test]
    fn what_is_repeated_is_read_where_it_is_written() {
        fields(
            "summary: &s Ask\nhours: *s\nextra:\n  a: &x Hidden\npay_note: *x\n",
            &[("summary", "Ask"), ("pay_note", "Hidden")],
        );
    }

    #[test]
    fn rows_and_lists_are_told_apart() {
        let text = "each:\n  kind: open\nentries:\n  - {id: a, title: 'A, b', offers: [c, d]}\n  - id: e\n    offers:\n      - f\n      \
                    - g\n";
        let blocks = visitor_text(&SourcePath::new("content/partners/a.yaml"), Kind::Partner, text);
        let found: Vec<_> = blocks.iter().map(|block| (block.row, &*block.text)).collect();
        let (first, second) = (Some(0), Some(1));
        assert_eq!(found, [(first, "A, b"), (first, "c"), (first, "d"), (second, "f"), (second, "g")]);
        let lists: Vec<_> = blocks.iter().map(|block| block.list).collect();
        assert!(
            lists[0].is_none() && lists[1] == lists[2] && lists[2] != lists[3] && lists[3] == lists[4],
            "{lists:?}"
        );
    }
}
