//! A site, which can answer for each of its addresses: a page is rendered when it is first asked for.
//!
//! It comes to be in stages, of which none asks a later one: the plan, the pictures of diagrams, the pages (which say
//! how large pictures are), and what is beside pages. `trellis build` asks for everything ([`Site::output`]); the dev server asks for what somebody looks at, and for
//! the rest while nobody waits.

mod pages;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use self::pages::{Hand, Pages, Rendered};
use crate::audit;
use crate::audit::locator::Locator;
use crate::audit::site::{Published, Whole};
use crate::claims;
use crate::config::{Config, RawHtmlPolicy};
use crate::diagnostic::{self, Code, Diagnostic, Reported};
use crate::fault;
use crate::graph::Graph;
use crate::graph::framework::Ties;
use crate::groundwork::{Grounds, Groundwork};
use crate::lasting;
use crate::machine_files;
use crate::memo::Memo;
use crate::offline::{self, Kept};
use crate::output::{FileClass, Output, OutputFile, OutputPath};
use crate::permalink;
use crate::plan::{Page, Subject};
use crate::revision::Revision;
use crate::search;
use crate::snapshot::Snapshot;
use crate::theme::Theme;
use crate::variants::Variants;
use crate::view::{Context, Facets};

/// Pages that are rendered between two questions whether to stop.
const STRIDE: usize = 128;

/// Everything that a site's bytes depend on.
#[derive(Debug)]
pub struct Site {
    pub graph: Graph,
    pub config: Config,
    pub theme: Arc<Theme>,
    today: Date,
    groundwork: Arc<Groundwork>,
    pages: Pages,
    assets: BTreeMap<OutputPath, OutputFile>,
    machine_files: OnceLock<BTreeMap<OutputPath, OutputFile>>,
    search: OnceLock<OutputFile>,
    variants: Variants,
    /// What devices keep, once all else is made.
    kept: OnceLock<Kept>,
    /// Addresses of pages that will be there once an error is mended.
    awaited: Vec<OutputPath>,
}

/// What a site is made of.
pub(crate) struct Parts {
    pub graph: Graph,
    pub config: Config,
    pub pages: Arc<[Page]>,
    pub facets: Arc<Facets>,
    pub ties: Arc<Ties>,
    pub theme: Arc<Theme>,
    pub today: Date,
    pub awaited: Vec<OutputPath>,
}

/// How rendering the rest of a site went.
#[derive(Debug)]
pub enum Rendering {
    /// Everything is rendered.
    All,
    /// Somebody asked to stop.
    Stopped,
    /// Some pages cannot be rendered.
    Failed(Vec<Diagnostic>),
}

impl Site {
    pub(crate) fn new(parts: Parts, snapshot: &Snapshot, memo: &Memo) -> Site {
        let Parts { graph, config, pages, facets, ties, theme, today, awaited } = parts;
        let revision = Revision::of(&graph, &config, Some(&theme), snapshot, today);
        let grounds = Grounds { graph: &graph, config: &config, pages: &pages, facets, ties, theme: &theme, today };
        Site {
            groundwork: memo.groundwork.renew(revision, grounds),
            pages: Pages::new(pages, memo.pages.clone()),
            assets: assets(&theme, &graph, &config, snapshot),
            machine_files: OnceLock::new(),
            search: OnceLock::new(),
            kept: OnceLock::new(),
            variants: Variants::of(&graph, &config, memo.variants.clone()),
            graph,
            config,
            theme,
            today,
            awaited,
        }
    }

