//! Judges the graph: a table of rules, one rule a file.
//!
//! A rule that speaks of what is absent must ask [`Graph::is_complete`] first: after an unread file, much seems to be
//! missing that is not.

mod areas;
mod closed;
mod consent;
mod coverage;
mod cycles;
mod events;
pub mod external;
mod openings;
mod orphans;
mod pathway_steps;
mod pay_years;
mod pictures;
mod promises;
mod readability;
mod reading_age;
mod remember;
mod reviews;
mod sources;
mod summaries;
mod unfinished;
mod ways_in;
mod ways_on;
mod wording;

pub use orphans::alone;
pub use readability::{known_words, reading_of, readings};
pub use reviews::{first_review, review_due};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::entry::fields::Part;
use crate::entry::locate::Step;
use crate::graph::{Graph, Node};
use crate::snapshot::Snapshot;
use crate::source::Span;

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
const RULES: &[Rule] = &[
    areas::check,
    closed::check,
    consent::check,
    coverage::domains,
    coverage::stages,
    cycles::check,
    events::check,
    openings::check,
    orphans::check,
    pathway_steps::check,
    pay_years::check,
    pictures::all,
    pictures::drawings,
    pictures::logo,
    promises::check,
    reviews::check,
    sources::check,
    summaries::check,
    ways_in::check,
    ways_on::check,
];

/// What was found last time in files that have not changed.
#[derive(Debug, Default)]
pub struct Memo {
    external: external::Memo,
    wording: wording::Memo,
    reading_age: reading_age::Memo,
    unfinished: unfinished::Memo,
}

/// Runs every rule.
pub fn run(graph: &Graph, config: &Config, snapshot: &Snapshot, today: Date, memo: &mut Memo) -> Vec<Diagnostic> {
    let subject = Subject { graph, config, snapshot, today };
    let judge = |rule: &Rule| {
        let mut diagnostics = Vec::new();
        rule(&subject, &mut diagnostics);
        diagnostics
    };
    let words = || {
        let mut found = wording::check(&subject, &mut memo.wording);
        found.extend(external::check(&subject, &mut memo.external));
        found.extend(reading_age::check(&subject, &mut memo.reading_age));
        found.extend(unfinished::check(&subject, &mut memo.unfinished));
        found
    };
    let (mut diagnostics, words): (Vec<_>, _) = rayon::join(|| RULES.par_iter().flat_map_iter(judge).collect(), words);
    diagnostics.extend(words);
    diagnostics
}

impl Subject<'_> {
    /// The text of an entry's file.
    pub(crate) fn text(&self, entry: &Entry) -> &str {
        self.snapshot.text(&entry.path).unwrap_or("")
    }

    /// Where the value of a field or a part of one stands.
    pub(crate) fn at(&self, entry: &Entry, steps: &[Step]) -> Span {
        entry.locate(self.text(entry), steps, Part::Value)
    }

    /// The title of an entry, which stands for the whole of it.
    pub(crate) fn start(&self, node: &Node) -> Span {
        node.entry.locate_start(self.text(&node.entry))
    }
}
