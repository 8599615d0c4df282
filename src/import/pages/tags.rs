//! The tags in a piece of HTML, each in its place.

use std::ops::Range;

use html5gum::{Token, Tokenizer};

/// Elements whose words stand apart from what is around them, and have no form in Markdown themselves.
pub const APART: &[&str] = &[
    "address",
    "article",
    "aside",
    "button",
    "center",
    "details",
    "div",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "label",
    "legend",
    "main",
    "nav",
    "option",
    "section",
    "select",
    "summary",
];

/// Elements that show or do something which no text can.
pub const LEFT_OUT: &[&str] =
    &["script", "style", "svg", "iframe", "object", "embed", "video", "audio", "template", "canvas"];

/// Every element of HTML that a page may hold, those of old included
/// (<https://html.spec.whatwg.org/multipage/indices.html#elements-3>).
const ELEMENTS: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body \
    br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed \
    fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img \
    input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr noframes noscript object ol \
    optgroup option output p param path picture pre progress q rp rt ruby s samp script search section select slot small \
    source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track \
    tt u ul use var video wbr";

/// Whether a name in angle brackets is that of an element, and not a word that stands for something: `<your name>`.
pub fn is_element(name: &str) -> bool {
    name.contains(['-', ':']) || ELEMENTS.split_whitespace().any(|known| known == name)
}

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub struct HtmlTag {
    /// In small letters.
    pub name: String,
    pub closes: bool,
    pub attributes: Vec<(String, String)>,
    pub range: Range<usize>,
}

/// The value of an attribute, if the tag has it.
pub fn attribute(tag: &HtmlTag, name: &str) -> Option<String> {
    tag.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
}

/// The fields of a mark of another program, `url="/a/" text="Apply"`, as those of a tag.
pub fn fields(mark: &str) -> Option<HtmlTag> {
    tags(&format!("<a {}>", mark.trim_end_matches('/'))).into_iter().next()
}

/// The tag that closes the first of these.
pub fn closing(tags: &[HtmlTag]) -> Option<&HtmlTag> {
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

/// Every tag of a piece of HTML, in order. Comments have none.
pub fn tags(html: &str) -> Vec<HtmlTag> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = html[at..].find('<').map(|start| at + start) {
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |end| start + end + 3);
            continue;
        }
        let name = rest[1..].trim_start_matches('/');
        let Some(end) = end(rest).filter(|_| name.starts_with(|c: char| c.is_ascii_alphabetic())) else {
            at = start + 1;
            continue;
        };
        at = start + end;
        found.extend(tag(&html[start..at], start..at));
    }
    found
}

/// Where a tag ends: a `>` between quotation marks is none.
fn end(rest: &str) -> Option<usize> {
    let mut open = None;
    for (at, sign) in rest.char_indices() {
        match (open, sign) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => open = Some(sign),
            (Some(mark), sign) if mark == sign => open = None,
            (None | Some(_), _) => {}
        }
    }
    None
}

fn tag(text: &str, range: Range<usize>) -> Option<HtmlTag> {
    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Tokenizer::new(text).find_map(|Ok(token)| match token {
        Token::StartTag(tag) => {
            let attributes = tag.attributes.iter().map(|(key, value)| (lossy(key), lossy(value))).collect();
            Some(HtmlTag { name: lossy(&tag.name), closes: false, attributes, range: range.clone() })
        }
        Token::EndTag(tag) => {
            Some(HtmlTag { name: lossy(&tag.name), closes: true, attributes: Vec::new(), range: range.clone() })
        }
        Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_in_their_places() {
        let html = "a < b <!-- <p> --> <A href='x>y' hidden>c</A ><br/>";
        let found: Vec<_> = tags(html).into_iter().map(|tag| (html[tag.range.clone()].to_string(), tag)).collect();
        assert_eq!(
            found.iter().map(|(text, _)| &**text).collect::<Vec<_>>(),
            ["<A href='x>y' hidden>", "</A >", "<br/>"]
        );
        assert_eq!(attribute(&found[0].1, "href").as_deref(), Some("x>y"));
        assert!(found[1].1.closes && found[2].1.name == "br");
    }
}
