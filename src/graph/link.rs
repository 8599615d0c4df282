//! Links all entries into one graph: resolves every reference, or reports it.
//!
//! Where no entry has got another name, state or address since the last time, what was found for unchanged entries
//! still holds, and only the changed ones are looked at ([`relink`]).

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::assemble;
use super::index::{self, Index, State};
use super::inputs::{Drafts, Inputs};
use super::looked_up::{LookedUp, Numbering};
use super::resolve::{self, Resolved};
use super::targets::{self, Context, Target};
use super::{Graph, Id, LinkTarget, Meant, Node, NodeId, StructureRevision};
use super::{figures, places, published};
use crate::config::RawHtmlPolicy;
use crate::contents::Contents;
use crate::diagnostic::{Code, Diagnostic, Reported};
use crate::entry::phase::{AnyRef, MapTo, Ref, Resolve};
use crate::entry::{Entry, Kind, Tables};
use crate::fault;
use crate::source::SourcePath;

/// What the last linking found.
#[derive(Debug, Clone, Default)]
pub struct Memo(Option<Last>);

#[derive(Debug, Clone)]
struct Last {
    /// Everything beside the entries that linking depends on.
    key: LinkKey,
    entries: Vec<Arc<Entry>>,
    looked: Vec<LookedUp>,
    numbering: Numbering,
    graph: Graph,
}

#[derive(Debug, Clone, PartialEq)]
struct LinkKey {
    today: Date,
    drafts: Drafts,
    raw_html: RawHtmlPolicy,
    assets: Vec<(SourcePath, u128)>,
    bare: Vec<(SourcePath, Kind)>,
    districts: Option<u128>,
}

/// Links entries into a graph, and keeps for the next time what may be used again.
pub fn relink(contents: &Contents, inputs: Inputs<'_>, memo: &mut Memo) -> Reported<Graph> {
    let mut diagnostics = Vec::new();
    let tables = Tables::new(inputs.snapshot);
    let index = Index::new(contents, &tables, inputs.today, inputs.drafts, &mut diagnostics);
    let (raw_html, snapshot) = (inputs.config.raw_html, inputs.snapshot);
    let context = Context { index: &index, tables: &tables, snapshot, pictures: &contents.pictures, raw_html };
    let key = LinkKey {
        today: inputs.today,
        drafts: inputs.drafts,
        raw_html,
        assets: contents.assets.clone(),
        bare: contents.bare.clone(),
        districts: contents.districts.as_ref().map(|(_, hash)| *hash),
    };
    let last = memo.0.take().filter(|_| diagnostics.is_empty()).filter(|last| last.key == key);
    let patched = last.and_then(|last| last.patched(&contents.entries, &context));
    let mut linked = patched.unwrap_or_else(|| Last::anew(key, &contents.entries, &context));
    diagnostics.extend(linked.looked.iter().flat_map(|looked| looked.found.iter().cloned()));
    let (districts, codes) = match &contents.districts {
        Some((read, _)) => places::link(&read.value, &linked.graph),
        None => Default::default(),
    };
    // An area that could not be read has no code.
    if inputs.all_read && !diagnostics.iter().any(Diagnostic::may_hide) {
        diagnostics.extend(codes);
    }
    linked.graph.districts = districts;
    linked.graph.is_complete = inputs.all_read && !diagnostics.iter().any(Diagnostic::may_hide);
    let tabled = figures::link(&linked.graph, contents, inputs, &tables);
    linked.graph.is_complete &= tabled.has_all_tables;
    linked.graph.figures = tabled.figures;
    diagnostics.extend(tabled.found);
    let published::Sorted { published: assets, strays, for_writers } =
        published::sort(&linked.graph, contents, &linked.looked, &index, inputs);
    let ahead = ahead(&contents.entries, inputs.today);
    // What is published follows from texts, settings and the theme as well; and of what is not, only this is asked.
    if assets != linked.graph.assets || strays != linked.graph.strays || ahead != linked.graph.ahead {
        linked.graph.structure = StructureRevision::default();
    }
    (linked.graph.assets, linked.graph.strays, linked.graph.ahead) = (assets, strays, ahead);
    linked.graph.for_writers = for_writers;
    linked.graph.pictures = contents.pictures.clone();
    let value = linked.graph.clone();
    memo.0 = Some(linked);
    Reported { value, diagnostics }
}

