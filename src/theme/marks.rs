//! Marks in a page that say where its bytes came from: written into templates, texts and values, and taken out again
//! when the page is rendered.
//!
//! A mark is a letter and a number between two characters that Unicode keeps for programs and that no text holds.

use std::ops::Range;

use super::naming::renamed;

const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';

/// What begins at a mark, or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A tag of a template, by its number.
    Tag(u32),
    /// A part of an author's text, by its number.
    Text(u32),
    TextEnd,
    /// What a block of a template holds, or what a component makes that it uses, by the number of the use.
    Use(u32),
    UseEnd,
    /// Words of the theme, by the number of their key.
    Words(u32),
    /// A value of the view, by its number.
    Value(u32),
    /// Of words or of a value.
    End,
}

impl Mark {
    fn letter(self) -> (char, u32) {
        match self {
            Mark::Tag(number) => ('t', number),
            Mark::Text(number) => ('p', number),
            Mark::TextEnd => ('q', 0),
            Mark::Use(number) => ('u', number),
            Mark::UseEnd => ('d', 0),
            Mark::Words(number) => ('w', number),
            Mark::Value(number) => ('v', number),
            Mark::End => ('e', 0),
        }
    }

    fn read(text: &str) -> Option<Mark> {
        let number = || text.get(1..)?.parse().ok();
        Some(match text.chars().next()? {
            't' => Mark::Tag(number()?),
            'p' => Mark::Text(number()?),
            'q' => Mark::TextEnd,
            'u' => Mark::Use(number()?),
            'd' => Mark::UseEnd,
            'w' => Mark::Words(number()?),
            'v' => Mark::Value(number()?),
            'e' => Mark::End,
            _ => return None,
        })
    }

    /// Writes the mark at the end of a text.
    pub fn write(self, out: &mut String) {
        let (letter, number) = self.letter();
        out.push(OPEN);
        out.push(letter);
        out.push_str(&number.to_string());
        out.push(CLOSE);
    }

    /// A text between a mark and the end of it.
    pub fn around(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 24);
        self.write(&mut out);
        out.push_str(text);
        Mark::End.write(&mut out);
        out
    }
}

/// A page without its marks, and where they were, in order.
#[derive(Debug)]
pub struct Marked {
    pub html: String,
    pub marks: Vec<(usize, Mark)>,
    /// What follows each mark belongs to this one.
    belongs: Vec<Option<Mark>>,
}

/// Takes the marks out of a page.
pub fn take(marked: &str) -> Marked {
    let mut page = Marked { html: String::with_capacity(marked.len()), marks: Vec::new(), belongs: Vec::new() };
    let mut pieces = marked.split(OPEN);
    page.html.push_str(pieces.next().unwrap_or(""));
    for piece in pieces {
        let Some((mark, rest)) = piece.split_once(CLOSE) else {
            page.html.push_str(piece);
            continue;
        };
        page.marks.extend(Mark::read(mark).map(|mark| (page.html.len(), mark)));
        page.html.push_str(rest);
    }
    page.belongs = belonging(&page.marks);
    page
}

/// For each mark, the tag or the part of a text that what follows it belongs to.
fn belonging(marks: &[(usize, Mark)]) -> Vec<Option<Mark>> {
    let (mut last, mut around) = (None, None);
    let belongs = marks.iter().map(|(_, mark)| {
        match mark {
            Mark::Text(_) => {
                if !matches!(last, Some(Mark::Text(_))) {
                    around = last;
                }
                last = Some(*mark);
            }
            Mark::TextEnd => last = around,
            Mark::Tag(_) => last = Some(*mark),
            Mark::Use(_) | Mark::UseEnd | Mark::Words(_) | Mark::Value(_) | Mark::End => {}
        }
        last
    });
    belongs.collect()
}

