//! What a build sees of a site's folder: every file, or a word about why not.

use std::fs;
use std::path::Path;

use trellis::disk;
use trellis::error::Error;
use trellis::snapshot::Snapshot;

use crate::folder::Folder;

fn read(folder: &Folder) -> Snapshot {
    disk::read(&folder.site(), Some(&folder.path("site/public"))).unwrap()
}

fn paths(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.iter().map(|(path, _)| path.as_str()).collect()
}

/// `path: code: message` of each problem.
fn problems(snapshot: &Snapshot) -> Vec<String> {
    let line = |problem: &trellis::Diagnostic| format!("{}: {}: {}", problem.span.path, problem.code, problem.message);
    snapshot.problems.iter().map(line).collect()
}

/// Checks that only the two files of every test site are read, and that there is one problem, in these words.
#[track_caller]
fn one_problem(folder: &Folder, path: &str, code: &str, words: &str) {
    let snapshot = read(folder);
    assert_eq!(paths(&snapshot), ["content/index.md", "site.yaml"]);
    let problems = problems(&snapshot);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with(&format!("{path}: {code}: ")) && problems[0].contains(words), "{problems:?}");
    assert!(snapshot.problems[0].help.is_some());
}

#[test]
fn a_site_is_its_content_its_themes_and_its_configuration() {
    let folder = Folder::new();
    folder.put("site/content/roles/physio.md", "physio");
    folder.put("site/themes/own/static/a.css", "p {}");
    folder.put("site/README.md", "not of the site");
    folder.put("site/public/index.html", "published");
    let snapshot = read(&folder);
    assert_eq!(
        paths(&snapshot),
        ["content/index.md", "content/roles/physio.md", "site.yaml", "themes/own/static/a.css"]
    );
    assert_eq!(snapshot.text(&trellis::source::SourcePath::new("content/roles/physio.md")), Some("physio"));
    assert_eq!(problems(&snapshot), [""; 0]);
}

#[test]
fn every_folder_may_be_missing_but_not_all() {
    let folder = Folder::new();
    fs::remove_dir_all(folder.path("site/content")).unwrap();
    assert_eq!(paths(&read(&folder)), ["site.yaml"]);
    fs::remove_file(folder.path("site/site.yaml")).unwrap();
    for site in [folder.site(), folder.path("nowhere"), folder.path("site/nowhere")] {
        let error = disk::read(&site, None).unwrap_err();
        assert!(matches!(error, Error::NotASite { .. }), "{error:?}");
        assert!(error.to_string().contains(site.to_str().unwrap()), "{error}");
    }
}

#[test]
fn files_of_tools_are_left_out() {
    let folder = Folder::new();
    for path in [
        ".DS_Store",
        ".git/config",
        "roles/.physio.md.swp",
        "node_modules/a/b.md",
        ".obsidian/app.json",
        "roles/.htaccess",
        ".well-known/.DS_Store",
    ] {
        folder.put(&format!("site/content/{path}"), "");
    }
    for path in [".well-known/security.txt", ".htaccess", ".nojekyll"] {
        folder.put(&format!("site/content/{path}"), "for the host");
    }
    let snapshot = read(&folder);
    let for_hosts = ["content/.htaccess", "content/.nojekyll", "content/.well-known/security.txt"];
    assert_eq!(paths(&snapshot), [&for_hosts[..], &["content/index.md", "site.yaml"]].concat());
    assert_eq!(problems(&snapshot), [""; 0]);
}

#[test]
fn the_published_site_is_left_out_wherever_it_is() {
    let folder = Folder::new();
    folder.put("site/content/public/index.html", "published");
    folder.put("site/content/roles/public/index.html", "an asset");
    let snapshot = disk::read(&folder.site(), Some(&folder.path("site/content/../content/public"))).unwrap();
    assert_eq!(paths(&snapshot), ["content/index.md", "content/roles/public/index.html", "site.yaml"]);
}

