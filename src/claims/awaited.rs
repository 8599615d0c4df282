//! Where pages would be that cannot be now, because their files could not be read or linked.

use rustc_hash::FxHashSet;

use crate::config::Config;
use crate::contents::Contents;
use crate::entry::kinds::Kind;
use crate::graph::Graph;
use crate::output::OutputPath;
use crate::permalink;
use crate::slug::is_id;

/// The addresses of entries in which an error stands, and of their lists. What leads there is not to blame: that is told
/// where it is to be mended.
pub fn awaited(contents: &Contents, graph: &Graph, config: &Config) -> Vec<OutputPath> {
    let there: FxHashSet<(Kind, &str)> = graph.nodes().map(|(_, node)| (node.kind(), &**node.id())).collect();
    let hidden: FxHashSet<&str> = graph.left_out.iter().map(|one| one.path.as_str()).collect();
    let read = contents.entries.iter().map(|entry| (entry.kind, entry.id.to_string(), &entry.path));
    let bare = contents.bare.iter().map(|(path, kind)| (*kind, Kind::page_id(path), path));
    let missing = read.chain(bare).filter(|(kind, id, path)| {
        is_id(id) && !there.contains(&(*kind, id.as_str())) && !hidden.contains(path.as_str())
    });
    let mut paths: Vec<String> =
        missing.flat_map(|(kind, id, _)| [permalink::of(kind, &id).path, permalink::of_listing(kind).path]).collect();
    paths.sort();
    paths.dedup();
    paths.iter().map(|path| permalink::output_path(config.addresses, path)).collect()
}
