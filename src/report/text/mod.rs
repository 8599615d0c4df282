//! The report on a terminal: what matters, in the order in which it does. Everything is in the other faces.

mod layout;
mod listed;

use layout::Page;
use listed::{places, stories};

use super::phrases::{age, away, band, count, day, end, grouped, month, owner, seen};
use super::priorities::priorities;
use crate::health::{
    Coverage, Ending, Evidence, Facts, Findings, Gaps, Health, Item, LeftOut, NOBODY, Readings, Review,
};
use crate::health::{Reviews, StageCover, Urgency, Whose};

/// Items of a list that are told; of more, only the number.
const TOLD: usize = 12;
/// Pages of which the hardest sentence is told.
const HARDEST: usize = 5;

/// The report for a terminal of this width, with styles.
pub fn report(health: &Health, width: usize) -> String {
    let mut page = Page::new(width);
    head(&mut page, health);
    findings(&mut page, &health.findings);
    reviews(&mut page, &health.reviews);
    coverage(&mut page, &health.coverage);
    benchmarks(&mut page, &health.benchmarks);
    reading(&mut page, &health.reading);
    facts(&mut page, &health.facts);
    gaps(&mut page, &health.gaps);
    places(&mut page, &health.places);
    stories(&mut page, &health.stories);
    endings(&mut page, &health.endings);
    left_out(&mut page, &health.left_out);
    page.finish()
}

fn head(page: &mut Page, health: &Health) {
    page.heading(&format!("Content health of {}, {}", health.site, day(health.today)));
    let entries = count(health.entries, "entry", "entries");
    page.line(&format!("{entries} on {}", count(health.pages, "page", "pages")));
    let whose = match &health.scope.whose {
        Whose::Everybody => None,
        Whose::Owner(name) => Some(&**name),
        Whose::Nobody => Some(NOBODY),
    };
    if let Some(whose) = whose {
        page.line(&format!("Only entries of: {whose}. Coverage, benchmarks and areas are about the whole site."));
    }
    if let Some(until) = health.scope.until {
        page.line(&format!("Things to come are told until {}.", day(until)));
    }
    if !health.is_complete {
        page.alarm("Content has errors, so some figures may be wrong. `trellis check` says where.");
    }
    page.heading("What to do first");
    let first = priorities(health);
    if first.is_empty() {
        page.line("Nothing waits.");
    }
    for one in first {
        page.item(&one.words);
    }
}

fn findings(page: &mut Page, findings: &Findings) {
    page.heading("What the checks found");
    let (errors, warnings) = (findings.errors, findings.warnings);
    page.line(&format!("{}, {}", count(errors, "error", "errors"), count(warnings, "warning", "warnings")));
    let row = |name: String, errors: usize, warnings: usize| vec![name, grouped(errors), grouped(warnings)];
    let codes = findings.codes.iter().map(|one| row(one.code.to_string(), one.errors, one.warnings));
    page.table(&["Code", "Errors", "Warnings"], &codes.collect::<Vec<_>>());
    let files = findings.files.iter().take(TOLD).map(|one| row(one.path.to_string(), one.errors, one.warnings));
    page.table(&["File", "Errors", "Warnings"], &files.collect::<Vec<_>>());
    more(page, findings.files.len());
}

/// Says how many of a list were not told.
fn more(page: &mut Page, all: usize) {
    if all > TOLD {
        page.line(&format!("and {} more", grouped(all - TOLD)));
    }
}

fn reviews(page: &mut Page, reviews: &Reviews) {
    page.heading("Reviews due");
    if reviews.all.is_empty() {
        page.line("None.");
        return;
    }
    page.line(&format!("Soon is by {}.", day(reviews.soon_until)));
    let owners = reviews.owners.iter().map(|load| {
        vec![owner(load.owner.as_ref()).to_string(), grouped(load.overdue), grouped(load.soon), grouped(load.later)]
    });
    page.table(&["Who", "Overdue", "Soon", "Later"], &owners.collect::<Vec<_>>());
    for (urgency, title) in [(Urgency::Overdue, "Overdue:"), (Urgency::Soon, "Due soon:")] {
        let all: Vec<&Review> = reviews.all.iter().filter(|review| review.urgency == urgency).collect();
        if !all.is_empty() {
            page.line(title);
        }
        for review in all.iter().take(TOLD) {
            page.item(&told(review));
        }
        more(page, all.len());
    }
    page.line("By month:");
    let months = reviews.months.iter().map(|load| (month(load.month), load.entries));
    page.bars(&months.collect::<Vec<_>>());
}

