//! Shorter lists, the form's data, and the pages that scripts work on: all of one site agree with each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use html5gum::{Token, Tokenizer};
use trellis::disk;
use trellis::graph::Drafts;
use trellis::output::Output;
use trellis::pipeline::{self, Request};

use crate::corpus;
use crate::warm;

static SHIPPED: LazyLock<Output> = LazyLock::new(|| {
    let site = disk::read(Path::new(env!("CARGO_MANIFEST_DIR")), None).unwrap();
    let request =
        Request { today: corpus::TODAY.parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false };
    pipeline::build(&site, &request, &mut warm::memo(), &|_| {}).output.unwrap()
});

/// The pages of the shipped site, by path.
fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    let pages = SHIPPED.files.iter().filter(|(path, _)| path.as_str().ends_with(".html"));
    pages.map(|(path, file)| (path.as_str(), std::str::from_utf8(&file.bytes).unwrap()))
}

fn page(path: &str) -> &'static str {
    pages().find(|(found, _)| *found == path).unwrap_or_else(|| panic!("there is no {path}")).1
}

type Attributes = BTreeMap<String, String>;

/// Start tags with their attributes, in order.
fn tags(html: &str) -> Vec<(String, Attributes)> {
    let mut tags = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        let Token::StartTag(tag) = token else { continue };
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(&value.value))).collect();
        tags.push((text(&tag.name), attributes));
    }
    tags
}

/// The name of each card's page, with the answers that it is filed under.
fn cards(html: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut cards = BTreeMap::new();
    let mut open: Option<BTreeSet<String>> = None;
    for (name, attributes) in tags(html) {
        if name == "li" && attributes.get("class").is_some_and(|class| class == "card") {
            let filed = attributes.get("data-filed").map_or("", |filed| filed);
            open = Some(filed.split_whitespace().map(str::to_string).collect());
        } else if name == "a"
            && let Some(filed) = open.take()
        {
            let name = attributes["href"].rsplit('/').next().unwrap_or_default().to_string();
            assert!(cards.insert(name, filed).is_none(), "a card is there twice");
        }
    }
    cards
}

/// The kind and the answers that a shorter list's path names: `roles/by/stage/x.html`.
fn named(path: &str) -> Option<(&str, Vec<String>)> {
    let (kind, answers) = path.strip_suffix(".html")?.split_once("/by/")?;
    let parts: Vec<_> = answers.split('/').collect();
    Some((kind, parts.chunks(2).map(|pair| pair.join("=")).collect()))
}

#[test]
fn a_shorter_list_holds_what_is_filed_under_its_answers() {
    let mut seen = BTreeMap::new();
    for (path, html) in pages() {
        let Some((kind, answers)) = named(path) else { continue };
        let whole = cards(page(&format!("{kind}/index.html")));
        let fits = |filed: &BTreeSet<String>| answers.iter().all(|answer| filed.contains(answer));
        let expected: BTreeSet<_> = whole.iter().filter(|(_, filed)| fits(filed)).map(|(name, _)| name).collect();
        let shown = cards(html);
        assert_eq!(shown.keys().collect::<BTreeSet<_>>(), expected, "{path}");
        assert!(shown.len() >= 2 && shown.len() < whole.len(), "{path} shows {} of {}", shown.len(), whole.len());
        *seen.entry((kind, answers.len())).or_insert(0) += 1;
    }
    for (kind, answers) in [("roles", 1), ("roles", 2), ("routes", 1), ("interventions", 1), ("programmes", 1)] {
        assert!(seen.get(&(kind, answers)).is_some_and(|&count| count > 2), "{kind} by {answers}: {seen:?}");
    }
}

#[test]
fn a_pair_leaves_out_something_of_each_of_its_lists() {
    for (path, html) in pages() {
        let Some((kind, answers)) = named(path).filter(|(_, answers)| answers.len() == 2) else { continue };
        for answer in answers {
            let one = page(&format!("{kind}/by/{}.html", answer.replacen('=', "/", 1)));
            assert!(cards(html).len() < cards(one).len(), "{path} shows all of {answer}");
        }
    }
}

