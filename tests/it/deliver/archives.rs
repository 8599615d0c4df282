//! One file to take along.

use std::io::Read;

use super::*;

/// What is in an archive, by path.
fn packed(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut files = BTreeMap::new();
    for number in 0..zip.len() {
        let mut entry = zip.by_index(number).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        assert!(files.insert(entry.name().unwrap().into_owned(), bytes).is_none(), "no path is there twice");
    }
    files
}

#[test]
fn one_file_holds_the_site_and_says_first_what_to_do_with_it() {
    let site = built();
    site.run("publish --to school/Careers.zip --dry-run").ends(0).answers("Would publish");
    assert!(!site.path("school").exists());
    site.run("publish --to school/Careers.zip").ends(0).answers("Published");
    let mut files = packed(&site.path("school/Careers.zip"));
    let page = String::from_utf8(files.remove("unpack-me-first.html").unwrap()).unwrap();
    assert!(page.contains("Careers.zip") && page.contains("<html lang=\"en"), "{page}");
    let led_to: Vec<&str> = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(led_to, ["unpacked.css", "careers/index.html"], "both are in the archive");
    assert!(files.remove("unpacked.css").is_some());
    let inside = files.into_iter().map(|(path, bytes)| (path.strip_prefix("careers/").unwrap().to_string(), bytes));
    let inside: BTreeMap<_, _> = inside.filter(|(path, _)| !path.starts_with('.')).collect();
    assert_eq!(inside, shown(&site.path("public")));
    assert_eq!(fs::read_dir(site.path("school")).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn the_same_site_makes_the_same_file_and_a_change_is_told() {
    let site = built();
    site.run("publish --to a.zip").ends(0);
    site.run("publish --to a.zip").ends(0).answers("Nothing has changed");
    let first = fs::read(site.path("a.zip")).unwrap();
    fs::remove_file(site.path("a.zip")).unwrap();
    site.run("publish --to a.zip").ends(0);
    assert!(fs::read(site.path("a.zip")).unwrap() == first);
    let site = edited(site);
    site.run("publish --to a.zip --dry-run").ends(0).answers("changed about.html");
    assert!(fs::read(site.path("a.zip")).unwrap() == first);
    site.run("publish --to a.zip").ends(0);
    assert!(packed(&site.path("a.zip"))["a/about.html"] == fs::read(site.path("public/about.html")).unwrap());
}

#[test]
fn what_somebody_else_has_made_is_left_as_it_is() {
    let site = built().write("notes.zip", "these are notes");
    site.run("publish --to notes.zip").ends(2).says("no archive that Trellis has made");
    assert_eq!(site.read("notes.zip"), "these are notes");
}

#[test]
fn a_path_that_some_system_cannot_unpack_is_told() {
    let path = format!("{}/plan.txt", ["far-away-from-home"; 10].join("/"));
    let site = Small::new().write(&format!("content/{path}"), "Some words.");
    let settings = format!("title: Careers\ndescription: Careers.\npublish: [{path}]\n");
    let site = site.write("site.yaml", &settings);
    site.run("build").ends(0);
    site.run("publish --to a.zip").ends(2).says("plan.txt").says("180 characters").says("help:");
    assert!(!site.path("a.zip").exists());
}
