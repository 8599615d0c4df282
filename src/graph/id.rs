//! Places in the graph.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// A place in the graph: an entry of any kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// A place in the graph that is known to be of kind `T`.
pub struct Id<T> {
    node: NodeId,
    kind: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    pub(super) fn new(node: NodeId) -> Self {
        Id { node, kind: PhantomData }
    }

    pub fn node(self) -> NodeId {
        self.node
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.node.cmp(&other.node)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.node.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.node.0)
    }
}
