//! A copy to look at before the public does says so, and asks search engines to stay away.

use std::fs;

use crate::small::Small;

const DRAFT: &str = "---\ntitle: Help & advice\nsummary: Where to find help.\nreviewed: 2026-11-01\ndraft: true\n---\n\n\
                     Help is near to all of you.\n";

fn pages(site: &Small) -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(site.path("public")).into_iter().map(Result::unwrap);
    let pages = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "html"));
    pages.map(|file| (file.path().display().to_string(), fs::read_to_string(file.path()).unwrap())).collect()
}

const NOINDEX: &str = "<meta name=\"robots\" content=\"noindex\">";

#[test]
fn every_page_of_a_copy_says_so_and_stays_out_of_searches() {
    for (command, lists) in [("build --staging", false), ("build --drafts", true)] {
        let site = Small::new().write("content/pages/help.md", DRAFT);
        site.run(&format!("{command} --base-url https://test.example.org/")).ends(0);
        let pages = pages(&site);
        assert!(pages.len() > 20);
        for (path, html) in &pages {
            let (banner, day) = (html.contains("Test copy"), html.contains("23 November 2026"));
            assert!(html.contains(NOINDEX) && banner && day, "{path}");
            assert_eq!(html.contains("1 page here is not public"), lists, "{path}");
        }
        assert_eq!(site.read("public/robots.txt"), "User-agent: *\nDisallow: /\n");
        assert!(!site.path("public/sitemap.xml").exists() && !site.path("public/feed.xml").exists());
    }
    let site = Small::new().write("content/pages/help.md", DRAFT);
    site.run("build --drafts --base-url https://test.example.org/").ends(0);
    assert!(site.read("public/roles/podiatrist.html").contains("<a href=\"../help.html\">Help &amp; advice</a>"));
    assert!(site.read("public/404.html").contains("<a href=\"/help.html\">Help &amp; advice</a>"), "at any depth");
}

#[test]
fn an_owners_own_rules_for_robots_are_for_the_public_site() {
    let site = Small::new().write("content/robots.txt", "User-agent: *\nAllow: /\n");
    site.run("build --staging").ends(0);
    assert!(site.read("public/robots.txt").contains("Disallow: /"));
    site.run("build").ends(0);
    assert!(site.read("public/robots.txt").contains("Allow: /"));
    for (path, html) in pages(&site).iter().filter(|(path, _)| !path.ends_with("404.html")) {
        assert!(!html.contains("Test copy"), "{path}");
    }
    assert!(!site.read("public/index.html").contains(NOINDEX));
}
