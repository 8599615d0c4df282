//! Every kind goes through every table: what one lacks is named, with the place where it belongs.
//!
//! Where a kind must have code of its own, a `match` without a rest asks for it. What is left is here: words and
//! templates of the theme, and tables that put kinds in an order.

use std::collections::BTreeMap;

use super::{DefaultTheme, load};
use crate::config;
use crate::entry::kinds::{Kind, Mark, Menu, Shown};
use crate::graph::{Graph, framework};
use crate::snapshot::Snapshot;
use crate::view::{Overview, asked_of, tied};

/// What is there: words of the theme, and files by their paths.
struct There<'a> {
    has_words: &'a dyn Fn(&str) -> bool,
    has_file: &'a dyn Fn(&str) -> bool,
    fields: &'a str,
}

/// What a kind lacks, a line each.
fn lacks(kind: Kind, there: &There<'_>) -> Vec<String> {
    let mut lacks = Vec::new();
    let spec = kind.spec();
    let folder = kind.folder();
    let mut words = |key: &str, what: &str| {
        if !(there.has_words)(key) {
            lacks.push(format!("the words `{key}` in themes/default/strings/en.ftl: {what}"));
        }
    };
    words(kind.name_key(), "what all of these are called");
    if kind.has_own_pages() && !kind.is_data() {
        words(&kind.name_key().replace("kind-", "one-"), "what one of these is called, above its name");
    }
    if spec.search.is_some() {
        words(&format!("search-group-{}", kind.search_group()), "the heading over results of search");
    }
    if !asked_of(&Graph::default(), kind).is_empty() {
        words(&format!("filter-all-{folder}"), "the link back to the whole list");
    }
    if let Some(list) = kind.list_page().filter(|_| kind.has_own_pages()) {
        words(list.keys.crumb, "the step to the list, on the way down to one of these");
    }
    if let Shown::Page { template, .. } = spec.shown
        && !(there.has_file)(&format!("templates/{template}"))
    {
        lacks.push(format!("the template themes/default/templates/{template}"));
    }
    if kind.has(Mark::InFramework) != framework::IN_ORDER.contains(&kind) {
        lacks.push("its place in `IN_ORDER` of src/graph/framework.rs, or its mark `InFramework`".into());
    }
    if kind.has(Mark::InFramework) != tied::GROUPS.iter().any(|(tied, ..)| *tied == kind) {
        lacks.push("its place in `GROUPS` of src/view/tied.rs, or its mark `InFramework`".into());
    }
    if !there.fields.contains(&format!("(`content/{folder}")) {
        lacks.push("its fields in docs/fields.md: run the tests with TRELLIS_UPDATE=1".into());
    }
    lacks
}

/// What a page that stands for no entry lacks.
fn page_lacks(overview: Overview, there: &There<'_>) -> Vec<String> {
    let page = overview.page();
    let keys = page.list.keys;
    let mut wanted = Vec::new();
    // The first page is called by the name of the site.
    if overview != Overview::Home {
        wanted.extend([(keys.title, "what the page is called"), (keys.lede, "a sentence about the page")]);
    }
    if page.list.menu != Menu::Nowhere {
        wanted.push((keys.menu, "what the menu calls the page"));
    }
    let mut lacks = Vec::new();
    for (key, what) in wanted.into_iter().filter(|(key, _)| !(there.has_words)(key)) {
        lacks.push(format!("the words `{key}` in themes/default/strings/en.ftl: {what}"));
    }
    let template = overview.face("").template;
    if !(there.has_file)(&format!("templates/{template}")) {
        lacks.push(format!("the template themes/default/templates/{template}"));
    }
    lacks
}

fn all_that_lacks(there: &There<'_>) -> Vec<String> {
    let kinds = Kind::ALL
        .iter()
        .flat_map(|&kind| lacks(kind, there).into_iter().map(move |lack| format!("{} lack {lack}", kind.many())));
    let pages = Overview::all().flat_map(|overview| {
        let path = overview.page().list.path;
        page_lacks(overview, there).into_iter().map(move |lack| format!("{path} lacks {lack}"))
    });
    kinds.chain(pages).collect()
}

#[test]
fn every_kind_has_all_that_its_line_promises() {
    let site = Snapshot::default();
    let theme = load(&site, &config::read(&site, None).value).value.expect("the default theme is whole");

    let fields = include_str!("../../docs/fields.md");
    let has_words = |key: &str| theme.strings.wants(key).is_some();
    let has_file = |path: &str| DefaultTheme::get(path).is_some();
    let lacking = all_that_lacks(&There { has_words: &has_words, has_file: &has_file, fields });
    assert!(lacking.is_empty(), "see \"Adding things\" in docs/architecture.md:\n{}", lacking.join("\n"));
}

#[test]
fn whatever_is_forgotten_is_named() {
    let lacking = all_that_lacks(&There { has_words: &|_| false, has_file: &|_| false, fields: "" });
    let is_named = |what: &str| lacking.iter().any(|line| line.contains(what));
    for &kind in Kind::ALL {
        assert!(is_named(&format!("`{}`", kind.name_key())), "{kind:?}: {lacking:#?}");
        assert!(is_named(&format!("{} lack its fields", kind.many())), "{kind:?}: {lacking:#?}");
        if let Shown::Page { template, .. } = kind.spec().shown {
            assert!(is_named(template), "{kind:?}: {lacking:#?}");
        }
    }
    for page in Overview::all().map(Overview::page).filter(|page| page.is_found) {
        assert!(is_named(page.list.keys.title) && is_named(page.list.keys.lede), "{page:?}: {lacking:#?}");
    }
}

/// Two kinds in one folder, at one place of a menu or of the search page would hide each other.
#[test]
fn no_two_kinds_want_one_place() {
    let mut wanted: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for kind in Kind::ALL.iter() {
        let spec = kind.spec();
        let folder = match spec.shown {
            Shown::Page { folder, .. } => Some(format!("the folder `{folder}/`")),
            Shown::Part { page, anchor } => Some(format!("parts of {page} that begin with `{anchor}`")),
            Shown::Behind { .. } => None,
        };
        let way = spec.way_to_find.map(|place| format!("place {place} on the search page"));
        let group = spec.search.map(|_| format!("search results under `{}`", kind.search_group()));
        for place in [folder, way, group].into_iter().flatten() {
            wanted.entry(place).or_default().push(kind.folder());
        }
    }
    for list in Overview::all().map(|overview| overview.page().list) {
        if list.menu != Menu::Nowhere {
            wanted.entry(format!("{:?} of the menus", list.menu)).or_default().push(list.path);
        }
        wanted.entry(format!("the page {}", list.path)).or_default().push(list.keys.title);
    }
    let twice: Vec<_> = wanted.iter().filter(|(_, wanting)| wanting.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:#?}");
}
