//! Files of the shipped site and of the specs, damaged in every way that disks, editors and merges know: each is judged to
//! the end, in time, and what is told lies inside its file.
//!
//! A hundred and more in every run; as many as `TRELLIS_MUTATED` says in `tests/run long`, others each time.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use trellis::graph::Drafts;
use trellis::memo::Memo;
use trellis::pipeline::{self, Request};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use crate::bad_input::is_inside;
use crate::dice::Dice;
use crate::hostile;
use crate::spec;
use crate::warm;

/// No file may take longer, on whatever machine, however busy it is.
const PATIENCE: Duration = Duration::from_secs(120);

/// Files larger than this are damaged in what comes first.
const MOST: usize = 20_000;

/// Every file that somebody wrote: of the shipped site, and in the specs.
fn files() -> Vec<(SourcePath, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shipped = trellis::disk::read(root, None).unwrap();
    let is_content = |path: &SourcePath| path.as_str() == "site.yaml" || path.as_str().starts_with("content/");
    let shipped = shipped.iter().filter(|(path, _)| is_content(path));
    let mut files: Vec<_> = shipped.map(|(path, file)| (path.clone(), file.bytes.to_vec())).collect();
    let mut specs: Vec<_> = fs::read_dir(root.join("tests/spec")).unwrap().map(|item| item.unwrap().path()).collect();
    specs.sort();
    for spec in specs.iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        blocks(&fs::read_to_string(spec).unwrap(), &mut files);
    }
    files.iter_mut().for_each(|(_, bytes)| bytes.truncate(MOST));
    files
}

/// The files that a spec writes: blocks that name a path.
fn blocks(text: &str, files: &mut Vec<(SourcePath, Vec<u8>)>) {
    let mut open: Option<(SourcePath, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some("")) => files.extend(open.take().map(|(path, text)| (path, text.into_bytes()))),
            (Some((_, text)), _) => *text += &format!("{line}\n"),
            (None, Some(head)) => {
                let path = head
                    .split(' ')
                    .nth(1)
                    .filter(|path| path.starts_with("content/") || path.starts_with("themes/") || *path == "site.yaml");
                open = path.map(|path| (SourcePath::new(path), String::new()));
            }
            (None, None) => {}
        }
    }
}

/// One to four kinds of damage.
fn damaged(bytes: &[u8], strings: &[String], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.roll(4) {
        let (from, to) = (dice.roll(bytes.len() + 1), dice.roll(bytes.len() + 1));
        let piece = from.min(to)..from.max(to).min(from.min(to) + 1 + dice.roll(200));
        match dice.roll(10) {
            0 => drop(bytes.drain(piece)),
            1 => {
                let copy = bytes[piece.clone()].to_vec();
                bytes.splice(piece.end..piece.end, copy);
            }
            2 => {
                let cut: Vec<u8> = bytes.drain(piece).collect();
                let at = dice.roll(bytes.len() + 1);
                bytes.splice(at..at, cut);
            }
            3 => bytes.truncate(from),
            4 => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte = dice.roll(256) as u8;
                }
            }
            5 => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte ^= 1 << dice.roll(8);
                }
            }
            6 => swap_lines(&mut bytes, dice),
            7 => {
                let line = lines(&bytes).nth(dice.roll(40)).map(|range| bytes[range].to_vec()).unwrap_or_default();
                bytes.splice(from..from, line);
            }
            _ => {
                let string = &strings[dice.roll(strings.len())];
                bytes.splice(from..from, string.bytes());
            }
        }
    }
    bytes
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut at = 0;
    bytes.split_inclusive(|byte| *byte == b'\n').map(move |line| {
        at += line.len();
        at - line.len()..at
    })
}

fn swap_lines(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let mut all: Vec<Vec<u8>> = lines(bytes).map(|range| bytes[range].to_vec()).collect();
    if !all.is_empty() {
        let (one, other) = (dice.roll(all.len()), dice.roll(all.len()));
        all.swap(one, other);
        *bytes = all.concat();
    }
}

/// The base site with one file more, judged with what is known of the last one.
fn judge(site: &Snapshot, path: &SourcePath, is_built: bool, memo: &mut Memo) {
    let request =
        Request { today: "2026-12-01".parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false };
    let started = Instant::now();
    let findings = match is_built {
        true => pipeline::build(site, &request, memo, &|_| {}).diagnostics,
        false => pipeline::judge(site, &request, memo, &|_| {}).diagnostics,
    };
    assert!(started.elapsed() < PATIENCE, "{path} takes {:?}", started.elapsed());
    for finding in &findings {
        let fixes = finding.fix.iter().map(|fix| &fix.span);
        for span in std::iter::once(&finding.span).chain(fixes) {
            let bytes = site.get(&span.path).map(|file| &*file.bytes);
            assert!(bytes.is_none_or(|bytes| is_inside(span, bytes)), "{finding:?}");
        }
    }
}

#[test]
fn damaged_files_are_judged_to_the_end() {
    let tries: usize = std::env::var("TRELLIS_MUTATED").map_or(120, |tries| tries.parse().unwrap());
    let is_long = tries > 120;
    let mut dice = Dice(if is_long { u64::from(std::process::id()) } else { 2_026 });
    let (files, strings) = (files(), hostile::strings());
    let base: Snapshot = spec::base().iter().map(|(path, bytes)| (&**path, bytes.clone())).collect();
    let (mut memo, mut failed, mut met) = (warm::memo(), Vec::new(), BTreeMap::new());
    for number in 0..tries {
        let (path, bytes) = &files[dice.roll(files.len())];
        let seed = dice.0;
        let bytes = damaged(bytes, &strings, &mut dice);
        let mut site = base.clone();
        site.insert(path.clone(), File::new(bytes.clone()));
        *met.entry(path.extension().to_string()).or_insert(0) += 1;
        if catch_unwind(AssertUnwindSafe(|| judge(&site, path, number % 8 == 0, &mut memo))).is_err() {
            // Nobody knows what in the memo is half made.
            memo = warm::memo();
            failed.push(format!("{path}, seed {seed}:\n{}", String::from_utf8_lossy(&bytes)));
        }
    }
    println!("{tries} damaged files: {met:?}, {} wrong", failed.len());
    assert!(
        failed.is_empty(),
        "{} of {tries}, the first:\n{}",
        failed.len(),
        failed[..failed.len().min(3)].join("\n=====\n")
    );
}
