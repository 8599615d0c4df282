//! After any history of publishes, stops, failures and meddling, the folder holds the last site and others' files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use proptest::prelude::*;
use trellis::error::Error;

use crate::folder::{Folder, site, texts};
use crate::publish_stopped::stop_at;

#[derive(Debug, Clone)]
enum Step {
    Publish(BTreeMap<&'static str, String>),
    /// Publishes, and is stopped at this report.
    Stop(BTreeMap<&'static str, String>, usize),
    /// Publishes, and fails because of what someone puts in the way at this report.
    Fail(BTreeMap<&'static str, String>, usize, &'static str),
    /// Someone adds a file of their own.
    Add(&'static str),
    /// Someone writes over a published file.
    Spoil(&'static str),
}

const PATHS: [&str; 9] =
    ["a", "a/b", "a/b/c.html", "a/d.css", "A/d.css", "index.html", "x/y/z.html", "x/y.html", "x/Y.html"];
const OTHERS: [&str; 4] = ["CNAME", ".git/HEAD", "a/mine.txt", "x/y/mine.txt"];

/// A site in which no file has the name of a folder.
fn any_site() -> impl Strategy<Value = BTreeMap<&'static str, String>> {
    let files = prop::collection::btree_map(prop::sample::select(&PATHS), "[12]{1,2}", 0..7);
    files.prop_map(|mut files| {
        let paths: BTreeSet<&str> = files.keys().copied().collect();
        files.retain(|path, _| !paths.iter().any(|other| other.starts_with(&format!("{path}/"))));
        files
    })
}

fn any_step() -> impl Strategy<Value = Step> {
    let path = || prop::sample::select(&PATHS);
    prop_oneof![
        4 => any_site().prop_map(Step::Publish),
        3 => (any_site(), 1..9usize).prop_map(|(site, nth)| Step::Stop(site, nth)),
        2 => (any_site(), 1..9usize, path()).prop_map(|(site, nth, path)| Step::Fail(site, nth, path)),
        1 => prop::sample::select(&OTHERS).prop_map(Step::Add),
        1 => path().prop_map(Step::Spoil),
    ]
}

fn pairs<'a>(files: &'a BTreeMap<&'static str, String>) -> Vec<(&'static str, &'a str)> {
    files.iter().map(|(path, text)| (*path, text.as_str())).collect()
}

/// Puts a file at a path unless something there forbids it, and says whether it did.
fn try_put(folder: &Folder, path: &str) -> bool {
    let place = folder.out().join(path);
    fs::create_dir_all(place.parent().unwrap()).is_ok() && !place.is_dir() && fs::write(place, "of someone").is_ok()
}

/// A publish must end with exactly the site and the files of others, unless one of these stands in its way.
fn publish(folder: &Folder, files: &BTreeMap<&'static str, String>, others: &BTreeSet<&str>) -> bool {
    let before = folder.published();
    match folder.publish(&site(&pairs(files))) {
        Ok(_) => {
            let mut expected = texts(&pairs(files));
            expected.extend(others.iter().map(|path| (path.to_string(), "of someone".to_string())));
            assert_eq!(folder.published(), expected);
            assert!(!folder.path("public/.trellis/pending.json").exists());
            true
        }
        Err(error) => {
            assert!(matches!(error, Error::Obstructed { .. }), "{error}");
            let is_below = |path: &&str| others.iter().any(|other| other.starts_with(&format!("{path}/")));
            assert!(files.keys().any(is_below), "{error} although nothing of others is in the way");
            assert_eq!(folder.published(), before);
            false
        }
    }
}

/// Whatever happened meanwhile, every file is one that was there before or one that was to be written, and whole.
fn assert_whole(
    folder: &Folder,
    before: &BTreeMap<String, String>,
    files: &BTreeMap<&'static str, String>,
    others: &BTreeSet<&str>,
) {
    let now = folder.published();
    for (path, text) in &now {
        let is_new = files.get(path.as_str()) == Some(text);
        assert!(is_new || before.get(path) == Some(text), "{path} holds {text:?}");
    }
    assert!(others.iter().all(|path| now.get(*path).is_some_and(|text| text == "of someone")), "{now:?}");
}

fn take(folder: &Folder, step: &Step, others: &mut BTreeSet<&'static str>) {
    let before = folder.published();
    match step {
        Step::Publish(files) => {
            publish(folder, files, others);
        }
        Step::Stop(files, nth) => {
            stop_at(folder, &pairs(files), *nth);
            assert_whole(folder, &before, files, others);
        }
        Step::Fail(files, nth, path) => {
            let (mut reports, place) = (0, folder.out().join(path));
            let mut is_put = false;
            let result = folder.publish_watched(&site(&pairs(files)), &mut |_| {
                reports += 1;
                if reports == *nth && !place.exists() && place.parent().unwrap().is_dir() {
                    fs::create_dir_all(place.join("in the way")).unwrap();
                    is_put = true;
                }
            });
            if is_put {
                fs::remove_dir_all(place.join("in the way")).unwrap();
                fs::remove_dir(&place).unwrap();
            }
            assert!(result.is_ok() || is_put || matches!(result, Err(Error::Obstructed { .. })), "{result:?}");
            assert_whole(folder, &before, files, others);
        }
        Step::Add(path) => {
            if try_put(folder, path) {
                others.insert(path);
            }
        }
        Step::Spoil(path) if before.contains_key(*path) => {
            fs::write(folder.out().join(path), "spoilt").unwrap();
        }
        Step::Spoil(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::times::times(40), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_history_the_folder_holds_the_last_site_and_the_files_of_others(
        first in any_site(),
        steps in prop::collection::vec(any_step(), 0..8),
        last in any_site(),
    ) {
        let folder = Folder::new();
        let mut others = BTreeSet::new();
        publish(&folder, &first, &others);
        for step in &steps {
            take(&folder, step, &mut others);
        }
        if !publish(&folder, &last, &others) {
            for path in others {
                fs::remove_file(folder.out().join(path)).unwrap();
            }
            assert!(publish(&folder, &last, &BTreeSet::new()));
        }
    }
}
