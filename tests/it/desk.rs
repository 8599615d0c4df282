//! The desk: what it shows of a site in any state, and who may ask it to open a file.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use trellis::entry::Kind;

use crate::served::{Served, encoded};

const PODIATRIST: &str = "content/roles/podiatrist.md";

/// Every address of the desk that can be reached from its first page, with its page.
fn crawl(site: &Served) -> Vec<(String, String)> {
    let mut seen = BTreeSet::from(["/_trellis/".to_string()]);
    let mut queue = vec!["/_trellis/".to_string()];
    let mut pages = Vec::new();
    while let Some(address) = queue.pop() {
        let page = site.page(&address);
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.split('#').next().unwrap().replace("&amp;", "&");
            if link.starts_with("/_trellis/") && !link.ends_with(".css") && seen.insert(link.clone()) {
                queue.push(link);
            }
        }
        pages.push((address, page));
    }
    pages
}

fn page_data(site: &Served, path: &str) -> Value {
    serde_json::from_str(&site.page(&format!("/_trellis/page.json?path={}", encoded(path)))).unwrap()
}

fn item<'d>(data: &'d Value, name: &str) -> &'d str {
    let items = data["items"].as_array().unwrap();
    items.iter().find(|item| item["name"] == name).map(|item| item["words"].as_str().unwrap()).unwrap_or("none")
}

#[test]
fn each_kind_of_which_the_site_has_an_entry_shows_how_the_site_writes_it() {
    let hostile = "title: '[North](x) `<b>` *College*'";
    let site = Served::prepared(&[], |folder| {
        let path = folder.join("content/partners/north-college.md");
        let text = fs::read_to_string(&path).unwrap().replace("title: North College", hostile);
        fs::write(path, text.replace("summary: A college", "summary: A ````</code>```` college")).unwrap();
    });
    let page = site.page("/_trellis/fields");
    let link = "<a href=\"/_trellis/entry/partners/north-college\">[North](x) `&lt;b&gt;` *College*</a>";
    assert!(page.contains(link), "{page}");
    assert!(page.contains("<figcaption>content/partners/north-college.md</figcaption><pre><code>---\n"));
    assert!(page.contains("A ````&lt;/code&gt;```` college"));
    // A row of a table as well, without what stands beside it.
    assert!(page.contains("<figcaption>content/data/areas.yaml</figcaption><pre><code>"));
    assert_eq!(page.matches("How your site writes one").count(), page.matches("<figcaption>").count());
}

#[test]
fn every_link_of_the_desk_leads_to_a_page_of_it() {
    let site = Served::small(&[]);
    let pages = crawl(&site);
    assert!(pages.len() > 80, "only {} pages", pages.len());
    for (address, page) in &pages {
        for part in ["<title>", "<h1>", "<main id=\"main\"", "lang=\"en-GB\"", "</html>"] {
            assert!(page.contains(part), "{address} lacks {part}");
        }
    }
    let entries = pages.iter().filter(|(address, _)| address.starts_with("/_trellis/entry/")).count();
    assert_eq!(entries, 32, "each entry of the small site has a page");
    let bare = site.get("/_trellis");
    assert_eq!((bare.status, bare.text().contains("The desk")), (200, true));
    assert_eq!(site.get("/_trellis/nothing").status, 404);
    assert_eq!(site.get("/_trellis/entry/roles/nothing").status, 404);
    assert!(site.get("/_trellis/entry/roles/podiatris").text().contains("/_trellis/entry/roles/podiatrist"));
}

#[test]
fn how_pages_are_written_and_their_fields_are_told_at_the_desk() {
    let site = Served::small(&[]);
    let [writing, fields] = ["/_trellis/guide", "/_trellis/fields"].map(|address| site.page(address));
    assert!(writing.contains("<h2 id=\"blocks-that-stand-out\">"));
    for kind in Kind::ALL {
        assert!(fields.contains(&format!("<code>content/{}", kind.folder())), "{} is not told", kind.folder());
    }
    for page in [&writing, &fields] {
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "each id is there once");
        for part in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.contains(&part), "#{part} leads nowhere");
        }
        assert!(!page.contains(".md\"") && page.contains("href=\"/_trellis/fields"), "links lead to pages of the desk");
    }
}

