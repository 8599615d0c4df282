//! What the server shows: the newest content as far as it is without errors, and what is wrong with the rest.

use std::sync::Arc;

use super::Live;
use super::desk::{Desk, Judgement};
use super::live::Next;
use super::overlay::{self, Freshness, Problems};
use super::stand_in::{self, StandIn, Understudy};
use crate::config::Addresses;
use crate::contents::Contents;
use crate::diagnostic::{self, Diagnostic};
use crate::disk::Tree;
use crate::error::Error;
use crate::memo::Memo;
use crate::output::OutputPath;
use crate::permalink;
use crate::pipeline::{self, Judged, Request};
use crate::site::{Rendering, Site};
use crate::snapshot::Snapshot;

/// What is shown, and what the last build left for the next.
pub(super) struct Preview {
    live: Arc<Live>,
    desk: Arc<Desk>,
    memo: Memo,
    understudy: Understudy,
    /// What the last build found.
    diagnostics: Vec<Diagnostic>,
    /// What the audit of the last rendered site found, whether it is known or not.
    audited: Vec<Diagnostic>,
    freshness: Freshness,
    /// What was read last, and how its pages are named.
    read: Option<(Arc<Contents>, Addresses)>,
    /// Why there is nothing to serve, until it has been told.
    nothing: Option<Error>,
    /// The last site of which every page could be rendered.
    good: Option<Arc<Site>>,
    /// The site that is served, while some of its pages are not rendered.
    unrendered: Option<Unrendered>,
}

/// A site of which some pages are not rendered.
#[derive(Clone)]
struct Unrendered {
    site: Arc<Site>,
    /// What it was made from, where that is not all that is newest.
    stand_in: Option<Arc<StandIn>>,
}

impl Preview {
    pub fn new(live: Arc<Live>, desk: Arc<Desk>, memo: Memo) -> Preview {
        Preview {
            live,
            desk,
            memo,
            understudy: Understudy::default(),
            diagnostics: Vec::new(),
            audited: Vec::new(),
            freshness: Freshness::New,
            read: None,
            nothing: None,
            good: None,
            unrendered: None,
        }
    }