    fn context(&self) -> Context<'_> {
        let Site { graph, config, today, groundwork, .. } = self;
        let Groundwork { shared, poster_sizes, .. } = &**groundwork;
        Context { graph, config, today: *today, shared, poster_sizes }
    }

    /// Every page in the order of its address.
    pub fn pages(&self) -> &Arc<[Page]> {
        &self.pages.plan
    }

    /// The file at an address, if there is one; the error is a finding about the template that cannot show it.
    pub fn file(&self, path: &OutputPath) -> Option<Result<OutputFile, &Diagnostic>> {
        if let Some(at) = self.groundwork.at(path) {
            let page = self.page(at).as_ref();
            return Some(page.map(|(_, page)| page.file.clone()).map_err(|finding| &**finding));
        }
        if path.as_str() == search::PATH {
            return Some(Ok(self.search_index().clone()));
        }
        let known = self.assets.get(path).or_else(|| self.machine_files().get(path)).cloned().map(Ok);
        known.or_else(|| self.variants.file(path))
    }

    /// The address by which a file is known while its bytes change: that of a theme's file without its mark.
    pub fn known_as(&self, path: &OutputPath) -> OutputPath {
        let plain = lasting::plain(path.as_str());
        let plain = plain.filter(|plain| self.theme.statics.get(&plain[lasting::FOLDER.len()..]).is_some());
        plain.map_or_else(|| path.clone(), OutputPath::new)
    }

    /// The theme's file at an address, whatever mark that bears, or none: a page that was loaded earlier asks for it so.
    pub fn newest(&self, path: &OutputPath) -> Option<OutputFile> {
        let known = self.known_as(path);
        let name = known.as_str().strip_prefix(lasting::FOLDER)?;
        self.theme.statics.get(name).map(|one| one.file.clone())
    }

    /// The hash of what is at an address as it is known. That of a page stays where only marks in it change.
    pub fn said(&self, path: &OutputPath) -> Option<u128> {
        match self.groundwork.at(path) {
            Some(at) => self.page(at).as_ref().ok().map(|(_, page)| page.said),
            None => self.newest(path).or_else(|| self.file(path)?.ok()).map(|file| file.hash),
        }
    }

    /// What devices keep of the site, where they do; known once it has been asked for whole.
    pub fn kept(&self) -> Option<Kept> {
        self.kept.get().copied()
    }

    /// Smaller copies of pictures.
    pub fn variants(&self) -> &Variants {
        &self.variants
    }

    fn page(&self, at: usize) -> &Rendered {
        self.pages.get(at, &self.context(), &self.theme)
    }

    /// Files for machines, and what browsers want beside pages.
    fn machine_files(&self) -> &BTreeMap<OutputPath, OutputFile> {
        self.machine_files.get_or_init(|| {
            let context = self.context();
            let pictures =
                self.groundwork.posters.iter().map(|(path, file)| (OutputPath::new(path.as_str()), file.clone()));
            machine_files::files(&context, self.pages(), &self.theme).chain(pictures).collect()
        })
    }

    fn search_index(&self) -> &OutputFile {
        self.search.get_or_init(|| search::file(&self.context(), &|key| self.theme.words(key)).1)
    }

    /// Pages that were rendered for this site; the others were kept from the last one.
    pub fn rendered(&self) -> usize {
        self.pages.rendered()
    }

    /// Renders one page of each template, and says which cannot be: a theme that fails mostly fails everywhere.
    pub fn try_templates(&self) -> Vec<Diagnostic> {
        let mut tried = FxHashSet::default();
        let first: Vec<usize> =
            (0..self.pages.len()).filter(|&at| tried.insert(self.pages()[at].face(&self.graph).template)).collect();
        first.par_iter().filter_map(|&at| self.page(at).as_ref().err().map(|finding| (**finding).clone())).collect()
    }

    /// Renders and audits all pages, and tells the address and hash of each, as [`Site::known_as`] and [`Site::said`] have
    /// them. It asks now and then whether to stop.
    pub fn render_rest(
        &self,
        tell: &mut dyn FnMut(&OutputPath, u128),
        must_stop: &mut dyn FnMut() -> bool,
    ) -> Rendering {
        let mut failures = Vec::new();
        let mut used = FxHashSet::default();
        for start in (0..self.pages.len()).step_by(STRIDE) {
            let end = (start + STRIDE).min(self.pages.len());
            (start..end).into_par_iter().for_each(|at| self.audit(at));
            for at in start..end {
                match self.page(at) {
                    Ok((key, page)) => {
                        used.insert(*key);
                        tell(&self.pages()[at].address, page.said);
                    }
                    Err(finding) => failures.push((**finding).clone()),
                }
            }
            if end < self.pages.len() && must_stop() {
                return Rendering::Stopped;
            }
        }
        self.pages.keep_only(&used);
        self.variants.forget_others();
        if !failures.is_empty() {
            return Rendering::Failed(failures);
        }
        for (path, file) in &self.assets {
            tell(&self.known_as(path), file.hash);
        }
        Rendering::All
    }

    /// All files of the site. `done` is told how many pages there are so far, and `copied` how many variants of pictures.
    pub fn output(&self, done: &(dyn Fn(usize) + Sync), copied: &(dyn Fn(usize) + Sync)) -> Reported<Option<Output>> {
        let so_far = AtomicUsize::new(0);
        let pages = || {
            (0..self.pages.len()).into_par_iter().for_each(|at| {
                self.audit(at);
                done(so_far.fetch_add(1, Ordering::Relaxed) + 1);
            });
        };
        // What is made by one thread is made while the others render.
        rayon::join(pages, || rayon::join(|| self.search_index(), || self.machine_files()));
        if let Rendering::Failed(diagnostics) = self.render_rest(&mut |_, _| {}, &mut || false) {
            return Reported { value: None, diagnostics };
        }
        self.variants.make_all(copied);
        let mut files = self.assets.clone();
        let mut diagnostics = Vec::new();
        for (path, variant) in self.variants.files() {
            match variant {
                Ok(file) => drop(files.insert(path.clone(), file)),
                Err(finding) => diagnostics.push(finding.clone()),
            }
        }
        if !diagnostics.is_empty() {
            diagnostics.dedup();
            return Reported { value: None, diagnostics };
        }
        let pages = self.pages().iter().zip(0..).filter_map(|(page, at)| Some((page, self.page(at).as_ref().ok()?)));
        files.extend(pages.map(|(page, (_, kept))| (page.address.clone(), kept.file.clone())));
        files.extend(self.machine_files().iter().map(|(path, file)| (path.clone(), file.clone())));
        files.insert(OutputPath::new(search::PATH), self.search_index().clone());
        // It names all others by their bytes.
        if self.config.offline {
            let Site { graph, config, theme, .. } = self;
            let whole = offline::Site { graph, config, theme, pages: self.pages() };
            let (worker, kept) = whole.worker(&files);
            self.kept.get_or_init(|| kept);
            files.insert(OutputPath::new(offline::PATH), worker);
        }
        Reported { value: Some(Output { files }), diagnostics: Vec::new() }
    }
}

