//! What becomes of texts that people paste: the table in `docs/authoring.md` is made of the samples in `tests/paste.md`.
//! `TRELLIS_UPDATE=1 cargo test` writes it anew.

use std::collections::BTreeMap;

use trellis::diagnostic::Diagnostic;
use trellis::graph::Drafts;
use trellis::pipeline::{self, Build, Request};
use trellis::refactor;
use trellis::snapshot::Snapshot;
use trellis::source::SourcePath;

use crate::spec::{base, folder, parse, unescape};
use crate::warm;

const PAGE: &str = "content/pages/pasted.md";
const OUT: &str = "pasted.html";
const BEGIN: &str = "<!-- Made by the tests from tests/paste.md: do not write here. -->\n";
const END: &str = "<!-- The end of what the tests make. -->\n";

/// What stands above each sample, and how the page shows its end.
const HEADING: &str = "## Before you come\n\n";
const BELOW: &str = "Before you come</h2>";

/// What an element is called, by how its tag begins.
const PARTS: [(&str, &str); 15] = [
    ("<ul>", "a list"),
    ("<ol", "a list with numbers"),
    ("<table", "a table"),
    ("<a href=\"mailto:", "a link for mail"),
    ("<a href=\"http", "a link"),
    ("<a href=\"../", "a link"),
    ("<a href=\"roles/", "a link"),
    ("<sup><a", "a note"),
    ("<h2", "a heading"),
    ("<h3", "a heading"),
    ("<strong>", "bold words"),
    ("<br>", "lines of their own"),
    ("<code>", "code"),
    ("<figure>", "a picture with a caption"),
    ("<img", "a picture"),
];

/// The page with a sample in it.
fn page(text: &str, is_field: bool) -> String {
    let mut fields = String::new();
    for (name, value) in [("title", "What you bring"), ("summary", "What you bring when you come to us.")] {
        match is_field && text.starts_with(&format!("{name}:")) {
            true => fields.push_str(text),
            false => fields.push_str(&format!("{name}: {value}\n")),
        }
    }
    let body = if is_field { "Ask us what you can bring along.\n" } else { text };
    // A table is called what the heading above it says.
    format!("---\n{fields}reviewed: 2026-11-23\n---\n\n{HEADING}{body}")
}

fn build(page: &str, base: &BTreeMap<String, Vec<u8>>) -> (Snapshot, Build) {
    let mut files: Vec<(&str, Vec<u8>)> = base.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())).collect();
    files.push((PAGE, page.as_bytes().to_vec()));
    let snapshot: Snapshot = files.into_iter().collect();
    let request =
        Request { today: "2026-12-01".parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false };
    let build = pipeline::build(&snapshot, &request, &mut warm::memo(), &|_| {});
    (snapshot, build)
}

fn here(build: &Build) -> Vec<&Diagnostic> {
    build.diagnostics.iter().filter(|finding| finding.span.path == SourcePath::new(PAGE)).collect()
}

/// The article of the page, if there is one.
fn shown(build: &Build) -> Option<String> {
    let output = build.output.as_ref()?;
    let (_, file) = output.files.iter().find(|(path, _)| path.as_str() == OUT)?;
    let html = String::from_utf8_lossy(&file.bytes).into_owned();
    let from = html.find(BELOW)? + BELOW.len();
    // What comes behind the text is the theme's.
    let to = html[from..].find("</main>")? + from;
    let ends = ["<section", "<details class=\"fold\"", "<dl class=\"facts"]
        .into_iter()
        .filter_map(|end| html[from..to].find(end));
    let to = ends.min().map_or(to, |end| from + end);
    Some(html[from..to].to_string())
}

/// What the page shows, in an editor's words.
fn parts(build: &Build) -> String {
    let html = shown(build).unwrap_or_default();
    let mut found: Vec<(usize, &str)> =
        PARTS.iter().filter_map(|(tag, name)| html.find(tag).map(|at| (at, *name))).collect();
    found.sort();
    found.dedup_by_key(|(_, name)| *name);
    let names: Vec<&str> = found.into_iter().map(|(_, name)| name).collect();
    if names.is_empty() { "the same words".into() } else { names.join(", ") }
}

/// What becomes of a sample.
fn end(text: &str, is_field: bool, base: &BTreeMap<String, Vec<u8>>) -> String {
    let (snapshot, built) = build(&page(text, is_field), base);
    let findings = here(&built);
    if findings.is_empty() {
        return format!("becomes {}", parts(&built));
    }
    let mut told: Vec<String> = findings
        .iter()
        .map(|finding| format!("{} `{}`: {}", finding.severity, finding.code, finding.message.replace('|', "\\|")))
        .collect();
    told.dedup();
    let is_mended = findings.iter().all(|finding| finding.fix.is_some());
    let mut end = told.join("; ");
    if is_mended {
        let mending = refactor::mend(&built.diagnostics, &snapshot);
        let change = mending.changes.iter().find(|change| change.path == SourcePath::new(PAGE)).expect("a change");
        let mended = String::from_utf8(change.after.clone().unwrap()).unwrap();
        let (_, again) = build(&mended, base);
        let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
        let left: Vec<_> = here(&again).into_iter().filter(|finding| codes.contains(&finding.code)).collect();
        assert!(left.is_empty(), "the repair of {text:?} leaves {left:?} in {mended:?}");
        end.push_str(&format!("; `trellis fix` makes {} of it", parts(&again)));
    }
    end
}

fn table() -> String {
    let markdown = std::fs::read_to_string(folder("tests/paste.md")).unwrap();
    let base = base();
    let mut out = String::from("| from | what | what becomes of it |\n|---|---|---|\n");
    for scenario in parse(&markdown) {
        let Some(block) = scenario.blocks.first() else { continue };
        let text = if block.says_any("escaped") {
            String::from_utf8(unescape(&block.text)).unwrap()
        } else {
            block.text.clone()
        };
        let (from, what) = scenario.name.split_once(": ").expect("a sample says where it is from");
        let text = if block.says_any("escaped") { text.trim_end_matches('\n').to_string() + "\n" } else { text };
        out.push_str(&format!("| {from} | {what} | {} |\n", end(&text, block.says_any("field"), &base)));
    }
    out
}

#[test]
fn the_table_of_what_becomes_of_pasted_text_is_current() {
    let path = folder("docs/authoring.md");
    let kept = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = kept.split_once(BEGIN).expect("a place for the table");
    let (_, after) = rest.split_once(END).expect("its end");
    let made = format!("{before}{BEGIN}\n{}\n{END}{after}", table());
    if std::env::var_os("TRELLIS_UPDATE").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept == made, "docs/authoring.md is out of date: run TRELLIS_UPDATE=1 cargo test --test it paste");
}
