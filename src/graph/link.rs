//! Links all entries into one graph: resolves every reference, or reports it.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::index::{Index, State};
use super::resolve::{self, Resolved};
use super::targets::{self, Context, Target};
use super::{Former, Graph, Id, LeftOut, LinkTarget, Meant, Node, NodeId};
use crate::config::RawHtmlPolicy;
use crate::diagnostic::{Diagnostic, Reported};
use crate::entry::kinds::{Fields, Kind};
use crate::entry::phase::{AnyRef, MapTo, Ref, Resolve};
use crate::entry::{Entry, FileRole, role_of};
use crate::snapshot::Snapshot;

pub use super::index::Drafts;

/// What linking needs to know beside the entries.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    pub snapshot: &'a Snapshot,
    /// The day that drafts, dates and reviews are judged by.
    pub today: Date,
    pub drafts: Drafts,
    pub raw_html: RawHtmlPolicy,
    /// Whether every file could be read.
    pub all_read: bool,
}

/// One entry with its references looked up.
struct Looked {
    refs: Vec<Resolved>,
    links: Vec<Target>,
}

/// Links entries, which stand in path order, into a graph.
pub fn link(entries: &[Arc<Entry>], inputs: Inputs<'_>) -> Reported<Graph> {
    let mut diagnostics = Vec::new();
    let index = Index::new(entries, inputs.snapshot, inputs.today, inputs.drafts, &mut diagnostics);
    let context = Context { index: &index, snapshot: inputs.snapshot, raw_html: inputs.raw_html };
    let looked: Vec<(Looked, Vec<Diagnostic>)> = entries
        .par_iter()
        .enumerate()
        .map(|(at, entry)| {
            let mut found = Vec::new();
            let text = inputs.snapshot.text(&entry.path).unwrap_or("");
            let refs = resolve::references(entry, &index, text, &mut found);
            let links = targets::body(at as u32, entry, &context, &mut found);
            // A page that nobody sees is checked when it is about to be seen.
            if matches!(index.state(at as u32), State::Hidden(_)) {
                found.retain(|finding| finding.code != crate::diagnostic::Code::HiddenReference);
            }
            (Looked { refs, links }, found)
        })
        .collect();
    let mut all = Vec::with_capacity(looked.len());
    for (looked, found) in looked {
        diagnostics.extend(found);
        all.push(looked);
    }
    let is_complete = inputs.all_read && !diagnostics.iter().any(Diagnostic::is_error);
    let mut graph = settle(&index, &all);
    graph.is_complete = is_complete;
    graph.assets = assets(inputs.snapshot);
    Reported { value: graph, diagnostics }
}

/// Gives entries their places. An entry that needs a reference which leads nowhere has none; then those that need
/// it are looked at again.
fn settle(index: &Index<'_>, looked: &[Looked]) -> Graph {
    let mut alive: Vec<bool> = (0..looked.len()).map(|at| index.state(at as u32) == State::Shown).collect();
    loop {
        let places = Places::new(&alive);
        let nodes: Vec<Option<Node>> = index
            .entries
            .par_iter()
            .zip(looked)
            .zip(&alive)
            .filter(|(_, alive)| **alive)
            .map(|((entry, looked), _)| node(entry, looked, &places))
            .collect();
        if nodes.iter().all(Option::is_some) {
            return finish(nodes.into_iter().flatten().collect(), index, &places, looked);
        }
        let mut results = nodes.iter();
        for alive in alive.iter_mut().filter(|alive| **alive) {
            *alive = results.next().is_some_and(Option::is_some);
        }
    }
}

/// Which entries are in the graph, and where.
struct Places(Vec<Option<NodeId>>);

impl Places {
    fn new(alive: &[bool]) -> Self {
        let mut next = 0;
        let mut place = |&alive: &bool| {
            alive.then(|| {
                next += 1;
                NodeId(next - 1)
            })
        };
        Places(alive.iter().map(&mut place).collect())
    }

    fn of(&self, entry: u32) -> Option<NodeId> {
        self.0[entry as usize]
    }
}

struct Mapper<'a> {
    refs: &'a [Resolved],
    places: &'a Places,
}

