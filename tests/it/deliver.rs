//! `trellis publish`: a folder with releases, and another computer by `rsync`, and one file to take along.

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::small::Small;

/// Every file below a folder but those with hidden names.
fn shown(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).follow_root_links(true).into_iter();
    let files = files.filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_str().unwrap().starts_with('.'));
    let files = files.map(Result::unwrap).filter(|file| file.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_string();
    files.map(|file| (name(file.path()), fs::read(file.path()).unwrap())).collect()
}

fn built() -> Small {
    let site = Small::new();
    site.run("build").ends(0);
    site
}

/// The same site after a change of one word, built.
fn edited(site: Small) -> Small {
    let site = site.edit("content/pages/about.md", "title: ", "title: New ");
    site.run("build").ends(0);
    site
}

/// The same site with another colour, and so with a style of another name, built; and built into a new folder, `fresh`.
fn recoloured(site: Small) -> Small {
    let site = site.edit("site.yaml", "title:", "brand:\n  colours:\n    light:\n      accent: '#7a1f5c'\ntitle:");
    site.run("build").ends(0);
    site.run("build --out fresh").ends(0);
    site
}

/// The style that the home page of a site names.
fn style(folder: &Path) -> String {
    let home = fs::read_to_string(folder.join("index.html")).unwrap();
    let (_, after) = home.split_once("rel=\"stylesheet\" href=\"").unwrap();
    after.split('"').next().unwrap().to_string()
}

mod archives {
    use std::io::Read;

    use super::*;

    /// What is in an archive, by path.
    fn packed(path: &Path) -> BTreeMap<String, Vec<u8>> {
        let mut zip = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
        let mut files = BTreeMap::new();
        for number in 0..zip.len() {
            let mut entry = zip.by_index(number).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            assert!(files.insert(entry.name().unwrap().into_owned(), bytes).is_none(), "no path is there twice");
        }
        files
    }

