//! Languages, by the tags that browsers and screen readers know (BCP 47).

use super::fields::{Field, Reader, Shape};
use super::node::Node;
use super::phase::same_in_every_phase;
use super::values::Text;

/// A language, such as `en-GB`: two or three letters, then perhaps a script and a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language(pub Text);

/// What people write for a language, in small letters, and its tag.
const MEANT: [(&str, &str); 4] = [("english", "en-GB"), ("british", "en-GB"), ("welsh", "cy"), ("cymraeg", "cy")];

/// What has the form of a tag and is none, in small letters, and the tag that is meant: the country is called `GB`.
pub const NO_TAGS: [(&str, &str); 3] = [("en-uk", "en-GB"), ("cy-uk", "cy-GB"), ("gb", "en-GB")];

fn is_tag(text: &str) -> bool {
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split('-').peekable();
    let is_language = parts.next().is_some_and(|part| matches!(part.len(), 2 | 3) && letters(part));
    parts.next_if(|part| part.len() == 4 && letters(part));
    parts.next_if(|part| part.len() == 2 && letters(part) || part.len() == 3 && digits(part));
    let is_known = !NO_TAGS.iter().any(|(word, _)| text.eq_ignore_ascii_case(word));
    is_language && is_known && parts.next().is_none()
}

/// The tag that somebody means, if it can be told.
fn meant(text: &str) -> Option<String> {
    let tidy = text.trim().replace('_', "-");
    let known = MEANT.iter().chain(&NO_TAGS).find(|(word, _)| tidy.eq_ignore_ascii_case(word));
    known.map(|(_, tag)| tag.to_string()).or_else(|| is_tag(&tidy).then_some(tidy))
}

impl Field for Language {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        if is_tag(&text) {
            return Some(Language(text));
        }
        let help = meant(&text).map_or_else(
            || "write its tag, such as `en-GB` for British English or `cy` for Welsh".into(),
            |tag| format!("did you mean `{tag}`?"),
        );
        reader.invalid(format!("`{text}` is not the tag of a language"), Some(help));
        None
    }

    fn shape() -> Shape {
        Shape::Language
    }
}

same_in_every_phase!(Language);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_a_language_and_perhaps_a_script_and_a_country() {
        for text in ["en", "en-GB", "cy", "zh-Hant", "zh-Hant-TW", "es-419", "gsw"] {
            assert!(is_tag(text), "{text}");
        }
        for text in
            ["", "e", "english", "en_GB", "en-", "en-GBR", "en-GB-GB", "en GB", "en-UK", "gb", "１２", "-en", "en--GB"]
        {
            assert!(!is_tag(text), "{text}");
        }
    }

    #[test]
    fn what_is_meant_is_told() {
        for (text, tag) in [("en_GB", Some("en-GB")), ("English", Some("en-GB")), ("en-UK", Some("en-GB")), ("?", None)]
        {
            assert_eq!(meant(text).as_deref(), tag);
        }
    }
}
