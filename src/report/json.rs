//! The report for programs. `docs/report.md` says what each name holds; names are added, never changed.

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::phrases;
use super::priorities::priorities;
use crate::health::{
    Away, ConfidenceCount, CopyRead, Coverage, DomainCover, End, Ending, Evidence, Facts, Findings, Gaps, Health, Item,
    LeftOut, NOBODY, PageReading, Places, ProfessionCover, Readings, Review, Reviews, StageCover, Stories, Urgency,
    Whose,
};

/// Goes up when a name changes its meaning or goes away.
const FORMAT: u32 = 1;

/// The whole report.
pub fn report(health: &Health) -> Value {
    let owner = match &health.scope.whose {
        Whose::Everybody => Value::Null,
        Whose::Owner(name) => json!(**name),
        Whose::Nobody => json!(NOBODY),
    };
    json!({
        "format": FORMAT,
        "site": *health.site,
        "today": day(health.today),
        "owner": owner,
        "until": health.scope.until.map(day),
        "entries": health.entries,
        "pages": health.pages,
        "is_complete": health.is_complete,
        "priorities": priorities(health).iter().map(|one| json!({ "section": one.section, "words": one.words })).collect::<Vec<_>>(),
        "findings": findings(&health.findings),
        "reviews": reviews(&health.reviews),
        "coverage": coverage(&health.coverage),
        "benchmarks": list(&health.benchmarks, evidence),
        "reading": reading(&health.reading),
        "facts": facts(&health.facts),
        "gaps": gaps(&health.gaps),
        "places": places(&health.places),
        "stories": stories(&health.stories),
        "endings": list(&health.endings, ending),
        "left_out": list(&health.left_out, left_out),
    })
}

fn list<T>(all: &[T], one: impl Fn(&T) -> Value) -> Value {
    all.iter().map(one).collect()
}

fn day(day: Date) -> Value {
    day.to_string().into()
}

fn name(name: &Option<Arc<str>>) -> Value {
    json!(name.as_deref())
}

fn item(item: &Item) -> Value {
    let Item { name, title, kind, path, address } = item;
    json!({ "name": name, "title": **title, "kind": kind.one(), "file": path.as_str(), "address": address })
}

fn items(all: &[Item]) -> Value {
    list(all, item)
}

fn findings(findings: &Findings) -> Value {
    let codes = list(
        &findings.codes,
        |count| json!({ "code": count.code.as_str(), "title": count.code.title(), "errors": count.errors, "warnings": count.warnings }),
    );
    let files = list(
        &findings.files,
        |count| json!({ "file": count.path.as_str(), "errors": count.errors, "warnings": count.warnings }),
    );
    json!({ "errors": findings.errors, "warnings": findings.warnings, "codes": codes, "files": files })
}

fn reviews(reviews: &Reviews) -> Value {
    let owners = list(
        &reviews.owners,
        |load| json!({ "owner": name(&load.owner), "overdue": load.overdue, "soon": load.soon, "later": load.later }),
    );
    let months = list(&reviews.months, |load| {
        let owners = list(&load.owners, |(owner, entries)| json!({ "owner": name(owner), "entries": entries }));
        json!({ "month": load.month.strftime("%Y-%m").to_string(), "entries": load.entries, "owners": owners })
    });
    json!({
        "soon_until": day(reviews.soon_until),
        "overdue": reviews.count(Urgency::Overdue),
        "soon": reviews.count(Urgency::Soon),
        "later": reviews.count(Urgency::Later),
        "owners": owners,
        "months": months,
        "all": list(&reviews.all, review),
    })
}

fn review(review: &Review) -> Value {
    let urgency = match review.urgency {
        Urgency::Overdue => "overdue",
        Urgency::Soon => "soon",
        Urgency::Later => "later",
    };
    json!({
        "item": item(&review.item),
        "owner": name(&review.owner),
        "entries": review.entries,
        "due": day(review.due),
        "urgency": urgency,
    })
}

fn coverage(coverage: &Coverage) -> Value {
    json!({
        "stages": items(&coverage.stages),
        "domains": list(&coverage.domains, domain),
        "professions": list(&coverage.professions, profession),
        "squares": coverage.squares(),
        "empty_squares": coverage.empty_squares(),
        "gaps": coverage.gaps(),
    })
}

fn domain(cover: &DomainCover) -> Value {
    let stages: Vec<Value> = cover.stages.iter().map(|roles| items(roles)).collect();
    json!({ "domain": item(&cover.domain), "number": cover.number, "roles": cover.roles(), "stages": stages })
}

fn profession(cover: &ProfessionCover) -> Value {
    let stages = list(&cover.stages, |stage| match stage {
        StageCover::Roles(roles) => json!({ "roles": items(roles), "because": null }),
        StageCover::Explained(because) => json!({ "roles": [], "because": **because }),
        StageCover::Gap => json!({ "roles": [], "because": null }),
    });
    let shown = cover.domains.iter().filter(|domain| domain.roles() > 0).count();
    json!({
        "profession": item(&cover.profession),
        "stages": stages,
        "domains_shown": shown,
        "domains": list(&cover.domains, domain),
    })
}

