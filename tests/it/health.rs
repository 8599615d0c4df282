//! The figures of a site's health, each on the small site with one thing changed in memory.

use std::path::Path;

use jiff::civil::{Date, date};
use trellis::disk;
use trellis::entry::Kind;
use trellis::find::Survey;
use trellis::graph::Drafts;
use trellis::health::{Away, End, Health, Item, Memo, Scope, StageCover, Urgency, Whose};
use trellis::pipeline::Request;
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

const ASSISTANT: &str = "content/roles/podiatry-assistant.md";
const VOLUNTEERING: &str = "content/routes/volunteering.md";
const STORY: &str = "content/case-studies/north-town.md";

/// The small site, to be changed in memory and looked at on some day.
struct Site {
    snapshot: Snapshot,
    today: Date,
    scope: Scope,
}

fn small() -> Site {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small");
    Site { snapshot: disk::read(&folder, None).unwrap(), today: date(2026, 11, 23), scope: Scope::default() }
}

impl Site {
    fn write(mut self, path: &str, text: &str) -> Site {
        self.snapshot.insert(SourcePath::new(path), File::new(text.as_bytes()));
        self
    }

    fn edit(self, path: &str, from: &str, to: &str) -> Site {
        let text = self.snapshot.text(&SourcePath::new(path)).unwrap().to_string();
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.write(path, &text.replacen(from, to, 1))
    }

    /// Adds a line of front matter.
    fn add(self, path: &str, line: &str) -> Site {
        self.edit(path, "sources:\n", &format!("{line}\nsources:\n"))
    }

    fn on(mut self, today: Date) -> Site {
        self.today = today;
        self
    }

    fn until(mut self, until: Date) -> Site {
        self.scope.until = Some(until);
        self
    }

    fn of(mut self, owner: &str) -> Site {
        self.scope.whose = self.survey(|survey| Whose::named(owner, survey)).unwrap();
        self
    }

    fn survey<T>(&self, ask: impl FnOnce(&Survey<'_>) -> T) -> T {
        let request = Request { today: self.today, drafts: Drafts::Hide, base_url: None, staging: false };
        ask(&Survey::new(&self.snapshot, &request))
    }

    fn health(&self) -> Health {
        self.survey(|survey| Health::of(survey, &survey.judged.diagnostics, self.scope.clone()))
    }
}

fn names(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.name.as_str()).collect()
}

#[test]
fn a_review_is_due_by_the_entrys_own_word_or_its_kinds() {
    let site = small().add(ASSISTANT, "review_every: 1 month\nowner: Feet team");
    let reviews = site.health().reviews;
    let assistant = &reviews.all[0];
    assert_eq!((assistant.item.name.as_str(), assistant.due), ("roles/podiatry-assistant", date(2026, 12, 1)));
    assert_eq!((assistant.owner.as_deref(), assistant.urgency), (Some("Feet team"), Urgency::Soon));
    let podiatrist = reviews.all.iter().find(|review| review.item.name == "roles/podiatrist").unwrap();
    assert_eq!(
        (podiatrist.due, podiatrist.owner.as_ref(), podiatrist.urgency),
        (date(2027, 11, 1), None, Urgency::Later)
    );
}

#[test]
fn a_review_is_overdue_from_the_day_after_and_soon_for_three_months() {
    let site = || small().add(ASSISTANT, "review_every: 1 month");
    let urgency = |day| site().on(day).health().reviews.all[0].urgency;
    assert_eq!(urgency(date(2026, 12, 1)), Urgency::Soon);
    assert_eq!(urgency(date(2026, 12, 2)), Urgency::Overdue);
    let route_due = date(2027, 5, 1);
    let route = |day| {
        let reviews = site().on(day).health().reviews.all;
        reviews.into_iter().find(|review| review.item.name == "routes/volunteering").unwrap()
    };
    assert_eq!((route(date(2027, 1, 31)).due, route(date(2027, 1, 31)).urgency), (route_due, Urgency::Later));
    assert_eq!(route(date(2027, 2, 1)).urgency, Urgency::Soon);
}

