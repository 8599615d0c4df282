//! What findings mean: the pages of `docs/diagnostics/` as HTML.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html};
use pulldown_cmark_escape::escape_html;
use serde::Serialize;

use super::context::DeskContext;
use super::page::DeskPage;
use super::phrases;
use crate::diagnostic::{Code, Severity};

#[derive(Debug, Serialize)]
struct View {
    code: &'static str,
    level: &'static str,
    /// Safe HTML.
    html: String,
    /// Where the findings of this code are listed, and how many there are now.
    found: Option<String>,
    listed: String,
}

#[derive(Debug, Serialize)]
struct Codes {
    codes: Vec<CodeView>,
}

#[derive(Debug, Serialize)]
struct CodeView {
    code: &'static str,
    about: &'static str,
    href: String,
    level: &'static str,
}

/// The page of one code.
pub fn made(code: Code, look: Option<&DeskContext<'_>>) -> DeskPage {
    let here =
        |look: &DeskContext<'_>| look.survey.judged.diagnostics.iter().filter(|finding| finding.code == code).count();
    let found = look.map_or(0, here);
    let view = View {
        code: code.as_str(),
        level: level(code.default_severity()),
        html: body(code.explanation()),
        found: (found > 0).then(|| phrases::count(found, "finding", "findings")),
        listed: format!("/_trellis/problems?code={code}"),
    };
    DeskPage::new(code.title(), "", "explained.html", &view)
}

/// A list of all codes.
pub fn all() -> DeskPage {
    let code = |code: &Code| CodeView {
        code: code.as_str(),
        about: code.title(),
        href: phrases::code_address(*code),
        level: level(code.default_severity()),
    };
    DeskPage::new("What findings mean", "", "codes.html", &Codes { codes: Code::ALL.iter().map(code).collect() })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "an error: nothing new is published while it stands",
        Severity::Warning => "a warning: it stops nothing",
    }
}

/// A page of documentation without its title. A block of a file is shown with the file's name.
fn body(markdown: &str) -> String {
    let mut events = Vec::new();
    let mut block: Option<(String, String)> = None;
    let mut in_title = false;
    let mut leads = Vec::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => in_title = true,
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => in_title = false,
            _ if in_title => {}
            Event::Start(Tag::CodeBlock(kind)) => block = Some((caption(&kind), String::new())),
            Event::End(TagEnd::CodeBlock) => {
                let shown = block.take().map(|(caption, text)| figure(&caption, &text));
                events.extend(shown.map(|html| Event::Html(CowStr::from(html))));
            }
            Event::Text(text) => match &mut block {
                Some((_, so_far)) => so_far.push_str(&text),
                None => events.push(Event::Text(text)),
            },
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let there = address(&dest_url);
                leads.push(there.is_some());
                let link = |dest_url: String| Tag::Link { link_type, dest_url: dest_url.into(), title, id };
                events.extend(there.map(|there| Event::Start(link(there))));
            }
            Event::End(TagEnd::Link) => {
                events.extend(leads.pop().filter(|leads| *leads).map(|_| Event::End(TagEnd::Link)))
            }
            event => events.push(event),
        }
    }
    let mut out = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut out, events.into_iter());
    out
}

/// Where a link of the documentation leads at the desk, which has the pages about findings and no others.
fn address(written: &str) -> Option<String> {
    match written.strip_suffix(".md") {
        Some(page) => Code::parse(page).map(phrases::code_address),
        None => Some(written.to_string()),
    }
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

    #[test]
    fn files_are_shown_with_their_names_and_everything_is_escaped() {
        let page = "# Title\n\nText <b>x</b>.\n\n## How\n\n```markdown content/a.md and more\n<script>\n```\n\n```findings\na & b\n```\n";
        let html = body(page);
        assert!(!html.contains("Title") && html.contains("<h2>How</h2>"), "{html}");
        assert!(html.contains("<figcaption>content/a.md</figcaption><pre><code>&lt;script&gt;\n</code>"), "{html}");
        assert!(html.contains("<figcaption>What Trellis says</figcaption><pre><code>a &amp; b"), "{html}");
    }

    #[test]
    fn links_lead_to_the_desk_s_own_pages_or_are_words() {
        let html = body("# T\n\nSee [one](image-alt.md), [two](../authoring.md) and [three](https://www.nhs.uk/).\n");
        assert_eq!(
            html,
            "<p>See <a href=\"/_trellis/explain/image-alt\">one</a>, two and <a href=\"https://www.nhs.uk/\">three</a>.</p>\n"
        );
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
