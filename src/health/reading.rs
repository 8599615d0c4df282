//! How hard the pages are to read: the spread of ages, and the hardest pages with their hardest sentences.
//!
//! Only pages are measured: rows of tables are too short for a figure.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Item, Scope};
use crate::check;
use crate::fault;
use crate::find::Survey;
use crate::graph::NodeId;
use crate::prose::reading::EntryReading;
pub use crate::prose::reading::{HardSentence, SectionReading};

/// The ages between which the spread is told year by year.
const YOUNGEST: u32 = 8;
const OLDEST: u32 = 16;

/// How hard the pages are to read.
#[derive(Debug, Clone, PartialEq)]
pub struct Readings {
    /// The hardest first.
    pub pages: Vec<PageReading>,
    /// How many pages are for each age, in order; bands without a page are there too.
    pub spread: Vec<AgeBand>,
    /// The age in the middle: half of the pages are easier.
    pub median: Option<f64>,
    /// Pages with too few words to measure.
    pub too_short: usize,
}

/// How hard one page is to read.
#[derive(Debug, Clone, PartialEq)]
pub struct PageReading {
    pub item: Item,
    /// The age at which people read it with ease, in years.
    pub age: f64,
    pub words: usize,
    /// The hardest sentences, the hardest first.
    pub hardest: Vec<HardSentence>,
    /// Parts of the page, in reading order.
    pub sections: Vec<SectionReading>,
}

/// Pages for readers of one age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeBand {
    /// From this birthday; none for all younger.
    pub from: Option<u32>,
    /// Before this birthday; none for all older.
    pub before: Option<u32>,
    pub pages: usize,
}

/// What pages were when they were last measured, by the hash of their entry: an edit changes one of thousands.
#[derive(Debug, Default)]
pub struct Memo {
    /// Hash of the words that did not count.
    known: u128,
    measured: FxHashMap<u128, Arc<EntryReading>>,
}

pub(super) fn of(survey: &Survey<'_>, scope: &Scope, memo: &mut Memo) -> Readings {
    let graph = survey.graph();
    let known = check::known_words(graph);
    if known.hash() != memo.known {
        *memo = Memo { known: known.hash(), measured: FxHashMap::default() };
    }
    let is_page = |id: &NodeId| graph.node(*id).entry.row.is_none() && scope.holds(&graph.node(*id).entry);
    let nodes: Vec<NodeId> = graph.nodes().map(|(id, _)| id).filter(is_page).collect();
    let measure = |id: &NodeId| {
        let node = graph.node(*id);
        let before = memo.measured.get(&node.entry.hash).cloned();
        (
            node.entry.hash,
            before.unwrap_or_else(|| {
                fault::at(&node.entry.path, || Arc::new(check::reading_of(survey.snapshot, node, &known)))
            }),
        )
    };
    let measured: Vec<(u128, Arc<EntryReading>)> = nodes.par_iter().map(measure).collect();
    let pages = nodes.iter().zip(&measured).filter_map(|(id, (_, reading))| page(survey, *id, reading));
    let mut pages: Vec<PageReading> = pages.collect();
    memo.measured = measured.into_iter().collect();
    let too_short = nodes.len() - pages.len();
    pages.sort_by(|a, b| b.age.total_cmp(&a.age).then_with(|| a.item.cmp(&b.item)));
    Readings { spread: spread(&pages), median: median(&pages), too_short, pages }
}

/// How hard the page of one entry is to read; none if it has too few words to measure.
pub fn of_page(survey: &Survey<'_>, id: NodeId) -> Option<PageReading> {
    let graph = survey.graph();
    page(survey, id, &check::reading_of(survey.snapshot, graph.node(id), &check::known_words(graph)))
}

fn page(survey: &Survey<'_>, id: NodeId, reading: &EntryReading) -> Option<PageReading> {
    let whole = &reading.whole;
    let age = whole.age().filter(|_| whole.is_enough())?;
    let (hardest, sections) = (whole.hardest.clone(), reading.sections.clone());
    Some(PageReading { item: Item::of(survey, id), age, words: whole.words, hardest, sections })
}

fn spread(pages: &[PageReading]) -> Vec<AgeBand> {
    let band = |from: Option<u32>, before: Option<u32>| {
        let is_in = |page: &&PageReading| {
            from.is_none_or(|from| page.age >= f64::from(from))
                && before.is_none_or(|before| page.age < f64::from(before))
        };
        AgeBand { from, before, pages: pages.iter().filter(is_in).count() }
    };
    let years = (YOUNGEST..OLDEST).map(|year| band(Some(year), Some(year + 1)));
    std::iter::once(band(None, Some(YOUNGEST))).chain(years).chain([band(Some(OLDEST), None)]).collect()
}

fn median(hardest_first: &[PageReading]) -> Option<f64> {
    let middle = hardest_first.len() / 2;
    let upper = hardest_first.get(middle)?.age;
    let is_odd = hardest_first.len() % 2 == 1;
    Some(if is_odd { upper } else { f64::midpoint(upper, hardest_first[middle - 1].age) })
}
