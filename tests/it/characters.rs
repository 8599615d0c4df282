//! Whatever characters an author writes into any field, also as escapes: it is told, or everything published is well
//! formed, and what a terminal shows moves no cursor.

use std::path::Path;

use annotate_snippets::Renderer;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use trellis::diagnostic::report;
use trellis::disk;
use trellis::graph::Drafts;
use trellis::pipeline::{self, Build, Request};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use crate::warm;

const EVENT: &str = "content/events/open-evening.md";

fn small() -> Snapshot {
    disk::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), None).unwrap()
}

/// The small site with other words in one line of a file.
fn with(file: &str, field: &str, words: &str) -> Snapshot {
    let mut site = small();
    let path = SourcePath::new(file);
    let text = site.text(&path).unwrap();
    let quoted = serde_json::to_string(words).unwrap();
    let lines: Vec<String> = text
        .lines()
        .map(|line| if line.starts_with(&format!("{field}: ")) { format!("{field}: {quoted}") } else { line.into() })
        .collect();
    assert_ne!(lines.join("\n"), text.trim_end(), "{file} has a line with {field}");
    let text = lines.join("\n") + "\n";
    site.insert(path, File::new(text.into_bytes()));
    site
}

fn build(site: &Snapshot) -> Build {
    let request =
        Request { today: "2026-11-28".parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false };
    pipeline::build(site, &request, &mut warm::memo(), &|_| {})
}

/// What no page, feed or terminal should be given. A tab is a blank like others there.
fn is_odd(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}')
}

fn judge(site: &Snapshot, build: &Build) -> bool {
    for finding in &build.diagnostics {
        let faces = [
            report::human(finding, site, &Renderer::plain()),
            report::short_at(finding, &report::LineIndexes::new(site)),
        ];
        assert!(!faces.concat().contains(is_odd), "{faces:?}");
    }
    let Some(output) = &build.output else {
        assert!(build.diagnostics.iter().any(|finding| finding.is_error()));
        return false;
    };
    for (path, file) in &output.files {
        let text = match path.as_str().rsplit_once('.') {
            Some((_, "html" | "xml" | "ics" | "json")) => std::str::from_utf8(&file.bytes).unwrap(),
            _ => continue,
        };
        assert!(!text.replace("\r\n", "\n").contains(is_odd), "{path:?}");
        if path.as_str().ends_with(".xml") {
            let mut reader = Reader::from_str(text);
            while reader.read_event().unwrap_or_else(|error| panic!("{path:?}: {error}")) != Event::Eof {}
        } else if path.as_str().ends_with(".json") {
            serde_json::from_str::<serde_json::Value>(text).unwrap();
        }
    }
    true
}

#[test]
fn what_no_text_may_hold_is_told_where_it_is_read() {
    for (file, field) in [(EVENT, "title"), (EVENT, "summary"), (EVENT, "place"), ("site.yaml", "title")] {
        for odd in
            ["\u{b}", "\0", "\u{1b}[2J", "\u{9b}2J", "\u{fffd}", "\u{feff}", "\u{202e}", "\u{2066}", "\r", "\u{ffff}"]
        {
            let site = with(file, field, &format!("Open{odd}day"));
            let build = build(&site);
            let is_told =
                build.diagnostics.iter().any(|one| one.code.as_str() == "not-text" && one.span.path.as_str() == file);
            assert!(is_told, "{file} {field} {odd:?}");
            assert!(!judge(&site, &build));
        }
    }
    for entity in ["&#11;", "&#x1b;[2J", "&#0;", "&#x202e;", "`\u{fffd}`"] {
        let mut site = small();
        let path = SourcePath::new("content/pages/about.md");
        let text = format!("{}\n\nWords{entity} here.\n", site.text(&path).unwrap());
        site.insert(path, File::new(text.into_bytes()));
        let found = build(&site).diagnostics;
        assert!(found.iter().any(|one| one.code.as_str() == "not-text"), "{entity:?}: {found:#?}");
    }
    let site = small();
    assert!(judge(&site, &build(&site)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_words_are_told_or_well_formed(
        words in "[a-zA-Z]{1,4}(\\PC|\\p{Cc}|\\p{Cf}|\\p{Zs}|[<>&\"';,\\\\]){0,8}[a-z]{1,4}",
        (file, field) in prop::sample::select(vec![(EVENT, "title"), (EVENT, "summary"), (EVENT, "place"), ("site.yaml", "title")]),
    ) {
        let site = with(file, field, &words);
        judge(&site, &build(&site));
    }
}
