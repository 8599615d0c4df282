//! Pages of another site that come to the desk as one archive.

use std::collections::BTreeMap;
use std::fs;

use crate::acts::{check, content, hidden, leads_to};
use crate::edit::{Fields, form, post, read, with};
use crate::hostile;
use crate::import_workbook::archive;
use crate::sent_files::send_file;
use crate::served::{Reply, Served};

const MOVE: &str = "/_trellis/import/pages";

fn token(site: &Served) -> Fields {
    [("token".to_string(), hidden(&site.page(MOVE), "name=\"site\"")["token"].clone())].into()
}

fn send(site: &Served, name: &str, bytes: &[u8]) -> Reply {
    send_file(site, MOVE, &token(site), "site", name, bytes)
}

fn old_site() -> Vec<u8> {
    let page =
        |title: &str, text: &str| format!("---\ntitle: {title}\nlede: Who we are.\nlayout: wide\n---\n\n{text}\n");
    archive(&[
        ("old-main/_config.yml", String::new()),
        (
            "old-main/team.md",
            page("Our team", "We are [there](gone.html). See [the desk](desk/help.md).\n\n{% include map.html %}"),
        ),
        ("old-main/desk/help.md", page("Help", "Ask us at the desk. ![A foot](../img/foot.svg)")),
        ("old-main/img/foot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 360\"/>".into()),
        ("old-main/_includes/nav.md", "no page\n".into()),
    ])
}

#[test]
fn a_site_is_shown_first_and_taken_over_whole() {
    let site = Served::small(&[]);
    let before = content(&site);
    let page = send(&site, "old-main.zip", &old_site()).text();
    for words in [
        "2 pages are added",
        "made by Jekyll",
        "2 pages do not say when somebody last checked them",
        "layout <span class=\"optional\">(2 pages)",
        "<code>{% include %}</code>, 1 time",
        "_includes/nav.md",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("value=\"take\""), "a day is asked first");
    let said = [("reviewed", "2026-01-02"), ("into", "Old site")];
    let page = post(&site, MOVE, &with(&form(&page), &said)).text();
    assert!(page.contains("content/pages/old-site/team.md") && page.contains("value=\"take\""), "{page}");
    assert_eq!(content(&site), before, "looking writes nothing");
    let taken = post(&site, MOVE, &with(&form(&page), &[("step", "take")]));
    leads_to(&taken, "/_trellis/import/pages?done=2");
    assert!(site.page("/_trellis/import/pages?done=2").contains("Taken over: 2 pages"));
    let team = read(&site, "content/pages/old-site/team.md");
    assert!(
        team.contains("summary: Who we are.\nreviewed: 2026-01-02\n") && team.contains("](desk/help.md)"),
        "{team}"
    );
    assert!(site.path("content/images/foot.svg").exists());
    // What is wrong with them holds nothing back, and is seen.
    assert!(read(&site, "known.json").contains("gone.html"));
    site.until_page_says("/old-site/team.html", "We are there.");
    let problems = site.page("/_trellis/problems");
    assert!(problems.contains("gone.html") && !problems.contains(">Error<"), "{problems}");
    assert!(site.page("/_trellis/").contains("The site can be published, with"));
    // It is undone as one.
    let undo = site.page("/_trellis/deleted");
    assert!(undo.contains("<b>old-main.zip</b>") && undo.contains("Taken over from another site"), "{undo}");
    let deed = undo.split_once("name=\"deed\" value=\"").unwrap().1.split_once('"').unwrap().0;
    let undone = post(&site, "/_trellis/deleted", &with(&token(&site), &[("deed", deed)]));
    leads_to(&undone, "/_trellis/deleted?done=back");
    assert_eq!(content(&site), before);
    assert!(!site.path("known.json").exists(), "what was known of these pages goes with them");
    assert!(check(&site).iter().all(|finding| !finding.is_error()));
}

