//! Every page says which language it is in, and so does every part in another one.

use super::document::Document;
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    match page.all(Tag::Html).next() {
        None => found.push(catalogue::no_language(page.whole())),
        Some(html) if !html.has(Name::Lang) => found.push(catalogue::no_language(html.span())),
        Some(_) => {}
    }
    for element in page.elements() {
        for name in [Name::Lang, Name::XmlLang] {
            if let Some(language) = element.get(name).filter(|language| !is_language(language)) {
                found.push(catalogue::odd_language(element.span(), language));
            }
        }
    }
}

/// Whether a text has the form of a language's code: letters, then parts of letters and digits.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or("");
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::is_language;

    #[test]
    fn codes_of_languages_have_a_form() {
        assert!(["en", "en-GB", "cy", "zh-Hant-TW", "sgn-GB"].into_iter().all(is_language));
        assert!(!["", "english", "e", "en_GB", "en-", "12"].into_iter().any(is_language));
    }
}
