//! The desk makes the site one file to take along: the same as the command line makes, and only where it could be published.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::process::Command;

use crate::edit::{Fields, form, post, with};
use crate::served::{Reply, Served};

const PUBLISH: &str = "/_trellis/publish";

fn made(site: &Served, host: &str) -> Reply {
    let fields: Fields = form(&site.page(PUBLISH));
    post(site, PUBLISH, &with(&fields, &[("host", host)]))
}

/// Every file of an archive.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut read = |name: &String| {
        let mut bytes = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    names.iter().map(|name| (name.clone(), read(name))).collect()
}

fn trellis(site: &Served, words: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
    let output = command.current_dir(site.folder.path()).args(words).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn it_is_the_file_that_the_command_line_makes_and_nothing_else_is_touched() {
    let site = Served::small(&[]);
    let page = site.page(PUBLISH);
    assert!(page.contains("The site can be published"), "{page}");
    let reply = made(&site, "");
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.field("Content-Type"), Some("application/zip"));
    let attached = reply.field("Content-Disposition").unwrap();
    let name = attached.split('"').nth(1).unwrap().to_string();
    assert!(!site.path("public").exists());
    trellis(&site, &["build", "--now", "2026-11-23"]);
    trellis(&site, &["publish", "--to", &name]);
    assert!(fs::read(site.path(&name)).unwrap() == reply.body, "it is another file");
}

#[test]
fn a_host_is_told_what_it_must_know_and_drafts_stay_out() {
    let site = Served::prepared(&["--drafts"], |folder| {
        let draft =
            "---\ntitle: Secret plan\nsummary: Not yet.\nreviewed: 2026-11-01\ndraft: true\n---\n\nWe wait for it.\n";
        fs::write(folder.join("content/pages/secret.md"), draft).unwrap();
    });
    site.until_page_says("/secret.html", "Secret plan");
    let plain = unpacked(&made(&site, "").body);
    let told = unpacked(&made(&site, "netlify").body);
    let inside = |name: &&String| name.ends_with("/_headers") || name.ends_with("/_redirects");
    assert_eq!(told.keys().filter(inside).count(), 2);
    assert_eq!(plain.keys().filter(inside).count(), 0);
    for (name, bytes) in &plain {
        assert!(!name.contains("secret") && !String::from_utf8_lossy(bytes).contains("Secret plan"), "{name}");
    }
    // What no file inside the site can tell is not offered.
    assert!(!site.page(PUBLISH).contains("value=\"nginx\""));
}

#[test]
fn a_site_with_an_error_becomes_no_file_and_says_why() {
    let site = Served::small(&[]);
    site.edit("content/roles/podiatrist.md", "title:", "titel:");
    site.until_page_says(PUBLISH, "from being published");
    let reply = made(&site, "");
    assert_eq!(reply.status, 409);
    let text = reply.text();
    assert!(text.contains("The file could not be made") && text.contains("from being published"), "{text}");
}

#[test]
fn whoever_may_not_write_makes_no_file() {
    let site = Served::small(&["--read-only"]);
    let page = site.page(PUBLISH);
    assert!(page.contains("--read-only") && !page.contains("<form class=\"edit\""), "{page}");
    let sent: Fields = [("token".to_string(), "x".to_string())].into();
    assert_eq!(post(&site, PUBLISH, &sent).status, 403);
    let open = Served::small(&[]);
    assert_eq!(post(&open, PUBLISH, &sent).status, 403);
}
