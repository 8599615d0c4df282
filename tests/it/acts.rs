//! What is done to an entry as a whole at the desk: adding, renaming, copying, hiding, deleting, putting back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use trellis::diagnostic::Diagnostic;
use trellis::entry::Kind;
use trellis::graph::Drafts;
use trellis::pipeline::{self, Request};

use crate::edit::{Fields, KIND, encoded, form, own, post, send, unescaped};
use crate::served::{Reply, Served};
use crate::warm;

const ROLE: &str = "content/roles/podiatrist.md";
const DELETED: &str = "/_trellis/deleted";

/// The form of a page that holds some words, as far as nobody types it: its hidden fields.
#[track_caller]
pub fn hidden(page: &str, words: &str) -> Fields {
    let forms = page.split("<form ").skip(1).map(|rest| rest.split("</form>").next().unwrap());
    let form = forms.into_iter().find(|form| form.contains(words)).unwrap_or_else(|| panic!("no {words} in {page}"));
    let field = |tag: &str| {
        let attribute =
            |name: &str| tag.split_once(&format!("{name}=\""))?.1.split_once('"').map(|(value, _)| unescaped(value));
        Some((attribute("name")?, attribute("value")?))
    };
    form.split("<input type=\"hidden\"").skip(1).filter_map(field).collect()
}

fn with(mut fields: Fields, more: &[(&str, &str)]) -> Fields {
    fields.extend(more.iter().map(|(name, value)| (name.to_string(), value.to_string())));
    fields
}

#[track_caller]
pub fn leads_to(reply: &Reply, address: &str) {
    assert_eq!((reply.status, reply.field("location")), (303, Some(address)), "{}", reply.text());
}

/// Every file of the content.
pub fn content(site: &Served) -> BTreeMap<String, String> {
    let root = site.folder.path();
    let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(Result::unwrap);
    let name = |path: &Path| path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    let files = files.filter(|file| file.file_type().is_file());
    let text = |file: &Path| String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned();
    files.map(|file| (name(file.path()), text(file.path()))).collect()
}

/// What `trellis check` says of the files as they are.
pub fn check(site: &Served) -> Vec<Diagnostic> {
    let snapshot = trellis::disk::read(site.folder.path(), None).unwrap();
    let today = "2026-11-23".parse().unwrap();
    let request = Request { today, drafts: Drafts::Hide, base_url: None, staging: false };
    pipeline::build(&snapshot, &request, &mut warm::memo(), &|_| {}).diagnostics
}

/// Copies the role of the site under another title, and shows the copy.
fn with_copy(site: &Served) {
    let page = site.page("/_trellis/duplicate/roles/podiatrist");
    let made = post(
        site,
        "/_trellis/duplicate/roles/podiatrist",
        &with(hidden(&page, "name=\"title\""), &[("title", "Foot doctor"), ("id", "")]),
    );
    leads_to(&made, "/_trellis/edit/roles/foot-doctor?done=copied");
    let page = site.page("/_trellis/edit/roles/foot-doctor");
    let shown =
        post(site, "/_trellis/hide/roles/foot-doctor", &with(hidden(&page, "value=\"show\""), &[("what", "show")]));
    leads_to(&shown, "/_trellis/edit/roles/foot-doctor?done=shown");
}

#[test]
fn every_kind_is_added_as_a_draft_that_check_reads() {
    let site = Served::small(&[]);
    let page = site.page("/_trellis/add");
    let mut waiting: Vec<Kind> = Kind::ALL.to_vec();
    // What must name something that is not there yet comes after it.
    for _ in 0..3 {
        waiting.retain(|kind| {
            assert!(page.contains(kind.about()) && page.contains(&format!("?kind={}", kind.folder())), "{kind:?}");
            let form = site.page(&format!("/_trellis/add?kind={}", kind.folder()));
            let title = format!("One more: {} of \"these\"", kind.one());
            let reply = post(
                &site,
                "/_trellis/add",
                &with(hidden(&form, "name=\"title\""), &[("title", &title), ("id", "one-more")]),
            );
            if reply.status == 422 {
                assert!(reply.text().contains("must name a") && reply.text().contains("/_trellis/add?kind="));
                return true;
            }
            let name = kind.full_name("one-more");
            leads_to(&reply, &format!("/_trellis/edit/{name}?done=added"));
            let page = site.page(reply.field("location").unwrap());
            assert!(page.contains("One more: "), "{page}");
            false
        });
    }
    assert_eq!(waiting, []);
    let wrong: Vec<_> = check(&site);
    assert!(wrong.is_empty(), "{wrong:#?}");
    let drafts = site.page("/_trellis/left-out").matches("It is a draft.").count();
    assert_eq!(drafts, Kind::ALL.len());
}

