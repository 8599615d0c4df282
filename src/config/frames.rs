//! Which websites may show the site in a frame of theirs.

use super::hosts::Hosts;
use crate::entry::fields::{Field, Reader, Shape};
use crate::entry::node::{Marked, Node};
use crate::entry::phase::same_in_every_phase;

/// Who may show pages of the site in a frame, beside the site itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FramedBy {
    Own,
    /// These and the names below them.
    Named(Hosts),
    Anyone,
}

/// The one word that stands for all websites.
const ANYONE: &str = "anyone";

impl Field for FramedBy {
    const REQUIRED: bool = false;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let is_anyone = |one: &Marked| matches!(&one.node, Node::Text(text) if &**text == ANYONE);
        if let Node::List(items) = node
            && let [one] = &items[..]
            && is_anyone(one)
        {
            return Some(FramedBy::Anyone);
        }
        Hosts::read(node, reader).map(FramedBy::Named)
    }

    fn absent() -> Option<Self> {
        Some(FramedBy::Own)
    }

    fn shape() -> Shape {
        Hosts::shape()
    }
}

same_in_every_phase!(FramedBy);
