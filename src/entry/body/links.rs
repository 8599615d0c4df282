//! Writes links and images: left open if they lead to other files of the site, written out if they lead elsewhere.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};
use pulldown_cmark_escape::escape_href;

use super::target::{Reach, judge_target};
use super::writer::{Target, Writer, escape};
use super::{BodyLink, Fill, LinkUse, lost};
use crate::diagnostic::catalogue::{Lost, Stray};
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::entry::address::{Flaw, flaw, is_invisible};
use crate::source::Span;

/// What begins an image's words that an author has still to write.
const TO_WRITE: &str = "TODO";

impl Writer<'_> {
    pub(super) fn start_link(&mut self, target: &str, range: Range<usize>) {
        let is_alone = self.is_alone(&range);
        let open = self.classify(target, LinkUse::Page, range);
        match open {
            Target::Inside(link) => {
                if is_alone {
                    self.out.truncate(self.out.len() - "<p>".len());
                    self.out.push_str("<p class=\"linked\">");
                    self.card = Some(link);
                }
                self.hole(Fill::LinkOpen(link));
            }
            Target::Outside => {
                self.out.push_str("<a href=\"");
                escape_href(&mut self.out, target).expect("a String takes any text");
                self.out.push_str("\">");
            }
            Target::Refused => {}
        }
        self.open_links.push(open);
    }

    pub(super) fn end_link(&mut self) {
        match self.open_links.pop() {
            Some(Target::Inside(link)) => {
                self.hole(Fill::LinkClose(link));
                if self.card.take_if(|card| *card == link).is_some() {
                    self.hole(Fill::Summary(link));
                }
            }
            Some(Target::Outside) => self.out.push_str("</a>"),
            Some(Target::Refused) | None => {}
        }
    }

    /// Whether a link is all that stands in a paragraph of the text itself: then it is shown as a card.
    fn is_alone(&self, link: &Range<usize>) -> bool {
        let paragraph = self.markdown.get(self.paragraph.clone()).unwrap_or("").trim();
        let is_all = self.markdown.get(link.clone()).is_some_and(|link| link == paragraph);
        is_all && self.out.ends_with("<p>") && !self.out.ends_with("<li><p>") && !self.quotations.is_open()
    }

    /// Decides where a target leads, and reports those that lead nowhere safe.
    fn classify(&mut self, target: &str, used: LinkUse, range: Range<usize>) -> Target {
        let refused = judge_target(target, used);
        if let Err((why, help)) = refused {
            let is_bare = target.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
            let fix = self.address(target, &range).filter(|_| is_bare && used == LinkUse::Page);
            let fix = fix.map(|at| Fix::new(at, format!("https://{target}")));
            self.problems.push(catalogue::unsafe_link(self.span(range), target, why, help).maybe_fix(fix));
            return Target::Refused;
        }
        if refused == Ok(Reach::Outside) {
            self.problems.extend(self.slip_of_address(target, &range));
            return Target::Outside;
        }
        let span = (self.base + range.start) as u32..(self.base + range.end) as u32;
        self.links.push(BodyLink { target: target.into(), used, span });
        Target::Inside((self.links.len() - 1) as u32)
    }

    /// Where the address of a link between brackets is typed, if it is typed as it is read.
    fn address(&self, target: &str, link: &Range<usize>) -> Option<Span> {
        let typed = self.markdown.get(link.clone())?;
        let at = link.start + typed.rfind("](").filter(|_| typed.ends_with(')'))? + "](".len();
        self.markdown[at..link.end].starts_with(target).then(|| self.span(at..at + target.len()))
    }

    /// What was copied along with an address of another website.
    fn slip_of_address(&self, target: &str, link: &Range<usize>) -> Option<Diagnostic> {
        let place = self.address(target, link)?;
        let (slip, right): (_, String) = match flaw(target) {
            Some(Flaw::EndMark(mark)) => (Stray::AddressEnd(mark), target.trim_end_matches(mark).to_string()),
            Some(Flaw::Invisible(c)) => {
                (Stray::AddressInvisible(c), target.chars().filter(|&c| !is_invisible(c)).collect())
            }
            Some(Flaw::Blank | Flaw::Sign(_) | Flaw::NoScheme | Flaw::Login | Flaw::Nowhere) | None => return None,
        };
        // A full stop may end a name: `…/wiki/Apple_Inc.`
        let is_clear = !matches!(slip, Stray::AddressEnd('.')) || target.matches('/').count() < 4;
        let fix = is_clear.then(|| Fix::new(place.clone(), right));
        Some(catalogue::stray_mark(place, slip).maybe_fix(fix))
    }

    /// Gathers the words of an image, which may hold links and emphasis.
    pub(super) fn in_image(&mut self, event: Event<'_>, _: Range<usize>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => image.alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            Event::Start(_) => image.depth += 1,
            Event::End(TagEnd::Image) if image.depth == 0 => self.end_image(),
            Event::End(_) => image.depth = image.depth.saturating_sub(1),
            _ => {}
        }
    }

    /// A reminder in the place of an image's words, if that place is blank. It is no decision: it remains a finding.
    fn words_to_write(&self, image: &Range<usize>) -> Option<Fix> {
        let typed = self.markdown.get(image.clone())?.strip_prefix("![")?;
        let blank = typed.find(']').filter(|end| typed[..*end].trim().is_empty())?;
        let start = self.base + image.start + "![".len();
        let at = Span::new(self.path, start..start + blank);
        Some(Fix::new(at, format!("{TO_WRITE}: say what this picture shows")))
    }

    fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        let decorative = image.title.trim() == "decorative";
        // Words that are still to be written are none.
        if (image.alt.trim().is_empty() || image.alt.trim().starts_with(TO_WRITE)) && !decorative {
            let finding = catalogue::image_alt(self.span(image.span.clone()));
            self.problems.push(finding.maybe_fix(self.words_to_write(&image.span)));
        }
        let caption = if decorative { "" } else { image.title.trim() };
        let span = image.span.clone();
        let target = self.classify(&image.target, LinkUse::Image, image.span);
        // Its words stand for a picture that is not shown.
        if matches!(target, Target::Refused) && !decorative && !image.alt.trim().starts_with(TO_WRITE) {
            self.text(image.alt.trim());
        }
        if let Target::Inside(link) = target {
            let has_caption = !caption.is_empty() && self.begin_figure(&span);
            self.hole(Fill::ImageOpen(link));
            self.out.push_str(" alt=\"");
            escape(&mut self.out, if decorative { "" } else { image.alt.trim() });
            self.out.push_str("\">");
            self.hole(Fill::ImageClose(link));
            if has_caption {
                self.out.push_str("<figcaption>");
                escape(&mut self.out, caption);
                self.out.push_str("</figcaption>");
            } else {
                self.problems.extend(lost::title(self.source(), span, caption, Lost::Caption));
            }
        }
    }

    /// Makes a figure of the paragraph that is open, if the picture is all that stands in it.
    fn begin_figure(&mut self, image: &Range<usize>) -> bool {
        let typed = self.markdown.get(self.paragraph.clone()).unwrap_or("");
        let is_alone = self.markdown.get(image.clone()).is_some_and(|image| image == typed.trim());
        if !is_alone || !self.out.ends_with("<p>") {
            return false;
        }
        self.out.truncate(self.out.len() - "<p>".len());
        let end = self.out.len() as u32;
        for hole in self.holes.iter_mut().rev().take_while(|hole| hole.at > end) {
            hole.at = end;
        }
        self.out.push_str("<figure>");
        self.is_figure = true;
        true
    }
}
