//! Pages are edited in the browser: what is saved, what is refused, and what is never lost.

use std::collections::BTreeMap;
use std::fs;
use std::net::UdpSocket;
use std::path::Path;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use trellis::entry::{EntryPlace, FileRole, Kind, RecordParts, role_of};
use trellis::snapshot::File;
use trellis::source::SourcePath;

pub use crate::form::{Fields, encoded, form, unescaped, with};
use crate::served::{Reply, Served};

const ROLE: &str = "content/roles/podiatrist.md";
pub const FORM: &str = "/_trellis/edit/roles/podiatrist";

pub fn own(site: &Served) -> String {
    format!("Origin: http://127.0.0.1:{}\r\nSec-Fetch-Site: same-origin\r\n", site.port)
}

pub const KIND: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

pub fn send(site: &Served, address: &str, head: &str, body: &str) -> Reply {
    let length = format!("Content-Length: {}\r\n", body.len());
    site.ask_with("POST", address, &format!("{head}{length}"), body.as_bytes())
}

pub fn post(site: &Served, address: &str, fields: &Fields) -> Reply {
    send(site, address, &format!("{KIND}{}", own(site)), &encoded(fields))
}

/// What is answered to what a form holds that is not saved.
#[track_caller]
pub fn asked(site: &Served, address: &str, fields: &Fields) -> serde_json::Value {
    let reply = post(site, address, fields);
    assert_eq!((reply.status, reply.field("content-type")), (200, Some("application/json")), "{}", reply.text());
    serde_json::from_slice(&reply.body).unwrap()
}

pub fn read(site: &Served, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap()
}

/// Where a save leads to.
pub fn outcome(reply: &Reply) -> &str {
    assert_eq!(reply.status, 303, "{}\n{}", reply.head, reply.text());
    reply.field("location").unwrap().split_once("done=").unwrap().1
}

#[test]
fn a_form_that_was_not_changed_changes_no_byte_of_any_page() {
    let site = Served::small(&[]);
    let mut pages = 0;
    for (path, kind, text) in pages_of(site.folder.path()) {
        let name = kind.full_name(&Kind::page_id(&path));
        let address = format!("/_trellis/edit/{name}");
        let reply = site.get(&address);
        assert_eq!(reply.status, 200, "{name}");
        assert_eq!(outcome(&post(&site, &address, &form(&reply.text()))), "same", "{name}");
        assert_eq!(read(&site, path.as_str()), text, "{name}");
        pages += 1;
    }
    assert!(pages > 20, "{pages}");
}

fn pages_of(root: &Path) -> Vec<(SourcePath, Kind, String)> {
    let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(Result::unwrap);
    let page = |file: walkdir::DirEntry| {
        let path = SourcePath::new(file.path().strip_prefix(root).unwrap().to_str().unwrap());
        let (kind, _) = Kind::of_file(path.as_str())?;
        let is_page = path.extension() == "md" && !path.stem().eq_ignore_ascii_case("readme");
        is_page.then(|| (path, kind, fs::read_to_string(file.path()).unwrap()))
    };
    files.filter_map(page).collect()
}

#[test]
fn a_save_changes_what_was_changed_and_shows_it() {
    let site = Served::small(&[]);
    let before = read(&site, ROLE);
    let fields = form(&site.page(FORM));
    let title = &fields["f.title"];
    let saved = post(&site, FORM, &with(&fields, &[("f.title", "Podiatrist: feet"), ("body", "New words.\r\n")]));
    assert_eq!(outcome(&saved), "saved");
    let after = read(&site, ROLE);
    let changed = |text: &str, other: &str| -> Vec<String> {
        let other: Vec<&str> = other.lines().collect();
        let front = text.split("\n---").next().unwrap();
        front.lines().filter(|line| !other.contains(line)).map(str::to_string).collect()
    };
    assert_eq!(changed(&after, &before), ["title: \"Podiatrist: feet\""]);
    assert_eq!(changed(&before, &after), [format!("title: {title}")]);
    assert!(after.ends_with("\n\nNew words.\n"), "{after}");
    site.until_page_says("/roles/podiatrist.html", "New words.");
    let page = site.page(saved.field("location").unwrap());
    assert!(page.contains("<h2>Saved</h2>") && page.contains("value=\"Podiatrist: feet\""));
    // The desk and the toolbar lead to the form.
    assert!(site.page("/_trellis/entry/roles/podiatrist").contains("href=\"/_trellis/edit/roles/podiatrist\""));
    assert!(site.page("/_trellis/entries?kind=roles").contains("href=\"/_trellis/edit/roles/podiatrist\""));
    assert!(site.page("/_trellis/page.json?path=roles/podiatrist.html").contains("/_trellis/edit/roles/podiatrist"));
}

