//! A made-up careers site of any size: the same files for the same seed on every machine.
//!
//! It is shaped like a real one: mostly roles, partners and routes, tied together by about six references an entry.
//! Entries refer to entries with a like number, so that nothing is referred to by more than a few dozen others, and
//! every list grows with the site and no faster.

mod words;

use words::{PLACES, Random, paragraph, phrase, phrases, sentence};

/// Day on which all of it is fresh.
pub const TODAY: &str = "2026-11-23";

const STAGES: [&str; 4] =
    ["support-worker", "senior-support-worker", "assistant-practitioner", "registered-professional"];
const BANDS: [&str; 6] = ["2", "3", "4", "5", "6", "7"];
const DOMAINS: usize = 8;
const BENCHMARKS: usize = 8;
const INTERESTS: usize = 10;
const PARTNER_KINDS: [&str; 6] = ["college", "school", "trust", "charity", "council", "university"];
const AREAS: usize = 36;
const STARTING_POINTS: usize = 10;
const ROUTE_TYPES: [&str; 6] = ["college", "apprenticeship", "degree", "degree-apprenticeship", "experience", "job"];
const ELEMENTS: [&str; 3] = ["outside-in", "in-work", "inside-up"];
const PAGES: [&str; 5] = ["home", "about", "help", "privacy", "accessibility"];
const ROWS_IN_A_TABLE: usize = 200;

/// How many entries each kind has.
struct Counts {
    professions: usize,
    roles: usize,
    routes: usize,
    programmes: usize,
    interventions: usize,
    case_studies: usize,
    partner_pages: usize,
    partner_rows: usize,
    pathways: usize,
    guides: usize,
    events: usize,
    terms: usize,
}

impl Counts {
    fn new(entries: usize) -> Counts {
        let part = |per_thousand: usize, least: usize| (entries * per_thousand / 1000).max(least);
        Counts {
            professions: part(16, 2),
            roles: part(290, 8),
            routes: part(150, 6),
            programmes: part(60, 2),
            interventions: part(60, 3),
            case_studies: part(100, 2),
            partner_pages: part(100, 2),
            partner_rows: part(140, 3),
            pathways: part(20, 2),
            guides: part(4, 1),
            events: part(50, 2),
            terms: part(10, 3),
        }
    }
}

/// References are thrown by dice, so a small site does not name everything.
const SITE: &str = "\
title: Made-up careers
description: A site of made-up careers.
levels:
  orphan: 'off'
  empty-domain: 'off'
";

/// What every row of a table says.
const EACH: &str = "\
each:
  reviewed: 2026-11-01
  sources:
    - title: A made-up table
      url: https://www.example.org/about
      seen: 2026-11-01

entries:
";

/// Paths and texts of a site with about this many entries, at least some of each kind.
pub fn site(entries: usize, seed: u64) -> Vec<(String, String)> {
    let mut corpus = Corpus { files: Vec::new(), random: Random::new(seed), counts: Counts::new(entries) };
    corpus.file("site.yaml", SITE);
    corpus.tables();
    corpus.framework();
    corpus.ways();
    corpus.roles();
    corpus.people();
    corpus.texts();
    corpus.files
}

/// Front matter under construction.
struct Fields(String);

impl Fields {
    fn new(title: &str, summary: &str) -> Fields {
        Fields(format!("title: {title}\nsummary: {summary}\n"))
    }

    fn set(mut self, name: &str, value: impl std::fmt::Display) -> Fields {
        self.0 += &format!("{name}: {value}\n");
        self
    }

    fn list(mut self, name: &str, items: impl IntoIterator<Item = impl std::fmt::Display>) -> Fields {
        self.0 += &format!("{name}:\n");
        for item in items {
            self.0 += &format!("  - {item}\n");
        }
        self
    }
}

struct Corpus {
    files: Vec<(String, String)>,
    random: Random,
    counts: Counts,
}

/// The number among `to` things that lies where number `at` of `from` things lies, or a little after it.
fn near(at: usize, from: usize, to: usize, after: usize) -> usize {
    (at * to / from + after) % to
}

fn id(kind: &str, number: usize) -> String {
    format!("{kind}-{number}")
}

impl Corpus {
    fn file(&mut self, path: &str, text: &str) {
        self.files.push((path.to_string(), text.to_string()));
    }

    fn page(&mut self, folder: &str, id: &str, fields: Fields, body: &str) {
        let source = "\n  - title: The made-up register\n    url: https://example.org/register\n    seen: 2026-11-01";
        let fields = fields.set("sources", source).set("reviewed", "2026-11-01").0;
        self.file(&format!("content/{folder}/{id}.md"), &format!("---\n{fields}---\n\n{body}"));
    }

