//! Who is publishing to a place that others publish to as well, as it is written down there.
//!
//! What is written may be read by everybody who sees the site, and for the time of a publish only.

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::characters::shown;

/// After so long without a sign of life, somebody else may go on.
pub(super) const BOUND: Duration = Duration::from_secs(120);
/// How often a publish that goes on gives a sign of life.
const SIGN: Duration = Duration::from_secs(25);

/// The longest name of who publishes.
const LONGEST: usize = 200;

/// One run of `trellis publish`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Owner {
    /// Tells this run from every other.
    pub token: String,
    /// The job or the computer, for people.
    pub by: String,
    pub since: Timestamp,
    /// After so many seconds without a sign of life it counts as stopped.
    pub seconds: u64,
    process: Option<Process>,
}

/// A process of one computer. Where that is not known, nothing is concluded from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Process {
    /// A hash of what tells this start of this system from all others, and its processes from those of containers.
    computer: String,
    id: u32,
    /// When it started: a later process may have the same number.
    started: u64,
}

impl Owner {
    /// This run.
    pub fn new() -> Owner {
        let chance = || RandomState::new().hash_one(std::process::id());
        Owner {
            token: format!("{:016x}{:016x}", chance(), chance()),
            by: by(),
            since: Timestamp::now(),
            seconds: BOUND.as_secs(),
            process: Process::here(std::process::id()),
        }
    }

    /// Whether it ran on this computer and does so no longer.
    pub fn is_gone(&self) -> bool {
        self.process.as_ref().is_some_and(|process| match Process::computer() {
            Some(here) if here == process.computer => Process::here(process.id).as_ref() != Some(process),
            _ => false,
        })
    }

    /// Whether it has given no sign of life for so long that it counts as stopped.
    pub fn is_stopped(&self, silent: Duration) -> bool {
        silent.as_secs() >= self.seconds || self.is_gone()
    }

    /// Why another publish has to wait, and how long at most.
    pub fn busy(&self, place: &str, silent: Duration) -> String {
        // Whoever may write there may have written anything.
        let by: String = shown(&self.by).lines().next().unwrap_or_default().chars().take(LONGEST).collect();
        format!(
            "{by} is publishing to {place} just now, since {}\n  help: wait until it has finished, then publish again; if it \
             was stopped, that will be known in {} seconds at most",
            self.since.strftime("%Y-%m-%d %H:%M UTC"),
            self.seconds.saturating_sub(silent.as_secs()).max(1)
        )
    }
}

impl Process {
    /// What tells this computer from others. Linux says it; elsewhere nobody is taken for gone.
    fn computer() -> Option<String> {
        let start = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
        let processes = fs::read_link("/proc/self/ns/pid").ok()?;
        let both = format!("{} {}", start.trim(), processes.display());
        Some(format!("{:032x}", xxhash_rust::xxh3::xxh3_128(both.as_bytes())))
    }

    /// A process of this computer that runs.
    fn here(id: u32) -> Option<Process> {
        let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // The name, in brackets, may hold anything.
        let mut fields = text.rsplit_once(')')?.1.split_whitespace();
        let is_running = !matches!(fields.next()?, "Z" | "X");
        let started = fields.nth(18)?.parse().ok()?;
        is_running.then_some(Process { computer: Process::computer()?, id, started })
    }
}

/// Does something, and gives a sign of life every now and then while that goes on.
pub(super) fn while_signing<T>(sign: impl Fn() + Sync, work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        let (going, ended) = mpsc::channel::<()>();
        let sign = &sign;
        scope.spawn(move || {
            while ended.recv_timeout(SIGN) == Err(RecvTimeoutError::Timeout) {
                sign();
            }
        });
        let done = work();
        drop(going);
        done
    })
}

/// Says that another publish may be at work already.
pub(super) fn lost(place: &str) -> String {
    format!(
        "this publish was silent for so long that another one to {} may have begun\n  help: publish again",
        place.trim_end_matches('/')
    )
}

/// The job of a code host, or else the name of the computer.
fn by() -> String {
    let named = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let job = named("CI_JOB_URL").or_else(|| {
        let [server, repository, run] = ["GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID"].map(&named);
        Some(format!("{}/{}/actions/runs/{}", server?, repository?, run?))
    });
    let host = || fs::read_to_string("/proc/sys/kernel/hostname").ok().or_else(|| named("COMPUTERNAME"));
    let by = job.or_else(host).unwrap_or_else(|| "another computer".into());
    by.trim().chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_gives_no_sign_of_life_is_taken_for_stopped_after_a_while() {
        let owner = Owner::new();
        assert!(!owner.is_stopped(BOUND - SIGN), "it runs");
        assert!(owner.is_stopped(BOUND));
        assert!(owner.busy("s3://careers", Duration::from_secs(100)).contains("in 20 seconds"));
        assert_ne!(owner.token, Owner::new().token);
        let odd = Owner { by: "me\u{1b}[31m\nhelp: delete all".into(), ..owner };
        assert!(odd.busy("s3://careers", BOUND).starts_with("me␛[31m is publishing"), "{}", odd.busy("", BOUND));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_of_this_computer_that_has_ended_is_gone_at_once() {
        let mut owner = Owner::new();
        let process = owner.process.as_mut().unwrap();
        process.started += 1;
        assert!(owner.is_gone(), "another process has its number");
        owner.process.as_mut().unwrap().computer = "of another start".into();
        assert!(!owner.is_gone(), "nobody knows");
        owner.process = None;
        assert!(!owner.is_gone());
    }
}