#[test]
fn a_draft_that_is_one_no_more_has_no_marks_of_what_stood_in() {
    let site = Served::small(&[]);
    let add = hidden(&site.page("/_trellis/add?kind=roles"), "name=\"title\"");
    let added = post(&site, "/_trellis/add", &with(add, &[("title", "Foot helper"), ("id", "")]));
    let edit = "/_trellis/edit/roles/foot-helper";
    leads_to(&added, &format!("{edit}?done=added"));
    let path = "content/roles/foot-helper.md";
    assert!(content(&site)[path].contains("  # FILL IN"));
    let mut fields = form(&site.page(edit));
    let open: Vec<String> = fields.keys().filter(|name| fields[*name].contains("FILL IN")).cloned().collect();
    for name in open {
        fields.insert(name, "Somebody has looked at this".into());
    }
    assert_eq!(fields["f.draft"], "true");
    let saved = post(&site, edit, &with(fields, &[("f.draft", "")]));
    leads_to(&saved, &format!("{edit}?done=saved"));
    let text = content(&site)[path].clone();
    let open = |line: &&str| !line.trim_start().starts_with('#') && line.contains("# FILL IN");
    assert!(!text.contains("\ndraft:") && text.lines().find(open).is_none(), "{text}");
}

#[test]
fn names_that_are_taken_or_cannot_be_are_refused_in_words() {
    let site = Served::small(&[]);
    let before = content(&site);
    let form = hidden(&site.page("/_trellis/add?kind=roles"), "name=\"title\"");
    let routes = hidden(&site.page("/_trellis/add?kind=routes"), "name=\"title\"");
    for (form, title, id, words) in [
        (
            &form,
            "Podiatrist",
            "",
            "There is a role called <code>podiatrist</code> already, in content/roles/podiatrist.md",
        ),
        (&form, "", "", "The title is missing"),
        (&form, "!!!", "", "No name can be made of this title"),
        (&form, "New", "../x", "<code>../x</code> cannot be a name"),
        (&form, "New", "readme", "<code>readme</code> cannot be a name"),
        (&routes, "Foot degree", "", "was the name of content/routes/podiatry-degree.md"),
    ] {
        let reply = post(&site, "/_trellis/add", &with(form.clone(), &[("title", title), ("id", id)]));
        let page = reply.text();
        assert!(reply.status == 422 && page.contains(words) && !page.contains("--id"), "{title}: {page}");
    }
    let odd = post(&site, "/_trellis/add", &with(form, &[("title", "x"), ("kind", "nothing")]));
    assert_eq!((odd.status, content(&site)), (422, before));
}

