//! Every page has one title, with words in it.

use super::accessible_name::has_words;
use super::document::Document;
use super::names::Tag;
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let mut titles = page.all(Tag::Title).filter(|title| !title.is_inside(Tag::Svg));
    match titles.next() {
        None => found.push(catalogue::no_page_title(page.whole())),
        Some(title) if !title.texts().any(|(_, text)| text.chars().any(char::is_alphabetic) && has_words(text)) => {
            found.push(catalogue::no_page_title(title.span()));
        }
        Some(_) => {}
    }
    found.extend(titles.map(|title| catalogue::several_page_titles(title.span())));
}
