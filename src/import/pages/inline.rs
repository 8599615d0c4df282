//! Tags among words, as the signs of Markdown that say the same.

use super::tags::{APART, HtmlTag, attribute};
use super::told::{Counts, Told, count};
use crate::refactor::Edit;

/// Tags that texts may have as they are.
const KEPT: &[&str] = &["br", "sub", "sup", "kbd"];

/// What stands in the place of each tag of a paragraph. Those without a partner go.
pub fn edits(text: &str, tags: &[HtmlTag], gone: &mut Counts, told: &mut Told) -> Vec<Edit> {
    let mut partner: Vec<Option<usize>> = vec![None; tags.len()];
    let mut open: Vec<usize> = Vec::new();
    for (number, tag) in tags.iter().enumerate() {
        match tag.closes {
            false => open.push(number),
            true => {
                let Some(at) = open.iter().rposition(|other| tags[*other].name == tag.name) else { continue };
                partner[number] = Some(open[at]);
                partner[open[at]] = Some(number);
                open.truncate(at);
            }
        }
    }
    let mut edits: Vec<Edit> = Vec::new();
    for (number, tag) in tags.iter().enumerate() {
        let mut edit = match sign(tag, partner[number].map(|other| &tags[other])) {
            Some(Sign::As(text)) => Edit { range: tag.range.clone(), text },
            Some(Sign::Around(mark)) => around(text, tag, mark),
            None => {
                if !tag.closes {
                    tell(tag, gone, told);
                }
                let gap = if tag.closes && APART.contains(&&*tag.name) { " " } else { "" };
                Edit { range: tag.range.clone(), text: gap.into() }
            }
        };
        // A break that a sign ends with stands behind it now.
        while edits.last().is_some_and(|before| before.range.start >= edit.range.start) {
            edits.pop();
        }
        // A blank may be one for two signs.
        if let Some(before) = edits.last().filter(|before| before.range.end > edit.range.start) {
            edit.range.start = before.range.end;
        }
        edits.push(edit);
    }
    edits
}

enum Sign {
    As(String),
    /// A sign that must touch the words within.
    Around(&'static str),
}

fn sign(tag: &HtmlTag, partner: Option<&HtmlTag>) -> Option<Sign> {
    let opening = if tag.closes { partner } else { Some(tag) };
    let slash = if tag.closes { "/" } else { "" };
    match tag.name.as_str() {
        "img" => {
            let value = |name: &str| attribute(tag, name).unwrap_or_default();
            let alt = value("alt").replace(['[', ']'], "").replace('\n', " ");
            let is_decorative = attribute(tag, "alt").is_some_and(|alt| alt.trim().is_empty());
            let end = if is_decorative { " \"decorative\")" } else { ")" };
            let target = target_of(&value("src"));
            (!value("src").is_empty()).then(|| Sign::As(format!("![{alt}{}{end}", &target[..target.len() - 1])))
        }
        "br" => Some(Sign::As("<br>".into())),
        name if KEPT.contains(&name) && partner.is_some() => Some(Sign::As(format!("<{slash}{name}>"))),
        "strong" | "b" if partner.is_some() => Some(Sign::Around("**")),
        "em" | "i" if partner.is_some() => Some(Sign::Around("*")),
        "del" | "s" | "strike" if partner.is_some() => Some(Sign::Around("~~")),
        "a" if partner.is_some() => {
            let target = attribute(opening?, "href").filter(|target| !target.is_empty())?;
            Some(Sign::As(if tag.closes { target_of(&target) } else { "[".into() }))
        }
        _ => None,
    }
}

/// What stands behind the words of a link or a picture.
fn target_of(target: &str) -> String {
    if target.contains(['(', ')', ' ']) { format!("](<{target}>)") } else { format!("]({target})") }
}

/// Blanks and breaks within a sign are put outside: `**two **` would be no sign, nor would `**two<br>**more`.
fn around(text: &str, tag: &HtmlTag, mark: &str) -> Edit {
    let mut range = tag.range.clone();
    if tag.closes {
        let words = without_breaks(&text[..range.start]);
        let apart = &text[words.len()..range.start];
        let has_more = text[range.end..].starts_with([' ', '\t', '\n']) || text[range.end..].is_empty();
        let gap = match apart {
            "" => "",
            breaks if breaks.contains('<') => "<br>",
            _ if has_more => "",
            _ => " ",
        };
        range.start = words.len();
        Edit { range, text: format!("{mark}{gap}") }
    } else {
        let blank = text[range.end..].len() - text[range.end..].trim_start_matches([' ', '\t']).len();
        let has_one = text[..range.start].ends_with([' ', '\t', '\n']) || text[..range.start].is_empty();
        range.end += blank;
        Edit { range, text: format!("{}{mark}", if blank > 0 && !has_one { " " } else { "" }) }
    }
}

/// A text without blanks and breaks at its end.
fn without_breaks(text: &str) -> &str {
    let words = text.trim_end_matches([' ', '\t']);
    let inside = words.strip_suffix('>').map(|words| words.trim_end_matches(['/', ' ']));
    match inside.and_then(|words| words.strip_suffix("<br").or_else(|| words.strip_suffix("<BR"))) {
        Some(words) => without_breaks(words),
        None => words,
    }
}

/// Counts a tag that goes, and names what it showed or was.
pub fn tell(tag: &HtmlTag, gone: &mut Counts, told: &mut Told) {
    count(gone, tag.name.as_str());
    // The name of a link is a place, which is told elsewhere.
    let is_shown = |name: &&&str| **name != "name" || tag.name != "a";
    let shows = ["src", "data", "value", "title", "name"].iter().filter(is_shown).find_map(|name| attribute(tag, name));
    if let Some(shows) = shows.filter(|shows| !shows.is_empty()) {
        told.dropped(format!("`<{}>`: {shows}", tag.name));
    }
}