#[test]
fn findings_stand_with_their_file_line_and_remedy_until_they_are_mended() {
    let site = Served::small(&[]);
    assert!(site.page("/_trellis/").contains("The site can be published"));
    assert!(site.page("/_trellis/problems").contains("Nothing was found"));
    site.edit(PODIATRIST, "professions: [podiatry]", "professions: [podiatri]");
    site.until("the desk says so", |site| site.page("/_trellis/").contains("1 error stops the site"));
    for address in ["/_trellis/", "/_trellis/problems", "/_trellis/entry/roles/podiatrist"] {
        let page = site.page(address);
        for part in [
            "No profession is called <code>podiatri</code>",
            "content/roles/podiatrist.md</span>, line 4",
            "professions: [<mark>podiatri</mark>]",
            "Did you mean <code>podiatry</code>",
            "/_trellis/explain/unknown-reference",
        ] {
            assert!(page.contains(part), "{address} lacks {part}");
        }
    }
    assert!(site.page("/_trellis/problems?level=warning").contains("0 findings shown"));
    assert!(site.page("/_trellis/problems?code=unknown-reference&q=PODIATRIST").contains("1 finding shown"));
    site.edit(PODIATRIST, "professions: [podiatri]", "professions: [podiatry]");
    site.until("it is mended", |site| site.page("/_trellis/problems").contains("Nothing was found"));
}

#[test]
fn the_desk_is_there_when_the_site_was_never_good() {
    let site = Served::prepared(&[], |folder| {
        fs::write(folder.join("site.yaml"), "title: [").unwrap();
        fs::write(folder.join(PODIATRIST), "no front matter").unwrap();
    });
    assert_eq!(site.get("/").status, 500);
    let page = site.page("/_trellis/");
    assert!(page.contains("stop the site from being published") && page.contains("site.yaml"), "{page}");
    assert!(site.page("/_trellis/left-out").contains("It could not be read"));
    for (address, page) in crawl(&site) {
        assert!(page.contains("</html>"), "{address}");
    }
}

#[test]
#[cfg(unix)]
fn whatever_comes_from_files_is_only_text() {
    let site = Served::prepared(&[], |folder| {
        let role = fs::read_to_string(folder.join(PODIATRIST)).unwrap();
        let hostile = role
            .replace("title: Podiatrist", "title: '<img src=x onerror=alert(1)>\" onload=\"alert(2)'")
            .replace("sources:\n", "sources:\n  - title: '<script>alert(3)</script>'\n    seen: 2026-11-01\n")
            .replace("professions: [podiatry]", "professions: ['<b>bold</b>']");
        fs::write(folder.join("content/roles/hostile.md"), &hostile).unwrap();
        fs::write(folder.join("content/roles/<img src=x onerror=alert(4)>.md"), &hostile).unwrap();
        fs::create_dir(folder.join("content/<i>")).unwrap();
        fs::write(folder.join("content/<i>/\"&.md"), "# x").unwrap();
        fs::write(folder.join("site.yaml"), "title: '<u>Site</u>'\ndescription: x\n").unwrap();
    });
    let asked = ["entries?q=<b>\"'&kind=<b>", "problems?q=<b>\"&code=<b>", "left-out?about=<b>\"'", "entry/<b>\""];
    let asked = asked.map(|asked| site.get(&format!("/_trellis/{}", asked.replace('"', "%22"))).text());
    let all: Vec<String> = crawl(&site).into_iter().map(|(_, page)| page).chain(asked).collect();
    assert!(all.iter().any(|page| page.contains("&lt;img src=x onerror=alert(4)&gt;.md")));
    assert!(all.iter().any(|page| page.contains("&lt;script&gt;alert(3)")));
    for page in &all {
        for raw in ["<img", "<b>\"", "<b>bold", "<script>", "<u>", "<i>", "\" onload=", "\"<b>"] {
            assert!(!page.contains(raw), "{raw} in {page}");
        }
    }
}

