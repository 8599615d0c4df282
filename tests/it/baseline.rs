//! What a site knows already, from the first day on: `check` and `build` agree about it.

use std::fs;

use crate::small::Small;

fn page(title: &str, words: &str) -> String {
    format!("---\ntitle: {title}\nsummary: Where to find help.\nreviewed: 2026-11-01\n---\n\n{words}\n")
}

/// A link that leads nowhere, and two pages of one title, which shows when pages are made.
fn with_mistakes() -> Small {
    Small::new()
        .write("content/pages/help.md", &page("Help", "Read on [at the desk](nowhere.md)."))
        .write("content/pages/more.md", &page("Help", "Help is near to all of you."))
}

fn learn(site: &Small, number: &str) {
    site.run("check --baseline known.json --update-baseline").ends(0).answers(number);
}

#[test]
fn one_run_tells_all_so_that_a_baseline_is_whole_on_the_first_day() {
    let site = with_mistakes();
    site.run("check").ends(1).says("broken-link").says("page-title");
    learn(&site, "2 findings are known");
    let site = site.edit("content/pages/help.md", "[at the desk](nowhere.md)", "at the desk");
    site.run("check").ends(0).says("1 known finding").says("1 of the baseline mended");
}

#[test]
fn a_build_publishes_what_a_check_lets_pass() {
    let site = with_mistakes();
    site.run("build").ends(1).says("nothing was published");
    assert!(!site.path("public").exists());
    learn(&site, "2 findings are known");
    site.run("build").ends(0).answers("2 known findings of the baseline");
    assert!(site.read("public/help.html").contains("Read on at the desk."));
    site.run("build --baseline known.json").ends(0);
    let site = site.write("content/pages/third.md", &page("Third", "Read [this](neverwhere.md)."));
    site.run("check --baseline known.json").ends(1).says("neverwhere");
    site.run("build --baseline known.json")
        .ends(1)
        .says("neverwhere")
        .says("1 error in content, so nothing was published");
    assert!(!site.path("public/third.html").exists());
    site.run("build --baseline nowhere.json").ends(2).says("--update-baseline");
}

#[test]
fn a_file_that_is_renamed_keeps_what_is_known_of_it() {
    let site = with_mistakes();
    learn(&site, "2 findings are known");
    fs::rename(site.path("content/pages/help.md"), site.path("content/pages/aid.md")).unwrap();
    site.run("check --baseline known.json").ends(0).says("2 known findings");
    fs::write(site.path("content/pages/help.md"), page("Aid", "Read on [at the desk](nowhere.md).")).unwrap();
    site.run("check --baseline known.json").ends(1).says("content/pages/aid.md");
}

#[test]
fn what_leaves_no_site_is_never_known() {
    let site = Small::new().write("content/pages/search.md", &page("Searching", "Help is near to all of you."));
    learn(&site, "1 finding is known");
    site.run("check --baseline known.json").ends(1).says("address-collision");
    site.run("build --baseline known.json").ends(1).says("nothing was published");
    let site = Small::new().write("themes/own/templates/role.html", "{% block x %}");
    let settings = site.read("site.yaml") + "theme: own\n";
    let site = site.write("site.yaml", &settings);
    site.run("check --baseline known.json --update-baseline").ends(0);
    site.run("check --baseline known.json").ends(1).says("[template]");
    site.run("build --baseline known.json").ends(1).says("nothing was published");
}
