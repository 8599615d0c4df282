//! The output folder holds exactly the site and whatever else was there, and nobody's files are lost.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use trellis::disk::{self, Looking, Manner, Progress, Removals};
use trellis::error::Error;

use crate::folder::{Folder, site, texts};

const SITE: &[(&str, &str)] =
    &[("assets/style.css", "p {}"), ("index.html", "home"), ("roles/physio.html", "physio"), ("sitemap.xml", "<a/>")];

/// Checks that publishing is refused with these words, and that the folder is as it was.
#[track_caller]
fn refused(folder: &Folder, out: PathBuf, words: &str) {
    let before = folder.files("");
    let error = folder.publish_to(&out).unwrap_err();
    assert!(matches!(error, Error::UnsafeOutput { .. }), "{error:?}");
    assert!(error.to_string().contains(words), "{error}");
    assert!(error.to_string().contains("\n  help: "), "{error}");
    assert_eq!(folder.files(""), before);
}

// ---- Where a site may be published.

#[test]
fn the_root_of_the_disk_is_refused() {
    let folder = Folder::new();
    refused(&folder, PathBuf::from(if cfg!(windows) { "C:\\" } else { "/" }), "root of the whole disk");
}

#[test]
fn a_home_folder_is_refused() {
    let home = std::env::home_dir().unwrap();
    if home.is_dir() {
        refused(&Folder::new(), home, "home folder");
    }
}

#[test]
fn the_site_and_the_folders_it_is_in_are_refused() {
    let folder = Folder::new();
    for out in ["site", "", "site/content/..", "new/../site"] {
        refused(&folder, folder.path(out), "the site's own folder");
    }
}