#[test]
fn what_is_found_stands_beside_its_field() {
    let site = Served::small(&[]);
    let fields = form(&site.page(FORM));
    let changes = [("f.stage", "nowhere"), ("f.hours", "")];
    let saved = post(&site, FORM, &with(&fields, &changes));
    assert_eq!(outcome(&saved), "saved");
    let page = site.page(saved.field("location").unwrap());
    assert!(page.contains("2 things to look at"), "{page}");
    for name in ["stage", "hours"] {
        assert!(page.contains(&format!("<li><b>To be mended:</b> <a href=\"#field-{name}\">")), "{name}");
        assert!(
            page.contains(&format!("aria-describedby=\"field-{name}-help field-{name}-found\" aria-invalid=\"true\""))
        );
        assert!(page.contains(&format!("id=\"field-{name}-found\"")), "{name}");
    }
    assert!(page.contains("Hours must be filled in") && page.contains("No stage is called <code>nowhere</code>"));
    assert!(!read(&site, ROLE).contains("\nhours:"));
    assert_eq!(
        outcome(&post(&site, FORM, &with(&form(&page), &[("f.stage", &fields["f.stage"]), ("f.hours", "Days")]))),
        "saved"
    );
    assert!(site.page(FORM).contains("value=\"Days\""));
}

#[test]
fn nobody_else_saves_and_nothing_else_is_taken() {
    let site = Served::prepared(&[], |folder| {
        #[cfg(unix)]
        std::os::unix::fs::symlink("/etc/hostname", folder.join("content/roles/host.md")).unwrap();
        #[cfg(not(unix))]
        let _ = folder;
    });
    let before = read(&site, ROLE);
    let fields = with(&form(&site.page(FORM)), &[("f.title", "Taken over")]);
    let body = encoded(&fields);
    let own = own(&site);
    let port = site.port;
    for (status, head, body) in [
        (403, format!("{KIND}Origin: http://evil.example\r\n"), &body),
        (403, format!("{KIND}Origin: http://127.0.0.1:1\r\n"), &body),
        (403, format!("{KIND}Origin: null\r\n"), &body),
        (403, KIND.to_string(), &body),
        (403, format!("{KIND}Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: cross-site\r\n"), &body),
        (403, format!("{KIND}Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-site\r\n"), &body),
        (421, format!("{KIND}Host: evil.example\r\nOrigin: http://evil.example\r\n"), &body),
        (403, format!("{KIND}{own}"), &encoded(&with(&fields, &[("token", "")]))),
        (403, format!("{KIND}{own}"), &encoded(&with(&fields, &[("token", &"0".repeat(32))]))),
        (403, format!("{KIND}{own}"), &String::new()),
        (400, format!("{KIND}{own}"), &"a=%zz".to_string()),
        (400, format!("{KIND}{own}"), &format!("{body}&token=x")),
        (400, format!("{KIND}{own}Transfer-Encoding: chunked\r\n"), &body),
        (415, format!("Content-Type: multipart/form-data; boundary=x\r\n{own}"), &body),
        (415, own.clone(), &body),
        (422, format!("{KIND}{own}"), &encoded(&with(&fields, &[("f.nothing", "x")]))),
        (422, format!("{KIND}{own}"), &encoded(&with(&fields, &[("body", "a\u{7}b")]))),
    ] {
        let reply = send(&site, FORM, &head, body);
        assert_eq!(reply.status, status, "{head}{}", reply.text());
    }
    let large = format!("{KIND}{own}Content-Length: {}\r\n", 5 << 20);
    assert_eq!(site.ask("POST", FORM, &large).status, 413);
    assert_eq!(site.ask("POST", FORM, &format!("{KIND}{own}")).status, 411);
    for (status, address) in [
        (404, "/_trellis/edit/roles/nobody"),
        (404, "/_trellis/edit/roles/host"),
        (404, "/_trellis/edit/content/roles/podiatrist.md"),
        (404, "/_trellis/edit/data/pay/band-5"),
        (422, "/_trellis/edit/site.yaml"),
        (405, "/_trellis/edit/roles/../../site"),
        (405, "/_trellis/edit/roles/%2e%2e/podiatrist"),
        (404, "/_trellis/edit%2froles"),
        (405, "/_trellis/save"),
    ] {
        assert_eq!(post(&site, address, &fields).status, status, "{address}");
    }
    assert_eq!(read(&site, ROLE), before);
    assert_eq!(outcome(&post(&site, FORM, &fields)), "saved", "it was not for another reason");
}