#[test]
fn a_partner_is_due_when_it_was_last_checked_longer_ago_than_reviewed() {
    let path = "content/partners/north-college.md";
    let site = small().edit(path, "checked_on: 2026-11-01", "checked_on: 2026-02-01");
    let reviews = site.health().reviews;
    let due: Vec<_> = reviews.all.iter().filter(|review| review.urgency == Urgency::Overdue).collect();
    assert_eq!(due.iter().map(|one| one.item.name.as_str()).collect::<Vec<_>>(), ["partners/north-college"]);
    assert_eq!(due[0].due, date(2026, 8, 1));
}

#[test]
fn rows_of_a_table_that_are_due_together_are_one_piece_of_work() {
    let reviews = small().health().reviews;
    let pay: Vec<_> = reviews.all.iter().filter(|review| review.item.kind == Kind::PayBand).collect();
    assert_eq!(pay.len(), 1);
    assert_eq!((pay[0].entries, &*pay[0].item.title), (3, "Pay bands"));
    assert_eq!(pay[0].item.address.as_deref(), Some("pay.html"));
}

#[test]
fn reviews_are_counted_by_owner_and_by_month() {
    let site = small().add(ASSISTANT, "owner: Feet team").on(date(2027, 11, 2));
    let reviews = site.health().reviews;
    let total: usize = reviews.months.iter().map(|month| month.entries).sum();
    assert_eq!(total, reviews.all.iter().map(|review| review.entries).sum::<usize>());
    let november = reviews.months.iter().find(|month| month.month == date(2027, 11, 1)).unwrap();
    assert!(november.owners.contains(&(Some("Feet team".into()), 1)), "{november:?}");
    let [nobody, feet] = reviews.owners.as_slice() else { panic!("{:?}", reviews.owners) };
    assert_eq!((nobody.owner.as_ref(), feet.owner.as_deref(), feet.overdue), (None, Some("Feet team"), 1));
    assert_eq!(nobody.overdue + nobody.soon + nobody.later + 1, total);
}

#[test]
fn one_owner_and_one_day_narrow_the_figures() {
    let site = || small().add(ASSISTANT, "owner: Feet team");
    let own = site().of("FEET TEAM").health();
    assert_eq!(own.reviews.all.len(), 1);
    assert_eq!(own.gaps.roles, 1);
    assert_eq!(own.coverage, site().health().coverage, "coverage is about the whole site");
    assert!(site().of("nobody named").health().reviews.all.iter().all(|review| review.owner.is_none()));
    let unknown = site().survey(|survey| Whose::named("Feet taem", survey));
    assert_eq!(unknown, Err(vec!["Feet team".to_string()]));
    let soon = site().until(date(2027, 5, 1)).health().reviews;
    assert!(soon.all.iter().all(|review| review.due <= date(2027, 5, 1) && review.urgency == Urgency::Soon));
    assert!(!soon.all.is_empty() && soon.all.len() < site().health().reviews.all.len());
}

#[test]
fn coverage_says_which_roles_show_a_domain_at_a_stage() {
    let coverage = small().health().coverage;
    assert_eq!(names(&coverage.stages), ["framework/stages/support-worker"], "others are not the Framework's");
    assert_eq!(coverage.domains[0].number, 2);
    assert_eq!(names(&coverage.domains[0].stages[0]), ["roles/podiatry-assistant"]);
    let podiatry = &coverage.professions[0];
    assert_eq!(podiatry.domains, coverage.domains);
    assert!(matches!(&podiatry.stages[0], StageCover::Roles(roles) if names(roles) == ["roles/podiatry-assistant"]));
    assert_eq!((coverage.gaps(), coverage.empty_squares()), (0, 0));
}

#[test]
fn a_stage_without_a_role_is_a_gap_unless_its_profession_says_why() {
    let senior = "---\ntitle: Senior\nsummary: You lead.\norder: 2\nin_framework: true\nreviewed: 2026-11-01\n---\n";
    let site = || small().write("content/framework/stages/senior.md", senior);
    let coverage = site().health().coverage;
    assert_eq!((coverage.gaps(), coverage.empty_squares()), (1, 1));
    assert_eq!(coverage.professions[0].stages[1], StageCover::Gap);
    let told = "no_role_at:\n  - stage: senior\n    because: The team is too small.";
    let coverage = site().add("content/professions/podiatry.md", told).health().coverage;
    assert_eq!(coverage.professions[0].stages[1], StageCover::Explained("The team is too small.".into()));
    assert_eq!(coverage.gaps(), 0);
}

