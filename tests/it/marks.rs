//! Files of a theme have a mark of their bytes in their names: pages and other files name them so, whatever owners write,
//! and what a page that was sent before still asks for is there for one publish.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use crate::folder::{Folder, site, texts};
use crate::small::Small;
use trellis::lasting;

/// Every file of the built site, by its path.
fn published(site: &Small) -> BTreeMap<String, Vec<u8>> {
    let top = site.path("public");
    let files = walkdir::WalkDir::new(&top).into_iter().map(Result::unwrap).filter(|file| file.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(&top).unwrap().to_str().unwrap().replace('\\', "/");
    let files = files.map(|file| (name(file.path()), fs::read(file.path()).unwrap()));
    files.filter(|(path, _)| !path.starts_with(".trellis/")).collect()
}

/// Where a file of the theme is published, by its plain name.
fn address(site: &Small, name: &str) -> String {
    let plain = format!("assets/{name}");
    let is_it = |path: &String| *path == plain || lasting::plain(path).is_some_and(|other| other == plain);
    let found: Vec<String> = published(site).into_keys().filter(is_it).collect();
    let [one] = &found[..] else { panic!("{name} is published as {found:?}") };
    one.clone()
}

/// The style that the page about the site names.
fn style_of(site: &Small) -> String {
    let names = named(&site.read("public/about.html"));
    let mut styles = names.into_iter().filter(|name| name.ends_with(".css"));
    styles.next().expect("it has a style")
}

/// The same below `public`, as text.
fn text(site: &Small, name: &str) -> String {
    site.read(&format!("public/{}", address(site, name)))
}

fn has_mark(path: &str) -> bool {
    lasting::plain(path).is_some()
}

/// Names of files of the theme that a page names in its tags, from the site's root.
fn named(html: &str) -> BTreeSet<String> {
    let pieces = html.split('"').skip(1).step_by(2).filter_map(|value| value.split_once("assets/"));
    pieces
        .filter(|(before, _)| before.chars().all(|c| "./".contains(c)))
        .map(|(_, name)| format!("assets/{name}"))
        .collect()
}

/// A site with a theme of its own, which has these files.
fn with_theme(files: &[(&str, &str)]) -> Small {
    let site = Small::new().edit("site.yaml", "title:", "theme: mine\ntitle:");
    files.iter().fold(site, |site, (path, text)| site.write(&format!("themes/mine/{path}"), text))
}

fn head(line: &str) -> String {
    format!("{{% extends \"default/base.html\" %}}{{% block head %}}{{{{ super() }}}}{line}{{% endblock head %}}")
}

#[test]
fn every_page_names_the_files_of_the_theme_as_they_are_published() {
    let site = Small::new();
    site.run("build").ends(0);
    let files = published(&site);
    let mut seen = BTreeSet::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for address in named(std::str::from_utf8(bytes).unwrap()) {
            assert!(files.contains_key(&address), "{path} names {address}, and it is not there");
            seen.insert(address);
        }
    }
    let plain: Vec<&String> = seen.iter().filter(|path| !has_mark(path)).collect();
    let is_known = |path: &&String| *path == "assets/favicon.ico" || path.starts_with("assets/share-");
    assert!(plain.iter().all(is_known), "asked about each time: {plain:?}");
    for name in ["theme.css", "theme.js", "search.js", "favicon.svg", "icon-180.png"] {
        assert!(seen.contains(&address(&site, name)), "no page names {name}");
    }
    for (path, bytes) in files.iter().filter(|(path, _)| has_mark(path)) {
        assert!(lasting::is_asset(path, xxh3_128(bytes)), "{path} bears another mark than that of its bytes");
    }
}

#[test]
fn what_others_ask_for_keeps_its_name_and_the_documents_say_which() {
    let site = Small::new();
    site.run("build").ends(0);
    let hosting = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hosting.md")).unwrap();
    for (name, _) in lasting::PLAIN {
        assert!(hosting.contains(&format!("`{name}`")), "docs/hosting.md does not say that {name} keeps its name");
    }
    let assets = published(&site).into_keys().filter_map(|path| path.strip_prefix("assets/").map(str::to_string));
    let plain: BTreeSet<String> = assets.filter(|name| !has_mark(&format!("assets/{name}"))).collect();
    let unlike = plain.iter().filter(|name| !name.starts_with("share-"));
    assert_eq!(unlike.collect::<Vec<_>>(), ["favicon.ico", "search-data.js", "ways-data.js"]);
    assert!(plain.contains("share-roles.png"));
}