#[test]
fn a_server_for_reading_writes_nothing() {
    let site = Served::small(&["--read-only"]);
    let before = read(&site, ROLE);
    assert_eq!(site.get(FORM).status, 403);
    let fields = Fields::from([("token".into(), "x".into()), ("f.title".into(), "New".into())]);
    assert_eq!(post(&site, FORM, &fields).status, 403);
    assert_eq!(read(&site, ROLE), before);
    for address in
        ["/_trellis/entry/roles/podiatrist", "/_trellis/entries", "/_trellis/page.json?path=roles/podiatrist.html"]
    {
        assert!(!site.page(address).contains("/_trellis/edit/"), "{address}");
    }
}

#[test]
fn files_are_changed_on_their_own_computer_only() {
    let site = Served::small(&["--host", "0.0.0.0"]);
    let before = read(&site, ROLE);
    let port = site.port;
    let fields = form(&site.page(FORM));
    let fields = with(&fields, &[("f.title", "From afar")]);
    let mut hosts = vec![format!("192.0.2.7:{port}")];
    // No packet is sent: the system only says which address it would use.
    let far = UdpSocket::bind("0.0.0.0:0").and_then(|socket| socket.connect("192.0.2.1:9").map(|()| socket));
    let far = far.and_then(|socket| socket.local_addr()).ok().filter(|far| !far.ip().is_loopback());
    hosts.extend(far.map(|far| format!("{}:{port}", far.ip())));
    for host in &hosts {
        let head = format!("Host: {host}\r\nOrigin: http://{host}\r\n");
        assert_eq!(send(&site, FORM, &format!("{KIND}{head}"), &encoded(&fields)).status, 403, "{host}");
        let seen = site.ask("GET", FORM, &format!("Host: {host}\r\n"));
        assert!(seen.status == 403 && !seen.text().contains(&fields["token"]), "{host}");
    }
    if let Some(far) = far {
        let head = format!("Host: 127.0.0.1:{port}\r\n{KIND}{}Content-Length: ", own(&site));
        let body = encoded(&fields);
        let request = format!("POST {FORM} HTTP/1.1\r\n{head}{}\r\n\r\n{body}", body.len());
        let answer = site.raw_to((far.ip(), port), request.as_bytes());
        assert!(answer.starts_with(b"HTTP/1.1 403 "), "{}", String::from_utf8_lossy(&answer));
    }
    assert_eq!(read(&site, ROLE), before);
    assert_eq!(outcome(&post(&site, FORM, &fields)), "saved");
}