fn evidence(evidence: &Evidence) -> Value {
    json!({
        "benchmark": item(&evidence.benchmark),
        "number": evidence.number,
        "interventions": items(&evidence.interventions),
        "guides": items(&evidence.guides),
        "roles": items(&evidence.roles),
        "links": items(&evidence.links),
    })
}

/// One place behind the point: more would promise what no such figure holds.
fn age(years: f64) -> Value {
    json!((years * 10.0).round() / 10.0)
}

fn reading(readings: &Readings) -> Value {
    let spread = list(
        &readings.spread,
        |band| json!({ "words": phrases::band(band), "from": band.from, "before": band.before, "pages": band.pages }),
    );
    json!({
        "median": readings.median.map(age),
        "too_short": readings.too_short,
        "spread": spread,
        "pages": list(&readings.pages, page),
    })
}

fn page(page: &PageReading) -> Value {
    let hardest = list(&page.hardest, |sentence| json!({ "age": age(sentence.age), "text": sentence.text }));
    let sections = list(&page.sections, |part| {
        let years = part.reading.age().filter(|_| part.reading.is_enough()).map(age);
        json!({ "section": part.section.to_string(), "age": years, "words": part.reading.words })
    });
    json!({
        "item": item(&page.item),
        "age": age(page.age),
        "words": page.words,
        "hardest": hardest,
        "sections": sections,
    })
}

fn facts(facts: &Facts) -> Value {
    let confidence = list(&facts.confidence, |count| {
        let ConfidenceCount { kind, high, medium, low, unsaid } = count;
        json!({ "kind": kind.many(), "high": high, "medium": medium, "low": low, "unsaid": unsaid })
    });
    let seen = list(
        &facts.seen,
        |seen| json!({ "words": phrases::seen(seen), "from_months": seen.from_months, "before_months": seen.before_months, "sources": seen.sources }),
    );
    let sources = list(
        &facts.sources,
        |one| json!({ "title": *one.title, "url": name(&one.url), "seen": day(one.seen), "entries": one.entries }),
    );
    json!({
        "confidence": confidence,
        "unsure": items(&facts.unsure),
        "unsourced": items(&facts.unsourced),
        "seen": seen,
        "sources": sources,
        "weak": { "without_address": facts.weak.without_address, "on_weak_hosts": facts.weak.on_weak_hosts },
        "read_in": list(&facts.read_in, copy_read),
        "as_of": list(&facts.as_of, |(year, entries)| json!({ "year": year, "entries": entries })),
    })
}

fn copy_read(source: &CopyRead) -> Value {
    let copies: Value = source.copies.iter().map(|(url, seen)| json!({ "url": **url, "seen": day(*seen) })).collect();
    let files: Value = source.files.iter().map(|file| file.as_str()).collect();
    json!({ "title": *source.title, "url": name(&source.url), "copies": copies, "files": files })
}

fn gaps(gaps: &Gaps) -> Value {
    json!({
        "orphans": items(&gaps.orphans),
        "areas": gaps.areas,
        "areas_without_partner": items(&gaps.areas_without_partner),
        "roles": gaps.roles,
        "roles_without_story": items(&gaps.roles_without_story),
        "missing_items": list(&gaps.missing_items, |one| json!({
            "item": item(&one.domain),
            "stage": *one.stage,
            "number": *one.number,
            "label": *one.label,
            "note": name(&one.note),
        })),
    })
}

fn places(places: &Places) -> Value {
    json!({
        "kinds": items(&places.kinds),
        "gaps": places.gaps(),
        "areas": list(&places.areas, |one| json!({
            "area": item(&one.area),
            "kinds": one.kinds,
            "partners": one.partners(),
            "stories": one.stories,
        })),
    })
}

fn stories(stories: &Stories) -> Value {
    json!({
        "all": stories.all,
        "gaps": stories.gaps(),
        "professions": list(&stories.professions, |one| json!({
            "profession": item(&one.profession),
            "stories": items(&one.stories),
        })),
        "people": list(&stories.people, |(people, stories)| json!({
            "people": people.as_str(),
            "words": phrases::people(*people),
            "stories": items(stories),
        })),
    })
}

fn ending(ending: &Ending) -> Value {
    let end = match ending.end {
        End::ConsentEnds(_) => "consent-ends",
        End::LeavesSite(_) => "leaves-site",
        End::ClosesOn(_) => "closes-on",
        End::Closing => "closing",
        End::Changing => "changing",
        End::Closed(_) => "closed",
    };
    json!({
        "item": item(&ending.item),
        "entries": ending.entries,
        "end": end,
        "words": phrases::end(ending.end),
        "day": ending.end.day().map(day),
        "note": name(&ending.note),
        "replaced_by": ending.replaced_by.as_ref().map(item),
    })
}

fn left_out(left_out: &LeftOut) -> Value {
    let (why, on, needs) = match &left_out.why {
        Away::Unread => ("unread", None, &[][..]),
        Away::Needs(needs) => ("needs", None, needs.as_slice()),
        Away::Draft => ("draft", None, &[][..]),
        Away::NotYet(from) => ("not-yet", Some(*from), &[][..]),
        Away::Expired(last) => ("expired", Some(*last), &[][..]),
    };
    json!({ "item": item(&left_out.item), "why": why, "words": phrases::away(&left_out.why), "day": on.map(day), "needs": needs })
}