#[test]
fn a_folder_in_place_of_the_configuration_is_reported() {
    let folder = Folder::new();
    fs::remove_file(folder.path("site/site.yaml")).unwrap();
    fs::create_dir(folder.path("site/site.yaml")).unwrap();
    folder.put("site/themes", "a file");
    let snapshot = read(&folder);
    assert_eq!(
        problems(&snapshot),
        [
            "site.yaml: outside-link: this cannot be read: it is a folder, not a file",
            "themes: outside-link: this cannot be read: it is a file, not a folder"
        ]
    );
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_name_that_windows_cannot_have_is_reported() {
        for (name, words) in [
            ("what?.md", "`?`"),
            ("a:b.md", "`:`"),
            ("a\\b.md", "`\\`"),
            ("con.md", "keep it for themselves"),
            ("aux", "keep it for themselves"),
            ("dot.", "a dot or a space"),
            ("space ", "a dot or a space"),
            ("bell\u{7}.md", "U+0007"),
        ] {
            let folder = Folder::new();
            folder.put(&format!("site/content/{name}"), "");
            one_problem(&folder, &format!("content/{}", name.replace('\u{7}', "\u{FFFD}")), "file-name", words);
        }
    }

    #[test]
    fn a_folder_with_such_a_name_is_reported_once_and_not_entered() {
        let folder = Folder::new();
        folder.put("site/content/a|b/one.md", "");
        folder.put("site/content/a|b/two.md", "");
        one_problem(&folder, "content/a|b", "file-name", "`|`");
    }

    #[test]
    fn a_name_that_is_no_text_is_reported() {
        let folder = Folder::new();
        let name = OsStr::from_bytes(b"caf\xe9.md");
        if fs::write(folder.path("site/content").join(name), "").is_ok() {
            one_problem(&folder, "content/caf\u{FFFD}.md", "file-name", "is not UTF-8");
        }
    }

    #[test]
    fn a_link_inside_the_site_is_followed() {
        let folder = Folder::new();
        folder.put("site/shared/photo.jpg", "photo");
        folder.put("site/shared/pack/a.pdf", "a");
        folder.link("site/content/photo.jpg", "../shared/photo.jpg");
        folder.link("site/content/pack", "../shared/pack");
        let snapshot = read(&folder);
        assert_eq!(paths(&snapshot), ["content/index.md", "content/pack/a.pdf", "content/photo.jpg", "site.yaml"]);
        assert_eq!(problems(&snapshot), [""; 0]);
    }

    #[test]
    fn a_link_out_of_the_site_is_reported_and_not_followed() {
        for (link, target) in [("a.md", "secret.md"), ("folder", "secrets"), ("themes", "secrets")] {
            let folder = Folder::new();
            folder.put("secret.md", "secret");
            folder.put("secrets/a.md", "secret");
            let path = if link == "themes" { link.to_string() } else { format!("content/{link}") };
            folder.link(&format!("site/{path}"), folder.path(target));
            one_problem(&folder, &path, "outside-link", "leads out of the site's folder");
        }
    }

    #[test]
    fn a_link_to_hidden_files_or_into_the_published_site_is_reported() {
        for (target, words) in [(".env", "hidden"), (".git", "hidden"), ("public/index.html", "the published site")] {
            let folder = Folder::new();
            folder.put("site/.env", "PASSWORD=");
            folder.put("site/.git/config", "");
            folder.put("site/public/index.html", "");
            folder.link("site/content/link", Path::new("..").join(target));
            one_problem(&folder, "content/link", "outside-link", words);
        }
    }

    #[test]
    fn a_link_to_nothing_is_reported_unless_it_is_an_editors_lock() {
        let folder = Folder::new();
        folder.link("site/content/.#index.md", "ann@laptop.1234");
        folder.link("site/content/gone.md", "nowhere.md");
        one_problem(&folder, "content/gone.md", "outside-link", "does not exist");
    }

    #[test]
    fn a_loop_is_reported() {
        for (link, target) in [("content/loop", "."), ("content/loop", ".."), ("content/loop", "../content")] {
            let folder = Folder::new();
            folder.link(&format!("site/{link}"), target);
            one_problem(&folder, link, "outside-link", "leads back");
        }
        let folder = Folder::new();
        folder.link("site/content/self", "self");
        one_problem(&folder, "content/self", "outside-link", "cannot be followed");
    }

    #[test]
    fn folders_that_lead_to_each_other_end() {
        let folder = Folder::new();
        folder.link("site/content/a/to-b", "../b");
        folder.link("site/content/b/to-a", "../a");
        let snapshot = read(&folder);
        assert_eq!(
            problems(&snapshot),
            [
                "content/a/to-b/to-a: outside-link: this symbolic link leads back to a folder that it is in, so it is not followed",
                "content/b/to-a/to-b: outside-link: this symbolic link leads back to a folder that it is in, so it is not followed",
            ]
        );
    }

    #[test]
    fn links_that_double_at_every_level_end() {
        let folder = Folder::new();
        for level in 0..40 {
            for link in ["a", "b"] {
                folder.link(&format!("site/content/{level}/{link}"), format!("../{}", level + 1));
            }
        }
        folder.put("site/content/40/page.pdf", "");
        let problems = problems(&read(&folder));
        assert!(problems.iter().any(|problem| problem.contains("more than 1,000 links")), "{problems:?}");
    }

    #[test]
    fn what_is_neither_file_nor_folder_is_reported_and_not_opened() {
        let folder = Folder::new();
        let socket = folder.path("site/content/socket");
        let _listener = std::os::unix::net::UnixListener::bind(socket).unwrap();
        one_problem(&folder, "content/socket", "outside-link", "neither a file nor a folder");
    }

    #[test]
    fn a_file_and_a_folder_without_permission_are_reported() {
        let folder = Folder::new();
        folder.put("site/content/closed.pdf", "");
        folder.put("site/content/folder/a.pdf", "");
        let paths = ["closed.pdf", "folder"].map(|name| folder.path("site/content").join(name));
        for path in &paths {
            fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
        }
        let is_allowed_all = fs::read(&paths[0]).is_ok();
        let snapshot = read(&folder);
        fs::set_permissions(&paths[1], fs::Permissions::from_mode(0o755)).unwrap();
        if !is_allowed_all {
            assert_eq!(
                problems(&snapshot),
                [
                    "content/closed.pdf: outside-link: this cannot be read: you have no permission",
                    "content/folder: outside-link: this cannot be read: you have no permission"
                ]
            );
        }
    }
}