#[test]
fn a_benchmark_names_what_serves_it() {
    let site = small().edit(
        "content/professions/podiatry.md",
        "Feet carry us.",
        "[Meet people](../data/benchmarks.yaml#gb5).",
    );
    let evidence = &small().health().benchmarks[0];
    assert_eq!((evidence.number, names(&evidence.interventions)), (5, vec!["interventions/open-day"]));
    assert_eq!(names(&evidence.guides), ["guides/outside-in"]);
    assert_eq!(names(&evidence.roles), ["roles/podiatry-assistant"]);
    assert!(evidence.links.is_empty() && !evidence.is_empty());
    let linked = &site.health().benchmarks[0];
    assert_eq!(names(&linked.links), ["professions/podiatry"]);
    let closed = small().add("content/interventions/open-day.md", "status: closed").health();
    assert!(closed.benchmarks[0].is_empty(), "what has closed serves nobody");
}

#[test]
fn reading_ages_name_the_hardest_page_with_its_hardest_sentence() {
    let hard = "Practitioners facilitate multidisciplinary rehabilitation interventions, necessitating considerable \
                interpersonal sophistication alongside organisational accountability.";
    let easy = "You help people walk. ".repeat(20);
    let site = small().edit("content/pages/about.md", "order: 1", "order: 1\nowner: Web team").edit(
        "content/professions/podiatry.md",
        "Feet carry us.",
        &format!("{easy}{hard}"),
    );
    let reading = site.health().reading;
    assert_eq!(reading.pages[0].hardest[0].text, hard, "{:?}", reading.pages[0]);
    assert!(reading.pages.is_sorted_by(|a, b| a.age >= b.age));
    assert_eq!(reading.spread.iter().map(|band| band.pages).sum::<usize>(), reading.pages.len());
    let (easiest, hardest) = (reading.pages.last().unwrap().age, reading.pages[0].age);
    assert!(reading.median.is_some_and(|median| (easiest..=hardest).contains(&median)));
    assert!(reading.too_short > 0, "pages of ten words are not measured");
}

#[test]
fn facts_are_counted_by_confidence_and_by_age() {
    let site = small()
        .add(ASSISTANT, "confidence: low\nas_of: about 2021")
        .add(VOLUNTEERING, "confidence: high\nas_of: '2025-10'")
        .edit(STORY, "seen: 2026-11-01", "seen: 2025-11-01")
        .edit(
            "content/roles/podiatrist.md",
            "sources:\n  - title: A page about it\n    url: https://www.example.org/about\n    seen: 2026-11-01\n",
            "",
        );
    let facts = site.health().facts;
    let roles = facts.confidence.iter().find(|count| count.kind == Kind::Role).unwrap();
    assert_eq!((roles.high, roles.medium, roles.low, roles.unsaid), (0, 0, 1, 1));
    assert!(facts.confidence.iter().all(|count| count.kind != Kind::Guide), "guides neither state facts nor say");
    assert_eq!(names(&facts.unsure), ["roles/podiatry-assistant"]);
    assert_eq!(names(&facts.unsourced), ["roles/podiatrist"]);
    assert_eq!(facts.as_of, [(2021, 1), (2025, 1)]);
    let oldest = &facts.sources[0];
    assert_eq!((&*oldest.title, oldest.seen), ("A page about it", date(2025, 11, 1)));
    let by_age: Vec<usize> = facts.seen.iter().map(|span| span.sources).collect();
    assert_eq!((by_age.iter().sum::<usize>(), by_age[3]), (facts.sources.len(), 1));
}

#[test]
fn sources_that_were_read_in_a_copy_are_named_once_by_the_publishers_page() {
    let copy = "seen: 2026-11-01\n    read_in:\n      url: https://copy.example/about\n      seen: 2026-11-02\n";
    let site = small().edit(ASSISTANT, "seen: 2026-11-01\n", copy).edit(VOLUNTEERING, "seen: 2026-11-01\n", copy);
    let read_in = site.health().facts.read_in;
    let [source] = &read_in[..] else { panic!("one page was read in a copy: {read_in:?}") };
    assert_eq!((&*source.title, source.url.as_deref()), ("A page about it", Some("https://www.example.org/about")));
    let copies: Vec<_> = source.copies.iter().map(|(url, seen)| (&**url, *seen)).collect();
    assert_eq!(copies, [("https://copy.example/about", date(2026, 11, 2))]);
    assert_eq!(source.files.iter().map(|file| file.as_str()).collect::<Vec<_>>(), [ASSISTANT, VOLUNTEERING]);
}