#[test]
fn the_folders_that_authors_write_in_are_refused() {
    let folder = Folder::new();
    for out in ["site/content", "site/content/public", "site/themes", "site/themes/own/static", "site/src/new"] {
        refused(&folder, folder.path(out), "made from");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_is_known_by_whichever_name() {
    let folder = Folder::new();
    folder.link("alias", folder.site());
    refused(&folder, folder.path("alias"), "the site's own folder");
    refused(&folder, folder.path("alias/content/new"), "made from");
}

#[test]
fn a_folder_with_other_files_is_refused_until_it_is_emptied() {
    let folder = Folder::new();
    folder.put("public/thesis.txt", "three years of work");
    refused(&folder, folder.out(), "did not write");
    fs::remove_file(folder.path("public/thesis.txt")).unwrap();
    folder.publish(&site(SITE)).unwrap();
}

#[test]
fn a_file_in_place_of_the_folder_is_refused() {
    let folder = Folder::new();
    folder.put("public", "a file");
    refused(&folder, folder.out(), "it is a file");
}

#[cfg(unix)]
#[test]
fn a_folder_whose_memory_is_a_link_to_elsewhere_is_refused() {
    let folder = Folder::new();
    folder.publish(&site(SITE)).unwrap();
    fs::rename(folder.path("public/.trellis"), folder.path("elsewhere")).unwrap();
    folder.link("public/.trellis", folder.path("elsewhere"));
    refused(&folder, folder.out(), "symbolic link");
}

#[test]
fn a_folder_made_ready_for_a_host_is_welcome() {
    let folder = Folder::new();
    folder.put("public/.git/HEAD", "ref: refs/heads/gh-pages");
    folder.put("public/CNAME", "careers.example.org");
    folder.publish(&site(SITE)).unwrap();
    assert_eq!(folder.published()["CNAME"], "careers.example.org");
    assert_eq!(folder.published()[".git/HEAD"], "ref: refs/heads/gh-pages");
}

#[test]
fn folders_on_the_way_are_made() {
    let folder = Folder::new();
    folder.publish_to(folder.path("www/new/careers")).unwrap();
    assert_eq!(folder.files("www/new/careers")["index.html"], "home");
}

// ---- What the folder holds.

#[test]
fn the_folder_holds_the_site() {
    let folder = Folder::new();
    let changes = folder.publish(&site(SITE)).unwrap();
    assert_eq!(folder.published(), texts(SITE));
    assert_eq!((changes.written, changes.unchanged, changes.removed, changes.bytes_written), (4, 0, 0, 18));
}

#[test]
fn a_renamed_page_leaves_no_old_file_and_no_empty_folder() {
    let folder = Folder::new();
    folder.publish(&site(&[("index.html", "home"), ("tags/a/old.html", "page")])).unwrap();
    let changes = folder.publish(&site(&[("index.html", "home"), ("new.html", "page")])).unwrap();
    assert_eq!(folder.published(), texts(&[("index.html", "home"), ("new.html", "page")]));
    assert_eq!((changes.written, changes.unchanged, changes.removed), (1, 1, 1));
    assert!(!folder.path("public/tags").exists());
}

#[test]
fn a_name_that_changes_only_its_capitals_is_one_file_afterwards() {
    let folder = Folder::new();
    folder.publish(&site(&[("Images/Photo.jpg", "old")])).unwrap();
    folder.publish(&site(&[("Images/photo.jpg", "new")])).unwrap();
    assert_eq!(folder.published(), texts(&[("Images/photo.jpg", "new")]));
}

#[test]
fn files_of_others_are_kept() {
    let folder = Folder::new();
    folder.publish(&site(&[("notes/page.html", "page"), ("index.html", "home")])).unwrap();
    let own = [(".git/HEAD", "ref"), ("CNAME", "host"), (".well-known/security.txt", "us"), ("notes/own.txt", "mine")];
    for (path, text) in own {
        folder.put(&format!("public/{path}"), text);
    }
    folder.publish(&site(&[("index.html", "home 2")])).unwrap();
    let mut expected = texts(&own);
    expected.insert("index.html".into(), "home 2".into());
    assert_eq!(folder.published(), expected);
}

#[test]
fn what_an_author_changes_in_the_folder_is_put_right() {
    let folder = Folder::new();
    folder.publish(&site(SITE)).unwrap();
    folder.put("public/index.html", "hand-edited");
    fs::remove_file(folder.path("public/roles/physio.html")).unwrap();
    let changes = folder.publish(&site(SITE)).unwrap();
    assert_eq!(folder.published(), texts(SITE));
    assert_eq!((changes.written, changes.unchanged), (2, 2));
}

// ---- What is written.

fn times(folder: &Folder) -> BTreeMap<String, SystemTime> {
    let time = |path: &String| folder.out().join(path).metadata().unwrap().modified().unwrap();
    folder.files("public").keys().map(|path| (path.clone(), time(path))).collect()
}

fn set_time(folder: &Folder, path: &str, seconds: u64) {
    let file = File::options().write(true).open(folder.out().join(path)).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
}

#[test]
fn nothing_at_all_is_written_when_nothing_changed() {
    let folder = Folder::new();
    folder.publish(&site(SITE)).unwrap();
    let before = times(&folder);
    let changes = folder.publish_watched(&site(SITE), &mut |progress| panic!("{progress:?}")).unwrap();
    assert_eq!((changes.written, changes.unchanged, changes.removed, changes.bytes_written), (0, 4, 0, 0));
    assert_eq!(times(&folder), before);
}

#[test]
fn a_file_with_the_same_bytes_keeps_its_time_even_when_it_was_touched() {
    let folder = Folder::new();
    folder.publish(&site(SITE)).unwrap();
    set_time(&folder, "index.html", 1_000_000_000);
    set_time(&folder, "sitemap.xml", 1_000_000_000);
    let mut next = SITE.to_vec();
    next[3].1 = "<b/>";
    let changes = folder.publish(&site(&next)).unwrap();
    assert_eq!((changes.written, changes.unchanged, changes.bytes_written), (1, 3, 4));
    assert_eq!(folder.published(), texts(&next));
    let touched = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    assert_eq!(times(&folder)["index.html"], touched);
    assert_ne!(times(&folder)["sitemap.xml"], touched);
}

/// Writes over a published file as a program does that copies files with their times.
fn alter(folder: &Folder, path: &str, text: &str) {
    let place = folder.out().join(path);
    let time = fs::metadata(&place).unwrap().modified().unwrap();
    assert_eq!(fs::read(&place).unwrap().len(), text.len());
    folder.put("altered", text);
    File::options().write(true).open(folder.path("altered")).unwrap().set_modified(time).unwrap();
    fs::rename(folder.path("altered"), &place).unwrap();
    assert_eq!(fs::metadata(&place).unwrap().modified().unwrap(), time);
}

#[cfg(unix)]
#[test]
fn a_file_that_was_altered_is_mended_also_when_its_length_and_time_are_the_same() {
    let folder = Folder::new();
    let manner = Manner { fingerprint: Some(1), ..Manner::default() };
    let publish = || disk::publish(&folder.out(), &folder.site(), &site(SITE), manner, &mut |_| {}).unwrap();
    publish();
    alter(&folder, "index.html", "HACK");
    assert_eq!(disk::published(&folder.site(), &folder.out(), 1), None);
    assert_eq!(publish().written, 1);
    assert_eq!(folder.published(), texts(SITE));
    assert!(disk::published(&folder.site(), &folder.out(), 1).is_some());
}

#[cfg(unix)]
#[test]
fn a_copy_of_the_folder_is_looked_into_once() {
    let folder = Folder::new();
    folder.publish(&site(SITE)).unwrap();
    for (path, text) in SITE {
        alter(&folder, path, text);
    }
    let before = times(&folder);
    assert_eq!(folder.publish(&site(SITE)).unwrap().written, 0);
    let after = times(&folder);
    assert!(SITE.iter().all(|(path, _)| after[*path] == before[*path]));
    folder.publish(&site(SITE)).unwrap();
    assert_eq!(times(&folder), after, "also the list of files is as it was");
}

#[test]
fn who_asks_to_verify_has_every_file_read() {
    let folder = Folder::new();
    folder.publish(&site(SITE)).unwrap();
    alter(&folder, "index.html", "HACK");
    let manner = Manner { looking: Looking::AtBytes, ..Manner::default() };
    let publish = || disk::publish(&folder.out(), &folder.site(), &site(SITE), manner, &mut |_| {}).unwrap();
    assert_eq!((publish().written, publish().written), (1, 0));
    assert_eq!(folder.published(), texts(SITE));
}

#[test]
fn assets_come_first_then_new_pages_then_changed_ones_and_removals_last() {
    let folder = Folder::new();
    folder.publish(&site(&[("a.css", "1"), ("index.html", "1"), ("old.html", "1")])).unwrap();
    let mut seen = Vec::new();
    let next = site(&[("a.css", "2"), ("b.css", "2"), ("index.html", "2"), ("new.html", "2")]);
    folder.publish_watched(&next, &mut |progress| seen.push((progress, folder.published()))).unwrap();
    let steps: Vec<Progress> = seen.iter().map(|(progress, _)| *progress).collect();
    assert_eq!(
        steps,
        [
            Progress::Assets { done: 0, total: 2 },
            Progress::Assets { done: 2, total: 2 },
            Progress::NewPages { done: 0, total: 1 },
            Progress::NewPages { done: 1, total: 1 },
            Progress::ChangedPages { done: 0, total: 1 },
            Progress::ChangedPages { done: 1, total: 1 },
            Progress::Removals { done: 0, total: 1 },
            Progress::Removals { done: 1, total: 1 },
        ]
    );
    let old = [("a.css", "1"), ("index.html", "1"), ("old.html", "1")];
    let assets = [("a.css", "2"), ("b.css", "2"), ("index.html", "1"), ("old.html", "1")];
    let new_page = [("a.css", "2"), ("b.css", "2"), ("index.html", "1"), ("new.html", "2"), ("old.html", "1")];
    let changed = [("a.css", "2"), ("b.css", "2"), ("index.html", "2"), ("new.html", "2"), ("old.html", "1")];
    let texts: Vec<_> = [&old[..], &assets, &assets, &new_page, &new_page, &changed, &changed]
        .iter()
        .map(|files| crate::folder::texts(files))
        .collect();
    assert_eq!(seen.iter().take(7).map(|(_, files)| files.clone()).collect::<Vec<_>>(), texts);
}

#[test]
fn a_long_step_is_reported_on_the_way() {
    let pages: Vec<String> = (0..600).map(|n| format!("roles/{n}.html")).collect();
    let files: Vec<(&str, &str)> = pages.iter().map(|page| (page.as_str(), "page")).collect();
    let folder = Folder::new();
    let mut counts = Vec::new();
    let mut progress = |progress| {
        if let Progress::NewPages { done, total } = progress {
            counts.push((done, total));
        }
    };
    folder.publish_watched(&site(&files), &mut progress).unwrap();
    assert_eq!(counts, [(0, 600), (256, 600), (512, 600), (600, 600)]);
    assert_eq!(folder.published(), texts(&files));
}

// ---- Losing a part of the site by mistake.

#[test]
fn a_third_of_the_pages_may_go_and_more_only_if_that_is_wanted() {
    let pages = |number: usize| (0..number).map(|n| format!("{n}.html")).collect::<Vec<_>>();
    let publish = |folder: &Folder, number, removals| {
        let names = pages(number);
        let files: Vec<(&str, &str)> =
            names.iter().map(|name| (name.as_str(), "page")).chain([("a.css", "")]).collect();
        let manner = Manner { removals, ..Manner::default() };
        disk::publish(&folder.out(), &folder.site(), &site(&files), manner, &mut |_| {})
    };
    for (before, now, is_few) in
        [(0, 1, true), (1, 1, true), (3, 2, true), (3, 1, false), (30, 20, true), (30, 19, false)]
    {
        let folder = Folder::new();
        publish(&folder, before, Removals::Few).unwrap();
        let stood = folder.files("public");
        match publish(&folder, now, Removals::Few) {
            Ok(_) => assert!(is_few, "{before} to {now}"),
            Err(error) => {
                assert!(!is_few && matches!(error, Error::ManyRemovals { .. }), "{before} to {now}: {error}");
                assert_eq!(folder.files("public"), stood);
            }
        }
        publish(&folder, now, Removals::Any).unwrap();
        assert_eq!(folder.published().len(), now + 1);
    }
}

// ---- Notes that are the same everywhere.

#[test]
fn what_is_noted_in_the_folder_is_the_same_from_run_to_run() {
    let notes = |folder: &Folder| fs::read(folder.path("public/.trellis/manifest.json")).unwrap();
    let (one, other) = (Folder::new(), Folder::new());
    one.publish(&site(SITE)).unwrap();
    other.publish(&site(&SITE[..1])).unwrap();
    set_time(&other, SITE[0].0, 1_000_000_000);
    other.publish(&site(SITE)).unwrap();
    assert_eq!(notes(&one), notes(&other));
    one.publish(&site(SITE)).unwrap();
    assert_eq!(notes(&one), notes(&other));
}

#[test]
fn without_a_cache_files_are_read_and_none_is_written() {
    let folder = Folder::new();
    let manner = Manner { fingerprint: Some(1), ..Manner::default() };
    let publish = || disk::publish(&folder.out(), &folder.site(), &site(SITE), manner, &mut |_| {}).unwrap();
    publish();
    fs::remove_dir_all(folder.site().join(".trellis-cache")).unwrap();
    assert_eq!(disk::published(&folder.site(), &folder.out(), 1), None, "nobody knows how the files were left");
    assert_eq!((publish().written, publish().unchanged), (0, SITE.len()));
    assert!(disk::published(&folder.site(), &folder.out(), 1).is_some());
}

// ---- Knowing that there is nothing to do.

#[test]
fn a_site_is_known_to_be_published_until_something_is_touched() {
    let folder = Folder::new();
    let publish = |fingerprint| {
        let manner = Manner { fingerprint: Some(fingerprint), ..Manner::default() };
        disk::publish(&folder.out(), &folder.site(), &site(SITE), manner, &mut |_| {}).unwrap();
    };
    assert_eq!(disk::published(&folder.site(), &folder.out(), 7), None);
    publish(7);
    let known = disk::published(&folder.site(), &folder.out(), 7).map(|known| (known.pages, known.bytes));
    assert_eq!(known, Some((2, 18)));
    assert_eq!(disk::published(&folder.site(), &folder.out(), 8), None);
    publish(u128::MAX);
    assert_eq!(disk::published(&folder.site(), &folder.out(), 7), None);
    assert!(disk::published(&folder.site(), &folder.out(), u128::MAX).is_some());
    set_time(&folder, "index.html", 1_000_000_000);
    assert_eq!(disk::published(&folder.site(), &folder.out(), u128::MAX), None);
    publish(u128::MAX);
    assert!(disk::published(&folder.site(), &folder.out(), u128::MAX).is_some());
    fs::remove_file(folder.path("public/sitemap.xml")).unwrap();
    assert_eq!(disk::published(&folder.site(), &folder.out(), u128::MAX), None);
}

#[test]
fn a_site_published_without_a_fingerprint_is_not_known() {
    let folder = Folder::new();
    folder.publish(&site(SITE)).unwrap();
    assert_eq!(disk::published(&folder.site(), &folder.out(), 0), None);
}
