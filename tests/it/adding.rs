//! Commands that start a site and let it grow: what they write, what they refuse, and that publishing goes on.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;
use trellis::entry::Kind;

/// A folder of its own, and commands run in it on one day.
struct Desk {
    folder: TempDir,
    site: PathBuf,
}

struct Run {
    code: i32,
    out: String,
    said: String,
}

impl Desk {
    fn empty() -> Desk {
        let folder = TempDir::new().unwrap();
        let site = folder.path().to_path_buf();
        Desk { folder, site }
    }

    /// A desk with the site that `trellis new` makes.
    fn new_site() -> Desk {
        let mut desk = Desk::empty();
        let run = desk.trellis(&["new", "careers"]);
        assert_eq!((run.code, run.said.as_str()), (0, ""));
        desk.site = desk.folder.path().join("careers");
        desk
    }

    fn trellis(&self, arguments: &[&str]) -> Run {
        // 2026-11-23
        let mut command = Command::cargo_bin("trellis").unwrap();
        command.current_dir(&self.site).args(arguments).env("SOURCE_DATE_EPOCH", "1795392000").env("NO_COLOR", "1");
        let output = command.output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            said: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    fn refuses(&self, arguments: &[&str], words: &[&str]) {
        let run = self.trellis(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.said);
        for word in words {
            assert!(run.said.contains(word), "does not say {word:?}: {}", run.said);
        }
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.site.join(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.site.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn is_there(&self, path: &str) -> bool {
        self.site.join(path).exists()
    }
}

#[test]
fn a_new_site_builds_without_a_finding_and_calls_everything_an_example() {
    let desk = Desk::empty();
    let run = desk.trellis(&["new", "our careers"]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(run.out.contains("  cd \"our careers\"\n  trellis "), "{}", run.out);
    let run = desk.trellis(&["check", "--site", "our careers"]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(run.said.ends_with(": nothing to mend\n"), "{}", run.said);
    let site = desk.folder.path().join("our careers");
    for item in walkdir::WalkDir::new(site.join("content")).into_iter().map(Result::unwrap) {
        if item.file_type().is_file() {
            let text = fs::read_to_string(item.path()).unwrap();
            assert!(
                text.to_lowercase().contains("an example of"),
                "{} is not called an example",
                item.path().display()
            );
            assert!(text.contains("reviewed: 2026-11-23") && !text.contains("TODAY"), "{text}");
        }
    }
    let run = desk.trellis(&["build", "--site", "our careers"]);
    assert!(run.code == 0 && site.join("public/roles/example-role.html").exists(), "{}", run.said);
}

#[test]
fn a_new_site_takes_nobodys_place() {
    let desk = Desk::empty();
    desk.write("notes/plan.txt", "mine");
    desk.refuses(&["new", "notes"], &["plan.txt", "name a new or an empty folder", "trellis add"]);
    desk.refuses(&["new", "notes/plan.txt"], &["is a file"]);
    assert_eq!(fs::read_dir(desk.site.join("notes")).unwrap().count(), 1);
    fs::create_dir_all(desk.site.join("empty")).unwrap();
    desk.write("repository/.git/HEAD", "ref: refs/heads/main");
    for folder in ["empty", "repository", "deep/down"] {
        assert_eq!(desk.trellis(&["new", folder]).code, 0, "{folder}");
        assert!(desk.is_there(&format!("{folder}/site.yaml")), "{folder}");
    }
}

#[test]
fn every_kind_can_be_added_and_the_site_is_published_all_the_while() {
    let desk = Desk::new_site();
    for kind in Kind::ALL {
        let word = &kind.words()[0];
        // No two pages of a site may have one title.
        let run = desk.trellis(&["add", word, &format!("One more {word}: of \"these\"")]);
        assert_eq!(run.code, 0, "{word}: {}", run.said);
        let path = run.out.trim_end();
        assert!(path.starts_with(&format!("content/{}", kind.folder())) && desk.is_there(path), "{path}");
        assert!(run.said.contains("summary") && run.said.contains("draft: true"), "{}", run.said);
        let run = desk.trellis(&["build"]);
        assert_eq!((run.code, run.said.as_str()), (0, ""), "{word}");
    }
    let run = desk.trellis(&["build"]);
    assert!(run.out.contains(&format!("{} pages not built: {0} drafts", Kind::ALL.len())), "{}", run.out);
    assert!(!desk.is_there("public/roles/one-more-role-of-these.html"));
    let run = desk.trellis(&["build", "--drafts"]);
    assert!(run.code == 0 && desk.is_there("public/roles/one-more-role-of-these.html"), "{}", run.said);
}

#[test]
fn a_kind_goes_by_the_words_that_people_use() {
    let desk = Desk::new_site();
    for word in ["role", "Roles", "case study", "case-studies", "stages", "framework/stages", "pay", "wage", "glossary"]
    {
        let run = desk.trellis(&["add", word, &format!("By the word {word}")]);
        assert_eq!(run.code, 0, "{word}: {}", run.said);
    }
    desk.refuses(&["add", "rolle", "X"], &["'role'"]);
}

#[test]
fn what_is_there_is_never_written_over() {
    let desk = Desk::new_site();
    let before = desk.read("content/roles/example-role.md");
    desk.refuses(&["add", "role", "Example role"], &["content/roles/example-role.md", "--id"]);
    assert_eq!(desk.read("content/roles/example-role.md"), before);
    desk.write("content/roles/example-role.md", &before.replace("stay:", "former_ids: [old-role]\nstay:"));
    desk.refuses(&["add", "role", "Old role"], &["was the name of content/roles/example-role.md"]);
    desk.refuses(&["add", "pay-band", "Example band"], &["content/data/pay.yaml"]);
    // A file that no entry could be read from still bears its name.
    desk.write("content/roles/broken.md", "no fields here");
    desk.refuses(&["add", "role", "Broken"], &["content/roles/broken.md"]);
    assert_eq!(desk.trellis(&["add", "role", "Old role", "--id", "new-role"]).out, "content/roles/new-role.md\n");
}

#[test]
fn names_that_cannot_be_addresses_are_refused() {
    let desk = Desk::new_site();
    for title in ["", "?!", "con", "Readme"] {
        desk.refuses(&["add", "page", title], &["--id"]);
    }
    desk.refuses(&["add", "page", "Fine", "--id", "../up"], &["`../up` cannot be a name"]);
    assert_eq!(fs::read_dir(desk.site.join("content/pages")).unwrap().count(), 2);
}

#[test]
fn a_page_that_must_name_another_waits_for_it() {
    let desk = Desk::empty();
    desk.write("site.yaml", "title: Bare\ndescription: A bare site.\n");
    desk.refuses(&["add", "role", "First"], &["a role must name a stage", "trellis add stage \"TITLE\""]);
    for (kind, title) in [("stage", "First stage"), ("pay-band", "Band 1"), ("role", "First")] {
        let run = desk.trellis(&["add", kind, title]);
        assert_eq!(run.code, 0, "{}", run.said);
    }
    let run = desk.trellis(&["build"]);
    assert!(run.code == 2 && run.said.contains("all 3 entries of"), "{}", run.said);
}

#[test]
fn what_is_not_filled_in_is_not_published() {
    let desk = Desk::new_site();
    desk.trellis(&["add", "page", "Help"]);
    desk.trellis(&["add", "wage", "Apprentices"]);
    for path in ["content/pages/help.md", "content/data/wages.yaml"] {
        let text = desk.read(path).replace("draft: true\n", "\n");
        desk.write(path, &text);
    }
    let run = desk.trellis(&["build"]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.said.contains("error[unfinished]") && run.said.contains("content/pages/help.md:7:10"), "{}", run.said);
    assert!(run.said.contains("content/data/wages.yaml:7:14") && run.said.contains("5 times more"), "{}", run.said);
    // The second row is a draft still, and its marks are nobody's business.
    desk.trellis(&["add", "wage", "Adults"]);
    for path in ["content/pages/help.md", "content/data/wages.yaml"] {
        let text = desk.read(path);
        let (first, rest) = text.split_at(text.find("  - id: adults").unwrap_or(text.len()));
        let done = |line: &str| line.split("  # ").next().unwrap().replace(": FILL IN", ": Done") + "\n";
        desk.write(path, &(first.lines().map(done).collect::<String>() + rest));
    }
    let run = desk.trellis(&["build"]);
    assert_eq!(run.code, 0, "{}", run.said);
}

#[test]
fn shells_and_manuals_know_every_command() {
    let desk = Desk::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = desk.trellis(&["completions", shell]);
        assert!(run.code == 0 && run.out.contains("schema"), "{shell}");
        // The scripts of the other shells complete no values of this form.
        assert!(!["bash", "zsh"].contains(&shell) || run.out.contains("starting-point"), "{shell}");
    }
    desk.refuses(&["completions", "tcsh"], &["zsh"]);
    let run = desk.trellis(&["man"]);
    assert!(run.code == 0 && run.out.contains(".TH trellis 1") && run.out.contains("trellis\\-add(1)"), "{}", run.out);
    assert_eq!(desk.trellis(&["man", "man1"]).code, 0);
    let main = desk.read("man1/trellis.1");
    for item in fs::read_dir(desk.site.join("man1")).unwrap() {
        let name = item.unwrap().file_name().into_string().unwrap();
        let page = name.strip_suffix(".1").unwrap();
        // A command inside another is named on the page of that.
        let above = page.rsplit_once('-').map(|(above, _)| format!("man1/{above}.1"));
        let above = above
            .filter(|above| desk.site.join(above).exists())
            .map_or_else(|| main.clone(), |above| desk.read(&above));
        assert!(page == "trellis" || above.contains(&page.replace('-', "\\-")), "{name}");
        assert!(desk.read(&format!("man1/{name}")).contains(&format!(".TH {page} 1")), "{name}");
    }
    assert!(Path::new(&desk.site).join("man1/trellis-check.1").exists());
}
