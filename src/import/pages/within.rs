//! Markdown within HTML.

use std::borrow::Cow;

use pulldown_cmark::{Parser, html};

use super::tags::{attribute, closing, tags};
use crate::prose::MARKDOWN;
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
