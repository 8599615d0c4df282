//! Every id is on a page once.

use rustc_hash::FxHashSet;

use super::document::Document;
use super::names::Name;
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let mut known = FxHashSet::default();
    for element in page.elements() {
        if let Some(id) = element.get(Name::Id)
            && !known.insert(id)
        {
            found.push(catalogue::duplicate_page_id(element.span(), id));
        }
    }
}
