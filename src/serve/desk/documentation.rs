//! The documentation of Trellis as HTML: what findings mean, and how pages are written.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use pulldown_cmark_escape::escape_html;
use serde::Serialize;

use super::phrases;
use crate::diagnostic::Code;
use crate::slug::slug;

/// Pages of the documentation that the desk has, by their files.
const PAGES: [(&str, &str); 3] =
    [("authoring.md", "/_trellis/guide"), ("fields.md", "/_trellis/fields"), ("hosting.md", "/_trellis/hosting")];

/// A page of documentation.
#[derive(Debug)]
pub struct Documentation {
    /// Safe HTML, without the title.
    pub html: String,
    /// Its sections of the first rank.
    pub sections: Vec<SectionLink>,
}

#[derive(Debug, Serialize)]
pub struct SectionLink {
    pub href: String,
    pub title: String,
}

/// Reads a page of documentation. A block of a file is shown with the file's name, and a table in a part of its own, which
/// can be moved sideways where it is too wide.
pub fn read(markdown: &str) -> Documentation {
    let mut page = Page::default();
    Parser::new_ext(markdown, Options::ENABLE_TABLES).for_each(|event| page.take(event));
    let mut out = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut out, page.events.into_iter());
    Documentation { html: out, sections: page.sections }
}

/// A page while it is read.
#[derive(Default)]
struct Page<'m> {
    events: Vec<Event<'m>>,
    sections: Vec<SectionLink>,
    in_title: bool,
    /// The heading that is read: its words, and what stands in it.
    heading: Option<(String, Vec<Event<'m>>)>,
    /// The block that is read: its caption and its text.
    block: Option<(String, String)>,
    /// Whether each link that is open leads anywhere.
    leads: Vec<bool>,
}

impl<'m> Page<'m> {
    fn take(&mut self, event: Event<'m>) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => self.in_title = true,
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => self.in_title = false,
            _ if self.in_title => {}
            Event::Start(Tag::Heading { .. }) => self.heading = Some((String::new(), Vec::new())),
            Event::End(TagEnd::Heading(level)) => self.end_heading(level),
            Event::Start(Tag::CodeBlock(kind)) => self.block = Some((caption(&kind), String::new())),
            Event::End(TagEnd::CodeBlock) => {
                let shown = self.block.take().map(|(caption, text)| figure(&caption, &text));
                self.events.extend(shown.map(|html| Event::Html(CowStr::from(html))));
            }
            Event::Start(Tag::Table(columns)) => {
                let frame = "<div class=\"wide\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">\n";
                self.events.extend([Event::Html(frame.into()), Event::Start(Tag::Table(columns))]);
            }
            Event::End(TagEnd::Table) => {
                self.events.extend([Event::End(TagEnd::Table), Event::Html("</div>\n".into())]);
            }
            Event::Text(text) => match &mut self.block {
                Some((_, so_far)) => so_far.push_str(&text),
                None => self.say(Event::Text(text)),
            },
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let there = address(&dest_url);
                self.leads.push(there.is_some());
                let link = |dest_url: String| Tag::Link { link_type, dest_url: dest_url.into(), title, id };
                if let Some(there) = there {
                    self.say(Event::Start(link(there)));
                }
            }
            Event::End(TagEnd::Link) => {
                if self.leads.pop() == Some(true) {
                    self.say(Event::End(TagEnd::Link));
                }
            }
            event => self.say(event),
        }
    }

    fn say(&mut self, event: Event<'m>) {
        match &mut self.heading {
            Some((words, inside)) => {
                if let Event::Text(text) | Event::Code(text) = &event {
                    words.push_str(text);
                }
                inside.push(event);
            }
            None => self.events.push(event),
        }
    }

    /// Headings can be led to; those of the first rank are a list of what is on the page.
    fn end_heading(&mut self, level: HeadingLevel) {
        let Some((title, inside)) = self.heading.take() else { return };
        let id = slug(&title);
        self.events.push(Event::Html(format!("<{level} id=\"{id}\">").into()));
        self.events.extend(inside);
        self.events.push(Event::Html(format!("</{level}>\n").into()));
        if level == HeadingLevel::H2 {
            self.sections.push(SectionLink { href: format!("#{id}"), title });
        }
    }
}

