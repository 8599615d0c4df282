//! Measures how long it takes from a save to new bytes being served: `cargo run --release --example serve_latency -- N`.
//!
//! A made-up site of N entries is served by the release program. One file is saved 20 times, or as often as a second number
//! says; each time, the page is asked for until it shows the change.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own, outside the core")]

#[path = "corpus/mod.rs"]
mod corpus;
#[path = "served/mod.rs"]
mod served;

use std::fs;
use std::time::{Duration, Instant};

use served::{Result, Served};

const SAVES: usize = 20;

fn main() -> Result<()> {
    let entries = std::env::args().nth(1).ok_or("say how many entries")?.parse()?;
    let saves = std::env::args().nth(2).map_or(Ok(SAVES), |saves| saves.parse())?;
    let mut site = Served::start(entries)?;
    let (file, page, text) = (site.file(), site.page(), site.role.1.clone());
    let mut times = Vec::new();
    for save in 0..saves {
        let words = format!("Saved for the time {save}.");
        fs::write(&file, format!("{}\n\n{words}\n", text.trim_end()))?;
        let saved = Instant::now();
        while !site.get(&page)?.contains(&words) {
            if saved.elapsed() > Duration::from_secs(20) {
                return Err("the change never came".into());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        times.push(saved.elapsed());
        println!("  {}", site.said.next().ok_or("the server has ended")??);
        std::thread::sleep(Duration::from_millis(300));
    }
    times.sort();
    println!("median {:?}, worst of {saves} {:?}", times[times.len() / 2], times[times.len() - 1]);
    Ok(())
}
