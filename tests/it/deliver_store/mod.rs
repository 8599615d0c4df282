//! `trellis publish` to a store that speaks the language of S3. The store is one of the test's own, which looks at every
//! signature (`store`); `tests/hosts/s3.mjs` does the same with one that others have made.

mod killed;
mod trouble;
mod two_at_once;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::small::{Run, Small};
use crate::store::{Act, BUCKET, Conditions, ID, Object, SECRET, Store};

const KEYS: [(&str, &str); 2] = [("AWS_ACCESS_KEY_ID", ID), ("AWS_SECRET_ACCESS_KEY", SECRET)];

fn built(site: Small) -> Small {
    site.run("build").ends(0);
    site
}

fn publish_as(site: &Small, store: &Store, more: &str, keys: &[(&str, &str)]) -> Run {
    site.run_with(&format!("publish --to s3://{BUCKET} --endpoint {} {more}", store.address), keys)
}

fn publish(site: &Small, store: &Store, more: &str) -> Run {
    publish_as(site, store, more, &KEYS)
}

/// Every file of a built site.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter();
    let files = files.filter_entry(|entry| entry.file_name() != ".trellis").map(Result::unwrap);
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_string();
    files
        .filter(|file| file.file_type().is_file())
        .map(|file| (name(file.path()), fs::read(file.path()).unwrap()))
        .collect()
}

fn bytes(objects: &BTreeMap<String, Object>) -> BTreeMap<String, Vec<u8>> {
    objects.iter().map(|(key, object)| (key.clone(), object.bytes.clone())).collect()
}

#[track_caller]
fn stands(site: &Small, store: &Store) {
    assert!(bytes(&store.objects()) == files(&site.path("public")), "the store holds another site");
    assert!(!store.all().contains_key(".trellis/publishing.json"), "a note is left");
}

/// What was written, in order.
fn written(store: &Store) -> Vec<String> {
    let asked = store.asked();
    asked.iter().filter_map(|line| Some(line.strip_prefix("PUT ")?.strip_suffix(" 200")?.to_string())).collect()
}

/// The part of an order in which a key is.
fn rank(key: &str) -> usize {
    match key {
        ".trellis/publishing.json" => 0,
        ".trellis/manifest.json" => 6,
        "index.html" => 5,
        key if key.ends_with("index.html") || key.ends_with("-data.js") => 4,
        "sitemap.xml" | "feed.xml" => 4,
        key if key.ends_with(".html") => 2,
        _ => 1,
    }
}

#[test]
fn a_site_stands_in_a_store_with_its_types_and_what_pages_need_comes_first() {
    let (site, store) = (built(Small::new()), Store::start());
    publish(&site, &store, "--dry-run").ends(0).answers("new     roles/podiatrist.html").answers("Would publish");
    assert!(store.all().is_empty());
    publish(&site, &store, "").ends(0).answers("Published");
    stands(&site, &store);
    let order = written(&store);
    assert!(order.is_sorted_by_key(|key| rank(key)), "{order:#?}");
    let objects = store.objects();
    let head = |key: &str, name: &str| objects[key].headers.get(name).cloned().unwrap_or_default();
    for (ending, kind) in [
        (".html", "text/html; charset=utf-8"),
        (".css", "text/css; charset=utf-8"),
        (".js", "text/javascript; charset=utf-8"),
        (".svg", "image/svg+xml"),
        (".webmanifest", "application/manifest+json"),
        (".ics", "text/calendar; charset=utf-8"),
        (".xml", "application/xml"),
    ] {
        let keys: Vec<&String> = objects.keys().filter(|key| key.ends_with(ending)).collect();
        assert!(!keys.is_empty() && keys.iter().all(|key| head(key, "content-type") == kind), "{ending}");
    }
    let marked =
        |key: &str| key.starts_with("assets/") && key.split('.').rev().nth(1).is_some_and(|mark| mark.len() == 8);
    for key in objects.keys() {
        let keep = if marked(key) { "public, max-age=31536000, immutable" } else { "no-cache" };
        assert_eq!(head(key, "cache-control"), keep, "{key}");
    }
    assert!(objects.keys().any(|key| marked(key)) && !marked("assets/search-data.js"));
    let moved = "x-amz-website-redirect-location";
    let to = "https://careers.example.org/small/routes/podiatry-degree.html";
    assert_eq!(head("routes/foot-degree.html", moved), to);
    assert_eq!(objects.values().filter(|object| object.headers.contains_key(moved)).count(), 1);
    publish(&site, &store, "").ends(0).answers("Nothing has changed");
    assert_eq!(store.asked().iter().filter(|line| !line.starts_with("GET ")).count(), 0);
}

#[test]
fn after_a_change_of_one_word_a_fresh_copy_sends_five_objects_at_most() {
    let (site, store) = (built(Small::new()), Store::start());
    publish(&site, &store, "").ends(0);
    store.asked();
    let copy = built(Small::new().edit("content/pages/about.md", "---\n\n", "---\n\nWelcome. "));
    publish(&copy, &store, "").ends(0);
    let sent = written(&store);
    assert!(sent.contains(&"about.html".to_string()), "{sent:?}");
    assert!(sent.len() <= 5, "with the note and the list: {sent:?}");
    stands(&copy, &store);
}