impl Marked {
    /// Writes names anew, and moves the marks behind them.
    pub(super) fn rename(&mut self, edits: &[(Range<usize>, &str)]) {
        self.html = renamed(&self.html, edits);
        let mut marks = self.marks.iter_mut().peekable();
        let (mut before, mut after) = (0, 0);
        for (at, name) in edits.iter().map(|(at, name)| (at.clone(), name.len())).chain([(usize::MAX..usize::MAX, 0)]) {
            while let Some((place, _)) = marks.next_if(|(place, _)| *place < at.end) {
                *place = *place + after - before;
            }
            (before, after) = (before + at.len(), after + name);
        }
    }

    /// The tag, or the part of a text, that a place belongs to: the last that begins there or before.
    pub fn from(&self, at: usize) -> Option<Mark> {
        let next = self.marks.partition_point(|(start, _)| *start <= at);
        *self.belongs.get(next.checked_sub(1)?)?
    }

    /// The uses of components that a place lies in, the outermost first.
    pub fn uses(&self, at: usize) -> Vec<u32> {
        let mut open = Vec::new();
        for (_, mark) in self.marks.iter().take_while(|(start, _)| *start <= at) {
            match mark {
                Mark::Use(number) => open.push(*number),
                Mark::UseEnd => drop(open.pop()),
                Mark::Tag(_) | Mark::Text(_) | Mark::TextEnd | Mark::Words(_) | Mark::Value(_) | Mark::End => {}
            }
        }
        open
    }

    /// The uses that begin in a range of the page, in order.
    pub fn uses_in(&self, range: &Range<usize>) -> Vec<u32> {
        let inside = self.marks.iter().filter(|(at, _)| range.start < *at && *at <= range.end);
        let number = |(_, mark): &(usize, Mark)| match mark {
            Mark::Use(number) => Some(*number),
            Mark::Tag(_) | Mark::Text(_) | Mark::TextEnd | Mark::UseEnd => None,
            Mark::Words(_) | Mark::Value(_) | Mark::End => None,
        };
        inside.filter_map(number).collect()
    }

    /// Words and values that a range of the page holds, as a whole or in part, with where they are.
    pub fn filled(&self, range: &Range<usize>) -> Vec<(Range<usize>, Mark)> {
        let (mut open, mut found) = (Vec::new(), Vec::new());
        for (at, mark) in &self.marks {
            match mark {
                Mark::Words(_) | Mark::Value(_) => open.push((*at, *mark)),
                Mark::End => found.extend(open.pop().map(|(start, mark)| (start..*at, mark))),
                Mark::Tag(_) | Mark::Text(_) | Mark::TextEnd | Mark::Use(_) | Mark::UseEnd => {}
            }
        }
        found.retain(|(part, _)| part.start < range.end && range.start < part.end);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_as_they_were_put_in() {
        let mut page = String::from("é");
        Mark::Tag(3).write(&mut page);
        page.push_str("<b>");
        page.push_str(&Mark::Value(0).around("one"));
        let Marked { html, marks, belongs: _ } = take(&page);
        assert_eq!(html, "é<b>one");
        assert_eq!(marks, [(2, Mark::Tag(3)), (5, Mark::Value(0)), (8, Mark::End)]);
        let marked = take(&page);
        assert_eq!((marked.from(7), marked.from(1)), (Some(Mark::Tag(3)), None));
        assert_eq!(marked.filled(&(6..7)), [(5..8, Mark::Value(0))]);
        assert!(marked.filled(&(0..5)).is_empty());
    }

    #[test]
    fn what_follows_a_text_belongs_to_the_tag_around_it() {
        let mut page = String::new();
        for (mark, words) in
            [(Mark::Tag(1), "<b>"), (Mark::Text(0), "one"), (Mark::Text(1), "two"), (Mark::TextEnd, "x")]
        {
            mark.write(&mut page);
            page.push_str(words);
        }
        let marked = take(&page);
        let from = |at| marked.from(at).unwrap();
        assert_eq!([from(0), from(4), from(7), from(9)], [Mark::Tag(1), Mark::Text(0), Mark::Text(1), Mark::Tag(1)]);
    }
}
