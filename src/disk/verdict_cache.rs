//! Keeps what a run found for the next one, which may have the same files before it.

use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::cache::Cache;
use super::told::{Finding, Place, place, span};
use crate::diagnostic::{Code, Diagnostic, Echoes, Findings};
use crate::graph::Hidden;
use crate::pipeline::Verdict;

const VERDICTS: &str = "verdicts-2";

/// The last verdicts on a site, one for each manner of asking.
#[derive(Debug)]
pub struct VerdictCache(Cache);

impl VerdictCache {
    /// The cache of a site. Nothing is made until there is something to keep.
    pub fn of(site: &Path) -> VerdictCache {
        VerdictCache(Cache::of(site, VERDICTS))
    }

    /// The last verdict that was asked for in this `manner`, if it is of these files: `of` is a hash of all that a
    /// verdict depends on.
    pub fn get(&self, manner: u128, of: u128) -> Option<Verdict> {
        let bytes = self.0.get(manner)?;
        let (kept_of, kept) = bytes.split_first_chunk()?;
        if u128::from_le_bytes(*kept_of) != of {
            return None;
        }
        serde_json::from_slice::<Kept>(kept).ok()?.verdict()
    }

    /// Keeps a verdict in place of the last one of its manner.
    pub fn put(&self, manner: u128, of: u128, verdict: &Verdict) {
        // What cannot be written is not kept.
        if let Ok(kept) = serde_json::to_vec(&Kept::new(verdict)) {
            self.0.put(manner, &[&of.to_le_bytes()[..], &kept].concat());
        }
    }

    /// Throws away what nothing has used for long.
    pub fn tidy(&self) {
        self.0.tidy();
    }
}

/// A verdict as it is written.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// Each with whether a page gets it wrong.
    findings: Vec<(Finding, bool)>,
    unmakeable: Vec<(String, Place)>,
    html: Vec<Place>,
    pages: usize,
    left_out: Vec<Reason>,
}

#[derive(Serialize, Deserialize)]
enum Reason {
    Draft,
    NotYet(Date),
    Expired(Date),
}

impl Kept {
    fn new(verdict: &Verdict) -> Kept {
        let Verdict { findings: Findings { all, in_pages, unmakeable, html }, pages, left_out } = verdict;
        Kept {
            findings: all.iter().map(|finding| (Finding::new(finding), in_pages.has(finding))).collect(),
            unmakeable: unmakeable.iter().map(|(code, span)| (code.as_str().to_string(), place(span))).collect(),
            html: html.iter().map(place).collect(),
            pages: *pages,
            left_out: left_out.iter().copied().map(Reason::of).collect(),
        }
    }

    /// The verdict, if every word in it is one of ours.
    fn verdict(self) -> Option<Verdict> {
        let read: Option<Vec<(Diagnostic, bool)>> =
            self.findings.into_iter().map(|(finding, in_page)| Some((finding.meant()?, in_page))).collect();
        let read = read?;
        let in_pages = Echoes::of(read.iter().filter(|(_, in_page)| *in_page).map(|(finding, _)| finding));
        let unmakeable = self.unmakeable.into_iter().map(|(code, place)| Some((Code::parse(&code)?, span(place))));
        let findings = Findings {
            in_pages,
            unmakeable: unmakeable.collect::<Option<_>>()?,
            html: self.html.into_iter().map(span).collect(),
            all: read.into_iter().map(|(finding, _)| finding).collect(),
        };
        let left_out = self.left_out.into_iter().map(Reason::meant).collect();
        Some(Verdict { findings, pages: self.pages, left_out })
    }
}

impl Reason {
    fn of(hidden: Hidden) -> Reason {
        match hidden {
            Hidden::Draft => Reason::Draft,
            Hidden::NotYet(day) => Reason::NotYet(day),
            Hidden::Expired(day) => Reason::Expired(day),
        }
    }

    fn meant(self) -> Hidden {
        match self {
            Reason::Draft => Hidden::Draft,
            Reason::NotYet(day) => Hidden::NotYet(day),
            Reason::Expired(day) => Hidden::Expired(day),
        }
    }
}
