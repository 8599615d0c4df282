//! `trellis path`: all ways from one place to another.

use std::time::{Duration, Instant};

use serde_json::Value;
use trellis::entry::Kind;
use trellis::entry::kinds::Role;
use trellis::find::Survey;
use trellis::graph::Drafts;
use trellis::graph::ways::{Network, Rules};
use trellis::pipeline::Request;
use trellis::snapshot::Snapshot;

use crate::small::Small;

/// The small site, on which volunteers are taken on.
fn hiring() -> Small {
    Small::new().edit("content/routes/volunteering.md", "relation: helps-apply", "relation: gets-job")
}

#[test]
fn what_only_helps_people_apply_takes_nobody_there() {
    let site = Small::new();
    let run = site.run("path at-school podiatry-assistant");
    run.ends(0).answers("There is no way from At school to Podiatry assistant.");
    run.answers("These only help you apply: Volunteering (experience, A few hours a week, no fee).");
    let answer = site.run("path at-school podiatry-assistant --format json").ends(0).out.clone();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!((&answer["ways"], &answer["helping"][0]["id"]), (&serde_json::json!([]), &"routes/volunteering".into()));
    hiring().run("path at-school podiatry-assistant").ends(0).answers("it gets you the job");
}

#[test]
fn the_shortest_way_comes_first_and_each_step_says_how() {
    let run = Small::new().run("path at-school podiatrist --limit 1");
    let expected = "\
1. At school (starting point)
   -> Volunteering (experience, A few hours a week, no fee): worth a look from here
   -> Podiatry degree (degree, level 6, Three years, with fees): people go on to it
   -> Podiatrist (role): it qualifies you
";
    assert_eq!((run.code, run.out.as_str()), (0, expected));
    run.says("1 way from At school to Podiatrist, the shortest first, and there are more");
}

#[test]
fn all_ways_are_told_once_and_none_passes_a_place_twice() {
    let run = hiring().run("path at-school podiatrist --format json");
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    let ways: Vec<Vec<String>> = answer["ways"].as_array().unwrap().iter().map(places).collect();
    assert_eq!((ways.len(), &answer["has_more"], &answer["gave_up"]), (6, &false.into(), &false.into()));
    assert!(ways.is_sorted_by_key(Vec::len), "{ways:?}");
    for way in &ways {
        let mut once = way.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), way.len(), "{way:?}");
        assert_eq!(ways.iter().filter(|other| *other == way).count(), 1, "{way:?}");
    }
    let step = &answer["ways"][0]["steps"][2];
    assert_eq!((&step["kind"], &step["by"][0]["level"]), (&"progress".into(), &6.into()));
}

fn places(way: &Value) -> Vec<String> {
    let steps = way["steps"].as_array().unwrap().iter().map(|step| &step["to"]);
    std::iter::once(&way["from"]).chain(steps).map(|place| place["id"].as_str().unwrap().to_string()).collect()
}

#[test]
fn a_profession_is_any_of_its_roles() {
    let run = hiring().run("path step-in podiatry");
    run.ends(0).says("from Step In to Podiatry (any of its 2 roles)");
    assert!(run.out.contains("Podiatry assistant (role): it gets you the job\n2."), "{}", run.out);
}

#[test]
fn rules_leave_out_what_they_forbid_and_say_so() {
    let site = hiring();
    let run = site.run("path at-school podiatrist --no-degree");
    run.ends(0).answers("There is no way from At school to Podiatrist that keeps to this.");
    run.answers("Without --no-degree there is one.");
    run.answers("The nearest that can be reached is Podiatry assistant (roles/podiatry-assistant).");
    site.run("path at-school podiatry --no-degree").ends(0).says("2 ways from");
    site.run("path at-school podiatry-assistant --earn").ends(0).answers("that keeps to this");
    let site = site.edit("content/routes/volunteering.md", "money: no-fee", "money: wage");
    site.run("path at-school podiatry-assistant --earn").ends(0).says("2 ways from");
}

#[test]
fn a_move_by_routes_needs_one_that_the_rules_allow() {
    let site = Small::new();
    site.run("path podiatry-assistant podiatrist --earn").ends(0).answers("There is no way");
    let site = site.edit("content/roles/podiatry-assistant.md", "    by: [podiatry-degree]\n", "");
    site.run("path podiatry-assistant podiatrist --earn").ends(0).answers("a step up\n");
    // The only way to qualify is a degree, so the role needs one.
    site.run("path podiatry-assistant podiatrist --no-degree").ends(0).answers("There is no way");
}

