//! What a run found is kept for the next: with that memory, every answer is the one that is given without it.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::PathBuf;
use std::thread;

use crate::small::{Run, Small};

const MEMORY: &str = ".trellis-cache/verdicts-2";

/// The files of the memory with their numbers, which are others once they are written anew.
fn memory(site: &Small) -> Vec<(PathBuf, u64)> {
    let files = fs::read_dir(site.path(MEMORY)).into_iter().flatten().flatten();
    let mut files: Vec<_> = files.map(|file| (file.path(), file.metadata().unwrap().ino())).collect();
    files.sort();
    files
}

/// What was said, but for how long it took.
fn words(run: &Run) -> (i32, String, String) {
    let sums = ["Checked ", "Built ", "Nothing has changed", "  "];
    let is_time = |line: &&str| !sums.iter().any(|sum| line.starts_with(sum));
    let said = run.said.lines().filter(is_time).collect::<Vec<_>>().join("\n");
    (run.code, run.out.lines().filter(is_time).collect(), said)
}

fn page(words: &str) -> String {
    format!("---\ntitle: Help\nsummary: Where to find help.\nreviewed: 2026-11-01\n---\n\n{words}\n")
}

/// Sites with nothing to tell, with warnings in files and in pages, with errors in both, and with what is told once.
fn sites() -> Vec<Small> {
    let with = |words: &str| Small::new().write("content/pages/help.md", &page(words));
    vec![
        Small::new(),
        with("Read [here](../roles/podiatrist.md). It is **bold."),
        with("Read [the next one](nowhere.md), or ask <b>us</b>.\n\n<div>\n<blink>x</blink>\n</div>"),
        with("Help.").write("content/pages/more.md", &page("More help.")),
        with("Help.").write("content/roles/broken.md", "---\ntitle: Broken\nprofession: nobody\n---\n"),
        with("Help.")
            .write("content/pages/later.md", &page("Soon.").replace("reviewed", "publish_from: 2027-01-01\nreviewed")),
    ]
}

fn forget(site: &Small) {
    fs::remove_dir_all(site.path(MEMORY)).unwrap();
}

#[test]
fn what_was_found_is_said_again_word_for_word() {
    for site in sites() {
        let (checked, built) = (site.run("check"), site.run("build"));
        let kept = memory(&site);
        assert_eq!(kept.len(), 1, "one manner of asking, one verdict");
        assert_eq!(words(&site.run("check")), words(&checked));
        assert_eq!(words(&site.run("build")), words(&built));
        let json = site.run("check --format json");
        assert_eq!(memory(&site), kept, "nothing was looked for anew");
        forget(&site);
        assert_eq!(site.run("check --format json").out, json.out);
    }
}

#[test]
fn a_build_remembers_what_a_check_found_and_the_other_way_round() {
    let site = Small::new();
    site.run("check").ends(0);
    site.run("build").ends(0).answers("Built ");
    site.run("build").ends(0).answers("Nothing has changed");
    forget(&site);
    site.run("build").ends(0).answers("Built ").answers("0 files written");
    let kept = memory(&site);
    site.run("check").ends(0).says("nothing to mend");
    assert_eq!(memory(&site), kept);
}

/// Whatever a verdict depends on, another of it asks for another verdict.
#[test]
fn whatever_matters_makes_a_run_look_anew() {
    let site = Small::new().write("content/pages/help.md", &page("It is **bold."));
    let site = site.edit("site.yaml", "title:", "levels:\n  outside-link: warning\ntitle:");
    let same_as_without_memory = |command: &str| {
        let with = words(&site.run(command));
        let kept = memory(&site);
        assert_eq!(words(&site.run(command)), with, "{command}");
        assert_eq!(memory(&site), kept, "{command}");
        forget(&site);
        assert_eq!(with, words(&site.run(command)), "{command}");
        with
    };
    let mut told = vec![same_as_without_memory("check")];
    let mut also = |command: &str| {
        let now = same_as_without_memory(command);
        assert!(!told.contains(&now), "{command} tells nothing new: {now:?}");
        told.push(now);
    };
    also("check --now 2031-01-01");
    symlink("nowhere", site.path("content/pages/gone.md")).unwrap();
    also("check");
    fs::rename(site.path("content/pages/help.md"), site.path("content/pages/aid.md")).unwrap();
    also("check");
    fs::write(site.path("content/pages/aid.md"), page("It is __bold, or not**.")).unwrap();
    also("check");
    fs::write(site.path("content/pages/aid.md"), page("Help.").replace("reviewed", "draft: true\nreviewed")).unwrap();
    also("check");
    fs::remove_file(site.path("content/pages/gone.md")).unwrap();
    same_as_without_memory("check");
    let drafts = site.run("build --drafts");
    assert_eq!(memory(&site).len(), 2, "drafts are another manner of asking");
    assert_ne!(drafts.out, site.run("build").out);
    let own = site.read("site.yaml") + "theme: own\n";
    fs::write(site.path("site.yaml"), own).unwrap();
    fs::create_dir_all(site.path("themes/own/templates")).unwrap();
    fs::write(site.path("themes/own/templates/role.html"), "{% block x %}").unwrap();
    also("check");
}

