//! What the desk says of a site in a Git repository, and what it commits: chosen files, and nothing else, ever.

mod names;
mod refused;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::acts::leads_to;
use crate::edit::{Fields, form, post, unescaped, with};
use crate::folder::copy;
use crate::served::{Reply, Served};

const CHANGES: &str = "/_trellis/changes";
const ROLE: &str = "content/roles/podiatrist.md";
const AUTHOR: [(&str, &str); 4] = [
    ("GIT_AUTHOR_NAME", "Kim"),
    ("GIT_AUTHOR_EMAIL", "kim@example.org"),
    ("GIT_COMMITTER_NAME", "Kim"),
    ("GIT_COMMITTER_EMAIL", "kim@example.org"),
];

/// Settings of whoever runs the tests must not count.
fn alone(command: &mut Command) -> &mut Command {
    for name in
        ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "EMAIL"].iter().chain(AUTHOR.iter().map(|(name, _)| name))
    {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1")
}

fn try_git(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new("git");
    alone(&mut command).current_dir(folder).args(words).envs(AUTHOR).output().expect("these tests need the program git")
}

#[track_caller]
fn git(folder: &Path, words: &[&str]) -> String {
    let output = try_git(folder, words);
    assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The small site in a folder of a repository with other things in it, committed once, and served.
fn served_with(arguments: &[&str], variables: &[(&str, &str)], prepare: impl FnOnce(&Path)) -> Served {
    let folder = TempDir::new().unwrap();
    let top = folder.path();
    fs::create_dir(top.join("careers")).unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), &top.join("careers"));
    fs::write(top.join("other.txt"), "of somebody else\n").unwrap();
    git(top, &["init", "-q", "-b", "main"]);
    git(top, &["add", "."]);
    git(top, &["commit", "-q", "-m", "As it was"]);
    prepare(top);
    let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
    alone(&mut command).current_dir(top).envs(variables.iter().copied());
    command.args(["serve", "--now", "2026-11-23", "--port", "0", "--site", "careers"]).args(arguments);
    Served::start(folder, command)
}

fn served(prepare: impl FnOnce(&Path)) -> Served {
    served_with(&[], &AUTHOR, prepare)
}

/// A file on the page: the field that takes it, what is said of it, and all that stands with it.
#[derive(Debug)]
struct Item {
    field: (String, String),
    what: String,
    html: String,
}

/// The files on the page by their paths.
fn items(page: &str) -> BTreeMap<String, Item> {
    let part = |html: &str, before: &str, after: &str| {
        let rest = html.split_once(before)?.1;
        Some(unescaped(rest.split_once(after)?.0))
    };
    let item = |html: &str| {
        let field = (part(html, "name=\"", "\"")?, part(html, "value=\"", "\"")?);
        let path = part(html, "<p class=\"path\">", "<").or_else(|| part(html, "> <span>", " <span class=\"tag"));
        let what = part(html, "<span class=\"tag", "</span>")?.split_once('>')?.1.to_string();
        Some((path?.trim().to_string(), Item { field, what, html: html.to_string() }))
    };
    page.split("<li>\n<label>").skip(1).filter_map(item).collect()
}

fn what(page: &str) -> BTreeMap<String, String> {
    items(page).into_iter().map(|(path, item)| (path, item.what)).collect()
}

/// The form with some files ticked and a message.
fn ticked(page: &str, paths: &[&str], message: &str) -> Fields {
    let items = items(page);
    let mut fields = with(&form(page), &[("message", message)]);
    fields.extend(paths.iter().map(|path| items.get(*path).unwrap_or_else(|| panic!("{path}: {page}")).field.clone()));
    fields
}

fn keep(site: &Served, paths: &[&str], message: &str) -> Reply {
    post(site, CHANGES, &ticked(&site.page(CHANGES), paths, message))
}

fn top(site: &Served) -> &Path {
    site.folder.path()
}

/// What the last commit changes: a letter and a path each.
fn last(site: &Served) -> BTreeSet<String> {
    let said = git(top(site), &["show", "--format=", "--name-status", "--no-renames", "-z", "HEAD"]);
    let words: Vec<&str> = said.split_terminator('\0').collect();
    words.chunks(2).map(|pair| pair.join(" ")).collect()
}

