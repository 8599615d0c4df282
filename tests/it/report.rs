//! `trellis report`: the health of the content as people, programs and calendars read it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::small::{Run, Small};

const ASSISTANT: &str = "content/roles/podiatry-assistant.md";

/// The small site with one owner, one page that is overdue, and one that is away.
fn lived_in() -> Small {
    Small::new()
        .edit(ASSISTANT, "sources:\n", "owner: Feet; team, north\nreview_every: 1 month\nconfidence: low\nsources:\n")
        .edit("content/roles/podiatry-assistant.md", "reviewed: 2026-11-01", "reviewed: 2026-10-01")
        .edit("content/pages/about.md", "order: 1", "order: 1\npublish_from: 2027-01-01")
        .edit("content/routes/volunteering.md", "sources:\n", "closes_on: 2027-01-31\nsources:\n")
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}:\n{}{}", run.out, run.said))
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../sites");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    // How many pages a site has is told by its own overview.
    settings.add_filter(r"on \d+ pages", "on [some] pages");
    settings.add_filter(r#"("entries": \d+,\s+"pages": )\d+"#, "$1[some]");
    settings.bind(|| insta::assert_snapshot!(name.to_string(), text));
}

#[test]
fn people_read_it_on_a_terminal() {
    let run = lived_in().run("report");
    run.ends(0);
    assert_eq!(run.said, "");
    assert!(!run.out.contains('\u{1b}'), "styles are for terminals only");
    assert!(run.out.lines().all(|line| line.chars().count() <= 100), "{}", run.out);
    snapshot("small-report-text", &run.out);
}

#[test]
fn programs_read_all_of_it() {
    let run = lived_in().run("report --format json");
    run.ends(0);
    snapshot("small-report-json", &run.out);
    assert_eq!(json(&run)["format"], 1);
}

#[test]
fn the_same_site_on_the_same_day_gives_the_same_bytes() {
    for format in ["text", "json", "html", "ics"] {
        let of = || lived_in().run(&format!("report --format {format}")).out;
        assert_eq!(of(), of(), "{format}");
    }
}

#[test]
fn every_name_in_the_json_is_explained() {
    let page = include_str!("../../docs/report.md");
    let mut names = Vec::new();
    collect(&json(&lived_in().run("report --format json")), &mut names);
    names.sort();
    names.dedup();
    let missing: Vec<_> = names.iter().filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "docs/report.md does not say what these are: {missing:?}");
}

fn collect(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                names.push(name.clone());
                collect(value, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        _ => {}
    }
}

#[test]
fn content_with_errors_is_reported_and_said_to_be_wrong() {
    let site = || lived_in().edit("content/roles/podiatrist.md", "stage: registered", "stage: registred");
    site().run("report").ends(1).answers("Content has errors").answers("roles/podiatrist");
    let run = site().run("report --format json");
    run.ends(1);
    let report = json(&run);
    assert_eq!(report["is_complete"], false);
    assert_eq!(report["findings"]["codes"][0]["code"], "unknown-reference");
    assert_eq!(report["left_out"][0]["item"]["name"], "roles/podiatrist");
    site().run("report --format html").ends(1).answers("<b>Content has errors.</b>");
}

#[test]
fn one_owner_and_one_day_can_be_asked_for() {
    let site = lived_in().edit("content/roles/podiatrist.md", "sources:\n", "owner: Web\nsources:\n");
    let report = json(site.run("report --format json --owner web --until 2027-12-31").ends(0));
    assert_eq!((&report["owner"], &report["until"]), (&"Web".into(), &"2027-12-31".into()));
    let all = report["reviews"]["all"].as_array().unwrap();
    assert_eq!(all.iter().map(|one| &one["item"]["name"]).collect::<Vec<_>>(), ["roles/podiatrist"]);
    let none = json(site.run("report --format json --owner web --until 2026-12-31").ends(0));
    assert_eq!(none["reviews"]["all"], Value::Array(vec![]));
    site.run("report --owner wbe").ends(2).says("nothing is looked after by `wbe`").says("Web");
}

