//! Items of the Framework.

use std::sync::Arc;

use serde::Serialize;

use crate::entry::kinds::{Domain, DomainItem, ItemStatus, Stage};
use crate::graph::{Id, Meant};

/// An item of the Framework. One that nobody has read yet is told to editors, never here.
#[derive(Debug, Serialize, Hash)]
pub struct ItemView {
    pub number: Arc<str>,
    pub label: Arc<str>,
    pub text: Option<Arc<str>>,
    pub note: Option<Arc<str>>,
}

/// What is written down of a domain at one stage.
pub(super) fn items_at(domain: &Domain<Meant>, stage: Id<Stage>) -> Vec<ItemView> {
    let here = |item: &&DomainItem<Meant>| item.stage == stage && item.status == ItemStatus::Found;
    let view = |item: &DomainItem<Meant>| ItemView {
        number: item.number.clone(),
        label: item.label.clone(),
        text: item.text.clone(),
        note: item.note.clone(),
    };
    domain.items.iter().filter(here).map(view).collect()
}
