//! Starting without a terminal: a page in the browser makes a site, and then shows it.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::acts::leads_to;
use crate::edit::{Fields, KIND, encoded, form, post, read, send, with};
use crate::served::Served;

const NEW: &str = "/_trellis/new";

fn welcomed() -> Served {
    let folder = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
    // No browser is there to be started.
    command.current_dir(folder.path()).arg("new").env("PATH", "");
    Served::start(folder, command)
}

/// What a browser would send.
fn filled(site: &Served) -> Fields {
    let page = site.page("/");
    let fields = form(&page);
    let suggested = site.folder.path().canonicalize().unwrap().join("careers-site");
    assert_eq!(fields["folder"], suggested.to_str().unwrap());
    let said = [
        ("title", "Careers at Northbank"),
        ("description", "Health careers at Northbank, and how to start."),
        ("colour", "Blue"),
        ("contact", "Careers team"),
        ("email", "careers@example.org"),
    ];
    with(&fields, &said)
}

#[test]
fn a_site_is_made_in_the_browser_and_shown_at_the_same_address() {
    let site = welcomed();
    site.wait_for("trellis --help");
    assert!(site.said().contains("Make one at http://127.0.0.1:"));
    leads_to(&post(&site, NEW, &filled(&site)), "/_trellis/");
    site.wait_for("Serving ");
    assert!(site.page("/_trellis/").contains("<h1>Careers at Northbank</h1>"));
    assert!(site.page("/").contains("Careers at Northbank"));
    let settings = read(&site, "careers-site/site.yaml");
    assert!(settings.contains("title: \"Careers at Northbank\"") && settings.contains("link: '#1a4a8a'"), "{settings}");
    // From now on it is a site like any other: its pages have forms.
    let edit = "/_trellis/edit/roles/example-role";
    let saved = post(&site, edit, &with(&form(&site.page(edit)), &[("f.title", "Helper")]));
    assert_eq!(saved.status, 303);
    assert!(read(&site, "careers-site/content/roles/example-role.md").contains("title: Helper"));
    // The page that made it is gone.
    assert_eq!(site.get(NEW).status, 404);
}

#[test]
fn what_cannot_be_made_is_said_and_what_was_typed_stays() {
    let site = welcomed();
    let fields = filled(&site);
    fs::create_dir_all(site.path("used")).unwrap();
    fs::write(site.path("used/letter.txt"), "mine").unwrap();
    for (name, value, words) in [
        ("title", "", "Say what the site is called"),
        ("email", "nobody", "`mailto:nobody`"),
        ("title", "Care\u{202e}ers", "U+202E"),
        ("contact", "", "needs the name of those who answer"),
        ("folder", "used", "has something in it already, such as `letter.txt`"),
        ("folder", "used/letter.txt", "is a file"),
        ("token", "0", "from an earlier run"),
    ] {
        let reply = post(&site, NEW, &with(&fields, &[(name, value)]));
        let page = reply.text();
        assert!(matches!(reply.status, 403 | 422) && page.contains(words), "{name}={value}: {page}");
        assert!(
            page.contains("value=\"Health careers at Northbank, and how to start.\""),
            "{name}: what was typed stays"
        );
    }
    // Nobody else makes one: another website, a form without its secret.
    let foreign = "Origin: http://evil.example\r\nSec-Fetch-Site: cross-site\r\n";
    assert_eq!(send(&site, NEW, &format!("{KIND}{foreign}"), &encoded(&fields)).status, 403);
    assert_eq!(send(&site, NEW, KIND, &encoded(&fields)).status, 403);
    assert!(!site.path("careers-site").exists());
    assert_eq!(site.get("/roles/").status, 404);
}