#[test]
fn a_report_is_written_into_a_file() {
    let site = lived_in();
    let run = site.run("report --format html --out out/report.html --calendar out/reviews.ics");
    run.ends(0).says("The report is in out/report.html");
    assert_eq!(run.out, "");
    let html = site.read("out/report.html");
    assert!(html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"));
    for outside in ["<script", "<link", "<img", "url(", "@import"] {
        assert!(!html.contains(outside), "one file needs no other: {outside}");
    }
    assert!(html.contains("<a href=\"https://careers.example.org/small/roles/podiatrist.html\">Podiatrist</a>"));
    assert_eq!(site.read("out/reviews.ics"), site.run("report --format ics").out);
    site.run("report --out out/report.txt").ends(0);
    assert_eq!(site.read("out/report.txt"), site.run("report").out);
}

#[test]
fn words_of_authors_are_words_in_html_too() {
    let site = lived_in().edit("content/roles/podiatrist.md", "title: Podiatrist", "title: 'Feet <b>& \"legs\"</b>'");
    let html = site.run("report --format html").out;
    assert!(html.contains("Feet &lt;b&gt;&amp; ") && !html.contains("Feet <b>"), "{html}");
}

/// A calendar read back: its events, each with its properties by name. The format is checked on the way.
fn events(calendar: &str) -> Vec<BTreeMap<String, String>> {
    assert!(calendar.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 77), "{calendar}");
    let unfolded = calendar.replace("\r\n ", "");
    let mut lines = unfolded.lines();
    assert_eq!(lines.next(), Some("BEGIN:VCALENDAR"));
    let (mut events, mut open) = (Vec::new(), None);
    for line in lines {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no property: {line}"));
        match (line, &mut open) {
            ("BEGIN:VEVENT", None) => open = Some(BTreeMap::new()),
            ("END:VEVENT", Some(_)) => events.extend(open.take()),
            (_, Some(event)) => assert!(event.insert(name.into(), unescaped(value)).is_none(), "{name} twice"),
            (_, None) => assert!(["VERSION", "PRODID", "END"].contains(&name), "{line}"),
        }
    }
    assert!(open.is_none() && unfolded.ends_with("END:VCALENDAR\r\n"));
    events
}

fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("an escape that means nothing: {other:?}"),
            },
            (';' | ',', _) => panic!("{c} is not escaped: {value}"),
            _ => out.push(c),
        }
    }
    out
}

#[test]
fn reviews_are_events_one_for_each_owner_and_month() {
    let events = events(&lived_in().run("report --format ics").out);
    let overdue = &events[events.iter().position(|event| event["UID"].starts_with("reviews/overdue/")).unwrap()];
    assert_eq!(overdue["UID"], "reviews/overdue/Feet; team, north@careers.example.org");
    assert_eq!(overdue["SUMMARY"], "Small careers: 1 review overdue (Feet; team, north)");
    assert_eq!(overdue["DESCRIPTION"], format!("1 November 2026: Podiatry assistant ({ASSISTANT})"));
    assert_eq!((&*overdue["DTSTART;VALUE=DATE"], &*overdue["DTEND;VALUE=DATE"]), ("20261123", "20261124"));
    assert_eq!(overdue["DTSTAMP"], "20261123T000000Z");
    let may = events.iter().find(|event| event["UID"] == "reviews/2027-05/nobody named@careers.example.org").unwrap();
    assert_eq!(may["DTSTART;VALUE=DATE"], "20270501");
    assert!(may["DESCRIPTION"].lines().any(|line| line.contains("content/routes/podiatry-degree.md")), "{may:?}");
    let uids: std::collections::BTreeSet<_> = events.iter().map(|event| &event["UID"]).collect();
    assert_eq!(uids.len(), events.len(), "each event has a name of its own");
}

#[test]
fn an_event_keeps_its_name_when_other_reviews_are_done() {
    let before = events(&lived_in().run("report --format ics").out);
    let done = lived_in().edit("content/routes/podiatry-degree.md", "reviewed: 2026-11-01", "reviewed: 2026-11-22");
    let after = events(&done.run("report --format ics").out);
    let names =
        |events: &[BTreeMap<String, String>]| events.iter().map(|event| event["UID"].clone()).collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after));
    assert_ne!(before, after);
}

#[test]
fn a_site_with_nothing_on_it_has_a_report_too() {
    let site = Small::new();
    std::fs::remove_dir_all(site.path("content")).unwrap();
    std::fs::create_dir(site.path("content")).unwrap();
    for format in ["text", "json", "html", "ics"] {
        let run = site.run(&format!("report --format {format}"));
        assert!(run.code == 0 && !run.out.is_empty() && run.said.is_empty(), "{format}: {}{}", run.out, run.said);
    }
}