#[test]
fn what_changed_meanwhile_is_shown_and_not_written_over() {
    let site = Served::small(&[]);
    let fields = form(&site.page(FORM));
    site.edit(ROLE, &format!("title: {}", fields["f.title"]), "title: Theirs");
    let theirs = read(&site, ROLE);
    let mine = with(&fields, &[("f.title", "Mine"), ("f.summary", "My <summary>.")]);
    let refused = post(&site, FORM, &mine);
    let page = refused.text();
    assert_eq!((refused.status, read(&site, ROLE)), (409, theirs.clone()));
    for words in [
        "Somebody has changed this page meanwhile",
        "In the file now: Theirs",
        "<del>title: Theirs</del>",
        "<ins>title: Mine</ins>",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    // The form that is shown holds what was written, and saves it over what was seen.
    let again = form(&page);
    assert_eq!((&*again["f.title"], &*again["f.summary"]), ("Mine", "My <summary>."));
    let mine_but_title = with(&again, &[("f.title", "Theirs")]);
    assert_eq!(outcome(&post(&site, FORM, &mine_but_title)), "saved");
    let old = theirs.lines().find(|line| line.starts_with("summary:")).unwrap();
    assert_eq!(read(&site, ROLE), theirs.replacen(old, "summary: My <summary>.", 1));
}

#[test]
fn a_save_is_undone_also_after_a_restart_and_the_undoing_too() {
    let site = Served::small(&[]);
    let first = read(&site, ROLE);
    for title in ["Second", "Third"] {
        assert_eq!(outcome(&post(&site, FORM, &with(&form(&site.page(FORM)), &[("f.title", title)]))), "saved");
    }
    let third = read(&site, ROLE);
    assert_eq!(read(&site, ".trellis-history/.gitignore"), "*\n");
    let site = site.restarted();
    let versions = |page: &str| -> Vec<String> {
        let names = page.split("name=\"restore\" value=\"").skip(1);
        names.map(|rest| rest.split('"').next().unwrap().to_string()).collect()
    };
    let page = site.page(FORM);
    let old = versions(&page);
    let fields = form(&page);
    let carried = |more: &[(&str, &str)]| {
        let own = ["token", "read"].map(|name| (name.to_string(), fields[name].clone()));
        with(&own.into_iter().collect(), more)
    };
    assert_eq!(old.len(), 2);
    // Nobody else puts anything back, and only what is kept.
    let put_back = |more: &[(&str, &str)]| post(&site, FORM, &carried(more)).status;
    assert_eq!(put_back(&[("restore", &old[1]), ("token", "x")]), 403);
    assert_eq!(put_back(&[("restore", "1")]), 409);
    assert_eq!(put_back(&[("restore", "../../../../site.yaml")]), 409);
    assert_eq!(put_back(&[("restore", &old[1]), ("read", "x")]), 409);
    assert_eq!(read(&site, ROLE), third);
    assert_eq!(outcome(&post(&site, FORM, &carried(&[("restore", &old[1])]))), "back");
    assert_eq!(read(&site, ROLE), first);
    let page = site.page(FORM);
    let newest = versions(&page)[0].clone();
    let undo = with(&carried(&[("restore", &newest)]), &[("read", &form(&page)["read"])]);
    assert_eq!(outcome(&post(&site, FORM, &undo)), "back");
    assert_eq!(read(&site, ROLE), third);
    assert!(!site.clean_build().keys().any(|path| path.contains("history")), "nothing of it is published");
}

#[test]
fn a_page_that_cannot_be_read_has_no_form() {
    let site = Served::small(&[]);
    let fields = form(&site.page(FORM));
    let broken = read(&site, ROLE).replacen("title: ", "title: [", 1);
    site.write(ROLE, &broken);
    let seen = site.get(FORM);
    assert!(seen.status == 200 && seen.text().contains("cannot be told apart"), "{}", seen.text());
    assert_eq!(post(&site, FORM, &with(&fields, &[("f.title", "New")])).status, 422);
    assert_eq!(read(&site, ROLE), broken);
}

/// Everything in a folder but what may change.
fn others(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|file| file.file_type().is_file());
    let named = files.map(|file| (file.path().strip_prefix(root).unwrap().to_str().unwrap().to_string(), file));
    let is_content =
        |name: &str| name.starts_with("content/") && [".md", ".csv", ".yaml"].iter().any(|end| name.ends_with(end));
    let is_other = |name: &str| !(name.starts_with(".trellis-history/") || is_content(name));
    named.filter(|(name, _)| is_other(name)).map(|(name, file)| (name, fs::read(file.path()).unwrap())).collect()
}

