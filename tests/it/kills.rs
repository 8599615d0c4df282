//! Whenever a command is killed, visitors meet a site in which links work, the author's files are as they were or as they
//! were to be, and the next run ends as if nothing had been.
//!
//! A few kills in every run; as many as `TRELLIS_KILLS` says in `tests/run long`, at other moments each time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::folder::copy;
use crate::hostile::Page;

type Files = BTreeMap<String, Vec<u8>>;

/// A command, and what is there before it.
struct Case {
    words: &'static str,
    /// What is done to the small site, and published, before what follows.
    published: Option<fn(&Path)>,
    /// What the author has done since.
    edit: fn(&Path),
}

const CASES: [Case; 7] = [
    Case { words: "build", published: None, edit: |_| {} },
    Case { words: "build", published: Some(|_| {}), edit: new_pages },
    Case { words: "build --allow-removals", published: Some(new_pages), edit: fewer_pages },
    Case { words: "build --for caddy", published: Some(|_| {}), edit: new_pages },
    Case { words: "fix --yes", published: None, edit: slips },
    Case { words: "mv podiatrist foot-doctor", published: None, edit: |_| {} },
    Case { words: "import partners list.csv --reviewed today", published: None, edit: table },
];

fn note(number: usize) -> String {
    format!(
        "---\ntitle: Note {number}\nsummary: A note of number {number}.\nreviewed: 2026-11-23\n---\n\nAsk [the podiatrist](../../roles/podiatrist.md), \
         and read [the next note](note-{}.md) about it.\n",
        (number + 1) % 60
    )
}

fn new_pages(site: &Path) {
    fs::create_dir_all(site.join("content/pages/notes")).unwrap();
    for number in 0..60 {
        fs::write(site.join(format!("content/pages/notes/note-{number}.md")), note(number)).unwrap();
    }
    rename(site, "title: Small", "title: Large");
}

fn fewer_pages(site: &Path) {
    fs::remove_dir_all(site.join("content/pages/notes")).unwrap();
    rename(site, "title: Large", "title: Less");
}

/// Every page says the name of the site.
fn rename(site: &Path, from: &str, to: &str) {
    replace(&site.join("site.yaml"), from, to);
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{} holds {from:?}", path.display());
    fs::write(path, text.replace(from, to)).unwrap();
}

/// Each of many pages has a slip that can be mended.
fn slips(site: &Path) {
    new_pages(site);
    for number in 0..60 {
        replace(&site.join(format!("content/pages/notes/note-{number}.md")), "summary: ", "sumary: ");
    }
}

fn table(site: &Path) {
    let rows: String = (0..40).map(|number| format!("Clinic {number};College;North;https://clinic-{number}.example/;Visits;A clinic of number {number}.;14/10/2026\n")).collect();
    fs::write(
        site.join("list.csv"),
        format!("Organisation;Type;Borough;Web;What they offer;Description;Checked\n{rows}"),
    )
    .unwrap();
}

/// Everything below a folder but what is hidden.
fn files(folder: &Path) -> Files {
    let is_seen =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let files = walkdir::WalkDir::new(folder).into_iter().filter_entry(is_seen).filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_string();
    files.map(|file| (name(file.path()), fs::read(file.path()).unwrap())).collect()
}

fn start(site: &Path, words: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
    command.current_dir(site).args(words.split_whitespace()).args(["--now", "2026-11-23"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().unwrap()
}

fn run(site: &Path, words: &str) -> i32 {
    start(site, words).wait_with_output().unwrap().status.code().unwrap()
}

/// Kills a command after so long, if it has not ended by then.
fn kill_after(site: &Path, words: &str, time: Duration) {
    let mut child = start(site, words);
    let mut out = child.stdout.take().unwrap();
    let (end, ended) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let _ = std::io::copy(&mut out, &mut std::io::sink());
        let _ = end.send(());
    });
    let _ = ended.recv_timeout(time);
    let _ = child.kill();
    child.wait().unwrap();
    reader.join().unwrap();
}

/// A case that was made ready, and how it ends.
struct Ready {
    case: &'static Case,
    /// A site before the command, to be copied.
    before: TempDir,
    content: [Files; 2],
    public: [Files; 2],
    time: Duration,
}