/// Entries that say of a day to come that it has been.
fn ahead(entries: &[Arc<Entry>], today: Date) -> Vec<(SourcePath, Kind, u128)> {
    let ahead = entries.iter().filter(|entry| entry.latest.is_some_and(|day| day > today));
    let mut files: Vec<_> = ahead.map(|entry| (entry.path.clone(), entry.kind, entry.fields_hash)).collect();
    // A table is looked at once, whatever the number of its rows.
    files.dedup_by(|next, last| next.0 == last.0);
    files
}

impl Last {
    fn anew(key: LinkKey, entries: &[Arc<Entry>], context: &Context<'_>) -> Last {
        let looked: Vec<LookedUp> = entries
            .par_iter()
            .enumerate()
            .map(|(at, entry)| fault::at(&entry.path, || look(at as u32, entry, context)))
            .collect();
        let (graph, numbering) = number(context.index, &looked);
        Last { key, entries: entries.to_vec(), looked, numbering, graph }
    }

    /// The same with other versions of some entries, if nothing that another entry depends on is different.
    fn patched(mut self, entries: &[Arc<Entry>], context: &Context<'_>) -> Option<Last> {
        if entries.len() != self.entries.len() {
            return None;
        }
        let is_clean = self.looked.iter().all(|looked| looked.found.is_empty());
        let pairs = || self.entries.iter().zip(entries).enumerate();
        let changed: Vec<usize> = pairs().filter(|(_, (old, new))| !Arc::ptr_eq(old, new)).map(|(at, _)| at).collect();
        let same_interface = |&at: &usize| has_same_interface(&self.entries[at], &entries[at], is_clean, &self.key);
        if !changed.iter().all(same_interface) {
            return None;
        }
        let (mut same_relations, mut same_structure, mut same_places) = (true, true, true);
        let mut moved = Vec::new();
        for &at in &changed {
            let looked = look(at as u32, &entries[at], context);
            let old = std::mem::replace(&mut self.looked[at], looked);
            let looked = &self.looked[at];
            if context.index.state(at as u32) != State::Shown {
                continue;
            }
            // One that was no node may be one now, or the other way round; or stand elsewhere in lists.
            let place = self.numbering.of(at as u32);
            let (place, new) = match (place, node(&entries[at], looked, &self.numbering)) {
                (Some(place), Some(new)) => (place, new),
                (None, None) => continue,
                _ => {
                    same_places = false;
                    continue;
                }
            };
            let slot = &mut self.graph.nodes[place.0 as usize];
            let is_moved = assemble::order(slot) != assemble::order(&new);
            *slot = Arc::new(new);
            moved.extend(is_moved.then_some(place));
            same_relations &= old.refs == looked.refs && old.links == looked.links;
            same_structure &= self.entries[at].fields_hash == entries[at].fields_hash;
        }
        let Graph { nodes, by_kind, .. } = &self.graph;
        if !same_places || !moved.iter().all(|place| assemble::is_in_order(*place, nodes, by_kind)) {
            let (graph, numbering) = number(context.index, &self.looked);
            return Some(Last { entries: entries.to_vec(), numbering, graph, ..self });
        }
        if !same_relations {
            let Graph { nodes, by_kind, .. } = &self.graph;
            self.graph.inverses = assemble::inverses(nodes, by_kind, &self.numbering, &self.looked).into();
        }
        if !(same_relations && same_structure) {
            self.graph.structure = StructureRevision::default();
        }
        self.graph.former.clear();
        self.graph.left_out.clear();
        assemble::add_names(&mut self.graph, context.index, &self.numbering);
        self.entries = entries.to_vec();
        Some(self)
    }
}