fn told(review: &Review) -> String {
    let Review { item, entries, due, .. } = review;
    format!("{}: {}{}, {}, {}", day(*due), item.title, rows(*entries), owner(review.owner.as_ref()), item.path)
}

/// How many rows of a table are meant, where it is more than one.
fn rows(entries: usize) -> String {
    if entries > 1 { format!(" ({})", count(entries, "row", "rows")) } else { String::new() }
}

fn coverage(page: &mut Page, coverage: &Coverage) {
    page.heading("The Framework");
    let (squares, empty) = (coverage.squares(), coverage.empty_squares());
    let squares = count(squares, "square", "squares");
    page.line(&format!("Roles show {} of {squares} of domain and stage.", grouped(coverage.squares() - empty)));
    let stages = coverage.stages.iter().map(|stage| &*stage.title);
    let head: Vec<&str> = std::iter::once("Domain").chain(stages.clone()).collect();
    let row = |row: &crate::health::DomainCover| {
        let name = format!("{} {}", row.number, row.domain.title);
        std::iter::once(name).chain(row.stages.iter().map(|roles| number_or_none(roles.len()))).collect()
    };
    page.table(&head, &coverage.domains.iter().map(row).collect::<Vec<_>>());
    let head: Vec<&str> = std::iter::once("Profession").chain(stages).collect();
    let row = |one: &crate::health::ProfessionCover| {
        let cell = |stage: &StageCover| match stage {
            StageCover::Roles(roles) => grouped(roles.len()),
            StageCover::Explained(_) => "reason".into(),
            StageCover::Gap => "gap".into(),
        };
        std::iter::once(one.profession.title.to_string()).chain(one.stages.iter().map(cell)).collect()
    };
    page.table(&head, &coverage.professions.iter().map(row).collect::<Vec<_>>());
    if !coverage.professions.is_empty() {
        page.line("Figures are roles. `reason`: no role, and the profession says why. `gap`: no role, and no reason.");
    }
}

fn number_or_none(number: usize) -> String {
    if number == 0 { "none".into() } else { grouped(number) }
}

fn benchmarks(page: &mut Page, benchmarks: &[Evidence]) {
    page.heading("Gatsby Benchmarks");
    let row = |one: &Evidence| {
        let name = format!("{} {}", one.number, one.benchmark.title);
        let figures =
            [&one.interventions, &one.guides, &one.roles, &one.links].map(|items| number_or_none(items.len()));
        std::iter::once(name).chain(figures).collect()
    };
    let rows: Vec<Vec<String>> = benchmarks.iter().map(row).collect();
    if rows.is_empty() {
        page.line("The site names none.");
    }
    page.table(&["Served by", "Interventions", "Guides", "Roles", "Links"], &rows);
}

fn reading(page: &mut Page, reading: &Readings) {
    page.heading("Reading age");
    let Some(median) = reading.median else {
        page.line("No page has enough words to measure.");
        return;
    };
    let pages = count(reading.pages.len(), "page", "pages");
    page.line(&format!("Half of {pages} can be read with ease at {} or younger. Aim at 11 or younger.", age(median)));
    page.bars(&reading.spread.iter().map(|one| (band(one), one.pages)).collect::<Vec<_>>());
    page.line("The hardest pages, with their hardest sentence:");
    for one in reading.pages.iter().take(HARDEST) {
        page.item(&format!("{}: {}, {}", age(one.age), one.item.title, one.item.path));
        if let Some(sentence) = one.hardest.first() {
            page.below(&sentence.text);
        }
    }
}

