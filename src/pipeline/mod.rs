//! The whole program on one screen: a snapshot in, a site or a list of findings out.

mod known;
mod nothing;
mod progress;
mod verdict;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::check;
use crate::claims::{self, Claims};
use crate::config::{self, Config};
use crate::contents::{Contents, read_all};
use crate::diagnostic::baseline::Baseline;
use crate::diagnostic::{self, Code, Diagnostic, Echoes, Findings, Reported, Told};
use crate::graph::Drafts;
use crate::graph::framework::Ties;
use crate::graph::{self, Graph};
use crate::memo::Memo;
use crate::offline::Kept;
use crate::output::Output;
use crate::picture::Counts;
use crate::plan::{self, Page, Plan};
use crate::poster;
use crate::revision::Revision;
use crate::site::{Parts, Site};
use crate::snapshot::Snapshot;
use crate::source::Span;
use crate::theme::{self, Theme};
use crate::view::{Context, Facets, Shared};

pub use known::{KNOWN, known, known_path, soften, stands};
pub use nothing::Nothing;
pub use progress::{Progress, Stage};
pub use verdict::Verdict;

/// What a build is asked to do.
#[derive(Debug, Clone)]
pub struct Request {
    /// The day that drafts, dates and reviews are judged by.
    pub today: Date,
    /// Whether drafts are part of the site.
    pub drafts: Drafts,
    /// Takes the place of `base_url` in `site.yaml`.
    pub base_url: Option<String>,
    /// Whether it is a copy to look at before the public does: pages say so, and search engines are asked to stay away.
    pub staging: bool,
}

/// A site that has been read, linked and checked, and not yet rendered. A variant shares every large part.
#[derive(Debug, Clone)]
pub struct Judged {
    /// In reading order.
    pub diagnostics: Vec<Diagnostic>,
    /// Every entry as it was read, also those that are not on the site.
    pub contents: Arc<Contents>,
    pub graph: Graph,
    pub config: Config,
    pub pages: Arc<[Page]>,
    pub facets: Arc<Facets>,
    pub ties: Arc<Ties>,
    theme: Option<Arc<Theme>>,
    /// Why there is no theme, or which addresses two things want: no site can be made as long as one of these stands.
    unmakeable: Vec<(Code, Span)>,
    /// Errors of the theme.
    theme_faults: Vec<(Code, Span)>,
    /// Whether errors are told as warnings, since they are known.
    is_softened: bool,
    today: Date,
}

/// What came of a build.
#[derive(Debug)]
pub struct Build {
    /// The site; missing when an error stands that is not known, or when there is nothing to publish.
    pub output: Option<Output>,
    /// Why it has nothing to say, where no file is wrong.
    pub nothing: Option<Nothing>,
    /// In reading order, without those that are known.
    pub diagnostics: Vec<Diagnostic>,
    /// What pages get wrong where an error is told already.
    pub echoes: Vec<Diagnostic>,
    /// How many findings are known.
    pub known: usize,
    /// Findings that were known and stand no longer.
    pub mended: u64,
    /// Everything that was found, known or not.
    pub verdict: Verdict,
    pub(crate) graph: Graph,
    pub(crate) config: Config,
    /// Pages of the site.
    pub pages: usize,
    /// Pages that were rendered now; the others were kept from the last build.
    pub rendered: usize,
    /// How smaller copies of pictures came to be.
    pub variants: Counts,
    /// What devices keep of the site, where they do.
    pub kept: Option<Kept>,
}

/// Builds the site.
pub fn build(snapshot: &Snapshot, request: &Request, memo: &mut Memo, progress: Progress<'_>) -> Build {
    judge(snapshot, request, memo, progress).render(snapshot, memo, progress)
}

