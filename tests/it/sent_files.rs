//! Files that come to the desk from the editor's computer: tables that are taken over, and pictures for a text.

use std::fs;

use crate::acts::{check, content, hidden, leads_to};
use crate::edit::{FORM, Fields, form, outcome, own, post, read, with};
use crate::served::{Reply, Served};

const IMPORT: &str = "/_trellis/import";
const PICTURE: &str = "/_trellis/picture/roles/podiatrist";
const ROLE: &str = "content/roles/podiatrist.md";

/// What a browser sends of a form with a file.
pub fn body(fields: &Fields, field: &str, name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, value) in fields {
        body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").bytes());
    }
    let head = format!("--x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n");
    body.extend(head.bytes().chain(*b"Content-Type: application/octet-stream\r\n\r\n"));
    body.extend_from_slice(bytes);
    body.extend(*b"\r\n--x--\r\n");
    body
}

pub fn send_file(site: &Served, address: &str, fields: &Fields, field: &str, name: &str, bytes: &[u8]) -> Reply {
    let body = body(fields, field, name, bytes);
    let kind = "Content-Type: multipart/form-data; boundary=x\r\n";
    let head = format!("{kind}{}Content-Length: {}\r\n", own(site), body.len());
    site.ask_with("POST", address, &head, &body)
}

fn token(site: &Served) -> Fields {
    let page = site.page(IMPORT);
    [("token".to_string(), hidden(&page, "name=\"table\"")["token"].clone())].into()
}

/// The page about a table that was sent.
#[track_caller]
fn about(site: &Served, name: &str, bytes: &[u8]) -> String {
    let reply = send_file(site, IMPORT, &with(&token(site), &[("kind", "partners")]), "table", name, bytes);
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.text()
}

const TABLE: &str = "\
Our partners 2026,,,
Name,Type,Town,Web address
North Hill College,FE College,Northtown,www.north-hill.example
Lake College,FE College,Northtown,lake.example
The Clinic,Clinic,Northtown,
Total,3,,
";

/// What the table does not say.
const SAID: [(&str, &str); 5] = [
    ("f.summary", "A college that teaches health."),
    ("f.offers", "Courses"),
    ("f.checked_on", "2026-11-20"),
    ("f.reviewed", "2026-11-20"),
    ("f.v.0", "college"),
];

#[test]
fn a_table_is_shown_first_and_its_rows_that_fit_are_taken_over() {
    let site = Served::small(&[]);
    let before = content(&site);
    let page = about(&site, "Our partners.csv", TABLE.as_bytes());
    // What nobody knows is asked: what every row lacks, and what is meant by words.
    for words in [
        "<label for=\"field-summary\">",
        "“FE College” in “Type”, 2 rows",
        "“Clinic” in “Type”, 1 row",
        "3 rows do not fit",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("value=\"take\""), "there is nothing to take yet");
    let looked = post(&site, IMPORT, &with(&form(&page), &SAID));
    assert_eq!(looked.status, 200);
    let page = looked.text();
    assert!(
        page.contains("2 are added to content/partners/our-partners.csv") && page.contains("1 row does not fit"),
        "{page}"
    );
    assert!(page.contains("<b>Row 5</b> The Clinic · Clinic · Northtown"), "{page}");
    assert_eq!(content(&site), before, "looking writes nothing");
    // What was said stands in the form, and is taken with it.
    let taken = post(&site, IMPORT, &with(&form(&page), &[("step", "take")]));
    leads_to(&taken, "/_trellis/import?done=2&kind=partners");
    assert!(site.page("/_trellis/import?done=2&kind=partners").contains("Taken over: 2 partners"));
    let table = read(&site, "content/partners/our-partners.csv");
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 3, "{table}");
    assert!(
        rows[1].starts_with("north-hill-college,North Hill College,")
            && rows[1].contains("https://www.north-hill.example")
    );
    assert!(check(&site).iter().all(|finding| !finding.is_error()));
    // It is undone as one.
    let undo = site.page("/_trellis/deleted");
    assert!(undo.contains("<b>Our partners.csv</b>") && undo.contains("Taken over as a table"));
    let deed = undo.split_once("name=\"deed\" value=\"").unwrap().1.split_once('"').unwrap().0;
    let undone = post(&site, "/_trellis/deleted", &with(&token(&site), &[("deed", deed)]));
    leads_to(&undone, "/_trellis/deleted?done=back");
    assert_eq!(content(&site), before);
}

#[test]
fn a_table_is_not_taken_over_by_what_nobody_has_seen() {
    let site = Served::small(&[]);
    let page = post(&site, IMPORT, &with(&form(&about(&site, "list.csv", TABLE.as_bytes())), &SAID)).text();
    let fields = with(&form(&page), &[("step", "take")]);
    for (name, value) in [("plan", "0"), ("c.3", ""), ("f.offers", "Other things")] {
        let other = post(&site, IMPORT, &with(&fields, &[(name, value)]));
        assert_eq!(other.status, 409, "{name}");
        assert!(other.text().contains("another result than you were shown"));
    }
    assert!(!site.path("content/partners/list.csv").exists());
    // A table is kept only while the server runs.
    let site = site.restarted();
    let again = post(&site, IMPORT, &with(&fields, &[("token", &token(&site)["token"])]));
    assert_eq!(again.status, 422);
    assert!(again.text().contains("Choose the file again"), "{}", again.text());
}