#[test]
fn the_manifest_names_icons_as_they_are_published() {
    let site = Small::new();
    site.run("build").ends(0);
    let manifest: serde_json::Value = serde_json::from_str(&site.read("public/manifest.webmanifest")).unwrap();
    for icon in manifest["icons"].as_array().unwrap() {
        let path = icon["src"].as_str().unwrap();
        assert!(has_mark(path) && site.path("public").join(path).exists(), "{path}");
    }
}

/// A page may not become much heavier by it: a mark has eight letters and a dot.
#[test]
fn a_mark_costs_a_page_nine_bytes_an_asset() {
    let line = "<link rel=\"stylesheet\" href=\"{{ page.root }}assets/extra.css\">";
    let [style, data] = ["extra.css", "extra.txt"].map(|name| {
        let template = head(&line.replace("extra.css", name));
        let site = with_theme(&[("templates/base.html", &template), (&format!("static/{name}"), "p{}")]);
        site.run("build").ends(0);
        site.read("public/about.html").len()
    });
    assert_eq!(style - data, 9);
}

#[test]
fn a_colour_of_the_owner_gives_the_style_another_name_on_every_page() {
    let site = Small::new();
    site.run("build").ends(0);
    let (before, pages) = (address(&site, "theme.css"), published(&site));
    let site = site.edit("site.yaml", "title:", "brand:\n  colours:\n    light:\n      accent: '#7a1f5c'\ntitle:");
    site.run("build").ends(0);
    let after = style_of(&site);
    assert_ne!(before, after);
    for path in pages.keys().filter(|path| path.ends_with(".html")) {
        let html = site.read(&format!("public/{path}"));
        assert!(!html.contains(&before), "{path} names the style of yesterday");
        assert_eq!(html.contains("rel=\"stylesheet\""), html.contains(&after), "{path}");
    }
}

#[test]
fn owners_write_plain_names_in_their_templates_styles_and_scripts() {
    let template = head(
        "{% set name = \"part\" %}<link rel=\"stylesheet\" href=\"{{ page.root }}assets/mine.css\">\
         <script src=\"{{ page.root }}assets/{{ name }}.js\" defer></script><script src=\"{{ page.root }}assets/old.js\" defer></script>\
         <script src=\"{{ page.root }}assets/maker.js\" defer></script>",
    );
    let site = with_theme(&[
        ("templates/base.html", &template),
        ("static/mine.css", "@import 'more/fold.css'; p { background: url(line.svg#a) }\n"),
        ("static/more/fold.css", "p { background: url(../line.svg) }\n"),
        ("static/line.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>"),
        ("static/part.js", "show(base + \"assets/line.svg\");\n"),
        ("static/old.js", "base = src.replace(/assets\\/old\\.js.*/, \"\");\n"),
        ("static/maker.js", "for (const one of names) show(`${base}assets/drawn/${one}.svg`);\n"),
        ("static/drawn/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>"),
        ("static/theme.js", "// Ours takes the place of the default one.\n"),
    ]);
    site.run("build").ends(0);
    let last = |name: &str| address(&site, name).rsplit('/').next().unwrap().to_string();
    let names = named(&site.read("public/roles/podiatrist.html"));
    for name in ["mine.css", "part.js", "maker.js", "theme.js"] {
        let address = address(&site, name);
        assert!(has_mark(&address) && names.contains(&address), "{name}: {names:?}");
    }
    assert!(text(&site, "theme.js").contains("Ours"));
    let line = last("line.svg");
    let sheet = format!("@import 'more/{}'; p {{ background: url({line}#a) }}\n", last("more/fold.css"));
    assert_eq!(text(&site, "mine.css"), sheet);
    assert_eq!(text(&site, "more/fold.css"), format!("p {{ background: url(../{line}) }}\n"));
    assert_eq!(text(&site, "part.js"), format!("show(base + \"assets/{line}\");\n"));
    // What a script looks for, or puts together, keeps its name, so that it goes on working.
    assert!(names.contains("assets/old.js"), "{names:?}");
    assert_eq!(address(&site, "drawn/a.svg"), "assets/drawn/a.svg");
}

#[test]
fn a_page_made_elsewhere_finds_the_style_by_its_plain_name() {
    let page = "<!DOCTYPE html><link rel=\"stylesheet\" href=\"assets/theme.css\"><p>Made elsewhere.</p>\n";
    let site =
        Small::new().edit("site.yaml", "title:", "publish: [made.html]\ntitle:").write("content/made.html", page);
    site.run("build").ends(0);
    assert_eq!(site.read("public/made.html"), page, "what owners publish as it is stays as it is");
    let files = published(&site);
    let marked =
        files.keys().find(|path| lasting::plain(path).is_some_and(|plain| plain == "assets/theme.css")).unwrap();
    assert_eq!(files["assets/theme.css"], files[marked]);
    assert!(!files.contains_key("assets/theme.js"), "nobody asks for that one");
    site.run("why assets/theme.css").ends(0).answers("themes/default/static/theme.css");
}