    #[test]
    fn one_file_holds_the_site_and_says_first_what_to_do_with_it() {
        let site = built();
        site.run("publish --to school/Careers.zip --dry-run").ends(0).answers("Would publish");
        assert!(!site.path("school").exists());
        site.run("publish --to school/Careers.zip").ends(0).answers("Published");
        let mut files = packed(&site.path("school/Careers.zip"));
        let page = String::from_utf8(files.remove("unpack-me-first.html").unwrap()).unwrap();
        assert!(page.contains("Careers.zip") && page.contains("<html lang=\"en"), "{page}");
        let led_to: Vec<&str> = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(led_to, ["unpacked.css", "careers/index.html"], "both are in the archive");
        assert!(files.remove("unpacked.css").is_some());
        let inside = files.into_iter().map(|(path, bytes)| (path.strip_prefix("careers/").unwrap().to_string(), bytes));
        let inside: BTreeMap<_, _> = inside.filter(|(path, _)| !path.starts_with('.')).collect();
        assert_eq!(inside, shown(&site.path("public")));
        assert_eq!(fs::read_dir(site.path("school")).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn the_same_site_makes_the_same_file_and_a_change_is_told() {
        let site = built();
        site.run("publish --to a.zip").ends(0);
        site.run("publish --to a.zip").ends(0).answers("Nothing has changed");
        let first = fs::read(site.path("a.zip")).unwrap();
        fs::remove_file(site.path("a.zip")).unwrap();
        site.run("publish --to a.zip").ends(0);
        assert!(fs::read(site.path("a.zip")).unwrap() == first);
        let site = edited(site);
        site.run("publish --to a.zip --dry-run").ends(0).answers("changed about.html");
        assert!(fs::read(site.path("a.zip")).unwrap() == first);
        site.run("publish --to a.zip").ends(0);
        assert!(packed(&site.path("a.zip"))["a/about.html"] == fs::read(site.path("public/about.html")).unwrap());
    }

    #[test]
    fn what_somebody_else_has_made_is_left_as_it_is() {
        let site = built().write("notes.zip", "these are notes");
        site.run("publish --to notes.zip").ends(2).says("no archive that Trellis has made");
        assert_eq!(site.read("notes.zip"), "these are notes");
    }

    #[test]
    fn a_path_that_some_system_cannot_unpack_is_told() {
        let path = format!("{}/plan.txt", ["far-away-from-home"; 10].join("/"));
        let site = Small::new().write(&format!("content/{path}"), "Some words.");
        let settings = format!("title: Careers\ndescription: Careers.\npublish: [{path}]\n");
        let site = site.write("site.yaml", &settings);
        site.run("build").ends(0);
        site.run("publish --to a.zip").ends(2).says("plan.txt").says("180 characters").says("help:");
        assert!(!site.path("a.zip").exists());
    }
}

#[cfg(unix)]
mod releases {
    use super::*;

    fn kept(site: &Small) -> usize {
        fs::read_dir(site.path("live/releases")).unwrap().count()
    }

    #[test]
    fn a_release_stands_whole_before_the_link_is_switched_to_it() {
        let site = built();
        site.run("publish --to live --dry-run")
            .ends(0)
            .answers("new     roles/podiatrist.html")
            .answers("Would publish");
        assert!(!site.path("live").exists());
        site.run("publish --to live").ends(0).answers("Published");
        assert_eq!(shown(&site.path("live/current")), shown(&site.path("public")));
        let first = fs::read_link(site.path("live/current")).unwrap();
        site.run("publish --to live").ends(0).answers("Nothing has changed");
        let site = edited(site);
        let run = site.run("publish --to live --dry-run");
        run.ends(0).answers("changed about.html");
        let order: Vec<&str> = run.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
        let rank =
            |word: &&str| ["file", "new", "changed", "list", "remove", "Would"].iter().position(|one| one == word);
        assert!(order.is_sorted_by_key(rank), "{}", run.out);
        site.run("publish --to live").ends(0);
        assert_eq!(shown(&site.path("live/current")), shown(&site.path("public")));
        assert!(
            site.path("live").join(first).join("index.html").exists(),
            "a page on its way finds the release before"
        );
        let site = edited(site);
        site.run("publish --to live").ends(0);
        assert_eq!(kept(&site), 2, "older ones go");
    }

    #[test]
    fn a_page_on_its_way_finds_its_style_in_the_release_after_and_not_in_the_next() {
        let site = built();
        site.run("publish --to live").ends(0);
        let old = style(&site.path("public"));
        let site = recoloured(site);
        let run = site.run("publish --to live --dry-run");
        run.ends(0).answers(&format!("file    {}", style(&site.path("public"))));
        assert!(!run.out.contains("\nremove "), "{}", run.out);
        site.run("publish --to live").ends(0);
        let there = shown(&site.path("live/current"));
        assert!(there.contains_key(&old) && there.len() == shown(&site.path("fresh")).len() + 1);
        site.run("publish --to live").ends(0).answers("Nothing has changed");
        let site = edited(site);
        site.run("publish --to live --dry-run").ends(0).answers(&format!("remove  {old}"));
        site.run("publish --to live").ends(0);
        site.run("build --out fresh").ends(0);
        assert_eq!(shown(&site.path("live/current")), shown(&site.path("fresh")));
    }

    #[test]
    fn what_somebody_altered_there_is_mended_and_what_was_half_copied_is_begun_anew() {
        let site = built();
        site.run("publish --to live").ends(0);
        let site = site.write("live/current/about.html", "altered").write("live/releases/half/about.html", "half");
        site.run("publish --to live").ends(0).answers("Published 1 file");
        assert_eq!(shown(&site.path("live/current")), shown(&site.path("public")));
        assert_eq!(kept(&site), 1);
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let site = Small::new();
        site.run("publish --to live").ends(2).says("no build has been completed there").says("trellis build");
        site.run("build").ends(0);
        site.run("publish --to public/live").ends(2).says("will not publish into");
        site.run("publish --to gs://bucket").ends(2).says("no way that this Trellis knows");
        let site = site.write("other/current/index.html", "mine");
        site.run("publish --to other").ends(2).says("it is no link to a release");
        site.run("publish --to live").ends(0);
        let before = shown(&site.path("live/current"));
        fs::remove_dir_all(site.path("content/roles")).unwrap();
        fs::remove_dir_all(site.path("content/routes")).unwrap();
        let site = site.write("public/about.html", "altered");
        let site = edited_elsewhere(site);
        assert_eq!(shown(&site.path("live/current")), before, "what stands online stays");
    }

    /// A far smaller site in another folder is refused until it is said to be meant; a file altered since is told.
    fn edited_elsewhere(site: Small) -> Small {
        site.run("publish --to live").ends(0).answers("Nothing has changed");
        let small = Small::new();
        for folder in
            ["roles", "routes", "pathways", "professions", "programmes", "case-studies", "interventions", "events"]
        {
            fs::remove_dir_all(small.path("content").join(folder)).unwrap();
        }
        for folder in ["guides", "partners", "partner-kinds", "starting-points", "framework", "assessments", "data"] {
            fs::remove_dir_all(small.path("content").join(folder)).unwrap();
        }
        fs::write(small.path("content/pages/about.md"), PAGE).unwrap();
        fs::write(small.path("content/pages/home.md"), PAGE.replace("title: Help", "title: Start")).unwrap();
        small.run("build").ends(0);
        let live = site.path("live");
        small.run(&format!("publish --to {}", live.display())).ends(2).says("--allow-removals");
        site
    }

    const PAGE: &str =
        "---\ntitle: Help\nsummary: Where to find help.\nreviewed: 2026-11-01\n---\n\nHelp is near to all of you.\n";
}

/// An `rsync` server of this computer with one module, `site`; it ends with the test.
struct Daemon {
    running: Child,
    port: u16,
    folder: PathBuf,
}

impl Daemon {
    /// None where `rsync` is not installed; a build server must have it.
    fn start(site: &Small) -> Option<Daemon> {
        if Command::new("rsync").arg("--version").stdout(Stdio::null()).status().is_err() {
            assert!(std::env::var_os("CI").is_none(), "rsync is not installed: on Debian run 'apt-get install rsync'");
            return None;
        }
        let folder = site.path("far");
        fs::create_dir_all(folder.join("site")).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = format!(
            "use chroot = no\nsocket options = TCP_NODELAY\nlog file = {0}/log\ntransfer logging = yes\nlog format = %o %f\n[site]\npath = {0}/site\nread only = no\n{1}",
            folder.display(),
            if is_root() { "uid = root\ngid = root\n" } else { "" },
        );
        fs::write(folder.join("rsyncd.conf"), settings).unwrap();
        let mut command = Command::new("rsync");
        command.args(["--daemon", "--no-detach", "--address=127.0.0.1", &format!("--port={port}")]);
        let running = command.arg(format!("--config={}/rsyncd.conf", folder.display())).spawn().unwrap();
        let daemon = Daemon { running, port, folder };
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            std::thread::yield_now();
        }
        Some(daemon)
    }

    fn target(&self) -> String {
        format!("rsync://127.0.0.1:{}/site/careers", self.port)
    }

    /// Files that were sent there since the last time it was asked, without the list and the ticket.
    fn sent(&self) -> Vec<String> {
        let log = fs::read_to_string(self.folder.join("log")).unwrap();
        fs::write(self.folder.join("log"), "").unwrap();
        let names = log.lines().filter_map(|line| line.split_once(" recv ").map(|(_, name)| name.to_string()));
        names.filter(|name| !name.contains(".trellis-publish")).collect()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.running.kill();
        let _ = self.running.wait();
    }
}

fn is_root() -> bool {
    let answer = Command::new("id").arg("-u").output();
    answer.is_ok_and(|answer| answer.stdout.trim_ascii() == b"0")
}

#[test]
fn a_page_on_its_way_from_another_computer_finds_its_style_for_one_publish() {
    let site = built();
    let Some(daemon) = Daemon::start(&site) else { return };
    let to = format!("publish --to {}", daemon.target());
    site.run(&to).ends(0);
    let (old, there) = (style(&site.path("public")), daemon.folder.join("site/careers"));
    let site = recoloured(site);
    let run = site.run(&format!("{to} --dry-run"));
    assert!(!run.out.contains("\nremove "), "{}", run.out);
    site.run(&to).ends(0);
    assert!(there.join(&old).exists() && there.join(style(&site.path("public"))).exists());
    site.run(&to).ends(0).answers("Nothing has changed");
    let site = edited(site);
    site.run(&to).ends(0);
    site.run("build --out fresh").ends(0);
    assert_eq!(shown(&there), shown(&site.path("fresh")));
}

#[test]
fn another_computer_gets_what_changed_and_loses_what_trellis_sent_and_no_more() {
    let site = built();
    let Some(daemon) = Daemon::start(&site) else { return };
    let to = format!("publish --to {}", daemon.target());
    site.run(&format!("{to} --dry-run")).ends(0).answers("Would publish");
    assert!(!daemon.folder.join("site/careers/index.html").exists());
    site.run(&to).ends(0).answers("Published");
    let there = daemon.folder.join("site/careers");
    assert_eq!(shown(&there), shown(&site.path("public")));
    assert_eq!(daemon.sent().len(), shown(&there).len());
    fs::write(there.join("notes.txt"), "mine").unwrap();
    site.run(&to).ends(0).answers("Nothing has changed");
    // A fresh copy on another computer, with other times.
    fs::remove_dir_all(site.path("public")).unwrap();
    let site = site.edit("content/pages/about.md", "---\n\n", "---\n\nWelcome. ");
    site.run("build").ends(0);
    site.run(&to).ends(0);
    let sent = daemon.sent();
    assert!(sent.iter().any(|name| name.ends_with("about.html")) && sent.len() <= 5, "{sent:?}");
    let site = site.edit("content/events/open-evening.md", "---\n", "---\ndraft: true\n");
    site.run("build").ends(0);
    site.run(&to).ends(0);
    assert!(!there.join("events/open-evening.html").exists());
    assert_eq!(fs::read_to_string(there.join("notes.txt")).unwrap(), "mine");
    fs::remove_file(there.join("notes.txt")).unwrap();
    assert_eq!(shown(&there), shown(&site.path("public")));
}

/// An `rsync` that does something else when it is started for the so-many-th time.
#[cfg(unix)]
struct Wrapped<'s> {
    site: &'s Small,
    daemon: &'s Daemon,
}

