//! A dev server that runs for weeks: thousands of saves, and clients that ask, break off and send rubbish. It takes no
//! more and more memory, and answers at the end as it did at first.
//!
//! A short day in every run; 2,000 saves where `TRELLIS_SAVES` says so in `tests/run long`.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use crate::dice::Dice;
use crate::hostile;
use crate::served::Served;

/// What a served small site may take, in kB, however long it runs.
const MOST_KB: u64 = 400_000;

/// How much more it may take at the end than once it is warm.
const MOST_GROWTH_KB: u64 = 60_000;

fn page(number: usize, words: &str) -> String {
    let words: String = words.chars().filter(|c| c.is_alphanumeric() || *c == ' ').take(200).collect();
    format!(
        "---\ntitle: Note {number}\nsummary: A note that is saved again and again.\nreviewed: 2026-11-23\n---\n\nRound {number} of it: {words}.\n"
    )
}

/// Memory that a process holds, in kB.
fn held(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// A client of one of many kinds; whatever it gets, it goes.
fn visit(site: &Served, strings: &[String], dice: &mut Dice) {
    let Ok(mut client) = TcpStream::connect(("127.0.0.1", site.port)) else { return };
    // Who sent half a question gets no answer yet, and does not wait for one.
    client.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    let string = &strings[dice.roll(strings.len())];
    let host = format!("Host: 127.0.0.1:{}\r\n", site.port);
    let pages = [
        "/",
        "/index.html",
        "/note.html",
        "/roles/podiatrist.html",
        "/search.html",
        "/assets/theme.css",
        "/_trellis/",
        "/nothing",
    ];
    let target = pages[dice.roll(pages.len())];
    let request = match dice.roll(9) {
        0..3 => format!("GET {target} HTTP/1.1\r\n{host}Connection: close\r\n\r\n").into_bytes(),
        3 => format!("GET /{string} HTTP/1.1\r\n{host}Connection: close\r\n\r\n").into_bytes(),
        4 => format!("GET {target} HTTP/1.1\r\n{host}X: {string}\r\n\r\n").into_bytes(),
        5 => string.clone().into_bytes(),
        6 => (0..dice.roll(3_000)).map(|_| dice.roll(256) as u8).collect(),
        7 => format!("POST {target} HTTP/1.1\r\n{host}Content-Length: 1000000\r\n\r\n{string}").into_bytes(),
        _ => format!("GET /_trellis/events?after=0 HTTP/1.1\r\n{host}\r\n").into_bytes(),
    };
    let whole = dice.roll(4);
    let sent = if whole == 0 { dice.roll(request.len() + 1) } else { request.len() };
    if client.write_all(&request[..sent]).is_err() {
        return;
    }
    match dice.roll(3) {
        // It goes without listening.
        0 => {}
        1 => drop(client.shutdown(Shutdown::Write)),
        _ => drop(client.read(&mut [0; 512])),
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_server_that_runs_for_long_takes_no_more_and_answers_as_before() {
    let saves: usize = std::env::var("TRELLIS_SAVES").map_or(24, |saves| saves.parse().unwrap());
    let (site, strings, mut dice) = (Served::small(&[]), hostile::strings(), Dice(20_261_124));
    let (mut warm, mut most) = (0, 0);
    for number in 1..=saves {
        let words = &strings[dice.roll(strings.len())];
        site.write("content/pages/note.md", &page(number, words));
        for _ in 0..dice.roll(6) {
            visit(&site, &strings, &mut dice);
        }
        match dice.roll(12) {
            // A save that breaks the site, and a page that comes and goes.
            0 => site.write("content/pages/other.md", "---\ntitle: [\n---\n"),
            1 => site.write("content/pages/other.md", &page(number + 10_000, words)),
            2 => drop(fs::remove_file(site.path("content/pages/other.md"))),
            _ => {}
        }
        if number % 20 == 0 || number == saves {
            let _ = fs::remove_file(site.path("content/pages/other.md"));
            site.until_page_says("/note.html", &format!("Round {number} of it"));
            let now = held(site.process());
            most = most.max(now);
            if number == (saves / 4).max(20) / 20 * 20 {
                warm = now;
            }
        }
    }
    site.until("it is as a clean build", |site| {
        let clean = site.clean_build();
        clean.iter().all(|(path, bytes)| site.served_bytes(path).as_ref() == Some(bytes))
    });
    println!("{saves} saves: {warm} kB when warm, {most} kB at most");
    assert!(most < MOST_KB, "{most} kB");
    assert!(most < warm + MOST_GROWTH_KB, "{warm} kB when warm, {most} kB at most");
}