#[test]
fn that_there_is_no_way_is_an_answer() {
    let site = Small::new();
    let run = site.run("path podiatrist at-school");
    run.ends(0).answers("There is no way from Podiatrist to At school.\nNothing that has to do with it");
    let run = site.run("path podiatrist at-school --format json");
    let answer: Value = serde_json::from_str(&run.ends(0).out).unwrap();
    assert_eq!((&answer["ways"], &answer["nearest"]), (&serde_json::json!([]), &Value::Null));
}

#[test]
fn what_is_no_place_says_so() {
    let site = Small::new().edit("content/roles/podiatrist.md", "stage: registered", "stage: registered\ndraft: true");
    site.run("path at-school north-college").ends(2).says("partners/north-college is no place on a pathway");
    site.run("path at-school podiatrist")
        .ends(2)
        .says("is not on the site")
        .says("trellis why content/roles/podiatrist.md");
    site.run("path at-scool podiatry").ends(2).says("starting-points/at-school");
    site.run("path at-school podiatry --limit 0").ends(2);
}

/// Roles in layers, each leading to every role of the next: more ways than there are grains of sand.
#[test]
fn no_site_keeps_the_search_busy() {
    let (layers, wide) = (25, 8);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let small = Small::new();
    let model = small.read("content/roles/podiatrist.md");
    for (path, bytes) in small.content() {
        files.push((path, bytes));
    }
    for layer in 0..layers {
        for at in 0..wide {
            let next = |to: usize| format!("\n  - role: r{}-{to}", layer + 1);
            let moves: String = (0..wide).filter(|_| layer + 1 < layers).map(next).collect();
            let back =
                if layer > 0 { format!("\n  - {{role: r{}-{at}, kind: sideways}}", layer - 1) } else { String::new() };
            let text = model.replacen("sources:", &format!("leads_to:{moves}{back}\nsources:"), 1);
            files.push((format!("content/roles/r{layer}-{at}.md"), text.into_bytes()));
        }
    }
    let snapshot: Snapshot = files.into_iter().collect();
    let request =
        Request { today: "2026-11-23".parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false };
    let survey = Survey::new(&snapshot, &request);
    let graph = survey.graph();
    let find = |id: &str| [graph.find(Kind::Role, id).unwrap()];
    let started = Instant::now();
    let found = Network::new(graph, &find("r0-0"), Rules::default()).ways(&find("r0-0"), &find("r24-7"), 1000);
    assert!(found.has_more && found.ways.len() == 1000);
    assert!(found.ways.iter().all(|way| way.steps.len() == 24));
    // To go back along the layers there is but one way each, and every detour is a way as well.
    let found = Network::new(graph, &find("r24-7"), Rules::default()).ways(&find("r24-7"), &find("r0-7"), 10);
    assert_eq!(found.ways[0].steps.len(), 24);
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

/// No pupil is told that a course leads nowhere: each of them reaches every profession of the shipped site, by a degree.
#[test]
fn each_course_of_level_3_leads_to_every_profession() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = trellis::disk::read(root, None).unwrap();
    let request =
        Request { today: "2026-11-28".parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false };
    let survey = Survey::new(&snapshot, &request);
    let graph = survey.graph();
    let registered: Vec<_> = graph.all::<Role>().filter(|role| role.regulator.is_some()).collect();
    assert!(registered.len() >= 14, "a role for each profession");
    for course in ["a-levels", "access-to-he", "btec-level-3", "t-level-health"] {
        let from = graph.find(Kind::Route, course).unwrap_or_else(|| panic!("no route is called {course}"));
        for role in &registered {
            let found = Network::new(graph, &[from], Rules::default()).ways(&[from], &[role.id.node()], 1);
            assert!(!found.ways.is_empty(), "{course} does not lead to {}", role.node.id());
            let rules = Rules { no_degree: true, ..Rules::default() };
            let found = Network::new(graph, &[from], rules).ways(&[from], &[role.id.node()], 1);
            assert!(found.ways.is_empty(), "{course} leads to {} without a degree", role.node.id());
        }
    }
}