/// Whether two versions of an entry are the same to all that refer to it. `is_clean` says that every reference leads
/// somewhere, so that a new section mends nothing, and no title is told as what was meant.
fn has_same_interface(old: &Entry, new: &Entry, is_clean: bool, key: &LinkKey) -> bool {
    let name = |entry: &Entry| (entry.kind, entry.id.clone(), entry.row, entry.path.clone());
    let state = |entry: &Entry| index::state(entry, key.today, key.drafts);
    let former = |entry: &Entry| entry.common.as_ref().map(|common| common.former_ids.clone());
    let sections = |entry: &Entry| entry.body.headings.iter().map(|heading| heading.id.clone()).collect::<Vec<_>>();
    let (before, now) = (sections(old), sections(new));
    let same_sections = if is_clean { before.iter().all(|id| now.contains(id)) } else { before == now };
    let title = |entry: &Entry| entry.common.as_ref().map(|common| common.title.clone());
    let same_title = is_clean || title(old) == title(new);
    name(old) == name(new) && same_title && state(old) == state(new) && former(old) == former(new) && same_sections
}

fn look(at: u32, entry: &Entry, context: &Context<'_>) -> LookedUp {
    let mut found = Vec::new();
    let refs = resolve::references(entry, context.index, context.tables, &mut found);
    let links = targets::body(at, entry, context, &mut found);
    // A page that nobody sees is checked when it is about to be seen.
    if matches!(context.index.state(at), State::Hidden(_)) {
        found.retain(|finding| finding.code != Code::HiddenReference);
    }
    LookedUp { refs, links, found }
}

/// Gives entries their numbering. An entry that needs a reference which leads nowhere has none; then those that need
/// it are looked at again.
fn number(index: &Index<'_>, looked: &[LookedUp]) -> (Graph, Numbering) {
    let mut alive: Vec<bool> = (0..looked.len()).map(|at| index.state(at as u32) == State::Shown).collect();
    loop {
        let numbering = Numbering::new(&alive);
        let nodes: Vec<Option<Node>> = index
            .entries
            .par_iter()
            .zip(looked)
            .zip(&alive)
            .filter(|(_, alive)| **alive)
            .map(|((entry, looked), _)| node(entry, looked, &numbering))
            .collect();
        if nodes.iter().all(Option::is_some) {
            let nodes = nodes.into_iter().flatten().map(Arc::new).collect();
            return (assemble::graph(nodes, index, &numbering, looked), numbering);
        }
        let mut results = nodes.iter();
        for alive in alive.iter_mut().filter(|alive| **alive) {
            *alive = results.next().is_some_and(Option::is_some);
        }
    }
}

struct Mapper<'a> {
    refs: &'a [Resolved],
    numbering: &'a Numbering,
}

impl Mapper<'_> {
    fn node(&self, site: u32) -> Option<NodeId> {
        match self.refs[site as usize] {
            Resolved::Entry(entry) => self.numbering.of(entry),
            Resolved::Hidden | Resolved::Nowhere => None,
        }
    }
}

impl Resolve<Meant> for Mapper<'_> {
    fn to<T: 'static>(&mut self, reference: &Ref<T>) -> Option<Id<T>> {
        self.node(reference.site).map(Id::new)
    }

    fn any(&mut self, reference: &AnyRef) -> Option<NodeId> {
        self.node(reference.site)
    }
}

fn node(entry: &Arc<Entry>, looked: &LookedUp, numbering: &Numbering) -> Option<Node> {
    let mut mapper = Mapper { refs: &looked.refs, numbering };
    let target = |target: &Target| match target {
        Target::Entry(to, anchor) => match numbering.of(*to) {
            Some(node) => LinkTarget::Node { node, anchor: anchor.clone() },
            None => LinkTarget::Broken,
        },
        Target::Home(anchor) => LinkTarget::Home(anchor.clone()),
        Target::Listing(kind) => LinkTarget::Listing(*kind),
        Target::Asset(path) => LinkTarget::Asset(path.clone()),
        Target::Picture(path, picture) => LinkTarget::Picture(path.clone(), picture.clone()),
        Target::Hidden => LinkTarget::Hidden,
        Target::Broken => LinkTarget::Broken,
    };
    Some(Node {
        entry: entry.clone(),
        common: entry.common.as_ref()?.map_to(&mut mapper)?,
        fields: entry.fields.as_ref()?.map_to(&mut mapper)?,
        links: looked.links.iter().map(target).collect(),
    })
}
