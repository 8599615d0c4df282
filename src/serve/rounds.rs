//! The loop of the server: one round for each change.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::desk::{Desk, Judgement};
use super::live::Next;
use super::watch::{Heard, Watch};
use super::{Live, Told, overlay};
use crate::diagnostic::{self, Diagnostic};
use crate::disk::Tree;
use crate::error::Error;
use crate::memo::Memo;
use crate::pipeline::{self, Request};
use crate::site::{Settled, Site};
use crate::source::SourcePath;

/// After so long without news, everything is looked at once more.
const IDLE: Duration = Duration::from_secs(1);
/// A look at everything now and then, for systems that forget to tell.
const SELDOM: Duration = Duration::from_secs(30);

/// What the loop goes round with.
pub(super) struct Rounds {
    tree: Tree,
    watch: Watch,
    live: Arc<Live>,
    desk: Arc<Desk>,
    memo: Memo,
    /// What the last build found.
    diagnostics: Vec<Diagnostic>,
    /// What the audit of the last settled site found.
    audited: Vec<Diagnostic>,
    /// Whether the newest content is not served, because an error stands in it.
    is_held: bool,
    /// The last site of which every page could be rendered.
    good: Option<Arc<Site>>,
    /// The site that is served, while some of its pages are not rendered.
    unsettled: Option<Arc<Site>>,
    untold: Option<Untold>,
    /// Whether the site could not be looked at when it was last tried.
    is_lost: bool,
}

/// Changes that are served and have not been told.
struct Untold {
    changed: Vec<SourcePath>,
    time: Duration,
}

impl Rounds {
    pub fn new(tree: Tree, watch: Watch, live: Arc<Live>, desk: Arc<Desk>, memo: Memo) -> Rounds {
        Rounds {
            tree,
            watch,
            live,
            desk,
            memo,
            diagnostics: Vec::new(),
            audited: Vec::new(),
            is_held: false,
            good: None,
            unsettled: None,
            untold: None,
            is_lost: false,
        }
    }

