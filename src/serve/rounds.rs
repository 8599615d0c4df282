//! The loop of the server: one round for each change.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::desk::{Desk, Judgement};
use super::live::Next;
use super::watch::{Heard, Watch};
use super::{Event, Live, overlay};
use crate::diagnostic::{self, Diagnostic};
use crate::disk::Tree;
use crate::error::Error;
use crate::fault;
use crate::memo::Memo;
use crate::pipeline::{self, Request};
use crate::site::{Rendering, Site};
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
    /// What the audit of the last is_stable site found.
    audited: Vec<Diagnostic>,
    /// Whether the newest content is not served, because an error stands in it.
    is_held: bool,
    /// Why there is nothing to serve, until it has been told.
    nothing: Option<Error>,
    /// The last site of which every page could be rendered.
    good: Option<Arc<Site>>,
    /// The site that is served, while some of its pages are not rendered.
    unrendered: Option<Arc<Site>>,
    untold: Option<Untold>,
    /// Files that changed last.
    changed: Vec<SourcePath>,
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
            nothing: None,
            good: None,
            unrendered: None,
            untold: None,
            changed: Vec::new(),
            is_lost: false,
        }
    }

    pub fn go_on(
        &mut self,
        request: &dyn Fn() -> Result<Request, Error>,
        tell: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), Error> {
        let mut patience = IDLE;
        loop {
            let heard = self.watch.next(patience);
            let started = Instant::now();
            let is_hinted = !matches!(heard, Heard::Nothing);
            let changed = self.survive(tell, |rounds, _| Ok(rounds.look(&heard)))?;
            let is_open = is_hinted || !self.watch.is_proved() || self.tree.has_unstable() || self.is_lost;
            patience = if is_open { IDLE } else { SELDOM };
            match changed {
                // What was being read is read anew, though not at once: it may end the same way.
                None => (self.is_lost, patience) = (true, SELDOM),
                Some(Ok(changed)) => {
                    let was_lost = std::mem::take(&mut self.is_lost);
                    if !changed.is_empty() && self.watch.learn(is_hinted) {
                        tell(Event::PollingInstead { why: "this folder does not tell of them" });
                    }
                    if !changed.is_empty() || was_lost {
                        self.changed = changed;
                        self.survive(tell, |rounds, _| {
                            rounds.build(request)?;
                            rounds.remember(rounds.changed.clone(), started.elapsed());
                            Ok(())
                        })?;
                    }
                }
                Some(Err(error)) => self.lose(&error, tell),
            }
            self.survive(tell, |rounds, tell| {
                rounds.render_rest(&mut Watch::has_news);
                rounds.tell_changes(tell);
                Ok(())
            })?;
        }
    }

    /// Reads what has changed since the last time.
    fn look(&mut self, heard: &Heard) -> Result<Vec<SourcePath>, Error> {
        match heard {
            Heard::Hints(places) => self.tree.reread(places),
            Heard::Anything | Heard::Nothing => self.tree.reconcile(),
        }
    }

    /// The first round, in which nothing can have changed before everything was made once.
    pub fn begin(
        &mut self,
        request: &dyn Fn() -> Result<Request, Error>,
        tell: &mut dyn FnMut(Event<'_>),
    ) -> Result<usize, Error> {
        self.survive(tell, |rounds, _| rounds.build(request)).map(Option::unwrap_or_default)
    }

    /// Renders everything, then says what was found.
    pub fn finish_first(&mut self, tell: &mut dyn FnMut(Event<'_>)) -> Result<(), Error> {
        let finish = |rounds: &mut Rounds, tell: &mut dyn FnMut(Event<'_>)| {
            rounds.render_rest(&mut |_| false);
            rounds.tell_findings(tell);
            rounds.nothing.take().iter().for_each(|error| tell(Event::Trouble(error)));
            Ok(())
        };
        self.survive(tell, finish).map(Option::unwrap_or_default)
    }

    /// Does a part of a round. A panic, which is a fault of Trellis, ends this part and not the server: the last good
    /// site stays, nothing half made is remembered, and the next save is tried again.
    fn survive<T>(
        &mut self,
        tell: &mut dyn FnMut(Event<'_>),
        work: impl FnOnce(&mut Rounds, &mut dyn FnMut(Event<'_>)) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        match fault::caught(|| work(self, tell)) {
            Ok(done) => done.map(Some),
            Err(fault) => {
                let error = Error::Fault { fault, after: self.changed.clone() };
                self.memo.forget();
                (self.is_held, self.untold) = (true, None);
                self.unrendered = self.good.clone();
                self.desk.newest.fail(error.to_string());
                let next = self.good.clone().map_or(Next::Nothing, Next::Site);
                self.live.publish(next, overlay::trouble(&error.to_string()));
                tell(Event::Trouble(&error));
                Ok(None)
            }
        }
    }

    /// Builds the site and serves it; its pages are rendered when they are asked for. Gives the number of pages.
    pub fn build(&mut self, request: &dyn Fn() -> Result<Request, Error>) -> Result<usize, Error> {
        let snapshot = self.tree.snapshot();
        let request = request()?;
        let mut judged = pipeline::judge(snapshot, &request, &mut self.memo, &|_| {});
        let (pages, nothing) = (judged.pages.len(), judged.nothing().map(|nothing| self.tree.nothing(nothing)));
        let (site, mut diagnostics) = judged.clone().site(snapshot, &self.memo);
        let mut next = Next::Same;
        self.is_held = true;
        if let Ok(site) = site {
            let is_known = self.good.as_ref().is_some_and(|good| good.theme.hash == site.theme.hash);
            let failures = if is_known { Vec::new() } else { site.try_templates() };
            if failures.is_empty() {
                let site = Arc::new(site);
                self.is_held = false;
                self.unrendered = Some(site.clone());
                next = Next::Site(site);
            }
            diagnostics.extend(failures);
            diagnostic::sort(&mut diagnostics);
        }
        // What the last audit found stays in sight until the next has been.
        let kept = if self.is_held { &[][..] } else { &self.audited };
        let mut told = [&diagnostics[..], kept].concat();
        diagnostic::sort(&mut told);
        let problems = match &nothing {
            Some(error) => overlay::trouble(&error.to_string()),
            None => overlay::problems(&told, snapshot),
        };
        judged.diagnostics = told;
        let judgement = Arc::new(Judgement::new(request, judged));
        // Who hears of the new edition finds its judgement.
        self.desk.newest.set(judgement.clone());
        if let Some(error) = &nothing {
            self.desk.newest.fail(error.to_string());
        }
        self.live.publish(next, problems);
        judgement.complete(snapshot);
        self.diagnostics = diagnostics;
        self.nothing = nothing;
        Ok(pages)
    }

    /// Renders what nobody has asked for, until something happens. A site with a page that cannot be rendered gives
    /// way to the last good one.
    pub fn render_rest(&mut self, must_stop: &mut dyn FnMut(&mut Watch) -> bool) {
        while let Some(site) = self.unrendered.take() {
            let mut files = Vec::new();
            let watch = &mut self.watch;
            match site.render_rest(&mut |path, hash| files.push((path.clone(), hash)), &mut || must_stop(watch)) {
                Rendering::All => {
                    self.live.complete(&site, &files);
                    self.audit(&site);
                    self.good = Some(site);
                }
                Rendering::Stopped => {
                    self.live.note(&files);
                    self.unrendered = Some(site);
                    return;
                }
                Rendering::Failed(findings) => {
                    self.is_held = true;
                    self.diagnostics.extend(findings);
                    diagnostic::sort(&mut self.diagnostics);
                    self.unrendered = self.good.clone();
                    let problems = overlay::problems(&self.diagnostics, self.tree.snapshot());
                    self.desk.newest.find(self.diagnostics.clone());
                    self.live.publish(self.good.clone().map_or(Next::Nothing, Next::Site), problems);
                }
            }
        }
    }

    /// Judges the pages of a is_stable site. What is wrong with them is shown over them: their author must see them.
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
    fn tell_changes(&mut self, tell: &mut dyn FnMut(Event<'_>)) {
        let Some(untold) = self.untold.take_if(|_| self.unrendered.is_none()) else { return };
        self.tell_findings(tell);
        if let Some(error) = self.nothing.take() {
            return tell(Event::Trouble(&error));
        }
        let errors = self.diagnostics.iter().filter(|finding| finding.is_error()).count();
        let pages = Some(self.live.take_changed_pages()).filter(|_| !self.is_held);
        tell(Event::Rebuilt { changed: &untold.changed, pages, errors, time: untold.time });
    }

    pub fn tell_findings(&self, tell: &mut dyn FnMut(Event<'_>)) {
        tell(Event::Findings { diagnostics: &self.diagnostics, snapshot: self.tree.snapshot() });
    }

    /// The site's folder is gone or cannot be read: the last good site stays, and the trouble is told once.
    fn lose(&mut self, error: &Error, tell: &mut dyn FnMut(Event<'_>)) {
        if !std::mem::replace(&mut self.is_lost, true) {
            self.desk.newest.fail(error.to_string());
            self.live.publish(Next::Same, overlay::trouble(&error.to_string()));
            tell(Event::Trouble(error));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::editor::Editor;
    use super::super::token::Token;
    use super::*;
    use crate::graph::Drafts;

    fn request() -> Result<Request, Error> {
        Ok(Request {
            today: "2026-11-23".parse().expect("a date"),
            drafts: Drafts::Hide,
            base_url: None,
            staging: false,
        })
    }

    fn page(words: &str) -> String {
        format!("---\ntitle: Help\nsummary: Where to find help.\nreviewed: 2026-11-23\n---\n\n{words}\n")
    }

    #[test]
    fn a_panic_ends_a_round_and_not_the_server() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("content/pages/help.md");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, page("One.")).unwrap();
        let tree = Tree::open(folder.path(), None).unwrap();
        let (live, desk) =
            (Arc::new(Live::new()), Arc::new(Desk::new(folder.path().into(), Editor::Unknown, Token::new(4000))));
        let mut rounds = Rounds::new(tree, Watch::polling(folder.path()), live.clone(), desk, Memo::default());
        let mut told = Vec::new();
        let mut tell = |trouble: Event<'_>| {
            if let Event::Trouble(error) = trouble {
                told.push(error.to_string());
            }
        };
        assert!(rounds.begin(&request, &mut tell).unwrap() > 0);
        rounds.finish_first(&mut tell).unwrap();
        let good = live.edition();

        rounds.changed = vec![SourcePath::new("content/pages/help.md")];
        let made = rounds.survive(&mut tell, |rounds, _| rounds.build(&|| panic!("a byte too far")));
        assert!(matches!(made, Ok(None)));
        let held = live.edition();
        assert!(held.version > good.version && held.problems.html.contains("a byte too far"));
        assert!(Arc::ptr_eq(held.site.as_ref().unwrap(), good.site.as_ref().unwrap()), "the last good site stays");

        rounds.survive(&mut tell, |rounds, _| rounds.build(&request)).unwrap();
        rounds.finish_first(&mut tell).unwrap();
        assert_eq!(live.edition().problems.errors, 0);
        let [trouble] = &told[..] else { panic!("{told:?}") };
        for words in ["content/pages/help.md", "a byte too far", "not of your file; please report it"] {
            assert!(trouble.contains(words), "{trouble}");
        }
    }
}