#[test]
fn renaming_is_shown_first_then_every_reference_follows_and_all_of_it_can_be_undone() {
    let site = Served::small(&[]);
    let before = content(&site);
    let address = "/_trellis/rename/roles/podiatrist";
    let page = site.page(&format!("{address}?to=foot-doctor"));
    for words in [
        "content/routes/podiatry-degree.md",
        "<code>podiatrist</code> becomes <code>foot-doctor</code>",
        "add <code>former_ids: [podiatrist]</code>",
        "Becomes <span class=\"path\">content/roles/foot-doctor.md</span>",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert_eq!(content(&site), before, "showing changes nothing");
    leads_to(&post(&site, address, &hidden(&page, "name=\"plan\"")), "/_trellis/edit/roles/foot-doctor?done=renamed");
    let after = content(&site);
    assert!(!after.contains_key(ROLE) && after["content/roles/foot-doctor.md"].contains("former_ids: [podiatrist]"));
    assert!(after["content/roles/podiatry-assistant.md"].contains("](foot-doctor.md#ways-in)"));
    assert_eq!(check(&site).len(), 0);
    assert!(site.until_page_says("/roles/podiatrist.html", "foot-doctor.html").contains("foot-doctor.html"));
    assert!(site.page("/_trellis/edit/roles/foot-doctor?done=renamed").contains("<h2>Renamed</h2>"));
    for (to, words) in [
        ("podiatry-assistant", "There is a role called <code>podiatry-assistant</code>"),
        ("Foot Doctor!", "<code>foot-doctor</code> would do"),
        ("../../x", "cannot be a name"),
    ] {
        let asked = format!("/_trellis/rename/roles/foot-doctor?to={}", crate::served::encoded(to));
        let refused = site.get(&asked);
        assert!(refused.status == 422 && refused.text().contains(words), "{to}: {}", refused.text());
    }
    let site = site.restarted();
    let page = site.page(DELETED);
    assert!(page.contains("Renamed to <a href=\"/_trellis/entry/roles/foot-doctor\">"), "{page}");
    let back = hidden(&page, "Put back");
    let deed = value_of(&page, "name=\"deed\"");
    leads_to(&post(&site, DELETED, &with(back, &[("deed", &deed)])), "/_trellis/edit/roles/podiatrist?done=back");
    assert_eq!(content(&site), before);
    assert!(site.page(DELETED).contains("Nothing was deleted, renamed or taken over"));
}

/// The value of the first button that has an attribute.
#[track_caller]
fn value_of(page: &str, attribute: &str) -> String {
    let (_, rest) = page.split_once(attribute).unwrap_or_else(|| panic!("no {attribute} in {page}"));
    rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_string()
}

#[test]
fn what_is_referred_to_is_not_deleted_and_each_place_is_told() {
    let site = Served::small(&[]);
    let before = content(&site);
    let address = "/_trellis/delete/roles/podiatrist";
    let page = site.page(address);
    for place in [
        "In the field <code>leads_to</code>: <span class=\"where\"><span class=\"path\">content/roles/podiatry-assistant.md</span>, line 20",
        "In the field <code>related</code>: <span class=\"where\"><span class=\"path\">content/roles/podiatry-assistant.md</span>, line 24",
        "In the text: <span class=\"where\"><span class=\"path\">content/roles/podiatry-assistant.md</span>, line 35",
        "content/routes/podiatry-degree.md</span>, line 15",
        "This is offered once nothing refers to it",
        "Hide it",
        "Let it end on a day",
        "Let another role take its place",
    ] {
        assert!(page.contains(place), "{place}\n{page}");
    }
    let token = hidden(&page, "value=\"hide\"");
    let refused = post(&site, address, &with(token.clone(), &[("plan", "x")]));
    assert!(refused.status == 422 && refused.text().contains("Other entries refer to it"), "{}", refused.text());
    // The one in its place is no such role.
    let lost = site.get(&format!("{address}?by=podiatry-assistant"));
    assert!(
        lost.status == 422 && lost.text().contains("is said to qualify people as <code>podiatry-assistant</code>"),
        "{}",
        lost.text()
    );
    for (by, words) in [("nobody", "There is no role called"), ("podiatrist", "only another role")] {
        let refused = post(&site, address, &with(token.clone(), &[("by", by), ("plan", "x")]));
        assert!(refused.status == 422 && refused.text().to_lowercase().contains(&words.to_lowercase()), "{by}");
    }
    let home = site.get("/_trellis/delete/pages/home");
    assert!(home.status == 200 && home.text().contains("It is the first page of the site"));
    assert_eq!(content(&site), before);
}

#[test]
fn another_entry_takes_its_place_and_the_old_address_leads_there() {
    let site = Served::small(&[]);
    with_copy(&site);
    let before = content(&site);
    let address = "/_trellis/delete/roles/podiatrist";
    let page = site.page(&format!("{address}?by=foot-doctor"));
    assert!(page.contains("“Foot doctor” in its place") && page.contains("goes</span>"), "{page}");
    leads_to(&post(&site, address, &hidden(&page, "name=\"plan\"")), "/_trellis/deleted?done=deleted");
    let after = content(&site);
    assert!(!after.contains_key(ROLE));
    assert!(after["content/roles/foot-doctor.md"].contains("former_ids: [podiatrist]"));
    assert!(after["content/roles/podiatry-assistant.md"].contains("](foot-doctor.md#ways-in)"));
    assert_eq!(check(&site).len(), 0, "{:#?}", check(&site));
    let moved = String::from_utf8(site.clean_build()["roles/podiatrist.html"].clone()).unwrap();
    assert!(moved.contains("foot-doctor.html"), "{moved}");
    // All of it comes back after a restart, and whoever sends no token brings nothing back.
    let site = site.restarted();
    let page = site.page(DELETED);
    let back = with(hidden(&page, "Put back"), &[("deed", &value_of(&page, "name=\"deed\""))]);
    assert_eq!(post(&site, DELETED, &with(back.clone(), &[("token", "x")])).status, 403);
    assert_eq!(post(&site, DELETED, &with(back.clone(), &[("deed", "1")])).status, 409);
    assert_eq!(content(&site), after);
    leads_to(&post(&site, DELETED, &back), "/_trellis/edit/roles/podiatrist?done=back");
    assert_eq!(content(&site), before);
    assert_eq!(post(&site, DELETED, &back).status, 409, "once is enough");
}

#[test]
fn what_was_changed_since_is_not_lost_when_a_page_comes_back() {
    let site = Served::small(&[]);
    with_copy(&site);
    let old = content(&site)[ROLE].clone();
    let address = "/_trellis/delete/roles/podiatrist";
    let page = site.page(&format!("{address}?by=foot-doctor"));
    post(&site, address, &hidden(&page, "name=\"plan\""));
    site.edit("content/roles/foot-doctor.md", "hours: 37.5", "hours: 40");
    let page = site.page(DELETED);
    let back = with(hidden(&page, "Put back"), &[("deed", &value_of(&page, "name=\"deed\""))]);
    let refused = post(&site, DELETED, &back);
    let page = refused.text();
    assert!(refused.status == 409 && page.contains("changed since") && page.contains("content/roles/foot-doctor.md"));
    assert!(!content(&site).contains_key(ROLE));
    leads_to(&post(&site, DELETED, &hidden(&page, "name=\"alone\"")), "/_trellis/edit/roles/podiatrist?done=back");
    let after = content(&site);
    assert_eq!(after[ROLE].replace("draft: true\n", ""), old);
    let other = &after["content/roles/foot-doctor.md"];
    assert!(other.contains("hours: 40") && !other.contains("former_ids"), "{other}");
    assert_eq!(check(&site).len(), 0, "it is a draft: {:#?}", check(&site));
}

#[test]
fn what_nothing_refers_to_is_deleted_and_comes_back() {
    let row =
        "  - {id: hcpc, title: Health and Care Professions Council, summary: It keeps a register., also: [HCPC]}\n";
    let site = Served::prepared(&[], |folder| {
        let path = folder.join("content/data/glossary.yaml");
        fs::write(&path, fs::read_to_string(&path).unwrap() + row).unwrap();
    });
    let before = content(&site);
    let table = "content/data/glossary.yaml";
    let without = before[table].replace(row, "");
    for (name, file, left) in
        [("pages/about", "content/pages/about.md", None), ("data/glossary/hcpc", table, Some(&without))]
    {
        let address = format!("/_trellis/delete/{name}");
        let page = site.page(&address);
        assert!(page.contains("Nothing refers to it."), "{page}");
        leads_to(&post(&site, &address, &hidden(&page, "name=\"plan\"")), "/_trellis/deleted?done=deleted");
        assert_eq!(content(&site).get(file), left, "{name}");
        assert_eq!(site.get(&address).status, 404);
        let page = site.page(DELETED);
        let back = with(hidden(&page, "Put back"), &[("deed", &value_of(&page, "name=\"deed\""))]);
        assert_eq!(post(&site, DELETED, &back).status, 303);
        assert_eq!(content(&site), before, "{name}");
    }
}

#[test]
fn a_copy_says_the_same_under_another_name_and_remembers_no_other() {
    let site = Served::small(&[]);
    let address = "/_trellis/duplicate/routes/podiatry-degree";
    let form = hidden(&site.page(address), "name=\"title\"");
    for (title, words) in [("Podiatry degree", "There is a route called"), ("", "No name can be made")] {
        let refused = post(&site, address, &with(form.clone(), &[("title", title), ("id", "")]));
        assert!(refused.status == 422 && refused.text().contains(words), "{title}: {}", refused.text());
    }
    let made = post(&site, address, &with(form, &[("title", "Another: degree"), ("id", "part-time/degree")]));
    leads_to(&made, "/_trellis/edit/routes/part-time/degree?done=copied");
    let files = content(&site);
    let (old, new) = (&files["content/routes/podiatry-degree.md"], &files["content/routes/part-time/degree.md"]);
    let expected = old
        .replace("title: Podiatry degree", "title: \"Another: degree\"")
        .replace("former_ids: [foot-degree]\n", "draft: true\n")
        .replace("../data/", "../../data/");
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(new), sorted(&expected));
    assert_eq!(check(&site).len(), 0);
}

