//! `trellis check`: what it prints for people and for machines, and how it treats old mistakes.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

use crate::folder::copy;

struct Run {
    code: i32,
    out: String,
    said: String,
}

/// The small site with one mistake.
fn broken() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), folder.path());
    edit(&folder, "professions: [podiatry]", "professions: [podiatri]");
    folder
}

fn edit(folder: &TempDir, from: &str, to: &str) {
    let path = folder.path().join("content/roles/podiatrist.md");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

fn check(folder: &TempDir, arguments: &[&str]) -> Run {
    check_on("2026-11-23", folder, arguments)
}

fn check_on(day: &str, folder: &TempDir, arguments: &[&str]) -> Run {
    let mut command = Command::cargo_bin("trellis").unwrap();
    let output = command.current_dir(folder.path()).args(["check", "--now", day]).args(arguments).output();
    let output = output.unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        said: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn a_good_site_has_nothing_to_mend_and_nothing_is_written() {
    let folder = broken();
    edit(&folder, "podiatri]", "podiatry]");
    let run = check(&folder, &[]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.said.starts_with("Checked ") && run.said.ends_with(": nothing to mend\n"), "{}", run.said);
    assert!(!folder.path().join("public").exists());
}

#[test]
fn people_see_the_line_and_what_to_do() {
    let run = check(&broken(), &[]);
    assert_eq!(run.code, 1);
    assert!(run.said.contains("content/roles/podiatrist.md:4:15") && run.said.contains("did you mean"), "{}", run.said);
    assert!(run.said.ends_with(": 1 error\n"), "{}", run.said);
}

#[test]
fn editors_read_one_line_each() {
    let run = check(&broken(), &["--format", "short"]);
    let expected = "content/roles/podiatrist.md:4:15: error[unknown-reference]: no profession is called `podiatri`\n";
    assert_eq!((run.code, run.out.as_str()), (1, expected));
}

#[test]
fn programs_read_one_object_a_line() {
    let run = check(&broken(), &["--format", "json"]);
    let finding: Value = serde_json::from_str(run.out.trim()).unwrap();
    assert_eq!(finding["code"], "unknown-reference");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["at"]["path"], "content/roles/podiatrist.md");
    assert_eq!(finding["at"]["start"], serde_json::json!({ "line": 4, "column": 15 }));
    assert_eq!(finding["at"]["end"], serde_json::json!({ "line": 4, "column": 23 }));
}

#[test]
fn code_hosts_read_sarif_also_when_there_is_nothing() {
    let folder = broken();
    let log: Value = serde_json::from_str(&check(&folder, &["--format", "sarif"]).out).unwrap();
    let run = &log["runs"][0];
    assert_eq!(
        (&log["version"], &run["tool"]["driver"]["rules"][0]["id"]),
        (&"2.1.0".into(), &"unknown-reference".into())
    );
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/roles/podiatrist.md");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&4.into(), &15.into()));
    edit(&folder, "podiatri]", "podiatry]");
    let log: Value = serde_json::from_str(&check(&folder, &["--format", "sarif"]).out).unwrap();
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn a_merge_request_shows_findings_that_it_tells_apart() {
    let folder = broken();
    edit(&folder, "podiatri]", "podiatri, podiatri]");
    let findings: Value = serde_json::from_str(&check(&folder, &["--format", "gitlab"]).out).unwrap();
    let findings = findings.as_array().unwrap();
    let first = &findings[0];
    assert_eq!((&first["check_name"], &first["severity"]), (&"unknown-reference".into(), &"critical".into()));
    assert_eq!(
        first["location"],
        serde_json::json!({ "path": "content/roles/podiatrist.md", "lines": { "begin": 4 } })
    );
    let names: std::collections::BTreeSet<_> = findings.iter().map(|finding| finding["fingerprint"].as_str()).collect();
    assert!(findings.len() >= 2 && names.len() == findings.len(), "{findings:#?}");
    let moved = folder.path().join("content/roles/podiatrist.md");
    fs::write(&moved, fs::read_to_string(&moved).unwrap().replacen("---\n", "---\n# A line more\n", 1)).unwrap();
    let again: Value = serde_json::from_str(&check(&folder, &["--format", "gitlab"]).out).unwrap();
    assert_eq!(again[0]["fingerprint"], first["fingerprint"], "it is the same one on another line");
    assert_eq!(again[0]["location"]["lines"]["begin"], 5);
}

#[test]
fn an_action_shows_findings_beside_the_line() {
    let run = check(&broken(), &["--format", "github"]);
    let start =
        "::error file=content/roles/podiatrist.md,line=4,endLine=4,col=15,title=unknown-reference::no profession";
    assert!(run.out.starts_with(start) && run.out.contains("%0Ahelp: did you mean"), "{}", run.out);
    assert_eq!(run.out.lines().count(), 1);
}

#[test]
fn an_old_site_takes_up_the_rules_bit_by_bit() {
    let folder = broken();
    let missing = check(&folder, &["--baseline", "known.json"]);
    assert!(missing.code == 2 && missing.said.contains("--update-baseline"), "{}", missing.said);
    let run = check(&folder, &["--update-baseline"]);
    assert_eq!((run.code, run.out.as_str()), (0, "1 finding is known from now on, in known.json\n"));
    let run = check(&folder, &["--format", "short"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.said.ends_with(": nothing new to mend, 1 known finding\n"), "{}", run.said);
    edit(&folder, "stage: registered", "stage: registred");
    let run = check(&folder, &["--baseline", "known.json", "--format", "short"]);
    assert!(run.code == 1 && run.out.contains("registred") && !run.out.contains("podiatri`"), "{}", run.out);
    edit(&folder, "podiatri]", "podiatry]");
    assert!(check(&folder, &["--baseline", "known.json"]).said.contains("1 of the baseline mended"));
    fs::write(folder.path().join("known.json"), "[]").unwrap();
    let run = check(&folder, &["--baseline", "known.json"]);
    assert!(run.code == 2 && run.said.contains("known.json is no baseline"), "{}", run.said);
    let run = check(&folder, &["--format", "short"]);
    assert!(run.out.contains("known.json:1:1: error[invalid-value]: these are no findings"), "{}", run.out);
    assert_eq!(check(&folder, &["--update-baseline"]).code, 0);
    assert!(!fs::read_to_string(folder.path().join("known.json")).unwrap().contains("no findings"));
}

#[test]
fn of_very_many_findings_the_first_are_shown_and_the_others_counted() {
    let folder = broken();
    edit(&folder, "podiatri]", "podiatry]");
    // No two of them are alike: those would be told as one.
    let row = |number: usize| {
        format!("p-{number},P,A place.,college,north,www.p{number}.example,Courses,2026-11-01,soon-{number}\n")
    };
    let rows: String = (0..5_000).map(row).collect();
    let table = format!("id,title,summary,kind,area,website,offers,checked_on,reviewed\n{rows}");
    fs::write(folder.path().join("content/partners/list.csv"), table).unwrap();
    let run = check(&folder, &[]);
    assert_eq!((run.code, run.said.matches("error[invalid-value]").count()), (1, 200));
    let end = "… and 9,800 more:\n    9,800  invalid-value, in 1 file\n\n";
    assert!(run.said.contains(end) && run.said.ends_with(": 10,000 errors\n"), "{}", &run.said[run.said.len() - 300..]);
    let run = check(&folder, &["--format", "short"]);
    assert_eq!(run.out.lines().count(), 10_000);
    assert!(run.out.ends_with("content/partners/list.csv:5001:70: error[invalid-value]: `soon-4999` is not a date\n"));
    let log: Value = serde_json::from_str(&check(&folder, &["--format", "sarif"]).out).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 10_000);
}

#[test]
fn what_hides_nothing_does_not_keep_back_what_is_missing() {
    let folder = broken();
    edit(&folder, "podiatri]", "podiatry]");
    let file = |path: &str| folder.path().join(path);
    let programme = fs::read_to_string(file("content/programmes/step-in.md")).unwrap();
    fs::write(file("content/programmes/another.md"), programme).unwrap();
    let page = "---\ntitle: Extra\nsummary: Where to find help.\nreviewed: 2026-11-23\n---\n\n";
    let body_with = |last: &str| {
        fs::write(file("content/pages/extra.md"), format!("{page}Ask at the desk, all day long.\n\n{last}\n"))
    };
    body_with("##").unwrap();
    let run = check(&folder, &["--format", "short"]);
    assert!(run.out.contains("error[heading-level]") && run.out.contains("warning[orphan]"), "{}", run.out);
    // This may have been meant for it.
    body_with("Read [more](anothr.md).").unwrap();
    let run = check(&folder, &["--format", "short"]);
    assert!(run.out.contains("error[broken-link]") && !run.out.contains("warning[orphan]"), "{}", run.out);
}

#[test]
fn a_last_day_is_told_once_it_has_passed_whatever_is_remembered() {
    let folder = broken();
    edit(&folder, "podiatri]", "podiatry]");
    let page = "---\ntitle: Extra\nsummary: Where to find help.\nreviewed: 2026-11-23\n---\n\nWe have two places for you. Apply by \
                30 **November** 2026, or the other closes on 2&nbsp;December&nbsp;2026.\n";
    fs::write(folder.path().join("content/pages/extra.md"), page).unwrap();
    let told = |day: &str| check_on(day, &folder, &["--format", "short"]).out.matches("past-deadline").count();
    let days = ["2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-11-30"];
    assert_eq!(days.map(told), [0, 0, 1, 1, 2, 0]);
}