fn set<T: ToString>(of: &[T]) -> BTreeSet<String> {
    of.iter().map(T::to_string).collect()
}

#[track_caller]
fn is_kept(site: &Served, reply: &Reply) {
    let id = git(top(site), &["rev-parse", "--short", "HEAD"]);
    leads_to(reply, &format!("{CHANGES}?done={}", id.trim()));
}

#[test]
fn what_is_changed_is_told_by_title_and_only_what_is_chosen_goes_in() {
    let site = served(|top| {
        let at = |path: &str| top.join("careers").join(path);
        let role = fs::read_to_string(at(ROLE)).unwrap();
        fs::write(at(ROLE), role.replace("title: Podiatrist", "title: Foot <doctor>")).unwrap();
        fs::rename(at("content/routes/volunteering.md"), at("content/routes/helping.md")).unwrap();
        fs::remove_file(at("content/pages/about.md")).unwrap();
        fs::write(at("content/notes.txt"), "a <note>\n").unwrap();
        // Others are at work too: elsewhere, and in this folder.
        fs::write(top.join("other.txt"), "changed\n").unwrap();
        fs::write(top.join("staged.txt"), "staged\n").unwrap();
        fs::write(at("content/staged.txt"), "staged\n").unwrap();
        git(top, &["add", "staged.txt", "careers/content/staged.txt"]);
    });
    assert!(site.page("/_trellis/").contains(&format!("<a class=\"more\" href=\"{CHANGES}\">")));
    let page = site.page(CHANGES);
    let wanted = [
        (ROLE, "Changed"),
        ("content/routes/helping.md", "Renamed"),
        ("content/pages/about.md", "Deleted"),
        ("content/notes.txt", "New"),
        ("content/staged.txt", "New"),
    ];
    assert_eq!(what(&page), wanted.iter().map(|(path, what)| (path.to_string(), what.to_string())).collect());
    let items = items(&page);
    for (path, words) in [
        (ROLE, "Foot &lt;doctor&gt; <span class=\"kind\">role</span>"),
        (ROLE, "href=\"/_trellis/edit/roles/podiatrist\""),
        (ROLE, "<b>Before:</b> <del>title: Podiatrist</del>"),
        (ROLE, "<b>Now:</b> <ins>title: Foot &lt;doctor&gt;</ins>"),
        ("content/routes/helping.md", "It was <span class=\"path\">content/routes/volunteering.md"),
        ("content/pages/about.md", "About this site <span class=\"kind\">page</span>"),
        ("content/notes.txt", "<code>a &lt;note&gt;</code>"),
    ] {
        assert!(items[path].html.contains(words), "{words}: {}", items[path].html);
    }
    assert!(page.contains("“As it was” by Kim") && page.contains("<code>main</code>"));
    assert_eq!(page.matches(" checked>").count(), 5, "all are ticked at first");

    let before = git(top(&site), &["rev-parse", "HEAD"]);
    is_kept(&site, &keep(&site, &[ROLE, "content/routes/helping.md"], "New words\r\n\r\n# for feet"));
    let renamed = ["D careers/content/routes/volunteering.md", "A careers/content/routes/helping.md"];
    assert_eq!(last(&site), set(&[renamed[0], renamed[1], "M careers/content/roles/podiatrist.md"]));
    assert_eq!(git(top(&site), &["log", "-1", "--format=%B%an"]), "New words\n\n# for feet\nKim\n");
    assert_eq!(git(top(&site), &["rev-parse", "HEAD~"]), before);
    let staged = git(top(&site), &["diff", "--cached", "--name-only"]);
    assert_eq!(staged, "careers/content/staged.txt\nstaged.txt\n");
    let done = site.page(&format!("{CHANGES}?done={}", git(top(&site), &["rev-parse", "--short", "HEAD"]).trim()));
    assert!(done.contains("is kept</h2>") && !site.page(&format!("{CHANGES}?done=0000000")).contains("is kept"));

    let rest = ["content/pages/about.md", "content/notes.txt", "content/staged.txt"];
    is_kept(&site, &keep(&site, &rest, "The rest"));
    assert!(site.page(CHANGES).contains("<h2>Nothing has changed</h2>"));
    assert_eq!(git(top(&site), &["status", "--porcelain"]), " M other.txt\nA  staged.txt\n");
}