#[test]
fn a_page_is_hidden_after_a_question_shown_again_and_ends_on_a_day() {
    let site = Served::small(&[]);
    let first = content(&site)[ROLE].clone();
    let (edit, hide) = ("/_trellis/edit/roles/podiatrist", "/_trellis/hide/roles/podiatrist");
    let form = |what: &str| hidden(&site.page(edit), &format!("value=\"{what}\""));
    let asked = post(&site, hide, &with(form("hide"), &[("what", "hide")]));
    let page = asked.text();
    assert!(
        asked.status == 200 && page.contains("Nothing was changed yet") && page.contains("hidden-reference"),
        "{page}"
    );
    assert_eq!(content(&site)[ROLE], first);
    let sure = hidden(&page, "name=\"sure\"");
    leads_to(
        &post(&site, hide, &with(sure.clone(), &[("what", "hide")])),
        "/_trellis/edit/roles/podiatrist?done=hidden",
    );
    assert!(content(&site)[ROLE].contains("\ndraft: true\n"));
    assert_eq!(post(&site, hide, &with(sure, &[("what", "hide")])).status, 409, "the form is of another text");
    leads_to(
        &post(&site, hide, &with(form("show"), &[("what", "show")])),
        "/_trellis/edit/roles/podiatrist?done=shown",
    );
    assert_eq!(content(&site)[ROLE], first);
    let end = form("end");
    for day in ["", "2026-11-22", "soon"] {
        assert_eq!(post(&site, hide, &with(end.clone(), &[("what", "end"), ("day", day)])).status, 422, "{day}");
    }
    let ends = post(&site, hide, &with(end, &[("what", "end"), ("day", "2027-01-31")]));
    leads_to(&ends, "/_trellis/edit/roles/podiatrist?done=ends");
    assert!(content(&site)[ROLE].contains("\nexpires: 2027-01-31\n"));
    let plan = site.page("/_trellis/left-out");
    assert!(plan.contains("<h3 class=\"row\">31 January 2027</h3>") && plan.contains("Last day online"), "{plan}");
    leads_to(
        &post(&site, hide, &with(form("endless"), &[("what", "endless")])),
        "/_trellis/edit/roles/podiatrist?done=endless",
    );
    assert_eq!(content(&site)[ROLE], first);
}

