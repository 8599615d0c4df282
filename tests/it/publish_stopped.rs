//! A publish that fails or is stopped leaves whole files and everything of others, and the next one completes it.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::process::{Command, Output as Finished};

use trellis::disk::{self, Manner, Progress};
use trellis::error::Error;
use trellis::output::{FileClass, OutputFile, OutputPath};

use crate::folder::{Folder, site, texts};

const OLD: &[(&str, &str)] = &[("a.css", "1"), ("gone/old.html", "1"), ("index.html", "1")];
const NEW: &[(&str, &str)] = &[("a.css", "22"), ("index.html", "22"), ("new.html", "22")];

/// Publishes, and drops everything at the nth report of progress, as if the power had gone. Says whether it came so far.
pub fn stop_at(folder: &Folder, files: &[(&str, &str)], nth: usize) -> bool {
    let mut reports = 0;
    let mut progress = |_| {
        reports += 1;
        if reports == nth {
            resume_unwind(Box::new("stopped"));
        }
    };
    catch_unwind(AssertUnwindSafe(|| folder.publish_watched(&site(files), &mut progress))).is_err()
}

#[test]
fn whenever_a_publish_is_stopped_the_next_completes_it() {
    for next in [OLD, NEW, &[("index.html", "3")]] {
        for nth in 1..=8 {
            let folder = Folder::new();
            folder.publish(&site(OLD)).unwrap();
            folder.put("public/CNAME", "host");
            assert!(stop_at(&folder, NEW, nth), "{nth}");
            folder.publish(&site(next)).unwrap();
            let mut expected = texts(next);
            expected.insert("CNAME".into(), "host".into());
            assert_eq!(folder.published(), expected, "stopped at {nth}");
            assert_eq!(folder.path("public/gone").exists(), next == OLD, "stopped at {nth}");
            assert_eq!(folder.files("public/.trellis").into_keys().collect::<Vec<_>>(), ["lock", "manifest.json"]);
        }
    }
}

#[test]
fn the_home_page_comes_when_all_that_it_leads_to_is_there() {
    let pages: &[(&str, &str)] = &[("a.html", "1"), ("feed.xml", "1"), ("index.html", "1"), ("z/last.html", "1")];
    for nth in 1..=20 {
        let folder = Folder::new();
        let was_stopped = stop_at(&folder, pages, nth);
        let there = folder.published();
        assert!(!there.contains_key("index.html") || there == texts(pages), "stopped at {nth}: {there:?}");
        assert!(was_stopped || there.contains_key("index.html"));
    }
}

/// A device that finds the list looks for all that it names, and for nothing that is gone.
#[test]
fn the_list_for_devices_comes_when_all_that_it_names_is_there_and_before_anything_goes() {
    let listed = |files: &[(&str, &str)], list: &str| {
        let mut output = site(files);
        output.files.insert(OutputPath::new("sw.js"), OutputFile::new(FileClass::List, list.as_bytes()));
        output
    };
    let before: &[(&str, &str)] = &[("a.css", "1"), ("gone.html", "1"), ("index.html", "1")];
    let after: &[(&str, &str)] = &[("b.css", "2"), ("index.html", "2"), ("new.html", "2"), ("zz.js", "2")];
    let mut seen = 0;
    for nth in 1..=20 {
        let folder = Folder::new();
        folder.publish(&listed(before, "before")).unwrap();
        let mut reports = 0;
        let mut progress = |_| {
            reports += 1;
            if reports == nth {
                resume_unwind(Box::new("stopped"));
            }
        };
        let output = listed(after, "after");
        let was_stopped = catch_unwind(AssertUnwindSafe(|| folder.publish_watched(&output, &mut progress))).is_err();
        let there = folder.published();
        let is_there = |(path, text): &(&str, &str)| there.get(*path).is_some_and(|found| found == text);
        let is_new = there["sw.js"] == "after";
        assert!(!is_new || after.iter().all(is_there), "stopped at {nth}: {there:?}");
        assert!(is_new || there.contains_key("gone.html"), "stopped at {nth}: {there:?}");
        seen += usize::from(was_stopped && is_new);
        assert!(was_stopped || is_new && !there.contains_key("gone.html"));
    }
    assert!(seen > 0, "it was never stopped between the list and the removals");
}

