//! How sure the facts are, and how old.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Span;
use jiff::civil::Date;

use super::copies::{self, CopyRead};
use super::{Item, Scope};
use crate::check::{Weakness, weakness};
use crate::config::Config;
use crate::entry::kinds::{Confidence, Kind, Mark};
use crate::find::Survey;
use crate::graph::{Node, NodeId};

/// Ends of the spans of months by which sources are sorted.
const AGES_IN_MONTHS: [u32; 3] = [3, 6, 12];

/// How sure the facts are, and how old.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// By kind, in the order of the site.
    pub confidence: Vec<ConfidenceCount>,
    /// Entries of low confidence.
    pub unsure: Vec<Item>,
    /// Entries that state facts and name no source.
    pub unsourced: Vec<Item>,
    /// Sources by how long ago somebody last saw them, the newest first.
    pub seen: Vec<SourcesSeen>,
    /// Every source once, the one that was seen longest ago first.
    pub sources: Vec<SourceUse>,
    pub weak: WeakSources,
    /// Sources that were read in a copy.
    pub read_in: Vec<CopyRead>,
    /// Entries by the year of their facts (`as_of`), in order.
    pub as_of: Vec<(i16, usize)>,
}

/// Sources on which nobody should rely alone, each counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeakSources {
    pub without_address: usize,
    /// On websites that `weak_hosts` in site.yaml names.
    pub on_weak_hosts: usize,
}

/// How sure the authors of one kind of entry are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfidenceCount {
    pub kind: Kind,
    pub high: usize,
    pub medium: usize,
    pub low: usize,
    /// They do not say.
    pub unsaid: usize,
}

/// Sources that were last seen in a span of months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcesSeen {
    /// At least this many months ago.
    pub from_months: u32,
    /// Less than this many; none for all older.
    pub before_months: Option<u32>,
    pub sources: usize,
}

/// A source, and how much stands on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceUse {
    pub title: Arc<str>,
    pub url: Option<Arc<str>>,
    /// The day on which some entry says that it was seen; the oldest, where they differ.
    pub seen: Date,
    /// Entries that name it.
    pub entries: usize,
}

pub(super) fn of(survey: &Survey<'_>, scope: &Scope) -> Facts {
    let nodes: Vec<(NodeId, &Node)> = survey.graph().nodes().filter(|(_, node)| scope.holds(&node.entry)).collect();
    let items = |wanted: &dyn Fn(&Node) -> bool| {
        let found = nodes.iter().filter(|(_, node)| wanted(node));
        found.map(|(id, _)| Item::of(survey, *id)).collect()
    };
    let sources = sources(&nodes);
    Facts {
        confidence: confidence(&nodes),
        unsure: items(&|node| node.common.confidence == Some(Confidence::Low)),
        unsourced: items(&|node| node.kind().has(Mark::StatesFacts) && node.sources().is_empty()),
        seen: seen(&sources, survey.request.today),
        weak: weak(&sources, survey.config()),
        read_in: copies::of(nodes.iter().map(|(_, node)| *node)),
        sources,
        as_of: as_of(&nodes),
    }
}

/// Counts of kinds that state facts, and of others that say how sure they are.
fn confidence(nodes: &[(NodeId, &Node)]) -> Vec<ConfidenceCount> {
    let mut counts: BTreeMap<Kind, ConfidenceCount> = BTreeMap::new();
    for (_, node) in nodes {
        let kind = node.kind();
        let count = counts.entry(kind).or_insert(ConfidenceCount { kind, high: 0, medium: 0, low: 0, unsaid: 0 });
        *match node.common.confidence {
            Some(Confidence::High) => &mut count.high,
            Some(Confidence::Medium) => &mut count.medium,
            Some(Confidence::Low) => &mut count.low,
            None => &mut count.unsaid,
        } += 1;
    }
    let says = |count: &ConfidenceCount| count.high + count.medium + count.low > 0;
    counts.into_values().filter(|count| count.kind.has(Mark::StatesFacts) || says(count)).collect()
}

fn sources(nodes: &[(NodeId, &Node)]) -> Vec<SourceUse> {
    let mut uses: BTreeMap<(&Arc<str>, Option<&Arc<str>>), SourceUse> = BTreeMap::new();
    for source in nodes.iter().flat_map(|(_, node)| node.sources()) {
        let url = source.url.as_ref().map(|url| &url.0);
        let title = source.title.clone();
        let fresh = SourceUse { title, url: url.cloned(), seen: source.seen, entries: 0 };
        let known = uses.entry((&source.title, url)).or_insert(fresh);
        known.seen = known.seen.min(source.seen);
        known.entries += 1;
    }
    let mut uses: Vec<SourceUse> = uses.into_values().collect();
    uses.sort_by(|a, b| (a.seen, b.entries, &a.title).cmp(&(b.seen, a.entries, &b.title)));
    uses
}

fn weak(sources: &[SourceUse], config: &Config) -> WeakSources {
    let count = |wanted: fn(&Weakness<'_>) -> bool| {
        let weak = sources.iter().filter_map(|source| weakness(config, source.url.as_deref()));
        weak.filter(wanted).count()
    };
    WeakSources {
        without_address: count(|weakness| *weakness == Weakness::NoAddress),
        on_weak_hosts: count(|weakness| matches!(weakness, Weakness::WeakHost(_))),
    }
}

fn seen(sources: &[SourceUse], today: Date) -> Vec<SourcesSeen> {
    let ago = |months: u32| today.saturating_sub(Span::new().months(i64::from(months)));
    let starts = std::iter::once(0).chain(AGES_IN_MONTHS);
    let ends = AGES_IN_MONTHS.into_iter().map(Some).chain([None]);
    let count = |(from_months, before_months): (u32, Option<u32>)| {
        // A day to come is a slip of the author's, and counts as new.
        let is_in = |source: &&SourceUse| {
            (from_months == 0 || source.seen <= ago(from_months))
                && before_months.is_none_or(|months| source.seen > ago(months))
        };
        SourcesSeen { from_months, before_months, sources: sources.iter().filter(is_in).count() }
    };
    starts.zip(ends).map(count).collect()
}

fn as_of(nodes: &[(NodeId, &Node)]) -> Vec<(i16, usize)> {
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    for year in nodes.iter().filter_map(|(_, node)| Some(node.common.as_of?.year())) {
        *years.entry(year).or_default() += 1;
    }
    years.into_iter().collect()
}