/// Where a link of the documentation leads at the desk, which has the pages about findings, how pages are written and
/// their fields, and no others.
fn address(written: &str) -> Option<String> {
    let (path, part) = written.split_at(written.find('#').unwrap_or(written.len()));
    if written.contains("://") || path.is_empty() || path.starts_with("/_trellis/") {
        return Some(written.to_string());
    }
    let file = path.rsplit('/').next().unwrap_or(path);
    let page = PAGES.iter().find(|(name, _)| *name == file).map(|(_, address)| format!("{address}{part}"));
    page.or_else(|| Code::parse(file.strip_suffix(".md")?).map(phrases::code_address))
}

/// What a block is: the name of its file, or what Trellis says about it.
fn caption(kind: &CodeBlockKind<'_>) -> String {
    let CodeBlockKind::Fenced(info) = kind else { return String::new() };
    let (first, rest) = info.split_once(' ').unwrap_or((info, ""));
    let quoted = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
    match (first, quoted.or(rest.split_whitespace().next())) {
        ("findings", _) => "What Trellis says".into(),
        (_, Some(path)) => path.to_string(),
        _ => String::new(),
    }
}

fn figure(caption: &str, text: &str) -> String {
    let mut html = String::from("<figure class=\"file\">");
    let mut push = |before: &str, text: &str, after: &str| {
        html.push_str(before);
        escape_html(&mut html, text).expect("a String takes any text");
        html.push_str(after);
    };
    if !caption.is_empty() {
        push("<figcaption>", caption, "</figcaption>");
    }
    push("<pre><code>", text, "</code></pre></figure>\n");
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(markdown: &str) -> String {
        read(markdown).html
    }

    #[test]
    fn files_are_shown_with_their_names_and_everything_is_escaped() {
        let page = "# Title\n\nText <b>x</b>.\n\n## How\n\n```markdown content/a.md and more\n<script>\n```\n\n```findings\na & b\n```\n";
        let html = body(page);
        assert!(!html.contains("Title") && html.contains("<h2 id=\"how\">How</h2>"), "{html}");
        assert!(html.contains("<figcaption>content/a.md</figcaption><pre><code>&lt;script&gt;\n</code>"), "{html}");
        assert!(html.contains("<figcaption>What Trellis says</figcaption><pre><code>a &amp; b"), "{html}");
    }

    #[test]
    fn links_lead_to_the_desk_s_own_pages_or_are_words() {
        let html = body(
            "# T\n\nSee [one](image-alt.md), [two](../teams.md), [three](https://www.nhs.uk/) and [four](../fields.md#roles).\n",
        );
        assert_eq!(
            html,
            "<p>See <a href=\"/_trellis/explain/image-alt\">one</a>, two, <a href=\"https://www.nhs.uk/\">three</a> and <a href=\"/_trellis/fields#roles\">four</a>.</p>\n"
        );
    }

    #[test]
    fn a_table_can_be_moved_and_headings_can_be_led_to() {
        let page = read("# T\n\n## A `b`\n\n| a | b |\n|---|---|\n| c | d |\n\n### Below\n");
        assert!(page.html.starts_with("<h2 id=\"a-b\">A <code>b</code></h2>\n"), "{}", page.html);
        assert!(
            page.html.contains("tabindex=\"0\">\n<table>") && page.html.contains("</table>\n</div>"),
            "{}",
            page.html
        );
        let sections: Vec<_> = page.sections.iter().map(|one| (&*one.href, &*one.title)).collect();
        assert_eq!(sections, [("#a-b", "A b")]);
    }

    #[test]
    fn every_code_has_a_body() {
        for code in Code::ALL {
            let html = body(code.explanation());
            assert!(!html.contains(".md\""), "{code}: {html}");
            assert!(html.starts_with("<p>") && html.contains("<figure"), "{code}: {html}");
        }
    }
}