    /// A text with links to the entries of three folders that lie near this one.
    fn body_with(&mut self, at: usize, from: usize, folders: [&str; 3]) -> String {
        let link = |folder: &str| {
            let (kind, count) = match folder {
                "roles" => ("role", self.counts.roles),
                "routes" => ("route", self.counts.routes),
                "programmes" => ("programme", self.counts.programmes),
                "interventions" => ("intervention", self.counts.interventions),
                _ => return format!("[all {folder}](../{folder}/)"),
            };
            to(folder, kind, near(at, from, count, 1))
        };
        let links = folders.map(link);
        self.body(links)
    }

    /// About 350 words with headings, a list, a table and three links to other entries.
    fn body(&mut self, links: [String; 3]) -> String {
        let random = &mut self.random;
        let mut body = paragraph(random);
        for (heading, link) in ["What a day is like", "Who you meet", "How people start"].iter().zip(links) {
            body += &format!("## {heading}\n\n{}", paragraph(random));
            body += &format!("{} Look at {link} too. {}\n\n", sentence(random), sentence(random));
        }
        body += "## What to bring\n\n";
        for item in phrases(random, 4) {
            body += &format!("- {item}\n");
        }
        body += "\n## Week by week\n\n| Week | What happens |\n| --- | --- |\n";
        for week in 1..=4 {
            body += &format!("| Week {week} | {} |\n", phrase(random));
        }
        body + "\n" + &paragraph(random) + &paragraph(random)
    }

    fn texts(&mut self) {
        for (order, name) in PAGES.iter().enumerate() {
            let body = self.body([to("roles", "role", 0), to("routes", "route", 0), "[all roles](../roles/)".into()]);
            let fields = fields(&capital(name), &mut self.random).set("order", order);
            self.page("pages", name, fields, &body);
        }
        for number in 0..self.counts.guides {
            let (all, count) = (self.counts.interventions, self.counts.guides);
            let fields = fields(&format!("Guide {number}"), &mut self.random)
                .set("element", ELEMENTS[number % 3])
                .set("order", number)
                .set("audience", "People who plan teams")
                .list("interventions", near_ids("intervention", number, count, all))
                .list("assessments", ["check"])
                .list("see_also", ["routes/route-0"]);
            let body = self.body_with(number, self.counts.guides, ["interventions", "routes", "roles"]);
            self.page("guides", &id("guide", number), fields, &body);
        }
        let question = |number: usize| {
            format!(
                "id: question-{number}\n    question: Do you meet your local college?\n    why: Colleges know local \
                 people.\n    yes_or_no:\n      yes: Keep meeting.\n      partly: Meet more often.\n      not_yet: Ask for a \
                 first meeting.\n      not_sure: Ask your team.\n    see: [guides/guide-0]"
            )
        };
        let fields = fields("Check where you are", &mut self.random)
            .set("element", "outside-in")
            .set("audience", "People who plan teams")
            .list("questions", (0..6).map(question))
            .list("guides", ["guide-0"])
            .list("interventions", ["intervention-0"]);
        self.page("assessments", "check", fields, "");
    }

    fn roles(&mut self) {
        for number in 0..self.counts.professions {
            let fields = fields(&format!("Profession {number}"), &mut self.random)
                .set("regulator", "The made-up council")
                .list("interests", near_ids("interest", number, 1, INTERESTS));
            let body = self.body_with(number, self.counts.professions, ["roles", "routes", "events"]);
            self.page("professions", &id("profession", number), fields, &body);
        }
        let all = self.counts.roles;
        for number in 0..all {
            let stage = number % STAGES.len();
            let place = PLACES[number % PLACES.len()];
            let profession = near(number, all, self.counts.professions, 0);
            let random = &mut self.random;
            let mut fields = fields(&format!("{place} worker {number}"), random)
                .list("other_titles", [format!("{place} assistant {number}")])
                .list("professions", [id("profession", profession)])
                .set("stage", STAGES[stage])
                .list("pay_bands", [format!("'{}'", BANDS[stage + 1])])
                .set("hours", "Usually 37.5 hours a week")
                .list("tasks", phrases(random, 5))
                .list("places", phrases(random, 3))
                .list("qualities", phrases(random, 3))
                .list("hard_parts", phrases(random, 3))
                .list("requirements", phrases(random, 3))
                .list("checks", phrases(random, 2))
                .list("interests", [id("interest", random.below(INTERESTS))])
                .set("stay", sentence(random));
            if stage == 3 {
                fields = fields.set("regulator", "The made-up council");
            }
            let domain = random.below(DOMAINS);
            let shown = format!("domain: domain-{domain}\n    shows: You {}", phrase(random).to_lowercase());
            fields = fields.list("domains", [shown]);
            if let Some(next) = next_role(number, all) {
                let by = id("route", near(number, all, self.counts.routes, 0));
                fields = fields.list("leads_to", [format!("role: role-{next}\n    by: [{by}]")]);
            }
            let like = format!("role: role-{}\n    because: Both jobs help people", (number + 2) % all);
            let near_route = near(number, all, self.counts.routes, 1);
            let body = self.body([
                to_section("roles", "role", (number + 3) % all),
                to("routes", "route", near_route),
                to("professions", "profession", profession),
            ]);
            self.page("roles", &id("role", number), fields.list("related", [like]), &body);
        }
    }

