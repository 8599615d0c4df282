//! Files of any name are committed if they are ticked, and only then.

use std::collections::BTreeSet;
use std::fs;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{CHANGES, git, is_kept, items, keep, last, served, top, try_git};
use crate::served::Served;

/// Names that mean something to a shell, to Git, to a list, or to a page.
const ODD: [&str; 16] = [
    "a b.txt",
    " .txt ",
    "-rf.txt",
    "--all",
    ":(glob)*.txt",
    ":!x.txt",
    ":",
    "*",
    "[a-z].txt",
    "quo\"te's.txt",
    "new\nline.txt",
    "tab\t.txt",
    "$(touch oh-no);`touch oh-no`.txt",
    "<img src=x onerror=alert(1)>.txt",
    "back\\slash\\.txt",
    "ŵ é\u{301} 日本.txt",
];

/// A path as the page shows it.
fn shown(path: &str) -> String {
    path.replace('\n', "␊").replace('\t', " ").trim().to_string()
}

#[test]
fn whatever_files_are_called_exactly_those_that_are_ticked_go_in() {
    let site = served(|top| {
        for name in ODD {
            fs::write(top.join("careers/content").join(name), "0").unwrap();
        }
        git(top, &["add", "."]);
        git(top, &["commit", "-q", "-m", "Odd names"]);
        use std::os::unix::ffi::OsStrExt;
        let no_text = std::ffi::OsStr::from_bytes(b"careers/content/\xff\xfe.txt");
        fs::write(top.join(no_text), "x").unwrap();
    });
    let page = site.page(CHANGES);
    assert!(page.contains("1 file with a name that is no text") && items(&page).is_empty(), "{page}");
    // Of each file: nothing, changed, gone, or new under another name; then whether somebody has staged it, and is it ticked.
    let each = prop::collection::vec((0..4usize, any::<bool>(), any::<bool>()), ODD.len());
    let round = std::cell::Cell::new(0);
    let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    let tried = runner.run(&each, |plan| {
        let round = round.replace(round.get() + 1);
        let (mut chosen, mut wanted) = (Vec::new(), BTreeSet::new());
        for (name, (what, is_staged, is_ticked)) in ODD.iter().zip(&plan) {
            let path = format!("content/{name}");
            let file = site.path("careers").join(&path);
            let (file, path, letter) = match what {
                0 => continue,
                1 => (file, path, if site.path("careers").join("content").join(name).exists() { "M" } else { "A" }),
                2 if file.exists() => (file, path, "D"),
                _ => (file.with_file_name(format!("{name}-{round}")), format!("{path}-{round}"), "A"),
            };
            match letter {
                "D" => fs::remove_file(&file).unwrap(),
                // Long and unlike, so that nothing is taken for renamed.
                _ => fs::write(&file, format!("{name} {round}").repeat(9)).unwrap(),
            }
            if *is_staged {
                git(&site.path("careers"), &["--literal-pathspecs", "add", "-A", "--", &path]);
            }
            if *is_ticked {
                wanted.insert(format!("{letter} careers/{path}"));
                chosen.push(shown(&path));
            }
        }
        let before = staged(&site, &wanted);
        if !chosen.is_empty() {
            let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
            is_kept(&site, &keep(&site, &chosen, "Odd"));
            prop_assert_eq!(last(&site), wanted.clone());
            prop_assert_eq!(staged(&site, &wanted), before, "what others have staged stays staged");
        }
        git(top(&site), &["add", "-A"]);
        try_git(top(&site), &["commit", "-q", "-m", "All else"]);
        Ok(())
    });
    tried.unwrap();
    assert!(!site.path("careers/oh-no").exists() && !site.path("oh-no").exists());
}

/// What is in the next commit, but for what goes into this one.
fn staged(site: &Served, chosen: &BTreeSet<String>) -> BTreeSet<String> {
    let said = git(top(site), &["diff", "--cached", "--raw", "--no-renames", "--no-abbrev", "-z"]);
    let words: Vec<&str> = said.split_terminator('\0').collect();
    let is_chosen = |path: &str| chosen.iter().any(|one| &one[2..] == path);
    words.chunks(2).filter(|pair| !is_chosen(pair[1])).map(|pair| pair.join(" ")).collect()
}
