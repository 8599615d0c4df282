//! A site that has nothing to publish: what stands online stays, and people hear what to do.

use std::fs;

use crate::small::Small;

/// A small site that has been published, with its content changed afterwards.
fn published(change: impl FnOnce(&Small)) -> Small {
    let site = Small::new();
    site.run("build").ends(0);
    change(&site);
    site
}

#[track_caller]
fn assert_refused(site: &Small, words: &str) {
    let before = files(site);
    site.run("build").ends(2).says("nothing to publish").says(words).says("help:").says("last good site is still in");
    assert_eq!(files(site), before);
    for format in ["human", "short", "json", "sarif", "github", "gitlab"] {
        site.run(&format!("check --format {format}")).ends(2).says(words);
    }
}

/// How many files are published.
fn files(site: &Small) -> usize {
    walkdir::WalkDir::new(site.path("public")).into_iter().count()
}

#[test]
fn a_site_without_its_content_is_not_published() {
    let site = published(|site| fs::rename(site.path("content"), site.path("elsewhere")).unwrap());
    assert_refused(&site, "there is no folder `content` in");
    site.run("build").says("--site");
}

#[test]
fn a_site_without_an_entry_is_not_published() {
    let site = published(|site| {
        fs::remove_dir_all(site.path("content")).unwrap();
        fs::create_dir_all(site.path("content/roles")).unwrap();
        fs::write(site.path("content/roles/README.md"), "Roles stand here.").unwrap();
    });
    assert_refused(&site, "makes a page");
}

#[test]
fn a_site_of_drafts_is_not_published() {
    let page = "---\ntitle: Help\nsummary: Where to find help.\nreviewed: 2026-11-01\ndraft: true\n---\n\nHelp.\n";
    let site = published(|site| {
        fs::remove_dir_all(site.path("content")).unwrap();
        fs::create_dir_all(site.path("content/pages")).unwrap();
        fs::write(site.path("content/pages/help.md"), page).unwrap();
        fs::write(site.path("content/pages/more.md"), page.replace("Help", "More help")).unwrap();
    });
    assert_refused(&site, "all 2 entries of");
    site.run("build --drafts --out drafts").ends(0);
}

/// Takes everything out of the content but tables of facts.
fn only_data(site: &Small) {
    for folder in fs::read_dir(site.path("content")).unwrap() {
        let folder = folder.unwrap();
        if folder.file_name() != "data" {
            fs::remove_dir_all(folder.path()).unwrap();
        }
    }
    // Terms, pay and others name entries that are gone.
    for table in ["synonyms", "pay", "wages", "benchmarks", "interests"] {
        fs::remove_file(site.path(&format!("content/data/{table}.yaml"))).unwrap();
    }
}

#[test]
fn a_site_of_which_only_tables_are_left_is_not_published() {
    let site = published(|site| {
        only_data(site);
        // Its terms are explained in a list of their own, which is no site yet.
        assert!(site.path("content/data/glossary.yaml").exists());
    });
    assert_refused(&site, "makes a page");
}

#[test]
fn most_of_a_site_does_not_go_unless_that_is_wanted() {
    let site = published(|site| {
        only_data(site);
        let page = "---\ntitle: Help\nsummary: Where to find help.\nreviewed: 2026-11-01\n---\n\nHelp is near you.\n";
        fs::create_dir_all(site.path("content/pages")).unwrap();
        fs::write(site.path("content/pages/help.md"), page).unwrap();
    });
    let before = files(&site);
    site.run("build")
        .ends(2)
        .says("--allow-removals")
        .says("pages, and this one has")
        .says("last good site is still in");
    assert_eq!(files(&site), before);
    site.run("check").ends(0);
    site.run("build --allow-removals").ends(0);
    assert!(files(&site) < before);
    site.run("build").ends(0);
}

#[test]
fn what_is_wrong_with_files_is_told_before_that_there_are_none() {
    let site = published(|site| {
        fs::remove_dir_all(site.path("content")).unwrap();
        fs::create_dir_all(site.path("content/pages")).unwrap();
        fs::write(site.path("content/pages/help.md"), "No fields.").unwrap();
    });
    site.run("build").ends(1).says("front-matter");
}

#[cfg(feature = "serve")]
mod served {
    use super::*;
    use crate::served::Served;

    #[test]
    fn a_server_keeps_the_last_good_site_while_its_content_is_away() {
        let site = Served::small(&[]);
        let (content, aside) = (site.path("content"), site.path("aside"));
        fs::rename(&content, &aside).unwrap();
        site.wait_for("there is no folder `content` in");
        assert!(site.page("/roles/podiatrist.html").contains("Podiatrist"));
        site.until("the overlay tells", |site| site.said().contains("nothing to publish"));
        fs::rename(&aside, &content).unwrap();
        site.wait_for("pages in ");
    }

    #[test]
    fn a_server_comes_up_without_content() {
        let site = Served::prepared(&[], |folder| fs::rename(folder.join("content"), folder.join("aside")).unwrap());
        site.wait_for("there is no folder `content` in");
        assert!(site.get("/index.html").text().contains("there is no folder"));
        fs::rename(site.path("aside"), site.path("content")).unwrap();
        site.until("the site is there", |site| site.get("/roles/podiatrist.html").status == 200);
    }
}
