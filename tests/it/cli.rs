//! What people meet at the command line: exit codes, messages, and a site that is never harmed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

use crate::folder::copy;

/// A copy of the small site in a folder of its own.
struct Site {
    folder: TempDir,
}

/// What a run of the command printed, and how it ended.
struct Run {
    code: i32,
    text: String,
}

impl Site {
    fn small() -> Site {
        let folder = TempDir::new().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), folder.path());
        Site { folder }
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    fn write(self, inside: &str, text: &str) -> Site {
        let path = self.path(inside);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn edit(self, inside: &str, from: &str, to: &str) -> Site {
        let text = fs::read_to_string(self.path(inside)).unwrap();
        assert!(text.contains(from), "{inside} does not hold {from:?}");
        fs::write(self.path(inside), text.replace(from, to)).unwrap();
        self
    }

    fn remove(self, inside: &str) -> Site {
        fs::remove_file(self.path(inside)).unwrap();
        self
    }

    fn trellis(&self, arguments: &[&str]) -> Run {
        run(Command::cargo_bin("trellis").unwrap().current_dir(self.folder.path()).args(arguments))
    }

    fn build(&self) -> Run {
        self.trellis(&["build", "--now", "2026-11-28"])
    }

    /// Published files, without Trellis's own notes.
    fn published(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        gather(&self.path("public"), &self.path("public"), &mut files);
        files.retain(|path, _| !path.starts_with(".trellis"));
        files
    }
}

fn run(command: &mut Command) -> Run {
    let output = command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    Run { code: output.status.code().unwrap(), text }
}