#[test]
fn what_is_no_table_is_refused_in_words() {
    let site = Served::small(&[]);
    let before = content(&site);
    let send = |name: &str, bytes: &[u8]| {
        send_file(&site, IMPORT, &with(&token(&site), &[("kind", "partners")]), "table", name, bytes)
    };
    for (name, bytes, words) in [
        ("list.xlsx", &b"PK\x03\x04 and no more"[..], "save it again"),
        ("list.xls", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], "The table cannot be taken over"),
        ("list.csv", b"", "no names of columns"),
        ("page.pdf", b"%PDF-1.7\n", "The table cannot be taken over"),
    ] {
        let reply = send(name, bytes);
        assert!(reply.status == 422 && reply.text().contains(words), "{name}: {}", reply.text());
        let text = reply.text();
        let refused = text.split_once("id=\"refused\"").unwrap().1.split_once("</div>").unwrap().0;
        assert!(!refused.contains("--"), "{name}: no word of a command line in {refused}");
    }
    // Letters as Excel saves them are read, and that is said.
    let western = send("list.csv", b"Name,Type\nCaf\xe9 College,college\n").text();
    assert!(western.contains("Caf\u{e9} College") && western.contains("as Excel saves"), "{western}");
    // Nothing is taken without the secret of the form, from another site, or at an address for words alone.
    assert_eq!(send_file(&site, IMPORT, &Fields::new(), "table", "a.csv", b"a,b").status, 403);
    assert_eq!(send_file(&site, FORM, &token(&site), "table", "a.csv", b"a,b").status, 415);
    assert_eq!(content(&site), before);
}

/// A picture of one dot.
const DOT: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0,
    0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0, 1,
    0x48, 0xAF, 0xA4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

fn for_picture(site: &Served) -> Fields {
    hidden(&site.page(FORM), "name=\"picture\"")
}

#[test]
fn a_picture_is_kept_under_a_safe_name_and_shown_at_the_end_of_the_text() {
    let site = Served::small(&[]);
    let fields = with(&for_picture(&site), &[("alt", "A nurse [left] with a *model*")]);
    let reply = send_file(&site, PICTURE, &fields, "picture", "..\\..\\My Photo (1).PNG", DOT);
    assert_eq!(outcome(&reply), "pictured");
    assert_eq!(fs::read(site.path("content/images/my-photo-1.png")).unwrap(), DOT);
    let text = read(&site, ROLE);
    let line = "\n\n![A nurse \\[left\\] with a \\*model\\*](../images/my-photo-1.png)\n";
    assert!(text.ends_with(line), "{text}");
    site.until_page_says("/roles/podiatrist.html", "alt=\"A nurse [left] with a *model*\"");
    // The same picture again is the same file; another of the same name gets another.
    let fields = with(&for_picture(&site), &[("decorative", "yes")]);
    assert_eq!(outcome(&send_file(&site, PICTURE, &fields, "picture", "other.png", DOT)), "pictured");
    assert!(
        read(&site, ROLE).ends_with("![](../images/other.png \"decorative\")\n")
            || read(&site, ROLE).ends_with("![](../images/my-photo-1.png \"decorative\")\n")
    );
    assert!(check(&site).iter().all(|finding| !finding.is_error()));
}

#[test]
fn a_script_gets_the_words_for_a_picture_and_the_page_stays() {
    let site = Served::small(&[]);
    let before = read(&site, ROLE);
    let fields = with(&for_picture(&site), &[("alt", "A dot"), ("only", "yes")]);
    let reply = send_file(&site, PICTURE, &fields, "picture", "dot.png", DOT);
    let told: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(told["markdown"], "![A dot](../images/dot.png)");
    assert_eq!(read(&site, ROLE), before);
    assert!(site.path("content/images/dot.png").exists());
}

#[test]
fn what_no_page_may_show_is_not_taken() {
    let site = Served::small(&[]);
    let before = content(&site);
    let fields = with(&for_picture(&site), &[("alt", "A drawing of a foot")]);
    let script = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    for (name, bytes, words) in [
        ("a.heic", &b"\0\0\0\x18ftypheic\0\0\0\0"[..], "saved as JPEG"),
        ("a.png", &DOT[..40], "not taken"),
        ("a.svg", &script[..], "not taken"),
        ("a.png", b"words", "no picture that browsers show"),
        ("a.png", b"", "no picture that browsers show"),
    ] {
        let reply = send_file(&site, PICTURE, &fields, "picture", name, bytes);
        assert!(reply.status == 422 && reply.text().contains(words), "{name}: {} {}", reply.status, reply.text());
    }
    let silent = send_file(&site, PICTURE, &for_picture(&site), "picture", "dot.png", DOT);
    assert!(silent.status == 422 && silent.text().contains("Say what the picture shows"), "{}", silent.text());
    let stale = send_file(&site, PICTURE, &with(&fields, &[("read", "0")]), "picture", "dot.png", DOT);
    assert!(stale.status == 422 && stale.text().contains("changed this page meanwhile"));
    assert_eq!(content(&site), before);
}
