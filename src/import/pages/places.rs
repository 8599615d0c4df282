//! Places with names, to which links lead: of those by a heading, the heading has the name here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::body::Code;
use super::heading::{Heading, heading, headings};
use super::tags::{HtmlTag, LEFT_OUT, attribute, closing, tags};
use super::told::Told;
use crate::refactor::{Edit, applied};

/// Elements that are more than a place: a heading in or behind one is not meant.
const MORE: &[&str] = &["img", "input", "table", "tr", "td", "th", "ul", "ol", "li", "hr", "pre", "dl", "form"];

/// A text in which headings have the names of the places by them. Other places are told.
pub fn named<'t>(text: &'t str, told: &mut Told) -> Cow<'t, str> {
    let text = labelled(text);
    let code = Code::of(&text);
    let tags: Vec<HtmlTag> = tags(&text).into_iter().filter(|tag| !code.holds(tag.range.start)).collect();
    let page = Page { text: &text, led_to: led_to(&text), headings: headings(&text), tags };
    // The place that names each heading, by where the heading begins.
    let mut chosen: BTreeMap<usize, Place> = BTreeMap::new();
    for (number, id) in page.names() {
        let place = is_id(&id).then(|| page.heading(number, &id)).flatten();
        let name = page.tags[number].name.clone();
        let lost = match place {
            None => Some((id, name)),
            Some(place) => match chosen.get(&place.heading.start) {
                // Two names are more than a heading has: the one that is led to is needed.
                Some(other) if page.is_led_to(&other.id) || !page.is_led_to(&id) => Some((id, name)),
                Some(_) | None => {
                    chosen.insert(place.heading.start, place).map(|other| (other.id, page.tags[other.tag].name.clone()))
                }
            },
        };
        if let Some((id, name)) = lost {
            told.dropped(format!("the place `#{id}` (`<{name}>`), since there is no heading that it could name"));
        }
    }
    if chosen.is_empty() {
        return text;
    }
    told.changed("places with a name are names of the headings by them");
    let mut edits: Vec<Edit> = chosen.values().flat_map(|place| page.edits(place)).collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    match applied(&text, &edits) {
        Some(new) => new.into(),
        None => text,
    }
}

/// The labels of MyST, `(pay)=`, as places of HTML (<https://mystmd.org/guide/cross-references>).
fn labelled(text: &str) -> Cow<'_, str> {
    let label =
        |line: &str| line.trim_end().strip_prefix('(')?.strip_suffix(")=").filter(|id| is_id(id)).map(str::to_string);
    if !text.lines().any(|line| label(line).is_some()) {
        return text.into();
    }
    let (code, mut at) = (Code::of(text), 0);
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        let is_code = code.holds(at - line.len());
        label(line).filter(|_| !is_code).map_or_else(|| line.to_string(), |id| format!("<a id=\"{id}\"></a>\n\n"))
    });
    lines.collect::<String>().into()
}

/// What links lead to within their page: `(#name)`, `"#name"` and `]: #name`.
fn led_to(text: &str) -> BTreeSet<&str> {
    let links =
        text.match_indices('#').filter(|(at, _)| text[..*at].ends_with(['(', '"']) || text[..*at].ends_with("]: "));
    links.map(|(at, _)| text[at + 1..].split([')', '"', ' ', '\n', '\r']).next().unwrap_or("")).collect()
}

/// A place that names a heading.
struct Place {
    id: String,
    /// The number of its tag.
    tag: usize,
    heading: Heading,
}

struct Page<'t> {
    text: &'t str,
    /// Names to which links of the page lead.
    led_to: BTreeSet<&'t str>,
    headings: Vec<Heading>,
    tags: Vec<HtmlTag>,
}

