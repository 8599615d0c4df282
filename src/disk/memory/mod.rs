//! What a run made and judged, kept for the next process: rendered pages, with what is known of them, and what was found
//! in the words of each file.
//!
//! Each thing is kept by a hash of all that it depends on, so what is found under a key is what would be made anew. What
//! is damaged, of another program or from elsewhere is as good as not there.

mod pages;
mod words;

use std::path::Path;

use rayon::join;

use super::table::Table;
use crate::memo::Memo;
use crate::snapshot::Snapshot;

/// Pages in one file: one that changes has its file written anew.
const PAGES_TOGETHER: usize = 32;
/// Files of the site whose words are judged in one file: most have nothing to tell.
const WORDS_TOGETHER: usize = 256;

/// The memory of a site for one manner of asking.
#[derive(Debug)]
pub struct Memory {
    pages: Table,
    findings: Table,
    ages: Table,
}

impl Memory {
    /// The memory of a site. `manner` is what is asked for (such as with drafts), of which a few are kept beside each
    /// other; `version` is the program. Nothing is made until there is something to keep.
    pub fn of(site: &Path, manner: u128, version: u128) -> Memory {
        let table = |part: &str, together| Table::of(site, part, manner, version, together);
        Memory {
            pages: table("pages-1", PAGES_TOGETHER),
            findings: table("words-1", WORDS_TOGETHER),
            ages: table("ages-1", WORDS_TOGETHER),
        }
    }

    /// Tells a memo that knows nothing yet what earlier processes made.
    pub fn recall(&mut self, memo: &mut Memo) {
        let Memory { pages, findings, ages } = self;
        let words = || join(|| findings.load(words::findings), || ages.load(words::ages));
        let (pages, (findings, ages)) = join(|| pages.load(pages::read), words);
        memo.pages.extend(pages);
        memo.checks.recall(findings, ages);
    }

    /// Keeps what a build made, in place of what was kept. The snapshot must be the one that was built.
    pub fn keep(&self, memo: &Memo, snapshot: &Snapshot) {
        self.pages.keep(memo.pages.all(), pages::write);
        self.findings.keep(memo.checks.findings(snapshot), words::write_findings);
        self.ages.keep(memo.checks.ages(snapshot), words::write_ages);
    }
}
