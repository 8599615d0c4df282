//! What tells whether a site is another in more than the words of its texts.

use jiff::civil::Date;

use crate::config::{self, Config};
use crate::graph::{Graph, StructureRevision};
use crate::snapshot::Snapshot;
use crate::theme::Theme;

/// Stands for everything that a site follows from but the words of its texts: two sites of one revision have the same
/// addresses, menus and diagrams.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    structure: StructureRevision,
    /// Of the bytes of `site.yaml`.
    settings: Option<u128>,
    base_url: Option<String>,
    staging: bool,
    theme: Option<u128>,
    today: Date,
}

impl Revision {
    pub fn of(graph: &Graph, config: &Config, theme: Option<&Theme>, snapshot: &Snapshot, today: Date) -> Revision {
        Revision {
            structure: graph.structure.clone(),
            settings: snapshot.get(&config::path()).map(|file| file.hash),
            base_url: config.base_url.clone(),
            staging: config.staging,
            theme: theme.map(|theme| theme.hash),
            today,
        }
    }
}
