//! Every id is on a page once.

use rustc_hash::FxHashMap;

use super::document::Document;
use super::names::Name;
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let mut known = FxHashMap::default();
    for element in page.with(Name::Id.bit()) {
        let Some(id) = element.get(Name::Id) else { continue };
        let first = *known.entry(id).or_insert(element);
        if first != element {
            found.push(catalogue::duplicate_page_id(element.span(), id, first.span()));
        }
    }
}
