//! A folder with releases, and a link to the one that visitors see.

use super::*;

fn kept(site: &Small) -> usize {
    fs::read_dir(site.path("live/releases")).unwrap().count()
}

#[test]
fn a_release_stands_whole_before_the_link_is_switched_to_it() {
    let site = built();
    site.run("publish --to live --dry-run").ends(0).answers("new     roles/podiatrist.html").answers("Would publish");
    assert!(!site.path("live").exists());
    site.run("publish --to live").ends(0).answers("Published");
    assert_eq!(shown(&site.path("live/current")), shown(&site.path("public")));
    let first = fs::read_link(site.path("live/current")).unwrap();
    site.run("publish --to live").ends(0).answers("Nothing has changed");
    let site = edited(site);
    let run = site.run("publish --to live --dry-run");
    run.ends(0).answers("changed about.html");
    let order: Vec<&str> = run.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let rank = |word: &&str| ["file", "new", "changed", "list", "remove", "Would"].iter().position(|one| one == word);
    assert!(order.is_sorted_by_key(rank), "{}", run.out);
    site.run("publish --to live").ends(0);
    assert_eq!(shown(&site.path("live/current")), shown(&site.path("public")));
    assert!(site.path("live").join(first).join("index.html").exists(), "a page on its way finds the release before");
    let site = edited(site);
    site.run("publish --to live").ends(0);
    assert_eq!(kept(&site), 2, "older ones go");
}

#[test]
fn a_page_on_its_way_finds_its_style_in_the_release_after_and_not_in_the_next() {
    let site = built();
    site.run("publish --to live").ends(0);
    let old = style(&site.path("public"));
    let site = recoloured(site);
    let run = site.run("publish --to live --dry-run");
    run.ends(0).answers(&format!("file    {}", style(&site.path("public"))));
    assert!(!run.out.contains("\nremove "), "{}", run.out);
    site.run("publish --to live").ends(0);
    let there = shown(&site.path("live/current"));
    assert!(there.contains_key(&old) && there.len() == shown(&site.path("fresh")).len() + 1);
    site.run("publish --to live").ends(0).answers("Nothing has changed");
    let site = edited(site);
    site.run("publish --to live --dry-run").ends(0).answers(&format!("remove  {old}"));
    site.run("publish --to live").ends(0);
    site.run("build --out fresh").ends(0);
    assert_eq!(shown(&site.path("live/current")), shown(&site.path("fresh")));
}

#[test]
fn what_somebody_altered_there_is_mended_and_what_was_half_copied_is_begun_anew() {
    let site = built();
    site.run("publish --to live").ends(0);
    let site = site.write("live/current/about.html", "altered").write("live/releases/half/about.html", "half");
    site.run("publish --to live").ends(0).answers("Published 1 file");
    assert_eq!(shown(&site.path("live/current")), shown(&site.path("public")));
    assert_eq!(kept(&site), 1);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let site = Small::new();
    site.run("publish --to live").ends(2).says("no build has been completed there").says("trellis build");
    site.run("build").ends(0);
    site.run("publish --to public/live").ends(2).says("will not publish into");
    site.run("publish --to gs://bucket").ends(2).says("no way that this Trellis knows");
    let site = site.write("other/current/index.html", "mine");
    site.run("publish --to other").ends(2).says("it is no link to a release");
    site.run("publish --to live").ends(0);
    let before = shown(&site.path("live/current"));
    fs::remove_dir_all(site.path("content/roles")).unwrap();
    fs::remove_dir_all(site.path("content/routes")).unwrap();
    let site = site.write("public/about.html", "altered");
    let site = edited_elsewhere(site);
    assert_eq!(shown(&site.path("live/current")), before, "what stands online stays");
}

/// A far smaller site in another folder is refused until it is said to be meant; a file altered since is told.
fn edited_elsewhere(site: Small) -> Small {
    site.run("publish --to live").ends(0).answers("Nothing has changed");
    let small = Small::new();
    for folder in
        ["roles", "routes", "pathways", "professions", "programmes", "case-studies", "interventions", "events"]
    {
        fs::remove_dir_all(small.path("content").join(folder)).unwrap();
    }
    for folder in ["guides", "partners", "partner-kinds", "starting-points", "framework", "assessments", "data"] {
        fs::remove_dir_all(small.path("content").join(folder)).unwrap();
    }
    fs::write(small.path("content/pages/about.md"), PAGE).unwrap();
    fs::write(small.path("content/pages/home.md"), PAGE.replace("title: Help", "title: Start")).unwrap();
    small.run("build").ends(0);
    let live = site.path("live");
    small.run(&format!("publish --to {}", live.display())).ends(2).says("--allow-removals");
    site
}

const PAGE: &str =
    "---\ntitle: Help\nsummary: Where to find help.\nreviewed: 2026-11-01\n---\n\nHelp is near to all of you.\n";
