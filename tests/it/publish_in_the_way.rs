//! Where something else stands in the place of a file: what is ours gives way, what is not is left alone.

use std::fs;

use crate::folder::{Folder, site, texts};

const SITE: &[(&str, &str)] = &[("index.html", "home"), ("roles/physio.html", "physio"), ("sitemap.xml", "<a/>")];

/// Checks that publishing fails because of this path, in these words, and that the folder is as it was.
#[track_caller]
fn obstructed(folder: &Folder, files: &[(&str, &str)], path: &str, words: &str) {
    let before = folder.published();
    let error = folder.publish(&site(files)).unwrap_err().to_string();
    assert!(error.contains(path) && error.contains(words), "{error}");
    assert_eq!(folder.published(), before);
}

#[test]
fn a_file_of_someone_else_is_never_overwritten() {
    let folder = Folder::new();
    folder.publish(&site(SITE)).unwrap();
    folder.put("public/CNAME", "careers.example.org");
    obstructed(&folder, &[("CNAME", "other.example.org")], "CNAME", "did not write");
    folder.publish(&site(&[("CNAME", "careers.example.org")])).unwrap();
}

#[test]
fn names_that_trellis_and_git_keep_are_refused() {
    let folder = Folder::new();
    folder.publish(&site(SITE)).unwrap();
    for path in [".trellis/manifest.json", ".git/HEAD"] {
        obstructed(&folder, &[(path, "")], path, "is kept for");
    }
}

// ---- Files and folders that change places.

#[test]
fn a_published_file_gives_way_to_a_folder_and_the_other_way_round() {
    let folder = Folder::new();
    let (file, below) = ([("a", "file")], [("a/b/c.html", "page"), ("a/d.css", "style")]);
    for _ in 0..2 {
        folder.publish(&site(&file)).unwrap();
        assert_eq!(folder.published(), texts(&file));
        folder.publish(&site(&below)).unwrap();
        assert_eq!(folder.published(), texts(&below));
    }
}

#[test]
fn a_folder_with_a_file_of_someone_else_does_not_give_way() {
    let folder = Folder::new();
    folder.publish(&site(&[("a/b.html", "page")])).unwrap();
    folder.put("public/a/mine.txt", "mine");
    obstructed(&folder, &[("a", "file")], "public/a", "a folder with files that Trellis did not write");
}

#[test]
fn a_file_of_someone_else_does_not_give_way_to_a_folder() {
    let folder = Folder::new();
    folder.publish(&site(SITE)).unwrap();
    folder.put("public/a", "mine");
    obstructed(&folder, &[("a/b.html", "page")], "public/a", "stands where a folder is to be");
}

#[test]
fn a_site_with_a_file_and_a_folder_of_one_name_is_refused() {
    let folder = Folder::new();
    folder.publish(&site(SITE)).unwrap();
    obstructed(&folder, &[("a", "file"), ("a/b.html", "page")], "public/a", "a file and a folder of this name");
}

// ---- Symbolic links in the folder.

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link_to_a_folder() {
    let folder = Folder::new();
    folder.publish(&site(&[("roles/a.html", "a"), ("index.html", "home")])).unwrap();
    fs::rename(folder.path("public/roles"), folder.path("elsewhere")).unwrap();
    folder.link("public/roles", folder.path("elsewhere"));
    obstructed(&folder, &[("roles/a.html", "new"), ("index.html", "home")], "public/roles", "symbolic link");
    folder.publish(&site(&[("index.html", "home")])).unwrap();
    assert_eq!(folder.files("elsewhere"), texts(&[("a.html", "a")]));
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_page_is_replaced_not_written_through() {
    let folder = Folder::new();
    folder.publish(&site(SITE)).unwrap();
    folder.put("elsewhere.html", "home");
    fs::remove_file(folder.path("public/index.html")).unwrap();
    folder.link("public/index.html", folder.path("elsewhere.html"));
    folder.publish(&site(SITE)).unwrap();
    assert!(!folder.path("public/index.html").is_symlink());
    assert_eq!(folder.published(), texts(SITE));
    assert_eq!(fs::read_to_string(folder.path("elsewhere.html")).unwrap(), "home");
}