#[test]
fn weak_sources_are_counted_once_each() {
    let weak = |site: &Site| site.health().facts.weak;
    let counts = |site: &Site| (weak(site).without_address, weak(site).on_weak_hosts);
    assert_eq!(counts(&small()), (0, 0));
    let source = "sources:\n  - title: A talk\n    seen: 2026-11-01\n";
    let site = small().edit(ASSISTANT, "sources:\n", source).edit(VOLUNTEERING, "sources:\n", source);
    let site = site.edit("site.yaml", "title:", "weak_hosts: [example.org]\ntitle:");
    let on_example: usize = site.health().facts.sources.iter().filter(|source| source.url.is_some()).count();
    assert_eq!(counts(&site), (1, on_example));
}

#[test]
fn gaps_name_orphans_areas_without_partner_roles_without_story_and_items_that_nobody_has_read() {
    let areas = "content/data/areas.yaml";
    let more = "entries:\n  - {id: county, title: County, summary: All of it., area_type: council}\n  - {id: south, title: South, summary: The south., area_type: region, within: county}\n";
    let site =
        small().edit(areas, "entries:\n", more).edit(areas, "title: North,", "title: North, within: county,").write(
            "content/professions/arts-therapy.md",
            "---\ntitle: Arts therapy\nsummary: Art helps.\nregulator: HCPC\nreviewed: 2026-11-01\n---\n",
        );
    let gaps = site.health().gaps;
    assert_eq!(names(&gaps.orphans), ["professions/arts-therapy"]);
    assert_eq!(names(&gaps.areas_without_partner), ["data/areas/south"], "a partner in the north is in the county");
    assert_eq!(names(&gaps.roles_without_story), ["roles/podiatrist"]);
    assert_eq!((gaps.roles, gaps.areas), (2, 3));
    let missing: Vec<_> = gaps.missing_items.iter().map(|one| (&*one.domain.name, &*one.number, &*one.stage)).collect();
    assert_eq!(missing, [("framework/domains/supporting-people", "2", "Registered professional")]);
    assert_eq!(gaps.missing_items[0].note.as_deref(), Some("Type in the rest."));
    let linked = small().write(STORY, &format!("{}\n[Meet one](../roles/podiatrist.md).\n", text(STORY)));
    assert!(linked.health().gaps.roles_without_story.is_empty(), "a link in a story is a story");
}

#[test]
fn partners_and_stories_are_counted_by_area_and_by_whom_they_are_about() {
    let areas = "content/data/areas.yaml";
    let rows = "entries:\n  - {id: board, title: Board, summary: All of it., area_type: ics, code: QRV}\n  - {id: empty, title: Empty, summary: Nothing., area_type: ics, code: QRW}\n";
    let site = small()
        .edit(areas, "entries:\n", rows)
        .edit(areas, "title: North,", "title: North, within: board,")
        .add(STORY, "people: [care-leavers]")
        .write(
            "content/data/postcode-districts.csv",
            "district,lat,lon,icb\nHA9,51.560,-0.287,QRV\nNW9,51.585,-0.253,QRW\n",
        );
    let health = site.health();
    let places = &health.places;
    let row = |at: usize| (&*places.areas[at].area.name, places.areas[at].partners(), places.areas[at].stories);
    assert_eq!(places.areas.len(), 2, "areas that districts are in");
    assert_eq!((row(0).0, row(1).0), ("data/areas/board", "data/areas/empty"));
    assert!(row(0).1 > 0, "who works in the north is counted for the board");
    assert_eq!((row(1).1, places.gaps()), (0, 1));
    let care_leavers = health.stories.people.iter().find(|(people, _)| people.as_str() == "care-leavers").unwrap();
    assert_eq!(names(&care_leavers.1), ["case-studies/north-town"]);
    assert_eq!(names(&health.stories.professions[0].stories), ["case-studies/north-town"]);
    assert_eq!(health.stories.gaps(), 2, "two kinds of people without a story");
}