impl Site {
    /// Audits a page while its bytes are at hand.
    fn audit(&self, at: usize) {
        if let Ok((_, page)) = self.page(at) {
            let context = self.context();
            fault::at(&Hand { page: &self.pages()[at], context: &context }, || page.audited());
        }
    }

    /// What the audit of all pages finds, at the levels that the owner has set; the snapshot must be the one that the
    /// site was made from. Pages that cannot be rendered, or whose files could not be read, are told as such and are no
    /// reason to tell of links that lead there.
    pub fn audited(&self, snapshot: &Snapshot) -> Vec<Diagnostic> {
        let (rendered, failed): (Vec<usize>, Vec<usize>) = (0..self.pages.len()).partition(|&at| self.page(at).is_ok());
        let refuses = self.config.raw_html == RawHtmlPolicy::Refuse && self.config.enforces(Code::RawHtml);
        // Two pages that want one address are told already.
        let mut addresses = FxHashSet::default();
        let pages = rendered.into_iter().filter(|&at| addresses.insert(&self.pages()[at].address)).filter_map(|at| {
            let (_, page) = self.page(at).as_ref().ok()?;
            let (address, html) = (&self.pages()[at].address, &*page.file.bytes);
            let subject = &self.pages()[at].subject;
            let (is_moved, is_entry) = (matches!(subject, Subject::Moved(_)), matches!(subject, Subject::Entry(_)));
            let is_undone = matches!(subject, Subject::Entry(node) if refuses && !self.graph.node(*node).body().raw_html.is_empty());
            Some((at, Published { address, html, audited: page.audited(), is_moved, is_entry, is_undone }))
        });
        let search = OutputPath::new(search::PATH);
        let files = self.assets.iter().chain(self.machine_files()).map(|(path, file)| (path, file.bytes.len()));
        // What a variant weighs is known when somebody has asked for it; that it is there is known now.
        let variants = self.variants.paths().map(|path| (path, 0));
        let files = files.chain([(&search, self.search_index().bytes.len())]).chain(variants);
        let unseen = failed.iter().map(|&at| &self.pages()[at].address).chain(&self.awaited);
        let files = files.chain(unseen.map(|address| (address, 0)));
        let whole = Whole::new(pages.collect(), files, &self.config);
        let mut found = whole.findings(&Locator::new(self.context(), self.pages(), &self.theme, snapshot));
        // What is for those who write, no visitor meets.
        let for_visitors = self.graph.assets.iter().filter(|path| !self.graph.for_writers.contains(path));
        found.extend(audit::files::check(&self.theme, snapshot, &self.config, for_visitors));
        self.config.judge(&mut found);
        diagnostic::sort(&mut found);
        found
    }
}

/// Files that are published as they are: the theme's, and the site's own. Of pictures, only the picture.
fn assets(theme: &Theme, graph: &Graph, config: &Config, snapshot: &Snapshot) -> BTreeMap<OutputPath, OutputFile> {
    let statics = theme.statics.iter();
    let mut files: BTreeMap<OutputPath, OutputFile> =
        statics.map(|(_, one)| (OutputPath::new(&*one.address), one.file.clone())).collect();
    let plain = claims::named_plainly(theme, graph, snapshot).into_iter();
    let plain = plain.filter_map(|name| Some((format!("{}{name}", lasting::FOLDER), theme.statics.get(name)?)));
    files.extend(plain.map(|(path, one)| (OutputPath::new(path), one.file.clone())));
    for asset in &graph.assets {
        let path = OutputPath::new(permalink::of_asset(asset));
        if let Some(picture) = graph.pictures.get(asset) {
            files.insert(path, picture.published.clone());
            continue;
        }
        if config.staging && path.as_str() == machine_files::ROBOTS {
            files.insert(path, machine_files::no_robots());
            continue;
        }
        let file = snapshot.get(asset).expect("assets are files of the snapshot");
        files.insert(path, OutputFile { class: FileClass::Asset, bytes: file.bytes.clone(), hash: file.hash });
    }
    files
}