#[test]
fn every_answer_of_the_form_is_filed_and_counted() {
    for kind in ["roles", "routes", "interventions", "programmes", "partners"] {
        let html = page(&format!("{kind}/index.html"));
        let filed = cards(html);
        let boxes: Vec<_> = tags(html)
            .into_iter()
            // The page's tools have a box of their own, which is no answer.
            .filter(|(_, attributes)| attributes.get("type").is_some_and(|kind| kind == "checkbox"))
            .filter(|(_, attributes)| attributes.contains_key("name"))
            .map(|(_, attributes)| format!("{}={}", attributes["name"], attributes["value"]))
            .collect();
        assert!(boxes.len() > 2, "{kind} has no form");
        for answer in &boxes {
            let fitting = filed.values().filter(|filed| filed.contains(answer)).count();
            assert!(fitting > 0, "nothing in {kind} is filed under {answer}");
            let id = format!("f-{}", answer.replacen('=', "-", 1));
            let label = html.split_once(&format!("<label for=\"{id}\">")).unwrap().1;
            let label = label.split_once("</label>").unwrap().0;
            assert!(label.ends_with(&format!("({fitting})")), "{kind}, {answer}: {label}");
        }
        let known: BTreeSet<_> = boxes.iter().collect();
        assert!(
            filed.values().flatten().all(|answer| known.contains(answer)),
            "{kind} is filed under more than it asks"
        );
    }
}

#[test]
fn every_shorter_list_has_a_title_of_its_own() {
    let mut titles: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, html) in pages() {
        let title = html.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0;
        titles.entry(title).or_default().push(path);
    }
    for (title, paths) in titles {
        assert!(paths.len() == 1 || paths.iter().all(|path| named(path).is_none()), "{paths:?} are called {title}");
    }
}

#[test]
fn scripts_find_every_role_on_the_pages_that_they_work_on() {
    let roles: BTreeSet<_> = cards(page("roles/index.html")).into_keys().collect();
    let named = |path: &str, attribute: &str, tag: &str| -> BTreeSet<String> {
        let tags = tags(page(path)).into_iter().filter(|(name, _)| name == tag);
        tags.filter_map(|(_, mut attributes)| attributes.remove(attribute)).map(|id| id + ".html").collect()
    };
    assert_eq!(named("shortlist.html", "data-role", "li"), roles);
    assert_eq!(named("compare.html", "id", "tr"), roles);
    for role in &roles {
        let id = role.trim_end_matches(".html");
        let html = page(&format!("roles/{role}"));
        assert!(html.contains(&format!("data-save=\"{id}\"")), "{role} has no button that saves it");
        assert!(html.contains(&format!("compare.html#compare={id}\"")), "{role} does not lead to the comparison");
    }
}

#[test]
fn each_activity_names_its_steps_and_the_benchmarks_that_it_serves() {
    let html = page("activities.html");
    let activities: Vec<_> = html.split("class=\"fold activity\"").skip(1).collect();
    assert!(activities.len() > 5, "only {} activities", activities.len());
    for activity in activities {
        let activity = activity.split_once("</details>").unwrap().0;
        assert!(activity.contains("benchmarks.html#gb"), "{activity}");
        assert!(activity.contains("<ol>"), "{activity}");
    }
}

#[test]
fn scripts_are_plain_and_send_nothing() {
    let never =
        ["eval(", "new Function", "fetch(", "XMLHttpRequest", "sendBeacon", "innerHTML", "import(", "WebSocket"];
    for (path, file) in SHIPPED.files.iter().filter(|(path, _)| path.as_str().ends_with(".js")) {
        let text = std::str::from_utf8(&file.bytes).unwrap();
        for word in never {
            assert!(!text.contains(word), "{path} has {word}");
        }
    }
    for (path, html) in pages() {
        for (name, attributes) in tags(html) {
            let handler = attributes.keys().find(|name| name.starts_with("on"));
            assert!(handler.is_none(), "{path}: {name} has a handler in the page");
            let sends = name == "form" && attributes.get("method").is_none_or(|method| method == "post");
            assert!(!sends, "{path} has a form that may send");
        }
    }
}