#[test]
fn what_comes_and_what_ends_is_told_day_by_day() {
    let site = Served::prepared(&[], |folder| {
        let edit = |path: &str, line: &str| {
            let text = fs::read_to_string(folder.join(path)).unwrap().replacen("---\n", &format!("---\n{line}\n"), 1);
            fs::write(folder.join(path), text).unwrap();
        };
        edit("content/pages/about.md", "publish_from: 2027-03-01");
        edit("content/guides/outside-in.md", "expires: 2026-12-24");
        edit("content/case-studies/north-town.md", "draft: true\npublish_from: 2027-05-01");
    });
    let page = site.page("/_trellis/left-out");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words} in {page}"));
    let order = [
        at("24 December 2026"),
        at("Last day online: <a href=\"/_trellis/entry/guides/outside-in\">"),
        at("1 March 2027"),
        at("Comes online: <a href=\"/_trellis/entry/pages/about\">"),
        at("It is a draft, meant to come online on 1 May 2027."),
    ];
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn what_changed_meanwhile_is_shown_anew_and_nothing_is_written() {
    let site = Served::small(&[]);
    let address = "/_trellis/rename/roles/podiatrist";
    let plan = hidden(&site.page(&format!("{address}?to=foot-doctor")), "name=\"plan\"");
    let about = fs::read_to_string(site.path("content/pages/about.md")).unwrap();
    site.write("content/pages/about.md", &format!("{about}\nSee the [podiatrist](../roles/podiatrist.md).\n"));
    let before = content(&site);
    let refused = post(&site, address, &plan);
    let page = refused.text();
    assert!(refused.status == 409 && page.contains("Something has changed meanwhile"), "{page}");
    assert!(page.contains("content/pages/about.md"), "the new place is shown");
    assert_eq!(content(&site), before);
    assert_eq!(post(&site, address, &hidden(&page, "name=\"plan\"")).status, 303);
    assert!(content(&site)["content/pages/about.md"].contains("../roles/foot-doctor.md"));
}

