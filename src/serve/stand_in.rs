//! What is served while an error stands: each file that has one counts as it was when the site last had none. So one
//! person's mistake does not keep another's page from being seen. Where that mends nothing, since a file is as it was and
//! what it needs is not, the site is shown as far as it can be made.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::memo::Memo;
use crate::pipeline::{self, Judged, Request, known_path};
use crate::site::Site;
use crate::snapshot::Snapshot;
use crate::source::SourcePath;

/// Mistakes that hang together are found one after the other: files are exchanged so often before this is given up.
const MOST_TRIES: usize = 4;

/// Where pages and tables lie. The site can do without any of them, and not without its settings.
const CONTENT: &str = "content/";

/// Files without errors that are as near to the newest as can be.
#[derive(Debug)]
pub struct StandIn {
    pub files: Snapshot,
    /// Those that are not as they are on disk.
    exchanged: BTreeSet<SourcePath>,
}

impl StandIn {
    /// Whether a finding about these files is about the newest ones as well.
    pub fn is_about_newest(&self, finding: &Diagnostic) -> bool {
        !self.exchanged.contains(&finding.span.path)
    }
}

/// What stand-ins are made of.
#[derive(Debug, Default)]
pub struct Understudy {
    /// The files of the last site without errors.
    good: Option<Snapshot>,
    /// Builds of stand-ins remember for themselves, as long as an error stands.
    memo: Option<Memo>,
}

impl Understudy {
    /// Takes note of files without errors.
    pub fn learn(&mut self, good: &Snapshot) {
        *self = Understudy { good: Some(good.clone()), memo: None };
    }

    /// Forgets what builds have left behind.
    pub fn forget(&mut self) {
        self.memo = None;
    }

    /// The site with what stands in for files that have errors; none where that leaves errors. A site that `is_tried`
    /// has templates that are known to work.
    pub fn stand_in(
        &mut self,
        newest: &Snapshot,
        findings: &[Diagnostic],
        request: &Request,
        memo: &Memo,
        is_tried: &dyn Fn(&Site) -> bool,
    ) -> Option<(Site, StandIn)> {
        let memo = self.memo.get_or_insert_with(|| memo.fork());
        let mut exchange =
            Exchange { good: self.good.as_ref(), files: newest.clone(), exchanged: BTreeSet::new(), is_filled: false };
        let mut faulty = faulty(findings);
        for _ in 0..MOST_TRIES {
            if !exchange.settle(&faulty) {
                return None;
            }
            let judged = pipeline::judge(&exchange.files, request, memo, &|_| {}).softened(&exchange.files);
            let (site, mut findings) = judged.site(&exchange.files, memo);
            if let Ok(site) = site {
                let failures = if is_tried(&site) { Vec::new() } else { site.try_templates() };
                if failures.is_empty() {
                    let Exchange { files, exchanged, .. } = exchange;
                    return Some((site, StandIn { files, exchanged }));
                }
                findings = failures;
            }
            faulty = self::faulty(&findings);
            // It may have nothing to say.
            if faulty.is_empty() {
                return None;
            }
        }
        None
    }
}

/// As much of the newest files as makes a site, where files that are right need what others no longer have: what leads
/// there leads nowhere. None where settings or the theme are wrong, or there is nothing to show.
pub fn in_part(
    judged: Judged,
    newest: &Snapshot,
    memo: &Memo,
    is_tried: &dyn Fn(&Site) -> bool,
) -> Option<(Site, StandIn)> {
    let (site, findings) = judged.site_in_part(newest, memo);
    let faulty = faulty(&findings);
    let is_content = faulty.iter().all(|path| path.as_str().starts_with(CONTENT));
    let site = site.ok().filter(|site| is_content && (is_tried(site) || site.try_templates().is_empty()))?;
    // What its pages get wrong there is told already.
    Some((site, StandIn { files: newest.clone(), exchanged: faulty }))
}

/// Files in which errors stand, of those that a page can be made of: what is known of the site shows nothing.
pub fn faulty(findings: &[Diagnostic]) -> BTreeSet<SourcePath> {
    let errors = findings.iter().filter(|finding| finding.is_error() && finding.span.path != known_path());
    errors.map(|finding| finding.span.path.clone()).collect()
}

/// Files that become a site without errors.
struct Exchange<'a> {
    good: Option<&'a Snapshot>,
    files: Snapshot,
    exchanged: BTreeSet<SourcePath>,
    /// Whether files that are gone have been put back.
    is_filled: bool,
}

impl Exchange<'_> {
    /// Does something about each file with an error; says whether something could be done about all.
    fn settle(&mut self, faulty: &BTreeSet<SourcePath>) -> bool {
        let mut misses_others = false;
        for path in faulty {
            let before = self.good.and_then(|good| good.get(path));
            let is_same = before.zip(self.files.get(path)).is_some_and(|(before, now)| before.hash == now.hash);
            match before {
                // It was right, so what it names has gone.
                Some(_) if is_same => {
                    misses_others = true;
                    continue;
                }
                Some(before) => self.files.insert(path.clone(), before.clone()),
                // The site can do without a new page, and not without its settings.
                None if path.as_str().starts_with(CONTENT) => drop(self.files.remove(path)),
                None => return false,
            }
            self.mark(path);
        }
        !misses_others || self.put_back_what_is_gone()
    }

    fn put_back_what_is_gone(&mut self) -> bool {
        if std::mem::replace(&mut self.is_filled, true) {
            return false;
        }
        let gone = self.good.iter().flat_map(|good| good.iter());
        let gone: Vec<_> = gone.filter(|(path, _)| self.files.get(path).is_none()).collect();
        for (path, file) in &gone {
            self.files.insert((*path).clone(), (*file).clone());
            self.mark(path);
        }
        !gone.is_empty()
    }

    fn mark(&mut self, path: &SourcePath) {
        self.files.problems.retain(|problem| problem.span.path != *path);
        self.exchanged.insert(path.clone());
    }
}