/// Reads, links, checks and plans: everything that finds mistakes in content.
pub fn judge(snapshot: &Snapshot, request: &Request, memo: &mut Memo, progress: Progress<'_>) -> Judged {
    let Reported { value: mut config, mut diagnostics } = config::read(snapshot, request.base_url.as_deref());
    config.staging = request.staging;
    config.offline &= !request.staging;
    diagnostics.extend(snapshot.problems.iter().cloned());
    diagnostics.extend(known(snapshot).diagnostics);

    progress(Stage::Read { files: snapshot.len() });
    let contents = read_all(snapshot, &mut memo.files);
    diagnostics.extend(contents.diagnostics.iter().cloned());

    progress(Stage::Link { entries: contents.entries.len() });
    let all_read = !diagnostics.iter().any(Diagnostic::may_hide);
    let (today, drafts) = (request.today, request.drafts);
    let inputs = graph::Inputs { snapshot, today, drafts, config: &config, all_read };
    let Reported { value: graph, diagnostics: found } = graph::relink(&contents, inputs, &mut memo.links);
    diagnostics.extend(found);
    progress(Stage::Check);
    diagnostics.extend(check::run(&graph, &config, snapshot, today, &mut memo.checks));

    progress(Stage::Plan);
    let theme = theme::reload(snapshot, &config, &mut memo.theme);
    let unloaded: Vec<Span> = theme.diagnostics.iter().map(|finding| finding.span.clone()).collect();
    diagnostics.extend(theme.diagnostics);
    let Plan { pages, facets, ties } = plan::replan(&graph, &config, &mut memo.plan);
    let claims = Claims { pages: &pages, graph: &graph, config: &config, theme: theme.value.as_deref(), snapshot };
    let revision = Revision::of(&graph, &config, theme.value.as_deref(), snapshot, today);
    diagnostics.extend(claims.new_collisions(revision, &mut memo.uncontested));
    claims::tell_once(&mut diagnostics);
    config.judge(&mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    let place = |finding: &Diagnostic| (finding.code, finding.span.clone());
    let of_theme = |finding: &&Diagnostic| finding.is_error() && unloaded.contains(&finding.span);
    let theme_faults: Vec<(Code, Span)> = diagnostics.iter().filter(of_theme).map(place).collect();
    let collisions = diagnostics.iter().filter(|finding| finding.code == Code::AddressCollision).map(place);
    let no_theme = theme_faults.iter().filter(|_| theme.value.is_none()).cloned();
    let unmakeable = collisions.chain(no_theme).collect();
    let contents = Arc::new(contents);
    Judged {
        diagnostics,
        contents,
        graph,
        config,
        pages,
        facets,
        ties,
        theme: theme.value,
        unmakeable,
        theme_faults,
        is_softened: false,
        today,
    }
}

/// What is known of a site in which an error stands.
#[derive(Debug)]
pub struct Refused {
    pub graph: Graph,
    pub config: Config,
}

impl Judged {
    /// Why the site would have nothing to say. What stands online is never replaced by that.
    pub fn nothing(&self) -> Option<Nothing> {
        if self.has_entry() || self.has_errors() { None } else { Some(self.why_nothing()) }
    }

    /// Tables of facts alone fill no page: they serve the entries that show them.
    fn has_entry(&self) -> bool {
        self.graph.nodes().any(|(_, node)| !node.kind().is_data())
    }

    fn why_nothing(&self) -> Nothing {
        match self.graph.left_out.len() {
            0 => Nothing::NoEntry,
            entries => Nothing::AllLeftOut(entries),
        }
    }

    /// Every address of the site and what claims it; the snapshot must be the one that was judged.
    pub fn claims<'a>(&'a self, snapshot: &'a Snapshot) -> Claims<'a> {
        let Judged { pages, graph, config, theme, .. } = self;
        Claims { pages, graph, config, theme: theme.as_deref(), snapshot }
    }

    /// Whether the picture of a diagram is drawn.
    pub fn draws(&self, poster: poster::Subject) -> bool {
        let Judged { graph, config, facets, ties, today, .. } = self;
        let shared = &Shared::new(graph, config, facets.clone(), ties.clone());
        let poster_sizes = &BTreeMap::new();
        poster.is_drawn(&Context { graph, config, today: *today, shared, poster_sizes })
    }

    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The same with what the site knows of itself told as warnings, for those who look at it while they mend it.
    pub(crate) fn softened(mut self, snapshot: &Snapshot) -> Judged {
        let unmakeable = &self.unmakeable;
        let must_be_told = |one: &Diagnostic| unmakeable.contains(&(one.code, one.span.clone()));
        self.is_softened = soften(&mut self.diagnostics, snapshot, &must_be_told);
        self
    }

    /// The theme, if there is one.
    pub(crate) fn theme(&self) -> Option<&Theme> {
        self.theme.as_deref()
    }

    /// The site, unless an error stands or it has no entry, with the findings.
    pub fn site(self, snapshot: &Snapshot, memo: &Memo) -> (Result<Site, Box<Refused>>, Vec<Diagnostic>) {
        if self.has_errors() {
            let Judged { diagnostics, graph, config, .. } = self;
            return (Err(Box::new(Refused { graph, config })), diagnostics);
        }
        self.site_in_part(snapshot, memo)
    }

    /// As much of the site as can be made: what could not be read is not on it, and what leads there leads nowhere.
    pub(crate) fn site_in_part(
        self,
        snapshot: &Snapshot,
        memo: &Memo,
    ) -> (Result<Site, Box<Refused>>, Vec<Diagnostic>) {
        let (has_entry, has_errors) = (self.has_entry(), self.has_errors() || self.is_softened);
        let Judged { diagnostics, contents, graph, config, pages, facets, ties, theme, today, .. } = self;
        let site = match theme {
            Some(theme) if has_entry => {
                let awaited = if has_errors { claims::awaited(&contents, &graph, &config) } else { Vec::new() };
                Ok(Site::new(Parts { graph, config, pages, facets, ties, theme, today, awaited }, snapshot, memo))
            }
            _ => Err(Box::new(Refused { graph, config })),
        };
        (site, diagnostics)
    }

    /// Renders and audits every page, so that one build tells everything. What may be published is decided at the end:
    /// a site in which an error stands is not.
    pub fn render(self, snapshot: &Snapshot, memo: &Memo, progress: Progress<'_>) -> Build {
        self.render_but(&Baseline::default(), snapshot, memo, progress)
    }

    /// The same where some findings are known already: these are not told, and hold nothing back.
    pub fn render_but(self, known: &Baseline, snapshot: &Snapshot, memo: &Memo, progress: Progress<'_>) -> Build {
        let (pages, nothing) = (self.pages.len(), (!self.has_entry()).then(|| self.why_nothing()));
        let (mut unmakeable, theme_faults) = (self.unmakeable.clone(), self.theme_faults.clone());
        let mut in_pages = Echoes::default();
        let (site, mut diagnostics) = self.site_in_part(snapshot, memo);
        let before = memo.variants.counts();
        let (output, rendered, kept, graph, config) = match site {
            Ok(site) => {
                progress(Stage::Render { pages });
                let copied = |variants| progress(Stage::Copied { variants, of: site.variants().len() });
                let done = |so_far| {
                    progress(Stage::Rendered { pages: so_far });
                    if so_far == pages {
                        progress(Stage::Whole);
                    }
                };
                let output = site.output(&done, &copied);
                let mut failures = output.diagnostics;
                if output.value.is_none() && !theme_faults.is_empty() {
                    // The templates of the default theme are right: what words do not fit them is told at the words.
                    failures.retain(|finding| !theme::is_default(&finding.span.path));
                    unmakeable.extend(theme_faults);
                }
                unmakeable.extend(failures.iter().map(|finding| (finding.code, finding.span.clone())));
                diagnostics.extend(failures);
                let found = site.audited(snapshot);
                in_pages = Echoes::of(&found);
                diagnostics.extend(found);
                (output.value, site.rendered(), site.kept(), site.graph, site.config)
            }
            Err(refused) => (None, 0, None, refused.graph, refused.config),
        };
        diagnostic::sort(&mut diagnostics);
        let html = refused_html(&graph, &config).collect();
        let findings = Findings { all: diagnostics, in_pages, unmakeable, html };
        let told = findings.told(known, &|path| stands(snapshot, path));
        let has_errors = told.has_errors();
        let Told { new: diagnostics, echoes, known, mended } = told;
        let left_out = graph.left_out.iter().map(|one| one.why).collect();
        Build {
            output: output.filter(|_| !has_errors),
            nothing: nothing.filter(|_| !has_errors),
            diagnostics,
            echoes,
            known,
            mended,
            verdict: Verdict { findings, pages, left_out },
            graph,
            config,
            pages,
            rendered,
            variants: memo.variants.counts().since(before),
            kept,
        }
    }
}

/// Every line of HTML that goes when what is told of HTML is mended; none where HTML is allowed.
fn refused_html(graph: &Graph, config: &Config) -> impl Iterator<Item = Span> {
    let entries = graph.nodes().map(|(_, node)| &node.entry);
    let entries = entries.filter(|_| config.raw_html == config::RawHtmlPolicy::Refuse);
    entries.flat_map(|entry| entry.body.raw_html.iter().map(|html| html.place(&entry.path)))
}
