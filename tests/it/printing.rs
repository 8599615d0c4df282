//! What every command does when nobody reads what it prints, or when the disk is full.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::folder::copy;

const SUM: &str = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

/// What each command is asked, so that it prints something on its standard output.
const ASKED: &[(&str, &[&str])] = &[
    ("trellis", &["--help"]),
    ("trellis-new", &["new", "fresh"]),
    ("trellis-add", &["add", "page", "Fresh"]),
    ("trellis-build", &["build"]),
    ("trellis-ci", &["ci", "gitlab", "--program", "https://example.org/trellis.tar.gz", "--sha256", SUM]),
    ("trellis-check", &["check", "--format", "sarif"]),
    ("trellis-report", &["report"]),
    ("trellis-explain", &["explain"]),
    ("trellis-schema", &["schema"]),
    ("trellis-completions", &["completions", "bash"]),
    ("trellis-man", &["man"]),
    ("trellis-refs", &["refs", "podiatrist"]),
    ("trellis-why", &["why", "roles/podiatrist.html"]),
    ("trellis-path", &["path", "at-school", "podiatrist"]),
    ("trellis-mv", &["mv", "podiatrist", "foot-doctor"]),
    ("trellis-rm", &["rm", "pages/about"]),
    ("trellis-fix", &["fix"]),
    ("trellis-import", &["import", "partners", "../more.csv"]),
    ("trellis-import-pages", &["import", "pages", "../old", "--reviewed", "2026-11-28"]),
    ("trellis-cms", &["cms", "--host", "github", "--repo", "our-trust/careers"]),
    ("trellis-export", &["export", "partners"]),
    ("trellis-publish", &["publish", "--to", "../online"]),
];

/// Also asked, beside what each command is asked first.
const ALSO: &[&[&str]] = &[
    &["--version"],
    &["build", "--help"],
    &["build"],
    &["check", "--format", "short", "--baseline", "known.json", "--update-baseline"],
    &["explain", "unknown-reference"],
    &["report", "--format", "json"],
    &["report", "--format", "html"],
    &["report", "--format", "ics"],
    &["man", "pages"],
    &["refs", "podiatrist", "--format", "json"],
    &["why", "content/roles/podiatrist.md"],
    &["path", "podiatrist", "at-school"],
    &["path", "at-school", "podiatrist", "--format", "json"],
    &["mv", "podiatrist", "foot-doctor", "--dry-run"],
    &["rm", "pages/about", "--dry-run"],
    &["import", "partners", "../more.csv", "--dry-run"],
];

/// A site of which each command has something to say.
fn site() -> TempDir {
    let folder = TempDir::new().unwrap();
    let site = folder.path().join("site");
    fs::create_dir(&site).unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), &site);
    let role = site.join("content/roles/podiatry-assistant.md");
    let text = fs::read_to_string(&role).unwrap();
    fs::write(&role, text.replace("- role: podiatrist\n", "- role: podiatrst\n")).unwrap();
    let table =
        "id,title,summary,kind,reviewed,checked_on,offers\nlake,Lake,A college.,college,2026-01-01,2026-01-01,x\n";
    fs::write(folder.path().join("more.csv"), table).unwrap();
    fs::create_dir(folder.path().join("old")).unwrap();
    let page = "---\ntitle: Our team\ndescription: Who we are.\n---\n\nWe are a team of people who help.\n";
    fs::write(folder.path().join("old/our-team.md"), page).unwrap();
    folder
}

fn whole_site() -> TempDir {
    let folder = site();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), &folder.path().join("site"));
    folder
}

fn trellis(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
    command.current_dir(folder.path().join("site")).args(arguments).args(day(arguments)).stdin(Stdio::null());
    command
}

/// A day for those that ask for it.
fn day(arguments: &[&str]) -> &'static [&'static str] {
    let has_day = matches!(arguments.first(), Some(&("build" | "check" | "report" | "mv" | "fix")));
    if has_day && !arguments.contains(&"--help") { &["--now", "2026-11-28"] } else { &[] }
}

/// The folder in which a command has something to say.
fn folder_for(arguments: &[&str]) -> TempDir {
    let folder = if arguments.first() == Some(&"fix") { site() } else { whole_site() };
    if arguments.first() == Some(&"publish") {
        assert!(trellis(&folder, &["build"]).output().unwrap().status.success());
    }
    folder
}

