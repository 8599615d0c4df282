//! Every way in which editors and people save, rename and delete, and a served site that is never stale.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::dice::Dice;
use crate::served::Served;

const NOTE: &str = "content/pages/note.md";

/// A page that nothing refers to.
fn note(words: &str) -> String {
    format!(
        "---\ntitle: A note\nsummary: A page that says one thing.\nsources:\n  - title: A page about it\n    \
         url: https://www.example.org/about\n    seen: 2026-11-01\nreviewed: 2026-11-01\n---\n\nHere is a note. It says {words}.\n"
    )
}

/// Saves a file as a program does.
type Save = fn(&Path, &str);

const SAVES: [(&str, Save); 8] = [
    ("in place", |path, text| fs::write(path, text).unwrap()),
    ("in two pieces", |path, text| {
        use std::io::Write;
        let mut file = fs::File::create(path).unwrap();
        let (first, second) = text.as_bytes().split_at(text.len() / 2);
        file.write_all(first).unwrap();
        file.flush().unwrap();
        file.write_all(second).unwrap();
    }),
    ("aside and renamed", |path, text| {
        let aside = beside(path, ".tmp-1234");
        fs::write(&aside, text).unwrap();
        fs::rename(aside, path).unwrap();
    }),
    ("vim", |path, text| {
        let probe = path.with_file_name("4913");
        fs::write(&probe, "").unwrap();
        fs::remove_file(probe).unwrap();
        let swap = path.with_file_name(format!(".{}.swp", path.file_name().unwrap().to_str().unwrap()));
        fs::write(&swap, "swap").unwrap();
        if path.exists() {
            fs::rename(path, beside(path, "~")).unwrap();
        }
        fs::write(path, text).unwrap();
        fs::remove_file(swap).unwrap();
    }),
    ("JetBrains", |path, text| {
        let (new, old) = (beside(path, "___jb_tmp___"), beside(path, "___jb_old___"));
        fs::write(&new, text).unwrap();
        if path.exists() {
            fs::rename(path, &old).unwrap();
        }
        fs::rename(new, path).unwrap();
        let _ = fs::remove_file(old);
    }),
    ("Helix", |path, text| {
        let backup = beside(path, ".bck");
        if path.exists() {
            fs::rename(path, &backup).unwrap();
        }
        fs::write(path, text).unwrap();
        let _ = fs::remove_file(backup);
    }),
    ("deleted and made anew", |path, text| {
        let _ = fs::remove_file(path);
        fs::write(path, text).unwrap();
    }),
    ("with a backup that stays", |path, text| {
        if path.exists() {
            fs::copy(path, beside(path, "~")).unwrap();
        }
        fs::write(path, text).unwrap();
    }),
];

fn beside(path: &Path, end: &str) -> std::path::PathBuf {
    path.with_file_name(format!("{}{end}", path.file_name().unwrap().to_str().unwrap()))
}

#[test]
fn every_way_of_saving_is_seen() {
    let site = Served::small(&[]);
    for (round, (name, save)) in SAVES.iter().chain(&SAVES).enumerate() {
        save(&site.path(NOTE), &note(&format!("{name}, {round}")));
        site.until_page_says("/note.html", &format!("It says {name}, {round}."));
    }
    site.wait_for("pages/note.md: 1 page in ");
    assert_same(&site);
}

#[track_caller]
fn assert_same(site: &Served) {
    let clean = site.clean_build();
    site.until("served equals built", |site| {
        clean.iter().all(|(path, bytes)| site.served_bytes(path).as_ref() == Some(bytes))
    });
}

