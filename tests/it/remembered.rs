//! What a run found is kept for the next: with that memory, every answer is the one that is given without it.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::PathBuf;
use std::thread;

use crate::small::{Run, Small};

const MEMORY: &str = ".trellis-cache/verdicts-1";

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
    site.run("check --baseline known.json --update-baseline").ends(0).answers("1 finding is known");
    site.run("check --baseline known.json").ends(0).says("1 known finding");
    assert_eq!(memory(&site), kept);
    site.run("build").ends(1).says("broken-link").says("nothing was published");
    site.run("build --baseline known.json").ends(0).answers("Built ");
    site.run("build --baseline known.json").ends(0).answers("Nothing has changed").answers("1 known finding");
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

#[test]
fn where_nothing_may_be_written_all_is_said_too() {
    let site = Small::new().write(".trellis-cache", "a file stands here");
    for _ in 0..2 {
        site.run("check").ends(0).says("nothing to mend");
        site.run("build").ends(0).answers("Built ");
    }
}
