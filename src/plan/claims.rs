//! What wants an address: no two pages or files may have the same.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{Page, Subject};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::fields::FieldPart;
use crate::entry::locate::Step;
use crate::entry::maker;
use crate::graph::Graph;
use crate::permalink;
use crate::picture::Variant;
use crate::snapshot::Snapshot;
use crate::source::{SourcePath, Span};

/// Two things that want one address; addresses that differ only in capitals are one on many systems.
pub(super) fn collisions<'a>(pages: &'a [Page], graph: &'a Graph, snapshot: &Snapshot) -> Vec<Diagnostic> {
    // Pages that no file stands for come first, so that the finding points at a file.
    let has_file = |page: &&Page| matches!(page.subject, Subject::Entry(_) | Subject::Moved(_));
    let own = pages.iter().filter(|page| !has_file(page)).chain(pages.iter().filter(has_file));
    let own = own.map(|page| (Cow::Borrowed(page.address.as_str()), Claim::Page(page)));
    let variant = |path| move |variant: &'a Variant| (Cow::Borrowed(&*variant.address), Claim::Variant(path));
    let pictures = graph.pictures.iter().filter(|(path, _)| graph.publishes(path));
    let variants = pictures.flat_map(|(path, file)| file.variants().iter().map(variant(path)));
    // Who puts a file at the address of a page wants it published, also where nothing refers to it.
    let strays = graph.strays.iter().map(|stray| &stray.path).filter(|path| maker(path.file_name()).is_none());
    let assets = graph.assets.iter().chain(strays);
    let assets = assets.map(|path| (Cow::Owned(permalink::of_asset(path)), Claim::Asset(path)));
    let mut taken = FxHashMap::with_capacity_and_hasher(pages.len() + graph.assets.len(), Default::default());
    let mut diagnostics = Vec::new();
    for (address, claim) in variants.chain(own).chain(assets) {
        let folded = match address.chars().any(char::is_uppercase) {
            true => Cow::Owned(address.to_lowercase()),
            false => address.clone(),
        };
        if let Some(other) = taken.insert(folded, claim)
            && let Some(at) = claim.place(graph, snapshot)
        {
            diagnostics.push(catalogue::address_collision(at, &address, &other.describe(graph)));
        }
    }
    diagnostics
}

/// What wants an address.
#[derive(Clone, Copy)]
enum Claim<'a> {
    Page(&'a Page),
    Asset(&'a SourcePath),
    /// A smaller copy of a picture.
    Variant(&'a SourcePath),
}

impl Claim<'_> {
    fn describe(self, graph: &Graph) -> String {
        match self {
            Claim::Page(page) => describe(page, graph),
            Claim::Asset(path) => format!("the file {path}"),
            Claim::Variant(path) => format!("a smaller copy of {path}"),
        }
    }

    fn place(self, graph: &Graph, snapshot: &Snapshot) -> Option<Span> {
        match self {
            Claim::Page(page) => place(page, graph, snapshot),
            Claim::Asset(path) | Claim::Variant(path) => Some(Span::file(path)),
        }
    }
}

fn describe(page: &Page, graph: &Graph) -> String {
    match &page.subject {
        Subject::Entry(node) => graph.node(*node).entry.path.to_string(),
        Subject::Moved(former) => format!("a former id in {}", graph.node(former.now).entry.path),
        Subject::Ladder(_) | Subject::Pack(_) | Subject::Choice(..) | Subject::Narrowed(_) | Subject::Overview(_) => {
            "a page that Trellis makes itself".into()
        }
    }
}

fn place(page: &Page, graph: &Graph, snapshot: &Snapshot) -> Option<Span> {
    match &page.subject {
        Subject::Entry(node) => {
            let entry = &graph.node(*node).entry;
            Some(entry.locate_start(snapshot.text(&entry.path).unwrap_or("")))
        }
        Subject::Moved(former) => {
            let node = graph.node(former.now);
            let item = node.common.former_ids.iter().position(|id| *id == former.id).unwrap_or(0);
            let steps = [Step::Field("former_ids".into()), Step::Item(item)];
            Some(node.entry.locate(snapshot.text(&node.entry.path).unwrap_or(""), &steps, FieldPart::Value))
        }
        Subject::Ladder(_) | Subject::Pack(_) | Subject::Choice(..) | Subject::Narrowed(_) | Subject::Overview(_) => {
            None
        }
    }
}