#[test]
fn a_baseline_is_asked_of_what_is_remembered_too() {
    let site = Small::new().write("content/pages/help.md", &page("Read [on](nowhere.md)."));
    site.run("check").ends(1);
    let kept = memory(&site);
    site.run("check --baseline mine.json --update-baseline").ends(0).answers("1 finding is known");
    site.run("check --baseline mine.json").ends(0).says("1 known finding");
    assert_eq!(memory(&site), kept);
    site.run("build").ends(1).says("broken-link").says("nothing was published");
    site.run("build --baseline mine.json").ends(0).answers("Built ");
    site.run("build --baseline mine.json").ends(0).answers("Nothing has changed").answers("1 known finding");
    site.run("build").ends(1).says("The last good site is still in public");
}

#[test]
fn what_somebody_altered_on_the_server_is_published_anew() {
    let site = Small::new();
    site.run("build").ends(0);
    fs::write(site.path("public/about.html"), "altered").unwrap();
    site.run("build").ends(0).answers("1 file written");
    fs::remove_file(site.path("public/about.html")).unwrap();
    site.run("build").ends(0).answers("1 file written");
    site.run("build --verify").ends(0).answers("Built ").answers("0 files written");
    site.run("build --out elsewhere").ends(0).answers("Built ");
}

#[test]
fn a_damaged_or_foreign_memory_is_not_believed() {
    let site = Small::new().write("content/pages/help.md", &page("Read [on](nowhere.md)."));
    let told = words(&site.run("check"));
    let [(file, _)] = &memory(&site)[..] else { panic!("one file") };
    let whole = fs::read(file).unwrap();
    let spoilt = (0..whole.len()).step_by(whole.len() / 6).map(|at| {
        let mut spoilt = whole.clone();
        spoilt[at] ^= 0x20;
        spoilt
    });
    let cut = [0, 1, 20, whole.len() - 1].map(|at| whole[..at].to_vec());
    for bytes in spoilt.chain(cut) {
        fs::write(file, bytes).unwrap();
        assert_eq!(words(&site.run("check")), told);
        assert_eq!(fs::read(file).unwrap(), whole, "and it is mended");
    }
    let other = Small::new();
    other.run("check").ends(0);
    fs::copy(&memory(&other)[0].0, file).unwrap();
    assert_eq!(words(&site.run("check")), told, "of another site");
}

#[test]
fn two_at_once_say_the_same_as_one() {
    let site = Small::new().write("content/pages/help.md", &page("Read [on](nowhere.md)."));
    let told = words(&site.run("check"));
    for _ in 0..4 {
        forget(&site);
        let all: Vec<_> = thread::scope(|scope| {
            let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| words(&site.run("check")))).collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        assert!(all.iter().all(|one| *one == told), "{all:?}");
        assert_eq!(memory(&site).len(), 1, "nothing is left aside");
    }
}

/// The parts of the memory that hold pages, and what was found in words.
const MADE: [&str; 3] = ["pages-1", "words-1", "ages-1"];

/// Every file of those parts.
fn made(site: &Small) -> Vec<PathBuf> {
    let parts = MADE.iter().map(|part| site.path(&format!(".trellis-cache/{part}")));
    let files = parts.filter_map(|part| fs::read_dir(part).ok()).flatten().flatten();
    let mut files: Vec<_> = files.map(|file| file.path()).collect();
    files.sort();
    files
}

