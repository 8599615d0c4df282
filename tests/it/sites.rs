//! Small whole sites: one overview of everything that each publishes.
//!
//! Of a page the overview holds its title and outline; of a file for machines, all of it. What pages say in detail is
//! for specs.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use html5gum::{Token, Tokenizer};
use jiff::civil::date;
use trellis::disk;
use trellis::graph::Drafts;
use trellis::output::Output;
use trellis::pipeline::{self, Request};

use crate::warm;

fn build(site: &Path) -> Output {
    let snapshot = disk::read(site, None).unwrap();
    let request = Request { today: date(2026, 11, 23), drafts: Drafts::Hide, base_url: None, staging: false };
    let build = pipeline::build(&snapshot, &request, &mut warm::memo(), &|_| {});
    assert!(build.diagnostics.is_empty(), "{:#?}", build.diagnostics);
    build.output.unwrap()
}

/// Title and headings of a page, one a line, indented by level.
fn outline(html: &str) -> String {
    let mut out = String::new();
    let mut open: Option<(usize, String)> = None;
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                if let Some(level) = level(&tag.name) {
                    open = Some((level, String::new()));
                }
            }
            Token::String(text) => {
                if let Some((_, words)) = &mut open {
                    words.push_str(&String::from_utf8_lossy(&text));
                }
            }
            Token::EndTag(tag) if level(&tag.name).is_some() => {
                if let Some((level, words)) = open.take() {
                    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                    writeln!(out, "{}{words}", "  ".repeat(level)).unwrap();
                }
            }
            _ => {}
        }
    }
    out
}

fn level(name: &[u8]) -> Option<usize> {
    match name {
        b"title" => Some(1),
        [b'h', digit @ b'1'..=b'6'] => Some(usize::from(digit - b'0') + 1),
        _ => None,
    }
}

fn overview(output: &Output) -> String {
    let mut out = String::new();
    for (path, file) in output.files.iter().filter(|(path, _)| !path.as_str().starts_with("assets/")) {
        writeln!(out, "=== {path}").unwrap();
        let text = std::str::from_utf8(&file.bytes).unwrap();
        out.push_str(&if path.as_str().ends_with(".html") { outline(text) } else { text.to_string() });
    }
    out
}

#[test]
fn each_small_site_publishes_what_it_should() {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut folders: Vec<_> =
        fs::read_dir(&sites).unwrap().map(|item| item.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    for site in folders {
        let name = site.file_name().unwrap().to_str().unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../sites");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name.to_string(), overview(&build(&site))));
    }
}
