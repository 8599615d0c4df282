//! Markdown within HTML, and places in HTML that are headings in Markdown.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag, html};

use super::tags::{HtmlTag, attribute, tags};
use super::told::Told;
use crate::prose::{MARKDOWN, events};
use crate::refactor::{Edit, applied};

/// A block of HTML in which the Markdown is HTML as well: what stands between blank lines, and what a tag says is some
/// (`markdown="1"`, <https://kramdown.gettalong.org/syntax.html#html-blocks>).
pub fn rendered(html: &str) -> Cow<'_, str> {
    let text = marked(html).map_or(Cow::Borrowed(html), Cow::Owned);
    let has_text_of_its_own = text.trim().contains("\n\n") && !text.contains("<pre");
    if has_text_of_its_own { as_html(&without_indents(&text)).into() } else { text }
}

/// HTML in which what tags say is Markdown is HTML; nothing if there is no such tag.
fn marked(html: &str) -> Option<String> {
    let all = tags(html);
    let mut edits: Vec<Edit> = Vec::new();
    for (number, tag) in all.iter().enumerate().filter(|(_, tag)| !tag.closes) {
        let is_within = edits.last().is_some_and(|edit| edit.range.end > tag.range.start);
        if is_within || attribute(tag, "markdown").is_none_or(|says| says == "0") {
            continue;
        }
        let Some(end) = closing(&all[number..]) else { continue };
        let range = tag.range.end..end.range.start;
        let inside = as_html(&without_indents(&html[range.clone()]));
        let text = if tag.name == "p" { without_paragraph(&inside) } else { inside };
        edits.push(Edit { range, text });
    }
    if edits.is_empty() { None } else { applied(html, &edits) }
}

/// The tag that closes the first of these.
fn closing(tags: &[HtmlTag]) -> Option<&HtmlTag> {
    let mut depth = 0_usize;
    let own = tags.iter().filter(|tag| tag.name == tags[0].name);
    own.skip(1).find(|tag| {
        if !tag.closes {
            depth += 1;
            return false;
        }
        let is_last = depth == 0;
        depth = depth.saturating_sub(1);
        is_last
    })
}

fn as_html(markdown: &str) -> String {
    let mut made = String::new();
    html::push_html(&mut made, Parser::new_ext(markdown, MARKDOWN));
    made
}

/// Lines that begin at the margin: how far HTML is set in says nothing.
fn without_indents(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.trim_start())).collect()
}

fn without_paragraph(html: &str) -> String {
    let inner = html.trim().strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>"));
    inner.filter(|inner| !inner.contains("<p>")).unwrap_or(html).to_string()
}

/// A text in which a place with a name that stands before a heading is the name of the heading.
pub fn anchored<'t>(text: &'t str, told: &mut Told) -> Cow<'t, str> {
    let mut edits: Vec<Edit> = Vec::new();
    let all = tags(text);
    let mut open = all.iter().filter(|tag| !tag.closes && matches!(&*tag.name, "a" | "span" | "div" | "p")).peekable();
    if open.peek().is_none() {
        return text.into();
    }
    let code: Vec<_> = events(text)
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_)))
        .map(|(_, range)| range)
        .collect();
    for tag in open.filter(|tag| !code.iter().any(|code| code.contains(&tag.range.start))) {
        let Some(id) = ["id", "name"].iter().find_map(|name| attribute(tag, name)).filter(|id| is_id(id)) else {
            continue;
        };
        let closed = format!("</{}>", tag.name);
        let behind = text[tag.range.end..].trim_start();
        let behind = behind.strip_prefix(&closed).unwrap_or(behind).trim_start();
        let line = behind.lines().next().unwrap_or("");
        let start = text.len() - behind.len();
        let is_heading = line.trim_start_matches('#').starts_with(' ') && line.starts_with('#') && !line.ends_with('}');
        // Two names are more than a heading has.
        let is_free = edits.last().is_none_or(|edit| edit.range.start < start);
        if is_heading && is_free && text[tag.range.end..start].contains('\n') {
            let end = start + line.trim_end().len();
            edits.push(Edit { range: tag.range.start..start, text: "\n".into() });
            edits.push(Edit { range: end..end, text: format!(" {{#{id}}}") });
            told.changed("places with a name are names of the headings below them");
        }
    }
    if edits.is_empty() { text.into() } else { applied(text, &edits).map_or_else(|| text.into(), Cow::Owned) }
}

fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}
