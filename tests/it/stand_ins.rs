//! Mistakes in one file do not keep the others from being shown as they are: in its place stands what it said before.

use std::fs;

use crate::served::{Served, without_script};

const ROLE: &str = "content/roles/podiatrist.md";

/// A change in a file that is without errors, and where it shows.
fn write_about(site: &Served, words: &str) {
    let about = fs::read_to_string(site.path("content/pages/about.md")).unwrap();
    site.write("content/pages/about.md", &format!("{about}\n{words}\n"));
    site.until_page_says("/about.html", words);
}

fn freshness(site: &Served) -> String {
    site.news(0)["freshness"].as_str().unwrap().to_string()
}

#[test]
fn other_pages_are_shown_as_they_are_saved() {
    let site = Served::small(&[]);
    let good = site.page("/roles/podiatrist.html");
    site.edit(ROLE, "professions: [podiatry]", "professions: [podiatri]");
    site.until("there is an error", |site| site.news(0)["errors"] == 1);
    write_about(&site, "The office has moved.");
    let news = site.news(0);
    assert_eq!((&news["freshness"], &news["errors"]), (&"in part".into(), &1.into()));
    assert_eq!(news["pages"], serde_json::json!(["roles/podiatrist.html"]), "the page whose file is wrong");
    assert_eq!(
        without_script(site.page("/roles/podiatrist.html").as_bytes()),
        without_script(good.as_bytes()),
        "it stays as it was"
    );
    site.wait_for("1 error, so what has errors stays as it was");

    site.edit(ROLE, "professions: [podiatri]", "professions: [podiatry]");
    site.until("it is good again", |site| site.news(0)["errors"] == 0);
    assert_eq!(freshness(&site), "new");
    for (path, bytes) in site.clean_build() {
        assert_eq!(site.served_bytes(&path), Some(bytes), "{path} is as a clean build makes it");
    }
}

#[test]
fn a_copied_page_is_left_out_until_its_name_is_its_own() {
    let site = Served::small(&[]);
    let text = fs::read_to_string(site.path(ROLE)).unwrap();
    site.write("content/roles/podiatrist copy.md", &text);
    site.until("there is an error", |site| site.news(0)["errors"] != 0);
    write_about(&site, "The office has moved.");
    assert_eq!(freshness(&site), "in part");
}

#[test]
fn what_was_deleted_stays_as_long_as_something_needs_it() {
    let site = Served::small(&[]);
    fs::remove_file(site.path(ROLE)).unwrap();
    site.until("there is an error", |site| site.news(0)["errors"] != 0);
    write_about(&site, "The office has moved.");
    assert_eq!(freshness(&site), "in part");
    assert_eq!(site.get("/roles/podiatrist.html").status, 200, "others lead there");
}

#[test]
fn broken_settings_tables_and_templates_count_as_they_were() {
    let theme = "themes/mine/templates/parts/hello.html";
    let site = Served::prepared(&[], |folder| {
        let path = folder.join("site.yaml");
        let settings = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{settings}theme: mine\n")).unwrap();
        fs::create_dir_all(folder.join("themes/mine/templates/parts")).unwrap();
        fs::write(folder.join(theme), "<p>Hello</p>\n").unwrap();
    });
    for (at, (file, wrong)) in
        [("site.yaml", "title: ["), ("content/data/pay.yaml", "entries: ["), (theme, "{% if %}")].iter().enumerate()
    {
        let right = fs::read_to_string(site.path(file)).unwrap();
        site.write(file, wrong);
        site.until("there is an error", |site| site.news(0)["errors"] != 0);
        let page = {
            write_about(&site, &format!("Change {at}."));
            site.page("/about.html")
        };
        assert!(page.contains("Small careers"), "{file}");
        assert_eq!(freshness(&site), "in part", "{file}");
        assert_eq!(site.news(0)["pages"], serde_json::json!([]), "no page is to blame for {file}");
        site.write(file, &right);
        site.until("it is good again", |site| site.news(0)["errors"] == 0);
    }
}

#[test]
fn a_site_with_one_broken_page_from_the_start_shows_the_others() {
    let case = "content/case-studies/north-town.md";
    let site = Served::prepared(&[], |folder| fs::write(folder.join(case), "---\ntitle: [\n---\n").unwrap());
    assert_eq!(site.get("/about.html").status, 200);
    let missing = site.get("/case-studies/north-town.html");
    assert_eq!(missing.status, 404);
    assert_eq!(site.news(0)["pages"], serde_json::json!(["case-studies/north-town.html"]));
}

#[test]
fn a_page_is_shown_as_it_is_where_another_needs_what_it_no_longer_has() {
    let site = Served::small(&[]);
    // The role is right, and what it names has gone from a page that is right as well.
    site.edit("content/pages/about.md", "\n---\n", "\n---\n\n## Who we are\n\nWe are a few.\n");
    site.until_page_says("/about.html", "Who we are");
    site.edit(ROLE, "\n---\n", "\n---\n\nSee [who we are](../pages/about.md#who-we-are).\n");
    site.until_page_says("/roles/podiatrist.html", "who we are");
    site.edit("content/pages/about.md", "## Who we are", "## Our people");
    site.until("there is an error", |site| site.news(0)["errors"] != 0);
    assert_eq!(freshness(&site), "in part");
    assert!(site.page("/about.html").contains("Our people"));
    assert!(site.page("/roles/podiatrist.html").contains("who we are"), "its words stay");
    // The same where a page goes into hiding.
    site.edit("content/pages/about.md", "## Our people", "## Who we are");
    site.until("it is good again", |site| site.news(0)["errors"] == 0);
    site.edit("content/professions/podiatry.md", "title: ", "draft: true\ntitle: ");
    site.until("there is an error", |site| site.news(0)["errors"] != 0);
    write_about(&site, "The office has moved.");
    assert_eq!(freshness(&site), "in part");
}

#[test]
fn templates_that_never_worked_leave_the_last_good_site() {
    let site = Served::small(&[]);
    let good = site.page("/about.html");
    site.write("themes/own/theme.yaml", "extends: default\n");
    site.write("themes/own/templates/page.html", "{{ nothing.of.that }}");
    site.edit("site.yaml", "title: ", "theme: own\ntitle: ");
    site.until("there is an error", |site| site.news(0)["errors"] != 0);
    assert_eq!(without_script(site.page("/about.html").as_bytes()), without_script(good.as_bytes()));
}
