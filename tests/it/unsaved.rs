//! While somebody types in a form, what would be found is told, and nothing is written.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;
use trellis::graph::Drafts;
use trellis::pipeline::{self, Request};

use crate::edit::{Fields, KIND, asked, encoded, form, own, post, send, with};
use crate::served::Served;
use crate::warm;

const ROLE: &str = "content/roles/podiatrist.md";
const FORM: &str = "/_trellis/edit/roles/podiatrist";
const CHECK: &str = "/_trellis/check/roles/podiatrist";

/// What is told, as `id: message`, in order.
fn told(answer: &Value) -> Vec<String> {
    let points = answer["points"].as_array().unwrap().iter();
    points
        .map(|point| format!("{}: {}", point["id"].as_str().unwrap_or("-"), point["message"].as_str().unwrap()))
        .collect()
}

fn every_file(site: &Served) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(site.folder.path()).into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.file_type().is_file());
    files.map(|file| (file.path().display().to_string(), fs::read(file.path()).unwrap())).collect()
}

#[test]
fn what_would_be_found_is_told_beside_each_field_and_nothing_is_written() {
    let site = Served::small(&[]);
    let before = every_file(&site);
    let fields = form(&site.page(FORM));
    let body = "\r\nYou see feet.\r\n\r\nSee [this](nothing.md).\r\n";
    let typed = with(&fields, &[("f.stage", "registred"), ("f.hours", ""), ("body", body)]);
    let answer = asked(&site, CHECK, &typed);
    assert_eq!(
        told(&answer),
        [
            "field-hours: Hours must be filled in",
            "field-stage: No stage is called `registred`",
            "text: This link goes nowhere: there is no file `nothing.md`",
        ]
    );
    assert_eq!(answer["points"][1]["help"], "Did you mean `registered` (content/framework/stages/registered.md)?");
    assert_eq!((&answer["points"][2]["line"], &answer["points"][1]["line"]), (&Value::from(3), &Value::Null));
    assert_eq!(
        (&answer["elsewhere"], &answer["cannot"], &answer["is_stale"]),
        (&Value::Null, &Value::Null, &false.into())
    );
    assert_eq!(every_file(&site), before);
    // The same is told once it is saved.
    let saved = post(&site, FORM, &typed);
    let page = site.page(saved.field("location").unwrap());
    for words in [
        "Hours must be filled in",
        "No stage is called <code>registred</code>",
        "there is no file <code>nothing.md</code>",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(page.contains("<span class=\"line\" data-line=\"3\">Line 3:</span>"), "{page}");
    // What is mended is not told any more.
    let fields = form(&page);
    assert_eq!(told(&asked(&site, CHECK, &fields)).len(), 3);
    let mended = with(&fields, &[("f.stage", "registered"), ("f.hours", "Days"), ("body", "")]);
    assert_eq!(told(&asked(&site, CHECK, &mended)), [] as [&str; 0]);
}

#[test]
fn what_a_change_would_break_elsewhere_is_told_in_one_line() {
    let site = Served::small(&[]);
    let fields = form(&site.page(FORM));
    let answer = asked(&site, CHECK, &with(&fields, &[("f.draft", "true")]));
    let elsewhere = answer["elsewhere"].as_str().unwrap();
    assert!(
        elsewhere.starts_with("content/") && elsewhere.contains(", line ") && !elsewhere.contains('\n'),
        "{elsewhere}"
    );
    assert_eq!(told(&answer), [] as [&str; 0]);
}

#[test]
fn a_form_that_cannot_be_saved_or_is_of_an_older_file_is_told_so() {
    let site = Served::small(&[]);
    let fields = form(&site.page(FORM));
    let answer = asked(&site, CHECK, &with(&fields, &[("body", "a\u{7}b")]));
    assert!(answer["cannot"].as_str().unwrap().contains("hidden character"), "{answer}");
    site.edit(ROLE, "title: Podiatrist", "title: Theirs");
    let answer = asked(&site, CHECK, &with(&fields, &[("f.hours", "Days")]));
    assert_eq!(answer["is_stale"], true);
    let gone = asked(&site, "/_trellis/check/roles/nobody", &fields);
    assert_eq!(gone["cannot"], "The page is no longer there.");
}

#[test]
fn nobody_else_asks() {
    let site = Served::small(&[]);
    let fields = form(&site.page(FORM));
    let body = encoded(&fields);
    let own = own(&site);
    for (status, head, body) in [
        (403, KIND.to_string(), &body),
        (403, format!("{KIND}Origin: http://evil.example\r\n"), &body),
        (403, format!("{KIND}{own}"), &encoded(&with(&fields, &[("token", "x")]))),
        (415, own.clone(), &body),
        (400, format!("{KIND}{own}"), &"a=%zz".to_string()),
        (200, format!("{KIND}{own}"), &body),
    ] {
        assert_eq!(send(&site, CHECK, &head, body).status, status, "{head}");
    }
    assert_eq!(site.ask("POST", CHECK, &format!("{KIND}{own}Content-Length: {}\r\n", 5 << 20)).status, 413);
    assert_eq!(site.get(CHECK).status, 404);
    let reading = Served::small(&["--read-only"]);
    assert_eq!(post(&reading, CHECK, &Fields::from([("token".into(), "x".into())])).status, 403);
}

/// What `trellis check` finds in a file as it is, without what only pages show: the level of each.
fn levels(site: &Served, path: &str) -> Vec<String> {
    let snapshot = trellis::disk::read(site.folder.path(), None).unwrap();
    let request =
        Request { today: "2026-11-23".parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false };
    let judged = pipeline::judge(&snapshot, &request, &mut warm::memo(), &|_| {});
    let own = judged.diagnostics.iter().filter(|finding| finding.span.path.as_str() == path);
    own.map(|finding| finding.severity.as_str().to_string()).collect()
}

#[test]
fn what_is_told_while_somebody_types_is_what_is_found_once_it_is_saved() {
    let site = Served::small(&[]);
    let names = [
        ("roles/podiatrist", ROLE),
        ("roles/podiatry-assistant", "content/roles/podiatry-assistant.md"),
        ("routes/podiatry-degree", "content/routes/podiatry-degree.md"),
        ("pages/about", "content/pages/about.md"),
    ];
    let words = ["", "nowhere", "2030-01-01", "https://x", "podiatrist", "See [this](nothing.md) here.", "TBC", "12"];
    let mut runner = TestRunner::deterministic();
    let strategy = (0..names.len(), any::<prop::sample::Index>(), prop::sample::select(words.to_vec()));
    let mut kinds = BTreeMap::new();
    for _ in 0..25 {
        let (at, field, text) = strategy.new_tree(&mut runner).unwrap().current();
        let (name, path) = names[at];
        let fields = form(&site.page(&format!("/_trellis/edit/{name}")));
        let typed: Vec<&String> = fields.keys().filter(|field| field.starts_with("f.") || *field == "body").collect();
        let changed = with(&fields, &[(field.get(&typed).as_str(), text)]);
        let answer = asked(&site, &format!("/_trellis/check/{name}"), &changed);
        if answer["cannot"] != Value::Null {
            continue;
        }
        let before = fs::read(site.path(path)).unwrap();
        assert_eq!(post(&site, &format!("/_trellis/edit/{name}"), &changed).status, 303);
        let points = answer["points"].as_array().unwrap().iter();
        let told: Vec<&str> = points.map(|point| point["level"].as_str().unwrap()).collect();
        assert_eq!(told, levels(&site, path), "{name}: {} {text:?}: {answer}", field.get(&typed));
        *kinds.entry(told.len()).or_insert(0) += 1;
        fs::write(site.path(path), before).unwrap();
    }
    assert!(kinds.len() > 2 && kinds.values().sum::<i32>() > 18, "{kinds:?}");
}