#[cfg(unix)]
impl Wrapped<'_> {
    /// Makes it in the folder of a site.
    fn write(site: Small) -> Small {
        use std::os::unix::fs::PermissionsExt;
        let text = "#!/bin/sh\nn=$(($(cat \"$COUNT\") - 1)); echo $n > \"$COUNT\"\n[ $n -ne 0 ] || case $HOW in\n\
                    cut) echo 'the line is cut' >&2; exit 12 ;;\n\
                    before) kill -9 $PPID; exit 1 ;;\n\
                    after) PATH=$REST rsync \"$@\"; kill -9 $PPID; exit 1 ;;\n\
                    amid) case \"$*\" in *--files-from*) head -z -n 3 | PATH=$REST rsync \"$@\" ;; esac; kill -9 $PPID; exit 1 ;;\n\
                    wait) echo here > at; read go < go ;;\nesac\nPATH=$REST exec rsync \"$@\"\n";
        let site = site.write("bin/rsync", text);
        fs::set_permissions(site.path("bin/rsync"), fs::Permissions::from_mode(0o755)).unwrap();
        site
    }

    /// Starts a publish in which the so-many-th `rsync` goes so.
    fn start(&self, how: &str, number: usize, out: &str) -> Child {
        fs::write(self.site.path("count"), format!("{number}\n")).unwrap();
        let rest = std::env::var("PATH").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
        command.current_dir(self.site.path("")).args(["publish", "--out", out, "--to", &self.daemon.target()]);
        command.env("REST", &rest).env("COUNT", self.site.path("count")).env("HOW", how);
        command.env("PATH", format!("{}:{rest}", self.site.path("bin").display()));
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    }
}

