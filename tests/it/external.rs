//! `trellis check --external`, with a website of our own that answers by a script.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;

use crate::small::{Run, Small};

/// A website on this computer. It notes what it is asked.
struct Website {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Website {
    fn start() -> Website {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let notes = asked.clone();
        thread::spawn(move || listener.incoming().flatten().for_each(|client| answer(client, &notes)));
        Website { address, asked }
    }

    /// What it was asked since the last time.
    fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap());
        asked.sort();
        asked
    }
}

fn answer(mut client: TcpStream, notes: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(client.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let agent =
        lines.by_ref().take_while(|line| !line.is_empty()).find(|line| line.starts_with("user-agent: Trellis/"));
    let question = first.trim_end_matches(" HTTP/1.1").to_string();
    let is_first = !notes.lock().unwrap().contains(&question);
    notes.lock().unwrap().push(question.clone());
    let status = match &*question {
        _ if agent.is_none() => "400 Bad Request",
        "HEAD /new" | "GET /no-head" => "200 OK",
        question if question.starts_with("HEAD /fine") => "200 OK",
        "HEAD /no-head" => "405 Method Not Allowed",
        "HEAD /old" => "301 Moved Permanently\r\nLocation: /new",
        "HEAD /closed" | "GET /closed" => "403 Forbidden",
        "GET /tired" if !is_first => "200 OK",
        "HEAD /tired" | "GET /tired" => "503 Service Unavailable",
        _ => "404 Not Found",
    };
    let _ = write!(client, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

/// The small site with links to these pages of a website in a text.
fn linking_to(website: &str, pages: &[&str]) -> Small {
    let links: String = pages.iter().map(|page| format!("- [The page {page}]({website}/{page})\n")).collect();
    let site = Small::new();
    let about = site.read("content/pages/about.md");
    let mut site = site.write("content/pages/about.md", &format!("{about}\n\n{links}"));
    // Nothing else is asked: the other addresses of the small site are not ours to ask.
    for (path, bytes) in site.content() {
        let text = String::from_utf8(bytes).unwrap();
        let own = text.replace(website, "WEBSITE");
        if own.contains("https://") {
            let here = own.replace("https://", &format!("{website}/fine?")).replace("WEBSITE", website);
            site = site.write(&path, &here);
        }
    }
    site
}

fn check(site: &Small, day: &str, more: &str) -> Run {
    site.run(&format!("check --external --external-anywhere --format short --now {day} {more}"))
}

fn results(site: &Small) -> Value {
    serde_json::from_str(&site.read("external-links.json")).unwrap()
}

#[test]
fn pages_are_asked_for_and_answers_kept() {
    let website = Website::start();
    let site = linking_to(&website.address, &["fine#part", "no-head", "closed", "tired", "gone"]);
    let run = check(&site, "2026-12-01", "");
    run.ends(0).says("answered now").says("1 failed, 1 let no program in").says("Watching 1 address that failed");
    assert!(!run.out.contains("-link]"), "one bad day is told to nobody: {}", run.out);
    let asked = website.asked();
    for (question, times) in [
        ("HEAD /fine", 1),
        ("GET /fine", 0),
        ("GET /no-head", 1),
        ("GET /closed", 1),
        ("GET /tired", 2),
        ("GET /gone", 1),
    ] {
        assert_eq!(asked.iter().filter(|other| *other == question).count(), times, "{question} in {asked:?}");
    }
    let answer = |page: &str| results(&site)["addresses"][format!("{}/{page}", website.address)]["answer"].clone();
    assert_eq!(
        ["fine", "no-head", "closed", "tired", "gone"].map(answer),
        ["fine", "fine", "refused", "fine", "failed"]
    );
}

#[test]
fn fresh_answers_are_not_asked_for_again() {
    let website = Website::start();
    let site = linking_to(&website.address, &["fine", "gone"]);
    check(&site, "2026-12-01", "");
    website.asked();
    check(&site, "2026-12-01", "");
    assert_eq!(website.asked(), Vec::<String>::new());
    check(&site, "2026-12-02", "");
    assert_eq!(website.asked(), ["GET /gone", "HEAD /gone"], "only what failed is asked again the next day");
    check(&site, "2026-12-09", "");
    assert!(website.asked().contains(&"HEAD /fine".to_string()));
}

#[test]
fn a_page_that_stays_away_is_told_where_it_is_linked_to() {
    let website = Website::start();
    let site = linking_to(&website.address, &["gone"]);
    for day in ["2026-12-01", "2026-12-04"] {
        assert!(!check(&site, day, "").out.contains("dead-link"));
    }
    let text = site.read("content/pages/about.md");
    let line = text.lines().position(|line| line.contains("/gone")).unwrap() + 1;
    let finding = format!(
        "content/pages/about.md:{line}:19: warning[dead-link]: this address has not worked since 2026-12-01: 404 Not Found"
    );
    check(&site, "2026-12-08", "").ends(0).answers(&finding);
    website.asked();
    // Everybody who has the file is told, and nobody is asked.
    site.run("check --format short --now 2026-12-08").ends(0).answers(&finding);
    assert_eq!(website.asked(), Vec::<String>::new());
    // Without the link there is nothing to tell, and the next look forgets it.
    let site = site.edit("content/pages/about.md", "/gone", "/fine");
    assert!(!check(&site, "2026-12-08", "").out.contains("dead-link"));
    assert!(!site.read("external-links.json").contains("/gone"));
}

#[test]
fn a_page_that_has_moved_is_told_at_once() {
    let website = Website::start();
    let site = linking_to(&website.address, &["old"]);
    let run = check(&site, "2026-12-01", "");
    run.ends(0).answers(&format!("warning[moved-link]: this page has moved to {}/new", website.address));
}

#[test]
fn results_may_be_kept_elsewhere_and_questions_limited() {
    let website = Website::start();
    let site = linking_to(&website.address, &["a", "b", "c"]);
    let kept = site.path("kept/links.json");
    check(&site, "2026-12-01", &format!("--external-max 2 --external-results {}", kept.display())).ends(0);
    let asked = website.asked();
    assert_eq!(asked.iter().filter(|question| question.starts_with("HEAD")).count(), 2, "{asked:?}");
    assert!(kept.exists() && !site.path("external-links.json").exists());
}

#[test]
fn what_is_not_public_is_never_asked() {
    let website = Website::start();
    let site = linking_to(&website.address, &["fine"]);
    site.run("check --external --now 2026-12-01").ends(0).says("failed");
    assert_eq!(website.asked(), Vec::<String>::new());
    assert!(site.read("external-links.json").contains("it leads to this computer"));
}

#[test]
fn when_nobody_answers_nothing_is_noted() {
    // Nobody listens on a port that was just given back.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let site = linking_to(&address, &["a"]);
    check(&site, "2026-12-01", "").ends(0).says("is this computer online?");
    assert!(!site.path("external-links.json").exists());
}

#[test]
fn a_file_that_holds_something_else_is_left_alone() {
    let site = Small::new().write("external-links.json", "{}");
    site.run("check").ends(1).says("these are no results of looking at links");
    site.run("check --external").ends(2).says("does not hold results of looking at links");
    assert_eq!(site.read("external-links.json"), "{}");
}