#[test]
fn only_pages_that_show_the_change_are_named() {
    let site = Served::small(&[]);
    site.write(NOTE, &note("one"));
    site.until_page_says("/note.html", "one");
    let version = site.version();
    site.write(NOTE, &note("two"));
    site.until_page_says("/note.html", "two");
    let news = site.news(version);
    let pages: Vec<&str> = news["changed"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .filter(|path| path.ends_with(".html"))
        .collect();
    assert_eq!(pages, ["note.html"]);
}

#[test]
fn a_deleted_page_is_gone_everywhere() {
    let site = Served::small(&[]);
    assert!(site.page("/index.html").contains("about.html"));
    fs::remove_file(site.path("content/pages/about.md")).unwrap();
    site.until("the page is gone", |site| site.get("/about.html").status == 404);
    assert!(!site.page("/index.html").contains("about.html") && !site.page("/sitemap.xml").contains("about.html"));
    assert_same(&site);
}

/// A served site of which every file is published. One is there from the first.
fn publishing_everything() -> Served {
    Served::prepared(&[], |folder| {
        let settings = fs::read_to_string(folder.join("site.yaml")).unwrap();
        fs::write(folder.join("site.yaml"), settings + "publish: ['*/']\n").unwrap();
        fs::write(folder.join("content/first.txt"), "first").unwrap();
    })
}

#[test]
fn files_and_folders_are_renamed_dropped_and_made_again() {
    let site = publishing_everything();
    site.write(NOTE, &note("here"));
    site.until_page_says("/note.html", "here");
    fs::rename(site.path(NOTE), site.path("content/pages/memo.md")).unwrap();
    site.until("the page has moved", |site| {
        site.get("/note.html").status == 404 && site.get("/memo.html").status == 200
    });
    // A folder that is dropped in whole.
    let outside = TempDir::new_in(site.folder.path()).unwrap();
    fs::create_dir_all(outside.path().join("drop/deep")).unwrap();
    for number in 0..50 {
        fs::write(outside.path().join(format!("drop/deep/{number}.txt")), number.to_string()).unwrap();
    }
    fs::rename(outside.path().join("drop"), site.path("content/drop")).unwrap();
    site.until("the folder is there", |site| site.get("/drop/deep/49.txt").status == 200);
    fs::rename(site.path("content/drop"), site.path("content/moved")).unwrap();
    site.until("the folder has moved", |site| {
        site.get("/moved/deep/0.txt").status == 200 && site.get("/drop/deep/0.txt").status == 404
    });
    fs::remove_dir_all(site.path("content/moved")).unwrap();
    site.until("the folder is gone", |site| site.get("/moved/deep/0.txt").status == 404);
    fs::create_dir_all(site.path("content/moved/deep")).unwrap();
    site.write("content/moved/deep/0.txt", "again");
    site.until_page_says("/moved/deep/0.txt", "again");
    site.write("content/moved/deep/new.txt", "more");
    site.until_page_says("/moved/deep/new.txt", "more");
    assert_same(&site);
}

#[test]
fn pages_and_whole_sections_are_moved_and_taken_away() {
    let site = Served::small(&[]);
    site.write("content/pages/help/first/note.md", &note("one"));
    site.until_page_says("/help/first/note.html", "one");
    site.write("content/pages/help/first/note.md", &note("two"));
    site.until_page_says("/help/first/note.html", "two");
    site.write("content/pages/help.md", &note("help").replace("A note", "Where to find help"));
    site.until_page_says("/help/first/note.html", "href=\"../../help.html\"");
    fs::rename(site.path("content/pages/help.md"), site.path("content/pages/help/index.md")).unwrap();
    site.until_page_says("/help/first/note.html", "href=\"../index.html\"");
    fs::rename(site.path("content/pages/help/first"), site.path("content/pages/help/then")).unwrap();
    site.until("the section has moved", |site| {
        site.get("/help/then/note.html").status == 200 && site.get("/help/first/note.html").status == 404
    });
    assert_same(&site);
    fs::remove_dir_all(site.path("content/pages/help")).unwrap();
    site.until("the section is gone", |site| {
        site.get("/help/then/note.html").status == 404 && site.get("/help/index.html").status == 404
    });
    assert_same(&site);
}

#[test]
fn names_without_an_extension_count() {
    let site = Served::small(&[]);
    for (file, address) in
        [("CNAME", "/CNAME"), ("_redirects", "/_redirects"), (".well-known/security.txt", "/.well-known/security.txt")]
    {
        for text in ["one", "two"] {
            site.write(&format!("content/{file}"), text);
            site.until_page_says(address, text);
        }
    }
}

#[test]
fn a_hundred_files_at_once_are_few_builds_and_none_is_lost() {
    let site = publishing_everything();
    let version = site.version();
    for number in 0..100 {
        site.write(&format!("content/files/{number}.txt"), "first");
    }
    site.until("all are there", |site| {
        (0..100).all(|number| site.get(&format!("/files/{number}.txt")).text() == "first")
    });
    let builds = site.version() - version;
    assert!(builds <= 20, "{builds} builds for one burst");
    // Saves while a build is under way.
    for number in 0..100 {
        site.write("content/files/0.txt", &number.to_string());
        site.write("content/roles/podiatrist.md", &role(number));
    }
    site.until_page_says("/files/0.txt", "99");
    assert_same(&site);
}

#[test]
fn publishing_beside_the_server_is_no_news() {
    let site = Served::small(&[]);
    let build = Command::new(env!("CARGO_BIN_EXE_trellis"))
        .current_dir(site.folder.path())
        .args(["build", "--now", "2026-11-23"])
        .output()
        .unwrap();
    assert!(build.status.success());
    site.write(NOTE, &note("one"));
    site.until_page_says("/note.html", "one");
    site.wait_for("pages/note.md: ");
    assert_eq!(site.said().matches("\npages/").count(), 1, "{}", site.said());
    assert_eq!(site.said().lines().count(), 4, "{}", site.said());
}

#[test]
fn themes_and_the_configuration_are_watched_and_recover() {
    let site = Served::prepared(&[], |folder| {
        fs::write(folder.join("site.yaml"), "title: Small\ndescription: A site.\ntheme: mine\n").unwrap();
        fs::create_dir_all(folder.join("themes/mine/templates")).unwrap();
        fs::create_dir_all(folder.join("themes/mine/static")).unwrap();
        fs::write(folder.join("themes/mine/static/own.css"), "a{}").unwrap();
    });
    let version = site.version();
    site.write("themes/mine/static/own.css", "b{}");
    site.until_page_says("/assets/own.css", "b{}");
    assert_eq!(site.news(version)["changed"], serde_json::json!(["assets/own.css"]));
    let template = |words: &str| {
        format!("{{% extends \"default/prose.html\" %}}{{% block content %}}<p>{words}</p>{{% endblock content %}}")
    };
    site.write("themes/mine/templates/prose.html", &template("by me"));
    site.until_page_says("/about.html", "by me");
    site.write("themes/mine/templates/prose.html", "{% if %}");
    site.until("the template is refused", |site| site.news(0)["errors"] != 0);
    assert!(site.page("/about.html").contains("by me"), "the last good page stays");
    site.write("themes/mine/templates/prose.html", &template("{{ page.missing.field }}"));
    site.until("the template fails", |site| site.news(0)["html"].as_str().unwrap().contains("prose.html"));
    site.write("themes/mine/templates/prose.html", &template("mended"));
    site.until_page_says("/about.html", "mended");
    site.write("site.yaml", "title: [");
    site.until("the configuration is refused", |site| site.news(0)["errors"] != 0);
    site.write("site.yaml", "title: Fresh\ndescription: A site.\n");
    site.until_page_says("/roles/podiatrist.html", "Fresh");
    assert_eq!(site.news(0)["errors"], 0);
    fs::remove_dir_all(site.path("themes")).unwrap();
    site.write("site.yaml", "title: Fresher\ndescription: A site.\ntheme: mine\n");
    site.write("themes/mine/templates/prose.html", &template("made again"));
    site.until_page_says("/about.html", "made again");
    assert_same(&site);
}

#[test]
fn the_content_folder_may_go_and_come_back() {
    let site = Served::small(&[]);
    fs::rename(site.path("content"), site.path("aside")).unwrap();
    site.until("something is said or gone", |site| {
        site.news(0)["errors"] != 0 || site.get("/about.html").status == 404
    });
    fs::rename(site.path("aside"), site.path("content")).unwrap();
    site.until("it is back", |site| site.get("/about.html").status == 200 && site.news(0)["errors"] == 0);
    site.write(NOTE, &note("after"));
    site.until_page_says("/note.html", "after");
    assert_same(&site);
}

#[test]
fn a_file_is_published_as_long_as_something_refers_to_it() {
    let site = Served::small(&[]);
    site.write("content/files/leaflet.txt", "A leaflet");
    let is_there = |site: &Served| site.get("/files/leaflet.txt").status == 200;
    for round in 0..3 {
        site.write(NOTE, &note(&format!("read the [leaflet](../files/leaflet.txt), round {round}")));
        site.until("it is published", is_there);
        assert_same(&site);
        site.write(NOTE, &note(&format!("nothing, round {round}")));
        site.until("it is not published", |site| !is_there(site));
        site.write("site.yaml", &format!("title: Small\ndescription: Round {round}.\npublish: [files]\n"));
        site.until("it is published", is_there);
        site.write("site.yaml", "title: Small\ndescription: No round.\n");
        site.until("it is not published", |site| !is_there(site));
    }
}

#[test]
fn polling_sees_what_nobody_tells() {
    let site = Served::small(&["--poll"]);
    for words in ["one", "two", "six"] {
        site.write(NOTE, &note(words));
        site.until_page_says("/note.html", words);
    }
    fs::remove_file(site.path(NOTE)).unwrap();
    site.until("it is gone", |site| site.get("/note.html").status == 404);
}

#[test]
fn it_may_be_started_from_elsewhere_by_a_relative_path() {
    let site = Served::small(&[]);
    let folder = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
    let relative = Path::new("..").join(site.folder.path().file_name().unwrap());
    command.current_dir(&folder).args(["serve", "--port", "0", "--now", "2026-11-23", "--site"]).arg(relative);
    let other = Served::start(folder, command);
    site.write(NOTE, &note("both see it"));
    site.until_page_says("/note.html", "both see it");
    other.until_page_says("/note.html", "both see it");
}

// ---- A long day of an editor.

/// A browser that fetches only what the news names.
struct Shadow {
    version: u64,
    pages: BTreeMap<String, Vec<u8>>,
}

impl Shadow {
    fn follow(&mut self, site: &Served, known: &BTreeSet<String>) {
        let news = site.news(self.version);
        let named: Option<Vec<String>> = news["changed"]
            .as_array()
            .map(|paths| paths.iter().map(|path| path.as_str().unwrap().to_string()).collect());
        for path in named.unwrap_or_else(|| known.iter().cloned().collect()) {
            match site.served_bytes(&path) {
                Some(bytes) => drop(self.pages.insert(path, bytes)),
                None => drop(self.pages.remove(&path)),
            }
        }
        self.version = news["version"].as_u64().unwrap();
    }
}

#[test]
fn a_long_day_ends_with_the_site_that_a_clean_build_makes() {
    let steps = crate::times::times(300) as usize;
    let site = Served::small(&[]);
    let mut dice = Dice(20_261_123);
    let mut known: BTreeSet<String> = site.clean_build().into_keys().collect();
    let pages = known.iter().map(|path| (path.clone(), site.served_bytes(path).unwrap())).collect();
    let mut shadow = Shadow { version: site.version(), pages };
    for step in 1..=steps {
        one_edit(&site, &mut dice, step);
        if step % 25 == 0 || step == steps {
            site.write("content/roles/podiatrist.md", &role(step));
            let clean = site.clean_build();
            known.extend(clean.keys().cloned());
            site.until(&format!("step {step}: what the news named is the clean build"), |site| {
                shadow.follow(site, &known);
                shadow.pages == clean
            });
            for path in &known {
                assert!(site.served_bytes(path).as_ref() == clean.get(path), "step {step}: {path} differs");
            }
        }
    }
}

fn role(step: usize) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sites/small/content/roles/podiatrist.md");
    fs::read_to_string(path).unwrap().replace("37.5 hours a week", &format!("{step} hours a year"))
}

