//! How hard each entry is to read, for whoever shows it: the check, the report, the desk.

use crate::entry;
use crate::entry::kinds::{GlossaryTerm, Profession, Role};
use crate::graph::{Graph, Node};
use crate::prose::Block;
use crate::prose::reading::{EntryReading, FamiliarWords};
use crate::snapshot::Snapshot;

/// Words that no page can do without: names of roles and professions, and the words of the glossary.
pub fn known_words(graph: &Graph) -> FamiliarWords {
    FamiliarWords::new(known_names(graph))
}

pub(super) fn known_names(graph: &Graph) -> impl Iterator<Item = &str> {
    let roles = graph.all::<Role>().flat_map(|role| [role.title()].into_iter().chain(&role.fields.other_titles));
    let professions = graph.all::<Profession>().map(|profession| profession.title());
    let terms = graph.all::<GlossaryTerm>().flat_map(|term| [term.title()].into_iter().chain(&term.fields.also));
    roles.chain(professions).chain(terms).map(|name| &**name)
}

/// How hard one entry is to read, as a whole and section by section.
pub fn reading_of(snapshot: &Snapshot, node: &Node, known: &FamiliarWords) -> EntryReading {
    // What all rows of a table share is no row's own.
    let row = node.entry.row;
    EntryReading::of(blocks(snapshot, node).iter().filter(|block| block.row == row), known)
}

fn blocks(snapshot: &Snapshot, node: &Node) -> Vec<Block> {
    let path = &node.entry.path;
    snapshot.text(path).map_or_else(Vec::new, |text| entry::visitor_text(path, node.kind(), text))
}
