//! Writes blocks that stand out: notes, words folded away, steps, quotations with their speaker, a link to follow now.

use std::ops::Range;

use super::quotations::Open;
use super::tags::{Side, simple_tag};
use super::writer::Writer;
use crate::diagnostic::catalogue::{self, HalfCallout};
use crate::entry::moment::day;
use crate::prose::{Callout, CalloutKind, callout};

impl Writer<'_> {
    pub(super) fn start_quotation(&mut self, range: &Range<usize>) {
        let callout = callout(self.markdown, range);
        match &callout {
            None => self.out.push_str("<blockquote>\n"),
            Some(callout) => self.start_callout(callout),
        }
        self.quotations.open.push(Open { callout, is_whole: false });
    }

    fn start_callout(&mut self, callout: &Callout) {
        let has_title = !callout.title.is_empty();
        self.quotations.title = has_title.then_some(callout.kind);
        match callout.kind {
            CalloutKind::Note
            | CalloutKind::Tip
            | CalloutKind::Important
            | CalloutKind::Warning
            | CalloutKind::Caution => {
                let word = callout.kind.word();
                self.out.push_str(&format!(
                    "<div class=\"callout callout-{}\" role=\"note\">\n",
                    word.to_ascii_lowercase()
                ));
                if !has_title {
                    let (first, rest) = word.split_at(1);
                    self.out.push_str(&format!("<div class=\"title\">{first}{}</div>\n", rest.to_ascii_lowercase()));
                }
            }
            CalloutKind::More if has_title => self.out.push_str("<details class=\"about\">\n"),
            CalloutKind::Quote if has_title => {
                let lacks = HalfCallout::Proof;
                match is_proved(&self.markdown[callout.title.clone()]) {
                    true => self.out.push_str("<figure class=\"said\">\n"),
                    false => self.half_callout(callout, lacks, "<figure class=\"said\">\n"),
                }
            }
            CalloutKind::More => self.half_callout(callout, HalfCallout::Title, "<div>\n"),
            CalloutKind::Quote => self.half_callout(callout, HalfCallout::Speaker, "<blockquote>\n"),
            CalloutKind::Steps => self.out.push_str("<div class=\"steps\">\n"),
            CalloutKind::Action => self.out.push_str("<div class=\"actions\">\n"),
        }
    }

    /// A block that lacks what it is made for: what there is of it is written all the same.
    fn half_callout(&mut self, callout: &Callout, lacks: HalfCallout, tag: &str) {
        let at = self.span(callout.mark.clone());
        self.problems.push(catalogue::half_callout(at, callout.kind.word(), lacks));
        self.out.push_str(tag);
    }

    pub(super) fn end_quotation(&mut self) {
        let Some(Open { callout, is_whole }) = self.quotations.open.pop() else { return };
        // Its title may have been all that stood there.
        self.quotations.title = None;
        let Some(callout) = callout else { return self.out.push_str("</blockquote>\n") };
        let has_title = !callout.title.is_empty();
        match callout.kind {
            CalloutKind::More if has_title => self.out.push_str("</div>\n</details>\n"),
            CalloutKind::Quote if has_title => self.out.push_str("</blockquote>\n</figure>\n"),
            CalloutKind::Quote => self.out.push_str("</blockquote>\n"),
            CalloutKind::Steps if !is_whole => self.half_callout(&callout, HalfCallout::List, "</div>\n"),
            CalloutKind::Action if !is_whole => self.half_callout(&callout, HalfCallout::Link, "</div>\n"),
            CalloutKind::Note
            | CalloutKind::Tip
            | CalloutKind::Important
            | CalloutKind::Warning
            | CalloutKind::Caution
            | CalloutKind::More
            | CalloutKind::Steps
            | CalloutKind::Action => self.out.push_str("</div>\n"),
        }
    }

    pub(super) fn start_paragraph(&mut self, range: Range<usize>) {
        self.paragraph = range;
        self.out.push_str(match self.quotations.title {
            None => simple_tag(&pulldown_cmark::TagEnd::Paragraph, Side::Open),
            Some(CalloutKind::More) => "<summary>",
            Some(CalloutKind::Quote) => "<figcaption>",
            Some(_) => "<div class=\"title\">",
        });
    }

    pub(super) fn end_paragraph(&mut self) {
        if std::mem::take(&mut self.is_figure) {
            return self.out.push_str("</figure>\n");
        }
        self.out.push_str(match self.quotations.title.take() {
            None => simple_tag(&pulldown_cmark::TagEnd::Paragraph, Side::Close),
            Some(CalloutKind::More) => "</summary>\n<div>\n",
            Some(CalloutKind::Quote) => "</figcaption>\n<blockquote>\n",
            Some(_) => "</div>\n",
        });
    }
}

/// Whether whose words these are also says where they were said, by a link, or when the person agreed, by a day.
fn is_proved(speaker: &str) -> bool {
    let is_day = |word: &str| day(word.trim_matches(|c: char| !c.is_ascii_digit())).is_some();
    speaker.contains("](")
        || speaker.contains("][")
        || speaker.contains("://")
        || speaker.split_whitespace().any(is_day)
}