#[test]
fn an_entry_is_shown_with_who_names_it_and_where_it_leads() {
    let site = Served::small(&["--editor", "vscode://file/{path}:{line}:{column}"]);
    let page = site.page("/_trellis/entry/roles/podiatrist");
    for part in [
        "qualifies people</span> <a href=\"/_trellis/entry/routes/podiatry-degree\">",
        "a step up</span> <a href=\"/_trellis/entry/roles/podiatry-assistant\">",
        "in <code>leads_to</code>, line 20",
        "in the text, line 35",
        "Next by 1 November 2027. Last looked at 1 November 2026.",
        "<svg class=\"drawing\"",
        "A page about it</a>, seen 1 November 2026",
        "href=\"/roles/podiatrist.html\"",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    let folder = fs::canonicalize(site.folder.path()).unwrap();
    let link = format!("href=\"vscode://file{}/content/roles/podiatry-assistant.md:20:", folder.display());
    assert!(page.contains(&link), "no {link} in {page}");
    assert!(!page.contains("formaction"), "a link needs no form");
}

#[test]
fn entries_are_found_by_words_kind_and_state() {
    let site = Served::prepared(&[], |folder| {
        let about = fs::read_to_string(folder.join("content/pages/about.md")).unwrap();
        fs::write(folder.join("content/pages/about.md"), about.replacen("---\n", "---\ndraft: true\n", 1)).unwrap();
    });
    let shown = |asked: &str| {
        let page = site.page(&format!("/_trellis/entries?{asked}"));
        page.split("id=\"shown\">").nth(1).unwrap().split('<').next().unwrap().to_string()
    };
    assert_eq!(shown(""), "32 entries");
    assert_eq!(shown("q=DEGREE+podiatry"), "1 entry");
    assert_eq!(shown("kind=roles"), "2 entries");
    assert_eq!(shown("kind=roles&q=assistant"), "1 entry");
    assert_eq!(shown("state=off"), "1 entry");
    assert_eq!(shown("q=nothing+of+the+kind"), "0 entries");
    let left_out = site.page("/_trellis/left-out");
    assert!(left_out.contains("It is a draft") && left_out.contains("content/pages/about.md"));
    let why = site.page("/_trellis/left-out?about=roles%2Fpodiatrist.html");
    assert!(why.contains("It is the role <code>Podiatrist</code>") && why.contains("role.html of the default theme"));
}

#[test]
fn the_toolbar_knows_what_a_page_is_about_also_while_it_has_errors() {
    let site = Served::small(&["--editor", "my-editor"]);
    let data = page_data(&site, "roles/podiatrist.html");
    assert_eq!(
        (data["title"].as_str(), data["desk"].as_str()),
        (Some("Podiatrist"), Some("/_trellis/entry/roles/podiatrist"))
    );
    let words = ["This page", "Review", "Named by", "Whole site"].map(|name| item(&data, name));
    assert_eq!(words, ["nothing found", "next by 1 November 2027", "4 pages", "nothing found"]);
    assert!(item(&data, "Reading age").parse::<u32>().is_ok());
    assert_eq!(data["edit"]["path"], PODIATRIST);
    let list = page_data(&site, "roles/index.html");
    assert_eq!((list["what"].as_str(), &list["edit"]), (Some("List of all roles"), &Value::Null));
    assert_eq!(page_data(&site, "no/such/page.html")["items"].as_array().unwrap().len(), 1);
    site.edit(PODIATRIST, "stage: registered", "stage: <b>");
    site.until("the toolbar says so", |site| {
        item(&page_data(site, "roles/podiatrist.html"), "This page") == "1 finding"
    });
    assert_eq!(page_data(&site, "about.html")["items"][0]["words"], "nothing found");
}

/// A site whose editor is a script that writes down what it was asked to open.
#[cfg(unix)]
fn with_editor() -> Served {
    use std::os::unix::fs::PermissionsExt;
    Served::prepared(&["--editor", "./tools/editor --at={line}:{column} {path}"], |folder| {
        let script = folder.join("tools/editor");
        fs::create_dir(folder.join("tools")).unwrap();
        fs::write(&script, "#!/bin/sh\nprintf '%s\\n' \"$@\" > opened\n").unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
        fs::write(folder.join("secret.txt"), "secret").unwrap();
    })
}

#[cfg(unix)]
fn open_address(site: &Served) -> String {
    let action = page_data(site, "roles/podiatrist.html")["edit"]["action"].as_str().unwrap().to_string();
    assert!(site.page("/_trellis/entry/roles/podiatrist").contains(&action.replace('&', "&amp;")), "{action}");
    assert!(!action.contains("token"), "what nobody may know stands in no address");
    action
}

/// What a browser sends that was on a page of this server: its address, and the cookie that it was given.
fn known(site: &Served) -> String {
    let given = site.get("/_trellis/page.json?path=about.html");
    let given = given.field("set-cookie").expect("the desk gives its readers a cookie");
    for part in ["; Path=/_trellis/open", "; HttpOnly", "; SameSite=Strict"] {
        assert!(given.contains(part), "{given}");
    }
    let cookie = given.split(';').next().unwrap();
    format!("Origin: http://127.0.0.1:{}\r\nCookie: theirs=\"a b\"; {cookie}\r\n", site.port)
}

#[test]
#[cfg(unix)]
fn a_file_is_opened_in_the_editor_at_its_line() {
    let site = with_editor();
    let own = known(&site);
    let action = open_address(&site).replace("line=1", "line=7");
    // A pipe, which is read until the editor has written all that it has to say.
    let pipe = site.path("opened");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let opened = std::thread::spawn(move || fs::read_to_string(pipe).unwrap());
    let reply = site.ask("POST", &action, &own);
    assert_eq!((reply.status, reply.body.len()), (204, 0), "{}", reply.text());
    let file = fs::canonicalize(site.path(PODIATRIST)).unwrap();
    assert_eq!(opened.join().unwrap(), format!("--at=7:1\n{}\n", file.display()));
}

#[test]
#[cfg(unix)]
fn nobody_else_can_open_files() {
    let site = with_editor();
    let own = known(&site);
    let action = open_address(&site);
    let (origin, cookie) = own.split_once("\r\n").unwrap();
    let origin = format!("{origin}\r\n");
    let with_file = |file: &str| action.replace("file=content/roles/podiatrist.md", &format!("file={}", encoded(file)));
    let ask = |method: &str, address: &str, fields: &str| site.ask(method, address, fields).status;
    assert_eq!(ask("POST", &action, cookie), 403, "a browser says who asks");
    for origin in ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"] {
        assert_eq!(ask("POST", &action, &format!("Origin: {origin}\r\n{cookie}")), 403, "{origin}");
    }
    let foreign = "Host: evil.example\r\nOrigin: http://evil.example\r\n";
    assert_eq!(ask("POST", &action, foreign), 421);
    assert_eq!(ask("POST", &action, &origin), 403, "without the cookie");
    let guessed = format!("{origin}Cookie: trellis-{}=0123456789abcdef\r\n", site.port);
    assert_eq!(ask("POST", &action, &guessed), 403);
    for from in ["cross-site", "same-site"] {
        let form = format!("{own}Sec-Fetch-Site: {from}\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n");
        assert_eq!(ask("POST", &action, &form), 403, "{from}");
    }
    let absolute = site.path("secret.txt").display().to_string();
    for file in ["secret.txt", "../secret.txt", "content/../secret.txt", "tools/editor", "/etc/passwd", "", &absolute] {
        assert_eq!(ask("POST", &with_file(file), &own), 404, "{file}");
    }
    assert_eq!(ask("GET", &action, &own), 404, "an address alone opens nothing");
    for address in ["/_trellis/", "/_trellis/open/", "/_trellis/openx", "/roles/podiatrist.html"] {
        assert_eq!(ask("POST", address, &own), 405, "{address}");
    }
    assert!(!site.path("opened").exists());
    assert_eq!(site.get("/roles/podiatrist.html").field("set-cookie"), None, "pages of the site do not give it");
}