#[test]
fn what_is_said_of_fields_and_folders_counts() {
    let site = Served::small(&[]);
    let page = send(&site, "old.zip", &old_site()).text();
    let number =
        page.split_once("value=\"layout\"").unwrap().0.rsplit_once("name=\"k.").unwrap().1.split_once('"').unwrap().0;
    let said = [("reviewed", "2026-01-02"), ("folder", "desk"), (&*format!("c.{number}"), "extra")];
    let page = post(&site, MOVE, &with(&form(&page), &said)).text();
    assert!(page.contains("1 page is added") && page.contains("content/pages/help.md"), "{page}");
    let taken = post(&site, MOVE, &with(&form(&page), &[("step", "take")]));
    leads_to(&taken, "/_trellis/import/pages?done=1");
    assert!(read(&site, "content/pages/help.md").contains("extra:\n  layout:\n    - wide\n"));
}

/// Takes over a page that links to a place that is not there.
fn take(site: &Served, name: &str) {
    let page =
        format!("---\ntitle: {name}\nsummary: It is a page.\nreviewed: 2026-01-02\n---\n\nRead [on](gone.html).\n");
    let shown = send(site, "old.zip", &archive(&[(&format!("{name}.md"), page)])).text();
    leads_to(&post(site, MOVE, &with(&form(&shown), &[("step", "take")])), "/_trellis/import/pages?done=1");
}

#[test]
fn what_is_known_of_other_pages_stays_when_one_take_over_is_undone() {
    let site = Served::small(&[]);
    take(&site, "first");
    take(&site, "second");
    let both = read(&site, "known.json");
    assert!(both.contains("pages/first.md") && both.contains("pages/second.md"), "{both}");
    let undo = site.page("/_trellis/deleted");
    // The newest is told first.
    let deeds: Vec<&str> =
        undo.split("name=\"deed\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let put_back = |deed: &str| post(&site, "/_trellis/deleted", &with(&token(&site), &[("deed", deed)]));
    leads_to(&put_back(deeds[1]), "/_trellis/deleted?done=back");
    assert_eq!(read(&site, "known.json"), both, "it has been changed since");
    // What has gone lets nothing new pass from then on.
    take(&site, "third");
    let known = read(&site, "known.json");
    assert!(!known.contains("first.md") && known.contains("second.md") && known.contains("third.md"), "{known}");
    assert!(!known.contains("count"), "nothing is counted twice: {known}");
}

#[test]
fn what_is_known_is_a_warning_while_somebody_types() {
    let site = Served::small(&[]);
    take(&site, "first");
    let address = "/_trellis/edit/pages/first";
    let fields = form(&site.page(address));
    let typed = with(&fields, &[("f.summary", "It is another page.")]);
    let told = post(&site, "/_trellis/check/pages/first", &typed).text();
    assert!(told.contains("gone.html") && told.contains("\"warning\"") && !told.contains("\"error\""), "{told}");
}

#[test]
fn marks_of_git_in_what_is_known_leave_the_pages_in_sight() {
    let site = Served::prepared(&[], |folder| fs::write(folder.join("known.json"), "<<<<<<< mine\n").unwrap());
    assert_eq!(site.get("/roles/podiatrist.html").status, 200);
    assert!(site.page("/_trellis/problems").contains("These are no findings that are known"), "and that is told");
}

#[test]
fn a_site_is_not_taken_over_by_what_nobody_has_seen() {
    let site = Served::small(&[]);
    let before = content(&site);
    let page = send(&site, "old.zip", &old_site()).text();
    let page = post(&site, MOVE, &with(&form(&page), &[("reviewed", "2026-01-02")])).text();
    let fields = with(&form(&page), &[("step", "take")]);
    for (name, value) in [("plan", "0"), ("into", "elsewhere"), ("reviewed", "2026-01-03"), ("folder", "desk")] {
        let other = post(&site, MOVE, &with(&fields, &[(name, value)]));
        assert!(other.status == 409 && other.text().contains("another result than you were shown"), "{name}");
    }
    for (name, value, words) in [
        ("reviewed", "soon", "no date"),
        ("reviewed", "2999-01-01", "still to come"),
        ("into", "..", "cannot be a section"),
        ("of", "0", "Choose the file again"),
    ] {
        let refused = post(&site, MOVE, &with(&fields, &[(name, value)]));
        assert!(refused.status == 422 && refused.text().contains(words), "{name}: {}", refused.text());
    }
    for (bytes, words) in
        [(&b"words"[..], "is no ZIP file"), (b"PK\x03\x04", "cannot be read"), (b"", "is no ZIP file")]
    {
        let refused = send(&site, "old.zip", bytes);
        assert!(refused.status == 422 && refused.text().contains(words), "{}", refused.text());
    }
    let empty = send(&site, "old.zip", &archive(&[("a.txt", "words".into())])).text();
    assert!(empty.contains("There is no page to take over there") && !empty.contains("value=\"take\""));
    assert_eq!(send_file(&site, MOVE, &Fields::new(), "site", "a.zip", b"PK").status, 403);
    assert_eq!(content(&site), before);
}

/// Every file of a site but what it remembers, by its path.
fn files(site: &Served) -> BTreeMap<String, Vec<u8>> {
    let root = site.folder.path();
    let all = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|file| file.file_type().is_file());
    let named = all.map(|file| (file.path().strip_prefix(root).unwrap().to_str().unwrap().to_string(), file));
    let own = named.filter(|(name, _)| !name.starts_with(".trellis-"));
    own.map(|(name, file)| (name, fs::read(file.path()).unwrap())).collect()
}

