//! Schemas agree with the reader: what is published passes, what is faulty does not, and settings are nobody's to lose.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use jsonschema::Validator;
use serde_json::{Value, json};
use trellis::contents::{self, read_all};
use trellis::disk;
use trellis::entry::{FileRole, Kind, role_of};
use trellis::names::Names;
use trellis::schema;
use trellis::snapshot::Snapshot;

use crate::folder::copy;

fn shipped() -> Snapshot {
    disk::read(Path::new(env!("CARGO_MANIFEST_DIR")), None).unwrap()
}

fn names(snapshot: &Snapshot) -> Names {
    Names::of(&read_all(snapshot, &mut contents::Memo::default()).entries)
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft7::meta::validate(schema).unwrap_or_else(|error| panic!("no schema: {error}"));
    jsonschema::draft7::new(schema).unwrap()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

fn front_matter(text: &str) -> Value {
    yaml(text.split("---\n").nth(1).unwrap())
}

fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{} at {}", error, error.instance_path())).collect()
}

#[test]
fn all_shipped_content_passes() {
    let snapshot = shipped();
    let names = names(&snapshot);
    let validators: Vec<_> = Kind::ALL
        .iter()
        .map(|&kind| (kind, validator(&schema::page(kind, &names)), validator(&schema::table(kind, &names))))
        .collect();
    let mut checked = 0;
    for (path, _) in snapshot.below("content") {
        let FileRole::Entries(kind) = role_of(path) else { continue };
        let (_, page, table) = validators.iter().find(|(own, ..)| *own == kind).unwrap();
        let text = snapshot.text(path).unwrap();
        let faults = match path.extension().as_str() {
            "md" => faults(page, &front_matter(text)),
            "csv" => continue,
            _ => faults(table, &yaml(text)),
        };
        assert!(faults.is_empty(), "{path}: {faults:#?}");
        checked += 1;
    }
    assert!(checked > 100, "{checked}");
    assert!(faults(&validator(&schema::site()), &yaml(snapshot.text(&trellis::config::path()).unwrap())).is_empty());
}

#[test]
fn a_faulty_page_does_not_pass() {
    let snapshot = shipped();
    let role = validator(&schema::page(Kind::Role, &names(&snapshot)));
    let text = snapshot.text(&trellis::source::SourcePath::new("content/roles/physiotherapy-assistant.md")).unwrap();
    let good = front_matter(text);
    assert!(role.is_valid(&good));
    type Break = fn(&mut Value);
    let breaks: [(&str, Break); 11] = [
        ("a field is missing", |role| drop(role.as_object_mut().unwrap().remove("stage"))),
        ("a field is unknown", |role| role["stag"] = "x".into()),
        ("a date is none", |role| role["reviewed"] = "soon".into()),
        ("a text is empty", |role| role["hours"] = " ".into()),
        ("a list is one text", |role| role["tasks"] = "Help".into()),
        ("a list is empty", |role| role["tasks"] = json!([])),
        ("a word is not one of those", |role| role["confidence"] = "quite".into()),
        ("an address is none", |role| role["official_page"] = "www.example.org".into()),
        ("a group lacks a part", |role| role["sources"] = json!([{ "title": "x" }])),
        ("a length of time is none", |role| role["review_every"] = "often".into()),
        ("a truth is a number", |role| role["draft"] = 1.into()),
    ];
    for (what, change) in breaks {
        let mut bad = good.clone();
        change(&mut bad);
        assert!(!role.is_valid(&bad), "passes although {what}");
    }
}

