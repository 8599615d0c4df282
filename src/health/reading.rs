//! How hard the pages are to read: the spread of ages, and the hardest pages with their hardest sentences.
//!
//! Only pages are measured: rows of tables are too short for a figure.

use rayon::prelude::*;

use super::{Item, Scope};
use crate::entry::kinds::{GlossaryTerm, Kind};
use crate::find::Survey;
use crate::graph::{Graph, NodeId};
use crate::prose::reading::{Known, Reading};
use crate::prose::{Form, blocks};

/// A page with fewer words says nothing about how hard it is.
const FEWEST_WORDS: usize = 30;

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
}

#[derive(Debug, Clone, PartialEq)]
pub struct HardSentence {
    pub age: f64,
    pub text: String,
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

pub(super) fn of(survey: &Survey<'_>, scope: &Scope) -> Readings {
    let graph = survey.graph();
    let known = known(graph);
    let is_page = |id: &NodeId| graph.node(*id).entry.row.is_none() && scope.holds(&graph.node(*id).entry);
    let nodes: Vec<NodeId> = graph.nodes().map(|(id, _)| id).filter(is_page).collect();
    let read = |id: &NodeId| page(survey, *id, &known);
    let mut pages: Vec<PageReading> = nodes.par_iter().filter_map(read).collect();
    let too_short = nodes.len() - pages.len();
    pages.sort_by(|a, b| b.age.total_cmp(&a.age).then_with(|| a.item.cmp(&b.item)));
    Readings { spread: spread(&pages), median: median(&pages), too_short, pages }
}

/// Words that a page about careers in health cannot do without.
fn known(graph: &Graph) -> Known {
    let named = [Kind::Role, Kind::Profession, Kind::GlossaryTerm];
    let titles = named.iter().flat_map(|&kind| graph.of_kind(kind)).map(|&node| &**graph.node(node).title());
    let others = graph.all::<GlossaryTerm>().flat_map(|term| &term.fields.also).map(|word| &**word);
    Known::new(titles.chain(others))
}

fn page(survey: &Survey<'_>, id: NodeId, known: &Known) -> Option<PageReading> {
    let text = survey.text(&survey.graph().node(id).entry.path);
    let reading = read(text, known);
    let age = reading.age().filter(|_| reading.words >= FEWEST_WORDS)?;
    let hardest = reading.hardest.into_iter().map(|(age, text)| HardSentence { age, text }).collect();
    Some(PageReading { item: Item::of(survey, id), age, words: reading.words, hardest })
}

/// How hard a page's file is to read, by the one measure of Trellis.
fn read(text: &str, known: &Known) -> Reading {
    Reading::of(&blocks(text, Form::Page), known)
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