#[test]
fn a_folder_that_is_deleted_meanwhile_does_not_stand_in_the_way_of_the_next_publish() {
    for (deleted, is_all) in [("public", true), ("public/.trellis", true), ("public/.trellis/pending.json", false)] {
        for before in [OLD, &[]] {
            for nth in 1..=8 {
                let folder = Folder::new();
                folder.publish(&site(before)).unwrap();
                let mut reports = 0;
                let result = folder.publish_watched(&site(NEW), &mut |_| {
                    reports += 1;
                    if reports == nth && is_all {
                        fs::remove_dir_all(folder.path(deleted)).unwrap();
                    } else if reports == nth {
                        fs::remove_file(folder.path(deleted)).unwrap();
                    }
                });
                if reports < nth {
                    continue;
                }
                let error = result.unwrap_err().to_string();
                assert!(is_all || error.contains("deleted or emptied"), "{deleted} at {nth}: {error}");
                folder.publish(&site(NEW)).unwrap();
                assert_eq!(folder.published(), texts(NEW), "{deleted} at {nth}");
            }
        }
    }
}

#[test]
fn the_very_first_publish_may_be_stopped_too() {
    let folder = Folder::new();
    assert!(stop_at(&folder, OLD, 2));
    folder.publish(&site(NEW)).unwrap();
    assert_eq!(folder.published(), texts(NEW));
}

