//! Writes the HTML that an author typed: left open, so that the owner's settings decide.

use std::ops::Range;

use super::html::Line;
use super::lost;
use super::writer::Writer;
use super::{Fill, RawHtml};

/// Tags without attributes that do no harm and have no Markdown form.
const HARMLESS: [&str; 9] = ["<br>", "<br/>", "<br />", "<sub>", "</sub>", "<sup>", "</sup>", "<kbd>", "</kbd>"];

impl Writer<'_> {
    /// A line of a block of HTML.
    pub(super) fn html_line(&mut self, line: &str, range: Range<usize>) {
        let Some(block) = &mut self.html_block else { return self.html(line, range, false) };
        let goes_on = block.has_kept;
        match block.line(line) {
            Line::Nothing => {}
            Line::Words(words) => {
                if let Some(note) = lost::after_notes(line) {
                    self.problems.push(lost::behind_note(self.source(), range, note));
                }
                self.out.push_str("<p>");
                self.text(&words);
                self.out.push_str("</p>\n");
            }
            Line::Html(html) => {
                block.has_kept = true;
                self.html(&html, range, goes_on);
            }
        }
    }

    pub(super) fn html(&mut self, html: &str, range: Range<usize>, goes_on: bool) {
        let tidy = html.trim();
        if tidy.starts_with("<!--") && tidy.ends_with("-->") {
            return;
        }
        if HARMLESS.contains(&tidy.to_ascii_lowercase().as_str()) {
            return self.out.push_str(tidy);
        }
        let span = (self.base + range.start) as u32..(self.base + range.end) as u32;
        self.raw_html.push(RawHtml { text: html.into(), span, goes_on });
        self.hole(Fill::Raw((self.raw_html.len() - 1) as u32));
    }
}