impl Page<'_> {
    /// The names of places, each with the number of its tag. Headings of HTML have theirs already.
    fn names(&self) -> Vec<(usize, String)> {
        let (mut found, mut hidden) = (Vec::new(), 0..0);
        for (number, tag) in self.tags.iter().enumerate().filter(|(_, tag)| !tag.closes) {
            if hidden.contains(&tag.range.start) {
                continue;
            }
            if LEFT_OUT.contains(&&*tag.name) {
                hidden = tag.range.end..closing(&self.tags[number..]).map_or(tag.range.end, |end| end.range.start);
            }
            let of_link = || attribute(tag, "name").filter(|_| tag.name == "a");
            let id = attribute(tag, "id").or_else(of_link).filter(|id| !id.trim().is_empty());
            let is_own = |id: &String| is_heading(tag) && is_id(id);
            found.extend(id.filter(|id| !is_own(id)).map(|id| (number, id)));
        }
        found
    }

    fn is_led_to(&self, id: &str) -> bool {
        self.led_to.contains(id)
    }

    /// The heading that a place is in, stands before, or stands right below.
    fn heading(&self, number: usize, id: &str) -> Option<Place> {
        let at = self.tags[number].range.start;
        let around = || self.headings.iter().find(|heading| (heading.start..heading.end).contains(&at)).copied();
        // Behind one that is further up stand the words of the last.
        let last = || self.headings.iter().rev().find(|heading| heading.end <= at).copied();
        let above = || last().filter(|heading| self.is_led_to(id) && self.is_bare(heading.end..at));
        let free = |heading: Heading| (!heading.has_name).then_some(heading);
        let heading = around().or_else(|| self.below(number)).and_then(free).or_else(|| above().and_then(free))?;
        Some(Place { id: id.to_string(), tag: number, heading })
    }

    /// Whether nothing stands there but tags and blanks.
    fn is_bare(&self, range: Range<usize>) -> bool {
        let within = self.tags.iter().filter(|tag| range.start <= tag.range.start && tag.range.end <= range.end);
        let (mut at, mut is_bare) = (range.start, true);
        for tag in within {
            is_bare &= self.text[at..tag.range.start].trim().is_empty() && !is_more(tag);
            at = tag.range.end;
        }
        is_bare && self.text[at..range.end].trim().is_empty()
    }

    /// The heading before which a place stands, with nothing but tags between them.
    fn below(&self, number: usize) -> Option<Heading> {
        let mut at = self.tags[number].range.end;
        if is_more(&self.tags[number]) {
            return None;
        }
        for tag in &self.tags[number + 1..] {
            if let Some(found) = self.begins(at, tag.range.start) {
                return Some(found);
            }
            let is_near = self.text.get(at..tag.range.start)?.trim().is_empty();
            if is_near && is_heading(tag) && !tag.closes {
                let at = tag.range.start + 1 + tag.name.len();
                let has_name = attribute(tag, "id").is_some_and(|id| is_id(&id));
                return Some(Heading { start: tag.range.start, at, end: tag.range.end, is_html: true, has_name });
            }
            if !is_near || is_more(tag) {
                return None;
            }
            at = tag.range.end;
        }
        self.begins(at, self.text.len())
    }

    /// The heading of Markdown that is the next behind a place. One that follows a tag without a blank line is none yet.
    fn begins(&self, at: usize, end: usize) -> Option<Heading> {
        let behind = &self.text[at..];
        let start = at + behind.len() - behind.trim_start().len();
        if start > end || !self.text[at..start].contains('\n') {
            return None;
        }
        let line = self.text[start..].lines().next().unwrap_or("");
        let is_marked = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
        let known = self.headings.iter().find(|heading| heading.start == start).copied();
        known.or_else(|| is_marked.then(|| heading(self.text, start..start + line.len(), false)))
    }

    fn edits(&self, place: &Place) -> Vec<Edit> {
        let (tag, heading) = (&self.tags[place.tag], place.heading);
        let mut edits = Vec::new();
        let id = &place.id;
        if heading.is_html {
            edits.push(Edit { range: heading.at..heading.at, text: format!(" id=\"{id}\"") });
            edits.extend(self.emptied(place.tag));
        } else {
            edits.push(Edit { range: heading.at..heading.at, text: format!(" {{#{id}}}") });
            if tag.range.start < heading.start {
                edits.push(Edit { range: tag.range.start..heading.start, text: "\n".into() });
            } else if tag.range.start < heading.end {
                edits.extend(self.taken(place.tag, heading.end));
            } else {
                edits.extend(self.emptied(place.tag));
            }
        }
        edits
    }

    /// Takes out the tags of a place that holds nothing.
    fn emptied(&self, number: usize) -> Vec<Edit> {
        let tag = &self.tags[number];
        let next = self.tags.get(number + 1).filter(|next| next.closes && next.name == tag.name);
        let next = next.filter(|next| self.text[tag.range.end..next.range.start].trim().is_empty());
        next.map_or_else(Vec::new, |next| self.taken(number, next.range.end))
    }

    /// Takes out the tags of a place, of which the last ends before `end`; what it holds stays.
    fn taken(&self, number: usize, end: usize) -> Vec<Edit> {
        let (tag, closes) = (&self.tags[number], closing(&self.tags[number..]).filter(|tag| tag.range.end <= end));
        if attribute(tag, "href").is_some() {
            return Vec::new();
        }
        let is_empty = closes.is_some_and(|closes| closes.range.start == tag.range.end);
        // Of the blanks around nothing, one is left.
        let behind = closes.map_or("", |closes| &self.text[closes.range.end..]);
        let is_between = self.text[..tag.range.start].ends_with(' ') && !behind.starts_with(char::is_alphanumeric);
        let blank = usize::from(is_empty && is_between);
        let edit = |range| Edit { range, text: String::new() };
        let closes = closes.map(|tag| edit(tag.range.clone()));
        std::iter::once(edit(tag.range.start - blank..tag.range.end)).chain(closes).collect()
    }
}