impl Mapper<'_> {
    fn node(&self, site: u32) -> Option<NodeId> {
        match self.refs[site as usize] {
            Resolved::Entry(entry) => self.places.of(entry),
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

fn node(entry: &Arc<Entry>, looked: &Looked, places: &Places) -> Option<Node> {
    let mut mapper = Mapper { refs: &looked.refs, places };
    let target = |target: &Target| match target {
        Target::Entry(to, anchor) => match places.of(*to) {
            Some(node) => LinkTarget::Node { node, anchor: anchor.clone() },
            None => LinkTarget::Broken,
        },
        Target::Listing(kind) => LinkTarget::Listing(*kind),
        Target::Asset(path) => LinkTarget::Asset(path.clone()),
        Target::Picture(path, size) => LinkTarget::Picture(path.clone(), *size),
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

fn finish(nodes: Vec<Node>, index: &Index<'_>, places: &Places, looked: &[Looked]) -> Graph {
    let mut graph = Graph { by_kind: vec![Vec::new(); Kind::ALL.len()], ..Graph::default() };
    for (at, node) in nodes.iter().enumerate() {
        graph.by_kind[node.kind() as usize].push(NodeId(at as u32));
    }
    for list in &mut graph.by_kind {
        list.sort_by_cached_key(|id| order(&nodes[id.0 as usize]));
    }
    let mut rank = vec![0_u32; nodes.len()];
    for (position, id) in graph.by_kind.iter().flatten().enumerate() {
        rank[id.0 as usize] = position as u32;
    }
    graph.referrers = vec![Vec::new(); nodes.len()];
    graph.mentions = vec![Vec::new(); nodes.len()];
    for (at, looked) in looked.iter().enumerate() {
        let Some(from) = places.of(at as u32) else { continue };
        for resolved in &looked.refs {
            if let Resolved::Entry(to) = resolved
                && let Some(to) = places.of(*to)
            {
                graph.referrers[to.0 as usize].push(from);
            }
        }
        for link in &nodes[from.0 as usize].links {
            if let LinkTarget::Node { node, .. } = link {
                graph.mentions[node.0 as usize].push(from);
            }
        }
    }
    for list in graph.referrers.iter_mut().chain(&mut graph.mentions) {
        list.sort_by_key(|id| rank[id.0 as usize]);
        list.dedup();
    }
    for (at, entry) in index.entries.iter().enumerate() {
        let Some(common) = &entry.common else { continue };
        if let State::Hidden(why) = index.state(at as u32) {
            graph.left_out.push(LeftOut { path: entry.path.clone(), title: common.title.clone(), why });
        }
        if let Some(now) = places.of(at as u32) {
            let ids = common.former_ids.iter().filter(|id| index.leads_from(entry.kind, id, at as u32));
            graph.former.extend(ids.map(|id| Former { kind: entry.kind, id: id.clone(), now }));
        }
    }
    graph.nodes = nodes;
    graph
}

/// The order in which lists show entries of a kind: by number or date where it has one, then by title, then by id.
fn order(node: &Node) -> (i64, String, Arc<str>) {
    let number = match &node.fields {
        Fields::Stage(stage) => stage.order.into(),
        Fields::Domain(domain) => domain.number.into(),
        Fields::StartingPoint(start) => start.order.into(),
        Fields::Guide(guide) => guide.order.into(),
        Fields::Benchmark(benchmark) => benchmark.number.into(),
        Fields::Page(page) => page.order.unwrap_or(u32::MAX).into(),
        Fields::PayBand(_) => band_number(node.id()),
        Fields::Event(event) => {
            event.starts.duration_since(jiff::civil::DateTime::constant(2000, 1, 1, 0, 0, 0, 0)).as_secs()
        }
        _ => 0,
    };
    (number, node.title().to_lowercase(), node.id().clone())
}

/// Sorts `8a` after `7`, `8b` after `8a`, and `9` last.
fn band_number(id: &str) -> i64 {
    let digits = id.bytes().take_while(u8::is_ascii_digit).count();
    let letter = id.as_bytes().get(digits).map_or(0, |letter| i64::from(*letter));
    id[..digits].parse::<i64>().unwrap_or(99) * 1000 + letter
}

fn assets(snapshot: &Snapshot) -> Vec<crate::source::SourcePath> {
    let files = snapshot.below("content").map(|(path, _)| path);
    files.filter(|path| role_of(path) == FileRole::Asset).cloned().collect()
}
