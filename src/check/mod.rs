//! Judges the graph: a table of rules, one rule a file.
//!
//! A rule that speaks of what is absent must ask [`Graph::is_complete`] first: after an unread file, much seems to be
//! missing that is not.

mod areas;
mod closed;
mod consent;
mod coverage;
mod cycles;
mod empty_pages;
mod events;
pub mod external;
mod figures;
mod future_dates;
mod next_steps;
mod openings;
mod orphans;
mod pathway_steps;
mod pay_below_minimum;
mod pay_years;
mod pictures;
mod places;
mod promises;
mod readability;
mod reading_age;
mod remember;
mod reviews;
mod sources;
mod strays;
pub(crate) mod summaries;
mod unfinished;
mod ways_in;
mod ways_on;
mod weak_sources;
mod wording;

pub use orphans::alone;
pub use readability::{known_words, reading_of};
pub use reading_age::Ages;
pub use reviews::{first_review, review_due};
pub use weak_sources::{Weakness, weakness};
pub use wording::FindingsByRow;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config::{self, Config};
use crate::diagnostic::Diagnostic;
use crate::entry::locate::Step;
use crate::entry::{Entry, Tables};
use crate::graph::{Graph, Node, StructureRevision};
use crate::snapshot::Snapshot;
use crate::source::Span;

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub graph: &'a Graph,
    pub config: &'a Config,
    pub snapshot: &'a Snapshot,
    /// Where entries and their fields stand.
    pub tables: &'a Tables<'a>,
    pub today: Date,
}

type Rule = fn(&Subject<'_>, &mut Vec<Diagnostic>);

/// Rules over the graph, in no particular order: findings are sorted afterwards. They look at fields and links, never
/// at the words of a text: what they find holds as long as the graph's structure does. Rules over words remember file by
/// file ([`remember`]).
const RULES: &[Rule] = &[
    areas::check,
    areas::codes,
    closed::check,
    consent::check,
    coverage::domains,
    coverage::stages,
    cycles::check,
    events::check,
    figures::check,
    future_dates::check,
    next_steps::check,
    openings::check,
    orphans::check,
    pathway_steps::check,
    pay_below_minimum::check,
    pay_years::check,
    pictures::active,
    pictures::all,
    pictures::drawings,
    pictures::logo,
    places::check,
    promises::check,
    reviews::check,
    sources::check,
    strays::files,
    strays::settings,
    summaries::check,
    ways_in::check,
    ways_on::check,
    weak_sources::check,
];

/// What was found last time, with what it depends on.
#[derive(Debug, Clone, Default)]
pub struct Memo {
    graph: Option<(RulesKey, Vec<Diagnostic>)>,
    external: external::Memo,
    wording: wording::Memo,
    reading_age: reading_age::Memo,
    unfinished: unfinished::Memo,
}

impl Memo {
    /// Tells what an earlier process found in the words of files, each by the hash of all that it depends on.
    pub fn recall(&mut self, findings: FxHashMap<u128, FindingsByRow>, ages: FxHashMap<u128, Ages>) {
        self.wording.extend(findings);
        self.reading_age.extend(ages);
    }

    /// What was found in words, for a later process; the snapshot must be the one that was judged.
    pub fn findings(&self, snapshot: &Snapshot) -> Vec<(u128, FindingsByRow)> {
        self.wording.all(snapshot)
    }

    /// How hard files are to read, for a later process; the snapshot must be the one that was judged.
    pub fn ages(&self, snapshot: &Snapshot) -> Vec<(u128, Ages)> {
        self.reading_age.all(snapshot)
    }
}

/// What the rules over the graph depend on.
#[derive(Debug, Clone, PartialEq)]
struct RulesKey {
    structure: StructureRevision,
    is_complete: bool,
    /// Of the bytes of `site.yaml`.
    settings: Option<u128>,
    today: Date,
}

/// Runs every rule.
pub fn run(graph: &Graph, config: &Config, snapshot: &Snapshot, today: Date, memo: &mut Memo) -> Vec<Diagnostic> {
    let tables = Tables::new(snapshot);
    let subject = Subject { graph, config, snapshot, tables: &tables, today };
    let settings = snapshot.get(&config::path()).map(|file| file.hash);
    let key = RulesKey { structure: graph.structure.clone(), is_complete: graph.is_complete, settings, today };
    let last = memo.graph.take().filter(|(last, _)| *last == key);
    let over_graph = || last.map_or_else(|| run_rules(&subject), |(_, found)| found);
    let Memo { external, wording, reading_age, unfinished, .. } = memo;
    let words = || {
        let files = remember::files(graph);
        let words = || wording::check(&subject, &files, wording);
        let others = || {
            let mut found = external::check(&subject, &files, external);
            found.extend(reading_age::check(&subject, &files, reading_age));
            found.extend(empty_pages::check(&subject));
            found.extend(unfinished::check(&subject, &files, unfinished));
            found
        };
        rayon::join(words, others)
    };
    let (found, (words, others)) = rayon::join(over_graph, words);
    let diagnostics = [&found[..], &words, &others].concat();
    memo.graph = Some((key, found));
    diagnostics
}

fn run_rules(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let judge = |rule: &Rule| {
        let mut diagnostics = Vec::new();
        rule(subject, &mut diagnostics);
        diagnostics
    };
    RULES.par_iter().flat_map_iter(judge).collect()
}

impl Subject<'_> {
    /// The text of an entry's file.
    pub(crate) fn text(&self, entry: &Entry) -> &str {
        self.snapshot.text(&entry.path).unwrap_or("")
    }

    /// Where the value of a field or a part of one stands.
    pub(crate) fn at(&self, entry: &Entry, steps: &[Step]) -> Span {
        self.tables.locate(entry, steps)
    }

    /// The title of an entry, which stands for the whole of it.
    pub(crate) fn start(&self, node: &Node) -> Span {
        self.tables.locate_start(&node.entry)
    }
}
