//! Figures about the whole site: reviews, reading ages, and what is covered. They are `health`'s; here they are told.

use serde::Serialize;

use super::about::{Hard, link_of};
use super::context::EntryLink;
use super::page::DeskPage;
use super::paging::{self, Paging};
use super::phrases;
use crate::health::{
    AgeBand, Coverage, DomainCover, Health, Item, OwnerLoad, PageReading, Review, StageCover, Urgency,
};

pub const REVIEWS: &str = "/_trellis/reviews";
pub const READING: &str = "/_trellis/reading";
pub const COVERAGE: &str = "/_trellis/coverage";

#[derive(Debug, Serialize)]
struct Reviews {
    overdue: Option<String>,
    soon: Option<String>,
    soon_until: String,
    groups: Vec<ReviewGroup>,
    owners: Vec<Owner>,
    paging: Paging,
}

#[derive(Debug, Serialize)]
struct ReviewGroup {
    title: &'static str,
    state: &'static str,
    reviews: Vec<ReviewRow>,
}

#[derive(Debug, Serialize)]
struct ReviewRow {
    entry: EntryLink,
    due: String,
    owner: Option<String>,
    /// `12 rows`, for a table.
    rows: Option<String>,
}

#[derive(Debug, Serialize)]
struct Owner {
    name: String,
    overdue: String,
    soon: String,
    later: String,
}

pub fn reviews(health: &Health, target: &str) -> DeskPage {
    let number = |urgency: Urgency| {
        let number = health.reviews.all.iter().filter(|one| one.urgency == urgency).map(|one| one.entries).sum();
        (number > 0).then(|| phrases::count(number, "entry", "entries"))
    };
    let all: Vec<&Review> = health.reviews.all.iter().collect();
    let (part, paging) = paging::part(all, target, REVIEWS, &[]);
    let view = Reviews {
        overdue: number(Urgency::Overdue),
        soon: number(Urgency::Soon),
        soon_until: phrases::day(health.reviews.soon_until),
        groups: part.chunk_by(|one, other| one.urgency == other.urgency).map(review_group).collect(),
        owners: health.reviews.owners.iter().map(owner).collect(),
        paging,
    };
    DeskPage::new("Reviews", REVIEWS, "reviews.html", &view)
}

fn review_group(reviews: &[&Review]) -> ReviewGroup {
    let (title, state) = match reviews[0].urgency {
        Urgency::Overdue => ("Overdue", "stop"),
        Urgency::Soon => ("Due soon", "look"),
        Urgency::Later => ("Later", "good"),
    };
    let row = |review: &&Review| {
        // A table of rows that are due together is no entry of its own.
        let is_table = review.item.name == review.item.kind.folder();
        let mut entry = link_of(&review.item);
        if is_table {
            entry.href = format!("/_trellis/entries?kind={}", phrases::encoded(&review.item.name));
        }
        ReviewRow {
            entry,
            due: phrases::day(review.due),
            owner: review.owner.as_ref().map(|owner| owner.to_string()),
            rows: is_table.then(|| phrases::count(review.entries, "row", "rows")),
        }
    };
    ReviewGroup { title, state, reviews: reviews.iter().map(row).collect() }
}

fn owner(load: &OwnerLoad) -> Owner {
    Owner {
        name: load.owner.as_ref().map_or_else(|| "Nobody is named".into(), |owner| owner.to_string()),
        overdue: phrases::grouped(load.overdue),
        soon: phrases::grouped(load.soon),
        later: phrases::grouped(load.later),
    }
}

#[derive(Debug, Serialize)]
struct Reading {
    median: Option<u32>,
    too_short: Option<String>,
    spread: Vec<Band>,
    pages: Vec<PageRow>,
    paging: Paging,
}

#[derive(Debug, Serialize)]
struct Band {
    ages: String,
    pages: String,
    /// Of the largest band, in hundredths.
    share: usize,
}

#[derive(Debug, Serialize)]
struct PageRow {
    entry: EntryLink,
    age: u32,
    state: &'static str,
    words: String,
    hardest: Vec<Hard>,
}

pub fn reading(health: &Health, target: &str) -> DeskPage {
    let readings = &health.reading;
    let most = readings.spread.iter().map(|band| band.pages).max().unwrap_or(0).max(1);
    let (part, paging) = paging::part(readings.pages.iter().collect(), target, READING, &[]);
    let view = Reading {
        median: readings.median.map(phrases::age),
        too_short: (readings.too_short > 0).then(|| phrases::count(readings.too_short, "page has", "pages have")),
        spread: readings.spread.iter().filter_map(|band| band_view(band, most)).collect(),
        pages: part.into_iter().map(page_row).collect(),
        paging,
    };
    DeskPage::new("Reading age", READING, "reading.html", &view)
}

