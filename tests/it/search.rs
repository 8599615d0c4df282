//! Search: one way to read words in Rust and in the browser, and an index that is the same for the same site.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use trellis::graph::Drafts;
use trellis::search::{self, text};
use trellis::{disk, pipeline, view};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What the default theme says for a key, if that is one line.
fn words(key: &str) -> Option<String> {
    let strings = fs::read_to_string(root().join("themes/default/strings/en.ftl")).unwrap();
    strings.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = ").map(str::to_string))
}

/// The documents, the notes and the index of a site, with keys for the theme's words.
fn indexed(site: &Path) -> (Vec<search::Document>, Vec<search::Note>, String) {
    let snapshot = disk::read(site, None).unwrap();
    let today = jiff::civil::date(2026, 12, 1);
    let request = pipeline::Request { today, drafts: Drafts::Hide, base_url: None, staging: false };
    let judged = pipeline::judge(&snapshot, &request, &mut Default::default(), &|_| {});
    let shared = view::Shared::new(&judged.graph, &judged.config, judged.facets.clone(), judged.ties.clone());
    let (graph, config, poster_sizes) = (&judged.graph, &judged.config, &BTreeMap::new());
    let context = view::Context { graph, config, today, shared: &shared, poster_sizes };
    let (documents, notes) = search::documents(&context, &words);
    let index = search::index(&documents, &notes, &search::Language::default());
    (documents, notes, index)
}

fn golden() -> BTreeMap<String, String> {
    serde_json::from_str(&fs::read_to_string(root().join("tests/search/stems.json")).unwrap()).unwrap()
}

fn stems(text: &str) -> String {
    text::words(text).iter().map(|word| text::stem(word)).collect::<Vec<_>>().join(" ")
}

#[test]
fn words_have_the_stems_that_the_browser_is_held_to() {
    let golden = golden();
    assert!(golden.len() > 2000, "the list of stems is too short to hold two stemmers together");
    for (word, stem) in golden {
        assert_eq!(stems(&word), stem, "{word}: run `cargo test --test it stems_are_written -- --ignored`");
    }
}

#[test]
#[ignore = "writes tests/search/stems.json anew from the words that are in it"]
fn stems_are_written() {
    let golden: BTreeMap<String, String> = golden().into_keys().map(|word| (word.clone(), stems(&word))).collect();
    let json = serde_json::to_string_pretty(&golden).unwrap().replace("\n  ", "\n");
    fs::write(root().join("tests/search/stems.json"), json + "\n").unwrap();
}

#[test]
fn the_index_is_one_classic_script_and_always_the_same() {
    let (_, _, index) = indexed(&root());
    assert!(index.starts_with("var trellisSearchData={") && index.ends_with("};\n"));
    assert_eq!(index.lines().count(), 1);
    assert_eq!(index, indexed(&root()).2);
}

#[test]
fn every_synonym_leads_somewhere() {
    let (_, notes, _) = indexed(&root());
    assert!(notes.len() > 100, "{} notes", notes.len());
    for note in notes {
        let title = &note.typed[0];
        let leads = !note.leads.is_empty() || note.elsewhere.is_some();
        assert!(leads, "`{title}` in content/data/synonyms.yaml leads to no page");
    }
}

#[test]
fn the_index_grows_slower_than_the_text() {
    let weigh = |site: &str| {
        let (documents, _, index) = indexed(&root().join(site));
        let text: usize =
            documents.iter().flat_map(|one| one.text.iter().chain([&one.summary])).map(|text| text.len()).sum();
        println!("{site}: {} documents, {text} bytes of text, {} bytes of index", documents.len(), index.len());
        index.len() as f64 / text as f64
    };
    assert!(weigh(".") < weigh("tests/sites/small"), "more text must need less index for each byte");
}
