//! Tags that are written the same way wherever they stand.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use pulldown_cmark::TagEnd;

/// Which of its two tags an element is written with.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    Open,
    Close,
}

/// Tags that are always written the same way.
pub(super) fn simple_tag(tag: &TagEnd, side: Side) -> &'static str {
    let (open, close) = match tag {
        TagEnd::Paragraph => ("<p>", "</p>\n"),
        TagEnd::Item => ("<li>", "</li>\n"),
        TagEnd::Emphasis => ("<em>", "</em>"),
        TagEnd::Strong => ("<strong>", "</strong>"),
        TagEnd::Strikethrough => ("<del>", "</del>"),
        _ => ("", ""),
    };
    match side {
        Side::Open => open,
        Side::Close => close,
    }
}