    /// What is wrong with the author's files.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    pub fn freshness(&self) -> Freshness {
        self.freshness
    }

    /// Whether pages are left to be rendered.
    pub fn has_unrendered(&self) -> bool {
        self.unrendered.is_some()
    }

    /// Pages that were found changed since this was asked last.
    pub fn take_changed_pages(&self) -> usize {
        self.live.take_changed_pages()
    }

    /// Why there is nothing to serve, once.
    pub fn take_nothing(&mut self) -> Option<Error> {
        self.nothing.take()
    }

    /// Builds the site and serves it; its pages are rendered when they are asked for. Gives the number of pages.
    pub fn build(&mut self, tree: &Tree, request: &Request) -> Result<usize, Error> {
        let snapshot = tree.snapshot();
        let mut judged = pipeline::judge(snapshot, request, &mut self.memo, &|_| {}).softened(snapshot);
        let (pages, nothing) = (judged.pages.len(), judged.nothing().map(|nothing| tree.nothing(nothing)));
        let (next, diagnostics) = self.newest(&judged, snapshot, request);
        let old = self.read.replace((judged.contents.clone(), judged.config.addresses));
        // What the last audit found stays in sight until the next has been, as far as it is about these files.
        if self.freshness != Freshness::New {
            self.audited.clear();
        }
        let mut told = self.audited.clone();
        pipeline::soften(&mut told, snapshot, &|_| false);
        told.extend(diagnostics.iter().cloned());
        diagnostic::sort(&mut told);
        self.diagnostics = told;
        let problems = match &nothing {
            Some(error) => overlay::trouble(&error.to_string()),
            None => self.problems(snapshot),
        };
        judged.diagnostics = std::mem::replace(&mut self.diagnostics, diagnostics);
        let judgement = Arc::new(Judgement::new(request.clone(), judged));
        // Who hears of the new edition finds its judgement.
        let old = (old, self.desk.newest.set(judgement.clone()));
        if let Some(error) = &nothing {
            self.desk.newest.fail(error.to_string());
        }
        self.live.publish(next, problems);
        judgement.complete(snapshot);
        // Nobody waits for this.
        drop(old);
        self.desk.unsaved.learn(|| self.memo.fork());
        if self.freshness == Freshness::New {
            self.understudy.learn(snapshot);
        }
        self.nothing = nothing;
        Ok(pages)
    }

    /// The site that can be shown now, with all that is wrong.
    fn newest(&mut self, judged: &Judged, snapshot: &Snapshot, request: &Request) -> (Next<Site>, Vec<Diagnostic>) {
        let known = self.good.as_ref().map(|good| good.theme.hash);
        let is_tried = |site: &Site| known == Some(site.theme.hash);
        let (site, mut diagnostics) = judged.clone().site(snapshot, &self.memo);
        if let Ok(site) = site {
            let failures = if is_tried(&site) { Vec::new() } else { site.try_templates() };
            if failures.is_empty() {
                return (self.show(site, None), diagnostics);
            }
            diagnostics.extend(failures);
            diagnostic::sort(&mut diagnostics);
        }
        self.freshness = Freshness::Old;
        let has_errors = diagnostics.iter().any(Diagnostic::is_error);
        let mut shown = None;
        if has_errors {
            shown = self.understudy.stand_in(snapshot, &diagnostics, request, &self.memo, &is_tried);
            shown = shown.or_else(|| stand_in::in_part(judged.clone(), snapshot, &self.memo, &is_tried));
        }
        let next = shown.map_or(Next::Same, |(site, stand_in)| self.show(site, Some(Arc::new(stand_in))));
        (next, diagnostics)
    }

    fn show(&mut self, site: Site, stand_in: Option<Arc<StandIn>>) -> Next<Site> {
        let site = Arc::new(site);
        self.freshness = if stand_in.is_some() { Freshness::InPart } else { Freshness::New };
        self.unrendered = Some(Unrendered { site: site.clone(), stand_in });
        Next::Site(site)
    }

    /// Renders what nobody has asked for, until something happens. A site with a page that cannot be rendered gives
    /// way to the last good one.
    pub fn render_rest(&mut self, snapshot: &Snapshot, must_stop: &mut dyn FnMut() -> bool) {
        while let Some(unrendered) = self.unrendered.take() {
            let site = &unrendered.site;
            let mut files = Vec::new();
            match site.render_rest(&mut |path, hash| files.push((path.clone(), hash)), must_stop) {
                Rendering::All => {
                    self.live.complete(site, &files);
                    self.audit(&unrendered, snapshot);
                    self.good = Some(unrendered.site);
                }
                Rendering::Stopped => {
                    self.live.note(&files);
                    self.unrendered = Some(unrendered);
                    return;
                }
                Rendering::Failed(findings) => {
                    self.diagnostics.extend(findings);
                    diagnostic::sort(&mut self.diagnostics);
                    self.desk.newest.find(self.diagnostics.clone());
                    let next = self.fall_back();
                    self.live.publish(next, self.problems(snapshot));
                }
            }
        }
    }

    /// Judges the pages of a rendered site. What is wrong with them is shown over them: their author must see them.
    fn audit(&mut self, rendered: &Unrendered, snapshot: &Snapshot) {
        let mut found = rendered.site.audited(rendered.stand_in.as_ref().map_or(snapshot, |stand_in| &stand_in.files));
        // What is told of files as they were cannot be shown in them as they are.
        found.retain(|finding| rendered.stand_in.as_ref().is_none_or(|stand_in| stand_in.is_about_newest(finding)));
        let mut told = found.clone();
        pipeline::soften(&mut told, snapshot, &|_| false);
        self.diagnostics.extend(told);
        diagnostic::sort(&mut self.diagnostics);
        if found != self.audited {
            self.desk.newest.find(self.diagnostics.clone());
            self.live.publish(Next::Same, self.problems(snapshot));
            self.audited = found;
        }
    }

    /// Shows trouble over the last good site; nothing half made is remembered.
    pub fn fail(&mut self, trouble: &str) {
        self.memo.forget();
        self.understudy.forget();
        self.desk.newest.fail(trouble.to_string());
        let next = self.fall_back();
        self.live.publish(next, overlay::trouble(trouble));
    }

    /// Shows trouble over what is shown.
    pub fn lay_over(&mut self, trouble: &str) {
        self.desk.newest.fail(trouble.to_string());
        self.live.publish(Next::Same, overlay::trouble(trouble));
    }

    fn fall_back(&mut self) -> Next<Site> {
        self.freshness = Freshness::Old;
        self.unrendered = self.good.clone().map(|site| Unrendered { site, stand_in: None });
        self.good.clone().map_or(Next::Nothing, Next::Site)
    }

    fn problems(&self, snapshot: &Snapshot) -> Problems {
        let found = overlay::problems(&self.diagnostics, snapshot);
        Problems { pages: self.faulty_pages(), freshness: self.freshness, ..found }
    }

    /// The pages of the files in which errors stand. A row of a table has no file of its own.
    fn faulty_pages(&self) -> Vec<OutputPath> {
        if !self.diagnostics.iter().any(Diagnostic::is_error) {
            return Vec::new();
        }
        let Some((contents, addresses)) = &self.read else { return Vec::new() };
        let faulty = stand_in::faulty(&self.diagnostics);
        let entries = contents.entries.iter().filter(|entry| entry.row.is_none() && faulty.contains(&entry.path));
        entries.map(|one| permalink::output_path(*addresses, &permalink::of(one.kind, &one.id).path)).collect()
    }
}