/// How often `rsync` is started by a publish that brings or takes a page.
#[cfg(unix)]
const STARTS: usize = 10;

#[cfg(unix)]
#[test]
fn stopped_at_any_step_the_same_again_ends_right() {
    let site = Wrapped::write(built());
    let Some(daemon) = Daemon::start(&site) else { return };
    let there = daemon.folder.join("site/careers");
    let mut site = site;
    for step in 1..=STARTS + 1 {
        site = if step % 2 == 0 {
            site.edit("content/events/open-evening.md", "draft: true\n", "")
        } else {
            site.edit("content/events/open-evening.md", "---\n", "---\ndraft: true\n")
        };
        site.run("build").ends(0);
        let cut = Wrapped { site: &site, daemon: &daemon }.start("cut", step, "public").wait_with_output().unwrap();
        let said = String::from_utf8(cut.stderr).unwrap();
        assert_eq!(cut.status.success(), step > STARTS, "step {step}: {said}");
        assert!(step > STARTS || said.contains("the line is cut") && said.contains("publish again"), "{said}");
        if cfg!(not(target_os = "linux")) {
            tickets(&there).iter().for_each(|path| fs::remove_file(path).unwrap());
        }
        site.run(&format!("publish --to {}", daemon.target())).ends(0);
        assert_eq!(shown(&there), shown(&site.path("public")), "cut at step {step}");
        assert_eq!(tickets(&there), Vec::<PathBuf>::new());
    }
}