#[test]
fn whatever_an_archive_holds_only_pages_and_their_files_are_written() {
    let site = Served::small(&[]);
    let before = files(&site);
    let names = [
        "../../x",
        "/etc/x",
        "C:\\x",
        "content/../site",
        "con",
        "a\u{0}b",
        "a\nb",
        ".htaccess",
        "\u{202e}gnp",
        "Ŵ 🦶",
        "<b>",
        "'\"&",
        "site.yaml",
        "x/",
    ];
    let long = "x".repeat(300);
    let named = names.iter().copied().chain([&*long]).map(|name| format!("{name}.md"));
    let texts = hostile::strings();
    let page = |(number, text): (usize, &String)| {
        let front = if number % 3 == 0 { format!("---\ntitle: {text}\n---\n") } else { String::new() };
        (format!("texts/{number}.md"), format!("{front}\n{text}\n\n[{text}]({text}) ![{text}](../pictures/a.svg)\n"))
    };
    let all: Vec<(String, String)> = named
        .map(|name| (name, "---\ntitle: A\n---\nWords.\n".to_string()))
        .chain(texts.iter().enumerate().map(page))
        .collect();
    let mut entries: Vec<(&str, String)> = all.iter().map(|(name, text)| (&**name, text.clone())).collect();
    entries
        .push(("pictures/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".into()));
    let cut: String = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script><g>".into();
    for (name, text) in
        [("cut.svg", cut), ("demo.html", "<script>alert(1)</script>".into()), ("run.php", "<?php".into())]
    {
        entries.push((name, text));
    }
    entries.push((
        "runs.md",
        "---\ntitle: Runs\n---\n[a](demo.html) [b](run.php) ![c](cut.svg) ![d](pictures/a.svg)\n".into(),
    ));
    entries.push(("_config.yml", "permalink: ../../:title\nbaseurl: ../..\n".into()));
    let page = send(&site, "../../odd.zip", &archive(&entries)).text();
    let said = [("reviewed", "2026-01-02"), ("into", "old")];
    let page = post(&site, MOVE, &with(&form(&page), &said)).text();
    assert!(!page.contains("<script>alert") && page.contains("value=\"take\""), "{page}");
    let taken = post(&site, MOVE, &with(&form(&page), &[("step", "take")]));
    assert_eq!(taken.status, 303, "{}", taken.text());
    let after = files(&site);
    assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)), "what was there is as it was");
    let new: Vec<&String> = after.keys().filter(|name| !before.contains_key(*name)).collect();
    assert!(new.len() > texts.len() / 2, "{}", new.len());
    for name in new {
        let is_safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '/' | '.');
        assert!(!name.ends_with(".svg") && !name.ends_with(".html") && !name.ends_with(".php"), "{name}");
        let is_page = name.strip_prefix("content/pages/old/").and_then(|name| name.strip_suffix(".md"));
        assert!(
            name == "known.json" || is_page.is_some_and(|name| name.chars().all(is_safe) && !name.contains("..")),
            "{name}"
        );
    }
    // The site can be published, with these pages on it.
    let desk = site.page("/_trellis/");
    assert!(desk.contains("The site can be published"), "{desk}");
}
