//! Asks other websites whether pages are still there, as a polite guest does: one question at a time to each host, with
//! a pause before the next, and never about what is not public.
//!
//! This decides whom to ask, when, and what an answer means. How a question travels is known to [`Ask`] alone.

mod address;
mod client;
mod guard;
mod probe;
mod relay;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

pub use client::Client;
pub use guard::Reach;

use crate::check::external::Answer;
use probe::{Host, ProbeResult};

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Only what would be said of the page.
    Head,
    /// The page itself, of which only the beginning is taken.
    Get,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    Status {
        code: u16,
        /// Where else the page is.
        location: Option<String>,
    },
    /// Nobody answered.
    Silence { why: String },
    /// It leads to this computer or a network of its own, and nothing was asked.
    NotPublic,
}

/// Sends one question.
pub trait Ask: Sync {
    fn ask(&self, method: Method, address: &str) -> Reply;
}

/// How to behave.
#[derive(Debug, Clone, Copy)]
pub struct Manners {
    /// Hosts that are asked at the same time.
    pub hosts: usize,
    /// Between two questions to one host.
    pub pause: Duration,
    /// Before each further try, when nobody answered or the website had trouble.
    pub patience: [Duration; 2],
}

impl Default for Manners {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Manners { hosts: 8, pause: seconds(1), patience: [seconds(2), seconds(8)] }
    }
}

/// What came of a round of questions.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// Addresses that were not asked after all are missing: their host wanted no more questions today.
    pub answers: BTreeMap<String, Answer>,
    /// Nobody answered at all, so that most likely this computer is offline.
    pub is_offline: bool,
}

/// Asks about all of these addresses. `done` is told how many are done.
pub fn visit<'a>(
    addresses: impl IntoIterator<Item = &'a str>,
    ask: &dyn Ask,
    manners: Manners,
    wait: &(dyn Fn(Duration) + Sync),
    done: &(dyn Fn(usize) + Sync),
) -> Visit {
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for address in addresses {
        hosts.entry(address::host(address)).or_default().push(address);
    }
    // The hosts with most questions first, so that none is left waiting at the end.
    let mut queue: Vec<Vec<&str>> = hosts.into_values().collect();
    queue.sort_by_key(Vec::len);
    let workers = manners.hosts.min(queue.len());
    let queue = Mutex::new(queue);
    let found: Mutex<Vec<(String, ProbeResult)>> = Mutex::default();
    let so_far = AtomicUsize::new(0);
    let work = || {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(addresses) = next else { return };
            let mut host = Host::new(ask, manners, wait);
            for address in addresses {
                if let Some(answer) = host.look(address) {
                    found.lock().unwrap_or_else(PoisonError::into_inner).push((address.to_string(), answer));
                }
                done(so_far.fetch_add(1, Ordering::Relaxed) + 1);
            }
        }
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    let is_offline = !found.is_empty() && found.iter().all(|(_, found)| found.is_silence);
    Visit { answers: found.into_iter().map(|(address, found)| (address, found.answer)).collect(), is_offline }
}
