//! Another computer, by the system's `rsync`.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use super::*;

/// An `rsync` server of this computer with one module, `site`; it ends with the test.
pub struct Daemon {
    running: Child,
    port: u16,
    folder: PathBuf,
}

impl Daemon {
    /// None where `rsync` is not installed; a build server must have it.
    pub fn start(site: &Small) -> Option<Daemon> {
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

    pub fn target(&self) -> String {
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
