//! The shipped site leaves nobody standing: what it names it leads to, and every job can be reached from somewhere.

use std::collections::BTreeSet;
use std::path::Path;

use trellis::disk;
use trellis::entry::Kind;
use trellis::entry::kinds::{CaseStudy, People, Relation, Role, StartingPoint};
use trellis::find::Survey;
use trellis::graph::Drafts;
use trellis::graph::reach::roles_from_start;
use trellis::health::{Health, Scope};
use trellis::pipeline::Request;

use crate::near::{file, site};

/// Official services that the site's texts name, and the start of their addresses.
const SERVICES: [(&str, &str); 1] = [("NHS Jobs", "https://www.jobs.nhs.uk/")];

#[test]
fn a_page_that_names_a_service_leads_to_it() {
    let site = site();
    for page in site.pages().iter().filter(|page| page.path.as_str().ends_with(".html")) {
        let html = file(&site, page.path.as_str());
        let Some((_, main)) = html.split_once("<main") else { continue };
        // A source is a link itself, whatever it is called.
        let main = main.split_once(" id=\"sources\"").map_or(main, |(main, _)| main);
        let words = main.split('<').filter_map(|part| Some(part.split_once('>')?.1)).collect::<Vec<_>>().join(" ");
        for (name, address) in SERVICES {
            let is_led = !words.contains(name) || main.contains(address);
            assert!(is_led, "{} names {name} and does not lead to it", page.path);
        }
    }
}

#[test]
fn every_job_can_be_reached_from_some_starting_point() {
    let site = site();
    let graph = &site.graph;
    let starts = graph.all::<StartingPoint>().flat_map(|start| roles_from_start(graph, start.id));
    let mut reached: BTreeSet<_> = starts.map(|(role, _)| role).collect();
    // Some jobs are for people who have one of the others first.
    let mut waiting: Vec<_> = reached.iter().copied().collect();
    while let Some(role) = waiting.pop() {
        waiting
            .extend(graph.get(role).fields.leads_to.iter().map(|step| step.role).filter(|&next| reached.insert(next)));
    }
    let missing: Vec<_> =
        graph.all::<Role>().filter(|role| !reached.contains(&role.id)).map(|role| role.title().clone()).collect();
    assert!(missing.is_empty(), "no starting point leads to {missing:?}");
}

#[test]
fn who_changes_career_or_has_no_work_can_get_the_job_of_an_ambulance_care_assistant() {
    let site = site();
    let graph = &site.graph;
    let job = graph.find(Kind::Role, "ambulance-care-assistant").unwrap();
    for start in ["changing-career", "out-of-work"] {
        let start = graph.cast::<StartingPoint>(graph.find(Kind::StartingPoint, start).unwrap()).unwrap();
        let ways = roles_from_start(graph, start).into_iter().find(|(role, _)| role.node() == job).unwrap().1;
        assert!(ways.iter().any(|from| from.way.relation == Relation::GetsJob), "{ways:?}");
    }
}

#[test]
fn the_report_names_no_nhs_area_without_partners_and_counts_stories_by_whom_they_are_about() {
    let snapshot = disk::read(Path::new(env!("CARGO_MANIFEST_DIR")), None).unwrap();
    let request =
        Request { today: jiff::civil::date(2026, 12, 1), drafts: Drafts::Hide, base_url: None, staging: false };
    let survey = Survey::new(&snapshot, &request);
    let health = Health::of(&survey, &[], Scope::default());
    assert_eq!((health.places.areas.len(), health.places.gaps()), (36, 0));
    let told = |people: People| health.stories.people.iter().find(|(who, _)| *who == people).unwrap().1.len();
    assert!(told(People::CareLeavers) > 0 && told(People::Disabled) > 3);
    let without: Vec<_> = health
        .stories
        .professions
        .iter()
        .filter(|one| one.stories.is_empty())
        .map(|one| &*one.profession.title)
        .collect();
    assert_eq!(without, ["Drama therapy", "Music therapy", "Osteopathy"], "take those out that have a story now");
}

#[test]
fn stories_lead_to_jobs_or_ways_in_and_stand_in_an_area() {
    let site = site();
    for story in site.graph.all::<CaseStudy>() {
        let leads = !story.roles.is_empty() || !story.routes.is_empty();
        assert!(leads && !story.interventions.is_empty(), "{} leads nowhere", story.title());
        assert!(story.area.is_some(), "{} is nowhere", story.title());
        assert!(!story.node.common.sources.is_empty(), "{} has no source", story.title());
    }
    assert!(site.graph.of_kind(Kind::CaseStudy).len() >= 18);
}