impl Ready {
    fn new(case: &'static Case) -> Ready {
        let before = TempDir::new().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), before.path());
        if let Some(prepare) = case.published {
            prepare(before.path());
            assert_eq!(run(before.path(), case.words.trim_end_matches(" --allow-removals")), 0);
        }
        (case.edit)(before.path());
        let after = copied(before.path());
        let started = Instant::now();
        let code = run(after.path(), case.words);
        let time = started.elapsed();
        assert_eq!(code, 0, "{}", case.words);
        let both = |inside: &str| [before.path(), after.path()].map(|site| files(&site.join(inside)));
        let ready = Ready { case, content: both("content"), public: both("public"), time, before };
        assert!(
            ready.content[0] != ready.content[1] || ready.public[0] != ready.public[1],
            "{} does nothing",
            case.words
        );
        ready
    }

    /// Kills the command at a part of its time, and holds what must be so then and after another run.
    fn kill(&self, part: f64) {
        let about = format!("{} killed at {part:.3} of {:?}", self.case.words, self.time);
        let site = copied(self.before.path());
        kill_after(site.path(), self.case.words, self.time.mul_f64(part));
        self.hold_published(&files(&site.path().join("public")), &about);
        let content = files(&site.path().join("content"));
        let is_all = self.content.contains(&content);
        // A name that is half given is given to the end by any command.
        if !is_all {
            run(site.path(), "check");
            let content = files(&site.path().join("content"));
            assert!(self.content.contains(&content), "{about}: {:?}", differing(&content, &self.content));
        }
        if files(&site.path().join("content")) != self.content[1] || self.content[0] == self.content[1] {
            assert_eq!(run(site.path(), self.case.words), 0, "{about}: the next run");
        }
        let ends = ["content", "public"].map(|inside| files(&site.path().join(inside)));
        assert!(ends[0] == self.content[1], "{about}: the author's files differ after the next run");
        assert!(ends[1] == self.public[1], "{about}: the published files differ after the next run");
    }

    /// Each file is an old one or a new one, and whoever comes in by the home page meets no link that leads nowhere.
    fn hold_published(&self, now: &Files, about: &str) {
        for (path, bytes) in now {
            let is_whole = self.public.iter().any(|site| site.get(path) == Some(bytes));
            assert!(is_whole, "{about}: {path} is neither the old nor the new one");
        }
        crate::twins::hold(now);
        let Some(home) = now.get("index.html") else { return };
        if Some(home) != self.public[0].get("index.html") {
            let missing: Vec<_> = self.public[1]
                .iter()
                .filter(|(path, new)| now.get(*path) != Some(new) && trellis::packed::file_of(path).is_none())
                .collect();
            assert!(missing.is_empty(), "{about}: the home page is there before {:?}", missing[0].0);
        }
        let (mut met, mut next) = (BTreeSet::new(), vec!["index.html".to_string()]);
        while let Some(path) = next.pop() {
            if !met.insert(path.clone()) {
                continue;
            }
            let bytes = now.get(&path).unwrap_or_else(|| panic!("{about}: {path} is linked to, and not there"));
            if path.ends_with(".html") {
                let page = Page::read(std::str::from_utf8(bytes).unwrap());
                next.extend(page.addresses.iter().filter_map(|address| goal(&path, address)));
            }
        }
    }
}

/// Where a link of a page leads in its site.
fn goal(from: &str, address: &str) -> Option<String> {
    let address = address.split(['#', '?']).next().unwrap();
    if address.is_empty() || address.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    Some(percent_encoding::percent_decode_str(&parts.join("/")).decode_utf8().unwrap().into_owned())
}

fn differing(now: &Files, known: &[Files; 2]) -> Vec<String> {
    let names = known.iter().flat_map(|files| files.keys()).chain(now.keys()).collect::<BTreeSet<_>>();
    let is = |path: &str, files: &Files| now.get(path) == files.get(path);
    let names = names.into_iter().filter(|path| !is(path, &known[0]) || !is(path, &known[1]));
    names
        .map(|path| {
            format!(
                "{path}: {}",
                if is(path, &known[0]) {
                    "old"
                } else if is(path, &known[1]) {
                    "new"
                } else {
                    "neither"
                }
            )
        })
        .collect()
}