/// What says there who is publishing.
#[cfg(unix)]
fn tickets(there: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(there).unwrap().map(|file| file.unwrap().path());
    all.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(".trellis-publishing-")).collect()
}

/// Six kills in every run, as many as `TRELLIS_KILLS` says in `tests/run long`.
#[cfg(target_os = "linux")]
#[test]
fn killed_at_any_moment_the_next_publish_by_rsync_ends_right() {
    let kills: usize = std::env::var("TRELLIS_KILLS").map_or(6, |kills| kills.parse().unwrap());
    let site = Wrapped::write(built());
    site.run("build --out one").ends(0);
    let site = recoloured(site).edit("content/events/open-evening.md", "---\n", "---\ndraft: true\n");
    site.run("build --out two").ends(0);
    let Some(daemon) = Daemon::start(&site) else { return };
    let there = daemon.folder.join("site/careers");
    let mut dice = crate::dice::Dice(2026);
    for kill in 0..kills {
        let (out, next) = (["one", "two"][dice.roll(2)], ["one", "two"][dice.roll(2)]);
        let (how, number) = (["before", "after", "amid"][dice.roll(3)], 1 + dice.roll(STARTS + 1));
        Wrapped { site: &site, daemon: &daemon }.start(how, number, out).wait_with_output().unwrap();
        let at = format!("kill {kill}: {how} step {number} of {out}, then {next}");
        let run = site.run(&format!("publish --out {next} --to {}", daemon.target()));
        run.ends(0);
        // A style of the other edition may stay for one publish.
        let wanted = shown(&site.path(next));
        let mut found = shown(&there);
        found.retain(|path, _| wanted.contains_key(path) || !path.starts_with("assets/"));
        assert!(found == wanted, "{at}");
        // Where nothing is to be done, nobody's ticket is in the way.
        assert!(run.out.contains("Nothing has changed") || tickets(&there).is_empty(), "{at}");
    }
}

#[cfg(unix)]
#[test]
fn of_two_publishes_to_another_computer_the_second_is_told_to_wait() {
    let site = Wrapped::write(built());
    let Some(daemon) = Daemon::start(&site) else { return };
    let (there, to) = (daemon.folder.join("site/careers"), format!("publish --to {}", daemon.target()));
    site.run("publish --to live").ends(0);
    for pipe in ["at", "go"] {
        assert!(Command::new("mkfifo").arg(site.path(pipe)).status().unwrap().success());
    }
    // The list, the ticket, who else has one, the list again, and what is to be changed: then the first files.
    let first = Wrapped { site: &site, daemon: &daemon }.start("wait", 6, "public");
    assert_eq!(fs::read_to_string(site.path("at")).unwrap(), "here\n");
    let [ticket] = &tickets(&there)[..] else { panic!("one has a ticket") };
    let second = Small::new().edit("site.yaml", "title: Small", "title: Other");
    second.run("build").ends(0);
    let run = second.run(&to);
    run.ends(2).says("is publishing to rsync://127.0.0.1").says("just now").says("help: wait");
    assert_eq!(tickets(&there), std::slice::from_ref(ticket), "the second gives way");
    fs::write(site.path("go"), "go\n").unwrap();
    assert!(first.wait_with_output().unwrap().status.success());
    assert_eq!(shown(&there), shown(&site.path("public")));
    assert_eq!(tickets(&there), Vec::<PathBuf>::new());
    second.run(&to).ends(0);
    assert_eq!(shown(&there), shown(&second.path("public")));
}