    /// Routes, programmes, starting points and told journeys.
    fn ways(&mut self) {
        let (routes, roles, programmes) = (self.counts.routes, self.counts.roles, self.counts.programmes);
        for number in 0..routes {
            let random = &mut self.random;
            let route_type = ROUTE_TYPES[number % ROUTE_TYPES.len()];
            let opening = |role: usize| {
                let registered = role % STAGES.len() == 3;
                let relation = match route_type {
                    "degree" | "degree-apprenticeship" if registered => "qualifies",
                    "experience" => "helps-apply",
                    _ if registered => "helps-apply",
                    _ => "gets-job",
                };
                format!("role: role-{role}\n    relation: {relation}")
            };
            let fields = fields(&format!("{} course {number}", PLACES[number % PLACES.len()]), random)
                .set("route_type", route_type)
                .set("level", 2 + number % 5)
                .set("months", 6 + number % 30)
                .set("who_for", sentence(random))
                .list("what_you_need", phrases(random, 3))
                .set("how_long", "About a year")
                .list("cost_or_wage", phrases(random, 2))
                .set("where", "At a college near you")
                .list("how_to_apply", phrases(random, 3))
                .set("money", if route_type == "apprenticeship" { "wage" } else { "no-fee" })
                .list("stages", [STAGES[number % 3]])
                .list("domains", [id("domain", number % DOMAINS)])
                .list("leads_to", openings(number, routes, roles).into_iter().map(opening))
                .list("progresses_to", [id("route", (number + 1) % routes)])
                .list("providers", [PARTNER_KINDS[number % PARTNER_KINDS.len()]]);
            let body = self.body_with(number, routes, ["roles", "programmes", "routes"]);
            self.page("routes", &id("route", number), fields, &body);
        }
        for number in 0..programmes {
            let random = &mut self.random;
            let fields = fields(&format!("Programme {number}"), random)
                .set("who_for", sentence(random))
                .set("run_by", "A made-up charity")
                .list("offers", phrases(random, 3))
                .set("cost", "Free")
                .list("how_to_join", phrases(random, 3))
                .list("routes", [id("route", near(number, programmes, routes, 0))])
                .list("roles", near_ids("role", number, programmes, roles))
                .list("stages", [STAGES[number % 3]])
                .set("status_checked", "2026-11");
            let body = self.body_with(number, programmes, ["roles", "routes", "programmes"]);
            self.page("programmes", &id("programme", number), fields, &body);
        }
        for number in 0..STARTING_POINTS {
            let random = &mut self.random;
            let suggestions: Vec<_> = (0..4)
                .map(|route| format!("route: {}\n    because: It suits you", id("route", (number + route) % routes)))
                .collect();
            let fields = fields(&format!("Start {number}"), random)
                .set("order", number)
                .set("you_might_say", "I would like a job that helps people.")
                .list("first_steps", phrases(random, 3))
                .list("routes", if routes < 4 { suggestions[..1].to_vec() } else { suggestions })
                .list("programmes", [id("programme", number % programmes)]);
            let body = self.body_with(number, STARTING_POINTS, ["roles", "routes", "programmes"]);
            self.page("starting-points", &id("start", number), fields, &body);
        }
        for number in 0..self.counts.pathways {
            let programme = number % programmes;
            let route = near(programme, programmes, routes, 0);
            let role = openings(route, routes, roles)[0];
            let mut steps = vec![step("programme", programme), step("route", route), step("role", role)];
            steps.extend(next_role(role, roles).map(|next| step("role", next)));
            let fields = fields(&format!("Journey {number}"), &mut self.random)
                .set("who", "Anyone who likes to help")
                .list("steps", steps);
            let body = self.body_with(number, self.counts.pathways, ["roles", "routes", "programmes"]);
            self.page("pathways", &id("journey", number), fields, &body);
        }
    }

