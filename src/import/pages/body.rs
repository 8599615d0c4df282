//! The text of a page: its headings, links and pictures as they are to be here.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::told::Told;
use crate::prose::{MARKDOWN, events};
use crate::refactor::{Edit, applied};
use crate::slug::slug;

/// A heading of a text.
#[derive(Debug)]
pub struct Heading {
    level: usize,
    range: Range<usize>,
    /// Its words without their signs.
    words: String,
    /// What links to it are led by.
    name: Option<String>,
}

/// Every heading of a text that stands in nothing else.
pub fn headings(text: &str) -> Vec<Heading> {
    let (mut found, mut open) = (Vec::new(), None::<Heading>);
    for (event, range) in events(text) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let name = id.map(|id| id.to_string());
                open = Some(Heading { level: level as usize, range, words: String::new(), name });
            }
            Event::End(TagEnd::Heading(_)) => found.extend(open.take()),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut open {
                    heading.words.push_str(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(heading) = &mut open {
                    heading.words.push(' ');
                }
            }
            _ => {}
        }
    }
    found
}

/// Where code stands in a text, in order: nothing in it is a sign.
#[derive(Debug)]
pub struct Code(Vec<Range<usize>>);

impl Code {
    pub fn of(text: &str) -> Code {
        let is_code = |event: &Event<'_>| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_));
        Code(events(text).filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect())
    }

    /// The piece of code in which a place lies.
    pub fn around(&self, at: usize) -> Option<&Range<usize>> {
        self.0.get(self.0.partition_point(|code| code.end <= at)).filter(|code| code.start <= at)
    }

    pub fn holds(&self, at: usize) -> bool {
        self.around(at).is_some()
    }
}

/// Whether visitors see anything of a text.
pub fn shows_something(text: &str) -> bool {
    events(text).any(|(event, _)| match event {
        Event::Text(words) | Event::Code(words) => !words.trim().is_empty(),
        Event::Start(Tag::Image { .. }) => true,
        _ => false,
    })
}

/// Takes the main heading out of a text where it says the title, or is the only place that does. Gives the title.
pub fn without_title(text: &str, title: Option<&str>, told: &mut Told) -> (String, Option<String>) {
    let first = headings(text).into_iter().next().filter(|first| first.level == 1);
    // A line of links to the pages above may stand over it.
    let is_alone = || headings(text).iter().filter(|heading| heading.level == 1).count() == 1;
    let is_first = |first: &Heading| {
        let mut lines = text[..first.range.start].lines().filter(|line| !is_unseen(line));
        let is_way = |line: &str| line.trim_start().starts_with('[') && line.trim_end().ends_with(')');
        lines.next().is_none_or(|line| title.is_none() && is_way(line) && lines.next().is_none() && is_alone())
    };
    let first = first.filter(is_first).filter(|first| {
        let says_it = || title.is_none_or(|title| slug(title) == slug(&first.words));
        stands_for_title(&text[first.range.clone()]) || !first.words.trim().is_empty() && says_it()
    });
    let Some(first) = first else { return (text.to_string(), None) };
    let words = Some(first.words.trim().to_string()).filter(|_| !stands_for_title(&text[first.range.clone()]));
    let is_second = title.is_some() || words.is_none();
    told.changed(if is_second { "the title is not said a second time" } else { "its main heading is its title" });
    if let Some(name) = &first.name {
        told.dropped(format!("the place `#{name}`, which was the title: a link to the page leads there"));
    }
    let rest = text[first.range.end..].trim_start_matches(['\n', ' ']);
    (format!("{}{rest}", &text[..first.range.start]), words)
}

/// `# {{ page.title }}`: the other program puts the title there.
fn stands_for_title(heading: &str) -> bool {
    let words = heading.trim_start_matches('#').trim();
    let is_tag = [("{{", "}}"), ("<%", "%>")].iter().any(|(open, close)| {
        let inside = words.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inside.is_some_and(|inside| !inside.contains(open) && inside.to_ascii_lowercase().contains("title"))
    });
    is_tag && !words.contains('\n')
}

fn is_unseen(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with("<!--") && line.ends_with("-->")
}

/// Sets headings on the levels that they have below the title of a page, without a leap.
pub fn levelled(text: &str, told: &mut Told) -> String {
    let headings = headings(text);
    let lift = usize::from(headings.iter().any(|heading| heading.level == 1));
    // The headings that one stands below: as they were, and as they will be.
    let (mut above, mut edits) = (Vec::<(usize, usize)>::new(), Vec::new());
    for heading in &headings {
        while above.last().is_some_and(|(old, _)| *old >= heading.level) {
            above.pop();
        }
        let deepest = above.last().map_or(1, |(_, new)| *new) + 1;
        let level = (heading.level + lift).clamp(2, 6).min(deepest);
        above.push((heading.level, level));
        let typed = &text[heading.range.clone()];
        let marks = typed.bytes().take_while(|byte| *byte == b'#').count();
        let is_atx = marks > 0 && marks == heading.level;
        if level == heading.level {
            continue;
        }
        if is_atx {
            let range = heading.range.start..heading.range.start + marks;
            edits.push(Edit { range, text: "#".repeat(level) });
        } else if let Some((words, _)) = typed.trim_end().rsplit_once('\n') {
            let words: Vec<&str> = words.lines().map(str::trim).collect();
            let end = heading.range.start + typed.trim_end().len();
            let text = format!("{} {}", "#".repeat(level), words.join(" "));
            edits.push(Edit { range: heading.range.start..end, text });
        }
    }
    if !edits.is_empty() {
        told.changed("headings are on the levels below the title");
    }
    applied(text, &edits).unwrap_or_else(|| text.to_string())
}