    pub fn go_on(
        &mut self,
        request: &dyn Fn() -> Result<Request, Error>,
        tell: &mut dyn FnMut(Told<'_>),
    ) -> Result<(), Error> {
        let mut patience = IDLE;
        loop {
            let heard = self.watch.next(patience);
            let started = Instant::now();
            let changed = match heard {
                Heard::Hints(places) => {
                    patience = IDLE;
                    self.tree.reread(&places)
                }
                Heard::Anything => {
                    patience = IDLE;
                    self.tree.reconcile()
                }
                Heard::Nothing => {
                    let changed = self.tree.reconcile();
                    patience = if self.tree.is_unsettled() || self.is_lost { IDLE } else { SELDOM };
                    changed
                }
            };
            match changed {
                Ok(changed) => {
                    let was_lost = std::mem::take(&mut self.is_lost);
                    if !changed.is_empty() || was_lost {
                        self.build(request)?;
                        self.remember(changed, started.elapsed());
                    }
                }
                Err(error) => self.lose(&error, tell),
            }
            self.settle(&mut Watch::has_news);
            self.tell_changes(tell);
        }
    }

    /// Builds the site and serves it; its pages are rendered when they are asked for. Gives the number of pages.
    pub fn build(&mut self, request: &dyn Fn() -> Result<Request, Error>) -> Result<usize, Error> {
        let snapshot = self.tree.snapshot();
        let request = request()?;
        let mut judged = pipeline::judge(snapshot, &request, &mut self.memo, &|_| {});
        let pages = judged.pages.len();
        let (site, mut diagnostics) = judged.clone().site(snapshot, &self.memo);
        let mut next = Next::Same;
        self.is_held = true;
        if let Ok(site) = site {
            let is_known = self.good.as_ref().is_some_and(|good| good.theme.hash == site.theme.hash);
            let failures = if is_known { Vec::new() } else { site.try_templates() };
            if failures.is_empty() {
                let site = Arc::new(site);
                self.is_held = false;
                self.unsettled = Some(site.clone());
                next = Next::Site(site);
            }
            diagnostics.extend(failures);
            diagnostic::sort(&mut diagnostics);
        }
        // What the last audit found stays in sight until the next has been.
        let kept = if self.is_held { &[][..] } else { &self.audited };
        let mut told = [&diagnostics[..], kept].concat();
        diagnostic::sort(&mut told);
        let problems = overlay::problems(&told, snapshot);
        judged.diagnostics = told;
        let judgement = Arc::new(Judgement::new(request, judged));
        // Who hears of the new edition finds its judgement.
        self.desk.newest.set(judgement.clone());
        self.live.publish(next, problems);
        judgement.complete(snapshot);
        self.diagnostics = diagnostics;
        Ok(pages)
    }

    /// Renders what nobody has asked for, until something happens. A site with a page that cannot be rendered gives
    /// way to the last good one.
    pub fn settle(&mut self, must_stop: &mut dyn FnMut(&mut Watch) -> bool) {
        while let Some(site) = self.unsettled.take() {
            let mut files = Vec::new();
            let watch = &mut self.watch;
            match site.settle(&mut |path, hash| files.push((path.clone(), hash)), &mut || must_stop(watch)) {
                Settled::All => {
                    self.live.settle(&site, &files);
                    self.audit(&site);
                    self.good = Some(site);
                }
                Settled::Stopped => {
                    self.live.note(&files);
                    self.unsettled = Some(site);
                    return;
                }
                Settled::Failed(findings) => {
                    self.is_held = true;
                    self.diagnostics.extend(findings);
                    diagnostic::sort(&mut self.diagnostics);
                    self.unsettled = self.good.clone();
                    let problems = overlay::problems(&self.diagnostics, self.tree.snapshot());
                    self.desk.newest.find(self.diagnostics.clone());
                    self.live.publish(self.good.clone().map_or(Next::Nothing, Next::Site), problems);
                }
            }
        }
    }

    /// Judges the pages of a settled site. What is wrong with them is shown over them: their author must see them.
    fn audit(&mut self, site: &Site) {
        let found = site.audited(self.tree.snapshot());
        self.diagnostics.extend(found.iter().cloned());
        diagnostic::sort(&mut self.diagnostics);
        if found != self.audited {
            self.desk.newest.find(self.diagnostics.clone());
            self.live.publish(Next::Same, overlay::problems(&self.diagnostics, self.tree.snapshot()));
            self.audited = found;
        }
    }

    fn remember(&mut self, changed: Vec<SourcePath>, time: Duration) {
        match &mut self.untold {
            Some(untold) => {
                untold.changed.extend(changed);
                untold.changed.sort();
                untold.changed.dedup();
                untold.time = time;
            }
            None => self.untold = Some(Untold { changed, time }),
        }
    }

    /// Tells of changes once everything is known about them.
    fn tell_changes(&mut self, tell: &mut dyn FnMut(Told<'_>)) {
        let Some(untold) = self.untold.take_if(|_| self.unsettled.is_none()) else { return };
        self.tell_findings(tell);
        let errors = self.diagnostics.iter().filter(|finding| finding.is_error()).count();
        let pages = Some(self.live.take_changed_pages()).filter(|_| !self.is_held);
        tell(Told::Rebuilt { changed: &untold.changed, pages, errors, time: untold.time });
    }

    pub fn tell_findings(&self, tell: &mut dyn FnMut(Told<'_>)) {
        tell(Told::Found { diagnostics: &self.diagnostics, snapshot: self.tree.snapshot() });
    }

    /// The site's folder is gone or cannot be read: the last good site stays, and the trouble is told once.
    fn lose(&mut self, error: &Error, tell: &mut dyn FnMut(Told<'_>)) {
        if !std::mem::replace(&mut self.is_lost, true) {
            self.desk.newest.fail(error.to_string());
            self.live.publish(Next::Same, overlay::trouble(&error.to_string()));
            tell(Told::Trouble(error));
        }
    }
}
