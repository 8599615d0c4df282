//! Writes footnotes: gathered while the text is written, listed at its end, each leading back to where it is named.

use rustc_hash::FxHashMap;

use super::Hole;
use super::writer::Writer;

/// The footnotes of a text.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: FxHashMap<String, usize>,
    /// Where the main text was left off while a note is being written.
    paused: Option<(String, Vec<Hole>)>,
    written: Vec<(usize, String, Vec<Hole>)>,
}

impl Writer<'_> {
    fn footnote_number(&mut self, name: &str) -> usize {
        let next = self.footnotes.numbers.len() + 1;
        *self.footnotes.numbers.entry(name.to_string()).or_insert(next)
    }

    pub(super) fn footnote_reference(&mut self, name: &str) {
        let number = self.footnote_number(name);
        let id = self.free_id(&format!("note-{number}-ref"));
        self.out.push_str(&format!("<sup><a id=\"{id}\" href=\"#note-{number}\">[{number}]</a></sup>"));
    }

    pub(super) fn start_footnote(&mut self, name: &str) {
        self.footnote_number(name);
        self.footnotes.paused = Some((std::mem::take(&mut self.out), std::mem::take(&mut self.holes)));
        let number = self.footnote_number(name);
        self.footnotes.written.push((number, String::new(), Vec::new()));
    }

    pub(super) fn end_footnote(&mut self) {
        let Some((out, holes)) = self.footnotes.paused.take() else { return };
        let note = std::mem::replace(&mut self.out, out);
        let note_holes = std::mem::replace(&mut self.holes, holes);
        if let Some(last) = self.footnotes.written.last_mut() {
            (last.1, last.2) = (note, note_holes);
        }
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