#[cfg(unix)]
#[test]
fn a_ticket_without_a_sign_of_life_is_taken_away_after_two_minutes() {
    let site = built();
    let Some(daemon) = Daemon::start(&site) else { return };
    let (there, to) = (daemon.folder.join("site/careers"), format!("publish --to {}", daemon.target()));
    site.run(&to).ends(0);
    let site = edited(site);
    // It sorts before every other, so nobody waits for it to give way.
    let other = there.join(".trellis-publishing-0");
    let text = "{\"token\":\"0\",\"by\":\"a job elsewhere\",\"since\":\"2026-11-23T12:00:00Z\",\"seconds\":120,\"process\":null}";
    let aged = |seconds| {
        fs::write(&other, text).unwrap();
        let file = fs::File::options().append(true).open(&other).unwrap();
        file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(seconds)).unwrap();
    };
    aged(60);
    site.run(&to).ends(2).says("a job elsewhere is publishing");
    assert!(other.exists());
    aged(200);
    site.run(&to).ends(0).answers("Published");
    assert!(!other.exists());
    fs::write(&other, "no ticket").unwrap();
    edited(site).run(&to).ends(2).says("cannot be read");
}

mod purge_lists {
    use super::*;

    /// What a publish tells a CDN to forget.
    fn told(site: &Small, to: &str) -> Vec<String> {
        site.run(&format!("publish --to {to} --purge-list purge.txt")).ends(0);
        site.read("purge.txt").lines().map(str::to_string).collect()
    }

    /// A site at the root of no known host, edited after a first publish.
    fn changed(site: Small) -> Small {
        let site = edited(site).edit("content/events/open-evening.md", "---\n", "---\ndraft: true\n");
        let page = "---\ntitle: New\nsummary: A new page.\nreviewed: 2026-11-23\n---\n\nSome words for all of you.\n";
        let site = site.write("content/pages/new.md", page);
        site.run("build").ends(0);
        site
    }

    #[test]
    fn each_target_tells_what_has_changed_or_gone_and_not_what_is_new() {
        let site = built();
        let daemon = Daemon::start(&site);
        let mut targets = vec!["careers.zip".to_string()];
        targets.extend(cfg!(unix).then(|| "live".to_string()));
        targets.extend(daemon.as_ref().map(Daemon::target));
        for to in &targets {
            assert_eq!(told(&site, to), Vec::<String>::new(), "nobody can have kept anything of {to}");
        }
        let site = changed(site);
        let root = "https://careers.example.org/small/";
        let lists: Vec<Vec<String>> = targets
            .iter()
            .map(|to| {
                site.run(&format!("publish --to {to} --purge-list dry.txt --dry-run")).ends(0);
                told(&site, to)
            })
            .collect();
        for list in &lists {
            assert_eq!(list, &lists[0]);
            for path in ["about.html", "events/open-evening.html", "events/", "events/index.html"] {
                assert!(list.contains(&format!("{root}{path}")), "{path} is in {list:?}");
            }
            assert!(!list.contains(&format!("{root}new.html")));
            assert!(list.is_sorted());
        }
        assert_eq!(site.read("dry.txt").lines().collect::<Vec<_>>(), lists[0]);
        assert_eq!(told(&site, &targets[0]), Vec::<String>::new(), "nothing has changed since");
    }

    #[test]
    fn folders_are_told_as_visitors_come_to_them_and_from_the_root_where_no_host_is_known() {
        let settings = "title: Small\ndescription: A small site.\naddresses: directories\n";
        let site = Small::new().write("site.yaml", settings);
        site.run("build").ends(0);
        told(&site, "a.zip");
        let list = told(&changed(site), "a.zip");
        for address in ["/about/", "/about/index.html", "/events/open-evening/"] {
            assert!(list.contains(&address.to_string()), "{address} is in {list:?}");
        }
    }
}