#[test]
fn the_files_of_a_stopped_publish_are_known_from_its_list() {
    let folder = Folder::new();
    folder.publish(&site(OLD)).unwrap();
    folder.put("public/.trellis/pending.json", r#"{"paths":["a.css","half/way.html","never-written.html"]}"#);
    folder.put("public/.trellis/tmp/0/17", "half a pa");
    folder.put("public/half/way.html", "orphan");
    folder.put("public/stray.html", "of someone else");
    let changes = folder.publish(&site(OLD)).unwrap();
    assert_eq!((changes.written, changes.unchanged, changes.removed), (0, 3, 1));
    let mut expected = texts(OLD);
    expected.insert("stray.html".into(), "of someone else".into());
    assert_eq!(folder.published(), expected);
    assert!(!folder.path("public/half").exists());
    assert!(!folder.path("public/.trellis/tmp").exists());
}

#[test]
fn a_publish_stopped_at_its_very_end_has_nothing_left_to_write() {
    let folder = Folder::new();
    folder.publish(&site(OLD)).unwrap();
    folder.put("public/.trellis/pending.json", r#"{"paths":["a.css","gone/old.html","index.html"]}"#);
    let changes = folder.publish(&site(OLD)).unwrap();
    assert_eq!((changes.written, changes.unchanged, changes.removed), (0, 3, 0));
    assert!(!folder.path("public/.trellis/pending.json").exists());
}

#[test]
fn after_a_stop_every_file_is_compared_by_its_bytes() {
    let folder = Folder::new();
    folder.publish(&site(OLD)).unwrap();
    let page = folder.path("public/index.html");
    let time = page.metadata().unwrap().modified().unwrap();
    assert!(stop_at(&folder, NEW, 1));
    fs::write(&page, "2").unwrap();
    fs::File::options().write(true).open(&page).unwrap().set_modified(time).unwrap();
    folder.publish(&site(OLD)).unwrap();
    assert_eq!(folder.published(), texts(OLD));
}

#[test]
fn a_stopped_publish_is_not_taken_for_a_published_site() {
    let folder = Folder::new();
    let manner = Manner { fingerprint: Some(1), ..Manner::default() };
    disk::publish(&folder.out(), &folder.site(), &site(OLD), manner, &mut |_| {}).unwrap();
    assert!(disk::published(&folder.site(), &folder.out(), 1).is_some());
    assert!(stop_at(&folder, NEW, 1));
    assert_eq!(disk::published(&folder.site(), &folder.out(), 1), None);
}

#[test]
fn a_damaged_or_hostile_list_is_refused_and_nothing_is_touched() {
    for (name, text) in [
        ("manifest.json", ""),
        ("manifest.json", r#"{"version":99,"pages":0,"files":{"a":{"hash":1,"len":1,"mtime_ns":1}}}"#),
        ("pending.json", "{"),
        ("pending.json", r#"{"paths":["../thesis.txt"]}"#),
        ("pending.json", r#"{"paths":["/etc/passwd"]}"#),
        ("pending.json", r#"{"paths":[".git/HEAD"]}"#),
        ("pending.json", r#"{"paths":[".trellis/manifest.json"]}"#),
    ] {
        let folder = Folder::new();
        folder.publish(&site(OLD)).unwrap();
        folder.put("thesis.txt", "three years of work");
        folder.put("public/.git/HEAD", "ref");
        folder.put(&format!("public/.trellis/{name}"), text);
        let before = folder.files("");
        let error = folder.publish(&site(NEW)).unwrap_err();
        assert!(
            matches!(error, Error::UnsafeOutput { .. }) && error.to_string().contains("damaged"),
            "{text}: {error}"
        );
        assert_eq!(folder.files(""), before, "{text}");
    }
}

// ---- Trouble with the machine.

#[test]
fn something_put_in_the_way_meanwhile_is_one_clear_error_and_a_rerun_completes() {
    let folder = Folder::new();
    folder.publish(&site(OLD)).unwrap();
    let error = folder
        .publish_watched(&site(NEW), &mut |progress| {
            if progress == (Progress::NewPages { done: 0, total: 1 }) {
                folder.put("public/new.html/mine.txt", "mine");
            }
        })
        .unwrap_err();
    assert!(error.to_string().starts_with("could not write ") && error.to_string().contains("new.html"), "{error}");
    assert_eq!(folder.published()["index.html"], "1");
    assert!(!folder.path("public/.trellis/tmp").exists());
    fs::remove_dir_all(folder.path("public/new.html")).unwrap();
    folder.publish(&site(NEW)).unwrap();
    assert_eq!(folder.published(), texts(NEW));
}

#[test]
fn two_publishes_into_one_folder_do_not_mix() {
    let folder = Folder::new();
    let mut second = None;
    folder.publish_watched(&site(OLD), &mut |_| second = Some(folder.publish(&site(NEW)))).unwrap();
    let error = second.unwrap().unwrap_err();
    assert!(matches!(error, Error::OutputBusy { .. }), "{error:?}");
    assert_eq!(folder.published(), texts(OLD));
    folder.publish(&site(NEW)).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_where_nothing_can_be_written_is_one_clear_error() {
    let error = Folder::new().publish_to("/proc/trellis/public").unwrap_err().to_string();
    assert!(error.starts_with("could not create /proc/trellis/public"), "{error}");
}

/// What the test below does in processes of their own, one of which is killed.
#[test]
#[ignore = "run by other tests, in a process of its own"]
fn in_a_process_of_its_own() {
    let Some(root) = std::env::var_os("TRELLIS_TEST_FOLDER") else { return };
    let (out, from) = (Path::new(&root).join("public"), Path::new(&root).join("site"));
    let long = "x".repeat(1_000_000);
    let mut files = NEW.to_vec();
    let is_long = std::env::var_os("TRELLIS_TEST_LONG").is_some();
    if is_long {
        files.push(("long.html", &long));
    }
    let mut progress = |progress| {
        if !is_long && progress == (Progress::ChangedPages { done: 1, total: 1 }) {
            std::process::abort();
        }
    };
    let error = disk::publish(&out, &from, &site(&files), Manner::default(), &mut progress).unwrap_err();
    println!("<{error}>");
}

#[cfg(unix)]
fn run(folder: &Folder, before: &str, is_long: &str) -> Finished {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{before} exec \"$0\" \"$@\"")]).arg(std::env::current_exe().unwrap());
    command.args(["--exact", "publish_stopped::in_a_process_of_its_own", "--ignored", "--nocapture"]);
    command.env("TRELLIS_TEST_FOLDER", folder.path("")).env_remove("TRELLIS_TEST_LONG");
    if !is_long.is_empty() {
        command.env("TRELLIS_TEST_LONG", is_long);
    }
    command.output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_killed_process_leaves_no_lock_and_nothing_to_clean_up_by_hand() {
    let folder = Folder::new();
    folder.publish(&site(OLD)).unwrap();
    assert!(!run(&folder, "ulimit -c 0;", "").status.success());
    assert_eq!(folder.published()["index.html"], "22");
    assert!(folder.path("public/gone/old.html").exists());
    folder.publish(&site(NEW)).unwrap();
    assert_eq!(folder.published(), texts(NEW));
}

#[cfg(unix)]
#[test]
fn a_file_that_the_disk_has_no_room_for_is_one_clear_error_and_a_rerun_completes() {
    let folder = Folder::new();
    folder.publish(&site(OLD)).unwrap();
    let finished = run(&folder, "trap '' XFSZ; ulimit -f 200;", "yes");
    let said = String::from_utf8_lossy(&finished.stdout);
    assert!(said.contains("<could not write ") && said.contains("long.html: the file is larger"), "{finished:?}");
    assert!(!folder.path("public/long.html").exists());
    assert_eq!(folder.published()["index.html"], "1", "changed pages come after new ones");
    folder.publish(&site(NEW)).unwrap();
    assert_eq!(folder.published(), texts(NEW));
}