#[test]
fn a_row_may_take_from_each_what_it_needs() {
    let wages = validator(&schema::table(Kind::Wage, &Names::default()));
    let days = json!({ "from": "2026-04-01", "until": "2027-03-31" });
    let mut row = json!({ "id": "adult", "title": "Adults", "summary": "All.", "hourly": 12.71 });
    row.as_object_mut().unwrap().extend(days.as_object().unwrap().clone());
    let table = |each: Value, row: &Value| json!({ "each": each, "entries": [row] });
    assert!(wages.is_valid(&table(json!({ "reviewed": "2026-11-23" }), &row)));
    assert!(!wages.is_valid(&table(json!({}), &row)), "nobody says when it was reviewed");
    assert!(!wages.is_valid(&table(json!({ "reviewed": "2026-11-23", "id": "x" }), &row)));
    let mut nameless = row.clone();
    nameless.as_object_mut().unwrap().remove("id");
    assert!(!wages.is_valid(&table(json!({ "reviewed": "2026-11-23" }), &nameless)));
    assert!(!wages.is_valid(&json!({ "each": {} })));
}

#[test]
fn a_step_of_a_pathway_is_one_place() {
    let pathway = validator(&schema::page(Kind::Pathway, &Names::default()));
    let told =
        |step: Value| json!({ "title": "x", "summary": "x", "reviewed": "2026-11-23", "who": "x", "steps": [step] });
    assert!(pathway.is_valid(&told(json!({ "role": "podiatrist", "note": "x" }))));
    assert!(!pathway.is_valid(&told(json!({ "note": "x" }))));
    assert!(!pathway.is_valid(&told(json!({ "role": "podiatrist", "route": "degree", "note": "x" }))));
}

#[test]
fn the_owners_choices_are_checked() {
    let site = validator(&schema::site());
    let with = |more: &str| yaml(&format!("title: x\ndescription: x\n{more}"));
    assert!(site.is_valid(&with("levels: {broken-link: warning}\nreview_every: {data/pay: 6 months}\n")));
    assert!(site.is_valid(&with("brand: {colours: {light: {ink: '#123'}}}\n")));
    for bad in [
        "levels: {broken-lnk: off}",
        "levels: {broken-link: loud}",
        "review_every: {role: 6 months}",
        "brand: {colours: {light: {ink: red}}}",
    ] {
        assert!(!site.is_valid(&with(bad)), "{bad}");
    }
}

#[test]
fn references_are_offered_by_name() {
    let snapshot = shipped();
    let page = schema::page(Kind::Guide, &names(&snapshot));
    let offered = |field: &str| page["properties"][field]["items"]["examples"].as_array().unwrap().clone();
    assert!(offered("interventions").iter().all(|name| !name.as_str().unwrap().contains('/')));
    assert!(offered("see_also").contains(&"routes/t-level-health".into()));
}

#[test]
fn editors_are_set_up_and_settings_are_never_lost() {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), folder.path());
    let trellis = |arguments: &[&str]| {
        let output =
            Command::cargo_bin("trellis").unwrap().current_dir(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let said = trellis(&["schema", "--remark"]);
    assert!(said.contains("Wrote .vscode/settings.json") && said.contains("npm install"), "{said}");
    let settings: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join(".vscode/settings.json")).unwrap()).unwrap();
    for (path, globs) in settings["yaml.schemas"].as_object().unwrap() {
        let schema = fs::read_to_string(folder.path().join(path)).unwrap();
        validator(&serde_json::from_str(&schema).unwrap());
        assert!(globs.as_array().unwrap().iter().all(|glob| !glob.as_str().unwrap().ends_with(".md")), "{globs}");
    }
    assert_eq!(settings["yaml.schemas"]["./schemas/data-pay.table.json"][0], "content/data/pay.yaml");
    assert!(trellis(&["schema"]).contains(".vscode/settings.json is as it should be"));
    fs::write(folder.path().join(".vscode/settings.json"), "{ \"mine\": true }").unwrap();
    let said = trellis(&["schema", "--out", "tools/schemas"]);
    assert!(said.contains("Add this to it") && said.contains("./tools/schemas/site.json"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join(".vscode/settings.json")).unwrap(), "{ \"mine\": true }");
}