    /// Partners, interventions, case studies and events.
    fn people(&mut self) {
        let Counts {
            roles, routes, programmes, interventions, case_studies, partner_pages, partner_rows, events, ..
        } = self.counts;
        for number in 0..interventions {
            let random = &mut self.random;
            let fields = fields(&format!("Idea {number}"), random)
                .set("element", ELEMENTS[number % 3])
                .list("audience", phrases(random, 1))
                .set("what_it_is", sentence(random))
                .set("ahp_idea", sentence(random))
                .list("benchmarks", [id("benchmark", number % BENCHMARKS)])
                .list("partner_kinds", [PARTNER_KINDS[number % PARTNER_KINDS.len()]])
                .list("routes", [id("route", near(number, interventions, routes, 0))])
                .list("programmes", [id("programme", near(number, interventions, programmes, 0))]);
            let body = self.body_with(number, interventions, ["roles", "routes", "case-studies"]);
            self.page("interventions", &id("intervention", number), fields, &body);
        }
        for kind in PARTNER_KINDS {
            let random = &mut self.random;
            let finder =
                "\n  - title: Find one near you\n    url: https://example.org/near\n    finds: A list by place.";
            let fields = fields(&capital(kind), random)
                .list("how_to_reach", phrases(random, 3))
                .set("finders", finder)
                .list("what_to_offer", phrases(random, 3));
            self.page("partner-kinds", kind, fields, "");
        }
        for number in 0..partner_pages {
            let random = &mut self.random;
            let fields = fields(&format!("{} partner {number}", PLACES[number % PLACES.len()]), random)
                .set("kind", PARTNER_KINDS[number % PARTNER_KINDS.len()])
                .set("area", id("area", random.below(AREAS)))
                .set("website", "https://example.org/")
                .list("offers", phrases(random, 3))
                .set("checked_on", "2026-11-01")
                .list("interventions", [id("intervention", near(number, partner_pages, interventions, 0))])
                .list("routes", [id("route", near(number, partner_pages, routes, 0))]);
            let body = self.body_with(number, partner_pages, ["roles", "routes", "partners"]);
            self.page("partners", &id("partner", number), fields, &body);
        }
        for table in 0..partner_rows.div_ceil(ROWS_IN_A_TABLE) {
            let mut rows = String::from("id,title,summary,kind,area,website,offers,routes,checked_on,reviewed\n");
            for number in table * ROWS_IN_A_TABLE..partner_rows.min((table + 1) * ROWS_IN_A_TABLE) {
                let (kind, area) = (number % PARTNER_KINDS.len(), self.random.below(AREAS));
                let (summary, offer) = (sentence(&mut self.random), phrase(&mut self.random));
                let route = near(number, partner_rows, routes, 2);
                rows += &format!(
                    "listed-{number},Listed partner {number},{summary},{},area-{area},https://example.org/,{offer};{offer} \
                     again,route-{route},2026-11-01,2026-11-01\n",
                    PARTNER_KINDS[kind]
                );
            }
            self.file(&format!("content/partners/table-{table}.csv"), &rows);
        }
        for number in 0..case_studies {
            let random = &mut self.random;
            let fields = fields(&format!("Story {number}"), random)
                .set("place", random.pick(&PLACES))
                .set("area", id("area", random.below(AREAS)))
                .set("problem", sentence(random))
                .list("what_was_done", phrases(random, 3))
                .list("evidence", phrases(random, 2))
                .list("partners", [id("partner", near(number, case_studies, partner_pages, 0))])
                .list("interventions", [id("intervention", near(number, case_studies, interventions, 0))])
                .list("roles", [id("role", near(number, case_studies, roles, 1))])
                .list("stages", [STAGES[number % 3]]);
            let body = self.body_with(number, case_studies, ["roles", "routes", "partners"]);
            self.page("case-studies", &id("story", number), fields, &body);
        }
        for number in 0..events {
            let random = &mut self.random;
            let fields = fields(&format!("Open day {number}"), random)
                .set("starts", format!("2027-{:02}-{:02}T10:00", 1 + number % 12, 1 + number % 28))
                .set("place", random.pick(&PLACES))
                .set("area", id("area", random.below(AREAS)))
                .set("who_for", sentence(random))
                .list("partners", [id("partner", near(number, events, partner_pages, 1))])
                .list("roles", [id("role", near(number, events, roles, 2))]);
            let body = self.body_with(number, events, ["roles", "routes", "events"]);
            self.page("events", &id("open-day", number), fields, &body);
        }
    }