#[test]
fn what_the_environment_says_of_a_store_is_heeded() {
    let (site, store) = (built(Small::new()), Store::start());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let notes = asked.clone();
    store.hook(move |request, _| {
        let said =
            ["X-Amz-Credential", "X-Amz-Security-Token"].map(|name| request.asks(name).unwrap_or("none").to_string());
        notes.lock().unwrap().push(said);
        Act::Answer
    });
    let named =
        [("AWS_ENDPOINT_URL", &*store.address), ("AWS_REGION", "eu-west-2"), ("AWS_SESSION_TOKEN", "lent/for+a=while")];
    // What is pasted often has the end of a line behind it.
    let keys = [("AWS_ACCESS_KEY_ID", ID), ("AWS_SECRET_ACCESS_KEY", &format!("{SECRET}\n"))];
    site.run_with(&format!("publish --to s3://{BUCKET}"), &[&named[..], &keys].concat()).ends(0);
    stands(&site, &store);
    let asked = asked.lock().unwrap();
    assert!(asked.len() > 100);
    for [credential, token] in &*asked {
        assert!(credential.ends_with("/eu-west-2/s3/aws4_request"), "{credential}");
        assert_eq!(token, "lent/for+a=while");
    }
}

#[test]
fn a_path_in_a_bucket_is_the_sites_own_and_what_is_not_the_sites_stays() {
    let (site, store) = (built(Small::new()), Store::start());
    for key in ["index.html", "careers/ahp/notes.txt", "careers/other.html"] {
        store.put(key, "mine");
    }
    let to = format!("publish --to s3://{BUCKET}/careers/ahp/ --endpoint {}", store.address);
    site.run_with(&to, &KEYS).ends(0);
    let inside = |store: &Store| -> BTreeMap<String, Vec<u8>> {
        let all = bytes(&store.objects()).into_iter();
        all.filter_map(|(key, bytes)| Some((key.strip_prefix("careers/ahp/")?.to_string(), bytes))).collect()
    };
    let mut there = inside(&store);
    assert_eq!(there.remove("notes.txt").as_deref(), Some(&b"mine"[..]));
    assert!(there == files(&site.path("public")));
    let site = site.edit("content/events/open-evening.md", "---\n", "---\ndraft: true\n");
    site.run("build").ends(0);
    site.run_with(&to, &KEYS).ends(0);
    assert!(!inside(&store).contains_key("events/open-evening.html"), "what is gone goes");
    for key in ["index.html", "careers/ahp/notes.txt", "careers/other.html"] {
        assert_eq!(store.objects()[key].bytes, b"mine", "{key}");
    }
}

#[test]
fn a_page_on_its_way_finds_its_style_for_one_publish() {
    let (site, store) = (built(Small::new()), Store::start());
    publish(&site, &store, "").ends(0);
    let style = |site: &Small| {
        let home = site.read("public/index.html");
        home.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_string()
    };
    let old = style(&site);
    fs::remove_dir_all(site.path("public")).unwrap();
    let colour = "brand:\n  colours:\n    light:\n      accent: '#7a1f5c'\ntitle:";
    let site = built(site.edit("site.yaml", "title:", colour));
    publish(&site, &store, "").ends(0);
    assert!(store.objects().contains_key(&old) && store.objects().contains_key(&style(&site)) && old != style(&site));
    publish(&site, &store, "").ends(0).answers("Nothing has changed");
    let site = built(site.edit("content/pages/about.md", "title: ", "title: New "));
    publish(&site, &store, "").ends(0);
    assert!(!store.objects().contains_key(&old));
}

#[test]
fn more_than_a_third_of_the_pages_goes_only_if_that_is_said() {
    let (site, store) = (built(Small::new()), Store::start());
    let pages = (0..40).map(|number| (format!("content/pages/note-{number}.md"), number));
    let page = |number| {
        format!(
            "---\ntitle: Note {number}\nsummary: A note.\nreviewed: 2026-11-23\n---\n\nRead [about](about.md) us.\n"
        )
    };
    let large = built(pages.fold(Small::new(), |site, (path, number)| site.write(&path, &page(number))));
    publish(&large, &store, "").ends(0);
    let before = store.all();
    store.asked();
    publish(&site, &store, "").ends(2).says("--allow-removals");
    assert!(store.all() == before && written(&store).is_empty());
    publish(&site, &store, "--allow-removals").ends(0);
    stands(&site, &store);
}

#[test]
fn names_with_signs_of_all_sorts_arrive_as_they_are() {
    let names =
        ["open day + more (1).txt", "Öffnungszeiten für alle.txt", "a&b=c;d,e.txt", "50%25 off.txt", "it's.txt"];
    let listed: String = names.iter().map(|name| format!("  - \"files/{name}\"\n")).collect();
    let site = names.iter().fold(Small::new(), |site, name| site.write(&format!("content/files/{name}"), name));
    let settings = site.read("site.yaml");
    let site = built(site.write("site.yaml", &format!("{settings}publish:\n{listed}")));
    let store = Store::start();
    let purge = site.path("purge.txt");
    publish(&site, &store, "").ends(0);
    stands(&site, &store);
    for name in names {
        assert_eq!(store.objects()[&format!("files/{name}")].bytes, name.as_bytes());
    }
    let site = built(site.write(&format!("content/files/{}", names[0]), "other words"));
    publish(&site, &store, &format!("--purge-list {}", purge.display())).ends(0);
    stands(&site, &store);
    let told = fs::read_to_string(purge).unwrap();
    assert_eq!(told, "https://careers.example.org/small/files/open%20day%20%2B%20more%20%281%29.txt\n");
}

/// A publish that is under way.
fn start(site: &Path, store: &Store, out: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
    command.current_dir(site).args(["publish", "--allow-removals", "--out", out, "--to", &format!("s3://{BUCKET}")]);
    command.args(["--endpoint", &store.address]).envs(KEYS).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}
