//! The words of a file as people read them: in blocks, each of which knows where its words stand.
//!
//! Nothing is judged here. `blocks` finds the words of a page or a table, `sentence` parts them, `reading` says how
//! hard they are to read.

mod front_matter;
mod markdown;
pub mod reading;
pub mod sentence;

use std::ops::Range;

/// What a piece of text is on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The value of a field.
    Field,
    Paragraph,
    Item,
    Heading,
    Cell,
}

/// A piece of text that is read in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub place: Place,
    /// The name of the field that it is the value of; empty in a text.
    pub field: String,
    pub text: String,
    /// Where pieces of `text` stand in the file: offset in the text, offset in the file; ascending, never empty.
    places: Vec<(usize, usize)>,
    /// Byte range in the file.
    pub span: Range<usize>,
    /// Links in it: their words, and their byte ranges in the file.
    pub links: Vec<(String, Range<usize>)>,
}

impl Block {
    fn new(place: Place, span: Range<usize>) -> Block {
        Block { place, field: String::new(), text: String::new(), places: Vec::new(), span, links: Vec::new() }
    }

    fn push(&mut self, text: &str, at: usize) {
        self.places.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// The byte range in the file of a range of the text.
    pub fn locate(&self, range: Range<usize>) -> Range<usize> {
        let start = self.offset(range.start);
        let end = self.offset(range.end.saturating_sub(1)) + usize::from(range.end > range.start);
        start..end.max(start).min(self.span.end.max(start))
    }

    fn offset(&self, at: usize) -> usize {
        let piece = self.places.partition_point(|(text, _)| *text <= at).saturating_sub(1);
        self.places.get(piece).map_or(self.span.start, |(text, file)| (file + at - text).min(self.span.end))
    }
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Front matter, then Markdown.
    Page,
    /// A table of YAML.
    Table,
}

/// Every piece of prose of a file, in reading order.
pub fn blocks(text: &str, form: Form) -> Vec<Block> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    match form {
        Form::Table => front_matter::blocks(text, start..text.len()),
        Form::Page => {
            let (fields, body) = front_matter::split(text, start);
            let mut blocks = front_matter::blocks(text, fields);
            blocks.extend(markdown::blocks(&text[body.clone()], body.start));
            blocks
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, form: Form) -> Vec<(Place, String)> {
        let blocks = blocks(text, form);
        for block in &blocks {
            for (at, char) in block.text.char_indices().filter(|(_, char)| char.is_alphanumeric()) {
                let place = block.locate(at..at + char.len_utf8());
                assert!(text[place.start..].starts_with(char), "{block:?} at {at}");
            }
        }
        blocks.into_iter().map(|block| (block.place, block.text)).collect()
    }

    #[test]
    fn fields_and_paragraphs_are_found_where_they_stand() {
        let page = "---\ntitle: A role\nwho_for: >\n  People who\n  like *people*.\ntasks:\n  - 'You listen'\n\
                    leads_to:\n  - role: other-role\n    note: It is\n      near.\nsources:\n  - title: Not prose\n    \
                    url: https://x.uk\nreviewed: 2026-01-01\n---\n\n## Day\n\nYou *start* at\nnine. [Here](x.md)\n\n- One\n- Two\n";
        let expected = [
            (Place::Field, "A role"),
            (Place::Field, "People who like *people*."),
            (Place::Field, "You listen"),
            (Place::Field, "other-role"),
            (Place::Field, "It is near."),
            (Place::Field, "2026-01-01"),
            (Place::Heading, "Day"),
            (Place::Paragraph, "You start at nine. Here"),
            (Place::Item, "One"),
            (Place::Item, "Two"),
        ];
        assert_eq!(texts(page, Form::Page), expected.map(|(place, text)| (place, text.to_string())));
    }

    #[test]
    fn rows_of_a_table_are_fields() {
        let table = "each:\n  reviewed: 2026-01-01\nentries:\n  - id: a\n    title: \"A thing\"\n    summary: It is.\n    \
                     sources:\n      - title: Not prose\n    hourly: 8\n";
        let found = texts(table, Form::Table);
        assert_eq!(
            found.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(),
            ["2026-01-01", "a", "A thing", "It is.", "8"]
        );
    }
}
