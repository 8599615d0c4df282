//! The page beside a form: as it would be if the form were saved, for a frame in which nothing runs, and nothing is written.

use std::fs;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use crate::edit::{Fields, KIND, asked, encoded, form, own, post, send, with};
use crate::served::Served;

const ROLE: &str = "content/roles/podiatrist.md";
const FORM: &str = "/_trellis/edit/roles/podiatrist";
const PREVIEW: &str = "/_trellis/preview/roles/podiatrist";

fn html(answer: &Value) -> &str {
    answer["html"].as_str().unwrap_or_else(|| panic!("a page: {answer}"))
}

/// A page without what binds the frame.
fn unbound(html: &str) -> String {
    let (before, rest) = html.split_once("<meta http-equiv=\"Content-Security-Policy\"").expect("what binds the frame");
    let (_, after) = rest.split_once(" target=\"_blank\">").unwrap();
    format!("{before}{after}")
}

/// A page without what the server adds to it.
fn plain(page: &str) -> String {
    let (before, rest) = page.split_once("<script src=\"/_trellis/reload.js\"").unwrap();
    format!("{before}{}", rest.split_once("</script>").unwrap().1)
}

fn edit(name: &str) -> String {
    format!("/_trellis/edit/{name}")
}

#[test]
fn the_page_is_as_it_would_be_and_nothing_is_written() {
    let site = Served::small(&[]);
    let was = fs::read(site.path(ROLE)).unwrap();
    let page = site.page(FORM);
    assert!(page.contains("data-preview=\"/_trellis/preview/roles/podiatrist\" data-title=\"Podiatrist\""), "{page}");
    let fields = form(&page);
    let first = asked(&site, PREVIEW, &fields);
    assert_eq!(unbound(html(&first)), plain(&site.page("/roles/podiatrist.html")), "as it is");
    let typed = with(&fields, &[("f.title", "Foot doctor"), ("body", "\r\n## A *day*\r\n\r\nYou see feet.\r\n")]);
    let answer = asked(&site, PREVIEW, &typed);
    for words in ["<h1>Foot doctor</h1>", "A <em>day</em></h2>", "<p>You see feet.</p>"] {
        assert!(html(&answer).contains(words), "{words}\n{}", html(&answer));
    }
    assert_eq!((&answer["cannot"], &answer["note"], &answer["is_old"]), (&Value::Null, &Value::Null, &false.into()));
    assert_eq!(fs::read(site.path(ROLE)).unwrap(), was);
}

#[test]
fn nothing_in_the_frame_runs_or_leads_away() {
    let site = Served::prepared(&[], |folder| {
        let settings = folder.join("site.yaml");
        fs::write(&settings, fs::read_to_string(&settings).unwrap() + "raw_html: allow\n").unwrap();
    });
    let hostile = "<script>alert(1)</script>\r\n\r\n</head><base href=\"//evil.example\">\r\n\r\n<form action=\"//evil.example\"></form>";
    let typed = with(&form(&site.page(FORM)), &[("body", hostile)]);
    let answer = asked(&site, PREVIEW, &typed);
    let page = html(&answer);
    let policy = page
        .find("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; ")
        .unwrap();
    let base = page.find("<base href=\"/roles/podiatrist.html\" target=\"_blank\">").unwrap();
    assert!(policy < base && base < page.find("<title>").unwrap(), "they come before all else");
    assert!(base < page.find("evil.example").unwrap());
    // The frame itself may do nothing; that is for the script that makes it to say.
    let script = site.page("/_trellis/writing.js");
    assert!(script.contains("setAttribute('sandbox', 'allow-same-origin')"));
    for more in ["allow-scripts", "allow-forms", "allow-popups", "allow-top"] {
        assert!(!script.contains(more), "{more}");
    }
}

#[test]
fn what_cannot_be_shown_is_told_and_mistakes_of_others_do_not_matter() {
    let site = Served::small(&[]);
    let fields = form(&site.page(FORM));
    for (field, value) in [("f.stage", "registred"), ("f.title", ""), ("body", "a\u{7}b")] {
        let answer = asked(&site, PREVIEW, &with(&fields, &[(field, value)]));
        assert_eq!(
            (&answer["html"], &answer["cannot"]),
            (&Value::Null, &"It cannot be shown as it is now.".into()),
            "{field}"
        );
    }
    let gone = asked(&site, "/_trellis/preview/roles/nobody", &fields);
    assert_eq!(gone["cannot"], "It cannot be shown as it is now.");
    site.edit("content/roles/podiatry-assistant.md", "stage: support-worker", "stage: nowhere");
    site.until("it is found", |site| site.page("/_trellis/problems").contains("nowhere"));
    let answer = asked(&site, PREVIEW, &with(&fields, &[("f.hours", "Days and nights")]));
    assert!(html(&answer).contains("Days and nights"));
}

