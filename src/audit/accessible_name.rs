//! What people hear or read of an element: its words, and the name it goes by.
#![expect(clippy::wildcard_enum_match_arm, reason = "HTML has more elements and attributes than a rule names")]

use std::borrow::Cow;

use super::document::{Document, Element};
use super::names::{Name, Tag};

/// The words inside an element that people can read, with single blanks between them.
pub(super) fn visible(element: Element<'_>) -> String {
    let mut out = String::new();
    for (_, text) in element.texts().filter(|(parent, _)| is_read(element, *parent)) {
        for word in text.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

fn is_read(element: Element<'_>, parent: Element<'_>) -> bool {
    !matches!(parent.tag(), Tag::Script | Tag::Style) && !element.hides_inside(parent)
}

/// Whether an element has a name for people who listen: words, a picture with words, or a label.
pub(super) fn has_name(element: Element<'_>) -> bool {
    element.texts().any(|(parent, text)| is_read(element, parent) && has_words(text))
        || is_labelled(element)
        || element.inside().any(|inner| has_own_name(inner) && !element.hides_inside(inner))
}

fn has_own_name(element: Element<'_>) -> bool {
    let label = match element.tag() {
        Tag::Img | Tag::Input => element.get(Name::Alt).or(element.get(Name::AriaLabel)),
        _ => element.get(Name::AriaLabel),
    };
    label.is_some_and(has_words)
}

/// Whether a label is given to an element by ARIA or a `title`.
pub(super) fn is_labelled(element: Element<'_>) -> bool {
    element.get(Name::AriaLabel).is_some_and(has_words)
        || element.get(Name::Title).is_some_and(has_words)
        || element.has(Name::AriaLabelledby) && !referred_words(element).trim().is_empty()
}

/// The name that ARIA gives to an element, as people would hear it.
pub(super) fn given_name(element: Element<'_>) -> Option<String> {
    let referred = element.has(Name::AriaLabelledby).then(|| referred_words(element));
    referred.or_else(|| element.get(Name::AriaLabel).map(str::to_string)).filter(|name| has_words(name))
}

/// The words of the elements that `aria-labelledby` names. What it names may be hidden.
fn referred_words(element: Element<'_>) -> String {
    let document: &Document<'_> = element.document();
    let ids = element.get(Name::AriaLabelledby).unwrap_or("").split_whitespace();
    let words = ids.filter_map(|id| document.by_id(id)).map(|named| {
        let words = named.texts().map(|(_, text)| text).collect::<Vec<_>>().join(" ");
        if has_words(&words) { words } else { named.get(Name::AriaLabel).unwrap_or("").to_string() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a text says anything.
pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace())
}

/// Letters and digits alone, without their capitals: what is left when two texts sound the same.
pub(super) fn sound(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A text that is short enough for a message.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}

/// What a text of the page means, where templates have written signs for what has a meaning in HTML.
pub(super) fn meant(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('&') {
        return text;
    }
    let signs = [("&#x27;", "'"), ("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    Cow::Owned(signs.iter().fold(text.into_owned(), |text, (sign, means)| text.replace(sign, means)))
}