#[test]
fn nobody_else_does_any_of_it() {
    let site = Served::small(&[]);
    let before = content(&site);
    let token = hidden(&site.page("/_trellis/edit/roles/podiatrist"), "value=\"hide\"");
    let port = site.port;
    let plans = [
        ("rename/roles/podiatrist", "to=x", vec![("to", "x")]),
        ("duplicate/roles/podiatrist", "", vec![("title", "New"), ("id", "")]),
        ("hide/roles/podiatrist", "", vec![("what", "hide"), ("sure", "yes")]),
        ("delete/pages/about", "", vec![]),
        ("add", "kind=roles", vec![("title", "New"), ("id", ""), ("kind", "roles")]),
    ];
    for (act, query, fields) in &plans {
        let address = format!("/_trellis/{act}");
        let page = site.get(&format!("{address}?{query}")).text();
        let plan = if page.contains("name=\"plan\"") { hidden(&page, "name=\"plan\"") } else { token.clone() };
        let good = with(plan, fields);
        for (status, head, fields) in [
            (403, own(&site), with(good.clone(), &[("token", "x")])),
            (403, String::new(), good.clone()),
            (403, "Origin: http://evil.example\r\n".to_string(), good.clone()),
            (403, format!("Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: cross-site\r\n"), good.clone()),
            (421, "Host: evil.example\r\nOrigin: http://evil.example\r\n".to_string(), good.clone()),
        ] {
            let reply = send(&site, &address, &format!("{KIND}{head}"), &encoded(&fields));
            assert_eq!(reply.status, status, "{act}: {head}{}", reply.text());
        }
        assert_eq!(content(&site), before, "{act}");
    }
    for name in ["roles/nobody", "roles/../../site", "site.yaml", "data/pay", ""] {
        for act in ["rename", "duplicate", "hide", "delete"] {
            let reply = post(&site, &format!("/_trellis/{act}/{name}"), &token);
            assert!(matches!(reply.status, 404 | 405), "{act} {name}: {}", reply.status);
        }
    }
    let reading = Served::small(&["--read-only"]);
    let before = content(&reading);
    for (act, query, fields) in &plans {
        let address = format!("/_trellis/{act}");
        assert_eq!(reading.get(&format!("{address}?{query}")).status, 403, "{act}");
        assert_eq!(post(&reading, &address, &with(token.clone(), fields)).status, 403, "{act}");
    }
    assert_eq!((reading.get(DELETED).status, content(&reading)), (403, before));
    for page in ["/_trellis/entries", "/_trellis/entry/roles/podiatrist", "/_trellis/left-out"] {
        let page = reading.page(page);
        assert!(!["/add", "/rename/", "/delete"].iter().any(|act| page.contains(&format!("/_trellis{act}"))), "{page}");
    }
}