/// A link or a picture, and where its target is typed.
struct Target {
    typed: Range<usize>,
    target: String,
}

/// Writes other targets where `lead` gives some.
pub fn led(text: &str, lead: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let mut edits: Vec<Edit> = Vec::new();
    for Target { typed, target } in targets(text) {
        if let Some(new) = lead(&target) {
            let is_bare = !new.contains([' ', '(', ')', '<', '>']);
            edits.push(Edit { range: typed, text: if is_bare { new } else { format!("<{new}>") } });
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits.dedup_by_key(|edit| edit.range.start);
    applied(text, &edits).unwrap_or_else(|| text.to_string())
}

fn targets(text: &str) -> Vec<Target> {
    let mut found = Vec::new();
    // Where the words of each open link end so far.
    let mut open: Vec<(String, Range<usize>, usize, bool)> = Vec::new();
    for (event, range) in events(text) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
                let start = range.start + 1;
                open.push((dest_url.into_string(), range, start, link_type == LinkType::Inline));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let Some((target, whole, words, is_inline)) = open.pop() else { continue };
                if is_inline {
                    found.extend(destination(text, words..whole.end, "](").map(|typed| Target { typed, target }));
                }
                if let Some((.., end, _)) = open.last_mut() {
                    *end = whole.end;
                }
            }
            _ => {
                if let Some((.., end, _)) = open.last_mut() {
                    *end = range.end.max(*end);
                }
            }
        }
    }
    for (_, definition) in Parser::new_ext(text, MARKDOWN).reference_definitions().iter() {
        let typed = destination(text, definition.span.clone(), "]:");
        found.extend(typed.map(|typed| Target { typed, target: definition.dest.to_string() }));
    }
    found
}

/// Where a target is typed behind a mark, with the brackets around it.
fn destination(text: &str, within: Range<usize>, mark: &str) -> Option<Range<usize>> {
    let start = within.start + text.get(within.clone())?.find(mark)? + mark.len();
    let rest = &text[start..within.end];
    let start = start + rest.len() - rest.trim_start().len();
    let rest = rest.trim_start();
    if rest.starts_with('<') {
        return rest.find('>').map(|end| start..start + end + 1);
    }
    let mut depth = 0_usize;
    let end = rest.char_indices().find(|(_, sign)| match sign {
        '(' => {
            depth += 1;
            false
        }
        ')' if depth == 0 => true,
        ')' => {
            depth -= 1;
            false
        }
        sign => sign.is_whitespace(),
    });
    Some(start..start + end.map_or(rest.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_show_nothing() {
        for text in ["", "<!-- {% include map.html %} -->\n", "<!-- a -->\n\n<!-- b -->", "<br>\n"] {
            assert!(!shows_something(text), "{text}");
        }
        for text in ["One", "`a`", "![](a.png \"decorative\")", "<!-- a -->\n\n- One"] {
            assert!(shows_something(text), "{text}");
        }
    }

    #[test]
    fn a_title_is_said_once() {
        let mut told = Told::default();
        let mut shown = |text: &str, title: Option<&str>| without_title(text, title, &mut told);
        assert_eq!(shown("# Our team\n\nWords.\n", Some("Our Team")), ("Words.\n".into(), Some("Our team".into())));
        assert_eq!(shown("Our *team*\n===\nWords.\n", None), ("Words.\n".into(), Some("Our team".into())));
        assert_eq!(shown("# <%= current_page.data.title %>\n\nWords.\n", Some("Our team")), ("Words.\n".into(), None));
        assert_eq!(shown("# {{ page.title }}\n\nWords.\n", None).0, "Words.\n");
        assert_eq!(shown("# About {{ page.title }}\n\nWords.\n", Some("Our team")).1, None);
        assert_eq!(shown("# Our team {#team}\n\nWords.\n", None), ("Words.\n".into(), Some("Our team".into())));
        assert_eq!(shown("# Another\n\nWords.\n", Some("Our team")).1, None);
        assert_eq!(shown("Words.\n\n# Our team\n", None).1, None);
        assert_eq!(told.dropped, ["the place `#team`, which was the title: a link to the page leads there"]);
    }

    #[test]
    fn headings_have_levels_without_a_leap() {
        let shown = |text: &str| levelled(text, &mut Told::default());
        assert_eq!(shown("# A\n\n## B\n\n#### C\n"), "## A\n\n### B\n\n#### C\n");
        assert_eq!(shown("#### A\n\n## B\n"), "## A\n\n## B\n");
        assert_eq!(shown("## A\n\n##### B\n\n##### C\n\n## D\n"), "## A\n\n### B\n\n### C\n\n## D\n");
        assert_eq!(shown("A\nb\n===\n\nC\n---\n"), "## A b\n\n### C\n");
        assert_eq!(shown("## A\n\n```\n# no heading\n```\n"), "## A\n\n```\n# no heading\n```\n");
    }

    #[test]
    fn targets_are_found_where_they_are_typed() {
        let mut seen = Vec::new();
        let text = "[a](x.md \"t\") [![b](p.png)](y.md) [c [d]](<z z.md>) [e]( q(1).md ) [f][r] `[g](no)` <https://u.uk>\n\n[r]: w.md 'x'\n";
        let new = led(text, &mut |target| {
            seen.push(target.to_string());
            Some("N".into())
        });
        seen.sort();
        assert_eq!(seen, ["p.png", "q(1).md", "w.md", "x.md", "y.md", "z z.md"]);
        assert_eq!(
            new,
            "[a](N \"t\") [![b](N)](N) [c [d]](N) [e]( N ) [f][r] `[g](no)` <https://u.uk>\n\n[r]: N 'x'\n"
        );
    }
}
