//! Breaks of lines as other programs write them.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::tags::tags;
use super::told::Told;
use crate::prose::events;
use crate::refactor::{Edit, applied};
use crate::source::line_start;

/// A text in which `\\` at the end of a line is a break, as kramdown reads it
/// (<https://kramdown.gettalong.org/syntax.html#paragraphs>).
pub fn of_kramdown<'t>(text: &'t str, told: &mut Told) -> Cow<'t, str> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut is_formula = false;
    for (event, range) in events(text) {
        let (before, new, is_kept) = match event {
            Event::Start(Tag::Paragraph | Tag::Item) => {
                let block = &text[range];
                is_formula = block.contains("$$") || block.contains("\\begin{");
                continue;
            }
            Event::SoftBreak => (&text[..range.start], "\\", false),
            Event::HardBreak => (&text[..range.start], "", true),
            // The last line of a paragraph has nothing to be parted from.
            Event::End(TagEnd::Paragraph | TagEnd::Item) => (&text[..range.end], "", false),
            _ => continue,
        };
        let Some(end) = words_before(before).filter(|_| !is_formula) else { continue };
        let stop = before.trim_end().len();
        let blanks = text[stop..].len() - text[stop..].trim_start_matches([' ', '\t']).len();
        let range = end..if is_kept { stop } else { stop + blanks };
        if edits.last().is_none_or(|edit| edit.range.end <= range.start) {
            edits.push(Edit { range, text: new.into() });
        }
    }
    if edits.is_empty() {
        return text.into();
    }
    told.changed("`\\\\` at the end of a line is `\\`, which breaks it");
    applied(text, &edits).map_or_else(|| text.into(), Cow::Owned)
}

/// Where the words of a line end that ends in `\\`.
fn words_before(text: &str) -> Option<usize> {
    let words = text.trim_end().strip_suffix("\\\\")?;
    let last = words.rsplit(char::is_whitespace).next().unwrap_or("");
    let end = words.trim_end_matches([' ', '\t']).len();
    // `C:\folder\\` is a path.
    (!last.contains('\\') && !words[line_start(words, words.len())..].trim().is_empty()).then_some(end)
}

/// A text without lines that are nothing but breaks and stand above others: these would be HTML as well.
pub fn without_lone_breaks(text: &str) -> Cow<'_, str> {
    let mut edits: Vec<Edit> = Vec::new();
    for (event, range) in events(text) {
        if !matches!(event, Event::Start(Tag::HtmlBlock)) {
            continue;
        }
        let lines = text[range.clone()].split_inclusive('\n').take_while(|line| is_lone(line));
        let end = range.start + lines.map(str::len).sum::<usize>();
        if end > range.start && end < range.end {
            edits.push(Edit { range: range.start..end, text: "\n".into() });
        }
    }
    if edits.is_empty() { text.into() } else { applied(text, &edits).map_or_else(|| text.into(), Cow::Owned) }
}

fn is_lone(line: &str) -> bool {
    let tags = tags(line);
    let covered: usize = tags.iter().map(|tag| tag.range.len()).sum();
    let blanks = line.chars().filter(|c| c.is_whitespace()).count();
    let within: usize = tags.iter().map(|tag| line[tag.range.clone()].matches(char::is_whitespace).count()).sum();
    !tags.is_empty() && tags.iter().all(|tag| tag.name == "br") && covered + blanks - within == line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_strokes_at_the_end_of_a_line_break_it() {
        let shown = |text: &str| of_kramdown(text, &mut Told::default()).into_owned();
        for (text, expected) in [
            ("**Where** \\\\\nThe *hall*\\\\\nBy the mill \\\\\n", "**Where**\\\nThe *hall*\\\nBy the mill\n"),
            ("- One \\\\\n  two\n- Three\n", "- One\\\n  two\n- Three\n"),
            ("> One\\\\\n> two\n", "> One\\\n> two\n"),
            ("One \\\\  \ntwo\n", "One  \ntwo\n"),
            ("One\\\\ \ntwo\n", "One\\\ntwo\n"),
            ("```\na \\\\\nb\n```\n", "```\na \\\\\nb\n```\n"),
            ("$$\na \\\\\nb\n$$\n", "$$\na \\\\\nb\n$$\n"),
            ("Look in C:\\a\\\\\nfirst\n", "Look in C:\\a\\\\\nfirst\n"),
            ("One\\\ntwo\n", "One\\\ntwo\n"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn a_line_of_breaks_makes_no_html_of_what_follows() {
        for (text, expected) in [
            ("One\n\n<br/>\n<br />\n### Two\nThree\n", "One\n\n\n### Two\nThree\n"),
            ("<br>\n- One\n- Two\n", "\n- One\n- Two\n"),
            ("> <br>\n> One\n", "> \n> One\n"),
            ("<p>One\n<br>\ntwo</p>\n", "<p>One\n<br>\ntwo</p>\n"),
            ("<br>\n\nOne\n", "<br>\n\nOne\n"),
            ("One\n<br>\ntwo\n", "One\n<br>\ntwo\n"),
        ] {
            assert_eq!(without_lone_breaks(text), expected, "{text}");
        }
    }
}
