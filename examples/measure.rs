//! Measures whole builds of a made-up site on disk: `cargo run --release --example measure -- N`.
//!
//! The builds run in processes of their own, so that their memory is theirs alone.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own, outside the core")]

#[path = "corpus/mod.rs"]
mod corpus;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use trellis::disk;
use trellis::graph::Drafts;
use trellis::memo::Memo;
use trellis::pipeline::{self, Build, Request};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [entries] => measure(entries.parse()?),
        ["clean", site, out] => clean(Path::new(site), Path::new(out)),
        ["again", site, out] => again(Path::new(site), Path::new(out)),
        _ => Err("say how many entries".into()),
    }
}

fn measure(entries: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (site, out, copy) = (folder.path().join("site"), folder.path().join("public"), folder.path().join("copy"));
    for (path, text) in corpus::site(entries, 1) {
        let path = site.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)?;
    }
    let run = |what: &str| Command::new(std::env::current_exe()?).arg(what).args([&site, &out]).status();
    if !run("clean")?.success() {
        return Err("the clean build failed".into());
    }
    let started = Instant::now();
    Command::new("cp").arg("-r").args([&out, &copy]).status()?;
    tell("cp -r of the output", started.elapsed());
    run("again")?;
    Ok(())
}

/// A clean build into a new folder, then rebuilds that remember it.
fn clean(site: &Path, out: &Path) -> Result<()> {
    let (started, cpu) = (Instant::now(), Cpu::now()?);
    let mut snapshot = disk::read(site, Some(out))?;
    let mut memo = Memo::default();
    let build = build(&snapshot, &mut memo)?;
    let built = started.elapsed();
    publish(site, out, &snapshot, &build)?;
    let (wall, cpu) = (started.elapsed(), Cpu::now()?.since(&cpu));
    let output = build.output.as_ref().ok_or("the corpus has errors")?;
    let peak = peak_memory_kb()?;
    let entries = pipeline::judge(&snapshot, &request()?, &mut Memo::default(), &|_| {}).graph.nodes().count();
    println!("{entries} entries, {} pages", build.pages);
    println!("{:<28}{:>10}", "files", output.files.len());
    println!("{:<28}{:>10.1} MB", "output", output.total_bytes() as f64 / 1e6);
    tell("clean build", wall);
    tell("  of it before publishing", built);
    println!("{:<28}{:>10.3} ms", "  user CPU an entry", cpu.user.as_secs_f64() * 1e3 / entries as f64);
    println!("{:<28}{:>10.3} ms", "  system CPU an entry", cpu.system.as_secs_f64() * 1e3 / entries as f64);
    println!("{:<28}{:>10.1} KB", "  peak memory an entry", peak / entries as f64);
    drop(build);

    let started = Instant::now();
    rebuild(site, out, &snapshot, &mut memo)?;
    tell("nothing changed, remembered", started.elapsed());
    let edited = SourcePath::new("content/roles/role-1.md");
    let mut text = snapshot.text(&edited).ok_or("the corpus has this role")?.to_string();
    text.push_str("\nOne more line.\n");
    let started = Instant::now();
    snapshot.insert(edited, File::new(text.into_bytes()));
    rebuild(site, out, &snapshot, &mut memo)?;
    tell("one edit, remembered", started.elapsed());
    Ok(())
}

/// What `trellis build` does in a new process after which nothing has changed on disk.
fn again(site: &Path, out: &Path) -> Result<()> {
    let snapshot = disk::read(site, Some(out))?;
    let first = build(&snapshot, &mut Memo::default())?;
    publish(site, out, &snapshot, &first)?;
    disk::VerdictCache::of(site).put(0, snapshot.fingerprint(), &first.verdict);
    let (started, cpu) = (Instant::now(), Cpu::now()?);
    let snapshot = disk::read(site, Some(out))?;
    let verdict = disk::VerdictCache::of(site).get(0, snapshot.fingerprint());
    let published = disk::published(site, out, snapshot.fingerprint());
    if verdict.is_none() || published.is_none() {
        return Err("nothing had changed, and yet it would be published again".into());
    }
    tell("nothing changed, new process", started.elapsed());
    tell("  user CPU", Cpu::now()?.since(&cpu).user);
    Ok(())
}

fn request() -> Result<Request> {
    Ok(Request { today: corpus::TODAY.parse()?, drafts: Drafts::Hide, base_url: None, staging: false })
}

fn build(snapshot: &Snapshot, memo: &mut Memo) -> Result<Build> {
    let build = pipeline::build(snapshot, &request()?, memo, &|_| {});
    if let Some(finding) = build.diagnostics.iter().find(|finding| finding.is_error()) {
        return Err(format!("the corpus has errors, such as {finding:?}").into());
    }
    Ok(build)
}

fn publish(site: &Path, out: &Path, snapshot: &Snapshot, build: &Build) -> Result<()> {
    let output = build.output.as_ref().ok_or("the corpus has errors")?;
    let manner = disk::Manner { fingerprint: Some(snapshot.fingerprint()), ..disk::Manner::default() };
    disk::publish(out, site, output, manner, &mut |_| {})?;
    Ok(())
}

fn rebuild(site: &Path, out: &Path, snapshot: &Snapshot, memo: &mut Memo) -> Result<()> {
    let build = build(snapshot, memo)?;
    publish(site, out, snapshot, &build)
}

fn tell(what: &str, time: Duration) {
    println!("{what:<28}{:>10.0} ms", time.as_secs_f64() * 1e3);
}

/// Time that the processors spent on this process.
struct Cpu {
    user: Duration,
    system: Duration,
}

impl Cpu {
    /// Ticks of a hundredth of a second, from the fields of `/proc/self/stat` after the name.
    fn now() -> Result<Cpu> {
        let stat = fs::read_to_string("/proc/self/stat")?;
        let (_, fields) = stat.rsplit_once(") ").ok_or("an odd /proc/self/stat")?;
        let mut ticks = fields.split(' ').skip(11).map(|field| field.parse().map(|ticks: u64| ticks * 10));
        let mut next = || ticks.next().ok_or("an odd /proc/self/stat")?.map_err(Box::<dyn Error>::from);
        Ok(Cpu { user: Duration::from_millis(next()?), system: Duration::from_millis(next()?) })
    }

    fn since(&self, before: &Cpu) -> Cpu {
        Cpu { user: self.user - before.user, system: self.system - before.system }
    }
}

fn peak_memory_kb() -> Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM in /proc/self/status")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}
