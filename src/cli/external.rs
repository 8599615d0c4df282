//! `trellis check --external`: asks other websites, and keeps what they answered.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use clap::Args;
use indicatif::ProgressBar;

use super::say::note;
use super::{file, screen};
use crate::Error;
use crate::check::external::{self, Answer, Results};
use crate::memo::Memo;
use crate::pipeline::{self, Request};
use crate::snapshot::{File, Snapshot};
use crate::visit::{Client, Manners, Reach, Visit, visit};

#[derive(Debug, Args)]
pub struct ExternalArgs {
    /// Also ask other websites whether the pages that this site links to are still there
    #[arg(long)]
    external: bool,
    /// The file that keeps what they answered, in place of external-links.json beside site.yaml
    #[arg(long, value_name = "FILE")]
    external_results: Option<PathBuf>,
    /// Ask about no more addresses than this
    #[arg(long, value_name = "NUMBER", default_value_t = 1000, requires = "external")]
    external_max: usize,
    /// Ask any computer, without pauses: for tests with a website of their own
    #[arg(long, hide = true, requires = "external")]
    external_anywhere: bool,
}

impl ExternalArgs {
    /// Puts the newest results into the snapshot, after asking if that is wanted.
    pub fn renew(&self, site: &Path, snapshot: &mut Snapshot, request: &Request, memo: &mut Memo) -> Result<(), Error> {
        let inside = external::results_path();
        let path = self.external_results.clone().unwrap_or_else(|| site.join(inside.as_str()));
        if self.external_results.is_some() {
            match fs::read(&path) {
                Ok(bytes) => snapshot.insert(inside.clone(), File::new(bytes)),
                Err(error) if error.kind() == ErrorKind::NotFound => drop(snapshot.remove(&inside)),
                Err(error) => return Err(Error::io("read", path)(error)),
            }
        }
        if !self.external {
            return Ok(());
        }
        let known = snapshot.text(&inside).map_or(Ok(Results::default()), Results::parse);
        let mut results = known.map_err(|why| {
            let help = "delete it, and it is written anew";
            Error::Usage(format!("{} does not hold results of looking at links: {why}\n  help: {help}", path.display()))
        })?;
        let graph = pipeline::judge(snapshot, request, memo, &|_| {}).graph;
        let addresses = external::addresses(&graph, snapshot);
        let addresses: BTreeSet<&str> = addresses.iter().map(String::as_str).collect();
        let due = results.due(addresses.iter().copied(), request.today);
        let visit = self.visit(&due)?;
        if visit.is_offline {
            note!("No website answered at all, so nothing was noted: is this computer online?")?;
            return Ok(());
        }
        for (address, answer) in &visit.answers {
            results.record(address, answer.clone(), request.today);
        }
        // Entries with mistakes are not in the graph; what they link to is kept.
        if graph.is_complete {
            results.keep_only(&addresses);
        }
        tell(&visit, addresses.len(), &results)?;
        let text = results.text();
        file::write(&path, &text)?;
        snapshot.insert(inside, File::new(text.into_bytes()));
        Ok(())
    }

    fn visit(&self, due: &BTreeSet<&str>) -> Result<Visit, Error> {
        let (reach, manners) = match self.external_anywhere {
            true => (Reach::Anywhere, Manners { pause: Duration::ZERO, patience: [Duration::ZERO; 2], hosts: 2 }),
            false => (Reach::Public, Manners::default()),
        };
        let asked = due.len().min(self.external_max);
        let bar = ProgressBar::new(asked as u64);
        if asked > 0 {
            note!("Asking about {}", screen::count(asked, "address", "addresses"))?;
        }
        let done = |number: usize| bar.set_position(number as u64);
        let visit = visit(due.iter().copied().take(asked), &Client::new(reach), manners, &thread::sleep, &done);
        bar.finish_and_clear();
        Ok(visit)
    }
}

/// `Links to 312 addresses: asked 40 now; 37 work, 1 has moved, 2 failed, 0 let no program in. …`.
fn tell(visit: &Visit, addresses: usize, results: &Results) -> Result<(), Error> {
    let number = |is: fn(&Answer) -> bool| visit.answers.values().filter(|answer| is(answer)).count();
    let mut parts = vec![format!("{} work", number(|answer| matches!(answer, Answer::Fine)))];
    let mut part = |number: usize, words: &str| {
        if number > 0 {
            parts.push(format!("{} {words}", screen::grouped(number)));
        }
    };
    part(number(|answer| matches!(answer, Answer::Moved { .. })), "moved for good");
    part(number(|answer| matches!(answer, Answer::Failed { .. })), "failed");
    part(number(|answer| matches!(answer, Answer::Refused { .. })), "let no program in");
    let all = screen::count(addresses, "address", "addresses");
    let asked = screen::grouped(visit.answers.len());
    note!("Links to {all}; {asked} answered now: {}", parts.join(", "))?;
    if results.waiting() > 0 {
        let waiting = screen::count(results.waiting(), "address", "addresses");
        note!("Watching {waiting} that failed: told after three bad days within a week or more")?;
    }
    Ok(())
}
