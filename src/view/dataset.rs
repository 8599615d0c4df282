//! Open data that pages show something of: where it comes from, and what its licence asks to be said.

use std::sync::Arc;

use serde::Serialize;

use super::Context;
use super::card::{About, Link};
use crate::entry::kinds::Dataset;
use crate::graph::Linked;

/// Where open data comes from, and what its licence asks for.
#[derive(Debug, Serialize, Hash)]
pub struct DatasetView {
    pub about: About,
    pub licence: Link,
    pub attribution: Vec<Arc<str>>,
    pub note: Option<Arc<str>>,
}

impl Context<'_> {
    pub(super) fn dataset(&self, path: &str, one: Linked<'_, Dataset>) -> DatasetView {
        DatasetView {
            about: self.about(path, one.id.node()),
            licence: Link { href: one.licence_url.0.to_string(), title: one.licence.clone() },
            attribution: one.attribution.clone(),
            note: one.note.clone(),
        }
    }
}
