//! Meant content: every entry on the site, with references that lead somewhere.
//!
//! A [`Graph`] holds only [`Id`]s; no string in it names another entry. Inverses are derived here: nobody writes both
//! ends of a relation.

mod assemble;
pub mod figures;
mod filled;
pub mod framework;
mod id;
mod index;
mod inputs;
mod left_out;
pub mod link;
mod looked_up;
mod mentions;
pub mod next_steps;
mod node;
mod open;
pub mod pathway;
pub mod places;
mod published;
pub mod reach;
mod resolve;
mod retarget;
pub mod stages;
mod targets;
pub mod ways;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::entry::FormerName;
use crate::entry::kinds::{Kind, KindOf};
use crate::picture::PictureFile;
use crate::source::SourcePath;

pub use id::{Id, NodeId};
pub use index::hidden;
pub use inputs::{Drafts, Inputs};
pub use left_out::{Hidden, LeftOut};
pub use link::{Memo, relink};
pub use mentions::{Mention, MentionPlace, mentions};
pub use node::{LinkTarget, Meant, Node};

/// A file that lies beside the entries and that nothing on the site refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    pub path: SourcePath,
    /// An entry that is not on the site now and refers to it.
    pub hidden: Option<SourcePath>,
}

/// An old name that goes on working, and the entry it now means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    pub kind: Kind,
    /// As it is written in `former_ids`.
    pub id: Arc<str>,
    pub now: NodeId,
}

impl Former {
    /// Whether it is a whole old address.
    pub fn is_address(&self) -> bool {
        FormerName::read(self.kind, &self.id).is_ok_and(|name| name.address().is_some())
    }
}

/// All entries of the site, linked. A copy shares every part with its original.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    nodes: Vec<Arc<Node>>,
    pub structure: StructureRevision,
    /// Entries of each kind, in the order in which lists show them.
    by_kind: Arc<Vec<Vec<NodeId>>>,
    inverses: Arc<Inverses>,
    pub former: Vec<Former>,
    pub left_out: Vec<LeftOut>,
    /// Files in which something is said to have been that is still to come, also where they are not on the site yet; each
    /// with its kind and a hash of its fields.
    pub ahead: Vec<(SourcePath, Kind, u128)>,
    /// Files that are published as they are, because something refers to them; in path order.
    pub assets: Vec<SourcePath>,
    /// Files that lie beside the entries and are not published.
    pub strays: Vec<Stray>,
    /// Those of `assets` that are for who writes, and that nothing for visitors names.
    pub for_writers: Vec<SourcePath>,
    /// Files of both lists that are pictures by their names.
    pub pictures: Arc<BTreeMap<SourcePath, Arc<PictureFile>>>,
    /// Districts of postcodes, by name.
    pub districts: Arc<[places::District]>,
    /// What figures show, as far as it can be drawn.
    pub figures: Arc<figures::Figures>,
    /// Whether every file was read and every reference led somewhere. Rules about what is absent ask this first, so
    /// that one typo does not cascade.
    pub is_complete: bool,
}

/// Stands for all of a graph but the words of texts. Graphs of one structure have the same entries in the same places,
/// with the same fields and links; what was worked out from these holds for all of them.
#[derive(Debug, Clone, Default)]
pub struct StructureRevision(Arc<()>);

impl PartialEq for StructureRevision {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Every relation turned around.
#[derive(Debug, Default)]
struct Inverses {
    /// For each entry, the entries whose fields refer to it, in list order.
    referrers: Vec<Vec<NodeId>>,
    /// For each entry, the entries whose text links to it.
    mentions: Vec<Vec<NodeId>>,
}

/// One entry with its own fields at hand.
#[derive(Debug)]
pub struct Linked<'g, T: KindOf> {
    pub id: Id<T>,
    pub node: &'g Node,
    pub fields: &'g T::In<Meant>,
}

impl<T: KindOf> Clone for Linked<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: KindOf> Copy for Linked<'_, T> {}

impl<'g, T: KindOf> Linked<'g, T> {
    pub fn title(&self) -> &'g Arc<str> {
        self.node.title()
    }
}

impl<T: KindOf> std::ops::Deref for Linked<'_, T> {
    type Target = T::In<Meant>;
    fn deref(&self) -> &Self::Target {
        self.fields
    }
}

impl Graph {
    /// Every entry, by path and row.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(index, node)| (NodeId(index as u32), &**node))
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The entry with its own fields.
    pub fn get<T: KindOf>(&self, id: Id<T>) -> Linked<'_, T> {
        let node = self.node(id.node());
        let fields = T::of(&node.fields).expect("an Id<T> is made only for entries of kind T");
        Linked { id, node, fields }
    }

    /// The same place, if it is of kind `T`.
    pub fn cast<T: KindOf>(&self, node: NodeId) -> Option<Id<T>> {
        (self.node(node).kind() == T::KIND).then(|| Id::new(node))
    }

    /// All entries of a kind, in the order in which lists show them.
    pub fn all<T: KindOf>(&self) -> impl Iterator<Item = Linked<'_, T>> {
        self.of_kind(T::KIND).iter().map(|&node| self.get(Id::new(node)))
    }

    pub fn of_kind(&self, kind: Kind) -> &[NodeId] {
        self.by_kind.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// Entries of kind `T` whose fields refer to this one, in list order, each once.
    pub fn referrers<T: KindOf>(&self, to: NodeId) -> impl Iterator<Item = Linked<'_, T>> {
        let here = move |node: &&NodeId| self.node(**node).kind() == T::KIND;
        self.inverses.referrers[to.0 as usize].iter().filter(here).map(|&node| self.get(Id::new(node)))
    }

    /// Entries of all kinds whose fields refer to this one.
    pub fn all_referrers(&self, to: NodeId) -> &[NodeId] {
        &self.inverses.referrers[to.0 as usize]
    }

    /// Entries of all kinds whose text links to this one.
    pub fn mentions(&self, to: NodeId) -> &[NodeId] {
        &self.inverses.mentions[to.0 as usize]
    }

    /// Whether a file is published as it is.
    pub fn publishes(&self, path: &SourcePath) -> bool {
        self.assets.binary_search(path).is_ok()
    }

    /// The entry with this kind and id, as an author would name it.
    pub fn find(&self, kind: Kind, id: &str) -> Option<NodeId> {
        self.of_kind(kind).iter().copied().find(|&node| &**self.node(node).id() == id)
    }
}
