//! Judges the graph: a table of rules, one rule a file.
//!
//! A rule that speaks of what is absent must ask [`Graph::is_complete`] first: after an unread file, much seems to be
//! missing that is not.

mod logo;
mod pathway_steps;
mod promises;
mod summaries;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::snapshot::Snapshot;

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub graph: &'a Graph,
    pub config: &'a Config,
    pub snapshot: &'a Snapshot,
    pub today: Date,
}

type Rule = fn(&Subject<'_>, &mut Vec<Diagnostic>);

/// Every rule, in no particular order: findings are sorted afterwards.
const RULES: &[Rule] = &[logo::check, pathway_steps::check, promises::check, summaries::check];

/// Runs every rule.
pub fn run(graph: &Graph, config: &Config, snapshot: &Snapshot, today: Date) -> Vec<Diagnostic> {
    let subject = Subject { graph, config, snapshot, today };
    let judge = |rule: &Rule| {
        let mut diagnostics = Vec::new();
        rule(&subject, &mut diagnostics);
        diagnostics
    };
    RULES.par_iter().flat_map_iter(judge).collect()
}

impl Subject<'_> {
    /// The text of an entry's file.
    pub(crate) fn text(&self, entry: &crate::entry::Entry) -> &str {
        self.snapshot.text(&entry.path).unwrap_or("")
    }
}