#[test]
fn an_editor_that_cannot_be_started_is_told() {
    let site = Served::small(&["--editor", "/no/such/editor"]);
    let action = page_data(&site, "about.html")["edit"]["action"].as_str().unwrap().to_string();
    let reply = site.ask("POST", &action, &known(&site));
    assert_eq!(reply.status, 500);
    assert!(reply.text().contains("editor could not be started") && reply.text().contains("--editor code"));
}

#[test]
fn an_editor_in_a_terminal_is_told_what_to_type() {
    let site = Served::small(&["--editor", "nano"]);
    let page = site.page("/_trellis/entry/roles/podiatrist");
    assert!(page.contains("lives in a terminal") && page.contains("nano +20 ") && !page.contains("formaction"));
    let nobody = Served::small(&[]).page("/_trellis/");
    assert!(nobody.contains("vscode://file/{path}:{line}") && !nobody.contains("formaction"));
}

#[test]
fn a_desk_that_other_computers_see_opens_nothing() {
    let site = Served::small(&["--host", "0.0.0.0", "--editor", "code"]);
    let page = site.page("/_trellis/entry/roles/podiatrist");
    assert!(page.contains("other computers can see the desk") && !page.contains("formaction"));
    assert!(!page.contains("Only your own computer"));
    assert_eq!(page_data(&site, "about.html")["edit"]["action"], Value::Null);
    assert_eq!(site.get("/_trellis/").field("set-cookie"), None);
}

#[test]
fn the_desk_has_the_same_guards_as_the_site() {
    let site = Served::small(&[]);
    for target in ["/_trellis/", "/_trellis/page.json?path=about.html"] {
        assert_eq!(site.ask("GET", target, "Host: evil.example\r\n").status, 421);
        assert_eq!(site.ask("GET", target, "Origin: http://evil.example\r\n").status, 403);
    }
    let css = site.get("/_trellis/desk.css");
    assert_eq!(css.field("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(site.get("/_trellis/page.json?path=about.html").field("content-type"), Some("application/json"));
    assert!(site.get("/_trellis/../secret").status == 404);
}

#[test]
fn what_a_finding_means_is_a_page() {
    let site = Served::small(&[]);
    for address in ["/_trellis/explain/broken-link", "/_trellis/explain/broken-link"] {
        let page = site.page(address);
        assert!(
            page.contains("<h1>A link that leads nowhere</h1>")
                && page.contains("<h2 id=\"how-to-mend-it\">How to mend it</h2>")
        );
        assert!(page.contains("<figcaption>content/pages/help.md</figcaption>") && !page.contains("```"));
    }
    assert_eq!(site.get("/_trellis/explain/nothing").status, 404);
}
