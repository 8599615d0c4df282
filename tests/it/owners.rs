//! Who looks after a page: visitors may know it, or only those inside.

use std::fs;
use std::path::Path;

use crate::small::Small;

const OWNER: &str = "Quillon Averett";

/// The small site in which the same person looks after every page and every table.
fn owned(setting: &str) -> Small {
    let mut site = Small::new();
    for (path, bytes) in site.content() {
        let text = String::from_utf8(bytes).unwrap();
        let own = match path.rsplit('.').next() {
            Some("md") => text.replacen("---\n", &format!("---\nowner: {OWNER}\n"), 1),
            Some("yaml") => text.replacen("each:\n", &format!("each:\n  owner: {OWNER}\n"), 1),
            _ => continue,
        };
        site = site.write(&path, &own);
    }
    let settings = site.read("site.yaml");
    site.write("site.yaml", &format!("{settings}\n{setting}\n"))
}

/// The published files that name the owner, in any way that a name is written.
fn naming(out: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(out).into_iter().map(Result::unwrap).filter(|file| file.file_type().is_file());
    let names = |text: &str| ["Quillon", "quillon", "Averett", "averett"].iter().any(|name| text.contains(name));
    let path = |path: &Path| path.strip_prefix(out).unwrap().display().to_string();
    let files = files.map(|file| (path(file.path()), fs::read(file.path()).unwrap()));
    let mut found: Vec<String> = files
        .filter(|(path, bytes)| names(path) || names(&String::from_utf8_lossy(bytes)))
        .map(|(path, _)| path)
        .collect();
    found.sort();
    found
}

#[test]
fn visitors_see_who_looks_after_a_page() {
    let site = owned("");
    site.run("build").ends(0);
    let found = naming(&site.path("public"));
    assert!(found.contains(&"roles/podiatrist.html".to_string()), "{found:?}");
}

#[test]
fn names_that_stay_inside_are_nowhere_on_the_site_and_in_reports() {
    let site = owned("owner_public: false");
    site.run("build").ends(0);
    assert_eq!(naming(&site.path("public")), Vec::<String>::new());
    site.run("report").ends(0).answers(OWNER);
    site.run("report --format json").ends(0).answers(OWNER);
}
