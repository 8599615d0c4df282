//! What in a drawing runs or loads something when somebody opens the drawing by itself.

use std::ops::Range;

use super::tag::Attribute;
use crate::css;

/// A part of a drawing that does something.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Active {
    /// Where it is, in the bytes of the file.
    pub at: Range<usize>,
    pub deed: Deed,
}

/// What a part of a drawing does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Deed {
    Script,
    /// An attribute that runs a script.
    Handler(String),
    /// An address that runs a script when somebody follows it.
    ScriptAddress(String),
    /// An address that is loaded, or a stylesheet beside the drawing.
    Loads(String),
    /// An element that holds a part of a web page.
    Page(String),
    /// An element that changes addresses or handlers.
    Changes(String),
    /// Words of its own (entities), which can name other files or grow without an end.
    OwnWords,
}

/// Addresses that lead a reader somewhere and run nothing.
const FOLLOWED: [&str; 4] = ["http", "https", "mailto", "tel"];
/// What may lie in a drawing itself: pictures made of dots, and letters.
const INSIDE: [&str; 9] = [
    "image/png",
    "image/jpeg",
    "image/jpg",
    "image/gif",
    "image/webp",
    "image/avif",
    "font/",
    "application/font-",
    "application/x-font-",
];
/// Elements that hold other pages, or films, where a browser knows them.
const HOLDERS: [&str; 8] = ["foreignObject", "iframe", "embed", "object", "audio", "video", "handler", "listener"];

/// What an element does by being there.
pub(super) fn element(name: &str, is_of_page: bool) -> Option<Deed> {
    match name {
        "script" => Some(Deed::Script),
        _ if is_of_page || HOLDERS.contains(&name) => Some(Deed::Page(name.to_string())),
        _ => None,
    }
}

/// What an attribute of an element does.
pub(super) fn attribute(element: &str, attribute: &Attribute<'_>) -> Option<Deed> {
    let (name, value) = (attribute.local(), &*attribute.value);
    match name {
        _ if is_handler(attribute.name) => Some(Deed::Handler(attribute.name.to_string())),
        "href" if element == "a" => (!is_followed(value)).then(|| Deed::ScriptAddress(short(value))),
        "href" => (!is_inside(value)).then(|| Deed::Loads(short(value))),
        "src" | "ping" => Some(Deed::Loads(short(value))),
        "base" if attribute.name == "xml:base" => Some(Deed::Loads(short(value))),
        "attributeName" => {
            let changed = value.trim().rsplit(':').next().unwrap_or("");
            let does = matches!(changed, "href" | "src" | "style") || is_handler(changed);
            does.then(|| Deed::Changes(element.to_string()))
        }
        _ => styles(value).map(|(_, address)| Deed::Loads(address)),
    }
}

/// The first address that a stylesheet, or a value of one, loads from, with its place.
pub(super) fn styles(css: &str) -> Option<(Range<usize>, String)> {
    let small = css.to_ascii_lowercase();
    // Most values are numbers, and need not be read.
    if !["url(", "src(", "image-set(", "@import", "\\"].iter().any(|word| small.contains(word)) {
        return None;
    }
    let found = css::addresses(css).into_iter().find(|address| !is_inside(&address.text))?;
    Some((found.at, short(&found.text)))
}

fn is_handler(name: &str) -> bool {
    name.len() > 2 && name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
}

/// Whether an address means a part of the drawing.
fn is_inside(address: &str) -> bool {
    let address = plain(address);
    let kind = address.strip_prefix("data:").map(str::to_ascii_lowercase);
    address.starts_with('#') || kind.is_some_and(|kind| INSIDE.iter().any(|inside| kind.starts_with(inside)))
}

/// Whether following an address only leads somewhere.
fn is_followed(address: &str) -> bool {
    let address = plain(address);
    let start = address.split(['/', '?', '#']).next().unwrap_or("");
    start.split_once(':').is_none_or(|(scheme, _)| FOLLOWED.contains(&&*scheme.to_ascii_lowercase()))
}

/// An address without what browsers pass over.
fn plain(address: &str) -> String {
    address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// As much of an address as a message can hold.
fn short(address: &str) -> String {
    const MOST: usize = 60;
    let plain = plain(address);
    match plain.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &plain[..at]),
        None => plain,
    }
}