fn copied(site: &Path) -> TempDir {
    let folder = TempDir::new().unwrap();
    let to: PathBuf = folder.path().to_path_buf();
    copy(site, &to);
    folder
}

#[test]
fn whenever_a_command_is_killed_nothing_is_half_done() {
    let kills = std::env::var("TRELLIS_KILLS").map_or(CASES.len(), |kills| kills.parse().unwrap());
    let cases: Vec<Ready> = CASES.iter().map(Ready::new).collect();
    // Parts of the golden ratio lie apart, however many there are; in long runs they begin elsewhere each time.
    let is_long = kills > CASES.len();
    let first = if is_long { f64::from(std::process::id() % 1000) / 1000.0 } else { 0.3 };
    for number in 0..kills {
        let case = &cases[number % cases.len()];
        case.kill((first + number as f64 * 0.618_033_988_75).fract() * 1.05);
    }
    println!("{kills} kills of {} commands", cases.len());
}

// ---- Trouble with the place of the published site.

#[test]
fn a_folder_that_is_removed_during_a_build_is_there_after_the_next() {
    let kills: usize = std::env::var("TRELLIS_KILLS").map_or(2, |kills| kills.parse().unwrap());
    let case = Ready::new(&CASES[1]);
    for number in 0..kills.div_ceil(10).max(2) {
        let site = copied(case.before.path());
        let mut child = start(site.path(), "build");
        let part = (0.55 + number as f64 * 0.618_033_988_75).fract();
        let mut out = child.stdout.take().unwrap();
        let (end, ended) = mpsc::channel::<()>();
        let reader = std::thread::spawn(move || {
            let _ = std::io::copy(&mut out, &mut std::io::sink());
            drop(end);
        });
        let _ = ended.recv_timeout(case.time.mul_f64(part));
        // What is written meanwhile may stand in the way of removing it.
        let public = site.path().join("public");
        let removed = fs::remove_dir_all(&public);
        child.wait().unwrap();
        reader.join().unwrap();
        // A removal that outlasts the build takes the notes after the build's last look: then it is only half done, and
        // whoever removes goes on.
        if removed.is_err() && !public.join(".trellis").exists() {
            let _ = fs::remove_dir_all(&public);
        }
        assert_eq!(run(site.path(), "build"), 0, "removed at {part:.3}");
        assert!(files(&site.path().join("public")) == case.public[1], "removed at {part:.3}");
    }
}

/// A disk of its own, in memory.
struct Disk(PathBuf);

impl Disk {
    fn mount(options: &str, at: &Path) -> bool {
        let mount =
            Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at).stderr(Stdio::null()).status();
        mount.is_ok_and(|status| status.success())
    }

    fn remount(&self, options: &str) {
        let status = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status();
        assert!(status.unwrap().success(), "{options}");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

/// Only in long runs, and only for those who may mount: others are told that it was left out.
#[test]
fn a_disk_that_is_full_or_may_not_be_written_is_told_and_the_next_build_completes() {
    if std::env::var_os("TRELLIS_KILLS").is_none() {
        return;
    }
    let case = Ready::new(&CASES[1]);
    let site = copied(case.before.path());
    let out = site.path().join("disk");
    fs::create_dir(&out).unwrap();
    if !Disk::mount("size=300k", &out) {
        println!("left out: only root may mount a small disk");
        return;
    }
    let disk = Disk(out.clone());
    let said = |words: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
        command.current_dir(site.path()).args(["build", "--out", "disk/public", "--now", "2026-11-23"]);
        let output = command.output().unwrap();
        assert!(!output.status.success());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(words) && !said.contains("panic"), "{said}");
    };
    said("the disk is full");
    assert!(!out.join("public/index.html").exists(), "the home page comes last");
    disk.remount("size=64m");
    assert_eq!(run(site.path(), "build --out disk/public"), 0);
    assert!(files(&out.join("public")) == case.public[1]);
    rename(site.path(), "title: Large", "title: Other");
    disk.remount("ro");
    said("could not");
    assert!(files(&out.join("public")) == case.public[1]);
    disk.remount("rw");
    assert_eq!(run(site.path(), "build --out disk/public"), 0);
}
