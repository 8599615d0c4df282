//! Measures the desk of a made-up site of N entries: `cargo run --release --example desk_latency -- N SAVES`.
//!
//! Medians of how long a form takes to open, what is typed to be judged, the page beside it to be made, and a save until the
//! page shows it; and the memory of the server after a twentieth of the saves and after all. It is served by the release
//! program. The times are those of the server: how long the page waits for somebody to pause is not in them.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own, outside the core")]

#[path = "corpus/mod.rs"]
mod corpus;
#[path = "../tests/it/form.rs"]
mod form;
#[path = "served/mod.rs"]
mod served;

use std::time::{Duration, Instant};

use form::{Fields, encoded, unescaped, with};
use served::{Result, Served};

/// How often each but a save is done.
const TIMES: usize = 50;

fn main() -> Result<()> {
    let mut numbers = std::env::args().skip(1);
    let entries = numbers.next().ok_or("say how many entries")?.parse()?;
    let saves: usize = numbers.next().ok_or("say how many saves")?.parse()?;
    let site = Served::start(entries)?;
    let name = site.role.0.replace("content/", "").replace(".md", "");
    let address = format!("/_trellis/edit/{name}");
    let open = || site.get(&address);
    let fields = form::form(&open()?);
    let text = fields.get("body").ok_or("the form has no text")?.trim_end().to_string();
    let typed = |time: usize| with(&fields, &[("body", &format!("{text}\r\n\r\nIt was typed {time} times."))]);
    say("form", (0..TIMES).map(|_| timed(open)).collect())?;
    for (what, place) in [("findings", "check"), ("preview", "preview")] {
        let asked = format!("/_trellis/{place}/{name}");
        say(what, (0..TIMES).map(|time| timed(|| post(&site, &asked, &typed(time)))).collect())?;
    }
    // What leads nowhere has names like it looked for among all others.
    let misled = |time: usize| with(&fields, &[("f.professions", &format!("podiatri{time}"))]);
    let asked = format!("/_trellis/check/{name}");
    say("findings about a reference", (0..TIMES).map(|time| timed(|| post(&site, &asked, &misled(time)))).collect())?;
    let mut times = Vec::new();
    for save in 0..saves {
        let words = format!("It was saved {save} times.");
        let fields = with(&form::form(&open()?), &[("body", &format!("{text}\r\n\r\n{words}"))]);
        times.push(timed(|| {
            let answer = post(&site, &address, &fields)?;
            if !answer.contains("done=saved") {
                return Err(unescaped(&answer).into());
            }
            until(&site, &words)
        }));
        if (save + 1) * 20 == saves || save + 1 == saves {
            println!("memory after {} saves: {} kB", save + 1, site.memory());
        }
    }
    say("save", times)
}

/// Asks for the page until it shows words.
fn until(site: &Served, words: &str) -> Result<String> {
    let began = Instant::now();
    loop {
        let page = site.get(&site.page())?;
        if page.contains(words) {
            return Ok(page);
        }
        if began.elapsed() > Duration::from_secs(20) {
            return Err("the change never came".into());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn post(site: &Served, path: &str, fields: &Fields) -> Result<String> {
    let (host, body) = (&site.address, encoded(fields));
    site.ask(&format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    ))
}

/// How long something took.
fn timed(what: impl FnOnce() -> Result<String>) -> Result<Duration> {
    let began = Instant::now();
    what().map(|_| began.elapsed())
}

fn say(what: &str, times: Vec<Result<Duration>>) -> Result<()> {
    let mut times = times.into_iter().collect::<Result<Vec<_>>>()?;
    times.sort();
    println!("{what}: median {:?}, worst of {} {:?}", times[times.len() / 2], times.len(), times[times.len() - 1]);
    Ok(())
}
