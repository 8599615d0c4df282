//! The loop of the server: one round for each change.

use std::time::{Duration, Instant};

use super::Event;
use super::preview::Preview;
use super::watch::{Heard, Watch};
use crate::disk::Tree;
use crate::error::Error;
use crate::fault;
use crate::pipeline::Request;
use crate::source::SourcePath;

/// After so long without news, everything is looked at once more.
const IDLE: Duration = Duration::from_secs(1);
/// A look at everything now and then, for systems that forget to tell.
const SELDOM: Duration = Duration::from_secs(30);

/// What the loop goes round with.
pub(super) struct Rounds {
    tree: Tree,
    watch: Watch,
    preview: Preview,
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
    pub fn new(tree: Tree, watch: Watch, preview: Preview) -> Rounds {
        Rounds { tree, watch, preview, untold: None, changed: Vec::new(), is_lost: false }
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
            let looked = self.survive(tell, |rounds, _| Ok(rounds.look(heard)))?;
            let is_hinted = !matches!(looked, Some((Heard::Nothing, _)));
            let is_open = is_hinted || !self.watch.is_proved() || self.tree.has_unstable() || self.is_lost;
            patience = if is_open { IDLE } else { SELDOM };
            match looked {
                // What was being read is read anew, though not at once: it may end the same way.
                None => (self.is_lost, patience) = (true, SELDOM),
                Some((heard, Ok(changed))) => {
                    let is_ours = matches!(heard, Heard::Written(_));
                    let was_lost = std::mem::take(&mut self.is_lost);
                    if !changed.is_empty() && !is_ours && self.watch.learn(is_hinted) {
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
                Some((_, Err(error))) => self.lose(&error, tell),
            }
            self.survive(tell, |rounds, tell| {
                let Rounds { tree, watch, preview, .. } = &mut *rounds;
                preview.render_rest(tree.snapshot(), &mut || watch.has_news());
                rounds.tell_changes(tell);
                Ok(())
            })?;
        }
    }

    /// Reads what has changed since the last time; gives what was heard by then, too.
    fn look(&mut self, heard: Heard) -> (Heard, Result<Vec<SourcePath>, Error>) {
        let tree = &mut self.tree;
        self.watch.look(heard, |heard| match heard {
            Heard::Hints(places) | Heard::Written(places) => tree.reread(places),
            Heard::Anything | Heard::Nothing => tree.reconcile(),
        })
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
            rounds.preview.render_rest(rounds.tree.snapshot(), &mut || false);
            rounds.tell_findings(tell);
            rounds.preview.take_nothing().iter().for_each(|error| tell(Event::Trouble(error)));
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
                self.untold = None;
                self.preview.fail(&error.to_string());
                tell(Event::Trouble(&error));
                Ok(None)
            }
        }
    }

    fn build(&mut self, request: &dyn Fn() -> Result<Request, Error>) -> Result<usize, Error> {
        self.preview.build(&self.tree, &request()?)
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
        let Some(untold) = self.untold.take_if(|_| !self.preview.has_unrendered()) else { return };
        self.tell_findings(tell);
        if let Some(error) = self.preview.take_nothing() {
            return tell(Event::Trouble(&error));
        }
        let errors = self.preview.diagnostics().iter().filter(|finding| finding.is_error()).count();
        let (freshness, pages) = (self.preview.freshness(), self.preview.take_changed_pages());
        tell(Event::Rebuilt { changed: &untold.changed, pages, errors, freshness, time: untold.time });
    }

    fn tell_findings(&self, tell: &mut dyn FnMut(Event<'_>)) {
        tell(Event::Findings { diagnostics: self.preview.diagnostics(), snapshot: self.tree.snapshot() });
    }

    /// The site's folder is gone or cannot be read: the last good site stays, and the trouble is told once.
    fn lose(&mut self, error: &Error, tell: &mut dyn FnMut(Event<'_>)) {
        if !std::mem::replace(&mut self.is_lost, true) {
            self.preview.lay_over(&error.to_string());
            tell(Event::Trouble(error));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::Live;
    use super::super::desk::Desk;
    use super::super::editor::Editor;
    use super::super::token::Token;
    use super::*;
    use crate::diagnostic::baseline::Baseline;
    use crate::graph::Drafts;
    use crate::memo::Memo;

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

    fn served(folder: &std::path::Path) -> (Rounds, Arc<Live>) {
        let tree = Tree::open(folder, None).unwrap();
        let (live, desk) =
            (Arc::new(Live::new()), Arc::new(Desk::new(folder.into(), Editor::Unknown, Token::new(4000))));
        let preview = Preview::new(live.clone(), desk, Memo::default());
        (Rounds::new(tree, Watch::polling(folder), preview), live)
    }

    #[test]
    fn what_is_wrong_with_pages_and_becomes_known_is_a_warning_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pages = folder.path().join("content/pages");
        std::fs::create_dir_all(&pages).unwrap();
        for name in ["help.md", "more-help.md"] {
            std::fs::write(pages.join(name), page("One.")).unwrap();
        }
        let (mut rounds, live) = served(folder.path());
        rounds.begin(&request, &mut |_| {}).unwrap();
        rounds.finish_first(&mut |_| {}).unwrap();
        assert!(live.edition().problems.errors > 0, "two pages have one title");

        let known = Baseline::of(rounds.preview.diagnostics()).text();
        std::fs::write(folder.path().join("known.json"), known).unwrap();
        rounds.tree.reconcile().unwrap();
        rounds.build(&request).unwrap();
        assert_eq!(live.edition().problems.errors, 0, "before its pages have been looked at again");
        rounds.finish_first(&mut |_| {}).unwrap();
        assert_eq!(live.edition().problems.errors, 0);

        std::fs::remove_file(folder.path().join("known.json")).unwrap();
        rounds.tree.reconcile().unwrap();
        rounds.build(&request).unwrap();
        assert!(live.edition().problems.errors > 0, "nor is it forgotten what is wrong");
    }

    #[test]
    fn a_panic_ends_a_round_and_not_the_server() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("content/pages/help.md");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, page("One.")).unwrap();
        let (mut rounds, live) = served(folder.path());
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
