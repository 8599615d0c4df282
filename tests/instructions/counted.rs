//! Counts instructions: the program runs itself in valgrind, which is told where to write down how many there were so far.
//!
//! The tool is cachegrind without its cache: it counts the same instructions as callgrind, and in less than half of the
//! time, since it keeps no record of who called whom.

use std::path::Path;
use std::process::{Command, Stdio};

/// Says to the program that runs in valgrind what it is to do there.
pub const PART: &str = "TRELLIS_COUNTED";

/// What is done in here is counted.
pub fn counted<T>(act: impl FnOnce() -> T) -> T {
    note();
    let value = act();
    note();
    value
}

/// Has valgrind write down the instructions so far. It does so whenever a process ends: here a copy of this one, which is
/// to become a program that is not there, and so ends at once.
fn note() {
    let copy = Command::new("/there/is/no/such/program").stdin(Stdio::null()).spawn();
    if let Ok(mut copy) = copy {
        copy.wait().expect("the copy ends");
    }
}

/// What each call of [`counted`] took, in order, when this program does a part of its work.
pub fn count(part: &str) -> Vec<u64> {
    let folder = tempfile::tempdir().expect("a folder for what valgrind writes");
    let run = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--branch-sim=no"])
        .arg(format!("--cachegrind-out-file={}/%p", folder.path().display()))
        .arg(std::env::current_exe().expect("the path of this program"))
        // What else is in the environment lies in memory, and where things lie changes counts a little.
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env(PART, part)
        .output()
        .unwrap_or_else(|error| {
            panic!(
                "valgrind, which counts instructions, cannot be run ({error}): on Debian run 'apt-get install valgrind'"
            )
        });
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "valgrind could not count `{part}`:\n{said}");
    let files = std::fs::read_dir(folder.path()).expect("the folder is there");
    let mut sums: Vec<u64> = files.map(|file| sum(&file.expect("a file").path())).collect();
    // Each is what there was so far; the last is the whole.
    sums.sort_unstable();
    sums.pop();
    sums.chunks(2).map(|around| around[1] - around[0]).collect()
}

/// What one file says there were.
fn sum(path: &Path) -> u64 {
    let text = std::fs::read_to_string(path).expect("valgrind writes text");
    let line = text.lines().find_map(|line| line.strip_prefix("summary: "));
    line.and_then(|sum| sum.trim().parse().ok()).unwrap_or_else(|| panic!("valgrind says no sum in {}", path.display()))
}