/// Every entry in a folder: its name, and where it is.
fn entries_of(root: &Path) -> Vec<(String, SourcePath, Kind, Option<u32>)> {
    let snapshot = trellis::disk::read(root, None).unwrap();
    let of_file = |(path, _): (&SourcePath, &File)| {
        let FileRole::Entries(kind) = role_of(path) else { return Vec::new() };
        let rows = trellis::entry::written(path, kind, snapshot.text(path).unwrap());
        rows.into_iter().map(|row| (kind.full_name(&row.id), path.clone(), kind, row.row)).collect()
    };
    snapshot.iter().flat_map(of_file).collect()
}

#[test]
fn whatever_is_posted_nothing_else_is_written_and_no_file_by_half() {
    let site = Served::small(&[]);
    let before = others(site.folder.path());
    let entries = entries_of(site.folder.path());
    let address = |number: usize, act: &str| format!("/_trellis/{act}/{}", entries[number].0);
    let fresh = |number: usize| form(&site.page(&address(number, "edit")));
    let mut forms: Vec<Fields> = (0..entries.len()).map(fresh).collect();
    let odd = prop::sample::select(vec![
        "",
        "---",
        "\r\n---\r\n",
        "../../x",
        "a: b",
        "- a\r\n- b",
        "true",
        "\u{0}",
        "\u{feff}",
        "’ŵ🦶",
        "[",
        "*a",
        "|",
        "x".repeat(3000).leak(),
    ]);
    let text = prop_oneof![odd.prop_map(str::to_string), any::<String>(), "[ -~\r\n]{0,80}"];
    let change = (any::<prop::sample::Index>(), text);
    let strategy = (any::<prop::sample::Index>(), prop::collection::vec(change, 1..4), 0..8u8);
    let mut runner = TestRunner::deterministic();
    let posts: usize = std::env::var("TRELLIS_POSTS").map_or(300, |posts| posts.parse().unwrap());
    let (mut saved, mut refused, mut asked) = (0, 0, 0);
    for _ in 0..posts {
        let (page, changes, trick) = strategy.new_tree(&mut runner).unwrap().current();
        let number = page.index(entries.len());
        let mut fields = forms[number].clone();
        for (field, text) in changes {
            let name = field.get(&fields.keys().cloned().collect::<Vec<_>>()).clone();
            if !matches!(&*name, "token" | "read") || trick == 0 {
                fields.insert(name, text);
            }
        }
        let mut body = encoded(&fields);
        if trick == 1 {
            body.truncate(body.len() / 2);
        }
        let (_, path, kind, row) = &entries[number];
        let head = format!("{KIND}{}", own(&site));
        if trick == 2 {
            let was = fs::read(site.path(path.as_str())).unwrap();
            let reply = send(&site, &address(number, "check"), &head, &body);
            assert!(matches!(reply.status, 200 | 400 | 403), "{}", reply.text());
            assert_eq!(fs::read(site.path(path.as_str())).unwrap(), was);
            asked += 1;
            continue;
        }
        let reply = send(&site, &address(number, "edit"), &head, &body);
        assert!(matches!(reply.status, 303 | 400 | 403 | 409 | 422), "{}", reply.text());
        let bytes = fs::read(site.path(path.as_str())).unwrap();
        let place = EntryPlace { path, kind: *kind, row: *row };
        assert!(RecordParts::of(place, &bytes).is_ok(), "{}", String::from_utf8_lossy(&bytes));
        if reply.status == 303 {
            saved += 1;
            // As if the form had been loaded anew, of a page without waiting for what is found.
            let read = match row {
                None => format!("{:032x}", File::new(bytes).hash),
                Some(_) => fresh(number)["read"].clone(),
            };
            forms[number].insert("read".into(), read);
        } else {
            refused += 1;
        }
    }
    assert!(
        saved > posts / 5 && refused > posts / 10 && asked > posts / 20,
        "{saved} saved, {refused} refused, {asked} asked"
    );
    assert_eq!(others(site.folder.path()), before);
    let left = entries_of(site.folder.path());
    assert_eq!(left, entries, "no row is lost");
}