#[test]
fn a_site_in_no_repository_has_no_such_page() {
    let site = Served::small(&[]);
    assert!(!site.page("/_trellis/").contains(CHANGES));
    let reply = site.get(CHANGES);
    assert_eq!((reply.status, reply.text().contains("lies in no Git repository")), (404, true));
}

#[test]
fn the_first_page_asks_nobody() {
    let fake = TempDir::new().unwrap();
    let path = format!("{}:{}", fake.path().display(), std::env::var("PATH").unwrap());
    let site = served_with(&[], &[("PATH", &path)], |_| {
        let script = format!("#!/bin/sh\ntouch {}/asked\nexit 1\n", fake.path().display());
        fs::write(fake.path().join("git"), script).unwrap();
        executable(&fake.path().join("git"));
    });
    assert!(site.page("/_trellis/").contains(CHANGES));
    assert!(!fake.path().join("asked").exists());
    assert!(site.page(CHANGES).contains("Git cannot say what has changed") && fake.path().join("asked").exists());
}

fn executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn where_git_is_missing_or_does_not_trust_the_folder_it_is_said_what_to_do() {
    let site = served_with(&[], &[("PATH", "/nowhere")], |_| {});
    assert!(!site.page("/_trellis/").contains(CHANGES));
    assert!(site.page(CHANGES).contains("Get it from git-scm.com"));
    let site = served_with(&[], &[("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")], |_| {});
    let page = site.page(CHANGES);
    assert!(page.contains("<code class=\"typed\">git config --global --add safe.directory /"), "{page}");
}

#[test]
fn the_first_commit_of_all_can_be_made_here() {
    let site = served(|top| {
        fs::remove_dir_all(top.join(".git")).unwrap();
        git(top, &["init", "-q", "-b", "main"]);
    });
    let page = site.page(CHANGES);
    assert!(page.contains("None yet: this will be the first.") && what(&page).values().all(|what| what == "New"));
    is_kept(&site, &keep(&site, &["site.yaml", ROLE], "First"));
    assert_eq!(last(&site), set(&["A careers/site.yaml", "A careers/content/roles/podiatrist.md"]));
}

#[test]
fn what_trellis_makes_is_never_offered_and_nothing_is_ever_sent() {
    let far = TempDir::new().unwrap();
    git(far.path(), &["init", "-q", "--bare"]);
    let site = served(|top| {
        git(top, &["remote", "add", "origin", far.path().to_str().unwrap()]);
        git(top, &["push", "-q", "-u", "origin", "main"]);
        git(top, &["config", "push.default", "current"]);
        let out = top.join("careers/public");
        fs::create_dir_all(out.join("roles")).unwrap();
        fs::write(out.join("roles/index.html"), "made").unwrap();
    });
    let edit = "/_trellis/edit/roles/podiatrist";
    let saved = post(&site, edit, &with(&form(&site.page(edit)), &[("f.title", "Foot doctor")]));
    leads_to(&saved, &format!("{edit}?done=saved"));
    assert!(site.path("careers/.trellis-history").exists());
    let page = site.page(CHANGES);
    assert_eq!(items(&page).keys().collect::<Vec<_>>(), [ROLE]);
    assert!(page.contains("1 file that Trellis makes itself") && !page.contains("not been sent"), "{page}");
    is_kept(&site, &keep(&site, &[ROLE], "Sent by nobody"));
    assert!(site.page(CHANGES).contains("1 version of this computer has not been sent yet"));
    assert_eq!(git(far.path(), &["rev-list", "--count", "main"]), "1\n");
}

