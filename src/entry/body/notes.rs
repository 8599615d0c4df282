//! Writes footnotes: gathered while the text is written, listed at its end, each leading back to where it is named.

use rustc_hash::FxHashMap;

use super::Hole;

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
    pub fn is_open(&self) -> bool {
        !self.paused.is_empty()
    }

    /// The number of a note, in the order in which notes are first named.
    pub fn number(&mut self, name: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(name.to_string()).or_insert(next)
    }

    /// Begins a note: until its end, what is written is part of it.
    pub fn start(&mut self, name: &str, out: &mut String, holes: &mut Vec<Hole>) {
        let number = self.number(name);
        self.paused.push((std::mem::take(out), std::mem::take(holes), self.written.len()));
        self.written.push((number, String::new(), Vec::new()));
    }

    /// Ends the note that is being written, and takes the text around it up again.
    pub fn end(&mut self, out: &mut String, holes: &mut Vec<Hole>) {
        let Some((around, holes_around, place)) = self.paused.pop() else { return };
        self.written[place].1 = std::mem::replace(out, around);
        self.written[place].2 = std::mem::replace(holes, holes_around);
    }

    /// Writes the list of all notes, if there are any.
    pub fn write(&mut self, out: &mut String, holes: &mut Vec<Hole>) {
        let mut notes = std::mem::take(&mut self.written);
        notes.sort_by_key(|(number, ..)| *number);
        if notes.is_empty() {
            return;
        }
        out.push_str("<ol class=\"footnotes\">\n");
        for (number, html, of_note) in notes {
            out.push_str(&format!("<li id=\"note-{number}\">"));
            let at = out.len() as u32;
            holes.extend(of_note.into_iter().map(|hole| Hole { at: hole.at + at, ..hole }));
            out.push_str(&html);
            out.push_str(&format!("<a href=\"#note-{number}-ref\" class=\"back\">↩ {number}</a></li>\n"));
        }
        out.push_str("</ol>\n");
    }
}