fn text(path: &str) -> String {
    small().snapshot.text(&SourcePath::new(path)).unwrap().to_string()
}

#[test]
fn what_ends_is_told_with_its_day_the_most_pressing_first() {
    let site = || {
        small()
            .add(STORY, "consent_until: 2027-03-01")
            .add(VOLUNTEERING, "closes_on: 2027-01-31\nreplaced_by: podiatry-degree")
            .add("content/routes/podiatry-degree.md", "status: changing\nstatus_note: The course is under review.")
            .edit("content/pages/about.md", "order: 1", "order: 1\nexpires: 2027-06-30")
    };
    let told = |health: Health| health.endings.into_iter().map(|one| (one.item.name, one.end)).collect::<Vec<_>>();
    let all = [
        ("case-studies/north-town", End::ConsentEnds(date(2027, 3, 1))),
        ("pages/about", End::LeavesSite(date(2027, 6, 30))),
        ("routes/volunteering", End::ClosesOn(date(2027, 1, 31))),
        ("routes/podiatry-degree", End::Changing),
    ];
    assert_eq!(told(site().health()), all.map(|(name, end)| (name.to_string(), end)));
    let soon = told(site().until(date(2027, 2, 1)).health());
    assert_eq!(soon.len(), 2, "days after the last are left out: {soon:?}");
    let closed = site().on(date(2027, 2, 1)).health().endings.pop().unwrap();
    assert_eq!(closed.end, End::Closed(Some(date(2027, 1, 31))));
    assert_eq!(closed.replaced_by.map(|item| item.name).as_deref(), Some("routes/podiatry-degree"));
}

#[test]
fn what_is_not_on_the_site_says_why() {
    let site = small()
        .edit("content/pages/about.md", "order: 1", "order: 1\npublish_from: 2027-01-01")
        .edit("content/framework/stages/registered.md", "order: 4", "order: 4\ndraft: true")
        .edit("content/guides/outside-in.md", "order: 1", "order: first");
    let health = site.health();
    let away: Vec<_> = health.left_out.iter().map(|one| (one.item.name.as_str(), &one.why)).collect();
    let expected = [
        ("guides/outside-in", &Away::Unread),
        ("roles/podiatrist", &Away::Needs(vec!["registered".into()])),
        ("framework/stages/registered", &Away::Draft),
        ("pages/about", &Away::NotYet(date(2027, 1, 1))),
    ];
    assert_eq!(away, expected);
    assert!(health.findings.errors > 0 && !health.is_complete);
}

#[test]
fn findings_are_counted_by_code_and_by_file() {
    let site = small().edit(ASSISTANT, "professions: [podiatry]", "professions: [podiatri]\nowner: Feet team").edit(
        VOLUNTEERING,
        "money: no-fee",
        "money: free\nodd: field",
    );
    let found = site.health().findings;
    assert_eq!(found.errors, 3, "{found:?}");
    let first = &found.files[0];
    assert_eq!((first.path.as_str(), first.errors), (VOLUNTEERING, 2));
    assert_eq!(found.codes.iter().map(|count| count.errors).sum::<usize>(), 3);
    let own = site.of("Feet team").health().findings;
    assert_eq!((own.errors, own.files.len()), (1, 1));
}

#[test]
fn figures_that_build_on_the_last_look_are_the_same() {
    let mut memo = Memo::default();
    let mut same = |site: &Site| {
        let after =
            |survey: &Survey<'_>| Health::after(survey, &survey.judged.diagnostics, site.scope.clone(), &mut memo);
        assert_eq!(site.survey(after), site.health());
    };
    same(&small());
    same(&small());
    let hard =
        "\n---\n\nPractitioners facilitate multidisciplinary rehabilitation alongside organisational accountability.\n";
    let edited = small().edit(ASSISTANT, "\n---\n", hard);
    same(&edited);
    // The words of a role's name do not count anywhere, so another name changes the figures of other pages.
    same(&edited.edit(ASSISTANT, "title: Podiatry assistant", "title: Multidisciplinary rehabilitation assistant"));
    same(&small());
}
