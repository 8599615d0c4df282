//! A folder that was published without notes is taken over when that is asked for, and no other is.

use std::fs;

use crate::folder::copy;
use crate::small::Small;

/// A site beside an older edition of itself in `public`, whose notes are lost.
fn without_notes() -> Small {
    let site = Small::new();
    site.run("build").ends(0);
    fs::remove_dir_all(site.path("public/.trellis")).unwrap();
    site.write("public/logs/today.txt", "mine\n").edit("content/pages/about.md", "title: ", "title: New ")
}

#[test]
fn an_older_edition_without_notes_becomes_the_sites_again() {
    let site = without_notes();
    site.run("build").ends(2).says("--adopt");
    let old = site.read("public/about.html");
    site.run("build --adopt").ends(0).answers("taken over, 1 not of this site left");
    assert_ne!(site.read("public/about.html"), old, "what had changed is new");
    assert_eq!(site.read("public/logs/today.txt"), "mine\n", "what is not ours stays");
    // From now on it is a folder like any other.
    site.run("build").ends(0).answers("Nothing has changed");
    let site = site.edit("content/events/open-evening.md", "---\n", "---\ndraft: true\n");
    site.run("build").ends(0);
    assert!(!site.path("public/events/open-evening.html").exists(), "a page that has gone is removed");
    site.run("build --adopt").ends(0).answers("Nothing has changed");
}

#[test]
fn another_website_is_not_taken_over() {
    let site = Small::new().write("public/index.html", "<!DOCTYPE html><title>Another</title>");
    site.run("build --adopt").ends(2).says("another website");
    assert_eq!(site.read("public/index.html"), "<!DOCTYPE html><title>Another</title>");
    assert!(!site.path("public/about.html").exists());
}

#[test]
fn a_folder_that_only_tells_what_it_is_for_is_no_obstacle() {
    for options in ["", "--adopt"] {
        let site =
            Small::new().write("public/README.md", "The published site.\n").write("public/.gitignore", "*.log\n");
        site.run(&format!("build {options}")).ends(0);
        assert_eq!(site.read("public/README.md"), "The published site.\n");
    }
}

#[test]
fn a_site_whose_content_is_missing_or_halved_leaves_what_is_online() {
    let site = Small::new();
    site.run("build").ends(0);
    fs::rename(site.path("content"), site.path("elsewhere")).unwrap();
    site.run("build").ends(2).says("there is nothing to publish");
    fs::create_dir(site.path("content")).unwrap();
    site.run("build").ends(2).says("there is nothing to publish");
    fs::create_dir(site.path("content/pages")).unwrap();
    copy(&site.path("elsewhere/pages"), &site.path("content/pages"));
    let run = site.run("build");
    assert_ne!(run.code, 0, "{}", run.said);
    assert!(site.path("public/roles/podiatrist.html").exists(), "the last site stands");
}
