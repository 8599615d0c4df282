//! People can make every page larger.

use super::document::Document;
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

/// Text must be able to grow to twice its size, and on small screens to more.
const LEAST: f64 = 5.0;

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for meta in page.all(Tag::Meta).filter(|meta| meta.is(Name::Called, "viewport")) {
        let settings = meta.get(Name::Content).unwrap_or("").split([',', ';']);
        if settings.filter_map(|setting| setting.split_once('=')).any(|(name, value)| limits(name.trim(), value.trim()))
        {
            found.push(catalogue::page_zoom(meta.span()));
        }
    }
}

fn limits(name: &str, value: &str) -> bool {
    match name.to_ascii_lowercase().as_str() {
        "user-scalable" => value.eq_ignore_ascii_case("no") || value == "0",
        "maximum-scale" => value.parse().is_ok_and(|most: f64| most < LEAST),
        _ => false,
    }
}
