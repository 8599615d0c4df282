//! Writes footnotes: gathered while the text is written, listed at its end, each leading back to where it is named.

use rustc_hash::FxHashMap;

use super::Hole;
use super::writer::Writer;

/// The footnotes of a text.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: FxHashMap<String, usize>,
    /// Where the text around was left off while a note is being written, and the note's place in the list.
    paused: Vec<(String, Vec<Hole>, usize)>,
    written: Vec<(usize, String, Vec<Hole>)>,
}

impl Footnotes {
    /// Whether a note is being written.
    pub(super) fn is_open(&self) -> bool {
        !self.paused.is_empty()
    }
}

impl Writer<'_> {
    fn footnote_number(&mut self, name: &str) -> usize {
        let next = self.footnotes.numbers.len() + 1;
        *self.footnotes.numbers.entry(name.to_string()).or_insert(next)
    }

    pub(super) fn footnote_reference(&mut self, name: &str) {
        let number = self.footnote_number(name);
        let id = self.headings.free_id(&format!("note-{number}-ref"));
        self.out.push_str(&format!("<sup><a id=\"{id}\" href=\"#note-{number}\">[{number}]</a></sup>"));
    }

    pub(super) fn start_footnote(&mut self, name: &str) {
        let number = self.footnote_number(name);
        let place = self.footnotes.written.len();
        self.footnotes.paused.push((std::mem::take(&mut self.out), std::mem::take(&mut self.holes), place));
        self.footnotes.written.push((number, String::new(), Vec::new()));
    }

    pub(super) fn end_footnote(&mut self) {
        let Some((out, holes, place)) = self.footnotes.paused.pop() else { return };
        let note = std::mem::replace(&mut self.out, out);
        let note_holes = std::mem::replace(&mut self.holes, holes);
        (self.footnotes.written[place].1, self.footnotes.written[place].2) = (note, note_holes);
    }

    pub(super) fn write_footnotes(&mut self) {
        let mut notes = std::mem::take(&mut self.footnotes.written);
        notes.sort_by_key(|(number, ..)| *number);
        if notes.is_empty() {
            return;
        }
        self.out.push_str("<ol class=\"footnotes\">\n");
        for (number, html, holes) in notes {
            self.out.push_str(&format!("<li id=\"note-{number}\">"));
            let at = self.out.len() as u32;
            self.holes.extend(holes.into_iter().map(|hole| Hole { at: hole.at + at, ..hole }));
            self.out.push_str(&html);
            self.out.push_str(&format!("<a href=\"#note-{number}-ref\" class=\"back\">↩ {number}</a></li>\n"));
        }
        self.out.push_str("</ol>\n");
    }
}