#[test]
fn to_look_runs_nothing_that_a_repository_names() {
    let site = served(|top| {
        let script = top.join(".git/run");
        fs::write(&script, format!("#!/bin/sh\necho \"$0 $*\" >> {}/.git/ran\nexit 0\n", top.display())).unwrap();
        executable(&script);
        let program = script.to_str().unwrap();
        for setting in [
            "core.fsmonitor",
            "diff.external",
            "diff.odd.textconv",
            "diff.odd.command",
            "core.pager",
            "core.editor",
            "gpg.program",
        ] {
            git(top, &["config", setting, program]);
        }
        git(top, &["config", "log.showSignature", "true"]);
        fs::write(top.join(".git/info/attributes"), "*.md diff=odd\n").unwrap();
        for hook in ["post-index-change", "fsmonitor-watchman", "pre-auto-gc", "reference-transaction"] {
            fs::create_dir_all(top.join(".git/hooks")).unwrap();
            fs::copy(&script, top.join(".git/hooks").join(hook)).unwrap();
        }
        fs::write(top.join("careers").join(ROLE), "---\ntitle: x\n---\n").unwrap();
        fs::write(top.join("careers/content/new.md"), "x").unwrap();
        let _ = fs::remove_file(top.join(".git/ran"));
    });
    assert_eq!(items(&site.page(CHANGES)).len(), 2);
    let ran = fs::read_to_string(site.path(".git/ran")).unwrap_or_default();
    assert_eq!(ran, "");
}

#[test]
fn errors_are_told_before_a_version_is_kept_and_hold_nothing_back() {
    let site = served(|_| {});
    site.edit(&format!("careers/{ROLE}"), "professions: [podiatry]", "professions: [podiatri]");
    site.until("the desk says so", |site| {
        site.page(CHANGES).contains("The site cannot be published as it is:</b> 1 error")
    });
    assert!(items(&site.page(CHANGES))[ROLE].html.contains("<span class=\"tag error\">1 error</span>"));
    is_kept(&site, &keep(&site, &[ROLE], "In the middle of it"));
}

#[test]
fn a_new_site_tells_git_to_leave_alone_what_trellis_makes() {
    let folder = TempDir::new().unwrap();
    let run = |words: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_trellis")).current_dir(folder.path()).args(words).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["new", "site"]);
    run(&["build", "--site", "site"]);
    let site = folder.path().join("site");
    git(&site, &["init", "-q"]);
    let unknown = git(&site, &["status", "--porcelain", "-uall"]);
    assert!(site.join("public/index.html").exists() && unknown.contains("?? site.yaml"));
    let made: Vec<&str> = unknown.lines().filter(|line| line.contains("public") || line.contains(".trellis")).collect();
    assert!(made.is_empty(), "{made:?}");
}

#[test]
fn a_folder_that_git_is_to_leave_alone_is_said_to_be_so() {
    let site = served(|top| {
        git(top, &["rm", "-r", "-q", "--cached", "careers"]);
        fs::write(top.join(".gitignore"), "/careers/\n").unwrap();
        git(top, &["add", ".gitignore"]);
        git(top, &["commit", "-q", "-m", "Without"]);
    });
    assert!(site.page(CHANGES).contains("<h2>Git leaves this folder alone</h2>"));
}

#[test]
fn of_very_many_files_the_rest_goes_in_together_or_not_at_all() {
    let site = served(|top| {
        let folder = top.join("careers/content/many");
        fs::create_dir(&folder).unwrap();
        (0..503).for_each(|number| fs::write(folder.join(format!("{number:03}.txt")), number.to_string()).unwrap());
    });
    let page = site.page(CHANGES);
    assert!(page.contains("503 files changed") && page.contains("3 more files that are not shown"), "{page}");
    assert!(page.contains("Only the first 100 files are compared here."));
    let (_, mark) = page.split_once("name=\"take.rest\" value=\"").unwrap();
    let one = &["content/many/000.txt"][..];
    let fields = with(&ticked(&page, one, "Some"), &[("take.rest", mark.split_once('"').unwrap().0)]);
    is_kept(&site, &post(&site, CHANGES, &fields));
    let wanted = ["000", "500", "501", "502"].map(|number| format!("A careers/content/many/{number}.txt"));
    assert_eq!(last(&site), set(&wanted));
    let page = site.page(CHANGES);
    assert!(page.contains("499 files changed") && !page.contains("take.rest"));
}
