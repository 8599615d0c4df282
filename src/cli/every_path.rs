//! `trellis path --all`: the ways from every place to every other.

use serde_json::json;

use super::lookup::Format;
use super::say::{self, note, say};
use super::screen;
use crate::Error;
use crate::graph::ways::{self, Near, Network, Rules, Ways};
use crate::graph::{Graph, NodeId};

/// Tells a line for each pair of places: as JSON of all, for people of those between which there is a way.
pub(super) fn tell(graph: &Graph, rules: Rules, most: usize, format: Format) -> Result<(), Error> {
    let places: Vec<(NodeId, Vec<NodeId>)> = ways::places(graph).map(|node| (node, ways::ends(graph, node))).collect();
    let mut joined = 0;
    for (start, from) in &places {
        let network = Network::new(graph, from, rules);
        for (end, to) in places.iter().filter(|(end, _)| end != start) {
            let ways = network.ways(from, to, most);
            joined += usize::from(!ways.ways.is_empty());
            if format == Format::Json {
                let near = network.near(from, to, &ways);
                let line = line(graph, *start, *end, &ways, &near);
                say::json(|out| writeln!(out, "{line}"))?;
            } else if let Some(shortest) = ways.ways.first() {
                let steps = screen::count(shortest.steps.len(), "step", "steps");
                say!("{} -> {}: {steps}, {}", name(graph, *start), name(graph, *end), many(&ways))?;
            }
        }
    }
    let pairs = places.len() * places.len().saturating_sub(1);
    note!("{joined} of {} have a way from the one to the other", screen::count(pairs, "pair", "pairs"))
}

/// `roles/podiatrist`.
pub(super) fn name(graph: &Graph, node: NodeId) -> String {
    let entry = graph.node(node);
    format!("{}/{}", entry.kind().folder(), entry.id())
}

fn many(ways: &Ways) -> String {
    let told = screen::count(ways.ways.len(), "way", "ways");
    if ways.has_more || ways.gave_up { format!("{told} or more") } else { told }
}

/// The places of each way by their names, its start among them.
fn line(graph: &Graph, from: NodeId, to: NodeId, ways: &Ways, near: &Near) -> serde_json::Value {
    let places = |way: &ways::Way| -> Vec<String> {
        std::iter::once(way.from).chain(way.steps.iter().map(|step| step.to)).map(|node| name(graph, node)).collect()
    };
    json!({
        "from": name(graph, from),
        "to": name(graph, to),
        "ways": ways.ways.iter().map(places).collect::<Vec<_>>(),
        "has_more": ways.has_more,
        "gave_up": ways.gave_up,
        "nearest": near.nearest.map(|node| name(graph, node)),
        "helping": near.helping.iter().map(|&node| name(graph, node)).collect::<Vec<_>>(),
    })
}
