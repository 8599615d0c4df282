//! One entry on the site, with every reference resolved.

use std::sync::Arc;

use super::id::{Id, NodeId};
use crate::entry::kinds::{Common, Fields, Kind, Source};
use crate::entry::phase::Phase;
use crate::entry::{Body, Entry};
use crate::picture::PictureFile;
use crate::source::SourcePath;

/// The phase in which references have been resolved.
#[derive(Debug, Clone)]
pub struct Meant;

impl Phase for Meant {
    type To<T: 'static> = Id<T>;
    type Any = NodeId;
}

/// One entry on the site.
#[derive(Debug)]
pub struct Node {
    pub entry: Arc<Entry>,
    pub common: Common<Meant>,
    pub fields: Fields<Meant>,
    /// Where the links of the body lead, in the body's order.
    pub links: Box<[LinkTarget]>,
}

impl Node {
    pub fn title(&self) -> &Arc<str> {
        &self.common.title
    }

    pub fn summary(&self) -> &Arc<str> {
        &self.common.summary
    }

    pub fn sources(&self) -> &[Source<Meant>] {
        &self.common.sources
    }

    pub fn body(&self) -> &Body {
        &self.entry.body
    }

    pub fn kind(&self) -> Kind {
        self.entry.kind
    }

    pub fn id(&self) -> &Arc<str> {
        &self.entry.id
    }
}

/// Where a link in a text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A page, or a section of it.
    Node { node: NodeId, anchor: Option<Arc<str>> },
    /// The home page, or a section of it.
    Home(Option<Arc<str>>),
    /// The list of all entries of a kind.
    Listing(Kind),
    /// A file that is published as it is.
    Asset(SourcePath),
    /// A picture.
    Picture(SourcePath, Arc<PictureFile>),
    /// A page that is not on the site now: only the words are shown.
    Hidden,
    /// Nowhere; reported.
    Broken,
}

impl LinkTarget {
    /// The entry, if it is one.
    pub fn node(&self) -> Option<NodeId> {
        if let LinkTarget::Node { node, .. } = self { Some(*node) } else { None }
    }

    /// The picture, if it is one.
    pub fn picture(&self) -> Option<&PictureFile> {
        if let LinkTarget::Picture(_, picture) = self { Some(picture) } else { None }
    }
}
