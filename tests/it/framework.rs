//! The Framework and the pathways lead to each other, as the links of finished pages tell it; and what editors are told
//! of it is on no page.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use html5gum::{Token, Tokenizer};
use trellis::disk;
use trellis::graph::Drafts;
use trellis::output::Output;
use trellis::pipeline::{self, Request};
use trellis::snapshot::Snapshot;

use crate::corpus;
use crate::warm;

const STAGES: &str = "framework/stages/";
const DOMAINS: &str = "framework/domains/";

fn folder(path: &str) -> Snapshot {
    disk::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path), None).unwrap()
}

fn build(site: &Snapshot) -> Output {
    let request =
        Request { today: corpus::TODAY.parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false };
    let build = pipeline::build(site, &request, &mut warm::memo(), &|_| {});
    build.output.unwrap_or_else(|| panic!("{:#?}", build.diagnostics))
}

/// Where a link of a page leads, without its fragment.
fn target(page: &str, href: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in href.split(['#', '?']).next().unwrap().split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Each page with the pages of the site that it links.
fn links(output: &Output) -> BTreeMap<&str, BTreeSet<String>> {
    let pages = output.files.iter().filter(|(path, _)| path.as_str().ends_with(".html"));
    let linked = |(path, html): (&str, &[u8])| {
        let mut linked = BTreeSet::new();
        for Ok(token) in Tokenizer::new(html) {
            if let Token::StartTag(tag) = token
                && *tag.name == b"a"
                && let Some(href) = tag.attributes.get(&b"href"[..])
            {
                let href = String::from_utf8_lossy(&href.value).into_owned();
                linked.extend((!href.contains(':') && !href.starts_with('#')).then(|| target(path, &href)));
            }
        }
        linked
    };
    pages.map(|(path, file)| (path.as_str(), linked((path.as_str(), &file.bytes)))).collect()
}

/// Ladders, told journeys and the map.
fn is_pathway(path: &str) -> bool {
    path.starts_with("pathways/") && path != "pathways/index.html" && path != "pathways/professions/index.html"
}

/// Pathway pages with the pages of the Framework that they link; each of these must link back.
#[track_caller]
fn pathways(output: &Output) -> BTreeMap<&str, BTreeSet<String>> {
    let links = links(output);
    let in_framework = |target: &&String| target.starts_with(STAGES) || target.starts_with(DOMAINS);
    let mut pathways = BTreeMap::new();
    for (path, linked) in links.iter().filter(|(path, _)| is_pathway(path)) {
        let linked: BTreeSet<String> = linked.iter().filter(in_framework).cloned().collect();
        for place in &linked {
            assert!(links[&**place].contains(*path), "{place} does not link back to {path}");
        }
        pathways.insert(*path, linked);
    }
    // And nothing is listed there that does not lead back.
    for (place, linked) in links.iter().filter(|(path, _)| in_framework(&&path.to_string())) {
        for path in linked.iter().filter(|path| pathways.contains_key(&***path)) {
            assert!(pathways[&**path].contains(*place), "{path} does not link {place}, which links it");
        }
    }
    pathways
}

#[test]
fn every_pathway_of_the_shipped_site_and_the_framework_link_each_other() {
    let output = build(&folder(""));
    let pathways = pathways(&output);
    for (path, linked) in &pathways {
        for places in [STAGES, DOMAINS] {
            assert!(linked.iter().any(|place| place.starts_with(places)), "{path} links nothing in {places}");
        }
    }
    let ladders = pathways.keys().filter(|path| path.starts_with("pathways/professions/")).count();
    assert_eq!(ladders, 14, "{:?}", pathways.keys());
    assert!(pathways.len() > ladders + 10, "{:?}", pathways.keys());
    let places =
        output.files.keys().filter(|path| path.as_str().starts_with(STAGES) || path.as_str().starts_with(DOMAINS));
    assert_eq!(pathways["pathways/map.html"].len(), places.count(), "the map links all stages and all domains");
}

#[test]
fn pathways_of_other_sites_and_the_framework_link_each_other() {
    let made_up = corpus::site(60, 3).into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    for site in [folder("tests/sites/small"), made_up] {
        assert!(pathways(&build(&site)).len() > 2);
    }
}

/// The notes of items with the status `missing`, as they stand in the files.
fn notes_of_missing_items(site: &Snapshot) -> Vec<String> {
    let domains = site.below("content/framework/domains").filter_map(|(path, _)| site.text(path));
    let items = domains.flat_map(|text| text.split("\n  - ").skip(1)).filter(|item| item.contains("status: missing"));
    items.filter_map(|item| item.split("note: ").nth(1)?.lines().next().map(str::to_string)).collect()
}

#[test]
fn no_page_tells_visitors_what_is_missing_or_what_to_do_about_it() {
    for site in [folder("tests/sites/small"), folder("")] {
        let output = build(&site);
        for note in notes_of_missing_items(&site) {
            for (path, file) in &output.files {
                let text = String::from_utf8_lossy(&file.bytes);
                assert!(!text.contains(&note), "{path} tells visitors: {note}");
            }
        }
    }
    assert_eq!(notes_of_missing_items(&folder("tests/sites/small")), ["Type in the rest."]);
}