fn band_view(band: &AgeBand, most: usize) -> Option<Band> {
    let ages = match (band.from, band.before) {
        (Some(from), Some(_)) => from.to_string(),
        (Some(from), None) => format!("{from} and over"),
        (None, Some(before)) => format!("Under {before}"),
        (None, None) => return None,
    };
    Some(Band { ages, pages: phrases::grouped(band.pages), share: band.pages * 100 / most })
}

fn page_row(page: &PageReading) -> PageRow {
    let hard = page.hardest.iter().map(|one| Hard { age: phrases::age(one.age), text: one.text.clone() });
    PageRow {
        entry: link_of(&page.item),
        age: phrases::age(page.age),
        state: phrases::reading_state(page.age),
        words: phrases::grouped(page.words),
        hardest: hard.collect(),
    }
}

#[derive(Debug, Serialize)]
struct Covered {
    stages: Vec<EntryLink>,
    domains: Vec<CoverageRow>,
    professions: Vec<CoverageRow>,
    empty: usize,
    gaps: usize,
    lists: Vec<GapList>,
    is_complete: bool,
}

#[derive(Debug, Serialize)]
struct CoverageRow {
    entry: EntryLink,
    cells: Vec<Cell>,
}

/// What is at one place of a matrix.
#[derive(Debug, Serialize)]
struct Cell {
    roles: Vec<EntryLink>,
    /// Why there is none, where its author says so.
    explained: Option<String>,
}

#[derive(Debug, Serialize)]
struct GapList {
    title: &'static str,
    meaning: &'static str,
    entries: Vec<EntryLink>,
}

pub fn coverage(health: &Health) -> DeskPage {
    let Coverage { stages, domains, professions } = &health.coverage;
    let view = Covered {
        stages: stages.iter().map(link_of).collect(),
        domains: domains.iter().map(domain_row).collect(),
        professions: professions
            .iter()
            .map(|one| CoverageRow {
                entry: link_of(&one.profession),
                cells: one.stages.iter().map(stage_cell).collect(),
            })
            .collect(),
        empty: health.coverage.empty_squares(),
        gaps: health.coverage.gaps(),
        lists: gap_lists(health),
        is_complete: health.is_complete,
    };
    DeskPage::new("Coverage", COVERAGE, "coverage.html", &view)
}

fn domain_row(cover: &DomainCover) -> CoverageRow {
    let cell = |roles: &Vec<Item>| Cell { roles: roles.iter().map(link_of).collect(), explained: None };
    CoverageRow { entry: link_of(&cover.domain), cells: cover.stages.iter().map(cell).collect() }
}

fn stage_cell(cover: &StageCover) -> Cell {
    match cover {
        StageCover::Roles(roles) => Cell { roles: roles.iter().map(link_of).collect(), explained: None },
        StageCover::Explained(why) => Cell { roles: Vec::new(), explained: Some(why.to_string()) },
        StageCover::Gap => Cell { roles: Vec::new(), explained: None },
    }
}

fn gap_lists(health: &Health) -> Vec<GapList> {
    let gaps = &health.gaps;
    let list =
        |title, meaning, items: &[Item]| GapList { title, meaning, entries: items.iter().map(link_of).collect() };
    let unproved: Vec<Item> =
        health.benchmarks.iter().filter(|one| one.is_empty()).map(|one| one.benchmark.clone()).collect();
    let mut unread: Vec<Item> = gaps.missing_items.iter().map(|one| one.domain.clone()).collect();
    unread.dedup();
    let lists = [
        list("No page leads here", "Visitors can only find these by search. Link to them from a page.", &gaps.orphans),
        list("Roles without a story", "No case study is about these roles.", &gaps.roles_without_story),
        list("Areas without a partner", "No partner works in these areas.", &gaps.areas_without_partner),
        list("Benchmarks without evidence", "No intervention serves these benchmarks.", &unproved),
        list("Domains with items that nobody has read", "Their status is missing. Visitors do not see them.", &unread),
    ];
    lists.into_iter().filter(|list| !list.entries.is_empty()).collect()
}

/// The figures that the overview shows.
#[derive(Debug, Clone, Copy)]
pub struct Short {
    pub overdue: usize,
    pub soon: usize,
    pub median: Option<u32>,
    pub hard: usize,
    pub gaps: usize,
}

pub fn short(health: &Health) -> Short {
    let due = |urgency| health.reviews.all.iter().filter(move |one| one.urgency == urgency);
    Short {
        overdue: due(Urgency::Overdue).map(|one| one.entries).sum(),
        soon: due(Urgency::Soon).map(|one| one.entries).sum(),
        median: health.reading.median.map(phrases::age),
        hard: health.reading.pages.iter().filter(|page| phrases::reading_state(page.age) == "look").count(),
        gaps: health.coverage.gaps() + health.coverage.empty_squares(),
    }
}