/// How many pages a build rendered, of how many.
fn rendered(site: &Small, arguments: &str) -> (u64, u64) {
    let told: serde_json::Value =
        serde_json::from_str(&site.run(&format!("build --timings=json {arguments}")).out).unwrap();
    (told["pages_rendered"].as_u64().unwrap(), told["pages"].as_u64().unwrap())
}

fn aged() -> Small {
    let site = Small::new().write("content/pages/help.md", &page("It is **bold. Read [here](../roles/podiatrist.md)."));
    site.edit("site.yaml", "title:", "reading_age: 9\ntitle:")
}

#[test]
fn a_run_makes_the_pages_that_changed_and_no_others() {
    let site = aged();
    let (first, pages) = rendered(&site, "");
    assert_eq!(first, pages, "nothing is known at first");
    assert!(MADE.iter().all(|part| site.path(&format!(".trellis-cache/{part}")).is_dir()));
    fs::write(site.path("content/pages/help.md"), page("It is bold.")).unwrap();
    let (second, _) = rendered(&site, "");
    assert!(0 < second && second < pages / 3, "{second} of {pages}");
    let published = site.below("public");
    assert_eq!(rendered(&site, "--out elsewhere").0, 0, "into another folder");
    fs::remove_dir_all(site.path(".trellis-cache")).unwrap();
    site.run("build --out clean").ends(0);
    assert_eq!(site.below("elsewhere"), published);
    assert_eq!(site.below("clean"), published);
}

#[test]
fn what_is_damaged_foreign_or_of_another_version_is_made_anew() {
    let site = aged();
    let told = words(&site.run("check"));
    let whole: Vec<(PathBuf, Vec<u8>)> =
        made(&site).into_iter().map(|file| (file.clone(), fs::read(file).unwrap())).collect();
    assert!(whole.len() >= MADE.len());
    type Damage = fn(&[u8]) -> Vec<u8>;
    let damages: [Damage; 5] = [
        |bytes| bytes[..bytes.len() / 2].to_vec(),
        |_| Vec::new(),
        |bytes| bytes.iter().enumerate().map(|(at, byte)| if at % 97 == 50 { byte ^ 4 } else { *byte }).collect(),
        |bytes| [bytes, b"more"].concat(),
        |_| b"somebody else's file, longer than a hash and a version together, which is no page".to_vec(),
    ];
    for damage in damages {
        for (file, bytes) in &whole {
            fs::write(file, damage(bytes)).unwrap();
        }
        forget(&site);
        assert_eq!(words(&site.run("check")), told);
        for (file, bytes) in &whole {
            assert!(fs::read(file).unwrap() == *bytes, "{} is not mended", file.display());
        }
    }
}

#[test]
fn two_builds_at_once_publish_what_one_does() {
    let site = aged();
    site.run("build --out alone").ends(0);
    for _ in 0..3 {
        fs::remove_dir_all(site.path(".trellis-cache")).unwrap();
        thread::scope(|scope| {
            let site = &site;
            let runs: Vec<_> =
                (0..3).map(|run| scope.spawn(move || site.run(&format!("build --out at-once-{run}")).code)).collect();
            assert!(runs.into_iter().all(|run| run.join().unwrap() == 0));
        });
        site.run("build --out after").ends(0);
        for out in ["at-once-0", "at-once-1", "at-once-2", "after"] {
            assert_eq!(site.below(out), site.below("alone"), "{out}");
            fs::remove_dir_all(site.path(out)).unwrap();
        }
    }
}

#[test]
fn of_many_manners_of_asking_the_last_few_are_kept() {
    let site = aged();
    for number in 0..7 {
        site.run(&format!("build --base-url https://example.org/{number}/")).ends(0);
    }
    let pages = made(&site).into_iter().filter(|file| file.parent().unwrap().ends_with("pages-1"));
    // A file's name begins with its manner.
    let mut manners: Vec<String> = pages.map(|file| file.file_name().unwrap().to_str().unwrap()[..24].into()).collect();
    manners.dedup();
    assert_eq!(manners.len(), 4);
    assert_eq!(rendered(&site, "--base-url https://example.org/6/ --out elsewhere").0, 0);
}

#[test]
fn where_nothing_may_be_written_all_is_said_too() {
    let site = Small::new().write(".trellis-cache", "a file stands here");
    for _ in 0..2 {
        site.run("check").ends(0).says("nothing to mend");
        site.run("build").ends(0).answers("Built ");
    }
}
