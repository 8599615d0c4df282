//! Finds where the targets of links are typed, when one of them is to be written anew.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, RefDefs, Tag, TagEnd};

use crate::prose::MARKDOWN;

/// A link or an image, and the very bytes of its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkPlace {
    /// The whole of it, as [`BodyLink::span`](super::BodyLink::span) has it.
    pub whole: Range<u32>,
    /// Where its target is typed; none if it is written in a way that does not show it as it is meant.
    pub target: Option<Range<usize>>,
}

/// Something open, and how far its words reach.
struct Open<'a> {
    whole: Range<usize>,
    words_end: usize,
    kind: LinkType,
    target: String,
    label: pulldown_cmark::CowStr<'a>,
}

/// Every link and image of the Markdown that begins `base` bytes into its file.
pub fn link_places(markdown: &str, base: usize) -> Vec<LinkPlace> {
    let mut parser = Parser::new_ext(markdown, MARKDOWN).into_offset_iter();
    let events: Vec<_> = parser.by_ref().collect();
    let definitions = parser.reference_definitions();
    let (mut open, mut places): (Vec<Open<'_>>, Vec<LinkPlace>) = (Vec::new(), Vec::new());
    for (event, range) in events {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, id, .. } | Tag::Image { link_type, dest_url, id, .. }) => {
                open.push(Open {
                    words_end: range.start,
                    whole: range,
                    kind: link_type,
                    target: dest_url.into_string(),
                    label: id,
                })
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let Some(link) = open.pop() else { continue };
                if let Some(outer) = open.last_mut() {
                    outer.words_end = link.whole.end;
                }
                let target = target(markdown, &link, definitions);
                let target = target.map(|target| base + target.start..base + target.end);
                let whole = (base + link.whole.start) as u32..(base + link.whole.end) as u32;
                places.push(LinkPlace { whole, target });
            }
            _ => {
                if let Some(link) = open.last_mut() {
                    link.words_end = link.words_end.max(range.end);
                }
            }
        }
    }
    places
}

fn target(markdown: &str, link: &Open<'_>, definitions: &RefDefs<'_>) -> Option<Range<usize>> {
    let (from, to, mark) = match link.kind {
        LinkType::Inline => (link.words_end, link.whole.end, "]("),
        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
            let span = &definitions.get(&link.label)?.span;
            (span.start, span.end, "]:")
        }
        _ => return None,
    };
    let at = from + markdown.get(from..to)?.find(mark)? + mark.len();
    let rest = markdown.get(at..to)?;
    let start = at + (rest.len() - rest.trim_start().len());
    // What is typed with escapes is not what is meant, and stays as it is.
    let typed = |start: usize| start..start + link.target.len();
    let range = if markdown[start..].starts_with('<') { typed(start + 1) } else { typed(start) };
    let ends = markdown.get(range.end..to)?;
    let ends_well = ends.is_empty() || ends.starts_with([')', '>']) || ends.starts_with(char::is_whitespace);
    (ends_well && markdown.get(range.clone())? == link.target).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(markdown: &str) -> Vec<Option<&str>> {
        let places = link_places(markdown, 0);
        places.into_iter().map(|place| place.target.map(|target| &markdown[target])).collect()
    }

    #[test]
    fn targets_are_found_however_a_link_is_written() {
        for markdown in [
            "See [it](a.md).",
            "[a](b.md) [it]( a.md \"a.md\" )",
            "[it](<a.md>)",
            "[`](b.md)`](a.md)",
            "[a\\](b.md) it](a.md)",
            "[**it**  ](a.md)",
            "![it](a.md)",
            "[it][x]\n\n[x]: a.md \"A title\"\n",
            "[X]\n\n[x]: <a.md>\n",
            "> [it\n> goes on](a.md)",
            "| a |\n|---|\n| [it](a.md) |",
            "A note.[^1]\n\n[^1]: [it](a.md)",
        ] {
            assert_eq!(targets(markdown).last(), Some(&Some("a.md")), "{markdown}");
        }
        assert_eq!(targets("[![inner](b.png)](a.md)"), [Some("b.png"), Some("a.md")]);
        assert_eq!(targets("[it](a\\_b.md)"), [None], "typed otherwise than meant");
        assert_eq!(targets("<https://example.org>"), [None]);
    }

    #[test]
    fn places_are_counted_from_the_start_of_the_file() {
        assert_eq!(link_places("[it](a.md)", 100), [LinkPlace { whole: 100..110, target: Some(105..109) }]);
    }
}
