//! The form of `site.yaml`: made from its table of fields, it changes what was changed and nothing else.

use std::fs;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;
use trellis::config::SiteFile;
use trellis::entry::fields::Record;
use trellis::entry::{RecordParts, RecordPlace};
use trellis::snapshot::File;
use trellis::source::SourcePath;

use crate::edit::{Fields, KIND, encoded, form, outcome, own, post, read, send, with};
use crate::hostile;
use crate::served::Served;

const FILE: &str = "site.yaml";
const FORM: &str = "/_trellis/edit/site.yaml";
const CHECK: &str = "/_trellis/check/site.yaml";

fn json(site: &Served, address: &str, fields: &Fields) -> Value {
    let reply = post(site, address, fields);
    assert_eq!(reply.status, 200, "{}", reply.text());
    serde_json::from_slice(&reply.body).unwrap()
}

#[test]
fn every_setting_is_in_the_form_and_only_what_was_changed_is_written() {
    let site = Served::prepared(&[], |folder| {
        let text = "# Ours.\ntitle: 'Small careers'  # short\ndescription: A small site.\nlevels:\n  # why\n  summary-length: off\n";
        fs::write(folder.join(FILE), text).unwrap();
    });
    let was = read(&site, FILE);
    let page = site.page("/_trellis/");
    assert!(page.contains(&format!("<a href=\"{FORM}\">Settings</a>")), "{page}");
    let page = site.page(FORM);
    assert!(page.contains("<h1>Settings</h1>") && page.contains("aria-current=\"page\">Settings"), "{page}");
    for field in SiteFile::FIELDS {
        assert!(page.contains(&format!("name=\"was.{}\"", field.name)), "{} is not in the form", field.name);
    }
    let fields = form(&page);
    assert_eq!(outcome(&post(&site, FORM, &fields)), "same");
    assert_eq!(read(&site, FILE), was);
    let changes = [
        ("f.title", "Northbank careers"),
        ("f.contact.name", "Careers team"),
        ("f.contact.phone", "020 7946 0000"),
        ("f.brand.colours.light", "deep: #12305c"),
        ("f.review_every", "roles: 12 months\r\npages: 2 years"),
        ("f.levels", "summary-length: off\r\nold-pay: off"),
        ("f.known_acronyms", "CPD\r\nHCPC"),
        ("f.reading_age", "11"),
    ];
    let saved = post(&site, FORM, &with(&fields, &changes));
    assert_eq!(outcome(&saved), "saved");
    let now = read(&site, FILE);
    for words in [
        "# Ours.\ntitle: 'Northbank careers'  # short\ndescription: A small site.\n",
        "contact:\n  name: Careers team\n  phone: 020 7946 0000\n",
        "brand:\n  colours:\n    light:\n      deep: ",
        "levels:\n  # why\n  summary-length: off\n",
        "review_every:\n  roles: 12 months\n  pages: 2 years\n",
        "known_acronyms:\n  - CPD\n  - HCPC\n",
        "reading_age: 11\n",
    ] {
        assert!(now.contains(words), "{words}\n{now}");
    }
    // The site is called so then, and it is undone as all else is.
    site.until_page_says("/", "Northbank careers");
    let page = site.page(FORM);
    let version = page.split("name=\"restore\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let undo: Fields = form(&page)
        .into_iter()
        .filter(|(name, _)| matches!(&**name, "token" | "read"))
        .chain([("restore".into(), version.into())])
        .collect();
    assert_eq!(outcome(&post(&site, FORM, &undo)), "back");
    assert_eq!(read(&site, FILE), was);
}

#[test]
fn what_the_site_would_refuse_is_told_beside_its_field_before_and_after_it_is_saved() {
    let site = Served::small(&[]);
    let was = read(&site, FILE);
    let fields = form(&site.page(FORM));
    let typed = with(
        &fields,
        &[
            ("f.base_url", "careers.example.org"),
            ("f.brand.colours.light", "deep: green"),
            ("f.review_every", "rolls: 12 months"),
            ("f.levels", "summary-length: never"),
            ("f.title", ""),
        ],
    );
    let answer = json(&site, CHECK, &typed);
    let mut ids: Vec<&str> =
        answer["points"].as_array().unwrap().iter().map(|point| point["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    let wanted = ["field-base_url", "field-brand-colours-light", "field-levels", "field-review_every", "field-title"];
    assert_eq!(ids, wanted, "{answer}");
    assert_eq!(read(&site, FILE), was, "nothing is written");
    assert_eq!(outcome(&post(&site, FORM, &typed)), "saved");
    let page = site.page(FORM);
    for id in wanted {
        assert!(page.contains(&format!("id=\"{id}-found\"")), "{id}\n{page}");
    }
    // Visitors still see the last good site.
    assert_eq!(site.get("/").status, 200);
}

#[test]
fn a_site_without_settings_gets_a_file_and_what_was_changed_meanwhile_is_not_written_over() {
    let site = Served::prepared(&[], |folder| fs::remove_file(folder.join(FILE)).unwrap());
    let page = site.page(FORM);
    assert!(page.contains("This file is made when you save."), "{page}");
    let fields = with(&form(&page), &[("f.title", "Mine"), ("f.description", "What it is for.")]);
    assert_eq!(outcome(&post(&site, FORM, &fields)), "saved");
    assert_eq!(read(&site, FILE), "title: Mine\ndescription: What it is for.\n");
    // The form is of a time when there was none.
    let late = post(&site, FORM, &with(&fields, &[("f.title", "Yours")]));
    assert!(
        late.status == 409 && late.text().contains("Somebody has changed the settings meanwhile"),
        "{}",
        late.text()
    );
    assert_eq!(read(&site, FILE), "title: Mine\ndescription: What it is for.\n");
}

#[test]
fn the_first_page_stands_beside_the_settings_in_their_colours() {
    let site = Served::small(&[]);
    let fields = form(&site.page(FORM));
    let typed = with(&fields, &[("f.title", "Northbank careers"), ("f.brand.colours.light", "deep: #12305c")]);
    let answer = json(&site, "/_trellis/preview/site.yaml", &typed);
    let html = answer["html"].as_str().unwrap();
    assert!(html.contains("Northbank careers") && html.contains("<base href=\"/index.html\""), "{html}");
    let style = html.split("<style nonce=\"").nth(1).unwrap();
    assert!(style.split("</style>").next().unwrap().contains("--deep:#12305c;"), "{style}");
    let same = json(&site, "/_trellis/preview/site.yaml", &fields);
    assert!(!same["html"].as_str().unwrap().contains("<style nonce"));
}

#[test]
fn settings_that_cannot_be_read_or_may_not_be_written_have_no_form() {
    let site = Served::small(&[]);
    site.write(FILE, "title: [");
    let page = site.page(FORM);
    assert!(
        page.contains("The fields of site.yaml cannot be told apart") && !page.contains("<form class=\"edit\""),
        "{page}"
    );
    let reading = Served::small(&["--read-only"]);
    assert_eq!(reading.get(FORM).status, 403);
    assert!(!reading.page("/_trellis/").contains(FORM));
    let home = post(&site, "/_trellis/picture/site.yaml", &Fields::from([("token".into(), "x".into())]));
    assert_eq!(home.status, 403);
}

#[test]
#[cfg(unix)]
fn settings_that_are_a_link_out_of_the_site_are_let_be() {
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("theirs.yaml");
    fs::write(&file, "title: Theirs\ndescription: Not ours.\n").unwrap();
    let site = Served::prepared(&[], |folder| {
        fs::remove_file(folder.join(FILE)).unwrap();
        std::os::unix::fs::symlink(&file, folder.join(FILE)).unwrap();
    });
    let reply = site.get(FORM);
    assert!(reply.status == 500 && reply.text().contains("a link out of the site"), "{}", reply.text());
    let token = form(&site.page("/_trellis/edit/roles/podiatrist"));
    assert_eq!(post(&site, FORM, &with(&token, &[])).status, 500);
    assert_eq!(fs::read_to_string(&file).unwrap(), "title: Theirs\ndescription: Not ours.\n");
}

#[test]
fn whatever_is_posted_writes_the_settings_alone_and_shows_as_words() {
    let site = Served::small(&[]);
    let others = |site: &Served| -> Vec<(String, Vec<u8>)> {
        let files = walkdir::WalkDir::new(site.folder.path()).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = files.filter(|file| file.file_type().is_file());
        let named =
            files.map(|file| (file.path().strip_prefix(site.folder.path()).unwrap().display().to_string(), file));
        let named = named.filter(|(name, _)| name != FILE && !name.starts_with(".trellis-"));
        named.map(|(name, file)| (name, fs::read(file.path()).unwrap())).collect()
    };
    let before = others(&site);
    let mut fields = form(&site.page(FORM));
    let names: Vec<String> = fields.keys().filter(|name| !matches!(&***name, "token" | "read")).cloned().collect();
    let hostile: Vec<String> = hostile::strings();
    let text =
        prop_oneof![prop::sample::select(hostile), any::<String>(), "[ -~\r\n]{0,60}", "[a-z]{1,8}: [#a-z0-9]{0,8}"];
    let change = (any::<prop::sample::Index>(), text);
    let strategy = (prop::collection::vec(change, 1..4), 0..10u8);
    let mut runner = TestRunner::deterministic();
    let posts: usize = std::env::var("TRELLIS_POSTS").map_or(150, |posts| posts.parse().unwrap());
    let head = format!("{KIND}{}", own(&site));
    let path = SourcePath::new(FILE);
    let (mut saved, mut refused) = (0, 0);
    for _ in 0..posts {
        let (changes, trick) = strategy.new_tree(&mut runner).unwrap().current();
        let changes: Vec<(&str, &str)> =
            changes.iter().map(|(name, text)| (name.get(&names).as_str(), text.as_str())).collect();
        let mut body = encoded(&with(&fields, &changes));
        if trick == 0 {
            body.truncate(body.len() / 2);
        }
        let was = fs::read(site.path(FILE)).unwrap();
        if trick == 1 {
            let asked = send(&site, CHECK, &head, &body).status;
            assert!(matches!(asked, 200 | 400 | 403), "{asked}");
            assert_eq!(fs::read(site.path(FILE)).unwrap(), was);
            continue;
        }
        let reply = send(&site, FORM, &head, &body);
        assert!(matches!(reply.status, 303 | 400 | 403 | 409 | 422), "{}", reply.text());
        assert!(!reply.text().contains("<script>alert"), "{}", reply.text());
        let bytes = fs::read(site.path(FILE)).unwrap();
        assert!(RecordParts::of(RecordPlace::Whole(&path), &bytes).is_ok(), "{}", String::from_utf8_lossy(&bytes));
        if reply.status == 303 {
            saved += 1;
            fields.insert("read".into(), format!("{:032x}", File::new(bytes).hash));
        } else {
            assert_eq!(bytes, was, "nothing is written by half");
            refused += 1;
        }
    }
    assert!(saved > posts / 4 && refused > posts / 20, "{saved} saved, {refused} refused");
    assert_eq!(others(&site), before);
    assert!(!site.page(FORM).contains("<script>alert"));
}