#[test]
fn what_is_not_on_the_site_for_now_is_shown_as_it_will_be() {
    let site = Served::small(&[]);
    let fields = form(&site.page(FORM));
    for (field, value) in [("f.draft", "true"), ("f.publish_from", "2030-01-01"), ("f.expires", "2020-01-01")] {
        let answer = asked(&site, PREVIEW, &with(&fields, &[(field, value), ("f.title", "Foot doctor")]));
        assert!(html(&answer).contains("<h1>Foot doctor</h1>"), "{field}");
        assert_eq!(answer["note"], "It is not on the site for now. It will look like this once it is.", "{field}");
    }
    // A page that was just begun.
    let add = site.page("/_trellis/add?kind=pages");
    let added = post(&site, "/_trellis/add", &with(&form(&add), &[("title", "Where to park")]));
    let there = added.field("location").unwrap().split('?').next().unwrap();
    let fields = form(&site.page(there));
    let answer = asked(&site, &there.replace("/edit/", "/preview/"), &with(&fields, &[("body", "Behind the clinic.")]));
    assert!(html(&answer).contains("<h1>Where to park</h1>") && html(&answer).contains("Behind the clinic."));
}

#[test]
fn a_row_is_shown_where_it_stands_and_what_is_shown_nowhere_has_no_page() {
    let site = Served::small(&[]);
    let fields = form(&site.page(&edit("partners/east-clinic")));
    let answer = asked(&site, "/_trellis/preview/partners/east-clinic", &with(&fields, &[("f.title", "West Clinic")]));
    assert!(html(&answer).contains("West Clinic") && !html(&answer).contains("East Clinic"));
    let fields = form(&site.page(&edit("data/glossary/dbs")));
    let answer =
        asked(&site, "/_trellis/preview/data/glossary/dbs", &with(&fields, &[("f.summary", "It checks people.")]));
    assert!(html(&answer).contains("It checks people."));
    let anchor = answer["anchor"].as_str().unwrap();
    assert!(html(&answer).contains(&format!("id=\"{anchor}\"")), "{anchor}");
    // Another word for something, which no visitor reads.
    assert!(!site.page(&edit("data/synonyms/foot-doctor")).contains("data-preview"));
}

#[test]
fn nobody_else_asks() {
    let site = Served::small(&[]);
    let fields = form(&site.page(FORM));
    let (body, own) = (encoded(&fields), own(&site));
    for (status, head, body) in [
        (403, KIND.to_string(), &body),
        (403, format!("{KIND}Origin: http://evil.example\r\n"), &body),
        (403, format!("{KIND}{own}"), &encoded(&with(&fields, &[("token", "x")]))),
        (415, own.clone(), &body),
        (200, format!("{KIND}{own}"), &body),
    ] {
        assert_eq!(send(&site, PREVIEW, &head, body).status, status, "{head}");
    }
    assert_eq!(site.get(PREVIEW).status, 404);
    let reading = Served::small(&["--read-only"]);
    assert_eq!(post(&reading, PREVIEW, &Fields::from([("token".into(), "x".into())])).status, 403);
}

#[test]
fn what_is_shown_while_somebody_types_is_what_is_served_once_it_is_saved() {
    let site = Served::small(&[]);
    let names = [
        ("roles/podiatrist", ROLE, "/roles/podiatrist.html"),
        ("roles/podiatry-assistant", "content/roles/podiatry-assistant.md", "/roles/podiatry-assistant.html"),
        ("routes/podiatry-degree", "content/routes/podiatry-degree.md", "/routes/podiatry-degree.html"),
        ("pages/about", "content/pages/about.md", "/about.html"),
    ];
    let words = ["2027-01-01", "https://www.example.org/x", "Some *other* words & <b>more</b>.", "12", "false"];
    let mut runner = TestRunner::deterministic();
    let strategy = (0..names.len(), any::<prop::sample::Index>(), prop::sample::select(words.to_vec()));
    let mut shown = 0;
    for _ in 0..25 {
        let (at, field, text) = strategy.new_tree(&mut runner).unwrap().current();
        let (name, path, address) = names[at];
        let fields = form(&site.page(&edit(name)));
        let typed: Vec<&String> = fields.keys().filter(|field| field.starts_with("f.") || *field == "body").collect();
        let field = field.get(&typed).to_string();
        let changed = with(&fields, &[(&field, text)]);
        let answer = asked(&site, &format!("/_trellis/preview/{name}"), &changed);
        let before = fs::read(site.path(path)).unwrap();
        if answer["html"] == Value::Null
            || answer["note"] != Value::Null
            || post(&site, &edit(name), &changed).status != 303
        {
            continue;
        }
        let page = unbound(html(&answer));
        // With an error in it, the last good page is served.
        let saved = site.page(&edit(name));
        if !saved.contains("To be mended") && !saved.contains("still being looked at") {
            assert_eq!(page, plain(&site.page(address)), "{name}: {field} {text:?}");
            shown += 1;
        }
        fs::write(site.path(path), before).unwrap();
        site.until("it is as it was", |site| !site.page(&edit(name)).contains("still being looked at"));
    }
    assert!(shown > 8, "{shown}");
}
