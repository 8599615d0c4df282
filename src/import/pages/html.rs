//! HTML in a text as Markdown, where it is plain. Tags without a form in Markdown go, and are told; their words stay.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::breaks::without_lone_breaks;
use super::convert::{converted, unwrapped, with_paragraphs};
use super::folds::{DEEPEST, as_quotations};
use super::frames::as_links;
use super::inline;
use super::places::named;
use super::tags::{HtmlTag, LEFT_OUT, attribute, is_element, tags};
use super::told::{Counts, Told};
use super::within::rendered;
use crate::prose::events;
use crate::refactor::{Edit, applied};

/// Elements that Markdown can say.
const PLAIN: &str = "p br h1 h2 h3 h4 h5 h6 ul ol li table thead tbody tfoot tr td th caption strong b em i a img code pre \
    blockquote hr del s dl dt dd";
/// Words in angle brackets that are told by name.
const MOST_NAMED: usize = 5;
/// Elements of which blank lines make no end.
const GOES_ON: &[&str] = &["ul", "ol", "table", "dl", "pre", "select", "blockquote"];

/// A text in which plain HTML is Markdown.
pub fn as_markdown(text: &str, told: &mut Told) -> String {
    within_folds(text, told, 0)
}

/// The same, so many folds deep.
fn within_folds(text: &str, told: &mut Told, depth: usize) -> String {
    let inside = |text: &str, told: &mut Told| within_folds(text, told, depth + 1);
    let text = &*if depth < DEEPEST { as_quotations(text, told, inside) } else { text.to_string() };
    let text = &*as_links(text, told);
    let text = &*with_open_words(text, told);
    let text = &*without_lone_breaks(text);
    let text = &*named(text, told);
    let found = Found::of(text);
    let mut gone = Counts::new();
    let mut edits: Vec<Edit> = Vec::new();
    for (number, (block, is_outermost)) in found.blocks.iter().enumerate() {
        if edits.last().is_some_and(|edit| edit.range.end > block.start) {
            continue;
        }
        if !is_outermost {
            edits.extend(inline::edits(text, &tags_in(text, block), &mut gone, told));
            continue;
        }
        let region = whole(text, block, &found.blocks[number + 1..]);
        edits.extend(block_edit(text, region, &mut gone, told));
    }
    for run in &found.runs {
        let is_free = |tag: &HtmlTag| !edits.iter().any(|edit| edit.range.contains(&tag.range.start));
        if run.iter().all(is_free) {
            let more = inline::edits(text, run, &mut gone, told);
            edits.extend(more);
        }
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    if !gone.is_empty() {
        let named: Vec<String> = gone.iter().map(|(name, number)| format!("`<{name}>` ({number})")).collect();
        told.dropped(format!("tags of HTML, whose words stay: {}", named.join(", ")));
    }
    applied(text, &edits).unwrap_or_else(|| text.to_string())
}

/// A text in which words in angle brackets that stand for something, such as `<your name>`, are no tags.
fn with_open_words(text: &str, told: &mut Told) -> String {
    let mut tags = Vec::new();
    for (event, range) in events(text) {
        match event {
            Event::InlineHtml(_) => tags.extend(tags_in(text, &range).into_iter().map(|tag| (tag, "\\<"))),
            // Behind a backslash it would still be HTML there.
            Event::Html(_) => tags.extend(tags_in(text, &range).into_iter().map(|tag| (tag, "&lt;"))),
            _ => {}
        }
    }
    let closed: BTreeSet<String> = tags.iter().filter(|(tag, _)| tag.closes).map(|(tag, _)| tag.name.clone()).collect();
    let is_open = |tag: &HtmlTag| {
        let is_bare = tag.attributes.iter().all(|(_, value)| value.is_empty());
        let is_whole = tag.closes || text[tag.range.clone()].ends_with("/>");
        !is_whole && is_bare && !is_element(&tag.name) && !closed.contains(&tag.name)
    };
    let (mut edits, mut words) = (Vec::new(), BTreeSet::new());
    for (tag, sign) in tags.iter().filter(|(tag, _)| is_open(tag)) {
        words.insert(&text[tag.range.clone()]);
        edits.push(Edit { range: tag.range.start..tag.range.start + 1, text: (*sign).into() });
    }
    if !words.is_empty() {
        let named: Vec<String> = words.iter().take(MOST_NAMED).map(|words| format!("`{words}`")).collect();
        let more = if words.len() > MOST_NAMED { " and others" } else { "" };
        told.changed(format!("{}{more} are no tags of HTML, and stay as they are", named.join(", ")));
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits.dedup();
    applied(text, &edits).unwrap_or_else(|| text.to_string())
}

/// Where HTML stands in a text.
struct Found {
    /// Blocks, each with whether it stands in no list and no quotation.
    blocks: Vec<(Range<usize>, bool)>,
    /// Tags among words, paragraph by paragraph.
    runs: Vec<Vec<HtmlTag>>,
}

impl Found {
    fn of(text: &str) -> Found {
        let mut found = Found { blocks: Vec::new(), runs: Vec::new() };
        let (mut depth, mut run) = (0_usize, Vec::new());
        for (event, range) in events(text) {
            match event {
                Event::Start(Tag::HtmlBlock) => found.blocks.push((range, depth == 0)),
                Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => depth += 1,
                Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell) => {
                    found.runs.push(std::mem::take(&mut run));
                }
                Event::End(end) => {
                    use pulldown_cmark::TagEnd::{BlockQuote, FootnoteDefinition, List};
                    if matches!(end, List(_) | BlockQuote(_) | FootnoteDefinition) {
                        depth = depth.saturating_sub(1);
                    }
                }
                Event::InlineHtml(_) => run.extend(tags_in(text, &range)),
                _ => {}
            }
        }
        found.runs.push(run);
        found
    }
}

fn tags_in(text: &str, range: &Range<usize>) -> Vec<HtmlTag> {
    let moved = |mut tag: HtmlTag| {
        tag.range = tag.range.start + range.start..tag.range.end + range.start;
        tag
    };
    tags(&text[range.clone()]).into_iter().map(moved).collect()
}

/// A block with those after it that belong to it: a list or a table may have blank lines in it.
fn whole(text: &str, block: &Range<usize>, next: &[(Range<usize>, bool)]) -> Range<usize> {
    let is_open = |end: usize| {
        let tags = tags(&text[block.start..end]);
        let open = |name: &&str| {
            let own = || tags.iter().filter(|tag| tag.name == **name);
            own().filter(|tag| !tag.closes).count() > own().filter(|tag| tag.closes).count()
        };
        GOES_ON.iter().chain(LEFT_OUT).any(open)
    };
    let ends = std::iter::once(block.end).chain(next.iter().map(|(block, _)| block.end));
    let end = ends.into_iter().find(|end| !is_open(*end));
    block.start..end.unwrap_or(block.end)
}

/// Whether Markdown can say an element.
fn is_plain(name: &str) -> bool {
    PLAIN.split_whitespace().any(|plain| plain == name)
}

/// What stands in the place of a block.
fn block_edit(text: &str, region: Range<usize>, gone: &mut Counts, told: &mut Told) -> Option<Edit> {
    let html = &*rendered(&text[region.clone()]);
    let tags = tags(html);
    if tags.is_empty() {
        return None;
    }
    for (number, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.closes) {
        match tag.name.as_str() {
            name if LEFT_OUT.contains(&name) => tell_left_out(html, tag, &tags[number..], told),
            name if !is_plain(name) => inline::tell(tag, &mut *gone, told),
            "a" if attribute(tag, "href").is_none() => inline::tell(tag, &mut *gone, told),
            _ => {}
        }
    }
    let is_meant = |tag: &HtmlTag| is_plain(&tag.name) || LEFT_OUT.contains(&&*tag.name);
    let new = if tags.iter().any(is_meant) { converted(&with_paragraphs(html, &tags)) } else { unwrapped(html, &tags) };
    let has_table = tags.iter().any(|tag| tag.name == "table");
    if has_table && !new.lines().any(|line| line.trim_start().starts_with('|')) {
        told.dropped("the lines of a table that Markdown has no form for; its words stay, one after the other");
    }
    let text = if new.trim().is_empty() { String::new() } else { format!("{}\n\n", new.trim_end()) };
    Some(Edit { range: region, text })
}

/// Names an element that is left out, with what it shows and says.
fn tell_left_out(html: &str, tag: &HtmlTag, after: &[HtmlTag], told: &mut Told) {
    let end =
        after.iter().find(|other| other.closes && other.name == tag.name).map_or(tag.range.end, |end| end.range.start);
    let words = html.get(tag.range.end..end).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
    let shows = ["src", "data"].iter().find_map(|name| attribute(tag, name)).unwrap_or_default();
    let said = [shows, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    told.dropped(format!("`<{}>`: {said}", tag.name).trim_end_matches([':', ' ']).to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> (String, Vec<String>) {
        let mut told = Told::default();
        (as_markdown(text, &mut told).trim().to_string(), told.dropped)
    }

    #[test]
    fn plain_html_is_markdown() {
        for (text, expected) in [
            ("<p>One <strong>two</strong> <a href=\"x.html\">three</a></p>\n", "One **two** [three](x.html)"),
            ("See <b>One<br></b>two <em>three <br /> </em>four", "See **One**<br>two *three*<br>four"),
            ("<ul>\n<li>One</li>\n\n<li>Two</li>\n</ul>\n\nThree", "- One\n- Two\n\n\nThree"),
            ("<img src=\"a.png\" alt=\"A foot\">\n", "![A foot](a.png)"),
            ("<p><img src=\"a.png\" alt=\"\"> One</p>\n", "![](a.png \"decorative\") One"),
            ("One <img src=\"a b.png\" alt=\"\"> two", "One ![](<a b.png> \"decorative\") two"),
            ("<h2>One<br>two</h2>\n", "## One two"),
            ("<blockquote>\nOne.\n\nTwo **three**.\n</blockquote>\n\nFour", "> One.\n> \n> Two **three**.\n\n\nFour"),
            (
                "Hi <reviewer name>, it is <date> or\n\n<your name>\n\nso",
                "Hi \\<reviewer name>, it is \\<date> or\n\n&lt;your name>\n\nso",
            ),
            ("<h2>One</h2>\n<p>Two * three</p>\n", "## One\n\nTwo \\* three"),
            ("One <b>two </b>three<br>four <img src='a.png' alt='b'>", "One **two** three<br>four ![b](a.png)"),
            ("One <a href=\"/x/\">two</a>.", "One [two](/x/)."),
            ("H<sub>2</sub>O and `<b>code</b>`", "H<sub>2</sub>O and `<b>code</b>`"),
        ] {
            assert_eq!(shown(text), (expected.to_string(), Vec::new()), "{text}");
        }
    }

    #[test]
    fn tags_of_other_programs_go_and_are_told() {
        let told = "tags of HTML, whose words stay: `<frame>` (1), `<tabs>` (1)".to_string();
        assert_eq!(shown("Use <Tabs> one </Tabs> and <Frame /> two"), ("Use  one  and  two".into(), vec![told]));
    }

    #[test]
    fn markdown_within_html_is_markdown() {
        for (text, expected) in [
            ("<ol class=\"a\">\n\n<li>\n\n  Select **Apply**.\n\n</li>\n</ol>\n", "1. Select **Apply**."),
            ("<p markdown=\"1\">\n      Read the [Role](#role).\n</p>\n", "Read the [Role](#role)."),
            ("<aside>\n  <p markdown=\"span\">A *b*</p>\n</aside>\n", "A *b*"),
            ("<li>No **marks** here</li>\n", "- No \\*\\*marks\\*\\* here"),
            ("- One\n\n<br>\n\n**Two**\n", "- One\n\n\n**Two**"),
        ] {
            assert_eq!(shown(text).0, expected, "{text}");
        }
    }

    #[test]
    fn what_leads_to_a_heading_leads_there() {
        let text =
            "[How](#business)\n\n<br>\n<span id=\"business\">\n\n## How do I?\n\n<a name=\"b c\"></a>\n### More\n";
        assert_eq!(shown(text).0.lines().find(|line| line.starts_with("## ")), Some("## How do I? {#business}"));
        assert_eq!(shown(text).0.lines().last(), Some("### More"));
        let code = "```html\n<a id=\"b\"></a>\n\n# Not a heading\n```";
        assert_eq!(shown(code).0, code);
    }

    #[test]
    fn words_that_stand_apart_stay_apart() {
        for (text, expected) in [
            ("<div>Alpha</div><div>Beta</div>\n", "Alpha\n\n\n\nBeta"),
            ("<details><summary>More</summary>Hidden</details>\n", "> [!MORE] More\n>\n> Hidden"),
            (
                "<div>\n<details>\n<summary>One</summary>\n<p>Two <b>three</b></p><ul><li>Four</li></ul>\n</details>\n</div>\n",
                "> [!MORE] One\n>\n> Two **three**\n>\n> - Four",
            ),
            ("<label>Name</label><button>Go</button>\n", "Name Go"),
            (
                "<dl><dt>Closes</dt><dd>1 May</dd><dt>Pay</dt><dd>Band 2</dd><dd>or 3</dd></dl>\n",
                "- **Closes**: 1 May\n- **Pay**: Band 2 or 3",
            ),
            ("<div><p>One</p><div>Two</div><ul><li>Three</li></ul></div>\n", "One\n\nTwo\n\n- Three"),
        ] {
            assert_eq!(shown(text).0, expected, "{text}");
        }
    }

    #[test]
    fn what_goes_is_told_and_its_words_stay() {
        let (text, told) =
            shown("<div class=\"x\">\n\nOne <span>two</span>\n\n</div>\n\n<iframe src=\"/map.html\"></iframe>\n");
        assert_eq!(text, "One two");
        assert_eq!(told, ["`<iframe>`: /map.html", "tags of HTML, whose words stay: `<div>` (1), `<span>` (1)"]);
    }

    #[test]
    fn a_film_in_a_frame_is_a_link() {
        let frame = |id: &str| {
            format!(
                "<iframe width=\"560\" src=\"https://www.youtube.com/embed/{id}\" title=\"A day at work\"></iframe>"
            )
        };
        let link = |id: &str| format!("[A day at work](https://www.youtube.com/watch?v={id})");
        for (text, expected) in [
            (
                format!("One\n\n{}\n{}\n\nTwo\n", frame("a"), frame("b")),
                format!("One\n\n{}\n\n{}\n\n\nTwo", link("a"), link("b")),
            ),
            (format!("<div class=\"video\">\n  {}\n</div>\n", frame("a")), link("a")),
            (format!("Watch {} now.\n", frame("a")), format!("Watch {} now.", link("a"))),
        ] {
            assert_eq!(shown(&text).0, expected, "{text}");
        }
    }

    #[test]
    fn tables_are_tables() {
        let (text, _) = shown("<table><tr><th>Band</th><th>Pay</th></tr>\n<tr><td>5</td><td>£1</td></tr></table>\n");
        assert_eq!(
            text.lines().map(|line| line.replace(' ', "")).collect::<Vec<_>>(),
            ["|Band|Pay|", "|----|---|", "|5|£1|"]
        );
    }
}