/// Everything that is asked, after making sure that no command is forgotten.
fn all_asked() -> Vec<&'static [&'static str]> {
    let folder = whole_site();
    assert!(trellis(&folder, &["man", "manual"]).stdout(Stdio::null()).status().unwrap().success());
    let pages = fs::read_dir(folder.path().join("site/manual")).unwrap();
    let mut names: Vec<String> = pages.map(|page| page.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    // It never ends, and has a test of its own.
    names.retain(|name| name != "trellis-serve.1");
    let mut known: Vec<String> = ASKED.iter().map(|(name, _)| format!("{name}.1")).collect();
    known.sort();
    assert_eq!(known, names, "each command is asked something that it answers on the standard output");
    ASKED.iter().map(|(_, arguments)| *arguments).chain(ALSO.iter().copied()).collect()
}

#[test]
fn a_full_disk_is_told_by_every_command() {
    for arguments in all_asked() {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let run = trellis(&folder_for(arguments), arguments).stdout(full).output().unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("the disk is full"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_full_disk_behind_the_standard_error_ends_every_command_in_order() {
    for arguments in all_asked() {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let run = trellis(&folder_for(arguments), arguments).stdout(Stdio::null()).stderr(full).output().unwrap();
        assert!(matches!(run.status.code(), Some(0..=2)), "{arguments:?}: {:?}", run.status);
    }
}

#[test]
fn every_command_does_its_work_in_silence_when_nobody_reads() {
    for arguments in all_asked() {
        let read = trellis(&folder_for(arguments), arguments).output().unwrap();
        assert!(!read.stdout.is_empty(), "{arguments:?} prints something");
        for both in [false, true] {
            let folder = folder_for(arguments);
            let mut command = trellis(&folder, arguments);
            command.stdout(closed_pipe()).stderr(Stdio::piped());
            if both {
                command.stderr(closed_pipe());
            }
            let run = command.output().unwrap();
            let said = String::from_utf8(run.stderr).unwrap();
            assert_eq!(run.status.code(), read.status.code(), "{arguments:?}: {said}");
            assert!(!said.contains("panicked") && !said.contains("could not write"), "{arguments:?}: {said}");
        }
    }
}

/// A pipe that nobody reads from.
fn closed_pipe() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
fn what_is_no_file_is_written_into_by_every_command_that_writes() {
    for arguments in [
        &["export", "partners", "--out", "/dev/full"][..],
        &["report", "--format", "html", "--out", "/dev/full"],
        &["report", "--calendar", "/dev/full"],
        &["check", "--baseline", "/dev/full", "--update-baseline"],
        &["import", "partners", "../more.csv", "--each", "kind=college", "--save-answers", "/dev/full"],
    ] {
        let run = trellis(&whole_site(), arguments).output().unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("could not write /dev/full: the disk is full"), "{arguments:?}: {said}");
    }
    let folder = whole_site();
    let run = trellis(&folder, &["export", "partners", "--out", "/dev/stdout"]).output().unwrap();
    assert!(String::from_utf8(run.stdout).unwrap().starts_with("id,title,"));
    for arguments in [&["export", "partners", "--out", "content"][..], &["report", "--out", "."]] {
        let run = trellis(&folder, arguments).output().unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(run.status.code() == Some(2) && said.contains("it is a folder"), "{arguments:?}: {said}");
    }
}

#[cfg(feature = "serve")]
#[test]
fn a_server_goes_on_when_it_cannot_print() {
    use std::io::{BufRead, BufReader};
    let folder = whole_site();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut command = trellis(&folder, &["serve", "--port", "0", "--now", "2026-11-28"]);
    let mut server = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(server.stderr.take().unwrap()).lines().map(Result::unwrap);
    let told = lines.find(|line| line.contains("the disk is full"));
    // It says so once, and would have gone by now.
    let file = folder.path().join("site/content/pages/about.md");
    fs::write(&file, fs::read_to_string(&file).unwrap() + "\n[A](nowhere.md)\n").unwrap();
    let found = lines.find(|line| line.contains("nowhere"));
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(told.is_some() && found.is_some(), "{told:?} {found:?}");
}
