//! Ids of the theme and ids of headings never meet, whatever authors write above their paragraphs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use html5gum::{Token, Tokenizer};
use trellis::disk;
use trellis::entry::Kind;
use trellis::graph::Drafts;
use trellis::pipeline::{self, Request};
use trellis::plan::Subject;
use trellis::slug::slug;
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;
use trellis::view::Overview;

use crate::warm;

fn read(folder: &str) -> Snapshot {
    disk::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), None).unwrap()
}

fn request() -> Request {
    Request { today: "2026-11-23".parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false }
}

/// The ids of a page, in the order in which they stand.
fn ids(html: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        if let Token::StartTag(tag) = token {
            ids.extend(tag.attributes.get(&b"id"[..]).map(|id| String::from_utf8_lossy(id).into_owned()));
        }
    }
    ids
}

/// What entries' own pages have: kind and id of the entry, template, ids of the page, and those of its headings.
struct Shown {
    kind: Kind,
    id: String,
    template: &'static str,
    ids: Vec<String>,
    headings: BTreeSet<String>,
}

fn shown(snapshot: &Snapshot) -> Vec<Shown> {
    let mut memo = warm::memo();
    let judged = pipeline::judge(snapshot, &request(), &mut memo, &|_| {});
    let (graph, pages) = (judged.graph.clone(), judged.pages.clone());
    let build = judged.render(snapshot, &memo, &|_| {});
    let output = build.output.unwrap_or_else(|| panic!("{:#?}", build.diagnostics));
    let shown = pages.iter().filter_map(|page| {
        let node = match page.subject {
            Subject::Entry(node) => graph.node(node),
            Subject::Overview(Overview::Home) => graph.node(graph.find(Kind::Page, "home")?),
            _ => return None,
        };
        // Rows of tables have no text.
        if node.entry.row.is_some() {
            return None;
        }
        let html = std::str::from_utf8(&output.files[&page.address].bytes).unwrap();
        let headings = node.body().headings.iter().map(|heading| heading.id.to_string()).collect();
        let (kind, id, template) = (node.kind(), node.id().to_string(), page.face(&graph).template);
        Some(Shown { kind, id, template, ids: ids(html), headings })
    });
    shown.collect()
}

/// Ids that stand in a template as they are, other than those that no heading can have.
fn literal_ids(template: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates").join(template);
    let text = fs::read_to_string(path).unwrap();
    let found = text.split(" id=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id.to_string());
    found.filter(|id| can_be_of_heading(id)).collect()
}

fn can_be_of_heading(id: &str) -> bool {
    slug(id) == id
}

#[test]
fn every_id_of_the_theme_is_known_to_those_who_read_texts() {
    let mut unknown: BTreeMap<Kind, BTreeSet<String>> = BTreeMap::new();
    for site in ["tests/sites/small", "."] {
        for page in shown(&read(site)) {
            let is_note = |id: &str| id.strip_prefix("note-").is_some_and(|rest| rest.starts_with(char::is_numeric));
            let own = page.ids.iter().filter(|id| !page.headings.contains(*id) && !is_note(id)).cloned();
            let ids = own.filter(|id| can_be_of_heading(id)).chain(literal_ids(page.template));
            let taken = page.kind.taken(&page.id);
            unknown
                .entry(page.kind)
                .or_default()
                .extend(ids.filter(|id| !taken.may_make(id) && taken.ids().all(|known| known != id)));
        }
    }
    unknown.retain(|_, ids| !ids.is_empty());
    assert!(unknown.is_empty(), "`Kind::taken` (src/entry/kinds/taken.rs) is to name these: {unknown:#?}");
}

#[test]
fn a_heading_may_be_called_like_any_part_of_any_page() {
    let site = read("tests/sites/small");
    let pages = shown(&site);
    let mut wanted: BTreeSet<String> = pages.iter().flat_map(|page| page.ids.iter().cloned()).collect();
    let templates: BTreeSet<&str> = pages.iter().map(|page| page.template).collect();
    wanted.extend(templates.into_iter().flat_map(literal_ids));
    wanted.extend(["note-1", "note-1-ref", "note-2", "way-x", "q-1", "q-1-2"].map(String::from));
    let headings: String = wanted.iter().map(|id| format!("## Part {id} {{#{id}}}\n\nWords.[^1]\n\n")).collect();

    let mut site = site;
    let is_text = |path: &SourcePath| path.as_str().starts_with("content/") && path.extension() == "md";
    let texts: Vec<SourcePath> = site.iter().map(|(path, _)| path.clone()).filter(is_text).collect();
    for path in texts {
        let text = format!("{}\n\n{headings}[^1]: A note.\n", site.text(&path).unwrap().trim_end());
        site.insert(path, File::new(text.into_bytes()));
    }
    let build = pipeline::build(&site, &request(), &mut warm::memo(), &|_| {});
    let errors: Vec<_> = build.diagnostics.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    for page in shown(&site) {
        let different: BTreeSet<&String> = page.ids.iter().collect();
        assert_eq!(different.len(), page.ids.len(), "{} {}: {:?}", page.kind.one(), page.id, page.ids);
        assert!(page.headings.len() >= wanted.len(), "{} {}", page.kind.one(), page.id);
    }
}
