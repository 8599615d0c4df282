//! Where commands look and write: paths are seen from where people are, whichever site is named.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::folder::copy;

/// The small site in the folder `site` of another folder, where commands run.
fn desk() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("site")).unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), &folder.path().join("site"));
    folder
}

fn trellis(desk: &TempDir, arguments: &[&str], day: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
    command.current_dir(desk.path()).args(arguments).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command.envs(day.map(|day| ("SOURCE_DATE_EPOCH", day))).output().unwrap()
}

fn ends(desk: &TempDir, arguments: &[&str], code: i32) -> String {
    let run = trellis(desk, arguments, None);
    let text = [run.stdout, run.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert_eq!(run.status.code(), Some(code), "{arguments:?}: {text}");
    text
}

#[test]
fn what_is_named_is_seen_from_where_people_are() {
    let desk = desk();
    let is_there = |path: &str| desk.path().join(path).exists();
    ends(&desk, &["build", "--site", "site", "--now", "2026-11-28"], 0);
    assert!(is_there("site/public/index.html"), "without --out, the site's own folder");
    for (arguments, made, not) in [
        (&["build", "--now", "2026-11-28", "--out", "dist"][..], "dist/index.html", "site/dist"),
        (&["export", "partners", "--out", "all.csv"], "all.csv", "site/all.csv"),
        (&["report", "--format", "html", "--out", "report.html"], "report.html", "site/report.html"),
        (&["report", "--calendar", "reviews.ics"], "reviews.ics", "site/reviews.ics"),
        (&["check", "--baseline", "known.json", "--update-baseline"], "known.json", "site/known.json"),
        (&["schema", "--out", "schemas"], "schemas/site.json", "site/schemas"),
    ] {
        ends(&desk, &[arguments, &["--site", "site"]].concat(), 0);
        assert!(is_there(made) && !is_there(not), "{arguments:?}");
    }
    ends(&desk, &["schema", "--site", "site", "--out", "site/tools"], 0);
    assert!(is_there("site/tools/site.json"));
    for typed in ["dist/roles/podiatrist.html", "roles/podiatrist.html", "site/content/roles/podiatrist.md"] {
        ends(&desk, &["why", typed, "--site", "site", "--out", "dist"], 0);
    }
    for typed in ["site/public/roles/podiatrist.html", "public/roles/podiatrist.html"] {
        ends(&desk, &["why", typed, "--site", "site"], 0);
    }
    for command in ["build", "check", "refs", "schema", "why"] {
        let help = ends(&desk, &[command, "--help"], 0);
        let help: Vec<&str> = help.split_whitespace().collect();
        assert!(help.join(" ").contains("in the site's folder]"), "{command}");
    }
}

#[test]
fn an_address_of_the_site_is_judged_as_in_the_settings() {
    let desk = desk();
    let settings = desk.path().join("site/site.yaml");
    let text = fs::read_to_string(&settings).unwrap();
    for (address, help) in [
        ("https://a.example/x//", "write `https://a.example/x/`"),
        ("https://a.example/x/index.html", "write `https://a.example/x/`"),
        ("https://u:p@a.example/", "gives away a name or a password"),
        ("https://a.example:99999/", "is not a web address"),
        ("https://rôles.example/", "xn--"),
        ("https://a.example/é/", "write `https://a.example/%C3%A9/`"),
        ("HTTPS://a.example/", "write `https://a.example/`"),
        ("https://a.example/?x", "cannot hold `?`"),
        ("https://a.example/\u{200b}", "nobody can see"),
    ] {
        let said = ends(&desk, &["build", "--site", "site", "--base-url", address], 2);
        assert!(said.contains("--base-url") && said.contains(help), "{address}: {said}");
        let changed = text.replace("https://careers.example.org/small/", &format!("\"{address}\""));
        fs::write(&settings, changed).unwrap();
        let said = ends(&desk, &["check", "--site", "site"], 1);
        assert!(said.contains("site.yaml:3") && said.contains(help), "{address}: {said}");
        fs::write(&settings, &text).unwrap();
    }
}

#[test]
fn a_day_that_is_no_number_is_told() {
    let desk = desk();
    for (day, words) in [("", "is set, and empty"), (" ", "is set, and empty"), ("soon", "is `soon`")] {
        let run = trellis(&desk, &["build", "--site", "site"], Some(day));
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2), "{said}");
        assert!(said.contains(&format!("SOURCE_DATE_EPOCH {words}")), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_site_whose_content_is_no_folder_cannot_be_read() {
    let desk = desk();
    let content = desk.path().join("site/content");
    fs::rename(&content, desk.path().join("aside")).unwrap();
    std::os::unix::fs::symlink("nowhere", &content).unwrap();
    let asked: [&[&str]; 5] =
        [&["build"], &["check"], &["export", "partners"], &["refs", "podiatrist"], &["add", "page", "Help"]];
    let refused = |words: &str| {
        for arguments in asked {
            let said = ends(&desk, &[arguments, &["--site", "site"]].concat(), 2);
            assert!(said.contains("cannot read") && said.contains(words), "{arguments:?}: {said}");
        }
    };
    refused("leads to something that does not exist");
    fs::remove_file(&content).unwrap();
    fs::write(&content, "words").unwrap();
    refused("it is a file, not a folder");
    assert!(ends(&desk, &["--help"], 0).contains("Exit codes: 0"));
}