fn one_edit(site: &Served, dice: &mut Dice, step: usize) {
    let page = |number: usize| {
        let section = site.path(["content/pages", "content/pages/one", "content/pages/one/two"][number % 3]);
        fs::create_dir_all(&section).unwrap();
        section.join(format!("note-{number}.md"))
    };
    let folder = |number: usize| site.path(&format!("content/files/{number}"));
    let (one, other) = (dice.roll(8), dice.roll(8));
    match dice.roll(11) {
        0..4 => {
            // No two pages of a site may have one title.
            let text = note(&format!("step {step}")).replace("A note", &format!("A note of step {step}"));
            // What a page names is published, if it is there.
            let text = text.replace("\n---\n\n", &format!("\nextra:\n  file: files/{other}/0.txt\n---\n\n"));
            SAVES[dice.roll(SAVES.len())].1(&page(one), &text);
        }
        4 => drop(fs::remove_file(page(one))),
        5 => drop(fs::rename(page(one), page(other))),
        6 => {
            fs::create_dir_all(folder(one)).unwrap();
            for number in 0..dice.roll(5) {
                fs::write(folder(one).join(format!("{number}.txt")), format!("step {step}")).unwrap();
            }
        }
        7 => {
            if !folder(other).exists() {
                let _ = fs::rename(folder(one), folder(other));
            } else {
                let _ = fs::remove_dir_all(folder(one));
            }
        }
        8 => site.write("content/roles/podiatrist.md", "---\ntitle: broken\n"),
        // A whole section gets another name, or goes.
        9 => {
            let sections = ["content/pages/one", "content/pages/other"].map(|section| site.path(section));
            let moved = fs::rename(&sections[0], &sections[1]);
            if moved.is_err() {
                let _ = fs::remove_dir_all(&sections[one % 2]);
            }
        }
        _ => site.write("content/roles/podiatrist.md", &role(step)),
    }
}