fn facts(page: &mut Page, facts: &Facts) {
    page.heading("Facts");
    let row = |one: &crate::health::ConfidenceCount| {
        let mut kind = one.kind.many().to_string();
        kind[..1].make_ascii_uppercase();
        let figures = [one.high, one.medium, one.low, one.unsaid].map(grouped);
        std::iter::once(kind).chain(figures).collect()
    };
    let rows: Vec<Vec<String>> = facts.confidence.iter().map(row).collect();
    page.table(&["Confidence in", "High", "Medium", "Low", "Not said"], &rows);
    named(page, "Of low confidence", &facts.unsure);
    named(page, "Without a source", &facts.unsourced);
    page.line("Sources by when somebody last looked at them:");
    page.bars(&facts.seen.iter().map(|one| (seen(one), one.sources)).collect::<Vec<_>>());
    if !facts.as_of.is_empty() {
        page.line("Entries by the year of their facts, where they say it:");
        page.bars(&facts.as_of.iter().map(|(year, entries)| (year.to_string(), *entries)).collect::<Vec<_>>());
    }
    let weak = [
        (facts.weak.without_address, "source has no address", "sources have no address"),
        (
            facts.weak.on_weak_hosts,
            "source only retells what others published",
            "sources only retell what others published",
        ),
    ];
    for (number, one, many) in weak.into_iter().filter(|(number, ..)| *number > 0) {
        page.line(&format!("{}.", count(number, one, many)));
    }
    if !facts.read_in.is_empty() {
        page.line(
            "Read in a copy: open the publisher's own page once, see that it says the same, and take `read_in` out.",
        );
    }
    for source in &facts.read_in {
        page.item(&format!("{}: {}", source.title, source.url.as_deref().unwrap_or("no address")));
        for (url, seen) in &source.copies {
            page.below(&format!("read in {url} on {seen}"));
        }
        page.below(&source.files.iter().map(|file| file.as_str()).collect::<Vec<_>>().join(", "));
    }
}

/// A list in one paragraph; nothing at all if it is empty.
fn named(page: &mut Page, title: &str, items: &[Item]) {
    if items.is_empty() {
        return;
    }
    let names: Vec<&str> = items.iter().take(TOLD).map(|item| item.name.as_str()).collect();
    let rest = items.len().saturating_sub(TOLD);
    let more = if rest > 0 { format!(", and {} more", grouped(rest)) } else { String::new() };
    page.line(&format!("{title} ({}): {}{more}", grouped(items.len()), names.join(", ")));
}

fn gaps(page: &mut Page, gaps: &Gaps) {
    page.heading("Gaps");
    let named_ones = [&gaps.orphans, &gaps.areas_without_partner, &gaps.roles_without_story];
    if named_ones.iter().all(|items| items.is_empty()) && gaps.missing_items.is_empty() {
        page.line("None.");
    }
    named(page, "Pages that no other page leads to", &gaps.orphans);
    named(page, "Areas without a partner", &gaps.areas_without_partner);
    named(page, "Roles without a story", &gaps.roles_without_story);
    let missing = &gaps.missing_items;
    if !missing.is_empty() {
        page.line(&format!("Items of the Framework that nobody has read ({}):", grouped(missing.len())));
    }
    for one in missing.iter().take(TOLD) {
        let note = one.note.as_ref().map(|note| format!(". {note}")).unwrap_or_default();
        page.item(&format!("{} {}, {}: {}{note}", one.number, one.label, one.stage, one.domain.path));
    }
    if missing.len() > TOLD {
        page.item(&format!("and {} more", grouped(missing.len() - TOLD)));
    }
}

fn endings(page: &mut Page, endings: &[Ending]) {
    page.heading("Closed, closing or changing");
    if endings.is_empty() {
        page.line("None.");
    }
    for one in endings {
        let instead =
            one.replaced_by.as_ref().map(|item| format!("; in its place: {}", item.title)).unwrap_or_default();
        page.item(&format!("{}{}: {}{instead}, {}", one.item.title, rows(one.entries), end(one.end), one.item.path));
    }
}

fn left_out(page: &mut Page, left_out: &[LeftOut]) {
    page.heading("Not on the site");
    if left_out.is_empty() {
        page.line("None: everything that is written is on the site.");
    }
    for one in left_out.iter().take(TOLD) {
        page.item(&format!("{}: {}, {}", one.item.title, away(&one.why), one.item.path));
    }
    more(page, left_out.len());
}