#[test]
fn why_knows_a_file_of_the_theme_with_its_mark_and_without() {
    let site = Small::new();
    site.run("build").ends(0);
    let marked = address(&site, "theme.css");
    for asked in ["assets/theme.css", &marked] {
        site.run(&format!("why {asked}")).ends(0).answers(&marked).answers("themes/default/static/theme.css");
    }
}

// ---- What a page that was sent before still asks for.

/// A name with the mark of a text.
fn style(text: &str) -> String {
    format!("assets/{}", lasting::marked("theme.css", xxh3_128(text.as_bytes())))
}

#[test]
fn the_style_of_the_last_publish_stays_for_one_more() {
    let folder = Folder::new();
    let [one, two] = ["p{}", "q{}"].map(|text| (style(text), text));
    let first = [(one.0.as_str(), one.1), ("index.html", "1")];
    let second = [(two.0.as_str(), two.1), ("index.html", "2")];
    let third = [(two.0.as_str(), two.1), ("index.html", "3")];
    folder.publish(&site(&first)).unwrap();
    let changes = folder.publish(&site(&second)).unwrap();
    assert_eq!((changes.written, changes.removed), (2, 0));
    let both = texts(&[first[0], second[0], second[1]]);
    assert_eq!(folder.published(), both);
    let changes = folder.publish(&site(&second)).unwrap();
    assert_eq!((changes.written, changes.removed, changes.unchanged), (0, 0, 2));
    assert_eq!(folder.published(), both, "nothing has changed, so nobody needs less");
    let changes = folder.publish(&site(&third)).unwrap();
    assert_eq!((changes.written, changes.removed), (1, 1));
    assert_eq!(folder.published(), texts(&third));
}

#[test]
fn a_style_that_comes_back_is_there_and_stays() {
    let folder = Folder::new();
    let [one, two] = ["p{}", "q{}"].map(|text| (style(text), text));
    let (first, second) = ([(one.0.as_str(), one.1)], [(two.0.as_str(), two.1)]);
    for files in [&first, &second] {
        folder.publish(&site(files)).unwrap();
    }
    let changes = folder.publish(&site(&first)).unwrap();
    assert_eq!((changes.written, changes.unchanged), (0, 1));
    assert_eq!(folder.published(), texts(&[first[0], second[0]]));
    folder.publish(&site(&[("index.html", "1"), first[0]])).unwrap();
    assert_eq!(folder.published(), texts(&[("index.html", "1"), first[0]]));
}

#[test]
fn pictures_pages_and_plain_names_go_at_once() {
    let folder = Folder::new();
    let gone = [
        ("assets/share-a.png", "x"),
        ("assets/theme.00000000.css", "p{}"),
        ("images/a.480w.1f0c3a9d.webp", "x"),
        ("old.html", "x"),
    ];
    folder.publish(&site(&[&gone[..], &[("index.html", "1")]].concat())).unwrap();
    folder.publish(&site(&[("index.html", "1")])).unwrap();
    assert_eq!(folder.published(), texts(&[("index.html", "1")]));
}

#[test]
fn a_publish_that_was_stopped_loses_no_style_that_pages_may_ask_for() {
    let folder = Folder::new();
    let [one, two] = ["p{}", "q{}"].map(|text| (style(text), text));
    let second = [(two.0.as_str(), two.1), ("index.html", "2")];
    folder.publish(&site(&[(one.0.as_str(), one.1), ("index.html", "1")])).unwrap();
    folder.put("public/.trellis/pending.json", format!("{{\"paths\":[\"{}\",\"{}\",\"index.html\"]}}", one.0, two.0));
    folder.publish(&site(&second)).unwrap();
    assert_eq!(folder.published(), texts(&[(one.0.as_str(), one.1), second[0], second[1]]));
}

#[test]
fn a_build_into_a_new_folder_holds_no_file_of_before() {
    let site = Small::new();
    site.run("build").ends(0);
    let site = site.edit("site.yaml", "title:", "brand:\n  colours:\n    light:\n      accent: '#7a1f5c'\ntitle:");
    site.run("build").ends(0);
    let styles = |folder: &str| {
        let names = fs::read_dir(site.path(folder).join("assets")).unwrap().map(|file| file.unwrap().file_name());
        names
            .filter(|name| name.to_str().unwrap().starts_with("theme.") && name.to_str().unwrap().ends_with(".css"))
            .count()
    };
    site.run("build --out fresh").ends(0);
    assert_eq!((styles("public"), styles("fresh")), (2, 1));
    site.run("build --out again").ends(0);
    assert_eq!(site.read("fresh/.trellis/manifest.json"), site.read("again/.trellis/manifest.json"));
}
