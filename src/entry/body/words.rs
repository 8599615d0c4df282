//! Writes words and code, and notes in which words terms of the glossary may become links.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;
use pulldown_cmark_escape::escape_html_body_text;

use super::lost;
use super::writer::{Writer, escape};

impl Writer<'_> {
    pub(super) fn text(&mut self, text: &str) {
        if let Some(heading) = &mut self.headings.open {
            heading.text.push_str(text);
        }
        // A cell is at least as wide as its longest word, so one that nobody would write as a word must break.
        let mut rest = text;
        while let Some(long) = Some(rest).filter(|_| self.table.is_open).and_then(long_word) {
            self.words(&rest[..long.start]);
            self.out.push_str("<span class=\"long\">");
            escape_html_body_text(&mut self.out, &rest[long.clone()]).expect("a String takes any text");
            self.out.push_str("</span>");
            rest = &rest[long.end..];
        }
        self.words(rest);
    }

    /// Writes words, and notes them if terms in them may become links.
    fn words(&mut self, text: &str) {
        let from = self.out.len();
        escape_html_body_text(&mut self.out, text).expect("a String takes any text");
        if self.headings.open.is_none() && !self.in_code && self.open_links.is_empty() && !self.footnotes.is_open() {
            self.plain_words(from..self.out.len());
        }
    }

    /// Notes words in which terms may become links; a text comes in many pieces, which are joined where they touch.
    fn plain_words(&mut self, at: Range<usize>) {
        let at = at.start as u32..at.end as u32;
        let hole_between = self.holes.last().is_some_and(|hole| hole.at == at.start);
        match self.words.last_mut() {
            Some(last) if last.end == at.start && !hole_between => last.end = at.end,
            _ => self.words.push(at),
        }
    }

    pub(super) fn code(&mut self, text: &str) {
        self.out.push_str("<code>");
        self.in_code = true;
        self.text(text);
        self.in_code = false;
        self.out.push_str("</code>");
    }

    pub(super) fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        self.in_code = true;
        self.out.push_str("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(info) = kind {
            self.problems.extend(lost::open_code(self.source(), range.clone()));
            if let Some(language) = info.split_whitespace().next() {
                self.problems.extend(lost::fence(self.source(), range, info));
                self.out.push_str(" class=\"language-");
                escape(&mut self.out, language);
                self.out.push('"');
            }
        }
        self.out.push('>');
    }

    pub(super) fn end_code(&mut self) {
        self.in_code = false;
        self.out.push_str("</code></pre>\n");
    }
}

/// The first word of a text that is too long to be one, such as an address.
fn long_word(text: &str) -> Option<Range<usize>> {
    const LONGEST: usize = 20;
    let long = |word: &&str| word.len() > LONGEST && word.chars().count() > LONGEST;
    let word = text.split_whitespace().find(long)?;
    let start = word.as_ptr() as usize - text.as_ptr() as usize;
    Some(start..start + word.len())
}