fn is_heading(tag: &HtmlTag) -> bool {
    matches!(&*tag.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_more(tag: &HtmlTag) -> bool {
    MORE.contains(&&*tag.name) || LEFT_OUT.contains(&&*tag.name)
}

/// Whether a name can be that of a heading.
pub fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> (String, Vec<String>) {
        let mut told = Told::default();
        (named(text, &mut told).into_owned(), told.dropped)
    }

    #[test]
    fn a_place_by_a_heading_is_its_name() {
        for (text, expected) in [
            ("<span id=\"pay\">\n\n## Our pay\n", "\n## Our pay {#pay}\n"),
            ("<div id=\"pay\" class=\"x\">\n<section>\n## Our pay\n", "\n## Our pay {#pay}\n"),
            ("<a name=\"pay\"></a>\n\nOur pay\n---\n", "\nOur pay {#pay}\n---\n"),
            ("## <a id=\"pay\"></a>Our pay\n", "## Our pay {#pay}\n"),
            ("## Our pay <a name=\"pay\"></a>\n", "## Our pay {#pay}\n"),
            ("## <a name=\"pay\">Our pay</a>\n", "## Our pay {#pay}\n"),
            (
                "<div id=\"pay\"><h2 class=\"x\">Our pay</h2></div>\n",
                "<div id=\"pay\"><h2 id=\"pay\" class=\"x\">Our pay</h2></div>\n",
            ),
            ("<a id=\"pay\"></a><h2>Our pay</h2>\n", "<h2 id=\"pay\">Our pay</h2>\n"),
            (
                "[a](#pay)\n\n## Our pay\n<p id=\"pay\">Words</p>\n",
                "[a](#pay)\n\n## Our pay {#pay}\n<p id=\"pay\">Words</p>\n",
            ),
            ("(our-pay)=\n## Our pay\n", "\n## Our pay {#our-pay}\n"),
            ("[a](#b)\n\n<a id=\"a\"></a>\n<a id=\"b\"></a>\n## B\n", "[a](#b)\n\n<a id=\"a\"></a>\n\n## B {#b}\n"),
        ] {
            assert_eq!(shown(text).0, expected, "{text}");
        }
    }

    #[test]
    fn other_places_are_told() {
        let lost = |id: &str, name: &str| {
            format!("the place `#{id}` (`<{name}>`), since there is no heading that it could name")
        };
        for (text, id, name) in [
            ("[a](#pay)\n\nWords.\n\n<span id=\"pay\">\n", "pay", "span"),
            ("<p id=\"pay\">Words</p>\n\n## More\n", "pay", "p"),
            ("<div id=\"5.1\">\n\n## More\n\n</div>\n", "5.1", "div"),
            ("<a name=\"pay\"></a>\n\n## More {#more}\n", "pay", "a"),
            ("<ul id=\"pay\"><li><h3>More</h3></li></ul>\n", "pay", "ul"),
            ("<a id=\"pay\"></a>\n<a id=\"b\"></a>\n\n## B\n\n[b](#b)\n", "pay", "a"),
        ] {
            assert_eq!(shown(text).1, [lost(id, name)], "{text}");
        }
        for text in
            ["```\n<a id=\"b\"></a>\n\n# B\n```\n", "<svg><g id=\"x\"/></svg>\n", "<h2 id=\"b\">B</h2>\n", "Words\n"]
        {
            assert_eq!(shown(text), (text.to_string(), Vec::new()));
        }
    }
}
