//! Measures how long it takes from a save to new bytes being served: `cargo run --release --example serve_latency -- N`.
//!
//! A made-up site of N entries is served by the release binary, which must have been built. One file is saved 20
//! times; each time, the page is asked for until it shows the change.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own, outside the core")]

#[path = "corpus/mod.rs"]
mod corpus;

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const SAVES: usize = 20;

fn main() -> Result<()> {
    let entries = std::env::args().nth(1).ok_or("say how many entries")?.parse()?;
    let saves = std::env::args().nth(2).map_or(Ok(SAVES), |saves| saves.parse())?;
    let folder = tempfile::tempdir()?;
    let mut role = None;
    for (path, text) in corpus::site(entries, 1) {
        if role.is_none() && path.starts_with("content/roles/") && path.ends_with(".md") {
            role = Some((path.clone(), text.clone()));
        }
        let path = folder.path().join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)?;
    }
    let (path, text) = role.ok_or("the made-up site has no role")?;
    let mut child = start(folder.path())?;
    let measured = measure(&mut child, &folder.path().join(&path), &path, &text, saves);
    child.kill()?;
    child.wait()?;
    measured
}

fn start(site: &Path) -> Result<Child> {
    let name = if cfg!(windows) { "trellis.exe" } else { "trellis" };
    let program = std::env::current_exe()?.parent().and_then(Path::parent).ok_or("no target folder")?.join(name);
    let mut command = Command::new(program);
    command.args(["serve", "--port", "0", "--now", corpus::TODAY, "--site"]).arg(site);
    Ok(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?)
}

fn measure(child: &mut Child, file: &Path, path: &str, text: &str, saves: usize) -> Result<()> {
    let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    let mut address = None;
    while address.is_none() {
        let line = lines.next().ok_or("the server has ended")??;
        println!("{line}");
        address = line.strip_prefix("Serving http://").and_then(|rest| rest.split('/').next()).map(str::to_string);
    }
    println!("{}", lines.next().ok_or("the server has ended")??);
    let address = address.unwrap_or_default();
    let page = path.replace("content", "").replace(".md", ".html");
    let mut times = Vec::new();
    for save in 0..saves {
        let words = format!("Saved for the time {save}.");
        fs::write(file, format!("{}\n\n{words}\n", text.trim_end()))?;
        let saved = Instant::now();
        while !get(&address, &page)?.contains(&words) {
            if saved.elapsed() > Duration::from_secs(20) {
                return Err("the change never came".into());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        times.push(saved.elapsed());
        if save == 200 || save + 1 == saves {
            println!("memory after {} saves: {}", save + 1, memory(child.id()));
        }
        if saves <= 100 {
            println!("  {}", lines.next().ok_or("the server has ended")??);
            std::thread::sleep(Duration::from_millis(300));
        } else {
            lines.next();
        }
    }
    times.sort();
    println!("median {:?}, worst of {saves} {:?}", times[times.len() / 2], times[times.len() - 1]);
    Ok(())
}

fn memory(process: u32) -> String {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or("unknown here");
    line.trim_start_matches("VmRSS:").trim().to_string()
}

fn get(address: &str, path: &str) -> Result<String> {
    let mut client = TcpStream::connect(address)?;
    write!(client, "GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n")?;
    let mut answer = String::new();
    client.read_to_string(&mut answer)?;
    Ok(answer)
}
