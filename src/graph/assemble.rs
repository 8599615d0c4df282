//! Puts nodes together into a graph: lists in order, relations turned around, old names, what is left out.

use std::sync::Arc;

use super::index::{Index, State};
use super::looked_up::{LookedUp, Numbering};
use super::resolve::Resolved;
use super::{Former, Graph, Inverses, LeftOut, LinkTarget, Node, NodeId};
use crate::entry::kinds::{Fields, Kind};

/// A graph of all nodes, which stand in path order.
pub(super) fn graph(nodes: Vec<Arc<Node>>, index: &Index<'_>, numbering: &Numbering, looked: &[LookedUp]) -> Graph {
    let by_kind = lists(&nodes);
    let inverses = inverses(&nodes, &by_kind, numbering, looked);
    let mut graph = Graph { nodes, by_kind: by_kind.into(), inverses: inverses.into(), ..Graph::default() };
    add_names(&mut graph, index, numbering);
    graph
}

/// Entries of each kind, in the order in which lists show them.
fn lists(nodes: &[Arc<Node>]) -> Vec<Vec<NodeId>> {
    let mut by_kind = vec![Vec::new(); Kind::ALL.len()];
    for (at, node) in nodes.iter().enumerate() {
        by_kind[node.kind() as usize].push(NodeId(at as u32));
    }
    for list in &mut by_kind {
        list.sort_by_cached_key(|id| order(&nodes[id.0 as usize]));
    }
    by_kind
}

/// Whether a node stands behind the one before it in its list, and before the one behind it.
pub(super) fn is_in_order(id: NodeId, nodes: &[Arc<Node>], by_kind: &[Vec<NodeId>]) -> bool {
    let order = |id: &NodeId| order(&nodes[id.0 as usize]);
    let list = &by_kind[nodes[id.0 as usize].kind() as usize];
    let Some(at) = list.iter().position(|other| *other == id) else { return false };
    let near = &list[at.saturating_sub(1)..list.len().min(at + 2)];
    near.is_sorted_by_key(order)
}

/// Every relation turned around, in list order.
pub(super) fn inverses(
    nodes: &[Arc<Node>],
    by_kind: &[Vec<NodeId>],
    numbering: &Numbering,
    looked: &[LookedUp],
) -> Inverses {
    let mut rank = vec![0_u32; nodes.len()];
    for (position, id) in by_kind.iter().flatten().enumerate() {
        rank[id.0 as usize] = position as u32;
    }
    let mut inverses = Inverses { referrers: vec![Vec::new(); nodes.len()], mentions: vec![Vec::new(); nodes.len()] };
    for (at, looked) in looked.iter().enumerate() {
        let Some(from) = numbering.of(at as u32) else { continue };
        for resolved in &looked.refs {
            if let Resolved::Entry(to) = resolved
                && let Some(to) = numbering.of(*to)
            {
                inverses.referrers[to.0 as usize].push(from);
            }
        }
        for link in &nodes[from.0 as usize].links {
            if let LinkTarget::Node { node, .. } = link {
                inverses.mentions[node.0 as usize].push(from);
            }
        }
    }
    for list in inverses.referrers.iter_mut().chain(&mut inverses.mentions) {
        list.sort_by_key(|id| rank[id.0 as usize]);
        list.dedup();
    }
    inverses
}

/// Old names, and entries that are not shown.
pub(super) fn add_names(graph: &mut Graph, index: &Index<'_>, numbering: &Numbering) {
    for (at, entry) in index.entries.iter().enumerate() {
        let Some(common) = &entry.common else { continue };
        if let State::Hidden(why) = index.state(at as u32) {
            graph.left_out.push(LeftOut { path: entry.path.clone(), title: common.title.clone(), why });
        }
        if let Some(now) = numbering.of(at as u32) {
            let ids = common.former_ids.iter().filter(|id| index.leads_from(entry.kind, id, at as u32));
            graph.former.extend(ids.map(|id| Former { kind: entry.kind, id: id.clone(), now }));
        }
    }
}

/// The order in which lists show entries of a kind: by number or date where it has one, then by title, then by id.
pub(super) fn order(node: &Node) -> (i64, String, Arc<str>) {
    let number = match &node.fields {
        Fields::Stage(stage) => stage.order.into(),
        Fields::Domain(domain) => domain.number.into(),
        Fields::StartingPoint(start) => start.order.into(),
        Fields::Guide(guide) => guide.order.into(),
        Fields::Benchmark(benchmark) => benchmark.number.into(),
        Fields::NextStep(step) => step.order.into(),
        Fields::Page(page) => page.order.unwrap_or(u32::MAX).into(),
        Fields::PayBand(_) => band_number(node.id()),
        Fields::Event(event) => {
            event.starts.begins().duration_since(jiff::civil::DateTime::constant(2000, 1, 1, 0, 0, 0, 0)).as_secs()
        }
        Fields::Profession(_)
        | Fields::Role(_)
        | Fields::Route(_)
        | Fields::Programme(_)
        | Fields::Intervention(_)
        | Fields::CaseStudy(_)
        | Fields::Partner(_)
        | Fields::Pathway(_)
        | Fields::Assessment(_)
        | Fields::Payment(_)
        | Fields::Wage(_)
        | Fields::PartnerKind(_)
        | Fields::Area(_)
        | Fields::Organisation(_)
        | Fields::Dataset(_)
        | Fields::Figure(_)
        | Fields::GlossaryTerm(_)
        | Fields::Interest(_)
        | Fields::Synonym(_)
        | Fields::HouseTerm(_) => 0,
    };
    (number, node.title().to_lowercase(), node.id().clone())
}

/// Sorts `8a` after `7`, `8b` after `8a`, and `9` last.
fn band_number(id: &str) -> i64 {
    let digits = id.bytes().take_while(u8::is_ascii_digit).count();
    let letter = id.as_bytes().get(digits).map_or(0, |letter| i64::from(*letter));
    id[..digits].parse::<i64>().unwrap_or(99) * 1000 + letter
}