    fn framework(&mut self) {
        for (order, stage) in STAGES.iter().enumerate() {
            let fields = fields(&capital(&stage.replace('-', " ")), &mut self.random)
                .set("order", order)
                .set("in_framework", order < 3)
                .list("usual_bands", [format!("'{}'", BANDS[order + 1])]);
            self.page("framework/stages", stage, fields, "");
        }
        for number in 0..DOMAINS {
            let item = |(order, stage): (usize, &&str)| {
                format!(
                    "number: '{}.{}'\n    stage: {stage}\n    label: How you work\n    status: found\n    \
                     text: You work well with others.",
                    number + 1,
                    order + 1
                )
            };
            let fields = fields(&format!("Domain {number}"), &mut self.random)
                .set("number", number + 1)
                .list("items", STAGES[..3].iter().enumerate().map(item));
            self.page("framework/domains", &id("domain", number), fields, "");
        }
    }

    /// The small tables, which stay small on sites of every size, and the glossary.
    fn tables(&mut self) {
        let mut table = |name: &str, ids: Vec<String>, fields: &dyn Fn(usize) -> String| {
            let mut text = String::from(EACH);
            for (number, id) in ids.iter().enumerate() {
                let title = capital(&id.replace('-', " "));
                let summary = sentence(&mut self.random);
                text += &format!("  - id: '{id}'\n    title: {title}\n    summary: {summary}\n{}", fields(number));
            }
            self.files.push((format!("content/data/{name}.yaml"), text));
        };
        let numbered = |name: &str, count: usize| (0..count).map(|number| id(name, number)).collect::<Vec<_>>();
        let named = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
        table("pay", named(&BANDS), &|band| {
            let entry = 24_000 + band * 4_000;
            let step =
                |years: usize, annual: usize| format!("{{after_years: {years}, annual: {annual}, hourly: 13.5}}");
            let steps = [step(0, entry), step(2, entry + 3_000)].join(", ");
            format!("    year: 2026/27\n    from: 2026-04-01\n    until: 2027-03-31\n    steps: [{steps}]\n")
        });
        table("benchmarks", numbered("benchmark", BENCHMARKS), &|number| format!("    number: {}\n", number + 1));
        table("interests", numbered("interest", INTERESTS), &|_| String::new());
        table("areas", numbered("area", AREAS), &|number| match number {
            0..4 => "    area_type: region\n".into(),
            _ => format!("    area_type: council\n    within: area-{}\n", number % 4),
        });
        table("wages", named(&["apprentice", "adult"]), &|_| {
            "    from: 2026-04-01\n    until: 2027-03-31\n    hourly: 8.0\n".into()
        });
        table("house-terms", numbered("name", 4), &|number| format!("    instead_of: [old name {number}]\n"));
        table("synonyms", numbered("synonym", 4), &|_| "    finds: [worker]\n".into());
        // Every text has a few of these words.
        let also = ["mentor", "ward", "clinic", "colleague", "college", "manager", "trainee"];
        table("glossary", numbered("term", self.counts.terms), &|number| match also.get(number) {
            Some(word) => format!("    also: [{word}]\n"),
            None => format!("    also: [word {number}]\n"),
        });
    }
}

fn fields(title: &str, random: &mut Random) -> Fields {
    Fields::new(title, &sentence(random))
}

fn capital(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}

/// The role that one leads to: the next stage of the same ladder.
fn next_role(number: usize, all: usize) -> Option<usize> {
    (number % STAGES.len() < 3 && number + 1 < all).then_some(number + 1)
}

/// The roles that a route opens.
fn openings(route: usize, routes: usize, roles: usize) -> Vec<usize> {
    (0..3).map(|after| near(route, routes, roles, after)).collect()
}

fn near_ids(kind: &str, at: usize, from: usize, to: usize) -> Vec<String> {
    vec![id(kind, near(at, from, to, 0))]
}

fn step(kind: &str, number: usize) -> String {
    format!("{kind}: {}\n    note: Then you go on here.", id(kind, number))
}

fn to(folder: &str, kind: &str, number: usize) -> String {
    format!("[{}](../{folder}/{}.md)", id(kind, number), id(kind, number))
}

fn to_section(folder: &str, kind: &str, number: usize) -> String {
    format!("[how people start as {}](../{folder}/{}.md#how-people-start)", id(kind, number), id(kind, number))
}