fn gather(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for item in fs::read_dir(folder).into_iter().flatten() {
        let path = item.unwrap().path();
        if path.is_dir() {
            gather(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_string();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

impl Run {
    #[track_caller]
    fn ends_with(&self, code: i32) -> &Run {
        assert_eq!(self.code, code, "{}", self.text);
        self
    }

    #[track_caller]
    fn says(&self, words: &str) -> &Run {
        assert!(self.text.contains(words), "does not say {words:?}:\n{}", self.text);
        self
    }

    #[track_caller]
    fn does_not_say(&self, words: &str) -> &Run {
        assert!(!self.text.contains(words), "says {words:?}:\n{}", self.text);
        self
    }
}

#[test]
fn a_good_site_is_built_and_summed_up() {
    let site = Site::small();
    site.build().ends_with(0).says("Built ").says(" pages (").says(" into public in ").does_not_say("warning");
    let files = site.published();
    for path in [
        "index.html",
        "404.html",
        "roles/podiatrist.html",
        "roles/index.html",
        "assets/search-data.js",
        "sitemap.xml",
        "events/open-evening.ics",
        "api/roles.json",
    ] {
        assert!(files.contains_key(path), "{path} is missing");
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let site = Site::small();
    site.build().ends_with(0);
    site.build().ends_with(0).says("Nothing has changed");
}

#[test]
fn timings_say_where_the_time_went() {
    let site = Site::small();
    let run = site.trellis(&["build", "--now", "2026-11-28", "--timings"]);
    run.ends_with(0).says("Built ").says(" in all: ").says(" rendered, 0 remembered");
    for part in ["disk", "read", "link", "check", "plan", "render", "whole", "publish"] {
        run.says(&format!("%  {part} "));
    }
    let run = site.trellis(&["build", "--now", "2026-11-28", "--timings=json"]);
    run.ends_with(0).does_not_say("Nothing has changed");
    let told: serde_json::Value = serde_json::from_str(run.text.lines().next().unwrap()).unwrap();
    let parts: f64 = told["stages_ms"].as_object().unwrap().values().map(|time| time.as_f64().unwrap()).sum();
    assert!((parts - told["total_ms"].as_f64().unwrap()).abs() < 0.1, "the parts are the whole: {told}");
    assert!(told["pages"].as_u64() > Some(10) && told["files_written"] == 0, "nothing had changed: {told}");
}

#[test]
fn timings_are_told_of_a_refused_build_too() {
    let site = Site::small().write("content/roles/broken.md", "---\ntitle: Broken\nprofession: nobody\n---\n");
    site.trellis(&["build", "--timings"]).ends_with(1).says("nothing was published").says(" in all: ");
}

#[test]
fn a_second_build_says_again_what_is_wrong_with_pages() {
    let text = "\n![image of a line](../line.svg)\n";
    let site =
        Site::small().write("content/line.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"/>");
    let about = fs::read_to_string(site.path("content/pages/about.md")).unwrap();
    let site = site.write("content/pages/about.md", &(about + text));
    for _ in 0..2 {
        site.build().ends_with(0).says("warning[junk-alt]");
    }
}

#[test]
fn two_builds_are_the_same_byte_for_byte() {
    let (one, two) = (Site::small(), Site::small());
    one.build().ends_with(0);
    two.build().ends_with(0);
    assert!(one.published() == two.published());
}

#[test]
fn an_error_publishes_nothing_and_keeps_the_last_good_site() {
    let site = Site::small();
    site.build().ends_with(0);
    let before = site.published();
    let site = site.edit("content/roles/podiatry-assistant.md", "stage: support-worker", "stage: suport-worker");
    site.build()
        .ends_with(1)
        .says("error[unknown-reference]: no stage is called `suport-worker`")
        .says("content/roles/podiatry-assistant.md:6:8")
        .says("did you mean `support-worker` (content/framework/stages/support-worker.md)?")
        .says("1 error in content, so nothing was published")
        .says("The last good site is still in");
    assert!(before == site.published());
}

#[test]
fn all_problems_are_told_in_one_run_and_none_cascades() {
    let site = Site::small()
        .edit("content/roles/podiatrist.md", "hours: 37.5 hours a week\n", "")
        .edit("content/routes/volunteering.md", "money: no-fee", "money: nofee")
        .edit("content/partners/more.csv", "nhs-employer,north", "nhs-employr,north");
    let run = site.build();
    run.ends_with(1)
        .says("the field `hours` is missing")
        .says("`nofee`")
        .says("no partner kind is called `nhs-employr`");
    // Nine files refer to these three entries; none is reported for it.
    run.says("3 errors in content");
}

#[test]
fn a_deleted_partner_is_missed_by_every_file_and_line_that_names_it() {
    let site = Site::small().remove("content/partners/north-college.md");
    let site = site.edit("content/pages/about.md", "order: 1", "order: 1\nowner: Us");
    site.build()
        .ends_with(1)
        .says("no partner is called `north-college`")
        .says("content/case-studies/north-town.md:9:12")
        .says("1 error in content");
}

#[test]
fn what_is_left_out_is_said_with_its_reason() {
    let site = Site::small()
        .edit("content/guides/outside-in.md", "order: 1", "order: 1\ndraft: true")
        .edit("content/events/open-evening.md", "who_for: Families", "who_for: Families\nexpires: 2026-10-01")
        .edit("content/pages/about.md", "order: 1", "order: 1\npublish_from: 2027-01-01");
    let run = site.build();
    run.ends_with(0).says("3 pages not built: 1 draft, 1 to be published on 2027-01-01, 1 expired on 2026-10-01");
    run.says("warning[hidden-reference]: `outside-in` is not on the site: it is a draft");
    assert!(!site.published().contains_key("about.html"));
    site.trellis(&["build", "--now", "2026-11-23", "--drafts"]).ends_with(0).does_not_say("not built");
    assert!(site.published().contains_key("about.html"));
    site.trellis(&["build", "--now", "2027-01-01"]).ends_with(0).says("2 pages not built");
}

#[test]
fn dates_are_judged_by_the_day_in_england() {
    let site = Site::small().edit("content/pages/about.md", "order: 1", "order: 1\npublish_from: 2026-07-01");
    // 23:30 on 30 June in UTC is 00:30 on 1 July in England.
    let mut command = Command::cargo_bin("trellis").unwrap();
    let output = command
        .current_dir(site.folder.path())
        .arg("build")
        .env("SOURCE_DATE_EPOCH", "1782862200")
        .env("TZ", "America/New_York")
        .output()
        .unwrap();
    assert!(output.status.success());
    assert!(site.published().contains_key("about.html"));
}

#[test]
fn old_addresses_lead_to_new_ones() {
    let site = Site::small();
    site.build().ends_with(0);
    let page = String::from_utf8(site.published().remove("routes/foot-degree.html").unwrap()).unwrap();
    assert!(page.contains("href=\"podiatry-degree.html\""), "{page}");
    assert!(page.contains("https://careers.example.org/small/routes/podiatry-degree.html"), "{page}");
    assert!(page.contains("noindex"));
}

#[test]
fn what_cannot_run_says_what_to_do() {
    let empty = TempDir::new().unwrap();
    let mut command = Command::cargo_bin("trellis").unwrap();
    run(command.current_dir(empty.path()).arg("build")).ends_with(2).says("is no Trellis site").says("--site");
    let site = Site::small().write("public/mine.txt", "keep me");
    site.build().ends_with(2).says("will not publish into").says("help:");
    assert_eq!(fs::read_to_string(site.path("public/mine.txt")).unwrap(), "keep me");
    site.trellis(&["build", "--out", "content"]).ends_with(2).says("will not publish into");
    site.trellis(&["build", "--now", "23/11/2026"]).ends_with(2).says("such as 2026-03-14");
    site.trellis(&["bild"]).ends_with(2).says("build");
}

#[test]
fn a_finding_can_be_explained() {
    let site = Site::small();
    site.trellis(&["explain", "unknown-reference"]).ends_with(0).says("# ");
    site.trellis(&["explain"]).ends_with(0).says("broken-anchor");
    site.trellis(&["explain", "unknown-referense"]).ends_with(2).says("did you mean `unknown-reference`?");
}

#[test]
fn help_says_what_each_thing_is_for() {
    let site = Site::small();
    site.trellis(&["--help"]).ends_with(0).says("Turns Markdown into an accessible careers site").says("build");
    site.trellis(&["build", "--help"])
        .ends_with(0)
        .says("--out <DIR>")
        .says("--drafts")
        .says("--base-url <URL>")
        .says("the last good site stays as it is");
    site.trellis(&["--version"]).ends_with(0).says(env!("CARGO_PKG_VERSION"));
}

#[test]
fn it_may_be_started_from_anywhere() {
    let site = Site::small();
    let elsewhere = TempDir::new().unwrap();
    let mut command = Command::cargo_bin("trellis").unwrap();
    run(command.current_dir(elsewhere.path()).args(["build", "--site"]).arg(site.folder.path())).ends_with(0);
    assert!(site.path("public/index.html").exists());
}

#[test]
fn the_shipped_content_has_no_findings() {
    let mut command = Command::cargo_bin("trellis").unwrap();
    let command = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["check", "--format", "short"]);
    let output = command.args(["--now", "2026-11-29"]).output().unwrap();
    let found = String::from_utf8(output.stdout).unwrap();
    assert_eq!(found.lines().collect::<Vec<_>>(), Vec::<&str>::new());
    assert_eq!(output.status.code(), Some(0));
}
